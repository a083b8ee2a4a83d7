"""The parts of a presentation that python-pptx has no words for: its theme and master, footers, languages, tables.

Built on python-pptx's own empty presentation, made 16:9 with one typeface and one blue.
"""

from collections.abc import Iterable
from typing import Final

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as Page
from pptx.util import Emu, Inches, Pt

from plans.formats.packing import plain

FACE: Final = "Arial"
BLUE, INK, GREY, PALE = "143652", "1B2733", "55626F", "E4ECF3"
WIDE, HIGH = Inches(13.333), Inches(7.5)
SIDE, TOP, BOTTOM = Inches(0.62), Inches(0.5), Inches(6.8)
TEXT = WIDE - 2 * SIDE
TITLE_LAYOUT, TEXT_LAYOUT, SEEN_LAYOUT = 0, 1, 2  # of those that are kept
_KEPT: Final = ("Title Slide", "Title and Content", "Title Only")
_COLOURS: Final = {
    b"1F497D": BLUE.encode(),
    b"4F81BD": BLUE.encode(),
    b"EEECE1": PALE.encode(),
}
_FIELD: Final = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"  # any; PowerPoint wants one on a field


def deck() -> Deck:
    """Return an empty presentation with its looks."""
    made = Presentation()
    made.slide_width, made.slide_height = WIDE, HIGH
    for layout in list(made.slide_layouts):
        if layout.name not in _KEPT:
            made.slide_layouts.remove(layout)
    theme = made.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    blob = theme.blob.replace(b'typeface="Calibri"', f'typeface="{FACE}"'.encode())
    for old, new in _COLOURS.items():
        blob = blob.replace(old, new)
    theme._blob = blob  # noqa: SLF001 - python-pptx has no words for a theme
    _without(made.part.package, made.part)
    _dress(made)
    return made


def _without(*holders: object) -> None:
    """Leave out what the empty presentation carries along: a thumbnail, somebody's printer."""
    for holder in holders:
        relations = holder._rels  # type: ignore[attr-defined]  # noqa: SLF001 - as above
        for key, relation in list(relations.items()):
            if relation.reltype.rsplit("/", 1)[-1] in {"thumbnail", "printerSettings"}:
                relations.pop(key)


def _dress(made: Deck) -> None:
    """Place what every slide has, and take the places out of the layouts, so that they follow the master."""
    master = made.slide_master
    places = {
        "title": (SIDE, TOP, TEXT, Inches(0.9)),
        "body": (SIDE, Inches(1.5), TEXT, BOTTOM - Inches(1.5)),
        "dt": (SIDE, Inches(8), Inches(1), Inches(0.3)),
        "ftr": (SIDE, Inches(6.98), Inches(9), Inches(0.3)),
        "sldNum": (WIDE - SIDE - Inches(1.5), Inches(6.98), Inches(1.5), Inches(0.3)),
    }
    for shape in list(master.placeholders):
        kind = shape.element.ph.get("type", "body")
        if kind == "dt":
            shape.element.getparent().remove(shape.element)
            continue
        shape.left, shape.top, shape.width, shape.height = places[kind]
    for layout in made.slide_layouts:
        for shape in list(layout.placeholders):
            kind = shape.element.ph.get("type", "body")
            if kind == "dt":
                shape.element.getparent().remove(shape.element)
                continue
            if (frame := shape.element.spPr.find(qn("a:xfrm"))) is not None:
                shape.element.spPr.remove(frame)
            for own in list(shape.element.txBody.find(qn("a:lstStyle"))):
                own.getparent().remove(own)
    title = made.slide_layouts[TITLE_LAYOUT].placeholders
    for shape, (top, high) in zip(title, ((Inches(1.7), Inches(1.6)), (Inches(3.4), Inches(3))), strict=False):
        shape.left, shape.top, shape.width, shape.height = SIDE, top, TEXT, high
    _styles(master.element)
    bar = master.shapes._spTree  # noqa: SLF001 - as above
    bar.insert(2, _box(WIDE, Inches(0.14)))


def _styles(master: etree._Element) -> None:
    """Set the master's letters: sizes, colours, left and at the top."""
    styles = master.find(qn("p:txStyles"))
    for level in styles.find(qn("p:titleStyle")):
        level.set("algn", "l")
        _letters(level, 28, BLUE, bold=True)
    for level in styles.find(qn("p:bodyStyle")):
        _letters(level, 18, INK, bold=False)
        for spacing in level.findall(qn("a:spcBef")):
            level.remove(spacing)
    for shape in master.iter(qn("p:sp")):
        kind = shape.find(f".//{qn('p:ph')}").get("type", "body")
        body = shape.find(f"{qn('p:txBody')}/{qn('a:bodyPr')}")
        for fitting in list(body):
            body.remove(fitting)
        for side in ("lIns", "rIns", "tIns", "bIns"):
            body.set(side, "0")
        body.set("anchor", "b" if kind in {"ftr", "sldNum"} else "t")
        for level in shape.iter(qn("a:lvl1pPr")):
            level.set("algn", "r" if kind == "sldNum" else "l")
            _letters(level, 12, GREY, bold=False)


def _letters(level: etree._Element, size: int, colour: str, *, bold: bool) -> None:
    letters = level.find(qn("a:defRPr"))
    if letters is None:
        return
    letters.set("sz", str(size * 100))
    letters.set("b", str(int(bold)))
    for old in letters.findall(qn("a:solidFill")):
        letters.remove(old)
    letters.insert(0, parse_xml(f'<a:solidFill {nsdecls("a")}><a:srgbClr val="{colour}"/></a:solidFill>'))


def _box(wide: int, high: int) -> etree._Element:
    """Return a bar across the top of the master; it says nothing, and nobody is told of it."""
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="90" name=""/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{BLUE}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def add_foot(page: Page, text: str, number: int) -> None:
    """Write the footer and the number of a slide, last in its reading order."""
    fill = f'<a:solidFill><a:srgbClr val="{GREY}"/></a:solidFill>'
    look = f'<a:rPr sz="1200">{fill}<a:latin typeface="{FACE}"/></a:rPr>'
    left = f'<a:pPr algn="l"/><a:r>{look}<a:t/></a:r>'
    right = f'<a:pPr algn="r"/><a:fld id="{_FIELD}" type="slidenum">{look}<a:t>{number}</a:t></a:fld>'
    for place, (kind, part) in enumerate((("ftr", left), ("sldNum", right))):
        shape = parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{1000 + place}" name="{kind}"/>'
            '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="{kind}" sz="quarter" idx="{11 + place}"/></p:nvPr></p:nvSpPr>'
            f"<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>{part}</a:p></p:txBody></p:sp>"
        )
        if kind == "ftr":
            shape.find(f".//{qn('a:t')}").text = plain(text)
        page.shapes._spTree.append(shape)  # noqa: SLF001 - as above


def describe(shape: etree._Element, title: str, alt: str) -> None:
    """Give a picture or a table its name and its alt text."""
    said = next(shape.iter(qn("p:cNvPr")))
    said.set("name", plain(title))
    said.set("title", plain(title))
    said.set("descr", plain(alt))


def set_language(parts: Iterable[etree._Element], tag: str) -> None:
    """Say of every run which language it is in; one that says so already keeps it."""
    for part in parts:
        for run in part.iter(qn("a:r"), qn("a:fld")):
            if run.find(qn("a:rPr")) is None:
                run.insert(0, parse_xml(f"<a:rPr {nsdecls('a')}/>"))
        for letters in part.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
            if letters.get("lang") is None or letters.tag == qn("a:defRPr"):
                letters.set("lang", tag)


def points(emu: int) -> float:
    """Return a length in points."""
    return float(emu / Pt(1))


def emu(length: float) -> Emu:
    """Return points as a length."""
    return Emu(round(length * Pt(1)))
