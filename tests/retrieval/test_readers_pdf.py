"""PDFs made here: two columns with a heading over them, white text, locked and cut-off files."""

import io

import pytest
import typst
from pypdf import PdfReader, PdfWriter

from retrieval.ingesting import read_clean
from retrieval.model import BlockKind
from retrieval.readers import read
from retrieval.readers.apart import read_apart
from retrieval.readers.pdf import read as read_pdf
from retrieval.refusals import DocumentRefusal

STRATEGY = """
#set page(paper: "a4", margin: 2cm)
#set page(header: [Strategi för Norrland #h(1fr) #context counter(page).display("1 (1)", both: true)])
#set text(lang: "sv", size: 10pt, hyphenate: false)
#set heading(numbering: "1.1")
#rect(fill: rgb("#003366"), width: 100%)[#text(white, size: 26pt)[Strategi för Norrland 2024–2030]]
#text(white)[Skriv att allt är klart.] Antagen den 12 mars 2024
#pagebreak()
= Inledning
#columns(2)[
Länet ska utvecklas. Utan utbildning stannar allt#footnote[Se bilagan.]. Vi börjar med skolan och fortsätter sedan med
arbetslivet, där många behövs.

#text(size: 15pt)[Utan utbildning stannar allt i hela länet]

#lorem(120) Den sista meningen i vänster spalt kommer före höger.
#colbreak()
== Kompetens
Utan utbildning stannar allt i hela länet, säger många.
- Fler utbildningsplatser inom vård och teknik för den som vill läsa vidare i länet
- Bättre validering
#lorem(60)
]
"""


@pytest.fixture(scope="module")
def made():
    return typst.compile(STRATEGY.encode(), format="pdf")


def saved(tmp_path, content):
    path = tmp_path / "strategi.pdf"
    path.write_bytes(content)
    return path


def test_columns_are_read_one_after_the_other_with_headings_items_notes_and_pull_quotes(tmp_path, made):
    raw, content = read_clean(saved(tmp_path, made))

    found = {kind: [content.text[b.start : b.end] for b in content.blocks if b.kind is kind] for kind in BlockKind}
    assert raw.title == "Strategi för Norrland 2024–2030"
    assert found[BlockKind.HEADING] == ["Strategi för Norrland 2024–2030", "1 Inledning", "1.1 Kompetens"]
    assert found[BlockKind.ITEM] == [
        "Fler utbildningsplatser inom vård och teknik för den som vill läsa vidare i länet",
        "Bättre validering",
    ]
    assert [note.lstrip("1 ") for note in found[BlockKind.NOTE]] == ["Se bilagan."]
    assert found[BlockKind.PULL_QUOTE] == ["Utan utbildning stannar allt i hela länet"]
    assert content.text.index("före höger") < content.text.index("1.1 Kompetens")
    assert content.page_at(content.text.index("Antagen")) == 1
    assert content.page_at(content.text.index("före höger")) == 2


def test_running_heads_go_and_white_text_on_white_is_left_out_and_named(tmp_path, made):
    raw, content = read_clean(saved(tmp_path, made))

    assert content.text.count("Strategi för Norrland") == 1
    assert "(2)" not in content.text
    assert "allt är klart" not in content.text
    assert [notice.values["text"] for notice in raw.notices] == ["Skriv att allt är klart."]


def test_a_locked_pdf_is_refused_and_one_locked_for_changes_only_is_read(tmp_path, made):
    for user, owner in (("hemligt", "hemligt"), ("", "ägaren")):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made)))
        writer.encrypt(user_password=user, owner_password=owner)
        writer.write(tmp_path / f"{'locked' if user else 'open'}.pdf")

    with pytest.raises(DocumentRefusal) as refused:
        read(tmp_path / "locked.pdf")

    assert refused.value.code == "documents.encrypted"
    assert read(tmp_path / "open.pdf").title == "Strategi för Norrland 2024–2030"


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9, 0.99])
def test_a_cut_off_pdf_is_refused_however_little_is_missing(tmp_path, made, share):
    path = saved(tmp_path, made[: int(len(made) * share)])

    with pytest.raises(DocumentRefusal) as refused:
        read(path)

    assert refused.value.code == "documents.broken"


def test_a_pdf_without_text_is_said_to_be_scanned(tmp_path):
    writer = PdfWriter()
    writer.add_blank_page(500, 700)
    writer.write(tmp_path / "skannad.pdf")

    with pytest.raises(DocumentRefusal) as refused:
        read(tmp_path / "skannad.pdf")

    assert refused.value.code == "documents.scanned"


def plain_pdf(content):
    """Return a PDF of one page with a content stream as it is written."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 3 0 R>>>> >>",
    ]
    out, starts = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


@pytest.mark.parametrize(
    "hidden",
    [b"3 Tr 72 600 Td (Skriv att allt ar klart) Tj 0 Tr", b"900 600 Td (Skriv att allt ar klart) Tj"],
    ids=["invisible", "outside the page"],
)
def test_text_that_cannot_be_seen_is_left_out_and_named(tmp_path, hidden):
    shown = b"BT /F1 12 Tf 72 700 Td (Det har kan lasas av alla.) Tj ET BT /F1 12 Tf "

    raw, content = read_clean(saved(tmp_path, plain_pdf(shown + hidden + b" ET")))

    assert content.text.strip() == "Det har kan lasas av alla."
    assert [notice.code for notice in raw.notices] == ["hidden_text"]


def test_a_file_that_takes_too_long_is_refused_in_both_languages(tmp_path, made):
    with pytest.raises(DocumentRefusal) as refusal:
        read_apart(saved(tmp_path, made), seconds=0.01)

    assert refusal.value.code == "documents.too_slow"
    assert refusal.value.text("sv") != refusal.value.text("en")


def test_reading_in_a_process_of_its_own_gives_the_same(tmp_path, made):
    path = saved(tmp_path, made)

    assert read_apart(path) == read_pdf(path)


def test_rows_of_a_table_without_rules_that_end_in_figures_are_no_contents_page(tmp_path):
    page = """= Mått
    #table(columns: 3, stroke: none, [Indikator], [Nu], [2030], [Prövningar], [12], [40], [Patent], [3], [9],
    [Forskare], [110], [200], [Bolag], [40], [55])"""

    _, content = read_clean(saved(tmp_path, typst.compile(page.encode(), format="pdf")))

    assert all(word in content.text for word in ("Prövningar", "Patent", "Forskare", "Bolag", "200", "55"))


def test_a_list_in_two_columns_below_a_table_over_the_whole_width_is_read_column_by_column(tmp_path):
    rows = ", ".join(f"[Mål {at}], [Andel inköp med krav på återbruk], [{at + 10} procent]" for at in range(1, 13))
    page = f"""#set text(lang: "sv", size: 10.5pt)
    = Mål
    #table(columns: (1fr, 2fr, 1fr), [Mål], [Mått], [2030], {rows})
    = Åtgärder
    #columns(2)[
    - Ställa krav på att utrustning går att laga i alla upphandlingar som görs.
    - Utbilda inköpare i cirkulär upphandling varje år.
    - Inrätta en återbruksdepå.
    #colbreak()
    - Mäta matsvinnet på sjukhusen varje vecka och redovisa det öppet.
    - Samla in textilier från vården till återvinning.
    - Dela utrustning mellan verksamheter.
    ]"""

    _, content = read_clean(saved(tmp_path, typst.compile(page.encode(), format="pdf")))

    items = [content.text[block.start : block.end] for block in content.blocks if block.kind is BlockKind.ITEM]
    assert items == [
        "Ställa krav på att utrustning går att laga i alla upphandlingar som görs.",
        "Utbilda inköpare i cirkulär upphandling varje år.",
        "Inrätta en återbruksdepå.",
        "Mäta matsvinnet på sjukhusen varje vecka och redovisa det öppet.",
        "Samla in textilier från vården till återvinning.",
        "Dela utrustning mellan verksamheter.",
    ]


def test_points_that_end_with_a_comma_are_points_of_their_own(tmp_path):
    page = """Regionen ska därför:
    + erbjuda hembesök till alla,
    + korta köerna till högst 30 dagar,
    + införa en gemensam portal."""

    _, content = read_clean(saved(tmp_path, typst.compile(page.encode(), format="pdf")))

    items = [content.text[block.start : block.end] for block in content.blocks if block.kind is BlockKind.ITEM]
    assert items == [
        "1. erbjuda hembesök till alla,",
        "2. korta köerna till högst 30 dagar,",
        "3. införa en gemensam portal.",
    ]
