"""Plain text as rich text blocks: paragraphs, lists and quotes. Pure.

Everything that is written stands in text elements, where Slack looks for no mention, link, emoji or formatting; what is
bold is chosen here. The replies' own marks are all that is read: an empty line between paragraphs, "• " or "- " before
an item of a list, quotation marks around a quote that stands alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby
from typing import Any, Final

from bot.platforms.slack.limits import PIECE, PIECES
from bot.platforms.slack.markup import visible
from bot.platforms.slack.splitting import parts_of
from prompts.texts import LANGUAGES, texts

Block = dict[str, Any]

_ITEM: Final = re.compile(r"^(?:•|-) (?=\S)")
_QUOTED: Final = re.compile(r"^[”“\"].{20,}[”\"](?: ?\[\d+\])*$")
_PARAGRAPHS: Final = re.compile(r"\n[ \t]*\n+")
_LONGEST_HEADING: Final = 60
_LABEL: Final = re.compile(r"^([^:”“\"]{2,100}):(?= )")
_NUMBERED: Final = re.compile(r"^([^\W\d_]{1,4}\d{1,4}[a-zåäö]?)(?= )")


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


def rich_blocks(text: str, strong: Sequence[str] = ()) -> list[Block]:
    """Return a text as blocks, a paragraph in each; `strong` are words of ours to be seen at once in its lines."""
    return [block for part in _PARAGRAPHS.split(visible(text)) for block in blocks_of_pieces(_pieces(part, strong))]


def pieces_of(text: str, strong: Sequence[str] = ()) -> Iterator[tuple[Piece, ...]]:
    """Yield the pieces of each paragraph of a text, for a platform that draws them in its own way."""
    for part in _PARAGRAPHS.split(visible(text)):
        yield tuple(_pieces(part, strong))


def marked_blocks(text: str, start: int, end: int) -> list[Block]:
    """Return a text as blocks with one stretch of it bold, in every paragraph that it goes through."""
    found: list[Block] = []
    for match in re.finditer(r"[^\n]+", text):
        bold = _within([(start, end)], match.start(), match.end())
        found += blocks_of_pieces(_cut_up(Kind.LINE, match[0], bold))
    return found


def blocks_of_pieces(pieces: Iterable[Piece]) -> list[Block]:
    """Return pieces as rich text blocks, each as much as one block should hold."""
    held: list[list[Piece]] = [[]]
    used = 0
    for piece in pieces:
        if held[-1] and (used + len(piece.text) > PIECE or len(held[-1]) == PIECES):
            held.append([])
            used = 0
        held[-1].append(piece)
        used += len(piece.text)
    return [{"type": "rich_text", "elements": list(_elements(each))} for each in held if each]


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


def _elements(pieces: Sequence[Piece]) -> Iterator[Block]:
    for kind, group in groupby(pieces, lambda piece: Kind.LINE if piece.kind is Kind.HEADING else piece.kind):
        held = list(group)
        if kind is Kind.ITEM:
            items = [{"type": "rich_text_section", "elements": _runs(piece)} for piece in held]
            yield {"type": "rich_text_list", "style": "bullet", "elements": items}
        else:
            name = "rich_text_quote" if kind is Kind.QUOTE else "rich_text_section"
            yield {"type": name, "elements": _joined(held)}


def _joined(pieces: Sequence[Piece]) -> list[Block]:
    runs: list[Block] = []
    for piece in pieces:
        runs += ([{"type": "text", "text": "\n"}] if runs else []) + _runs(piece)
    return runs


def _runs(piece: Piece) -> list[Block]:
    """Return a piece as text elements, what is bold in elements of its own."""
    runs: list[Block] = []
    at = 0
    for start, end in piece.bold:
        runs += [_text(piece.text[at:start]), _text(piece.text[start:end], bold=True)]
        at = end
    return [run for run in (*runs, _text(piece.text[at:])) if run["text"]]


def _text(words: str, *, bold: bool = False) -> Block:
    made: Block = {"type": "text", "text": words}
    return made | {"style": {"bold": True}} if bold else made
