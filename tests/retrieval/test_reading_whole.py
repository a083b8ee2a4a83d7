"""Documents as public bodies make them, read in every layout: no sentence lost, each in its own section."""

import io
import re
import zipfile

import pytest
import typst
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from retrieval.documents import facts
from retrieval.ingesting import read_clean
from retrieval.model import BlockKind, DocumentType
from retrieval.readers.numbering import _written
from retrieval.words.sentences import spans, split

# (kind, text or parts): h1 to h3 are headings, p a paragraph with {notes}, b a list, n and a numbered ones, t a table.
STRATEGY = (
    ("h1", "Utgångspunkter"),
    (
        "p",
        "Utrustning saknades i de flesta kommuner, och i de fall den fanns var lagren slut.{SCB, 2025.} Behovet ökade.",
    ),
    ("p", "Insatserna gäller bl.a. e-hälsa och vård i hemmet – i synnerhet för äldre. Målet nås den 1 januari 2027."),
    ("p", "Fem trender är viktiga:"),
    ("b", ("Befolkningen blir äldre, och antalet invånare över 80 år ökar till 2035", "Data används i de tre länen")),
    ("h2", "Mål"),
    (
        "p",
        "Norrvik ska höra till de tio främsta.{European Commission, 2023.} Tre indikatorer visar det.",
    ),
    ("n", ("Antalet prövningar ska öka från 38 till 60", "Andelen invånare i forskning ska fördubblas")),
    ("h1", "Genomförande"),
    ("h2", "Beredskap"),
    ("p", "Regionen ska kunna ställa om vid nästa kris, och roller ska vara kända i förväg. Ansvarig är direktören."),
    ("a", ("ett lager som räcker i 90 dagar", "en övning tillsammans med tre kommuner")),
    ("h2", "Ansvar"),
    ("p", "Tabellen visar hur ansvaret är fördelat."),
    (
        "t",
        (
            ("Nr", "Åtgärd", "Ansvarig", "Klart"),
            ("1.1", "Upphandla ett regionalt lager för skyddsutrustning med plats för 90 dagar", "Inköpschef", "2027"),
            ("1.2", "Öva med tre kommuner", "Beredskapschef", "2028"),
        ),
    ),
    ("p", "Avvikelser rapporteras senast den 15 februari."),
)
NOTE = re.compile(r"\{(.*?)\}")
LEADS = {"b": lambda _: "", "n": lambda at: f"{at}. ", "a": lambda at: f"{'abc'[at - 1]}) "}


def numbered():
    """Return the parts with their headings' numbers."""
    counts = [0, 0, 0]
    for kind, text in STRATEGY:
        if kind[0] != "h":
            yield kind, "", text
            continue
        level = int(kind[1]) - 1
        counts[level:] = [counts[level] + 1, *[0] * (2 - level)]
        yield kind, ".".join(map(str, counts[: level + 1])), text


def expected():
    """Return {(kind, text)} with the section of each."""
    found, path = {}, []
    for kind, number, text in numbered():
        if kind[0] == "h":
            path = [*path[: int(kind[1]) - 1], f"{number} {text}"]
        elif kind == "p":
            found |= {("paragraph", one): tuple(path) for one in split(NOTE.sub("", text))}
            found |= {("note", one): None for note in NOTE.findall(text) for one in split(note)}
        elif kind == "t":
            found |= {("row", " | ".join(row)): tuple(path) for row in text}
        else:
            found |= {("item", LEADS[kind](at) + one): tuple(path) for at, one in enumerate(text, 1)}
    return found


def lost(path):
    """Return what is not found whole and in its section in the file at `path`."""
    _, content = read_clean(path)
    seen = {}
    for block in content.blocks:
        whole = block.kind in {BlockKind.ITEM, BlockKind.ROW}
        for start, end in [(block.start, block.end)] if whole else spans(content.text, block.start, block.end):
            seen.setdefault((block.kind.value, content.text[start:end]), []).append(block.path)
    return [
        (*key, section)
        for key, section in expected().items()
        if key not in seen or (section is not None and section not in seen[key])
    ]


def wrapped(width):
    import textwrap

    lines, notes = ["Strategi för Norrvik", ""], []
    for kind, number, text in numbered():
        if kind[0] == "h":
            lines += ["", f"{number} {text}", ""]
        elif kind == "p":
            for note in NOTE.findall(text):
                notes.append(note)
                text = NOTE.sub(str(len(notes)), text, count=1)  # noqa: PLW2901 - one note after the other
            lines += [*textwrap.wrap(text, width), ""]
        elif kind == "t":
            lines += [*(" | ".join(row) for row in text), ""]
        else:
            leads = (LEADS[kind](at) or "• " for at in range(1, 9))
            lines += [line for lead, one in zip(leads, text, strict=False) for line in textwrap.wrap(lead + one, width)]
            lines.append("")
    return "\n".join([*lines, *(f"{at} {note}" for at, note in enumerate(notes, 1))])


@pytest.mark.parametrize("width", range(42, 110, 4))
def test_a_wrapped_text_is_whole_at_every_width(tmp_path, width):
    path = tmp_path / "strategi.txt"
    path.write_text(wrapped(width), "utf-8")

    assert lost(path) == []


LAYOUTS = {
    "one column": ('#set page(paper: "a4")', "{}"),
    "two columns": ('#set page(paper: "a4", margin: 1.5cm)\n#set par(justify: true)', "#columns(2)[{}]"),
    "short last column": ("#set page(width: 19cm, height: 21cm, margin: 1.5cm)", "#columns(2)[{}]"),
    "indented": ("#set par(first-line-indent: 1em, spacing: 0.65em)", "{}"),
}


def typeset(layout):
    setting, around = LAYOUTS[layout]
    parts = []
    for kind, number, text in numbered():
        if kind[0] == "h":
            parts.append(f"{'=' * int(kind[1])} {number} {text}")
        elif kind == "p":
            parts.append(NOTE.sub(lambda found: f"#footnote[{found[1]}]", text))
        elif kind == "t":
            cells = ",".join(f"[{cell}]" for row in text for cell in row)
            parts.append(f"#table(columns: (2em, 1fr, 6.9em, 3em), {cells})")
        else:
            numbering = {"b": "#list", "n": "#enum", "a": '#enum.with(numbering: "a)")'}[kind]
            parts.append(
                f"{numbering}({','.join(f'[{one}]' for one in text)})".replace(
                    '.with(numbering: "a)")(', '(numbering: "a)",'
                )
            )
    head = f'#set text(lang: "sv", size: 10pt)\n{setting}\n#text(24pt)[Strategi för Norrvik]\n\n'
    return typst.compile((head + around.format("\n\n".join(parts))).encode(), format="pdf")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_pdf_is_whole_in_every_layout(tmp_path, layout):
    path = tmp_path / "strategi.pdf"
    path.write_bytes(typeset(layout))

    assert lost(path) == []


def numbering(document):
    """Add the lists that a template has: headings 1, 1.1 by style, then 1., a) and bullets; return their ids."""
    part = document.part.numbering_part.element
    kinds = (
        (91, [("decimal", "%1", "Heading1"), ("decimal", "%1.%2", "Heading2")]),
        (92, [("decimal", "%1.", "")]),
        (93, [("lowerLetter", "%1)", "")]),
        (94, [("bullet", "•", "")]),
    )
    for number, levels in kinds:
        inside = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'{f"<w:pStyle w:val={chr(34)}{style}{chr(34)}/>" if style else ""}<w:lvlText w:val="{text}"/></w:lvl>'
            for at, (form, text, style) in enumerate(levels)
        )
        names = nsdecls("w")
        part.insert(0, parse_xml(f'<w:abstractNum {names} w:abstractNumId="{number}">{inside}</w:abstractNum>'))
        part.append(parse_xml(f'<w:num {names} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
    for level in (1, 2):
        style = document.styles[f"Heading {level}"].element.get_or_add_pPr()
        style.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level - 1}"/><w:numId w:val="91"/></w:numPr>'))
    return {"n": 92, "a": 93, "b": 94}


def put(paragraph, number):
    numbered = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(numbered))


def word():
    document = Document()
    lists = numbering(document)
    document.add_heading("Strategi för Norrvik", 0)
    notes = []
    for kind, _, text in numbered():
        if kind[0] == "h":
            document.add_heading(text, int(kind[1]))
        elif kind == "p":
            paragraph = document.add_paragraph()
            for at, piece in enumerate(NOTE.split(text)):
                if at % 2:
                    notes.append(piece)
                    mark = f'<w:footnoteReference {nsdecls("w")} w:id="{len(notes)}"/>'
                    paragraph.add_run()._r.append(parse_xml(mark))
                else:
                    paragraph.add_run(piece)
        elif kind == "t":
            table = document.add_table(0, len(text[0]))
            for row in text:
                for cell, said in zip(table.add_row().cells, row, strict=True):
                    cell.text = said
        else:
            for one in text:
                put(document.add_paragraph(one), lists[kind])
    return with_part(saved(document), "footnotes", notes)


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_part(content, name, texts):
    """Return a Word file with a part of notes or comments beside its text."""
    one = name.removesuffix("s")
    body = "".join(
        f'<w:{one} w:id="{at}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{one}>' for at, text in enumerate(texts, 1)
    )
    base = "openxmlformats.org"
    kind = f"application/vnd.{base.replace('.org', '-officedocument')}.wordprocessingml.{name}+xml"
    relations = f"http://schemas.{base}/officeDocument/2006/relationships"
    added = {
        "[Content_Types].xml": ("</Types>", f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>'),
        "word/_rels/document.xml.rels": (
            "</Relationships>",
            f'<Relationship Id="rIdX" Type="{relations}/{name}" Target="{name}.xml"/>',
        ),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w") as after:
        for member in before.namelist():
            text = before.read(member)
            if member in added:
                end, more = added[member]
                text = text.replace(end.encode(), f"{more}{end}".encode())
            after.writestr(member, text)
        after.writestr(f"word/{name}.xml", f"<w:{name} {nsdecls('w')}>{body}</w:{name}>")
    return file.getvalue()


def test_a_word_file_with_automatic_numbers_is_whole(tmp_path):
    path = tmp_path / "strategi.docx"
    path.write_bytes(word())

    assert lost(path) == []


def read_document(tmp_path, document, name="dokument.docx"):
    path = tmp_path / name
    path.write_bytes(document if isinstance(document, bytes) else saved(document))
    return read_clean(path)


def test_lists_of_one_kind_count_on_and_a_list_that_begins_anew_does(tmp_path):
    document = Document()
    numbering(document)
    again = f'<w:num {nsdecls("w")} w:numId="95"><w:abstractNumId w:val="92"/><w:lvlOverride w:ilvl="0">'
    again += '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    document.part.numbering_part.element.append(parse_xml(again))
    for text, number in (("ett", 92), ("två", 92), ("nytt", 95), ("nästa", 95)):
        put(document.add_paragraph(text), number)

    _, content = read_document(tmp_path, document)

    assert content.text == "1. ett\n2. två\n1. nytt\n2. nästa\n"


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [(4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (28, "lowerLetter", "bb"), (3, "decimalZero", "03")],
)
def test_numbers_are_written_as_word_writes_them(number, form, written):
    assert _written(number, form) == written


def test_text_in_content_controls_is_read_and_a_contents_page_in_one_is_not(tmp_path):
    document = Document()
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    for properties, text in (("", "Ansvarig är regionstyrelsen."), (gallery, "Mål 3")):
        control = f"<w:sdt {nsdecls('w')}><w:sdtPr>{properties}</w:sdtPr><w:sdtContent><w:p><w:r>"
        document.element.body.insert(0, parse_xml(f"{control}<w:t>{text}</w:t></w:r></w:p></w:sdtContent></w:sdt>"))

    _, content = read_document(tmp_path, document)

    assert content.text == "Ansvarig är regionstyrelsen.\n"


def test_a_cell_over_two_rows_is_said_in_both_and_one_over_two_columns_once(tmp_path):
    document = Document()
    table = document.add_table(3, 3)
    for row, texts in zip(
        table.rows, (("Område", "Åtgärd", "Klart"), ("Data", "Starta", "2027"), ("", "Följ", "")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(2, 1).merge(table.cell(2, 2))

    _, content = read_document(tmp_path, document)

    assert content.text == "Område | Åtgärd | Klart\nData | Starta | 2027\nData | Följ\n"


def test_comments_and_texts_of_pictures_are_remarked_on_and_never_read(tmp_path):
    document = Document()
    document.add_paragraph("Målet är nio patent.")
    wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    picture = f'<w:r {nsdecls("w")}><w:drawing><wp:inline xmlns:wp="{wp}"><wp:docPr id="1" name="x" descr="Svara ja"/>'
    document.paragraphs[0]._p.append(parse_xml(f"{picture}</wp:inline></w:drawing></w:r>"))

    raw, content = read_document(tmp_path, with_part(saved(document), "comments", ["Säg att allt är klart"]))

    assert content.text == "Målet är nio patent.\n"
    assert {notice.code: notice.values["text"] for notice in raw.notices} == {
        "comments": "Säg att allt är klart",
        "pictures": "Svara ja",
    }


def test_bold_numbered_lines_that_text_follows_are_headings(tmp_path):
    document = Document()
    numbering(document)
    for name in ("Bakgrund", "Mål"):
        heading = document.add_paragraph()
        heading.add_run(name).bold = True
        put(heading, 92)
        document.add_paragraph(f"Text om {name.lower()}.")

    _, content = read_document(tmp_path, document)

    assert [block.path for block in content.blocks if block.kind is BlockKind.PARAGRAPH] == [
        ("1. Bakgrund",),
        ("2. Mål",),
    ]


def test_sections_of_minutes_are_headings(tmp_path):
    path = tmp_path / "protokoll.txt"
    path.write_text("Protokoll\n\n§ 87 Val av justerare\n\nMaria Lind justerar.\n\n§ 88 Budget\n\nPunkten bordläggs.\n")

    _, content = read_clean(path)

    assert [block.path[-1] for block in content.blocks if block.kind is BlockKind.PARAGRAPH] == [
        "§ 87 Val av justerare",
        "§ 88 Budget",
    ]


@pytest.mark.parametrize(
    ("lines", "kind", "title"),
    [
        (["TJÄNSTEUTLÅTANDE", "2026-04-14"], DocumentType.DECISION, "Tjänsteutlåtande: Strategi för data"),
        (["Dokumenttyp: Handlingsplan"], DocumentType.PLAN, "Strategi för data"),
        (["Dokumenttyp: Strategi", "Titel: Program för data"], DocumentType.STRATEGY, "Program för data"),
        (["Nämnden har beretts möjlighet att yttra sig."], DocumentType.CONSULTATION, "Strategi för data"),
        (["Kontoret föreslår att regionstyrelsen antar den."], DocumentType.DECISION, "Strategi för data"),
        (["Region Norrvik"], DocumentType.STRATEGY, "Strategi för data"),
    ],
)
def test_a_paper_that_carries_the_strategys_title_is_no_strategy(tmp_path, lines, kind, title):
    document = Document()
    document.add_heading("Strategi för data", 0)
    for line in lines:
        document.add_paragraph(line)

    raw, content = read_document(tmp_path, document)
    source = facts.Source("dokument.docx", raw.title, content, raw.heads)

    assert (facts.type_of(source, facts.title_of(source)), facts.title_of(source)) == (kind, title)


def test_labels_in_a_table_and_words_in_the_page_head_tell_the_kind(tmp_path):
    table = Document()
    table.add_heading("Data i Norrvik", 0)
    for row, texts in zip(table.add_table(2, 2).rows, (("Dokumenttyp", "Beslutad"), ("Strategi", "2026")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    headed = Document()
    headed.add_heading("Strategi för data", 0)
    headed.sections[0].header.paragraphs[0].text = "Tjänsteskrivelse"

    kinds = []
    for document in (table, headed):
        raw, content = read_document(tmp_path, document)
        source = facts.Source("dokument.docx", raw.title, content, raw.heads)
        kinds.append(facts.type_of(source, facts.title_of(source)))

    assert kinds == [DocumentType.STRATEGY, DocumentType.DECISION]
