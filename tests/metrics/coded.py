"""Tables of labels, so that tests say who calls which messages what."""

from collections.abc import Mapping, Sequence

from tests.talk import Tables, table, talk

MACHINE = "vivevoix@1"
Said = Mapping[str, Sequence[str]]


def posts(count: int, *, days: int = 28) -> Tables:
    """Return a brand's posts p0, p1, ..., evenly over some days."""
    lines = [f"p{n} brand:acme d{1 + n * days // count} 09:00" for n in range(count)]
    return talk("\n".join(lines))


def coded(scheme: str, said: Said, *, prefix: str = "p") -> Tables:
    """Return the labels that each coder gives to p0, p1, ...; '' is a message not coded.

    ``agreed`` is what coders settled together.
    """
    rows = [
        {
            "message_id": f"{prefix}{n}",
            "scheme": scheme,
            "label": label,
            "coder_id": coder,
            "adjudicated": True if coder == "agreed" else None,
        }
        for coder, labels in said.items()
        for n, label in enumerate(labels)
        if label
    ]
    return {"labels": table("labels", rows)}
