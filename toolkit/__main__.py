"""The command line: one command for each thing that a consultant does."""

import os
import subprocess
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import Annotated, Literal

import typer

from toolkit.errors import VivevoixError

app = typer.Typer(
    help="Vive voix: audits how an organisation speaks, outward and inward.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
Root = Annotated[
    Path | None,
    typer.Option("--root", envvar="VIVEVOIX_ROOT", help="folder of all clients [client_data]"),
]
ClientName = Annotated[str, typer.Argument(metavar="CLIENT", help="the client's folder name")]
Language = Annotated[
    Literal["fr", "en"] | None, typer.Option("--language", help="the client's own by default")
]
Period = Annotated[
    str, typer.Option("--period", help="months such as 2026-01:2026-06; everything by default")
]


QUIET = (  # JupyterLab asks the network for news and newer versions unless told not to
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
)


@app.callback()
def everywhere(
    root: Annotated[Path | None, typer.Option("--root", help="folder of all clients")] = None,
) -> None:
    """Vive voix: audits how an organisation speaks, outward and inward."""
    if root is not None:
        os.environ["VIVEVOIX_ROOT"] = str(root)


@app.command(epilog='Example: vivevoix new acme --name "Acme SAS" --profile sme --language fr')
def new(
    client: ClientName,
    name: Annotated[str | None, typer.Option("--name", help="name shown in reports")] = None,
    profile: Annotated[Literal["sme", "large"], typer.Option("--profile")] = "sme",
    language: Annotated[Literal["fr", "en"], typer.Option("--language")] = "fr",
    root: Root = None,
) -> None:
    """Make a client's folder, with its settings and a README."""
    from toolkit import pipeline, store

    made = pipeline.new_client(
        store.root(root), client, name=name or client, profile=profile, language=language
    )
    typer.echo(f"{made.folder}: put the exports into {made.exports}, then see README.md there")


@app.command("import", epilog="Example: vivevoix import acme ~/Downloads/slack-export.zip")
def import_(
    client: ClientName,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="copied into exports/ first")
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, help="processes that read; by default as many as help"),
    ] = None,
    root: Root = None,
) -> None:
    """Read what the client gave; say what was read, ignored, unknown and rejected."""
    from toolkit import pipeline, screen, store

    opened = store.open_client(store.root(root), client)
    with screen.progress() as progress:
        intake = pipeline.take_in(opened, paths or (), progress=progress, workers=workers)
    screen.show_intake(intake, opened)


@app.command(epilog="Example: vivevoix measure acme --json > measures.json")
def measure(
    client: ClientName,
    json: Annotated[bool, typer.Option("--json", help="every number, for a programme")] = False,
    period: Period = "all",
    root: Root = None,
) -> None:
    """Measure, draw nothing. Groups too small to be shown are not shown here either."""
    from toolkit import pipeline, screen, store

    opened = store.open_client(store.root(root), client)
    with screen.progress() as progress:
        facts = pipeline.measure(opened, period=period, progress=progress)
    if json:
        typer.echo(screen.facts_as_json(facts))
    else:
        screen.show_measures(facts, opened.settings.language)


@app.command(epilog="Example: vivevoix audit acme --language en --period 2026-01:2026-06")
def audit(
    client: ClientName,
    language: Language = None,
    formats: Annotated[str, typer.Option("--formats", help="comma-separated: html")] = "html",
    period: Period = "all",
    root: Root = None,
) -> None:
    """Measure, judge, advise, and deliver the audit as one file that needs no network."""
    from toolkit import pipeline, screen, store

    opened = store.open_client(store.root(root), client)
    with screen.progress() as progress:
        run = pipeline.audit(
            opened,
            language=language or opened.settings.language,
            formats=tuple(formats.split(",")),
            period=period,
            progress=progress,
        )
    typer.echo(run / "audit.html")


@app.command(epilog="Example: vivevoix demo --root /tmp/demo")
def demo(root: Root = None) -> None:
    """Simulate clients and take them the whole road, in French and in English."""
    from toolkit import pipeline, screen, store

    with screen.progress() as progress:
        audits = pipeline.demo(store.root(root), progress=progress)
    for page in audits:
        typer.echo(page)


@app.command(epilog="Example: vivevoix label --file posts.csv --text message")
def label(  # a client, or a file and its column
    client: Annotated[
        str | None, typer.Argument(metavar="[CLIENT]", help="the client's folder name")
    ] = None,
    file: Annotated[Path | None, typer.Option(help="label the texts of this CSV file")] = None,
    text: Annotated[str, typer.Option(metavar="COLUMN", help="its column of texts")] = "text",
    language: Annotated[Literal["fr", "en"], typer.Option("--language")] = "fr",
    json: Annotated[bool, typer.Option("--json", help="everything, for a programme")] = False,
    root: Root = None,
) -> None:
    """Say how far a client's messages are coded by hand, or label the texts of a file."""
    from toolkit import store

    if file is not None:
        from toolkit.desk import labelling
        from toolkit.wording import Words

        in_words = labelling.labels_in_words
        typer.echo(
            labelling.labels_as_json(file, text) if json else in_words(file, text, Words(language))
        )
        return
    from toolkit.desk.coding_report import coding_as_json, coding_in_words

    if client is None:
        raise typer.BadParameter("name a client, or a file: --file posts.csv --text COLUMN")
    opened = store.open_client(store.root(root), client)
    typer.echo(coding_as_json(opened) if json else coding_in_words(opened))


@app.command(epilog="Example: vivevoix tables acme")
def tables(client: ClientName, root: Root = None) -> None:
    """Show the client's tables: their columns and how many rows they hold."""
    from toolkit import ingest, screen, store

    opened = store.open_client(store.root(root), client)
    screen.show_tables(ingest.tables_summary(opened))


@app.command(epilog="Example: vivevoix verify client_data/acme/reports/current")
def verify(run_folder: Annotated[Path, typer.Argument(metavar="RUN_FOLDER")]) -> None:
    """Check a delivery again: every file is there, and as it was."""
    from toolkit.reports import delivery

    wrong = delivery.verify(run_folder)
    for one in wrong:
        typer.echo(one, err=True)
    if wrong:
        raise typer.Exit(1)
    typer.echo(f"{run_folder}: complete and unchanged")


@app.command(epilog="Example: vivevoix lab")
def lab(root: Root = None) -> None:
    """Open JupyterLab on the notebooks."""
    from toolkit import store, wording

    folder = wording.templates_folder().parent / "notebooks"
    surroundings = {**os.environ, "VIVEVOIX_ROOT": str(store.root(root).resolve())}
    done = subprocess.run(  # noqa: S603  # our own interpreter and our own folder
        [sys.executable, "-m", "jupyterlab", "--notebook-dir", str(folder), *QUIET],
        env=surroundings,
        check=False,
    )
    raise typer.Exit(done.returncode)


def tell_place_only(
    kind: type[BaseException], _error: BaseException, trace: TracebackType | None
) -> None:
    """Say which kind of error came from where: its message might quote what somebody wrote."""
    if issubclass(kind, KeyboardInterrupt):
        typer.echo("interrupted: nothing was changed that was there before", err=True)
        return
    frames = traceback.extract_tb(trace)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "start"
    typer.echo(f"error: unexpected {kind.__name__} at {place}; nothing was delivered", err=True)


def main() -> None:
    """Run the command line; an error is one line, and the exit code is not 0."""
    sys.excepthook = tell_place_only
    try:
        # Calling app itself would put typer's hook in ours' place, and an error in a box.
        sys.exit(typer.main.get_command(app)(standalone_mode=False))
    except VivevoixError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(1)
    except typer.Abort:
        sys.exit(130)
    except typer.TyperException as error:
        said = error.format_message()
        typer.echo(said if "\n" in said else f"error: {said} See `vivevoix --help`.", err=True)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
