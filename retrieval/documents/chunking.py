"""Cut a version into the passages that search ranks: whole paragraphs and list items, never across a section's end.

A passage is one stretch of the cleaned text, so that its span is exact. It begins with the heading lines that stand
right above its first content, holds about `SIZE` characters and starts with up to `OVERLAP` characters of the passage
before it in the same section. Only a paragraph longer than a passage is cut, and then between sentences.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from retrieval.model import BlockKind, CleanText, Passage, Version
from retrieval.words.sentences import spans

SIZE: Final = 1200  # characters in a passage, about
ENOUGH: Final = 600  # characters after which a passage does not go on into a lower section
OVERLAP: Final = 150  # characters that a passage repeats of the one before, at most
_NO_CONTENT: Final = (BlockKind.HEADING, BlockKind.PULL_QUOTE)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block, or one sentence of a block that is too long for a passage; `under` is the level of the heading above."""

    start: int
    end: int
    kind: BlockKind
    level: int
    under: int
    path: tuple[str, ...]


def chunk(version: Version) -> tuple[Passage, ...]:
    """Return the passages of `version` in reading order."""
    content = version.content
    runs = (_without_edge_quotes(run) for run in _packed(_pieces(content), content.text))
    return tuple(_passage(version, run) for run in runs if run)


def _pieces(content: CleanText) -> Iterator[_Piece]:
    under = 0
    for block in content.blocks:
        if block.kind is BlockKind.HEADING:
            under = block.level
        whole = [(block.start, block.end)]
        for start, end in spans(content.text, *whole[0]) if block.end - block.start > SIZE else whole:
            yield _Piece(start, end, block.kind, block.level, under, block.path)


def _packed(pieces: Iterable[_Piece], text: str) -> Iterator[list[_Piece]]:
    run: list[_Piece] = []
    for piece in pieces:
        if _has_content(run) and _section_ends(run, piece):
            yield run
            run = []
        elif _has_content(run) and piece.end - run[0].start > SIZE:
            lead = _trailing_headings(run)
            yield run[: len(run) - len(lead)]
            run = lead or _overlap(run, text)
        run.append(piece)
    if run:
        yield run


def _section_ends(run: list[_Piece], piece: _Piece) -> bool:
    """Tell whether `piece` is a heading as high as the one over the run's first content, or the run has its share."""
    if piece.kind is not BlockKind.HEADING:
        return False
    first = next(each for each in run if each.kind not in _NO_CONTENT)
    return piece.level <= first.under or run[-1].end - run[0].start > ENOUGH


def _overlap(run: list[_Piece], text: str) -> list[_Piece]:
    """Return the last sentences of `run` that fit in `OVERLAP` characters, as one piece; none where too long."""
    last = run[-1]
    start = next((start for start, _ in spans(text, last.start, last.end) if last.end - start <= OVERLAP), None)
    if start is None or start <= run[0].start or last.kind is BlockKind.PULL_QUOTE:
        return []
    return [_Piece(start, last.end, last.kind, last.level, last.under, last.path)]


def _trailing_headings(run: list[_Piece]) -> list[_Piece]:
    first = len(run)
    while run[first - 1].kind is BlockKind.HEADING:
        first -= 1
    return run[first:]


def _without_edge_quotes(run: list[_Piece]) -> list[_Piece]:
    """Drop pull quotes at either end: they repeat the text for show."""
    kept = [at for at, piece in enumerate(run) if piece.kind is not BlockKind.PULL_QUOTE]
    return run[kept[0] : kept[-1] + 1] if kept else []


def _has_content(run: list[_Piece]) -> bool:
    return any(piece.kind not in _NO_CONTENT for piece in run)


def _passage(version: Version, run: list[_Piece]) -> Passage:
    first = next((piece for piece in run if piece.kind not in _NO_CONTENT), run[-1])
    start, end = run[0].start, run[-1].end
    return Passage(
        document=version.document,
        title=version.title,
        version=version.label,
        type=version.type,
        state=version.state,
        page=version.content.page_at(first.start),
        section=first.path,
        start=start,
        end=end,
        text=version.content.text[start:end],
    )
