"""Read Word documents: the only file that knows python-docx. Word files have no pages, so their parts have none.

Headings come from styles and outline levels, list items from styles and numbering with the numbers that Word counts,
tables row by row, footnotes at the end of the section that they belong to. Text that a reader of the document cannot
see (hidden, white, tiny) is left out and named in a remark: it may be an attack on whoever answers from the text. So
are comments and the texts of pictures, which are beside the document.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError  # python-docx brings it

from retrieval.model import BlockKind, RawBlock
from retrieval.readers import furniture, word_aside
from retrieval.readers.base import RawDocument, remark
from retrieval.readers.lines import BULLET, LONGEST_HEADING
from retrieval.readers.numbering import Numbered, Numbering
from retrieval.readers.unseen import is_hidden, unseen_styles
from retrieval.readers.word_tree import W, held, table_cells
from retrieval.refusals import DocumentRefusal
from retrieval.words.phrases import is_finished, plain

_HEADING = re.compile(r"^(?:heading|rubrik|überschrift)\s*(\d)$", re.IGNORECASE)
_TITLE = re.compile(r"^(?:title|titel|rubrik)$", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:toc|innehåll)\s*\d$", re.IGNORECASE)
_LIST = re.compile(r"^(?:list\b|list bullet|list number|punktlista|numrerad lista|lista)", re.IGNORECASE)
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
    try:
        document = Document(str(path))
        reading = _Reading.of(document)
        blocks = _settled([block for element in held(document.element.body) for block in _blocks(element, reading)])
        heads = word_aside.page_heads(document)
        aside = tuple(word_aside.beside(document))
        properties = str(document.core_properties.title or "").strip()
    except _BROKEN:
        raise DocumentRefusal("documents.broken", name=path.name, format="Word") from None
    inside = furniture.contents([block.text for block in blocks])
    kept = [_plain(block) for at, block in enumerate(blocks) if at not in inside]
    title = next((block.text for block in kept if block.kind is BlockKind.HEADING and block.level == 0), None)
    notices = (*remark("hidden_text", reading.hidden), *aside)
    return RawDocument(title or _confirmed(properties, kept), tuple(kept), notices, heads)


def _plain(block: RawBlock) -> RawBlock:
    return RawBlock(block.kind, plain(block.text.replace("\t", " ")), level=block.level, lead=block.lead)


def _confirmed(title: str, blocks: Sequence[RawBlock]) -> str | None:
    """Return the title in the file's properties when the text says it too: many files carry another's."""
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


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is known while a document is read: its styles, its lists so far, its notes, and what was hidden."""

    body: Any  # what python-docx wants as the parent of a paragraph
    numbering: Numbering
    unseen: frozenset[str]
    notes: dict[str, str]
    looks: _Looks = field(default_factory=_Looks)
    hidden: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, document: Any) -> "_Reading":  # noqa: ANN401 - python-docx has no types
        styles = document.styles.element
        (lists,) = word_aside.roots(document, "numbering") or [None]
        return cls(document._body, Numbering(lists, styles), unseen_styles(styles), word_aside.notes(document))  # noqa: SLF001 - as above


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


def _blocks(element: Any, reading: _Reading) -> Iterator[RawBlock]:  # noqa: ANN401 - an lxml element
    if element.tag == f"{W}tbl":
        yield from _table(element, reading)
    else:
        yield from _paragraph(Paragraph(element, reading.body), reading)
        for box in element.iter(f"{W}txbxContent"):
            if next(box.iterancestors(_FALLBACK), None) is None:  # each stands twice, once for old programs
                yield from (block for inside in held(box) for block in _blocks(inside, reading))


_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _table(table: Any, reading: _Reading) -> Iterator[RawBlock]:  # noqa: ANN401 - an lxml element
    """Return the rows of a table; one of a single column only puts a frame around its text."""
    rows = table_cells(table)
    if all(len(row) == 1 for row in rows):
        yield from (block for (cell,) in rows for inside in held(cell) for block in _blocks(inside, reading))
        return
    said: dict[Any, str] = {}  # a cell over several rows is said in each of them
    for row in rows:
        said |= {cell: _cell(cell, reading) for cell in row if cell not in said}
        if any(said[cell] for cell in row):
            yield RawBlock(BlockKind.ROW, " | ".join(said[cell] for cell in row))
    yield from _noted(table, reading)


def _cell(cell: Any, reading: _Reading) -> str:  # noqa: ANN401 - an lxml element
    texts: list[str] = []
    for inside in held(cell):
        if inside.tag == f"{W}tbl":
            texts += [_cell(one, reading) for row in table_cells(inside) for one in row]
        else:
            numbered = reading.numbering.of(inside)
            label = numbered.label if numbered else ""
            texts.append(f"{label} {_text(inside, reading)}")
    return " ".join(" ".join(texts).split())


def _paragraph(paragraph: Paragraph, reading: _Reading) -> Iterator[RawBlock]:
    element = paragraph._p  # noqa: SLF001 - python-docx has no other way to the XML
    look = reading.looks.of(paragraph)
    numbered = reading.numbering.of(element)
    text = _text(element, reading).strip()
    if not text or look.is_contents:
        return
    level = look.level if look.level is not None else _outline_level(element)
    label = numbered.label if numbered else ""
    if level is not None:
        yield RawBlock(BlockKind.HEADING, _labelled(label, text), level=level)
    elif look.is_list or numbered:
        yield _item(_labelled(label, text), numbered or Numbered(0, ""), bold=_is_bold_heading(paragraph, text))
    elif _is_bold_heading(paragraph, text):
        yield RawBlock(BlockKind.HEADING, text, level=_BOLD_LEVEL)
    else:
        yield from _lines(text)
    yield from _noted(element, reading)


_BOLD_LEVEL = 5  # under every styled heading that strategies use
_BOLD_ITEM = "\0"  # stands in the lead of an item that may turn out to be a heading


def _labelled(label: str, text: str) -> str:
    line = " ".join(text.split("\n"))
    return line if not label or line.startswith(label) else f"{label} {line}"


def _item(text: str, numbered: Numbered, *, bold: bool) -> RawBlock:
    lead = _BOLD_ITEM if bold and numbered.label else "" if numbered.label else "• "
    return RawBlock(BlockKind.ITEM, text, level=numbered.level, lead=lead)


def _settled(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Return the parts with bold numbered lines that text follows as the headings that they are."""
    found: list[RawBlock] = []
    for at, block in enumerate(blocks):
        if block.lead != _BOLD_ITEM:
            found.append(block)
        elif _heads(block, blocks[at + 1 : at + 2]):
            found.append(replace(block, kind=BlockKind.HEADING, level=block.level + 1, lead=""))
        else:
            found.append(replace(block, lead=""))
    return found


def _heads(block: RawBlock, following: Sequence[RawBlock]) -> bool:
    """Tell whether something else than the next item of the same list follows."""
    return any(one.kind is not BlockKind.ITEM or one.level != block.level for one in following)


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


def _outline_level(paragraph: Any) -> int | None:  # noqa: ANN401 - an lxml element
    """Return 1 to 9 for a paragraph that is marked as a heading by itself, without a style."""
    outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
    level = int(outline.get(f"{W}val", "9")) if outline is not None else 9
    return level + 1 if level < 9 else None  # noqa: PLR2004 - Word's 9 is body text


def _is_bold_heading(paragraph: Any, text: str) -> bool:  # noqa: ANN401 - python-docx has no types
    runs = [run for run in paragraph.runs if run.text.strip()]
    short = len(text) < LONGEST_HEADING / 2 and "\n" not in text and not is_finished(text.rstrip(":"))
    return bool(runs) and short and text[:1].isupper() and all(run.bold for run in runs)


def _text(paragraph: Any, reading: _Reading) -> str:  # noqa: ANN401 - an lxml element
    """Return the visible text; what is hidden goes to `hidden`. Insertions count, deletions do not."""
    parts: list[str] = []
    for run in paragraph.iter(f"{W}r"):
        between = list(takewhile(lambda above: above is not paragraph, run.iterancestors()))
        if any(above.tag in _ELSEWHERE for above in between):
            continue
        (reading.hidden if is_hidden(run, reading.unseen) else parts).append(_run_text(run))
    return "".join(parts)


_ELSEWHERE = {f"{W}del", f"{W}moveFrom", f"{W}txbxContent"}


def _run_text(run: Any) -> str:  # noqa: ANN401 - an lxml element
    return "".join((part.text or "") if part.tag == f"{W}t" else _SIGNS.get(part.tag, "") for part in run)


_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def _noted(element: Any, reading: _Reading) -> Iterator[RawBlock]:  # noqa: ANN401 - an lxml element
    """Return the notes that a paragraph or a table refers to, each the first time."""
    for mark in element.iter(f"{W}footnoteReference", f"{W}endnoteReference"):
        name = str(mark.tag).removeprefix(W).removesuffix("Reference") + str(mark.get(f"{W}id"))
        if text := reading.notes.pop(name, ""):
            yield RawBlock(BlockKind.NOTE, text)
