"""A citation is its span."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.checking.citations import cite, faults, find, renumbered
from retrieval.model import Block, BlockKind, CleanText, DocumentState, DocumentType, Version

_TEXT = "Syfte\n\nStrategin ska stärka vården.\nDen gäller\ntill 2031.\n\nRopat citat"
_VERSION = Version(
    document="s.txt",
    number=2,
    sha256="0" * 64,
    title="Strategin",
    type=DocumentType.STRATEGY,
    state=DocumentState.CURRENT,
    state_reason="",
    content=CleanText(
        _TEXT,
        (
            Block(BlockKind.HEADING, 0, 5, ("Syfte",), 1),
            Block(BlockKind.PARAGRAPH, 7, 57, ("Syfte",)),
            Block(BlockKind.PULL_QUOTE, 59, 70, ("Syfte",)),
        ),
        ((0, 1), (36, 2)),
    ),
    ingested_at=datetime(2026, 11, 22, tzinfo=UTC),
)


def test_quote_page_and_section_come_from_the_span():
    found = cite(_VERSION, 36, 57)

    assert (found.quote, found.page, found.section, found.version) == ("Den gäller\ntill 2031.", 2, ("Syfte",), "2")


def test_white_space_at_the_edges_is_left_out():
    found = cite(_VERSION, 5, 36)

    assert (found.start, found.end, found.quote) == (7, 35, "Strategin ska stärka vården.")


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 7), (0, 10_000)])
def test_a_span_that_is_none_raises(start, end):
    with pytest.raises(ValueError, match=r"s\.txt"):
        cite(_VERSION, start, end)


@given(st.integers(-5, 80), st.integers(-5, 80))
def test_every_citation_holds(start, end):
    try:
        found = cite(_VERSION, start, end)
    except ValueError:
        return

    assert _TEXT[found.start : found.end] == found.quote
    assert [fault for fault in faults(found, {"s.txt": _VERSION}) if fault != "evidence"] == []


def test_a_quote_is_found_whatever_its_line_breaks():
    found = find(_VERSION, "Den gäller till  2031.")

    assert found is not None
    assert (found.start, found.quote) == (36, "Den gäller\ntill 2031.")


@pytest.mark.parametrize("quote", ["Den gäller till 2032.", "den gäller till 2031.", "", "  "])
def test_a_quote_that_is_not_verbatim_is_not_found(quote):
    assert find(_VERSION, quote) is None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"quote": "Strategin ska stärka skolan."}, "quote"),
        ({"start": 8}, "quote"),
        ({"page": 9}, "page"),
        ({"section": ("Annat",)}, "section"),
        ({"state": DocumentState.SUPERSEDED}, "state"),
        ({"document": "x.txt"}, "document"),
        ({"version": "1"}, "document"),
    ],
)
def test_a_changed_citation_is_caught(change, fault):
    changed = replace(cite(_VERSION, 7, 35), **change)

    assert faults(changed, {"s.txt": _VERSION}) == (fault,)


def test_a_pull_quote_is_no_evidence():
    assert faults(cite(_VERSION, 59, 70), {"s.txt": _VERSION}) == ("evidence",)


def test_sources_are_numbered_once_in_order_of_appearance():
    first, second = cite(_VERSION, 36, 57), cite(_VERSION, 7, 35)

    sources, numbers = renumbered([first, second, first])

    assert [(source.n, source.start) for source in sources] == [(1, 36), (2, 7)]
    assert numbers == {("s.txt", 36, 57): 1, ("s.txt", 7, 35): 2}
