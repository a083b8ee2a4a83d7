"""Read plain text: wrapped or not, with page breaks, page marks or neither, in UTF-8 or Windows' own encoding."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from retrieval.model import BlockKind
from retrieval.readers import furniture
from retrieval.readers.aligned import with_rows
from retrieval.readers.base import RawDocument
from retrieval.readers.headings import with_headings
from retrieval.readers.lines import Line, chunks
from retrieval.refusals import DocumentRefusal
from retrieval.words.phrases import plain

_LONGEST_WRAPPED = 160  # characters; a longer line was not wrapped by a person or a page
_SLACK = 0.12  # of the width: letters differ in width, and columns are ragged
_ROW = re.compile(r"\S\s*\|\s*\S")  # a table's row, written out
_MARKED = re.compile(r"^\w{1,2}[.)]\s")  # a list item's letter or number
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
_MOST_CONTROLS = 0.01  # of the characters; more is no text


def read(path: Path) -> RawDocument:
    """Return the parts of a plain text file. Its first line is the title when it stands as a heading.

    Raises:
        DocumentRefusal: the bytes are no text.
    """
    lines = text_lines(decoded(path))
    blocks = with_headings(chunks(lines))
    title = blocks[0].text if blocks and blocks[0].kind is BlockKind.HEADING and blocks[0].level == 0 else None
    return RawDocument(title, tuple(blocks))


def decoded(path: Path) -> str:
    """Return the file's text: UTF-8 or UTF-16 by its mark, UTF-8, else Windows-1252.

    Raises:
        DocumentRefusal: the bytes are no text in any of them.
    """
    content = path.read_bytes()
    text = _decoded(content)
    if text is None:
        raise DocumentRefusal("documents.not_text", name=path.name)
    if "\0" in text or len(_CONTROLS.findall(text)) > len(text) * _MOST_CONTROLS:
        raise DocumentRefusal("documents.not_text", name=path.name)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")


def _decoded(content: bytes) -> str | None:
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def text_lines(text: str) -> list[Line]:
    """Return the lines that belong to the text, with pages where the file tells them surely."""
    text = "\n".join(with_rows(text.split("\n")))
    if "\f" in text.strip("\f\n "):
        numbered, dropped = _by_breaks(text)
    else:
        numbered, dropped = _by_marks(text)
    numbered = numbered[: len(numbered) - furniture.outline_echo([raw for raw, _ in numbered])]
    kept = [(plain(raw), raw, page) for at, (raw, page) in enumerate(numbered) if at not in dropped]
    inside = furniture.contents([raw for _, raw, _ in kept])
    return _lines([(text, page, _broke(raw)) for at, (text, raw, page) in enumerate(kept) if at not in inside])


def _broke(raw: str) -> bool:
    """Tell whether a page began here: converters and editors turn a form feed into a single leading space."""
    return raw[:1] == " " and raw[1:2].strip() != ""


_Numbered = list[tuple[str, int | None]]


def _by_breaks(text: str) -> tuple[_Numbered, set[int]]:
    pages = [page.split("\n") for page in text.split("\f")]
    filled = [[line for line in page if line.strip()] for page in pages]
    drop = furniture.at_edges(filled)
    numbered: _Numbered = []
    dropped: set[int] = set()
    for number, page in enumerate(pages):
        seen = -1
        for line in page:
            seen += bool(line.strip())
            if line.strip() and (number, seen) in drop:
                dropped.add(len(numbered))
            numbered.append((line, number + 1))
    return numbered, dropped


def _by_marks(text: str) -> tuple[_Numbered, set[int]]:
    lines = text.split("\n")
    plains = [plain(line) for line in lines]
    dropped = furniture.around_marks(plains)
    marks = [(at, mark) for at in sorted(dropped) if (mark := furniture.sure_page_mark(plains[at]))]
    return list(zip(lines, _pages(len(lines), marks, plains), strict=True)), dropped


def _pages(count: int, marks: Sequence[tuple[int, tuple[int, int | None]]], plains: Sequence[str]) -> list[int | None]:
    """Return the page of each line, or none at all when a mark is missing: a wrong page is worse than no page."""
    numbers = [number for _, (number, _) in marks]
    total = marks[0][1][1] if marks else None
    if not marks or numbers != list(range(numbers[0], (total or 0) + 1)) or numbers[0] > 2:  # noqa: PLR2004 - a cover has none
        return [None] * count
    at_head = numbers[0] == 2 or not any(plains[: marks[0][0]])  # noqa: PLR2004 - the cover is page 1
    pages: list[int | None] = []
    page = 1
    ends = {at: number for at, (number, _) in marks}
    for at in range(count):
        page = ends.get(at, page) if at_head else page
        pages.append(page)
        page = min(page + 1, total or page) if not at_head and at in ends else page
    return pages


def _lines(kept: Sequence[tuple[str, int | None, bool]]) -> list[Line]:
    texts = ["" if _ROW.search(text) else text for text, _, _ in kept]
    width = _width([text for text in texts if text]) or _sure_width(texts)
    lines: list[Line] = []
    gap = False
    page: int | None = None
    for text, number, broke in kept:
        if not any(sign.isalnum() for sign in text):
            gap = gap or not text
            continue
        room = None if width is None else width - len(text)
        turn = broke or (bool(lines) and number != page)
        lines.append(Line(text.replace("\t", " "), number, gap=gap, turn=turn, room=room, row=bool(_ROW.search(text))))
        gap, page = False, number
    return lines if width is not None else _unwrapped(lines)


def _width(texts: Sequence[str]) -> float | None:
    """Return the width that the text was wrapped to, in characters less some slack, None when it was not wrapped."""
    if not texts or sum(len(text) > _LONGEST_WRAPPED for text in texts) > len(texts) * 0.02:
        return None
    lengths = sorted(len(text) for text in texts)
    width = lengths[int(len(lengths) * 0.85)]
    near = sum(width * 0.8 <= length <= width * 1.1 for length in lengths)
    return width * (1 - _SLACK) if near >= max(3, len(lengths) * 0.2) else None


def _sure_width(texts: Sequence[str]) -> float | None:
    """Return the width of a text too short for counting, None when it was not wrapped.

    It is that of the longest line, when nearly all lines that go on in small letters had no room for the next word.
    """
    longest = max(map(len, texts), default=0)
    pairs = ((text, low) for text, low in pairwise(texts) if text and low[:1].islower() and not _MARKED.match(low))
    broken = [(text, low) for text, low in pairs if not text.endswith(":")]
    full = sum(len(text) + 1 + len(low.split()[0]) > longest for text, low in broken)
    return float(longest) if broken and full >= len(broken) * 0.6 and longest <= _LONGEST_WRAPPED else None


def _unwrapped(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a text with one paragraph a line; those in small letters after a lead-in are list items."""
    found: list[Line] = []
    listing = False
    for line in lines:
        low = line.text[:1].islower()
        led = bool(found) and not found[-1].text.endswith((".", "!", "?"))
        listing = low and (listing or led)
        found.append(replace(line, listed=True) if listing else line)
    return found
