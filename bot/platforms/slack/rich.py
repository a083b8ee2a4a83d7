"""Plain text as rich text blocks: paragraphs, lists and quotes. Pure.

Everything that is written stands in text elements, where Slack looks for no mention, link, emoji or formatting; what is
bold is chosen by `bot.platforms.pieces`.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from bot.platforms.pieces import PIECE, Kind, Piece, marked_pieces, pieces_of
from bot.platforms.slack.limits import PIECES

Block = dict[str, Any]


def rich_blocks(text: str, strong: Sequence[str] = ()) -> list[Block]:
    """Return a text as blocks, a paragraph in each; `strong` are words of ours to be seen at once in its lines."""
    return [block for pieces in pieces_of(text, strong) for block in blocks_of_pieces(pieces)]


def marked_blocks(text: str, start: int, end: int) -> list[Block]:
    """Return a text as blocks with one stretch of it bold, in every paragraph that it goes through."""
    return [block for pieces in marked_pieces(text, start, end) for block in blocks_of_pieces(pieces)]


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
