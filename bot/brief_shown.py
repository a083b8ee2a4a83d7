"""A brief as lines of text, for the terminal and for chat."""

import re
from collections.abc import Iterator
from itertools import islice

from plans.summary.blocks import Block, Heading, Paragraph, Points, Quote, Summary, Table
from prompts.texts import Texts, texts

_CITED = re.compile(r"(?:\[\d+\])*")  # numbers of sources, which stand in the file, or nothing


def in_lines(brief: Summary, most: int | None = None) -> Iterator[str]:
    """Yield a brief line by line, its tables row by row, pictures left out; `most` lines where a chat has no room."""
    lines = _lines(brief)
    yield from lines if most is None else islice(lines, most)


def _lines(brief: Summary) -> Iterator[str]:
    t = texts(brief.language)
    yield brief.front.title
    for section in brief.sections:
        if len(brief.sections) > 1:
            yield ""
            yield section.title
        for block in section.blocks:
            yield from _of(block, t)


def _of(block: Block, t: Texts) -> Iterator[str]:
    match block:
        case Heading():
            yield ""
            yield block.text
        case Paragraph():
            yield block.text
        case Points():
            yield from (f"• {item.about}: {item.text}" if item.about else f"• {item.text}" for item in block.items)
        case Quote():
            start = f"• {block.about}: " if block.about else "  "
            words = f"{t('report.layout.quote_open')}{' '.join(block.words.split())}{t('report.layout.quote_close')}"
            yield f"{start}{words} ({block.attribution})"
        case Table() if not block.total:  # sums stand in words beside it
            yield from (f"• {_row(block, row)}" for row in block.rows)
        case _:
            return


def _row(table: Table, row: tuple[str, ...]) -> str:
    """Say a row as its first two cells, and the others with what they are."""
    heads = (column.head.replace("\u00ad", "") for column in table.columns)
    named = list(zip(heads, row, strict=False))[2:]
    rest = (f"{head}: {cell}" for head, cell in named if cell != "–" and not _CITED.fullmatch(cell))
    return ". ".join(filter(None, [" ".join(row[:2]), "; ".join(rest)]))
