"""How the Word summary looks: one typeface, one blue, quiet tables; every look is a style that can be changed."""

from typing import cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from plans.formats.word_parts import element, hyphenate

FACE = "Arial"
BLUE, INK, GREY = RGBColor(0x14, 0x36, 0x52), RGBColor(0x1B, 0x27, 0x33), RGBColor(0x55, 0x62, 0x6F)
MARGIN, PAGE_WIDTH, PAGE_HEIGHT = Cm(2.5), Cm(21), Cm(29.7)
TEXT_WIDTH, WIDE_WIDTH = PAGE_WIDTH - 2 * MARGIN, PAGE_HEIGHT - 2 * Cm(1.8)

# name: size, bold, colour, space before, space after
_TYPE = {
    "Normal": (10, False, INK, 0, 6),
    "Title": (30, True, BLUE, 150, 6),
    "Subtitle": (15, False, GREY, 0, 30),
    "Heading 1": (18, True, BLUE, 26, 8),
    "Heading 2": (13, True, BLUE, 16, 4),
    "Heading 3": (11, True, BLUE, 12, 3),
    "Caption": (9, True, GREY, 10, 4),
    "Lead": (11.5, False, INK, 2, 8),
    "Quote": (10, False, INK, 5, 7),
    "Table Text": (9, False, INK, 1.5, 1.5),
    "Table Text Dense": (7.5, False, INK, 1, 1),
    "Spacer": (7, False, INK, 0, 0),
    "Notice": (10, False, INK, 18, 18),
    "Contents Heading": (18, True, BLUE, 0, 14),
    "toc 1": (10.5, False, INK, 0, 5),
    "footnote text": (8, False, INK, 0, 1),
    "Header": (8, False, GREY, 0, 0),
    "Footer": (8, False, GREY, 0, 0),
    "List Bullet": (10, False, INK, 0, 4),
    "List Number": (10, False, INK, 0, 4),
}


def dress(document: Document) -> None:
    """Give the document its styles."""
    for name, (size, bold, colour, before, after) in _TYPE.items():
        style = _style(document, name)
        _letters(style, size, bold=bold, colour=colour)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
        style.paragraph_format.line_spacing = 1.0 if "Table" in name or name == "footnote text" else 1.15
    for level in (1, 2, 3):
        document.styles[f"Heading {level}"].paragraph_format.keep_with_next = True
    document.styles["Caption"].paragraph_format.keep_with_next = True
    _bar(document.styles["Quote"], "left", "7F9DB9", 18)
    document.styles["Quote"].paragraph_format.left_indent = Cm(0.6)
    document.styles["Quote"].paragraph_format.keep_together = True
    _bar(document.styles["Notice"], "left", "143652", 24)
    document.styles["Notice"].paragraph_format.left_indent = Cm(0.4)
    _no_bars(document.styles["Title"])
    mark = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
    hyphenate(document, ("Normal",), ("Table Text", "Table Text Dense"))


def _style(document: Document, name: str) -> ParagraphStyle:
    if name in document.styles:
        return cast("ParagraphStyle", document.styles[name])
    style: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    return style


def _letters(style: ParagraphStyle | CharacterStyle, size: float, *, bold: bool, colour: RGBColor) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = FACE, Pt(size), bold, False
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[name]  # a theme's typeface would win over the named one
    for kind in ("w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), FACE)


def _bar(style: ParagraphStyle, side: str, colour: str, eighths: int) -> None:
    borders = element("w:pBdr")
    borders.append(element(f"w:{side}", val="single", sz=eighths, space=8, color=colour))
    _no_bars(style)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _no_bars(style: ParagraphStyle) -> None:
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
