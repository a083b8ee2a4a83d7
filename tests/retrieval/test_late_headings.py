"""Headings that come after their own section."""

from retrieval.documents.late_headings import settle
from retrieval.model import BlockKind, RawBlock


def heading(text, level):
    return RawBlock(BlockKind.HEADING, text, level=level)


def section(number):
    return [
        heading("Nuläge", 3),
        RawBlock(BlockKind.PARAGRAPH, f"Så är det i del {number}."),
        heading(f"4.{number} Del {number}", 2),
    ]


def texts(blocks):
    return [block.text for block in settle(blocks)]


def test_headings_that_follow_their_sections_are_put_before_them_with_the_chapter_first():
    late = [*section(1), heading("4. Områden", 1), *section(2), *section(3)]

    assert texts(late) == [
        "4. Områden",
        *(text for n in (1, 2, 3) for text in (f"4.{n} Del {n}", "Nuläge", f"Så är det i del {n}.")),
    ]


def test_headings_in_their_place_stay_there():
    ordinary = [block for n in (1, 2, 3) for block in (section(n)[2], *section(n)[:2])]

    assert settle(ordinary) == ordinary


def test_a_last_heading_without_text_moves_nothing_when_sections_are_not_built_alike():
    once = [heading("4.1 Del", 2), RawBlock(BlockKind.PARAGRAPH, "Text."), heading("4.2 Del", 2), heading("4.3 Del", 2)]

    assert settle(once) == once
