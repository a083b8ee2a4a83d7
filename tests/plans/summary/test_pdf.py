import io
import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import pikepdf
import pypdfium2
import pytest
import typst

from plans.formats import FORMATS
from plans.formats.pdf.letters import HELD, breakable, held
from plans.formats.pdf.row_heads import headed
from plans.formats.pdf.setting import STANDARDS
from plans.summary.blocks import Chart, Heading, Quote, Table
from plans.summary.composing import compose
from tests.plans.summary.test_hostile_replies import PAYLOADS

MADE = datetime(2027, 12, 15, 6, 0, 12, 345678, tzinfo=UTC)  # at any instant, as in production
SEAM = "\u200b"


@pytest.fixture(scope="module")
def summary(snapshot, previous, gaps):
    return compose(snapshot, language="sv", gaps=gaps, previous=previous, generated_at=MADE)


@pytest.fixture(scope="module")
def written(summary):
    return FORMATS["pdf"](summary)


@pytest.fixture(scope="module")
def opened(written):
    with pikepdf.open(io.BytesIO(written)) as file:
        yield file


@pytest.fixture(scope="module")
def tags(opened):
    """Every element of the structure, in reading order."""
    return list(elements(opened.Root.StructTreeRoot.K))


def elements(node):
    if isinstance(node, pikepdf.Array):
        for part in node:
            yield from elements(part)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def named(tags, *names):
    return [tag for tag in tags if str(tag.S) in names]


def attribute(tag, name):
    """What the tag says of itself by that name, None where it says nothing."""
    told = tag.A if isinstance(tag.A, pikepdf.Array) else [tag.A]
    return next((part[name] for part in told if name in part), None)


def words_of(written):
    pages = pypdfium2.PdfDocument(written)
    return "".join("".join(page.get_textpage().get_text_range().replace(SEAM, "").split()) for page in pages)


def test_the_same_summary_gives_the_same_bytes(summary, written):
    assert FORMATS["pdf"](summary) == written


def test_it_says_that_it_keeps_to_both_standards(opened):
    metadata = opened.open_metadata()

    assert metadata["pdfuaid:part"] == "1"
    assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
    assert opened.check_pdf_syntax() == []


def test_it_names_itself_its_language_and_its_day(summary, opened):
    root = opened.Root

    assert str(root.Lang) == "sv-SE"
    assert root.ViewerPreferences.DisplayDocTitle
    assert root.MarkInfo.Marked
    assert str(opened.docinfo["/Title"]) == summary.front.title == opened.open_metadata()["dc:title"]
    assert str(opened.docinfo["/CreationDate"]).startswith("D:20271215")


def test_the_title_page_says_what_it_is(summary, written):
    first = "".join(pypdfium2.PdfDocument(written)[0].get_textpage().get_text_range().split())

    for words in (summary.front.title, summary.front.subtitle, summary.front.notice, summary.content_hash):
        assert "".join(words.split()) in first.replace(SEAM, "").replace("\ufffe", "-")


def test_a_brief_begins_with_its_head_and_ends_with_the_sources_it_cites(summary):
    short = replace(summary, is_brief=True, sections=summary.sections[:1])

    made = FORMATS["pdf"](short)

    with pikepdf.open(io.BytesIO(made)) as file:
        tags = list(elements(file.Root.StructTreeRoot.K))
        assert len(file.pages) == 2
        assert len(named(tags, "/H1")) == 2
        assert not named(tags, "/TOC")
    assert "Källor[" in words_of(made)


def test_headings_are_real_and_stand_in_the_bookmarks(summary, opened, tags):
    inner = [block for block in summary.blocks() if isinstance(block, Heading)]

    assert len(named(tags, "/H1")) == 1 + len(summary.sections)  # the contents have one of their own
    assert len(named(tags, "/H2", "/H3")) == len(inner)
    with opened.open_outline() as outline:
        assert [entry.title for entry in outline.root][:2] == ["1. Läget i korthet", "2. Om uppföljningen"]


def test_every_picture_is_told_in_words(summary, tags):
    told = [str(tag.Alt) for tag in named(tags, "/Figure")]

    assert told == [block.alt for block in summary.blocks() if isinstance(block, Chart)]


def test_every_table_has_a_head_that_says_what_it_heads_and_a_caption(summary, tags):
    tables = [block for block in summary.blocks() if isinstance(block, Table)]
    tables.remove(next(table for table in tables if table.caption == "Källor"))  # which is a list on paper
    scopes = [str(attribute(head, "/Scope")) for head in named(tags, "/TH")]

    assert len(named(tags, "/Table")) == len(named(tags, "/THead")) == len(tables)
    assert scopes.count("/Column") == sum(len(table.columns) for table in tables)
    assert scopes.count("/Row") == sum(len(table.rows) for table in tables)
    assert set(scopes) == {"/Column", "/Row"}
    assert len(named(tags, "/Caption")) == len(tables) + len(named(tags, "/Figure"))


def test_every_cell_names_the_head_of_its_row_and_of_its_column(opened, tags):
    rows = [list(row.K) for row in named(tags, "/TR") if str(row.P.S) == "/TBody"]
    names = list(opened.Root.StructTreeRoot.IDTree.Names)
    known = {str(name): str(tag.S) for name, tag in zip(names[::2], names[1::2], strict=True)}

    assert [str(head.S) for head, *_ in rows] == ["/TH"] * len(rows)
    assert all(str(attribute(head, "/Headers")[0]) in known and str(head.ID) in known for head, *_ in rows)
    for head, *cells in rows:
        assert all(str(head.ID) in map(str, attribute(cell, "/Headers")) for cell in cells)
        assert all(known[str(name)] == "/TH" for cell in cells for name in attribute(cell, "/Headers"))
    assert [str(name) for name in names[::2]] == sorted(known)


def test_a_file_that_is_laid_out_otherwise_than_typst_does_is_left_alone(written):
    otherwise = written.replace(b"\nxref\n", b"\nxref \n")

    assert headed(otherwise) == otherwise
    assert headed(b"%PDF-1.7\n") == b"%PDF-1.7\n"
    assert headed(written).count(b"/Scope/Row") == written.count(b"/Scope/Row")


def test_every_source_is_listed_with_its_id(summary, written):
    shown = words_of(written).replace("\ufffe", "-")

    for source in summary.sources:
        assert "".join(f"[{source.n}]".split()) in shown
        assert "".join(source.id.split()) in shown


def test_replies_are_quotations(summary, tags):
    assert len(named(tags, "/BlockQuote")) == sum(isinstance(block, Quote) for block in summary.blocks())


def test_who_said_it_never_begins_a_page_without_the_end_of_the_words(summary):
    quotes = tuple(
        Quote(f"{n}. " + "Vi har övat med tre sjukhus. " * (n % 9 + 1), "enligt Region Ek") for n in range(90)
    )
    long = Quote("Vi har övat med tre sjukhus. " * 500, "enligt Region Al")
    only = replace(summary, sections=(replace(summary.sections[0], blocks=(*quotes, long)),))

    pages = pypdfium2.PdfDocument(FORMATS["pdf"](only))

    lines = [page.get_textpage().get_text_range().splitlines() for page in pages]
    assert len(lines) > 8
    assert sum(line == "enligt Region Ek" for page in lines for line in page) == len(quotes)
    assert not [page for page in lines if "enligt" in page[1]]  # the line after what runs at the head


def test_links_stay_inside_the_file_and_are_told_in_words(opened):
    found = [note for page in opened.pages for note in page.get("/Annots", [])]

    assert len(found) > 20
    assert {str(note.Subtype) for note in found} == {"/Link"}
    assert all(str(note.Contents) and "/StructParent" in note for note in found)
    assert not any("/URI" in str(note.get("/A", {}).keys()) for note in found if "/A" in note)


def test_it_brings_its_typefaces_and_nothing_that_runs(opened):
    descriptors = [
        part
        for part in opened.objects
        if isinstance(part, pikepdf.Dictionary) and part.get("/Type") == "/FontDescriptor"
    ]

    assert descriptors
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(part.keys()) for part in descriptors)
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(opened.Root.keys())
    assert "/JavaScript" not in opened.Root.get("/Names", {})


def test_wide_appendices_lie_on_their_side(opened):
    turned = [page.mediabox[2] > page.mediabox[3] for page in opened.pages]

    assert any(turned)
    assert not turned[0]
    assert not turned[-1]


def test_its_pages_are_counted(written, opened):
    assert f"3({len(opened.pages)})" in words_of(written)


def test_english_is_said_to_be_english_and_a_swedish_reply_in_it_swedish(snapshot, gaps):
    made = FORMATS["pdf"](compose(snapshot, language="en", gaps=gaps, generated_at=MADE))

    with pikepdf.open(io.BytesIO(made)) as file:
        assert str(file.Root.Lang) == "en-GB"
        assert "sv-SE" in {str(tag.get("/Lang", "")) for tag in elements(file.Root.StructTreeRoot.K)}


def test_nothing_that_somebody_wrote_is_read_as_typsts_markup(with_reply, gaps):
    markup = "#panic() $x$ @ref *fet* _kursiv_ `kod` <label> = Rubrik \\u{41} "
    markup += "#sys.inputs https://ond.example -- ~ 👍 中 e\u0301"
    hostile = [markup, *PAYLOADS]
    changed = with_reply("V10", "\n".join(hostile), tuple(hostile[:60]))

    made = FORMATS["pdf"](compose(changed, language="sv", gaps=gaps, generated_at=MADE))

    shown = words_of(made).replace("\ufffe", "-")
    for words in (
        "#panic()$x$@ref*fet*",
        "`kod`<label>=Rubrik",
        "#sys.inputshttps://ond.example--~⟨thumbsupsign⟩⟨U+4E2D⟩é",
    ):
        assert words in shown
    with pikepdf.open(io.BytesIO(made)) as file:
        notes = [note for page in file.pages for note in page.get("/Annots", [])]
        assert not [note for note in notes if "/A" in note and "/URI" in note.A]
        levels = [
            str(tag.S) for tag in elements(file.Root.StructTreeRoot.K) if str(tag.S) in {"/H1", "/H4", "/Formula"}
        ]
        assert set(levels) == {"/H1"}


def test_a_letter_under_marks_that_no_typeface_has_together_is_told_by_codes(with_reply, gaps):
    changed = with_reply("V10", "Z\u0361\u0489\u20dd klart", ())

    made = FORMATS["pdf"](compose(changed, language="sv", gaps=gaps, generated_at=MADE))

    assert "klart" in words_of(made)


def test_every_character_that_is_held_has_a_glyph():
    some = [chr(code) for first, last in HELD for code in range(first, last + 1)]
    kept = "".join(one for one in some if unicodedata.category(one) not in {"Cc", "Cf", "Cn", "Zl", "Zp", "Mn", "Me"})
    page = b'#set document(title: "t")\n#set text(font: "Libertinus Serif")\n#sys.inputs.kept.clusters().join([ ])'

    made = typst.compile(
        page,
        format="pdf",
        pdf_standards=list(STANDARDS),
        font_paths=typst.Fonts(include_system_fonts=False),
        sys_inputs={"kept": kept},
        timestamp=MADE.replace(microsecond=0),
    )

    assert made.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Åtgärd – 18 % → ≥ Ж Ω ع", "Åtgärd – 18 % → ≥ Ж Ω ع"),
        ("Klart 👍🏽", "Klart ⟨thumbs up sign⟩⟨U+1F3FD⟩"),
        ("❤\ufe0f", "⟨heavy black heart⟩"),
        ("e\u0301", "é"),
        ("中\n文", "⟨U+4E2D⟩\n⟨U+6587⟩"),
    ],
)
def test_what_has_no_glyph_is_told_by_its_name_or_code(text, kept):
    assert held(text) == kept


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("forskningsinfrastrukturen", "forskningsinfrastrukturen"),
        ("2027-01-01–2027-12-31", "2027-01-01–2027-12-31"),
        ("forsorjning@eksunda.example", "forsorjning@|eksunda.|example"),
        ("a" * 60, "|".join(["a" * 12] * 5)),
        ("kort ord", "kort ord"),
    ],
)
def test_long_strings_may_end_a_line_inside_and_words_are_left_to_the_language(text, opened):
    assert breakable(text, 12) == opened.replace("|", SEAM)


def test_what_a_line_has_room_for_is_left_whole():
    assert breakable("https://region.example/rapport-2027", 60) == "https://region.example/rapport-2027"


def test_asking_for_html_does_not_import_typst():
    code = "import sys, plans.formats.html; print('typst' in sys.modules, 'pikepdf' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)

    assert said.stdout.split() == ["False", "False"]
