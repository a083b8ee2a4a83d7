"""The parts of a Word file that python-docx has no words for: footnotes, pictures, languages."""

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import Comment

from plans.formats.packing import plain

PLACE = re.compile(rb"<!--(\d+)-->")
_RESERVED = 2  # the first two footnotes are the separators


def element(tag: str, **attributes: str | int) -> BaseOxmlElement:
    """Return a Word element with its attributes: ``element("w:lang", val="sv-SE")``."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def parsed(xml: str) -> BaseOxmlElement:
    """Return an element of Word's, written without saying where its names are from."""
    made: BaseOxmlElement = parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")[0]
    return made


def reserved(number: int) -> BaseOxmlElement:
    """Return what keeps a place in the document, found again by `PLACE`: a comment, as no text can be one."""
    kept: BaseOxmlElement = Comment(str(number))
    return kept


def picture_name(number: int) -> str:
    """Return what a picture is called in the file."""
    return f"word/media/figure-{number}.png"


def attach_picture(document: Document, number: int) -> str:
    """Make room for a PNG picture in the file and return the relation it is reached by."""
    part = Part(PackURI(f"/{picture_name(number)}"), CONTENT_TYPE.PNG, b"", document.part.package)
    return document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)


def attach_footnotes(document: Document, notes: Sequence[str]) -> None:
    """Add the footnotes themselves, in the order of their marks."""
    if not notes:
        return
    blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>'
    for number, kind in enumerate(("separator", "continuationSeparator")):
        blob += f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    styles = tuple(document.styles[name].style_id for name in ("footnote text", "footnote reference"))
    blob += "".join(_footnote(number, note, *styles) for number, note in enumerate(notes, start=_RESERVED))
    part = Part(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        f"{blob}</w:footnotes>".encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    properties = parse_xml(f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="0"/><w:footnote w:id="1"/></w:footnotePr>')
    settings = document.settings.element
    before = settings.find(qn("w:compat"))
    if before is None:
        settings.append(properties)
    else:
        before.addprevious(properties)


def set_language(document: Document, tag: str) -> None:
    """Set the language of every text (`tag` as "sv-SE"), so that it is read and spelled right."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("w:lang", val=tag, eastAsia=tag, bidi="ar-SA"))
    for theme in document.settings.element.findall(qn("w:themeFontLang")):
        theme.set(qn("w:val"), tag)
    document.core_properties.language = tag


def hyphenate(document: Document, unbroken: Iterable[str], broken: Iterable[str]) -> None:
    """Let long words be broken in the styles `broken` (narrow columns) and nowhere in the styles `unbroken`."""
    settings = document.settings.element
    settings.find(qn("w:defaultTabStop")).addnext(element("w:autoHyphenation"))
    for names, value in ((unbroken, 1), (broken, 0)):
        for name in names:
            properties = document.styles[name].element.get_or_add_pPr()
            after = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
            properties.insert_element_before(element("w:suppressAutoHyphens", val=value), *after)


def restarted(document: Document, style: str) -> int:
    """Return the id of a numbering like that of a list style, which begins at 1 again."""
    numbering = document.part.numbering_part.element
    like = document.styles[style].element.pPr.numPr.numId.val
    made = numbering.add_num(numbering.num_having_numId(like).abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _footnote(number: int, note: str, text_style: str, mark_style: str) -> str:
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{text_style}"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="{mark_style}"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(plain(note))}</w:t></w:r></w:p></w:footnote>'
    )
