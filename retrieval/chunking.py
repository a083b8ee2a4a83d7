"""Cut a version into the passages that search ranks: whole paragraphs and list items, never across a section's end.

A passage is one stretch of the cleaned text, so that its span is exact. It begins with the heading lines that stand
right above its first content, holds about `SIZE` characters and starts with up to `OVERLAP` characters of the passage
before it in the same section. Only a paragraph longer than a passage is cut, and then between sentences.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from retrieval.model import Block, BlockKind, CleanText, Passage, Version
from retrieval.sentences import spans

SIZE: Final = 1200  # characters in a passage, about
OVERLAP: Final = 150  # characters that a passage repeats of the one before, at most


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block, or one sentence of a block that is too long for a passage."""

    start: int
    end: int
    kind: BlockKind
    level: int
    path: tuple[str, ...]


def chunk(version: Version) -> tuple[Passage, ...]:
    """Return the passages of `version` in reading order."""
    content = version.content
    runs = (run for section in _sections(content) for run in _packed(section, content))
    return tuple(_passage(version, trimmed) for run in runs if (trimmed := _without_edge_quotes(run)))


def _sections(content: CleanText) -> Iterator[list[_Piece]]:
    """Yield the stretches that no passage may leave: up to a heading as high as the one they stand under."""
    section: list[_Piece] = []
    standing = 0  # the level of the heading right above the section's first content
    for block in content.blocks:
        if block.kind is BlockKind.HEADING and _has_content(section) and block.level <= standing:
            yield section
            section = []
        if block.kind is BlockKind.HEADING and not _has_content(section):
            standing = block.level
        section.extend(_pieces(block, content.text))
    if section:
        yield section


def _pieces(block: Block, text: str) -> Iterator[_Piece]:
    whole = [(block.start, block.end)]
    for start, end in spans(text, block.start, block.end) if block.end - block.start > SIZE else whole:
        yield _Piece(start, end, block.kind, block.level, block.path)


def _packed(section: list[_Piece], content: CleanText) -> Iterator[list[_Piece]]:
    run: list[_Piece] = []
    for piece in section:
        if _has_content(run) and piece.end - run[0].start > SIZE:
            lead = _trailing_headings(run)
            yield run[: len(run) - len(lead)]
            run = lead or _overlap(run, content.text)
        run = [*run, piece]
    if run:
        yield run


def _overlap(run: list[_Piece], text: str) -> list[_Piece]:
    """Return the last sentences of `run` that fit in `OVERLAP` characters, as one piece; none where the last is longer."""
    last = run[-1]
    start = next((start for start, _ in spans(text, last.start, last.end) if last.end - start <= OVERLAP), None)
    if start is None or start <= run[0].start or last.kind is BlockKind.PULL_QUOTE:
        return []
    return [_Piece(start, last.end, last.kind, last.level, last.path)]


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
    return any(piece.kind is not BlockKind.HEADING for piece in run)


def _passage(version: Version, run: list[_Piece]) -> Passage:
    first = next((piece for piece in run if piece.kind is not BlockKind.HEADING), run[-1])
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
