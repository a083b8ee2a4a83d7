"""The summary as a Word file: its captions count themselves, and nothing that somebody wrote is more than text."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from plans.formats import FORMATS
from plans.model import GapMark, GapState
from plans.summary.composing import compose
from plans.summary.edition import Edition

MADE = datetime(2027, 12, 15, 6, 0, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = (
    ' INCLUDETEXT "http://ond.example/x" </w:t></w:r><w:fldSimple w:instr="DDEAUTO c:\\\\cmd"/>'
    " { HYPERLINK http://ond.example } =1+1 <script>alert(1)</script> ]]> &amp; \u202eomvänt\u202c\u200b\x00\x07"
)


@pytest.fixture(scope="module")
def word(snapshot, previous, gaps):
    """Return the Word file of a year in which everybody writes the worst they can, in every field there is."""
    actions = tuple(
        replace(one, title=f"{one.title}{HOSTILE}", goal=HOSTILE, accountable=HOSTILE, comment=HOSTILE, target=HOSTILE)
        for one in snapshot.actions
    )
    updates = tuple(replace(one, text=HOSTILE, confirmed_by=HOSTILE) for one in snapshot.updates)
    marked = GapMark(
        kind=gaps[0].kind, subject=gaps[0].subject, state=GapState.ACCEPTED, reason=HOSTILE, by=HOSTILE, at=MADE
    )
    hostile = replace(snapshot, actions=actions, updates=updates, gap_marks=(marked,), strategy_title=HOSTILE)
    edition = Edition(reference=HOSTILE)
    year = compose(hostile, language="sv", gaps=gaps, previous=previous, generated_at=MADE, edition=edition)
    front = replace(year.front, title="Årlig\x00 uppföljning\ufffe", notice="a\ud800b\x07")
    return FORMATS["docx"](replace(year, front=front))


@pytest.fixture(scope="module")
def parts(word):
    with ZipFile(io.BytesIO(word)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_every_part_can_be_read_whatever_was_written(parts):
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            ET.fromstring(content)


def test_nothing_that_somebody_wrote_is_a_field_a_link_or_an_object(parts):
    for name in ("word/document.xml", "word/footnotes.xml", "word/header1.xml", "word/footer1.xml"):
        part = ET.fromstring(parts[name])
        codes = {code.text.split()[0] for code in part.iter(f"{W}instrText")}
        assert codes <= {"TOC", "SEQ", "PAGE", "NUMPAGES"}
        assert not [found for tag in ("fldSimple", "object", "altChunk") for found in part.iter(f"{W}{tag}")]
        assert all(link.get(f"{W}anchor", "").startswith("_Toc_") for link in part.iter(f"{W}hyperlink"))
    assert not [name for name, content in parts.items() if name.endswith(".rels") and b"External" in content]


def test_hidden_characters_are_shown_as_their_codes(parts):
    told = parts["word/document.xml"].decode()

    assert "⟨U+202E⟩omvänt⟨U+202C⟩⟨U+200B⟩" in told
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b]", told)


def test_captions_are_numbered_by_fields_one_series_for_tables_and_one_for_charts(parts):
    body = ET.fromstring(parts["word/document.xml"])
    series: dict[str, list[int]] = {}
    for paragraph in body.iter(f"{W}p"):
        codes = [code.text.split() for code in paragraph.iter(f"{W}instrText")]
        if codes and codes[0][0] == "SEQ":
            shown = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
            series.setdefault(codes[0][1], []).append(int(re.search(r"\d+", shown)[0]))

    assert set(series) == {"Tabell", "Diagram"}
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in series.values())
