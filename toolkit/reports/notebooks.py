"""Runs a notebook for one client, believes no success that it has not checked, and cleans it."""

import copy
import json
import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError

from toolkit.errors import RunFailed, UnknownParameter
from toolkit.reports.engine import ReleaseEngine

WIDGET_STATE = "application/vnd.jupyter.widget-state+json"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
ENGINE = "vivevoix"
SENTINEL = "vivevoix:done:"
NAME = re.compile(r"[a-z][a-z_]{0,31}")
MODEL = re.compile(r"IPY_MODEL_([0-9a-f]{32})")


def run(notebook: Path, parameters: Mapping[str, str], release: Path, trace: Path) -> NotebookNode:
    """Run a notebook on a release and return it cleaned.

    ``trace`` is where the notebook is kept when it fails, inside the vault: it may quote.
    Raises ``UnknownParameter`` for a parameter that it does not have, ``RunFailed`` where a cell
    failed or the run did not reach the end.
    """
    check_parameters(notebook, parameters)
    nonce = secrets.token_hex(16)
    papermill_engines.register(ENGINE, ReleaseEngine)
    trace.parent.mkdir(parents=True, exist_ok=True)
    try:
        done = papermill.execute_notebook(
            str(notebook),
            str(trace),
            parameters=dict(parameters),
            engine_name=ENGINE,
            kernel_name="python3",
            progress_bar=False,
            release=str(release.resolve()),
            nonce=nonce,
        )
    except PapermillExecutionError as error:
        raise RunFailed(f"{notebook.name}: {error.ename} in {_first(error.source)}") from None
    except (DeadKernelError, CellTimeoutError, RuntimeError) as error:
        raise RunFailed(f"{notebook.name}: {type(error).__name__}") from None
    check_finished(done, notebook.name, nonce)
    trace.unlink()
    return cleaned(done)


def check_parameters(notebook: Path, parameters: Mapping[str, str]) -> None:
    """Refuse a parameter that the notebook does not have; papermill itself only logs a warning."""
    known = sorted(papermill.inspect_notebook(str(notebook)))
    for name, value in parameters.items():
        if name not in known or not NAME.fullmatch(name):
            raise UnknownParameter(
                f"{notebook.name} has no such parameter; it has: {', '.join(known)}"
            )
        if not isinstance(value, str):
            raise UnknownParameter(f"{notebook.name}: parameter {name} is a text")


def check_finished(notebook: NotebookNode, name: str, nonce: str) -> None:
    """Believe a run only if every cell ran, none failed, and the last one says this run's word.

    A kernel killed by a signal or left by ``sys.exit(0)`` reads as completed otherwise.
    """
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in cells:
        if cell.execution_count is None:
            raise RunFailed(f"{name}: {_first(cell.source)} was never run")
        if any(output.output_type == "error" for output in cell.outputs):
            raise RunFailed(f"{name}: {_first(cell.source)} failed")
    if not cells or f"{SENTINEL}{nonce}" not in json.dumps(cells[-1].outputs):
        raise RunFailed(f"{name}: the run did not reach its last cell")


def _first(source: str) -> str:
    """Name a cell by its first line, which is ours; its number would count papermill's own."""
    return f"the cell `{source.strip().splitlines()[0] if source.strip() else ''}`"


def cleaned(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook with displayed widgets only, and without names, dates or chance."""
    clean = _without_traces(copy.deepcopy(notebook))
    shown = _displayed(clean)
    state = clean.metadata.get("widgets", {}).get(WIDGET_STATE, {}).get("state", {})
    reached = _reached(shown, state)
    if reached:
        kept = {model: state[model] for model in reached}
        clean.metadata["widgets"] = {
            WIDGET_STATE: {"version_major": 2, "version_minor": 0, "state": kept}
        }
    else:
        clean.metadata.pop("widgets", None)
    return _renamed(clean, reached)


def _without_traces(notebook: NotebookNode) -> NotebookNode:
    keep = ("kernelspec", "widgets")
    for name in notebook.metadata.keys() - set(keep):
        del notebook.metadata[name]
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number:02d}"
        for name in cell.metadata.keys() - {"tags"}:
            del cell.metadata[name]
        if cell.cell_type == "code":
            cell.outputs = [one for one in cell.outputs if SENTINEL not in json.dumps(one)]
    return notebook


def _displayed(notebook: NotebookNode) -> list[str]:
    """Return the identifiers of the widgets that cells show, in order."""
    return [
        output.data[WIDGET_VIEW]["model_id"]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if WIDGET_VIEW in output.get("data", {})
    ]


def _reached(shown: list[str], state: Mapping[str, Any]) -> list[str]:
    """Return the shown models and all that they lead to: nothing else may leave."""
    reached: list[str] = []
    waiting = list(shown)
    while waiting:
        model = waiting.pop(0)
        if model in state and model not in reached:
            reached.append(model)
            waiting += MODEL.findall(json.dumps(state[model]))
    return reached


def _renamed(notebook: NotebookNode, models: list[str]) -> NotebookNode:
    """Give widgets the same identifiers at every run."""
    text = json.dumps(notebook)
    for number, model in enumerate(models):
        text = text.replace(model, f"{number:032x}")
    renamed: NotebookNode = nbformat.reads(text, as_version=4)
    return renamed
