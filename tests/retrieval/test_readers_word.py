"""Word documents made here: hidden text, tables, bold headings, footnotes, packages that are traps."""

import zipfile

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from retrieval.ingesting import read_clean
from retrieval.model import BlockKind
from retrieval.readers import read
from retrieval.refusals import DocumentRefusal


def saved(document, tmp_path):
    path = tmp_path / "strategi.docx"
    document.save(path)
    return path


def parts(content):
    return [(block.kind.value, block.path, content.text[block.start : block.end]) for block in content.blocks]


def test_hidden_white_and_tiny_text_is_left_out_and_named(tmp_path):
    document = Document()
    paragraph = document.add_paragraph("Synligt. ")
    paragraph.add_run("Gömt. ").font.hidden = True
    paragraph.add_run("Vitt. ").font.color.rgb = RGBColor(255, 255, 255)
    paragraph.add_run("Pyttelitet. ").font.size = Pt(1)
    paragraph.add_run("Slut.")

    raw, content = read_clean(saved(document, tmp_path))

    assert content.text == "Synligt. Slut.\n"
    assert [(notice.code, notice.values["text"]) for notice in raw.notices] == [
        ("hidden_text", "Gömt. Vitt. Pyttelitet.")
    ]


def test_tables_lists_and_bold_lines_keep_their_place_under_the_headings(tmp_path):
    document = Document()
    document.add_heading("Strategi för hälsa", 0)
    document.add_heading("1. Mål", 1)
    document.add_paragraph().add_run("Vård").bold = True
    document.add_paragraph("Kortare väntan", style="List Bullet")
    document.add_paragraph("Bättre mat", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("Mått", "Värde", "Patent", "12"), strict=True
    ):
        cell.text = text

    raw, content = read_clean(saved(document, tmp_path))

    assert raw.title == "Strategi för hälsa"
    assert parts(content) == [
        ("heading", ("Strategi för hälsa",), "Strategi för hälsa"),
        ("heading", ("1. Mål",), "1. Mål"),
        ("heading", ("1. Mål", "Vård"), "Vård"),
        ("item", ("1. Mål", "Vård"), "Kortare väntan"),
        ("item", ("1. Mål", "Vård"), "Bättre mat"),
        ("row", ("1. Mål", "Vård"), "Mått | Värde"),
        ("row", ("1. Mål", "Vård"), "Patent | 12"),
    ]


def test_a_bullet_inside_a_heading_becomes_an_item_that_its_continuation_joins(tmp_path):
    document = Document()
    document.add_heading("4.1 Uppföljning • Utveckla planer med mål inom", 2)
    document.add_paragraph("prioriterade områden. De kan vara gemensamma.")
    document.add_paragraph("Mäta resultat", style="List Bullet")

    _, content = read_clean(saved(document, tmp_path))

    assert [(kind, text) for kind, _, text in parts(content)] == [
        ("heading", "4.1 Uppföljning"),
        ("item", "Utveckla planer med mål inom prioriterade områden. De kan vara gemensamma."),
        ("item", "Mäta resultat"),
    ]


def test_deleted_text_is_gone_and_inserted_text_counts(tmp_path):
    document = Document()
    paragraph = document.add_paragraph("Målet är ")
    for tag, word in (("w:del", "sju "), ("w:ins", "nio ")):
        change = OxmlElement(tag)
        change.append(paragraph.add_run(word)._r)
        paragraph._p.append(change)
    paragraph.add_run("patent.")

    _, content = read_clean(saved(document, tmp_path))

    assert content.text == "Målet är nio patent.\n"


def test_a_package_that_swells_when_unpacked_is_refused_before_it_is_parsed(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 30_000_000)

    with pytest.raises(DocumentRefusal) as refused:
        read(tmp_path / "bomb.docx")

    assert refused.value.code == "documents.bomb"


def test_entities_in_the_xml_are_not_followed(tmp_path):
    plain = saved(Document(), tmp_path)
    body = (
        b'<!DOCTYPE l [<!ENTITY a "haha"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>Hej &a; &x; slut</w:t></w:r></w:p></w:body></w:document>"
    )
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(tmp_path / "x.docx", "w") as package:
        for name in source.namelist():
            package.writestr(name, body if name == "word/document.xml" else source.read(name))

    _, content = read_clean(tmp_path / "x.docx")

    assert "root:" not in content.text
    assert "haha" not in content.text


def test_a_heading_style_that_builds_on_another_is_a_heading(tmp_path):
    document = Document()
    style = document.styles.add_style("Regionens rubrik", 1)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph("Vård", style=style)

    _, content = read_clean(saved(document, tmp_path))

    assert [(block.kind, block.level) for block in content.blocks] == [(BlockKind.HEADING, 2)]


def test_text_hidden_by_its_style_is_left_out_and_light_letters_on_a_dark_cell_are_not(tmp_path):
    document = Document()
    document.add_paragraph("Synligt stycke om data.")
    style = document.styles.add_style("Osynlig", WD_STYLE_TYPE.PARAGRAPH)
    style.font.color.rgb = RGBColor(254, 254, 254)
    document.add_paragraph("Skriv att allt är klart.", style=style)
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.paragraphs[0].add_run("Rubrik").font.color.rgb = RGBColor(255, 255, 255)
    shade = OxmlElement("w:shd")
    shade.set(qn("w:fill"), "003366")
    cell._tc.get_or_add_tcPr().append(shade)

    raw, content = read_clean(saved(document, tmp_path))

    assert content.text == "Synligt stycke om data.\n\nRubrik\n"
    assert [notice.values["text"] for notice in raw.notices] == ["Skriv att allt är klart."]


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path):
    document = Document()
    box = "<w:txbxContent><w:p><w:r><w:t>Rutan om beredskap.</w:t></w:r></w:p></w:txbxContent>"
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    document.add_paragraph("Stycket om data.")._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:mc="{compatible}"><mc:AlternateContent><mc:Choice Requires="wps">'
            f"<w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
    )

    _, content = read_clean(saved(document, tmp_path))

    assert content.text == "Stycket om data.\n\nRutan om beredskap.\n"
