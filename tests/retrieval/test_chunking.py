"""Passages: whole parts, exact spans, and never across the end of a section."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.documents.chunking import OVERLAP, SIZE, chunk
from retrieval.documents.structure import assemble
from retrieval.model import BlockKind, DocumentState, DocumentType, RawBlock, Version

HEADING, PARAGRAPH, ITEM, QUOTE = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.PULL_QUOTE
SENTENCE = "Regionen ska planera för kris och krig med den teknik som finns. "


def version(*blocks):
    return Version(
        document="strategi.md",
        number=2,
        sha256="",
        title="Strategi",
        type=DocumentType.STRATEGY,
        state=DocumentState.CURRENT,
        state_reason="",
        content=assemble([RawBlock(*block) for block in blocks]),
        ingested_at=datetime(2026, 11, 22, tzinfo=UTC),
    )


def heading(text, level):
    return (HEADING, text, None, level)


def test_a_section_is_one_passage_with_its_heading():
    passages = chunk(
        version(
            heading("Beredskap", 2),
            (PARAGRAPH, "Regionen har prioriterat detta."),
            (ITEM, "Pandemiberedskap"),
            (ITEM, "Robusta värdekedjor"),
        )
    )

    assert [passage.text for passage in passages] == [
        "Beredskap\n\nRegionen har prioriterat detta.\n\nPandemiberedskap\nRobusta värdekedjor"
    ]
    assert passages[0].section == ("Beredskap",)
    assert (passages[0].document, passages[0].version, passages[0].title) == ("strategi.md", "2", "Strategi")


def test_a_passage_ends_at_a_heading_of_the_same_level():
    passages = chunk(
        version(
            heading("C. Hållbar utveckling", 1),
            (PARAGRAPH, SENTENCE * 10),
            heading("Klimat", 2),
            (ITEM, "Tidig upptäckt"),
            heading("Beredskap", 2),
            (ITEM, "Pandemiberedskap"),
            heading("D. Kompetens", 1),
            (PARAGRAPH, "Talanger."),
        )
    )

    assert [passage.section[-1] for passage in passages] == [
        "C. Hållbar utveckling",
        "Klimat",
        "Beredskap",
        "D. Kompetens",
    ]


def test_a_short_introduction_goes_on_into_the_section_below_it():
    passages = chunk(
        version(heading("C. Hållbart", 1), (PARAGRAPH, "Kort."), heading("Klimat", 2), (ITEM, "Tidig upptäckt"))
    )

    assert len(passages) == 1
    assert passages[0].section == ("C. Hållbart",)


def test_headings_right_above_each_other_stay_with_what_follows():
    passages = chunk(version(heading("3. Nuläge", 1), heading("3.1 Världen", 2), (PARAGRAPH, "Ordningen ändras.")))

    assert passages[0].text.startswith("3. Nuläge\n\n3.1 Världen")
    assert passages[0].section == ("3. Nuläge", "3.1 Världen")


def test_a_long_section_repeats_a_little_of_the_passage_before():
    passages = chunk(version(heading("Nuläge", 1), *((PARAGRAPH, f"Stycke {n}. " + SENTENCE * 5) for n in range(8))))

    assert len(passages) > 1
    for earlier, later in pairwise(passages):
        assert 0 < earlier.end - later.start <= OVERLAP


def test_a_paragraph_longer_than_a_passage_is_cut_between_sentences():
    passages = chunk(version((PARAGRAPH, SENTENCE * 60)))

    assert len(passages) > 1
    assert all(passage.text.endswith("finns.") and passage.text.startswith("Regionen") for passage in passages)


def test_a_pull_quote_is_never_a_passage_and_never_begins_or_ends_one():
    passages = chunk(
        version(
            (QUOTE, "Ett citat för syns skull."),
            heading("Först", 1),
            (PARAGRAPH, "Brödtexten börjar."),
            (QUOTE, "Ännu ett."),
            heading("Nästa", 1),
            (QUOTE, "Bara citat."),
        )
    )

    assert [passage.text for passage in passages] == ["Först\n\nBrödtexten börjar.", "Nästa"]


def test_the_page_is_that_of_the_first_content_not_of_its_heading():
    passages = chunk(version((HEADING, "Beredskap", 6, 1), (PARAGRAPH, "Planera för kris.", 7)))

    assert passages[0].page == 7


def test_an_empty_document_has_no_passages():
    assert chunk(version()) == ()


BLOCKS = st.lists(
    st.tuples(
        st.sampled_from([HEADING, PARAGRAPH, ITEM]),
        st.text("abc åÄ.", min_size=1, max_size=400).map(lambda text: f"A{text}z." * 3),
        st.none(),
        st.integers(1, 4),
    ),
    max_size=25,
)


@given(BLOCKS)
def test_spans_are_exact_and_no_content_is_lost(blocks):
    made = version(*blocks)

    passages = chunk(made)

    assert all(passage.text == made.content.text[passage.start : passage.end] for passage in passages)
    covered = {at for passage in passages for at in range(passage.start, passage.end)}
    assert all(at in covered for at, letter in enumerate(made.content.text) if not letter.isspace())
    assert all(passage.end - passage.start <= 2 * SIZE for passage in passages)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_every_section_of_one_level_is_a_passage_of_its_own(level):
    sections = [part for name in "ABCDE" for part in (heading(name, level), (PARAGRAPH, f"Om {name}."))]

    assert [passage.section for passage in chunk(version(*sections))] == [(name,) for name in "ABCDE"]
