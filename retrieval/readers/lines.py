"""Put lines of text together to paragraphs, list items and headings: for formats that know lines only.

Two questions, answered by rules on neighbouring lines: does this line go on where the last one stopped, and is what
came of it a heading. A line knows how much room was left to its right, so a line that ended early ended on purpose.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from retrieval.documents.cleaning import joined
from retrieval.documents.hyphens import Hyphens
from retrieval.model import BlockKind, RawBlock
from retrieval.words.phrases import is_finished, is_open, starts_low

BULLET = re.compile(r"^(?:[•·‣▪■□●○◦➢➤✓]|\*|[-–—](?=\s))[\s.]*(?=\S)")
NUMBERED = re.compile(
    r"^(?:\d{1,2}\.(?:\d{1,2}\.?){0,4}|\d{1,2}(?:\.\d{1,2}){1,4}|[A-ZÅÄÖ]\.|(?:Kapitel|Chapter|Bilaga|Appendix|Del)\s+\w{1,3}[.:]?|§\s?\d{1,4}[a-z]?\.?)\s+(?=[A-ZÅÄÖÉ”\"])"
)
_LISTED = re.compile(r"^(?:\d{1,2}[.)]|[a-zA-Z]\))\s+(?=\S)")
_NOTE = re.compile(r"^(\d{1,2})\s*(?=[A-ZÅÄÖ”\"(])")
_NOTE_MARK = re.compile(r"[a-zåäöé.,)”]{}(?!\d)")
_DASH = re.compile(r"^[-–—]\s+(?=[a-zåäö0-9])")
LONGEST_HEADING = 140  # characters
_LONGEST_PLAIN_HEADING = 80  # without a number or a style that marks it
_MOST_WORDS = 12
_FEWEST_CHAPTERS = 2  # numbered in a row


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is set; a line of plain text has none. `size` is in points."""

    size: float
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line in plain characters. `room` is how many more characters would have fitted, None for unwrapped text."""

    text: str
    page: int | None = None
    gap: bool = False  # space above it: a blank line
    turn: bool = False  # the first of a page or a column
    room: float | None = None
    style: Style | None = None
    listed: bool = False  # a list item without a bullet
    row: bool = False  # of a table, its cells already joined


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines that belong together, and what they look like."""

    block: RawBlock
    gap: bool
    style: Style | None = None
    numbered: bool = False
    wrapped: int = 1  # how many lines it came from


def chunks(lines: Sequence[Line]) -> list[Chunk]:
    """Return the lines joined to paragraphs, items, notes and what may be headings."""
    hyphens = Hyphens(line.text for line in lines)
    notes = _notes(lines)
    chapters = _chapters(lines, notes)
    found: list[Chunk] = []
    last: Line | None = None
    for at, line in enumerate(lines):
        bulleted = bool(BULLET.match(line.text)) and not (found and last and _is_aside(found[-1], last, line))
        begins = at in notes or at in chapters or bulleted or _is_listed(line, last, found)
        begins = begins or (bool(found) and _heads_list(found[-1], lines, at))
        if last is not None and found and not begins and _goes_on(found[-1], last, line):
            whole = joined(found[-1].block, RawBlock(BlockKind.PARAGRAPH, line.text, line.page), hyphens)
            found[-1] = replace(found[-1], block=whole, wrapped=found[-1].wrapped + 1)
        else:
            found.append(_begin(line, note=at in notes, chapter=at in chapters))
        last = line
    return _lists(found)


def _begin(line: Line, *, note: bool, chapter: bool) -> Chunk:
    gap = line.gap or line.turn
    if note:
        number = line.text[: len(line.text) - len(line.text.lstrip("0123456789"))]
        text = line.text[len(number) :].lstrip()
        return Chunk(RawBlock(BlockKind.NOTE, text, line.page, lead=f"{number} "), gap, line.style)
    if line.row:
        return Chunk(RawBlock(BlockKind.ROW, line.text, line.page), gap, line.style)
    if line.listed:
        return Chunk(RawBlock(BlockKind.ITEM, line.text, line.page), gap, line.style)
    if bullet := BULLET.match(line.text):
        lead = re.sub(r"[.\s]+$", " ", bullet[0]) if line.text[bullet.end() - 1] in " ." else bullet[0]
        item = RawBlock(BlockKind.ITEM, line.text[bullet.end() :], line.page, lead=lead)
        return Chunk(item, gap, line.style)
    numbered = chapter or bool(NUMBERED.match(line.text))
    return Chunk(RawBlock(BlockKind.PARAGRAPH, line.text, line.page), gap, line.style, numbered)


def _is_aside(chunk: Chunk, last: Line, line: Line) -> bool:
    """Tell whether a line begins with the dash of a sentence going on, "hemmet / – i synnerhet", and not of a list."""
    dashed = bool(_DASH.match(line.text)) and chunk.block.kind is BlockKind.PARAGRAPH
    return dashed and not (line.gap or line.turn or is_finished(last.text)) and _is_full(last, line)


def _is_full(last: Line, line: Line) -> bool:
    """Tell whether the first word of a line had no room on the line before it; a dash takes its word with it."""
    if last.room is None:
        return False
    words = line.text.split()
    first = " ".join(words[:2]) if _DASH.match(line.text) else words[0]
    return last.room < len(first) + 1


def _is_listed(line: Line, last: Line | None, found: Sequence[Chunk]) -> bool:
    """Tell whether the line begins a numbered heading or list item, and is not a sentence going on with a number."""
    if not (NUMBERED.match(line.text) or _LISTED.match(line.text)):
        return False
    if last is None or line.gap or line.turn or not is_open(last.text):
        return True
    number, before = _ordinal(line.text), _ordinal(found[-1].block.text)
    return number is not None and before is not None and number == before + 1  # "1. korta köerna," and then "2. …"


def _heads_list(chunk: Chunk, lines: Sequence[Line], at: int) -> bool:
    """Tell whether the line stands between two list items as the heading of the second list."""
    text = lines[at].text
    if chunk.block.kind is not BlockKind.ITEM or at + 1 == len(lines) or not BULLET.match(lines[at + 1].text):
        return False
    return (
        text[:1].isupper()
        and _is_short(text)
        and not text.endswith((".", ",", ";"))
        and not is_open(lines[at - 1].text)
    )


def _goes_on(chunk: Chunk, last: Line, line: Line) -> bool:
    if last.room is None or line.row or last.row or last.style != line.style:
        return False
    ended = is_finished(last.text)
    full = _is_full(last, line)
    low = starts_low(line.text)
    if chunk.block.kind is BlockKind.NOTE:
        return not (line.gap or line.turn) and (full or low or is_open(last.text))
    if line.gap or line.turn:
        return _goes_on_after_gap(chunk, last, line, full=full) and not ended
    if last.text.endswith(("-", "/")):
        return True
    if full:
        return not (ended and chunk.numbered)
    return not ended and (low or is_open(last.text))


def _goes_on_after_gap(chunk: Chunk, last: Line, line: Line, *, full: bool) -> bool:
    low = starts_low(line.text) and not line.text.startswith(("”", "“"))
    if chunk.numbered:
        return low and full
    if chunk.block.kind is BlockKind.ITEM:
        return low or (full and (is_open(last.text) or line.turn))
    return low or (line.turn and full and not _is_short(chunk.block.text))


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_PLAIN_HEADING and len(text.split()) <= _MOST_WORDS


def _notes(lines: Sequence[Line]) -> set[int]:
    """Return which lines begin footnotes: "1 Ur …" where an earlier line has its mark, "uppföljning.1"."""
    found: set[int] = set()
    expected, before = 1, ""
    for at, line in enumerate(lines):
        number = _NOTE.match(line.text)
        if number and int(number[1]) == expected and re.search(_NOTE_MARK.pattern.format(expected), before):
            found.add(at)
            expected += 1
        before = before[-20_000:] + "\n" + line.text
    return found


def _chapters(lines: Sequence[Line], notes: set[int]) -> set[int]:
    """Return which lines are chapter headings with a bare number, "1 Inledning": short lines that count from 1."""
    found: list[int] = []
    for at, line in enumerate(lines):
        number = _NOTE.match(line.text)
        alone = at == 0 or line.gap or line.turn or line.style != lines[at - 1].style
        if (
            number
            and at not in notes
            and alone
            and _is_short(line.text)
            and not line.text.endswith((".", ",", ";", ":"))
        ):
            found += [at] if int(number[1]) == len(found) + 1 else []
    return set(found) if len(found) >= _FEWEST_CHAPTERS else set()


def _lists(found: list[Chunk]) -> list[Chunk]:
    """Return the chunks with runs of "1. … 2. … 3. …" and "a) …" as list items, numbers kept."""
    kept = list(found)
    for at, chunk in enumerate(found):
        if chunk.block.kind is BlockKind.PARAGRAPH and _LISTED.match(chunk.block.text) and _in_run(found, at):
            kept[at] = replace(chunk, block=replace(chunk.block, kind=BlockKind.ITEM), numbered=False)
    return kept


def _in_run(found: Sequence[Chunk], at: int) -> bool:
    """Tell whether a neighbour carries the number before or after: then it is a list, not a chapter."""
    own = _ordinal(found[at].block.text)
    before = _neighbour(found, range(at - 1, -1, -1))
    after = _neighbour(found, range(at + 1, len(found)))
    return own is not None and (before == own - 1 or after == own + 1)


def _neighbour(found: Sequence[Chunk], places: Iterable[int]) -> int | None:
    """Return the number of the first chunk at the places that is no footnote."""
    near = next((found[at] for at in places if found[at].block.kind is not BlockKind.NOTE), None)
    return _ordinal(near.block.text) if near is not None else None


def _ordinal(text: str) -> int | None:
    lead = _LISTED.match(text)
    if not lead:
        return None
    sign = lead[0].strip(" .)")
    return int(sign) if sign.isdigit() else 1000 + ord(sign.casefold())
