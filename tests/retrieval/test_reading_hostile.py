"""Files made to hurt whoever reads them: refused by name in both languages, or read without what is bad in them."""

import io
import zipfile
import zlib

import pytest
from docx import Document

from retrieval.readers import read
from retrieval.readers.apart import read_apart
from retrieval.refusals import DocumentRefusal

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def package(**members):
    """Return a Word file with some of its members replaced or added, by name."""
    made = Document()
    made.add_paragraph("Målet är nio patent.")
    file = io.BytesIO()
    made.save(file)
    changed = dict(members)
    result = io.BytesIO()
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, changed.pop(name, before.read(name)))
        for name, content in changed.items():
            after.writestr(name, content)
    return result.getvalue()


def body(inside, before=b""):
    return before + f'<w:document xmlns:w="{WORD}"><w:body>{inside}</w:body></w:document>'.encode()


LAUGHS = b"<!DOCTYPE l [<!ENTITY a '%s'>%s]>" % (
    b"ha" * 50,
    b"".join(b"<!ENTITY %c '%s'>" % (ord("a") + at, b"&%c;" % (ord("a") + at - 1) * 50) for at in range(1, 9)),
)
MACROS = b"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml"
ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>"""
REFUSED = {
    "a document with macros under another name": ({"[Content_Types].xml": MACROS}, "documents.broken"),
    "elements within elements without end": (
        {"word/document.xml": body("<w:sdt><w:sdtContent>" * 20_000)},
        "documents.broken",
    ),
    "a million rows": (
        {"word/document.xml": body("<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 1_000_000 + "</w:tbl>")},
        "documents.bomb",
    ),
    "more members than any document": ({f"word/media/{at}": b"" for at in range(6_000)}, "documents.bomb"),
    "no document inside": ({"_rels/.rels": b"<x/>"}, "documents.broken"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_word_file_made_to_hurt_is_refused_by_name_in_both_languages(tmp_path, name):
    members, code = REFUSED[name]
    path = tmp_path / "strategi.docx"
    path.write_bytes(package(**members))

    with pytest.raises(DocumentRefusal) as refused:
        read(path)

    assert refused.value.code == code
    assert all("strategi.docx" in refused.value.text(language) for language in ("sv", "en"))


def test_entities_that_multiply_are_not_unfolded(tmp_path):
    path = tmp_path / "strategi.docx"
    inside = body("<w:p><w:r><w:t>Hej &i; slut</w:t></w:r></w:p>", LAUGHS)
    path.write_bytes(package(**{"word/document.xml": inside}))

    try:
        found = "".join(block.text for block in read(path).blocks)
    except DocumentRefusal as refusal:
        found = refusal.code

    assert len(found) < 100


def test_members_that_point_out_of_the_folder_are_never_unpacked(tmp_path):
    inside = tmp_path / "mapp"
    inside.mkdir()
    path = inside / "strategi.docx"
    path.write_bytes(package(**{"../../ut.txt": b"x", "/ut.txt": b"x"}))

    document = read(path)

    assert [block.text for block in document.blocks] == ["Målet är nio patent."]
    assert [one.name for one in tmp_path.rglob("*")] == ["mapp", "strategi.docx"]


def pdf_that_swells(size):
    """Return a PDF of some hundred kilobytes whose only page is `size` bytes when unpacked."""
    squeezed = zlib.compress(b"BT /F1 9 Tf (x) Tj ET\n" * (size // 22), 9)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(squeezed), squeezed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    made = b"".join(b"%d 0 obj%s endobj\n" % (at, content) for at, content in enumerate(objects, 1))
    return b"%PDF-1.4\n" + made + b"trailer<</Root 1 0 R>>\n%%EOF"


def test_a_pdf_that_swells_ends_its_own_process_only(tmp_path):
    path = tmp_path / "strategi.pdf"
    path.write_bytes(pdf_that_swells(120_000_000))

    with pytest.raises(DocumentRefusal) as refused:
        read_apart(path, memory=200_000_000)

    assert refused.value.code == "documents.too_heavy"
    assert all("strategi.pdf" in refused.value.text(language) for language in ("sv", "en"))


@pytest.mark.parametrize("suffix", [".odt", ".rtf", ".doc", ".docm", ".xlsx", ".pptx", ".html"])
def test_formats_that_are_not_read_are_refused_with_those_that_are(tmp_path, suffix):
    path = tmp_path / f"strategi{suffix}"
    path.write_bytes(b"words")

    with pytest.raises(DocumentRefusal) as refused:
        read(path)

    assert refused.value.code == "documents.unknown_suffix"
    assert all(".docx, .md, .pdf, .txt" in refused.value.text(language) for language in ("sv", "en"))
