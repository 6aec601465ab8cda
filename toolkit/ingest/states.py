"""Messages that exports show in several states, before and after an edit or a deletion."""

import polars as pl

from toolkit.ingest.incoming import empty
from toolkit.model import VERSIONS

STATE = ("edited_at", "deleted_at")
LATEST_STATE = -pl.max_horizontal(pl.col(name).to_physical() for name in STATE).fill_null(0)


def states(rows: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each state of the messages that came in more than one.

    The state that the tables hold is the last one: an edit or a deletion wins over what was
    before, whichever export came first.
    """
    each = (
        rows.filter(pl.col("message_id").is_duplicated())
        .group_by("message_id", *STATE)
        .agg(pl.col("source_file").min(), pl.col("importer").min())
        .filter(pl.len().over("message_id") > 1)
    )
    if each.is_empty():
        return empty(VERSIONS)
    last = LATEST_STATE.min().over("message_id") == LATEST_STATE
    return each.with_columns(is_kept=last).select(VERSIONS.names)
