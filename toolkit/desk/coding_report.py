"""How far the coding of a client's messages has come, for a programme or a terminal."""

import msgspec

from toolkit import pipeline, store
from toolkit.cards import plain
from toolkit.desk.coding import Coding
from toolkit.desk.coding_session import Session
from toolkit.wording import Words


def coding_as_json(client: store.Client) -> str:
    """Return how much is coded and left, by coder, and how far coders agree, as JSON."""
    pipeline.up_to_date(client)
    session = Session(client)
    total = len(session.sheets)
    disputes = session.disputes()
    said = {
        "client": client.slug,
        "sample": total,
        "coders": [
            {"coder": coder, "coded": total - left, "left": left}
            for coder, left in session.coders.items()
        ],
        "disputes": len(disputes),
        "settled": sum(one.settled is not None for one in disputes),
        "agreement": [msgspec.to_builtins(one) for one in session.agreement()],
    }
    return msgspec.json.format(msgspec.json.encode(said), indent=1).decode()


def coding_in_words(client: store.Client) -> str:
    """Return the same as lines of text, in the client's language."""
    pipeline.up_to_date(client)
    return plain(Coding(client, Words(client.settings.language)).progress())
