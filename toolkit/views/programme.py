"""The voices programme as the client reads it: part by part, from the release alone."""

import datetime as dt
from dataclasses import replace

from toolkit.cards import Card, Table
from toolkit.programme import TRAINING, plan, read_training
from toolkit.programme.said import Sheet, first, parts
from toolkit.release import Release
from toolkit.wording import Words, templates_folder


def programme(release: Release, words: Words) -> Card:
    """Show the programme; what has to be mended first comes before everything.

    The calendar is that of the first group: the workbook and the diary have both.
    """
    made = plan(release, read_training(templates_folder() / TRAINING))
    titles = first(made, words)
    mend = words.say("programme.first", titles=", ".join(titles), weeks=made.waits)
    hours = ", ".join(
        words.say(
            "picture.pair", name=words.say(f"programme.who.{who}"), value=words.number(n, digits=1)
        )
        for who, n in made.hours.items()
    )
    unseen = (words.say("programme.unseen"),) if made.unseen else ()
    notes = (*((mend,) if titles else ()), *unseen, words.say("programme.hours_each", hours=hours))
    first_group = replace(made, sessions=tuple(one for one in made.sessions if one.group == 1))
    return Card(
        kind="programme",
        title=words.say("programme.title"),
        lead=words.say("programme.lead"),
        notes=notes,
        items=tuple(_part(sheet, words) for sheet in parts(first_group, words)),
    )


def _part(sheet: Sheet, words: Words) -> Card:
    rows = tuple(tuple(_said(one, words) for one in line) for line in sheet.lines)
    table = Table(caption=sheet.name, head=sheet.head, rows=rows, numbers=())
    return Card(kind="figure", title=sheet.name, lead=sheet.lead, table=table)


def _said(one: str | float | dt.date, words: Words) -> str:
    if isinstance(one, dt.date):
        return words.date(one)
    return one if isinstance(one, str) else words.number(one, digits=1)
