"""Paragraphs of the Word summary as escaped XML: runs, fields, links, footnote marks and pictures.

python-docx looks through the whole document for nearly everything it adds, which takes minutes on a plan of a thousand
actions; a paragraph written as text takes none. Every text is escaped here, so that nothing in one is ever markup.
"""

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import nsdecls

from plans.formats.packing import plain

_OF_PICTURES = nsdecls("wp", "a", "pic")
_RESERVED = 2  # the first two footnotes are the separators


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture in the file: the relation it is reached by, its number among them, its size in EMU, and its words."""

    relation: str
    number: int
    width: int
    height: int
    name: str
    title: str
    alt: str


def paragraph(style: str, *parts: str, properties: str = "") -> str:
    """Return a paragraph of a style (its id) with its parts; `properties` are more of its properties, as XML."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{"".join(parts)}</w:p>'


def run(text: str, look: str = "") -> str:
    """Return a run of text, its lines as lines; `look` is its properties, as XML."""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in plain(text).split("\n"))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{lines}</w:r>"


def bold(text: str) -> str:
    """Return a run of bold text."""
    return run(text, "<w:b/>")


def field(instruction: str, shown: str) -> str:
    """Return a field that a word processor keeps up to date, with what it shows until then."""
    return f"{open_field(instruction)}{run(shown)}{CLOSED_FIELD}"


def open_field(instruction: str) -> str:
    """Return the beginning of a field whose shown part follows, until `CLOSED_FIELD`."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


CLOSED_FIELD = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
LINE_BREAK = "<w:r><w:br/></w:r>"


def bookmarked(name: str, number: int, part: str) -> str:
    """Return a part with a name, so that the contents can point to it."""
    return f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>{part}<w:bookmarkEnd w:id="{number}"/>'


def link(name: str, text: str) -> str:
    """Return a link to a bookmark."""
    return f'<w:hyperlink w:anchor={quoteattr(name)} w:history="1">{run(text)}</w:hyperlink>'


def footnote_mark(number: int, style: str) -> str:
    """Return the mark of a footnote, counted from 1, in a character style (its id)."""
    mark = f'<w:footnoteReference w:id="{number + _RESERVED - 1}"/>'
    return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr>{mark}</w:r>'


def picture(shown: Picture) -> str:
    """Return a picture in the line, with its alt text."""
    size = f'cx="{shown.width}" cy="{shown.height}"'
    named, alt, title = (quoteattr(plain(text)) for text in (shown.name, shown.alt, shown.title))
    said = f"name={named} descr={alt} title={title}"
    return (
        f'<w:r><w:drawing><wp:inline {_OF_PICTURES} distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{shown.number}" {said}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{shown.number}" name={quoteattr(shown.name)}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{shown.relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
