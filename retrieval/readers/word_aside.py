"""Read what stands beside the text of a Word document: notes, page heads, comments, pictures' texts, deletions."""

from collections.abc import Iterator
from typing import Any

from lxml.etree import XMLParser, fromstring  # python-docx brings it

from retrieval.readers.base import Notice, properties, remark
from retrieval.readers.word_tree import W
from retrieval.words.phrases import plain


def roots(document: Any, kind: str) -> list[Any]:  # noqa: ANN401 - python-docx has no types
    """Return the XML of the document's part of a kind, as a list of one, or of none."""
    parser = XMLParser(resolve_entities=False, no_network=True)
    relations = (one for one in document.part.rels.values() if one.reltype.endswith(f"/{kind}") and not one.is_external)
    return [fromstring(relation.target_part.blob, parser) for relation in relations][:1]


def notes(document: Any) -> dict[str, str]:  # noqa: ANN401 - python-docx has no types
    """Return the footnotes and endnotes by what refers to them."""
    found: dict[str, str] = {}
    for name in ("footnote", "endnote"):
        for root in roots(document, f"{name}s"):
            for note in root.iter(f"{W}{name}"):
                paragraphs = ("".join(piece.text or "" for piece in one.iter(f"{W}t")) for one in note.iter(f"{W}p"))
                if note.get(f"{W}type") is None and (text := " ".join(" ".join(paragraphs).split())):
                    found[f"{name}{note.get(f'{W}id')}"] = text
    return found


def page_heads(document: Any) -> tuple[str, ...]:  # noqa: ANN401 - python-docx has no types
    """Return what the first section's page heads say: many templates write the kind of document there."""
    if not document.sections:
        return ()
    section = document.sections[0]
    heads = [section.header, *([section.first_page_header] if section.different_first_page_header_footer else [])]
    texts = ("".join(one.itertext(f"{W}t")) for head in heads for one in head._element.iter(f"{W}p"))  # noqa: SLF001 - tables in it too
    return tuple(dict.fromkeys(plain(text) for text in texts if text.strip()))


def beside(document: Any) -> Iterator[Notice]:  # noqa: ANN401 - python-docx has no types
    """Return remarks on what some people read and is no part of the text.

    Comments, the texts of pictures, what is struck out in changes that are followed, and long words about the file.
    """
    body, about = document.element.body, document.core_properties
    comments = [" ".join(one.itertext(f"{W}t")) for root in roots(document, "comments") for one in root]
    pictures = [str(one.get("descr") or "") for one in body.iter(_PICTURE)]
    deleted = ("".join(one.itertext(f"{W}delText", f"{W}t")) for one in body.iter(f"{W}del"))
    yield from remark("comments", comments)
    yield from remark("pictures", pictures)
    yield from remark("deleted", [*deleted])
    yield from properties([about.title, about.subject, about.keywords, about.comments, about.category])


_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
