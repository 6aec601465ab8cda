"""Who wrote lately: an answer mostly answers what was written a short while before."""

from collections.abc import Sequence

KEPT = 50_000  # messages that are remembered, at least


class Recent:
    """Remembers who wrote the last messages of a chat, so that most answers name their addressee.

    What was written before is found where all tables are put together, at a higher price. Nobody
    is named for what a machine wrote, nor to those who answer themselves: it is the same there.
    """

    def __init__(self) -> None:
        self._now: dict[str, str] = {}
        self._before: dict[str, str] = {}

    def answered(
        self,
        messages: Sequence[str],
        accounts: Sequence[str],
        parents: Sequence[str | None],
        machine: Sequence[bool],
    ) -> list[str | None]:
        """Return who wrote what each of these messages answers, and remember those of people."""
        found = []
        now, before = self._now, self._before
        for one, account, parent, is_machine in zip(
            messages, accounts, parents, machine, strict=True
        ):
            author = None if parent is None else now.get(parent) or before.get(parent)
            found.append(author if author != account else None)
            if not is_machine:
                now[one] = account
                if len(now) >= KEPT:
                    now, before = {}, now
        self._now, self._before = now, before
        return found
