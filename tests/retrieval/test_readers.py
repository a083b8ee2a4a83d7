"""The four formats, on the real documents where they are at hand and on small ones made here."""

import re
import shutil
import subprocess
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from retrieval.documents.areas import areas
from retrieval.ingesting import read_clean
from retrieval.model import BlockKind, CleanText
from retrieval.readers import READERS, read
from retrieval.refusals import DocumentRefusal
from retrieval.words.sentences import spans

DOCUMENTS = Path(__file__).parents[2].parent / "shared" / "documents"
real = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the real documents are not on this machine")
with_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
NEW = "strategi-2026-stockholm-uppsala"
OLD = "strategi-2020-stockholm"


@cache
def opened(name):
    return read_clean(DOCUMENTS / name)[1]


def text(tmp_path, content, name="dokument.txt", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(content.encode(encoding))
    return read_clean(path)[1]


def parts(content: CleanText, kind=None):
    return [content.text[block.start : block.end] for block in content.blocks if kind in {None, block.kind}]


def words(content: CleanText):
    return re.findall(r"\w+", content.text)


@real
@pytest.mark.parametrize(
    ("one", "other"), [(f"{NEW}.docx", f"{NEW}.pdf"), (f"{NEW}.docx", f"{NEW}.txt"), (f"{OLD}.pdf", f"{OLD}.txt")]
)
def test_two_files_of_one_document_read_nearly_word_by_word_alike(one, other):
    left, right = (words(opened(name)) for name in (one, other))

    assert SequenceMatcher(None, left, right, autojunk=False).ratio() > 0.995


@real
@pytest.mark.parametrize("suffix", ["docx", "pdf", "txt"])
def test_preparedness_stands_under_its_four_headings_in_every_format(suffix):
    content = opened(f"{NEW}.{suffix}")

    found = [block for block in content.blocks if block.kind is BlockKind.ITEM and block.path[-1] == "Beredskap"]

    assert [content.text[block.start : block.end] for block in found] == [
        "Pandemiberedskap för snabba och effektiva insatser vid framtida biologiska hot och pandemier",
        (
            "Beredskap för att snabbt och lätt kunna ställa om produktion och utveckling. Planera för kris och krig "
            "utifrån den teknik och utveckling som finns här och nu såväl som för framtida teknikutveckling."
        ),
        "Flexibla och robusta värdekedjor och partnerskap för ökad självförsörjning vid kris och krig.",
    ]
    assert found[0].path == (
        "2. Strategins fem aspekter med utvecklingsområden",
        "2.1 En miljö med gynnsamma faktorer",
        "C. Hållbar utveckling och resiliens inom life science",
        "Beredskap",
    )


@real
@pytest.mark.parametrize("suffix", ["docx", "pdf", "txt"])
def test_the_strategy_has_five_aspects_and_thirteen_areas_in_every_format(suffix):
    found = areas(opened(f"{NEW}.{suffix}"))

    assert (len({area.aspect for area in found}), len(found), sum(len(area.challenges) for area in found)) == (
        5,
        13,
        34,
    )


@real
@pytest.mark.parametrize("suffix", ["pdf", "txt"])
def test_the_two_column_strategy_is_read_in_order_with_its_pandemic_sentence_under_the_right_section(suffix):
    content = opened(f"{OLD}.{suffix}")

    at = content.text.index("Lärdomar från Covid")
    block = next(block for block in content.blocks if block.start <= at < block.end)

    assert block.path == (
        "4. Strategiska utvecklingsområden",
        (
            "4.2 En hälso- och sjukvård samt omsorg tillgänglig för samverkan med forskning, innovation och "
            "näringslivssamverkan"
        ),
        "Önskat läge 2023",
    )
    assert len(parts(content, BlockKind.PULL_QUOTE)) == 4
    assert len(parts(content, BlockKind.NOTE)) == 6
    assert "Stockholmsregionen en unik tillgång till hälsodata och nationella kvalitetsregister" in content.text


@real
@pytest.mark.parametrize("name", [path.name for path in sorted(DOCUMENTS.glob("*"))])
def test_no_page_mark_running_head_or_contents_page_is_left_in_the_real_documents(name):
    content = opened(name)

    assert not re.search(
        r"\b\d+ ?\(\d+\)|\.{4}|Innehållsförteckning|LIFE SCIENCE-STRATEGI FÖR|[\u00ad\ufffe\u202f]", content.text
    )
    assert not re.search(r"[^\s,]- (?!och|eller|samt)\w+", content.text.replace("om - sorgen", ""))


@real
@with_poppler
@pytest.mark.parametrize("name", [f"{NEW}.pdf", f"{OLD}.pdf"])
def test_the_page_of_a_sentence_is_where_pdftotext_finds_it(name):
    content = opened(name)
    command = ["pdftotext", "-raw", str(DOCUMENTS / name), "-"]
    pages = [
        squeezed(page) for page in subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\f")
    ]

    wrong = [
        (content.page_at(start), content.text[start:end])
        for block in content.blocks
        for start, end in spans(content.text, block.start, block.end)
        if (found := [at for at, page in enumerate(pages, 1) if squeezed(content.text[start:end]) in page])
        and content.page_at(start) not in found
    ]

    assert wrong == []


def squeezed(sentence):
    return re.sub(r"[\W_]", "", sentence).casefold()


@pytest.mark.parametrize("name", ["tom.txt", "tom.pdf", "tom.docx"])
def test_an_empty_file_is_refused(tmp_path, name):
    (tmp_path / name).touch()

    with pytest.raises(DocumentRefusal) as refused:
        read(tmp_path / name)

    assert refused.value.code == "documents.empty"


BROKEN = (
    ("strategi.pdf", b"PK\x03\x04 no package", "documents.wrong_suffix"),
    ("strategi.docx", b"%PDF-1.7\n", "documents.wrong_suffix"),
    ("strategi.docx", b"PK\x03\x04 cut off", "documents.broken"),
    (
        "strategi.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "documents.encrypted",
    ),
    ("strategi.pdf", b"%PDF-1.7\n1 0 obj", "documents.broken"),
    ("strategi.pdf", b"just words", "documents.broken"),
    ("strategi.txt", bytes(range(256)) * 9, "documents.not_text"),
    ("strategi.md", b"\x89PNG\r\n\x1a\n", "documents.wrong_suffix"),
    ("strategi.txt", b" \n\n - \n", "documents.no_text"),
    ("strategi.odt", b"words", "documents.unknown_suffix"),
    ("strategi", b"words", "documents.unknown_suffix"),
)


@pytest.mark.parametrize(("name", "content", "code"), BROKEN)
def test_a_file_that_cannot_be_read_is_refused_by_name_in_both_languages(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)

    with pytest.raises(DocumentRefusal) as refused:
        read(tmp_path / name)

    assert refused.value.code == code
    assert all(name in refused.value.text(language) for language in ("sv", "en"))


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    with pytest.raises(DocumentRefusal) as missing:
        read(tmp_path / "saknas.txt")
    with pytest.raises(DocumentRefusal) as folder:
        read(tmp_path)

    assert (missing.value.code, folder.value.code) == ("documents.missing", "documents.folder")


def test_the_formats_are_four():
    assert sorted(READERS) == [".docx", ".md", ".pdf", ".txt"]


def test_windows_letters_and_utf_16_are_read_as_they_were_meant(tmp_path):
    sentence = "Åtgärder för hälsa – ”överallt”"

    assert [parts(text(tmp_path, sentence, encoding=name)) for name in ("cp1252", "utf-8-sig", "utf-16")] == [
        [sentence]
    ] * 3


def test_form_feeds_give_pages_and_running_heads_go(tmp_path):
    pages = [
        f"Region Norrvik\n\nSidans text nummer {['ett', 'två', 'tre'][n]} börjar här och slutar här.\n\nSida {n + 1}"
        for n in range(3)
    ]

    content = text(tmp_path, "\f".join(pages))

    assert "Region Norrvik" not in content.text
    assert "Sida" not in content.text.replace("Sidans", "")
    assert [content.page_at(content.text.index(f"nummer {word}")) for word in ("ett", "två", "tre")] == [1, 2, 3]


def test_page_marks_give_pages_only_when_none_is_missing(tmp_path):
    whole = "\n\n".join(f"{n} (3)\n\nText på sidan {n} som är en hel mening." for n in (1, 2, 3))

    assert text(tmp_path, whole).page_at(0) == 1
    assert text(tmp_path, whole).page_starts[-1][1] == 3
    assert text(tmp_path, whole.replace("2 (3)\n\n", "")).page_starts == ()


def test_one_paragraph_a_line_is_kept_as_it_is(tmp_path):
    long = "Du kan behöva ett visum om du ska besöka Sverige och är medborgare i ett land utanför unionen. " * 3
    content = text(
        tmp_path,
        f"Visum för besök\n{long.strip()}\nKrav\nDu ska ha\n\nett pass\nen inbjudan som är skriven\n{long.strip()}",
    )

    assert [(block.kind.value, block.path[-1]) for block in content.blocks] == [
        ("heading", "Visum för besök"),
        ("paragraph", "Visum för besök"),
        ("paragraph", "Visum för besök"),
        ("paragraph", "Visum för besök"),
        ("item", "Visum för besök"),
        ("item", "Visum för besök"),
        ("paragraph", "Visum för besök"),
    ]


def test_bare_chapter_numbers_are_headings_and_numbered_lists_are_not(tmp_path):
    prose = "Planen visar vägen för hela länet.\nDen följs upp varje år."
    numbered = "1. Första målet\n2. Andra målet\n3. Tredje målet"
    content = text(tmp_path, f"1 Inledning\n\n{prose}\n\n2 Mål\n\n{prose}\n\n2.1 Delmål\n\n{prose}\n\n{numbered}")

    assert parts(content, BlockKind.HEADING) == ["1 Inledning", "2 Mål", "2.1 Delmål"]
    assert [block.level for block in content.blocks if block.kind is BlockKind.HEADING] == [1, 1, 2]
    assert parts(content, BlockKind.ITEM) == ["1. Första målet", "2. Andra målet", "3. Tredje målet"]


MARKDOWN = """---
title: Strategi för hälsa
---
# Strategi för *hälsa*

Ett stycke som
går över två rader, med [en länk](https://example.org).

## Mål

- **Första** målet
  fortsätter här
- Andra målet
    1. Ett delmål

| Mått | Värde |
| --- | --- |
| Patent | 12 |

Rubrik med streck
-----------------
<!-- en anteckning -->
Slut.
"""


def test_markdown_is_read_without_its_marks(tmp_path):
    content = text(tmp_path, MARKDOWN, "strategi.md")

    assert [(block.kind.value, block.level, content.text[block.start : block.end]) for block in content.blocks] == [
        ("heading", 0, "Strategi för hälsa"),
        ("paragraph", 0, "Ett stycke som går över två rader, med en länk."),
        ("heading", 1, "Mål"),
        ("item", 0, "Första målet fortsätter här"),
        ("item", 0, "Andra målet"),
        ("item", 2, "1. Ett delmål"),
        ("row", 0, "Mått | Värde"),
        ("row", 0, "Patent | 12"),
        ("heading", 1, "Rubrik med streck"),
        ("paragraph", 0, "Slut."),
    ]
