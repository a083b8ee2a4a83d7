"""What a document says about itself, and which strategies are about the same."""

from datetime import UTC, date, datetime

import pytest

from prompts.texts import texts
from retrieval.documents import facts
from retrieval.documents.areas import areas
from retrieval.documents.cleaning import clean
from retrieval.documents.structure import assemble
from retrieval.documents.superseding import with_states
from retrieval.ingesting import read_clean
from retrieval.model import BlockKind, DocumentState, DocumentType, RawBlock, Version


def source(name, *lines, title=None):
    blocks = [RawBlock(BlockKind.PARAGRAPH, line) for line in lines]
    return facts.Source(name, title, assemble(clean(blocks)))


@pytest.mark.parametrize(
    ("name", "title", "kind"),
    [
        ("strategi-2026.docx", "Life science-strategi", DocumentType.STRATEGY),
        ("tjansteutlatande-2026.txt", "Life science-strategi", DocumentType.DECISION),
        ("svar.pdf", "Remissvar avseende strategi för hälsa", DocumentType.CONSULTATION),
        ("dokument.pdf", "Handlingsplan för life science-strategin", DocumentType.PLAN),
        ("x.md", "Action plan 2027", DocumentType.PLAN),
        ("x.md", "Cancer strategy for the North", DocumentType.STRATEGY),
        ("page-001.txt", "Visum för besök", DocumentType.OTHER),
    ],
)
def test_the_type_is_read_from_the_name_before_the_title(name, title, kind):
    assert facts.type_of(source(name, "Text."), title) is kind


@pytest.mark.parametrize(
    ("name", "title", "line", "year"),
    [
        ("strategi-2026-norrvik.docx", "Strategi", "Text", 2026),
        ("strategi.docx", "Strategi för hälsa 2027–2033", "Text", 2027),
        ("strategi.docx", "Strategi", "Antagen av regionfullmäktige den 12 mars 2024", 2024),
        ("strategi.docx", "Strategi", "Giltig till och med 2031", None),
        ("rs-2025-0671.docx", "Strategi", "Diarienummer RS 2025-0671", None),
    ],
)
def test_the_year_is_the_documents_own_and_not_the_one_it_lasts_to(name, title, line, year):
    assert facts.year_of(source(name, line), title) == year


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("Strategin är giltig till och med 2031", None, date(2031, 12, 31)),
        ("Strategin gäller 2026–2031.", date(2026, 1, 1), date(2031, 12, 31)),
        ("Planen gäller från och med 1 juli 2026 till och med 30 juni 2029.", date(2026, 7, 1), date(2029, 6, 30)),
        ("The strategy is valid until 2030-06-30.", None, date(2030, 6, 30)),
        ("Den strategin sträckte sig till 2025.", None, None),
    ],
)
def test_validity_is_read_from_the_documents_own_words(line, first, last):
    assert facts.validity_of(source("strategi.txt", line), "Strategi", DocumentType.STRATEGY) == (first, last)


def test_a_decision_paper_does_not_take_over_the_validity_of_what_it_is_about():
    paper = source("beslut.txt", "Strategin gäller till och med 2031.")

    assert facts.validity_of(paper, "Beslut", DocumentType.DECISION) == (None, None)


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("Beslutad av regionfullmäktige, den XX", ["undated"]),
        ("Remissversion 2026-01-15", ["draft_word"]),
        ("Beslutad den 9 juni 2026", []),
    ],
)
def test_signs_of_a_draft_are_told(line, codes):
    found = facts.draft_signs(source("strategi.txt", line), "Strategi", DocumentType.STRATEGY)

    assert [notice.code for notice in found] == codes


@pytest.mark.parametrize(
    ("marked", "lines", "title"),
    [
        ("Strategi för hälsa", ["Text."], "Strategi för hälsa"),
        (
            "Microsoft Word - utkast.docx",
            ["Elisabet", "Life science-strategi för Norrvik"],
            "Life science-strategi för Norrvik",
        ),
        (None, ["Bara en mening om något."], "Strategi 2020 norrvik"),
    ],
)
def test_the_title_is_the_files_own_a_line_of_the_first_page_or_the_name(marked, lines, title):
    assert facts.title_of(source("strategi-2020-norrvik.txt", *lines, title=marked)) == title


def version(document, title, year, text="", **other):
    described = {"state": DocumentState.CURRENT, "type": DocumentType.STRATEGY} | other
    content = source(document, f"{title}. {text}").content
    return Version(
        document=document,
        number=1,
        sha256="",
        title=title,
        state_reason="",
        content=content,
        ingested_at=datetime(2026, 11, 22, tzinfo=UTC),
        year=year,
        **described,
    )


def superseded(*versions):
    return {found.document: found.superseded_by for found in with_states(versions, texts("en")) if found.superseded_by}


def test_each_strategy_is_superseded_by_the_next_newer_one_on_its_subject_and_place():
    found = superseded(
        version("a.pdf", "Cancerstrategi för Norrvik", 2015),
        version("b.pdf", "Cancerstrategi för Region Norrvik", 2020),
        version("c.pdf", "Cancerstrategi för Norrviksregionen", 2026),
    )

    assert found == {"a.pdf": "b.pdf", "b.pdf": "c.pdf"}


@pytest.mark.parametrize(
    "other",
    [
        version("b.pdf", "Näringslivsstrategi för Norrvik", 2026),
        version("b.pdf", "Cancerstrategi för Skärholma", 2026),
        version("b.pdf", "Cancerstrategi för Norrvik", 2020),
        version("b.pdf", "Cancerstrategi för Norrvik", None),
        version("b.pdf", "Cancerstrategi för Norrvik", 2026, type=DocumentType.PLAN),
        version("b.pdf", "Cancerstrategi för Norrvik", 2026, state=DocumentState.REVOKED, said=("state",)),
    ],
    ids=["another subject", "another place", "the same year", "no year", "no strategy", "revoked"],
)
def test_a_strategy_is_not_superseded_by(other):
    assert superseded(version("a.pdf", "Cancerstrategi för Norrvik", 2020), other) == {}


STRATEGY = """H1 2. Inriktning
H2 A. Forskning
P Klinisk forskning är viktig.
P Följande utmaningar är prioriterade:
H3 Data
I Säkra data
I Öppna data
H2 B. Beredskap
P Prioriterade områden är:
I Lager
I Övningar
H1 3. Uppföljning
I Mäta varje år"""


def test_areas_are_headings_with_lists_or_the_lists_own_items():
    blocks = [
        RawBlock(BlockKind.HEADING, line[3:], level=int(line[1]))
        if line[0] == "H"
        else RawBlock(BlockKind.ITEM if line[0] == "I" else BlockKind.PARAGRAPH, line[2:])
        for line in STRATEGY.splitlines()
    ]

    found = [(area.aspect, area.area, area.challenges) for area in areas(assemble(blocks))]

    assert found == [
        ("A. Forskning", "Data", ("Säkra data", "Öppna data")),
        ("B. Beredskap", "Lager", ()),
        ("B. Beredskap", "Övningar", ()),
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("# Plan för jämlik vård 2024–2030\n\nPlanen beskriver.", date(2024, 1, 1), date(2030, 12, 31)),
        (
            "# Klimatplan för Region Norr\n\nPlanen gäller till och med den 31 december 2031.",
            None,
            date(2031, 12, 31),
        ),
        ("# Handlingsprogram för hälsa\n\nProgrammet gäller fram till 2031.", None, date(2031, 12, 31)),
        (
            "# Regional utvecklingsplan\n\nGiltighetstid: 2025-01-01 till och med 2028-06-30",
            date(2025, 1, 1),
            date(2028, 6, 30),
        ),
        (
            "# Åtgärdsprogram mot buller\n\nProgrammet ska gälla fr.o.m. den 1 juli 2025 t.o.m. 30 juni 2029.",
            date(2025, 7, 1),
            date(2029, 6, 30),
        ),
        ("# Beredskapsplan\n\nGäller fram till utgången av 2031.", None, date(2031, 12, 31)),
        ("# Plan for equal care\n\nThe plan is valid until the end of 2030.", None, date(2030, 12, 31)),
    ],
)
def test_a_plan_by_any_name_is_a_plan_and_says_how_long_it_applies(tmp_path, text, first, last):
    (tmp_path / "dokument.md").write_text(text + "\n\n## Mål\n\nMinska utsläppen.\n", encoding="utf-8")
    raw, content = read_clean(tmp_path / "dokument.md")
    source = facts.Source("dokument.md", raw.title, content)

    title = facts.title_of(source)
    kind = facts.type_of(source, title)

    assert kind is DocumentType.PLAN
    assert facts.validity_of(source, title, kind) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["# Minnesanteckningar\n\nVi talade om en plan för våren.", "# Rapport om folkhälsa\n\nRapporten gäller 2023."],
)
def test_a_text_that_speaks_of_a_plan_is_none(tmp_path, text):
    (tmp_path / "dokument.md").write_text(text + "\n", encoding="utf-8")
    raw, content = read_clean(tmp_path / "dokument.md")
    source = facts.Source("dokument.md", raw.title, content)

    assert facts.type_of(source, facts.title_of(source)) is DocumentType.OTHER
