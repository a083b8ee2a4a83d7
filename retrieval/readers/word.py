"""Read Word documents: the only file that knows python-docx. Word files have no pages, so their parts have none.

Headings come from styles and outline levels, list items from styles and numbering, tables row by row. Text that a
reader of the document cannot see (hidden, white, tiny) is left out and named in a remark: it may be an attack on
whoever answers from the text.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import XMLParser, XMLSyntaxError, fromstring  # type: ignore[import-untyped]  # lxml ships no types; python-docx brings it

from retrieval.model import BlockKind, RawBlock
from retrieval.phrases import is_finished, plain
from retrieval.readers import furniture
from retrieval.readers.base import Notice, RawDocument
from retrieval.readers.lines import BULLET, LONGEST_HEADING
from retrieval.refusals import DocumentRefusal

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TINY = 8  # half points: 4 points and under cannot be read
_WHITE = re.compile(r"(?:F[A-F0-9]){3}", re.IGNORECASE)  # white, and what nobody can tell from it
_HEADING = re.compile(r"^(?:heading|rubrik|überschrift)\s*(\d)$", re.IGNORECASE)
_TITLE = re.compile(r"^(?:title|titel|rubrik)$", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:toc|innehåll)\s*\d$", re.IGNORECASE)
_LIST = re.compile(r"^(?:list\b|list bullet|list number|punktlista|numrerad lista|lista)", re.IGNORECASE)
_SHOWN = 60  # characters of hidden text that the remark repeats
_BROKEN = (
    PackageNotFoundError,
    KeyError,
    ValueError,
    XMLSyntaxError,
    zipfile.BadZipFile,
    OSError,
    AttributeError,
    NotImplementedError,
)


def read(path: Path) -> RawDocument:
    """Return the parts of a Word document.

    Raises:
        DocumentRefusal: the package is broken or protected.
    """
    hidden: list[str] = []
    try:
        document = Document(str(path))
        looks = _Looks()
        blocks = [block for element in document.iter_inner_content() for block in _blocks(element, looks, hidden)]
        blocks += _notes(document)
    except _BROKEN:
        raise DocumentRefusal("documents.broken", name=path.name, format="Word") from None
    inside = furniture.contents([block.text for block in blocks])
    kept = [_plain(block) for at, block in enumerate(blocks) if at not in inside]
    title = next((block.text for block in kept if block.kind is BlockKind.HEADING and block.level == 0), None)
    return RawDocument(title or _property_title(document, kept), tuple(kept), _notices(hidden))


def _plain(block: RawBlock) -> RawBlock:
    return RawBlock(block.kind, plain(block.text.replace("\t", " ")), level=block.level, lead=block.lead)


def _property_title(document: Any, blocks: Sequence[RawBlock]) -> str | None:  # noqa: ANN401 - python-docx has no types
    """Return the title in the file's properties when the text says it too: many files carry another's."""
    title = str(document.core_properties.title or "").strip()
    start = " ".join(block.text for block in blocks[:20]).casefold()
    return title if title and title.casefold() in start else None


@dataclass(frozen=True, slots=True)
class _Look:
    """What a paragraph style means: a heading's level (0 is the title), a list, a table of contents."""

    level: int | None
    is_list: bool
    is_contents: bool


class _Looks:
    """The paragraph styles met so far: python-docx searches all of a file's styles each time one is asked for."""

    def __init__(self) -> None:
        self._known: dict[str | None, _Look] = {}

    def of(self, paragraph: Any) -> _Look:  # noqa: ANN401 - python-docx has no types
        key = paragraph._p.style  # noqa: SLF001 - the style's id, without the search
        if key not in self._known:
            self._known[key] = _look(paragraph.style)
        return self._known[key]


def _look(style: Any) -> _Look:  # noqa: ANN401 - python-docx has no types
    names: list[str] = []
    while style is not None:
        names.append(str(style.name or ""))
        style = style.base_style
    levels = (
        0 if _TITLE.match(name) else int(found[1])
        for name in names
        if (found := _HEADING.match(name) or _TITLE.match(name))
    )
    return _Look(next(levels, None), any(map(_LIST.match, names)), any(map(_CONTENTS.match, names)))


def _notices(hidden: list[str]) -> tuple[Notice, ...]:
    text = plain(" ".join(" ".join(hidden).split()))
    if not any(sign.isalnum() for sign in text):
        return ()
    shown = text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + " …"
    return (Notice("hidden_text", {"characters": len(text), "text": shown}),)


def _blocks(element: Any, looks: _Looks, hidden: list[str]) -> Iterator[RawBlock]:  # noqa: ANN401 - python-docx has no types
    if isinstance(element, Table):
        yield from _rows(element, hidden)
    elif isinstance(element, Paragraph):
        yield from _paragraph(element, looks.of(element), hidden)
        for inside in _boxed(element):
            yield from _paragraph(inside, looks.of(inside), hidden)


def _boxed(paragraph: Any) -> Iterator[Paragraph]:  # noqa: ANN401 - python-docx has no types
    """Return the paragraphs of the text boxes on a paragraph; each stands twice, once for old programs."""
    for box in paragraph._p.iter(f"{_W}txbxContent"):  # noqa: SLF001 - python-docx knows no text boxes
        if next(box.iterancestors(_FALLBACK), None) is None:
            yield from (Paragraph(inside, paragraph._parent) for inside in box.iterfind(f"{_W}p"))  # noqa: SLF001 - as above


_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _rows(table: Any, hidden: list[str]) -> Iterator[RawBlock]:  # noqa: ANN401 - python-docx has no types
    for row in table.rows:
        cells: list[str] = []
        seen: set[int] = set()
        for cell in row.cells:
            if id(cell._tc) in seen:  # noqa: SLF001 - a merged cell comes once for each column it covers; only this tells
                continue
            seen.add(id(cell._tc))  # noqa: SLF001 - as above
            texts = (_text(paragraph, hidden) for paragraph in cell.paragraphs)
            cells.append(" ".join(" ".join(texts).split()))
        if any(cells):
            yield RawBlock(BlockKind.ROW, " | ".join(cells))


def _paragraph(paragraph: Any, look: _Look, hidden: list[str]) -> Iterator[RawBlock]:  # noqa: ANN401 - python-docx has no types
    text = _text(paragraph, hidden).strip()
    if not text or look.is_contents:
        return
    level = look.level if look.level is not None else _outline_level(paragraph)
    if level is not None:
        yield RawBlock(BlockKind.HEADING, text.replace("\n", " "), level=level)
    elif look.is_list or _numbering(paragraph) is not None:
        yield RawBlock(BlockKind.ITEM, text.replace("\n", " "), level=_numbering(paragraph) or 0, lead="• ")
    elif _is_bold_heading(paragraph, text):
        yield RawBlock(BlockKind.HEADING, text, level=_BOLD_LEVEL)
    else:
        yield from _lines(text)


_BOLD_LEVEL = 5  # under every styled heading that strategies use


def _lines(text: str) -> Iterator[RawBlock]:
    """Return the parts of a paragraph with line breaks in it: bullets typed by hand make items."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if any(BULLET.match(line) for line in lines):
        for line in lines:
            bullet = BULLET.match(line)
            kind = BlockKind.ITEM if bullet else BlockKind.PARAGRAPH
            yield RawBlock(kind, line[bullet.end() :] if bullet else line, lead="• " if bullet else "")
    else:
        yield RawBlock(BlockKind.PARAGRAPH, " ".join(lines))


def _outline_level(paragraph: Any) -> int | None:  # noqa: ANN401 - python-docx has no types
    """Return 1 to 9 for a paragraph that is marked as a heading by itself, without a style."""
    properties = paragraph._p.pPr  # noqa: SLF001 - python-docx has no other way to the outline level
    outline = properties.find(f"{_W}outlineLvl") if properties is not None else None
    level = int(outline.get(f"{_W}val", "9")) if outline is not None else 9
    return level + 1 if level < 9 else None  # noqa: PLR2004 - Word's 9 is body text


def _numbering(paragraph: Any) -> int | None:  # noqa: ANN401 - python-docx has no types
    """Return how deep a numbered or bulleted paragraph stands, from 0; None for any other."""
    properties = paragraph._p.pPr  # noqa: SLF001 - python-docx has no other way to the numbering
    numbering = properties.numPr if properties is not None else None
    if numbering is None or (numbering.numId is not None and numbering.numId.val == 0):
        return None
    return int(numbering.ilvl.val) if numbering.ilvl is not None else 0


def _is_bold_heading(paragraph: Any, text: str) -> bool:  # noqa: ANN401 - python-docx has no types
    runs = [run for run in paragraph.runs if run.text.strip()]
    short = len(text) < LONGEST_HEADING / 2 and "\n" not in text and not is_finished(text.rstrip(":"))
    return bool(runs) and short and text[:1].isupper() and all(run.bold for run in runs)


def _text(paragraph: Any, hidden: list[str]) -> str:  # noqa: ANN401 - python-docx has no types
    """Return the visible text; what is hidden goes to `hidden`. Insertions count, deletions do not."""
    parts: list[str] = []
    unseen = _unseen_styles(paragraph.part.document.styles.element)
    for run in paragraph._p.iter(f"{_W}r"):  # noqa: SLF001 - python-docx leaves out runs inside links and insertions
        between = list(takewhile(lambda above: above is not paragraph._p, run.iterancestors()))  # noqa: SLF001 - as above
        if any(above.tag in {f"{_W}del", f"{_W}txbxContent"} for above in between):
            continue
        (hidden if _is_hidden(run, unseen) else parts).append(_run_text(run))
    return "".join(parts)


def _run_text(run: Any) -> str:  # noqa: ANN401 - an lxml element
    return "".join((part.text or "") if part.tag == f"{_W}t" else _SIGNS.get(part.tag, "") for part in run)


_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def _is_hidden(run: Any, unseen: frozenset[str]) -> bool:  # noqa: ANN401 - an lxml element
    """Tell whether a run cannot be seen: by its own properties, else by the style it or its paragraph has."""
    properties = run.find(f"{_W}rPr")
    if _is_on_ground(run):
        return False
    if properties is not None and _cannot_be_seen(properties):
        return True
    named = [style.get(f"{_W}val") for style in _styles_of(run)]
    shows = properties is not None and properties.find(f"{_W}color") is not None
    return not shows and any(name in unseen for name in named)


def _styles_of(run: Any) -> Iterator[Any]:  # noqa: ANN401 - an lxml element
    yield from run.iterfind(f"{_W}rPr/{_W}rStyle")
    if (paragraph := next(run.iterancestors(f"{_W}p"), None)) is not None:
        yield from paragraph.iterfind(f"{_W}pPr/{_W}pStyle")


def _is_on_ground(run: Any) -> bool:  # noqa: ANN401 - an lxml element
    """Tell whether the paragraph or the cell around a run is coloured: light letters on it are a design."""
    grounds = (above.find(f"{above.tag}Pr/{_W}shd") for above in run.iterancestors(f"{_W}p", f"{_W}tc"))
    return any(shade is not None and shade.get(f"{_W}fill", "auto").upper() not in _NO_GROUND for shade in grounds)


_NO_GROUND = frozenset({"AUTO", "FFFFFF"})


@lru_cache(maxsize=4)
def _unseen_styles(styles: Any) -> frozenset[str]:  # noqa: ANN401 - an lxml element
    """Return the ids of the styles whose text cannot be seen, those based on such a one too."""
    unseen: set[str] = set()
    for _ in range(_DEEPEST_STYLES):
        for style in styles.iter(f"{_W}style"):
            base, own = style.find(f"{_W}basedOn"), style.find(f"{_W}rPr")
            inherits = base is not None and base.get(f"{_W}val") in unseen
            if inherits or (own is not None and _cannot_be_seen(own) and style.find(f"{_W}pPr/{_W}shd") is None):
                unseen.add(str(style.get(f"{_W}styleId")))
        if not unseen:
            break
    return frozenset(unseen)


_DEEPEST_STYLES = 4  # styles based on each other


def _cannot_be_seen(properties: Any) -> bool:  # noqa: ANN401 - an lxml element
    vanish, color, size = (properties.find(f"{_W}{name}") for name in ("vanish", "color", "sz"))
    if vanish is not None and vanish.get(f"{_W}val", "true") not in {"0", "false"}:
        return True
    if color is not None and _WHITE.fullmatch(str(color.get(f"{_W}val", ""))):
        shade, mark = properties.find(f"{_W}shd"), properties.find(f"{_W}highlight")
        return shade is None and mark is None  # white on a coloured ground is a design
    return size is not None and float(size.get(f"{_W}val", "20")) <= _TINY


def _notes(document: Any) -> list[RawBlock]:  # noqa: ANN401 - python-docx has no types
    """Return the footnotes, after the text that they belong to."""
    notes: list[RawBlock] = []
    for relation in document.part.rels.values():
        if not relation.reltype.endswith("/footnotes"):
            continue
        root = fromstring(relation.target_part.blob, XMLParser(resolve_entities=False, no_network=True))
        for note in root.iter(f"{_W}footnote"):
            text = "".join(piece.text or "" for piece in note.iter(f"{_W}t")).strip()
            if text and note.get(f"{_W}type") is None:
                notes.append(RawBlock(BlockKind.NOTE, text))
    return notes
