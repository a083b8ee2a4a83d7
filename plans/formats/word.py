"""Write the summary as the Word file that coordinators edit: headings, contents, captions, footnotes, pictures.

Styles are in ``word_styles.py``, what python-docx cannot say in ``word_parts.py``. Every text arrives as plain text
and is written as text runs: nothing of it can become a field, a link or a heading.
"""

import io
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from itertools import zip_longest
from xml.sax.saxutils import quoteattr

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Cm

from plans.formats.packing import fixed, plain, put, tag
from plans.formats.picturing import pngs
from plans.formats.replies_spoken import spoken as languages_of
from plans.formats.word_parts import (
    PLACE,
    attach_footnotes,
    attach_picture,
    parsed,
    picture_name,
    reserved,
    restarted,
    set_language,
)
from plans.formats.word_styles import GREY, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, TEXT_WIDTH, WIDE_WIDTH, dress
from plans.formats.word_tables import Grid, table
from plans.formats.word_text import (
    CLOSED_FIELD,
    LINE_BREAK,
    Picture,
    bold,
    bookmarked,
    field,
    footnote_mark,
    link,
    open_field,
    paragraph,
    picture,
    run,
)
from plans.summary.blocks import Block, Chart, Heading, Paragraph, Points, Quote, Section, Summary, Table, is_opening
from prompts.texts import Texts, texts

_NEW_PAGE, _WITH_NEXT = '<w:pageBreakBefore/><w:spacing w:before="0"/>', "<w:keepNext/>"
_ON_TOP, _SMALLER = '<w:spacing w:before="0" w:after="40"/>', '<w:sz w:val="44"/>'  # a brief has no page for its title
_CLOSER, _CLOSER_YET = '<w:spacing w:before="120" w:after="120"/>', '<w:spacing w:before="140" w:after="60"/>'
_LESS_ABOVE = '<w:spacing w:before="200" w:after="100"/>'
_ANNOUNCED = (Chart, Points, Quote, Table)
_BELOW = '<w:keepNext w:val="0"/><w:spacing w:before="60" w:after="280"/>'  # a caption that stands under its figure
_OWN_PAGE = {"overview", "about", "appendix_actions"}  # these begin a page; so does every one on its side


def rendered(summary: Summary) -> bytes:
    """Return the summary as a .docx file."""
    charts = [block for block in summary.blocks() if isinstance(block, Chart)]
    with ThreadPoolExecutor(max_workers=1) as beside:  # typst lets other threads go on while it draws
        drawn = beside.submit(pngs, charts)
        writing = _Writing(summary)
        writing.front()
        if not summary.is_brief:
            writing.contents()
        for section in summary.sections:
            writing.section(section)
        return writing.finished(drawn.result())


class _Writing:
    """One Word file while it is being written: what has been numbered so far."""

    def __init__(self, summary: Summary) -> None:
        self.summary = summary
        self.t: Texts = texts(summary.language)
        self.document = docx.Document()
        self.notes: list[str] = []
        self.body: list[str] = []  # what is written since the last break between sections
        self.bodies: list[str] = []
        self.spoken = languages_of(summary)
        self.numbers = {"table": 0, "figure": 0}
        self.wide = self.announces = False
        self.end = self.document.element.body.get_or_add_sectPr()  # the last section's own, which stays the last
        dress(self.document)
        self.styles = {style.name: style.style_id for style in self.document.styles}
        set_language(self.document, tag(summary.language))
        self._pages(wide=False)

    def front(self) -> None:
        """Write the title page."""
        front = self.summary.front
        brief = self.summary.is_brief
        self._add("Title", run(front.title, _SMALLER if brief else ""), properties=_ON_TOP if brief else "")
        self._add("Subtitle", run(front.subtitle), properties=_CLOSER if brief else "")
        self._add("Notice", run(front.notice), properties=_CLOSER if brief else "")
        grid = self._grid((2.6, 7.4), (False, False), "Table Text", front.title, headed=False, labelled=True)
        self._append(table(grid, front.facts))
        self._head_and_foot()

    def contents(self) -> None:
        r"""Write the contents as links, filled in already, and a field that the word processor keeps up to date.

        It has no page numbers: only a word processor knows them, and a field that asks to be updated when the file is
        opened greets its readers with a warning. Take ``\n`` out of the field to have them.
        """
        self._add("Contents Heading", run(self.t("report.layout.contents")), properties=_NEW_PAGE)
        links = [link(_anchor(section), self._title(section)) for section in self.summary.sections]
        links[0] = open_field('TOC \\o "1-1" \\n \\h \\z \\u') + links[0]
        links[-1] += CLOSED_FIELD
        for part in links:
            self._add("toc 1", part)

    def section(self, section: Section) -> None:
        """Write a section with its heading, on its side where it holds wide tables."""
        turned = section.wide != self.wide
        if turned:
            self.wide = section.wide
            self._gather()
            self.document.add_section(WD_SECTION.NEW_PAGE)
            self._pages(wide=section.wide)
        own_page = not turned and (section.wide or section.key in _OWN_PAGE)
        number = self.summary.sections.index(section) + 1
        title = bookmarked(_anchor(section), number, run(self._title(section)))
        above = _NEW_PAGE if own_page else _LESS_ABOVE if self.summary.is_brief else ""
        self._add("Heading 1", title, properties=above)
        for block, following in zip_longest(section.blocks, section.blocks[1:]):
            self.announces = isinstance(following, _ANNOUNCED) or is_opening(block)
            _WRITERS[type(block)](self, block)

    def heading(self, block: Heading) -> None:
        """Write a heading inside a section."""
        closer = _CLOSER_YET if self.summary.is_brief else ""
        self._add(f"Heading {block.level}", run(block.text), properties=closer)

    def paragraph(self, block: Paragraph) -> None:
        """Write a paragraph with its footnotes; one before a list, a quote, a table or a chart stays with it."""
        kept = _WITH_NEXT if self.announces else ""
        self._add("Lead" if block.lead else "Normal", run(block.text), self._cited(block.sources), properties=kept)

    def points(self, block: Points) -> None:
        """Write a list; neither its first nor its last point stands alone on a page."""
        numbered = ""
        if block.numbered:
            counting = restarted(self.document, "List Number")
            numbered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{counting}"/></w:numPr>'
        for place, point in enumerate(block.items, start=1):
            kept = _WITH_NEXT if place in {1, len(block.items) - 1} and place < len(block.items) else ""
            about = bold(f"{point.about}: ") if point.about else ""
            style = "List Number" if block.numbered else "List Bullet"
            self._add(style, about, run(point.text), self._cited(point.sources), properties=kept + numbered)

    def quote(self, block: Quote) -> None:
        """Write a reply's words as a quotation, with who said them under it."""
        about = bold(block.about) + LINE_BREAK if block.about else ""
        words = f"{self.t('report.layout.quote_open')}{block.words}{self.t('report.layout.quote_close')}"
        said = run(block.attribution, f'<w:color w:val="{GREY}"/><w:sz w:val="17"/>')
        spoken = next((self.spoken[n] for n in block.sources if n in self.spoken), None)
        look = f"<w:lang w:val={quoteattr(tag(spoken))}/>" if spoken else ""
        self._add("Quote", about, run(words, look), LINE_BREAK, said, self._cited(block.sources))

    def table(self, block: Table) -> None:
        """Write a table under its caption; its head is repeated on every page."""
        self._caption("table", block.caption)
        weights = tuple(column.weight for column in block.columns)
        numbers = tuple(column.number for column in block.columns)
        style = "Table Text Dense" if block.dense else "Table Text"
        grid = self._grid(weights, numbers, style, block.caption, total=block.total)
        self._append(table(grid, (tuple(column.head for column in block.columns), *block.rows)))
        self._add("Spacer")

    def chart(self, block: Chart) -> None:
        """Write a chart as a picture with its alt text, and its caption below."""
        number = self.numbers["figure"] + 1
        shown = Picture(
            relation=attach_picture(self.document, number),
            number=number,
            width=TEXT_WIDTH,
            height=round(TEXT_WIDTH * block.height / block.width),
            name=f"{self.t('report.layout.figure')} {number}",
            title=block.caption,
            alt=block.alt,
        )
        self._add("Normal", picture(shown), properties=_WITH_NEXT)
        self._caption("figure", block.caption, keep=False)

    def finished(self, pictures: Sequence[bytes]) -> bytes:
        """Return the file with the pictures of its charts."""
        self._gather()
        attach_footnotes(self.document, self.notes)
        properties = self.document.core_properties
        moment = self.summary.generated_at.astimezone(UTC).replace(tzinfo=None)
        properties.title, properties.subject = plain(self.summary.front.title), plain(self.summary.front.subtitle)
        properties.author = properties.last_modified_by = "Handslag"
        properties.comments, properties.identifier = "", self.summary.content_hash
        properties.created = properties.modified = moment
        out = io.BytesIO()
        self.document.save(out)
        drawn = {picture_name(number): put(png) for number, png in enumerate(pictures, start=1)}
        return fixed(out.getvalue(), moment, {"word/document.xml": self._filled, **drawn})

    def _add(self, style: str, *parts: str, properties: str = "") -> None:
        self._append(paragraph(self.styles[style], *parts, properties=properties))

    def _title(self, section: Section) -> str:
        if section.is_appendix:
            return f"{self.t('report.layout.appendix', letter=section.number)}. {section.title}"
        return f"{section.number}. {section.title}"

    def _pages(self, *, wide: bool) -> None:
        section = self.document.sections[-1]
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (PAGE_HEIGHT, PAGE_WIDTH) if wide else (PAGE_WIDTH, PAGE_HEIGHT)
        section.left_margin = section.right_margin = Cm(1.8) if wide else MARGIN
        high, low = (1.9, 1.6) if self.summary.is_brief else (2.3, 2.2)
        section.top_margin, section.bottom_margin = Cm(high), Cm(low)
        section.different_first_page_header_footer = not wide and len(self.document.sections) == 1

    def _head_and_foot(self) -> None:
        section, front = self.document.sections[0], self.summary.front
        page, of = self.t("report.layout.page"), self.t("report.layout.page_of")
        counted = (run(f"{page} "), field("PAGE", "1"), run(f" {of} "), field("NUMPAGES", "1"))
        for part, made in (
            (section.header, paragraph(self.styles["Header"], run(f"{front.title} · {front.state}"))),
            (section.footer, paragraph(self.styles["Footer"], *counted, properties='<w:jc w:val="right"/>')),
        ):
            old = part.paragraphs[0]._p  # noqa: SLF001 - python-docx has no fields
            old.addprevious(parsed(made))
            old.getparent().remove(old)

    def _cited(self, sources: tuple[int, ...]) -> str:
        marks = []
        for number in sources:
            self.notes.append(self.t("report.layout.source", n=number, text=self.summary.sources[number - 1].text))
            marks.append(footnote_mark(len(self.notes), self.styles["footnote reference"]))
        return "".join(marks)

    def _caption(self, kind: str, text: str, *, keep: bool = True) -> None:
        self.numbers[kind] += 1
        label = self.t(f"report.layout.{kind}")
        counted = field(f"SEQ {label} \\* ARABIC", str(self.numbers[kind]))
        properties = "" if keep else _BELOW
        self._add("Caption", run(f"{label} "), counted, run(f". {text}"), properties=properties)

    def _grid(
        self, weights: tuple[float, ...], numbers: tuple[bool, ...], style: str, caption: str, **how: bool
    ) -> Grid:
        return Grid(
            width=WIDE_WIDTH if self.wide else TEXT_WIDTH,
            weights=weights,
            numbers=numbers,
            style=self.styles[style],
            caption=caption,
            **how,
        )

    def _append(self, made: str) -> None:
        self.body.append(made)

    def _gather(self) -> None:
        """Leave a place in the document for what is written so far: python-docx is slow with what is in it already."""
        self.end.addprevious(reserved(len(self.bodies)))
        self.bodies.append("".join(self.body))
        self.body.clear()

    def _filled(self, document: bytes) -> bytes:
        return PLACE.sub(lambda found: self.bodies[int(found[1])].encode(), document)


_WRITERS: dict[type[Block], Callable[..., None]] = {
    Heading: _Writing.heading,
    Paragraph: _Writing.paragraph,
    Points: _Writing.points,
    Quote: _Writing.quote,
    Table: _Writing.table,
    Chart: _Writing.chart,
}


def _anchor(section: Section) -> str:
    return f"_Toc_{section.key}"
