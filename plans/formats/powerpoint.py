"""Write the summary as a presentation for the high-level group: what is on a slide is ``plans/summary/slides.py``'s.

Titles and texts stand in the slide's own placeholders, in reading order; charts are pictures with alt texts, tables are
tables. What does not fit goes on to another slide. Every text is written as text runs: none becomes a link or a field.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from math import ceil

from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide as Page
from pptx.table import _Cell
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Inches, Pt

from plans.formats.packing import fixed, plain, tag
from plans.formats.picturing import ON_SCREEN, pngs
from plans.formats.powerpoint_fitting import Item, Line, Span, count_lines, height_of, pages, row_pages, rows_high
from plans.formats.powerpoint_parts import (
    BLUE,
    BOTTOM,
    GREY,
    INK,
    PALE,
    SEEN_LAYOUT,
    SIDE,
    TEXT,
    TEXT_LAYOUT,
    TITLE_LAYOUT,
    TOP,
    add_foot,
    deck,
    describe,
    emu,
    points,
    set_language,
)
from plans.formats.replies_spoken import spoken
from plans.summary.blocks import Chart, Column, Paragraph, Points, Quote, Summary, Table
from plans.summary.slides import slides
from plans.summary.slides.slide import Keys, Slide, Words
from prompts.texts import Texts, texts

_FIRST, _TITLE, _LEAD, _BODY, _SAID, _CELL = 40.0, 28.0, 22.0, 20.0, 16.0, 14.0  # points
_BETWEEN, _AROUND = 10.0, 4.5  # points, between items and around a cell's text
_INDENT = 20.0  # points, of a list and a quote
_SMALLEST, _KEYS = 160.0, 160.0  # points of height that a chart and key figures want; else they take their own slide
_SHRUNK = 0.75  # of the width of a slide, which a low chart can do with
_ACROSS = 3  # key figures in a row
_SHORT = 12  # characters: an action's number, no title


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What goes on one slide when everything has been shared out."""

    slide: Slide
    title: str
    items: tuple[Item, ...] = ()
    seen: Chart | Table | Keys | None = None


def rendered(summary: Summary) -> bytes:
    """Return the summary as a .pptx file."""
    t = texts(summary.language)
    made = deck()
    sheets = [sheet for slide in slides(summary) for sheet in shared_out(slide, t, spoken(summary))]
    charts = [sheet.seen for sheet in sheets if isinstance(sheet.seen, Chart)]
    pictures = iter(pngs(charts, ON_SCREEN))
    state = summary.front.state
    for number, sheet in enumerate(sheets, start=1):
        page = _page(made, sheet)
        _see(page, sheet, pictures)
        if number > 1:
            add_foot(page, f"{summary.front.title} · {state}", number)
        page.notes_slide.notes_text_frame.text = plain("\n".join(sheet.slide.notes) or sheet.title)
    return _finished(made, summary)


def shared_out(slide: Slide, t: Texts, languages: Mapping[int, str]) -> list[Sheet]:
    """Return a slide as one sheet, or as several whose titles are numbered, where its words or its rows need more.

    `languages` are those of sources that are in another language than the summary.
    """
    items = tuple(item for block in slide.words for item in _items(block, t, languages))
    if slide.is_first:
        return [Sheet(slide=slide, title=slide.title, items=items)]
    parts = list(_parts(slide, items))
    if len(parts) == 1:
        return parts
    total = len(parts)
    return [
        replace(part, title=t("report_slides.part", title=slide.title, n=n, total=total))
        for n, part in enumerate(parts, start=1)
    ]


def _parts(slide: Slide, items: tuple[Item, ...]) -> Iterator[Sheet]:
    room, wide = _room(f"{slide.title} (10 av 10)"), points(TEXT)
    if slide.seen is None:
        for some in pages(items, wide, room, room):
            yield Sheet(slide=slide, title=slide.title, items=some)
        return
    left = room - height_of(items, wide) - 2 * _BETWEEN
    if isinstance(slide.seen, Table):
        for n, rows in enumerate(_tables(slide.seen, left, room)):
            yield Sheet(slide=slide, title=slide.title, items=() if n else items, seen=rows)
    elif left < _wanted(slide.seen):
        for some in pages(items, wide, room, room):
            yield Sheet(slide=slide, title=slide.title, items=some)
        if not slide.may_be_left_out:
            yield Sheet(slide=slide, title=slide.title, seen=slide.seen)
    else:
        yield Sheet(slide=slide, title=slide.title, items=items, seen=slide.seen)


def _wanted(seen: Chart | Keys) -> float:
    """Return the least height that is worth showing something in."""
    whole = points(TEXT) * seen.height / seen.width if isinstance(seen, Chart) else _KEYS
    return min(_SHRUNK * whole, _SMALLEST)


def _room(title: str) -> float:
    """Return how high the part of a slide under its title is."""
    return points(BOTTOM - TOP) - _title_height(title) - 2 * _BETWEEN


def _title_height(title: str) -> float:
    return count_lines(title, _TITLE, points(TEXT), bold=True) * _TITLE * 1.15


def _tables(table: Table, first: float, rest: float) -> Iterator[Table]:
    """Share a table's rows out evenly, the head repeated on each part."""
    head, *high = rows_high([_heads(table), *table.rows], _widths(table), _CELL, _AROUND)
    most = ceil(len(high) / len(list(row_pages(high, first - head, rest - head))))
    parts = list(row_pages(high, first - head, rest - head, most))
    for n, (begin, end) in enumerate(parts):
        yield replace(table, rows=table.rows[begin:end], total=table.total and n == len(parts) - 1)


def _heads(table: Table) -> tuple[str, ...]:
    return tuple(column.head.replace("\u00ad", "") for column in table.columns)


def _widths(table: Table) -> list[float]:
    total = sum(column.weight for column in table.columns)
    return [points(TEXT) * column.weight / total for column in table.columns]


def _items(block: Words, t: Texts, languages: Mapping[int, str]) -> Iterator[Item]:
    """Yield a block as items that stay whole."""
    if isinstance(block, Paragraph):
        yield (Line(spans=(Span(block.text),), size=_LEAD if block.lead else _BODY, before=_BETWEEN),)
    elif isinstance(block, Points):
        for number, point in enumerate(block.items, start=1):
            about = (Span(f"{point.about}: ", bold=True),) if point.about else ()
            mark = "number" if block.numbered else "bullet"
            spans = (*about, Span(point.text))
            yield (Line(spans=spans, size=_BODY, mark=mark, number=number, indent=_INDENT, before=_BETWEEN),)
    else:
        spoken_in = next((tag(languages[n]) for n in block.sources if n in languages), None)
        yield tuple(_quote(block, t, spoken_in))


def _quote(block: Quote, t: Texts, language: str | None) -> Iterator[Line]:
    """Yield who a quote is about, beside it where that is a number, the words, and who said them."""
    words = Span(f"{t('report.layout.quote_open')}{block.words}{t('report.layout.quote_close')}", language=language)
    short = block.about if block.about and len(block.about) <= _SHORT else None
    if block.about and not short:
        yield Line(spans=(Span(block.about, bold=True),), size=_BODY, indent=_INDENT, before=_BETWEEN)
    spans = (Span(f"{short}: ", bold=True), words) if short else (words,)
    yield Line(spans=spans, size=_BODY, indent=_INDENT, before=_BETWEEN if short or not block.about else 0)
    yield Line(spans=(Span(f"– {block.attribution}", muted=True),), size=_SAID, indent=_INDENT)


def _page(made: Deck, sheet: Sheet) -> Page:
    """Add a slide with its title and its words in their placeholders."""
    layout = TITLE_LAYOUT if sheet.slide.is_first else TEXT_LAYOUT if sheet.items else SEEN_LAYOUT
    page = made.slides.add_slide(made.slide_layouts[layout])
    page.shapes.title.text_frame.text = plain(sheet.title)
    if sheet.slide.is_first:
        page.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(_FIRST)
        _write(page.placeholders[1].text_frame, sheet.items)
        return page
    high = _title_height(sheet.title)
    _put(page.shapes.title, TOP, high)
    if sheet.items:
        body = page.placeholders[1]
        _put(body, TOP + emu(high + _BETWEEN), height_of(sheet.items, points(TEXT)) + _BETWEEN)
        _write(body.text_frame, sheet.items)
    return page


def _put(shape: BaseShape, top: int, high: float) -> None:
    shape.left, shape.top, shape.width, shape.height = SIDE, top, TEXT, emu(high)


def _write(frame: TextFrame, items: Sequence[Item]) -> None:
    lines = [line for item in items for line in item]
    for n, line in enumerate(lines):
        made = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        _set(made, line)
        for span in line.spans:
            run = made.add_run()
            run.text = plain(span.text).replace("\n", " ")
            run.font.size, run.font.bold = Pt(line.size), span.bold
            if span.language:
                run._r.get_or_add_rPr().set("lang", span.language)  # noqa: SLF001 - python-pptx knows languages by number
            if span.muted:
                run.font.color.rgb = RGBColor.from_string(GREY)


def _set(made: _Paragraph, line: Line) -> None:
    made.space_before = Pt(line.before)
    properties = made._p.get_or_add_pPr()  # noqa: SLF001 - python-pptx has no words for marks
    properties.set("marL", str(emu(line.indent)))
    properties.set("indent", str(emu(-line.indent if line.mark else 0)))
    mark = {
        "bullet": '<a:buFont {ns} typeface="Arial"/>|<a:buChar {ns} char="•"/>',
        "number": '<a:buFont {ns} typeface="Arial"/>|<a:buAutoNum {ns} type="arabicPeriod" startAt="{n}"/>',
    }.get(line.mark, "<a:buNone {ns}/>")
    for part in mark.format(ns=nsdecls("a"), n=line.number).split("|"):
        properties.append(parse_xml(part))


def _see(page: Page, sheet: Sheet, pictures: Iterator[bytes]) -> None:
    """Add what there is to look at, under the words."""
    if sheet.seen is None:
        return
    used = _title_height(sheet.title) + 2 * _BETWEEN
    if sheet.items:
        used += height_of(sheet.items, points(TEXT)) + _BETWEEN
    top = TOP + emu(used)
    if isinstance(sheet.seen, Chart):
        _chart(page, sheet.seen, next(pictures), top)
    elif isinstance(sheet.seen, Table):
        _table(page, sheet.seen, top)
    else:
        _keys(page, sheet.seen, top)


def _chart(page: Page, chart: Chart, picture: bytes, top: int) -> None:
    scale = min(TEXT / chart.width, (BOTTOM - top) / chart.height)
    size = round(chart.width * scale), round(chart.height * scale)
    shown = page.shapes.add_picture(io.BytesIO(picture), SIDE, top, *size)
    describe(shown._element, chart.caption, chart.alt)  # noqa: SLF001 - python-pptx has no words for alt texts


def _table(page: Page, table: Table, top: int) -> None:
    rows, widths = [_heads(table), *table.rows], _widths(table)
    high = rows_high(rows, widths, _CELL, _AROUND)
    frame = page.shapes.add_table(len(rows), len(widths), SIDE, top, TEXT, emu(sum(high)))
    describe(frame._element, table.caption, table.caption)  # noqa: SLF001 - as above
    made = frame.table
    made.horz_banding = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = emu(width)
    for n, (texts_of, height) in enumerate(zip(rows, high, strict=True)):
        made.rows[n].height = emu(height)
        bold = n == 0 or (table.total and n == len(rows) - 1)
        for place, (text, column) in enumerate(zip(texts_of, table.columns, strict=True)):
            _cell(made.cell(n, place), text, column, head=n == 0, bold=bold)


def _cell(cell: _Cell, text: str, column: Column, *, head: bool, bold: bool) -> None:
    cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = Pt(_AROUND)
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(BLUE if head else PALE if bold else "FFFFFF")
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if column.number else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = plain(text).replace("\n", " ")
    run.font.size, run.font.bold = Pt(_CELL), bold
    run.font.color.rgb = RGBColor.from_string("FFFFFF" if head else INK)


def _keys(page: Page, keys: Keys, top: int) -> None:
    """Write key figures three to a row, each a box of two paragraphs: the number, and what it is of."""
    wide, down = TEXT // _ACROSS, (BOTTOM - top) // 2
    for n, key in enumerate(keys.items):
        box = page.shapes.add_textbox(SIDE + n % _ACROSS * wide, top + n // _ACROSS * down, wide - Inches(0.3), down)
        describe(box._element, key.label, "")  # noqa: SLF001 - as above
        frame = box.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for m, (text, size, colour) in enumerate(((key.value, 40, BLUE), (key.label, 18, INK))):
            paragraph = frame.paragraphs[0] if m == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = plain(text)
            run.font.size, run.font.bold = Pt(size), m == 0
            run.font.color.rgb = RGBColor.from_string(colour)


def _finished(made: Deck, summary: Summary) -> bytes:
    language = tag(summary.language)
    set_language((page.element for page in made.slides), language)
    set_language((page.notes_slide.element for page in made.slides), language)
    set_language([made.slide_master.element, *(layout.element for layout in made.slide_layouts)], language)
    said = made.core_properties
    moment = summary.generated_at.astimezone(UTC).replace(tzinfo=None)
    said.title, said.subject, said.language = plain(summary.front.title), plain(summary.front.subtitle), language
    said.author = said.last_modified_by = "Handslag"
    said.identifier, said.keywords, said.comments, said.revision = summary.content_hash, "", "", 1
    said.created = said.modified = moment
    out = io.BytesIO()
    made.save(out)
    return fixed(out.getvalue(), moment)
