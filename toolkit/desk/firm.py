"""The small firm's brief, for the notebook: its answers are kept, and every part follows them."""

from datetime import date

from toolkit import store
from toolkit.cards import Card
from toolkit.desk.firm_form import FirmForm
from toolkit.firm import said, said_more
from toolkit.firm.brief import Brief, brief, read_library
from toolkit.firm.kept import FIRM, Answers, changed, read_answers, written
from toolkit.firm.profile import Profile
from toolkit.firm.words import FirmWords
from toolkit.reports.brief import page
from toolkit.wording import templates_folder

PAGE = "brief-{language}.html"


class FirmDesk:
    """Shows the brief of a firm, part by part: ``desk.form()``, ``desk.outcome()``.

    It reads the firm's answers and nothing else: no export is needed.
    """

    def __init__(self, client: store.Client, words: FirmWords) -> None:
        self._client, self._words = client, words
        self._library = read_library(templates_folder())

    def cover(self) -> Card:
        """Say whose brief it is, and how many questions have their answer."""
        return said.cover(self._answers(), self._client.settings.name, self._words)

    def form(self) -> object:
        """Ask the twelve questions; what is saved is kept in the client's folder, with its day."""
        return FirmForm(self._answers().profile, self._words, self._keep).whole

    def outcome(self) -> Card:
        """Say what is proposed, and why; that the questions wait where nothing is answered."""
        if not self._answers().profile.started:
            return self._waiting()
        return said.outcome(self._made(), self._words)

    def criteria(self) -> Card:
        """Show the five criteria."""
        return said.criteria(self._made(), self._words)

    def capacity(self) -> Card:
        """Show the arithmetic of time."""
        return said.capacity(self._made(), self._words)

    def flips(self) -> Card:
        """Show which single answer would change the proposal."""
        return said.flips(self._made(), self._words)

    def break_even(self) -> Card:
        """Say what it has to bring."""
        return said_more.break_even(self._made(), self._words)

    def risks(self) -> Card:
        """Show the risks of this firm."""
        return said_more.risks(self._made(), self._words)

    def benefits(self) -> Card:
        """Show what this firm may gain."""
        return said_more.benefits(self._made(), self._words)

    def tools(self) -> Card:
        """Show families of tools and a short list in each."""
        return said_more.tools(self._made(), self._words)

    def steps(self) -> Card:
        """Say what to do first."""
        return said_more.steps(self._made(), self._words)

    def sources(self) -> Card:
        """Say what the brief rests on."""
        return said_more.sources(self._words)

    def sheets(self) -> Card:
        """Write the brief as a page that prints on two sheets; nothing before the first answer."""
        answers, words = self._answers(), self._words
        if not answers.profile.started:
            return self._waiting()
        name = PAGE.format(language=words.language)
        made = page(self._made(), answers, self._client.settings.name, words)
        store.replace_file(self._client.reports / name, made.encode())
        where = f"{self._client.slug}/{self._client.reports.name}/{name}"
        title = words.firm("brief.print_saved", path=where)
        return Card(kind="note", title=title)

    def _waiting(self) -> Card:
        return Card(
            kind="note",
            title=self._words.firm("brief.title"),
            lead=self._words.firm("brief.nothing_yet"),
        )

    def _answers(self) -> Answers:
        return read_answers(self._client.folder)

    def _made(self) -> Brief:
        gate_open = not self._client.settings.legal_gate.missing()
        return brief(self._answers().profile, self._library, gate_open=gate_open)

    def _keep(self, profile: Profile) -> str:
        """Keep the answers and return the name of their file; what did not change keeps its day."""
        answers = changed(self._answers(), profile, date.today())  # noqa: DTZ011  # their own day
        text = written(answers, self._words.firm("brief.file_head"))
        store.replace_file(self._client.folder / FIRM, text.encode())
        return FIRM


def sme_brief(client: str, language: str = "fr") -> FirmDesk:
    """Open the brief of a client, for a notebook; the client needs no export."""
    return FirmDesk(store.open_client(store.root(), client), FirmWords(language))
