"""Who wrote lately: an answer mostly answers what was written a short while before."""

KEPT = 50_000  # messages that are remembered, at least


class Recent:
    """Remembers who wrote the last messages of a chat, so that most answers name their addressee.

    What was written before is found where all tables are put together, at a higher price. Nobody
    is named for what a machine wrote, nor to those who answer themselves: it is the same there.
    """

    def __init__(self) -> None:
        self._now: dict[str, str] = {}
        self._before: dict[str, str] = {}

    def wrote(self, message_id: str, account: str) -> None:
        """Remember a message of a person."""
        self._now[message_id] = account
        if len(self._now) >= KEPT:
            self._before, self._now = self._now, {}

    def author(self, message_id: str | None, answering: str) -> str | None:
        """Return who wrote what this account answers, where that is remembered."""
        if message_id is None:
            return None
        found = self._now.get(message_id) or self._before.get(message_id)
        return found if found != answering else None
