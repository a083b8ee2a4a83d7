"""Take words out of the report for a slide, fewer of them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile
from typing import Final

from plans.summary.blocks import Block, Heading, Paragraph, Point, Points, Quote, Summary
from plans.summary.sections.material import Material, shortened
from plans.summary.slides.slide import Words

LISTED: Final = 12  # deviations, decisions or next steps; they take two or three slides
QUOTE, ASKED, TITLE = 280, 400, 140  # characters
_POINT: Final = 320


def section(summary: Summary, key: str) -> tuple[Block, ...]:
    """Return the blocks of a section."""
    return next(section.blocks for section in summary.sections if section.key == key)


def under(blocks: Iterable[Block], heading: str) -> tuple[Block, ...]:
    """Return the blocks between a heading and the next of its level."""
    found = list(blocks)
    start = next((n for n, block in enumerate(found) if isinstance(block, Heading) and block.text == heading), None)
    if start is None:
        return ()
    level = found[start].level if isinstance(found[start], Heading) else 2  # type: ignore[union-attr]  # it is one
    rest = found[start + 1 :]
    return tuple(takewhile(lambda block: not (isinstance(block, Heading) and block.level <= level), rest))


def words_under(summary: Summary, key: str, heading: str) -> Iterator[Words]:
    """Yield the words under a heading of a section, shortened."""
    for block in under(section(summary, key), heading):
        if isinstance(block, Paragraph | Points | Quote):
            yield short(block)


def short(block: Words) -> Words:
    """Return words as short as a slide wants them."""
    if isinstance(block, Points):
        return replace(block, items=tuple(shorter(point) for point in block.items[:LISTED]))
    return quoted(block, QUOTE) if isinstance(block, Quote) else block


def shorter(point: Point) -> Point:
    """Return a point, cut at a word's end where it is long."""
    return replace(point, text=shortened(point.text, _POINT))


def quoted(quote: Quote, most: int) -> Quote:
    """Return a quote on one line, cut at a word's end after `most` characters."""
    about = shortened(quote.about, TITLE) if quote.about else None
    return replace(quote, words=shortened(" ".join(quote.words.split()), most), about=about)


def more(given: Material, n: int) -> Iterator[Paragraph]:
    """Say how many more there are in the report, where there are any."""
    if n > 0:
        yield Paragraph(given.t("report_slides.text.more_points", n=given.number(n)))
