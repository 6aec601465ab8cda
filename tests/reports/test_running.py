"""A notebook's success is believed only when it is checked."""

import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from toolkit.errors import RunFailed, UnknownParameter
from toolkit.reports import engine, notebooks

DONE = "import os; print('vivevoix:done:' + os.environ['VIVEVOIX_NONCE'])"


def notebook(tmp_path, *sources):
    """Write a notebook with one parameter cell and these cells."""
    cells = [new_code_cell('client = "nobody"', metadata={"tags": ["parameters"]})]
    cells += [new_code_cell(source) for source in sources]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    path = tmp_path / "book.ipynb"
    nbformat.write(book, path)
    return path


def run(tmp_path, *sources, **parameters):
    book = notebook(tmp_path, *sources)
    return notebooks.run(book, parameters, tmp_path, tmp_path / "trace" / "book.ipynb")


@pytest.mark.notebook
def test_a_parameter_reaches_the_notebook(tmp_path):
    done = run(tmp_path, "print(client)", DONE, client="acme")
    assert "acme" in json.dumps(done.cells[2].outputs)


@pytest.mark.notebook
def test_the_notebook_is_given_the_release_and_no_other_setting(tmp_path, monkeypatch):
    monkeypatch.setenv("VIVEVOIX_ROOT", "/secret/root")
    source = "import os; print(sorted(n for n in os.environ if n.startswith('VIVEVOIX')))"
    done = run(tmp_path, source, DONE)
    assert "['VIVEVOIX_NONCE', 'VIVEVOIX_RELEASE']" in json.dumps(done.cells[1].outputs)


def test_a_secret_of_the_environment_is_not_passed_on():
    around = {"PATH": "/bin", "API_TOKEN": "secret", "VIVEVOIX_ROOT": "/clients"}
    assert "secret" not in engine.surroundings("r", "n", around).values()


def test_an_unknown_parameter_is_refused(tmp_path):
    book = notebook(tmp_path, DONE)
    with pytest.raises(UnknownParameter, match="it has: client"):
        notebooks.check_parameters(book, {"clent": "acme"})


def test_a_parameter_that_is_no_text_is_refused(tmp_path):
    book = notebook(tmp_path, DONE)
    with pytest.raises(UnknownParameter):
        notebooks.check_parameters(book, {"client": ("a", "b")})


@pytest.mark.notebook
@pytest.mark.parametrize(
    "bad",
    [
        "int('what she' + ' really wrote')",
        "import sys; sys.exit(0)",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    ],
    ids=["error", "exit", "killed"],
)
def test_a_run_that_did_not_reach_its_end_is_no_success(tmp_path, bad):
    with pytest.raises(RunFailed) as caught:
        run(tmp_path, bad, DONE)
    assert "what she really wrote" not in str(caught.value)  # int() quotes what it was given


@pytest.mark.notebook
def test_a_last_cell_that_says_nothing_is_no_success(tmp_path):
    with pytest.raises(RunFailed, match="last cell"):
        run(tmp_path, "1 + 1")


@pytest.mark.notebook
def test_two_runs_leave_the_same_bytes(tmp_path):
    one, two = (run(tmp_path, "client", DONE, client="acme") for _ in range(2))
    assert nbformat.writes(one) == nbformat.writes(two)


def view(model):
    data = {notebooks.WIDGET_VIEW: {"model_id": model}}
    return nbformat.v4.new_output("display_data", data=data)


def test_a_widget_that_is_not_shown_does_not_leave():
    shown, inner, hidden = "a" * 32, "b" * 32, "c" * 32
    state = {
        shown: {"state": {"layout": f"IPY_MODEL_{inner}"}},
        inner: {"state": {}},
        hidden: {"state": {"secret": 1}},
    }
    book = new_notebook(cells=[new_code_cell("show()", outputs=[view(shown)])])
    book.metadata["widgets"] = {notebooks.WIDGET_STATE: {"state": state}}
    clean = notebooks.cleaned(book)
    kept = clean.metadata.widgets[notebooks.WIDGET_STATE]["state"]
    assert list(kept) == [f"{0:032x}", f"{1:032x}"]
    assert "secret" not in nbformat.writes(clean)
    assert clean.cells[0].outputs[0].data[notebooks.WIDGET_VIEW]["model_id"] == f"{0:032x}"
