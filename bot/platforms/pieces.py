"""Plain text in pieces, which each platform draws in its own way: paragraphs, lists, quotes, what is bold. Pure.

The replies' own marks are all that is read: an empty line between paragraphs, "• " or "- " before an item of a list,
quotation marks around a quote that stands alone. A long text is cut between lines, else after a sentence, else between
words, and nothing of it is lost.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from bot.platforms.plain import visible
from prompts.texts import LANGUAGES, texts

PIECE: Final = 2_800  # characters of one paragraph or list item; a longer one goes on in the next
_ITEM: Final = re.compile(r"^(?:•|-) (?=\S)")
_QUOTED: Final = re.compile(r"^[”“\"].{20,}[”\"](?: ?\[\d+\])*$")
_PARAGRAPHS: Final = re.compile(r"\n[ \t]*\n+")
_LONGEST_HEADING: Final = 60
_LABEL: Final = re.compile(r"^([^:”“\"]{2,100}):(?= )")
_NUMBERED: Final = re.compile(r"^([^\W\d_]{1,4}\d{1,4}[a-zåäö]?)(?= )")
# Where a text may be cut, the best first; a cut in the first third would leave crumbs.
_CUTS: Final = tuple(re.compile(pattern) for pattern in (r"\n", r"(?<=[.!?…”\"])\s", r"(?<=[;:,])\s", r"\s"))


class Kind(StrEnum):
    """What a piece of text is shown as."""

    LINE = "line"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Piece:
    """A line or an item, with what of it is bold: spans, half open, in order."""

    kind: Kind
    text: str
    bold: tuple[tuple[int, int], ...] = ()


def pieces_of(text: str, strong: Sequence[str] = ()) -> Iterator[tuple[Piece, ...]]:
    """Yield the pieces of each paragraph of a text; `strong` are words of ours to be seen at once in its lines."""
    for part in _PARAGRAPHS.split(visible(text)):
        yield tuple(_pieces(part, strong))


def marked_pieces(text: str, start: int, end: int) -> Iterator[tuple[Piece, ...]]:
    """Yield the pieces of each line of a text, with one stretch of it bold in every line that it goes through."""
    for match in re.finditer(r"[^\n]+", text):
        yield tuple(_cut_up(Kind.LINE, match[0], _within([(start, end)], match.start(), match.end())))


def parts_of(text: str, most: int = PIECE) -> Iterator[str]:
    """Return a text in parts no longer than `most`, without the white space between them."""
    rest = text.strip()
    while len(rest) > most:
        at = _cut(rest, most)
        yield rest[:at].rstrip()
        rest = rest[at:].lstrip()
    if rest:
        yield rest


def _cut(text: str, most: int) -> int:
    window = text[: most + 1]
    for pattern in _CUTS:
        found = [match.start() for match in pattern.finditer(window) if match.start() > most // 3]
        if found:
            return found[-1]
    return most


def _pieces(paragraph: str, strong: Sequence[str]) -> Iterator[Piece]:
    lines = [line.rstrip() for line in paragraph.split("\n") if line.strip()]
    is_reading = any(_label_of(line[item.end() :]) in _labels() for line in lines if (item := _ITEM.match(line)))
    for place, line in enumerate(lines):
        if item := _ITEM.match(line):
            text = line[item.end() :]
            yield from _cut_up(Kind.ITEM, text, _head_of(text, labelled=is_reading))
        elif _QUOTED.match(line):
            yield from _cut_up(Kind.QUOTE, line, ())
        elif place == 0 and len(lines) > 1 and line.endswith(":") and len(line) <= _LONGEST_HEADING:
            yield Piece(Kind.HEADING, line, ((0, len(line)),))
        else:
            yield from _cut_up(Kind.LINE, line, _found(line, strong) or _head_of(line))


def _cut_up(kind: Kind, text: str, bold: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """Return a text in pieces that a block takes; what is cut off an item or a quote goes on as one."""
    at = 0
    for part in parts_of(text):
        at = text.index(part, at)
        yield Piece(kind, part, _within(bold, at, at + len(part)))
        at += len(part)
        kind = Kind.LINE if kind is Kind.ITEM else kind


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the parts of spans that lie in a stretch, counted from its beginning."""
    cut = ((max(first, start) - start, min(last, end) - start) for first, last in spans)
    return tuple(span for span in cut if span[0] < span[1])


def _head_of(text: str, *, labelled: bool = False) -> tuple[tuple[int, int], ...]:
    """Return what stands out at the beginning: the number of an action, or where values are listed their label."""
    if numbered := _NUMBERED.match(text):
        return (numbered.span(1),)
    label = _LABEL.match(text) if labelled else None
    return (label.span(),) if label else ()


def _label_of(item: str) -> str:
    label = _LABEL.match(item)
    return label[1] if label else ""


@cache
def _labels() -> frozenset[str]:
    """Return the labels that a reading is shown with, in every language."""
    names = [key for key in texts(LANGUAGES[0]).keys() if key.startswith("reply.label.")]  # noqa: SIM118 - no mapping
    return frozenset(say(name) for say in map(texts, LANGUAGES) for name in names)


def _found(line: str, strong: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return where the words to be seen stand in a line, the first of each, none within another."""
    spans: list[tuple[int, int]] = []
    for words in sorted(set(strong), key=len, reverse=True):
        at = line.find(words) if words else -1
        if at >= 0 and all(at >= end or at + len(words) <= start for start, end in spans):
            spans.append((at, at + len(words)))
    return tuple(sorted(spans))
