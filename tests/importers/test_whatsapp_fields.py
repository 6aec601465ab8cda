"""The columns of a WhatsApp text are what a look at each of its lines finds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.importers.whatsapp import fields
from toolkit.importers.whatsapp.lines import HEADER

TELLS = "\u200e"
THIN = "\u202f"
FORMS = (
    "{day:02}/05/2024, {hour:02}:{minute:02} - ",
    "{day}.5.24, {hour}:{minute:02} - ",
    "[{day:02}.05.24, {hour:02}:{minute:02}:07] ",
    "[{day:02}.05.24, {hour:02}:{minute:02}:07]",
    f"{TELLS}[5/{{day}}/24, {{hour}}:{{minute:02}}:07{THIN}PM] ",
    "{day:02}/05/2024 klo {hour:02}.{minute:02} - ",
)
WORDS = ("oui", "Zoe: oui", "Zoe:", "a" * 201 + ": b", ":", " Zoe: x", "12/05/24 non", "x: y: z")


@settings(deadline=None, max_examples=60)
@given(
    lines=st.lists(
        st.tuples(
            st.sampled_from((*FORMS, "")),
            st.integers(1, 28),
            st.integers(0, 23),
            st.integers(0, 99),
            st.sampled_from(WORDS),
        ),
        max_size=12,
    ),
    most=st.integers(0, 3),
)
def test_columns_hold_what_looking_at_each_line_finds(
    lines: list[tuple[str, int, int, int, str]], most: int
) -> None:
    text = "".join(
        "\n" + form.format(day=day, hour=hour, minute=minute) + words
        for form, day, hour, minute, words in lines
    )
    name = r"(?:([^:\n]{1,200}):(?: |(?=\n|\Z)))?"
    expected = re.split(HEADER.pattern + name, text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fields, "MOST", most)
        before, found = fields.Fields().of(text.encode())
    assert before == expected[0]
    rows = list(zip(*(expected[at::7] for at in range(1, 8)), strict=True))
    assert found.select(*fields.FIELDS, "name", "text").rows() == rows
