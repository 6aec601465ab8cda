"""The words of a post, with links that say where they lead."""

from collections.abc import Iterator

from toolkit.importers.bluesky.records import Record


def written(post: Record) -> str:
    """Return what was written; a link shown as words or cut short is written out after them.

    The link of a card that hangs on the post ends the text, where it is not there yet.
    """
    text = post.text or ""
    if post.facets:
        text = "".join(_with_links(text, post))
    media = post.embed and post.embed.media
    card = post.embed and (post.embed.external or (media.external if media else None))
    if card and card.uri and card.uri not in text:
        text = f"{text}\n{card.uri}" if text else card.uri
    return text


def _with_links(text: str, post: Record) -> Iterator[str]:
    content = text.encode("utf-8", "replace")
    last = 0
    for start, end, uri in sorted(_links(post, len(content))):
        if start < last:
            continue
        shown = content[start:end].decode("utf-8", "replace")
        yield content[last:start].decode("utf-8", "replace")
        yield uri if _is_cut(shown, uri) else f"{shown} {uri}"
        last = end
    yield content[last:].decode("utf-8", "replace")


def _links(post: Record, size: int) -> Iterator[tuple[int, int, str]]:
    for facet in post.facets or ():
        start, end = facet.index.byte_start, facet.index.byte_end
        if 0 <= start < end <= size:
            yield from ((start, end, one.uri) for one in facet.features[:1] if one.uri)


def _is_cut(shown: str, uri: str) -> bool:
    """Say whether what is shown is the beginning of the address itself."""
    return _bare(uri).startswith(_bare(shown.rstrip("….")))


def _bare(address: str) -> str:
    plain = address.lower().removeprefix("https://").removeprefix("http://")
    return plain.removeprefix("www.").rstrip("/")
