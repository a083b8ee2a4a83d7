"""T8: 512 injected replies change nothing in any file outside their own attributed quotes, counts least of all.

With a model that obeys them it is the same: what it says of an action is checked against that action's own reply.
"""

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from plans.formats import FORMATS
from plans.formats.machine import as_json
from plans.formats.pdf import content as pdf_content
from plans.summary.composing import compose
from plans.summary.condensing import condensed
from plans.summary.plainness import visible
from tests.plans.summary.attacks import ATTACKS

MADE = datetime(2027, 12, 15, 6, 0, tzinfo=UTC)
OBSTACLES = 40  # of the replies that also name theirs as an obstacle
HARMLESS = tuple(re.sub(r"\S", "x", visible(text)) for text in ATTACKS)  # of the same shape, and says nothing


@pytest.fixture(scope="module")
def told(snapshot, previous, gaps):
    """The summary in which one action has 512 replies, harmless and hostile."""

    def of(texts):
        own = next(update for update in snapshot.updates if update.id == "l-2027-V10-1")
        replies = tuple(
            replace(
                own,
                id=f"{own.id}-{n:03}",
                text=text,
                reading=replace(own.reading, obstacles=(text,) if n < OBSTACLES else ()),
            )
            for n, text in enumerate(texts)
        )
        others = tuple(update for update in snapshot.updates if update is not own)
        changed = replace(snapshot, updates=(*others, *replies))
        return compose(changed, language="sv", gaps=gaps, previous=previous, generated_at=MADE)

    return of(HARMLESS), of(ATTACKS)


def bare(line):
    return line.strip("”“ ")


OWN_LINES = {bare(line) for text in (*ATTACKS, *HARMLESS) for line in visible(text).split("\n")}


def markdown(content):
    return content.decode().splitlines()


def strings(value):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)
    else:
        yield str(value)


def html(content):
    return re.split(r"<[^>]*>", re.sub(r"<blockquote>.*?</blockquote>", "", content.decode(), flags=re.DOTALL))


def parts_of(content):
    """Return the text of every element of every part of an Office file."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        for name in sorted(opened.namelist()):
            if name.endswith((".xml", ".rels")):
                for element in ET.fromstring(opened.read(name)).iter():
                    yield from (element.tag, *(f"{key}={value}" for key, value in sorted(element.items())))
                    yield from (element.text or "").split("\n")
                    yield from (element.tail or "").split("\n")


def cells_of(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book:
        yield sheet.title
        yield from (f"{cell.data_type} {cell.value}" for row in sheet.iter_rows() for cell in row)


PIECES = {
    "md": markdown,
    "json": lambda content: strings(json.loads(content)),
    "html": html,
    "docx": parts_of,
    "xlsx": cells_of,
    "pptx": parts_of,
}


def outside(pieces, summary):
    """Return the pieces without the replies' own lines and the hash that covers them."""
    found = filter(None, map(others, pieces))
    return [piece.replace(summary.content_hash, "HASH").replace(summary.content_hash[:12], "HASH") for piece in found]


@cache  # a file says the same of every cell
def others(piece):
    """Return a piece without what only helps to break its lines, "" where it is a reply's own."""
    kept = piece.replace("\u200b", "").strip()
    return "" if is_own(kept) else kept


def is_own(piece):
    return piece.startswith("> ") or all(bare(line.removeprefix("s ")) in OWN_LINES for line in piece.split("\n"))


def test_there_are_more_than_five_hundred_and_each_stands_whole_in_its_quote(told):
    _, attacked = told
    replies = [update for update in attacked.snapshot.updates if update.id.startswith("l-2027-V10-1")]

    assert len(set(ATTACKS)) == len(replies) == 512
    assert all(condensed(update) == update.text == visible(text) for update, text in zip(replies, ATTACKS, strict=True))


def test_no_count_is_another(told):
    harmless, attacked = told

    assert attacked.figures.entries == harmless.figures.entries


@pytest.mark.parametrize("name", sorted(PIECES))
def test_nothing_in_a_file_is_another_outside_the_quotes(told, name):
    harmless, attacked = told

    before, after = (outside(PIECES[name](FORMATS[name](one)), one) for one in (harmless, attacked))

    assert after == before


def test_nothing_that_typst_is_given_is_another_outside_the_quotes(told):
    harmless, attacked = told

    before, after = (outside(strings(pdf_content.content(one, lambda text: text)), one) for one in (harmless, attacked))

    assert after == before


def test_the_json_says_the_same_of_every_other_action(told):
    harmless, attacked = (as_json(one) for one in told)

    def others(found):
        return [action for action in found["actions"] if action["nr"] != "V10"]

    assert others(attacked) == others(harmless)
    assert attacked["areas"] == harmless["areas"]
