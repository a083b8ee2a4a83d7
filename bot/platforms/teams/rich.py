"""Plain text as lines of a card. Pure.

A `RichTextBlock` is the one element of a card in which Teams reads no Markdown, so what documents and people wrote
stands there as it is. It breaks no lines itself: each line is a block of its own.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from bot.platforms.pieces import Kind, Piece, marked_pieces, pieces_of
from bot.platforms.plain import visible

Json = dict[str, Any]

_BULLET: Final = "• "
# What Teams may make a link, a mention, a picture or a character of in a message's own text.
_READ_INTO: Final = re.compile(
    r"://|www\.|[<>@]|\]\s*\(|&#?\w+;|(?:href|src)=|mailto:|[\w-]\.[a-z]{2,}/", re.IGNORECASE
)
_LINK: Final = re.compile(r"\](?=\s*\()|(?:href|src)(?==)", re.IGNORECASE)


def is_harmless(text: str) -> bool:
    """Tell whether a message's own text shows as it stands, with nothing of it made a link or a mention."""
    return not _READ_INTO.search(text)


def unlinked(text: str) -> str:
    """Return a label or title in which no link can be read: they are short, and Teams has no plain form of them."""
    return _LINK.sub(lambda match: f"{match[0]} ", visible(text))


def lines_of(text: str, strong: Sequence[str] = ()) -> list[Json]:
    """Return a text as elements, its paragraphs apart; `strong` are words of ours to be seen at once."""
    found: list[Json] = []
    for pieces in pieces_of(text, strong):
        found += [_line(piece, "Default" if n == 0 else _space(pieces[n - 1], piece)) for n, piece in enumerate(pieces)]
    return found


def marked_lines(text: str, start: int, end: int) -> list[Json]:
    """Return a text as elements with one stretch of it bold, in every line that it goes through."""
    return [_line(piece, "Default") for pieces in marked_pieces(text, start, end) for piece in pieces]


def line(text: str, **look: object) -> Json:
    """Return one line; `look` is how it is written: `weight`, `size`, `color`, `isSubtle`."""
    return {"type": "RichTextBlock", "inlines": [_run(" ".join(visible(text).split()) or "–", **look)]}


def _space(above: Piece, piece: Piece) -> str:
    return "None" if {above.kind, piece.kind} <= {Kind.LINE, Kind.HEADING} else "Small"


def _line(piece: Piece, space: str) -> Json:
    runs = [_run(_BULLET)] if piece.kind is Kind.ITEM else []
    look: Json = {"italic": True} if piece.kind is Kind.QUOTE else {}
    at = 0
    for start, end in piece.bold:
        runs += [_run(visible(piece.text[at:start]), **look), _run(visible(piece.text[start:end]), weight="Bolder")]
        at = end
    runs.append(_run(visible(piece.text[at:]), **look))
    spacing = {} if space == "Default" else {"spacing": space}
    return {"type": "RichTextBlock", "inlines": [run for run in runs if run["text"]], **spacing}


def _run(text: str, **look: object) -> Json:
    return {"type": "TextRun", "text": text, **look}
