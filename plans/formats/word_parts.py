"""The parts of a Word file that python-docx has no words for: fields, bookmarks, footnotes, languages, fixed bytes."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_RESERVED = 2  # the first two footnotes are the separators


def element(tag: str, **attributes: str | int) -> BaseOxmlElement:
    """Return a Word element with its attributes: ``element("w:lang", val="sv-SE")``."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add a field that a word processor keeps up to date, with what it shows until then."""
    open_field(paragraph, instruction)
    paragraph.add_run(shown)
    close_field(paragraph)


def open_field(paragraph: Paragraph, instruction: str) -> None:
    """Begin a field whose shown part is the paragraphs that follow, until `close_field`."""
    code = element("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    for part in (element("w:fldChar", fldCharType="begin"), code, element("w:fldChar", fldCharType="separate")):
        paragraph.add_run()._r.append(part)  # noqa: SLF001 - python-docx has no fields


def close_field(paragraph: Paragraph) -> None:
    """End the field that `open_field` began."""
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))  # noqa: SLF001 - python-docx has no fields


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Name a paragraph, so that the contents can point to it."""
    start = element("w:bookmarkStart", id=number, name=name)
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)  # noqa: SLF001 - python-docx has no bookmarks
    paragraph._p.append(element("w:bookmarkEnd", id=number))  # noqa: SLF001 - as above


def link_to(paragraph: Paragraph, name: str, text: str) -> None:
    """Add a link to a bookmark, then its page as a field."""
    link = element("w:hyperlink", anchor=name, history=1)
    paragraph._p.append(link)  # noqa: SLF001 - python-docx has no inner links
    run = Run(element("w:r"), paragraph)
    run.text = f"{text}\t"
    link.append(run._r)  # noqa: SLF001 - as above
    add_field(paragraph, f"PAGEREF {name} \\h", "")


def add_footnote_mark(paragraph: Paragraph, number: int) -> None:
    """Add the mark of a footnote, counted from 1, where the paragraph stands."""
    run = paragraph.add_run(style="footnote reference")
    run._r.append(element("w:footnoteReference", id=number + _RESERVED - 1))  # noqa: SLF001 - no footnotes in python-docx


def attach_footnotes(document: Document, notes: Sequence[str]) -> None:
    """Add the footnotes themselves, in the order of their marks."""
    if not notes:
        return
    blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>'
    for number, kind in enumerate(("separator", "continuationSeparator")):
        blob += f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    blob += "".join(_footnote(number, note) for number, note in enumerate(notes, start=_RESERVED))
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


def fixed(blob: bytes, moment: datetime) -> bytes:
    """Return the file with one time on every part, so that the same content is the same bytes."""
    stamp = (max(moment.year, 1980), moment.month, moment.day, moment.hour, moment.minute, moment.second)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, date_time=stamp)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            new.writestr(entry, old.read(name))
    return out.getvalue()


def _footnote(number: int, note: str) -> str:
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(note)}</w:t></w:r></w:p></w:footnote>'
    )
