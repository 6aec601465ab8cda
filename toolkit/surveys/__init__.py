"""Our own survey of internal communication: its questions, for LimeSurvey and on paper."""

from toolkit.surveys.dimensions import DIMENSIONS, TOPICS
from toolkit.surveys.instrument import INSTRUMENT, Instrument, Item, read_instrument

__all__ = ["DIMENSIONS", "INSTRUMENT", "TOPICS", "Instrument", "Item", "read_instrument"]
