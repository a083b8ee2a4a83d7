"""Write the summary as the Word file that coordinators edit: headings, contents, captions, footnotes, pictures.

Styles are in ``word_styles.py``, what python-docx cannot say in ``word_parts.py``. Every text arrives as plain text
and is written as text runs: nothing of it can become a field, a link or a heading.
"""

import io
from collections.abc import Callable
from datetime import UTC

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from plans.formats.picturing import png
from plans.formats.word_parts import (
    add_field,
    add_footnote_mark,
    attach_footnotes,
    bookmark,
    close_field,
    fixed,
    link_to,
    number_by,
    open_field,
    restarted,
    set_language,
)
from plans.formats.word_styles import GREY, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, TEXT_WIDTH, WIDE_WIDTH, dress
from plans.formats.word_tables import Grid, table
from plans.summary.blocks import Block, Chart, Heading, Paragraph, Points, Quote, Section, Summary, Table
from prompts.texts import Texts, texts

_TAGS = {"sv": "sv-SE", "en": "en-GB"}
_OWN_PAGE = {"overview", "about", "picture"}  # these begin a page; so does every appendix


def rendered(summary: Summary) -> bytes:
    """Return the summary as a .docx file."""
    writing = _Writing(summary)
    writing.front()
    writing.contents()
    for section in summary.sections:
        writing.section(section)
    return writing.finished()


class _Writing:
    """One Word file while it is being written: what has been numbered so far."""

    def __init__(self, summary: Summary) -> None:
        self.summary = summary
        self.t: Texts = texts(summary.language)
        self.document = docx.Document()
        self.notes: list[str] = []
        self.numbers = {"table": 0, "figure": 0}
        self.wide = False
        dress(self.document)
        self.styles = {style.name: style.style_id for style in self.document.styles}
        set_language(self.document, _TAGS.get(summary.language, summary.language))
        self._pages(wide=False)

    def front(self) -> None:
        """Write the title page."""
        front = self.summary.front
        self._add("Title", front.title)
        self._add("Subtitle", front.subtitle)
        self._add("Notice", front.notice)
        grid = self._grid((2.6, 7.4), (False, False), "Table Text", front.title, headed=False, labelled=True)
        self._append(table(grid, front.facts))
        self._head_and_foot()

    def contents(self) -> None:
        r"""Write the contents as links, filled in already, and a field that the word processor keeps up to date.

        It has no page numbers: only a word processor knows them, and a field that asks to be updated when the file is
        opened greets its readers with a warning. Take ``\n`` out of the field to have them.
        """
        heading = self._add("Contents Heading", self.t("report.layout.contents"))
        heading.paragraph_format.page_break_before = True
        last: WordParagraph | None = None
        for number, section in enumerate(self.summary.sections):
            last = self._add("toc 1")
            if number == 0:
                open_field(last, 'TOC \\o "1-1" \\n \\h \\z \\u')
            link_to(last, _anchor(section), self._title(section))
        if last is not None:
            close_field(last)

    def section(self, section: Section) -> None:
        """Write a section with its heading, on its side where it holds wide tables."""
        turned = section.wide != self.wide
        if turned:
            self.wide = section.wide
            self.document.add_section(WD_SECTION.NEW_PAGE)
            self._pages(wide=section.wide)
        heading = self._add("Heading 1", self._title(section))
        heading.paragraph_format.page_break_before = not turned and (section.is_appendix or section.key in _OWN_PAGE)
        bookmark(heading, _anchor(section), self.summary.sections.index(section) + 1)
        for block in section.blocks:
            _WRITERS[type(block)](self, block)

    def heading(self, block: Heading) -> None:
        """Write a heading inside a section."""
        self._add(f"Heading {block.level}", block.text)

    def paragraph(self, block: Paragraph) -> None:
        """Write a paragraph with its footnotes."""
        made = self._add("Lead" if block.lead else "Normal", block.text)
        self._cite(made, block.sources)

    def points(self, block: Points) -> None:
        """Write a list."""
        numbering = restarted(self.document, "List Number") if block.numbered else None
        for point in block.items:
            made = self._add("List Number" if block.numbered else "List Bullet")
            if numbering is not None:
                number_by(made, numbering)
            if point.about:
                made.add_run(f"{point.about}: ").bold = True
            made.add_run(point.text)
            self._cite(made, point.sources)

    def quote(self, block: Quote) -> None:
        """Write a reply's words as a quotation, with who said them under it."""
        made = self._add("Quote")
        if block.about:
            made.add_run(block.about).bold = True
            made.add_run().add_break()
        for number, line in enumerate(block.words.split("\n")):
            if number:
                made.add_run().add_break()
            made.add_run(line if number else f"{self.t('report.layout.quote_open')}{line}")
        made.add_run(self.t("report.layout.quote_close"))
        made.add_run().add_break()
        said = made.add_run(block.attribution)
        said.font.size, said.font.color.rgb = Pt(8.5), GREY
        self._cite(made, block.sources)

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
        made = self.document.add_paragraph()
        made.paragraph_format.keep_with_next = True
        picture = made.add_run().add_picture(io.BytesIO(png(block)), width=TEXT_WIDTH)
        properties = picture._inline.docPr  # noqa: SLF001 - python-docx has no alt texts
        properties.set("descr", block.alt)
        properties.set("title", block.caption)
        properties.set("name", f"{self.t('report.layout.figure')} {self.numbers['figure'] + 1}")
        self._caption("figure", block.caption, keep=False)

    def finished(self) -> bytes:
        """Return the file."""
        attach_footnotes(self.document, self.notes)
        properties = self.document.core_properties
        moment = self.summary.generated_at.astimezone(UTC).replace(tzinfo=None)
        properties.title, properties.subject = self.summary.front.title, self.summary.front.subtitle
        properties.author = properties.last_modified_by = "Handslag"
        properties.comments, properties.identifier = "", self.summary.content_hash
        properties.created = properties.modified = moment
        out = io.BytesIO()
        self.document.save(out)
        return fixed(out.getvalue(), moment)

    def _add(self, style: str, text: str = "") -> WordParagraph:
        """Add a paragraph; python-docx would look through every style for each."""
        made = self.document.add_paragraph(text)
        made._p.style = self.styles[style]  # noqa: SLF001 - as above
        return made

    def _title(self, section: Section) -> str:
        if section.is_appendix:
            return f"{self.t('report.layout.appendix', letter=section.number)}. {section.title}"
        return f"{section.number}. {section.title}"

    def _pages(self, *, wide: bool) -> None:
        section = self.document.sections[-1]
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (PAGE_HEIGHT, PAGE_WIDTH) if wide else (PAGE_WIDTH, PAGE_HEIGHT)
        section.left_margin = section.right_margin = Cm(1.8) if wide else MARGIN
        section.top_margin, section.bottom_margin = Cm(2.3), Cm(2.2)
        section.different_first_page_header_footer = not wide and len(self.document.sections) == 1

    def _head_and_foot(self) -> None:
        section, front = self.document.sections[0], self.summary.front
        state = dict(front.facts)[self.t("report.front.state")]
        section.header.paragraphs[0].text = f"{front.title} · {state}"
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        foot.add_run(f"{self.t('report.layout.page')} ")
        add_field(foot, "PAGE", "1")
        foot.add_run(f" {self.t('report.layout.page_of')} ")
        add_field(foot, "NUMPAGES", "1")

    def _cite(self, made: WordParagraph, sources: tuple[int, ...]) -> None:
        for number in sources:
            self.notes.append(self.t("report.layout.source", n=number, text=self.summary.sources[number - 1].text))
            add_footnote_mark(made, len(self.notes), self.styles["footnote reference"])

    def _caption(self, kind: str, text: str, *, keep: bool = True) -> None:
        self.numbers[kind] += 1
        label = self.t(f"report.layout.{kind}")
        made = self._add("Caption", f"{label} ")
        made.paragraph_format.keep_with_next = keep
        add_field(made, f"SEQ {label} \\* ARABIC", str(self.numbers[kind]))
        made.add_run(f". {text}")

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

    def _append(self, made: BaseOxmlElement) -> None:
        self.document.element.body.insert_element_before(made, "w:sectPr")


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
