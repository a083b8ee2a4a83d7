"""What becomes of hyphens, broken paragraphs and signs that typesetting leaves behind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.documents.cleaning import clean
from retrieval.documents.hyphens import Hyphens
from retrieval.documents.structure import assemble
from retrieval.model import BlockKind, RawBlock
from retrieval.words.phrases import is_open, plain


def paragraph(text, page=None):
    return RawBlock(BlockKind.PARAGRAPH, text, page)


def item(text):
    return RawBlock(BlockKind.ITEM, text)


def texts(*blocks):
    return [block.text for block in clean(blocks)]


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("hälso-", "och sjukvården", "hälso- och sjukvården"),
        ("in-", "eller utrikes", "in- eller utrikes"),
        ("Stockholm-", "Uppsalaregionen", "Stockholm-Uppsalaregionen"),
        ("EU-", "medel", "EU-medel"),
        ("Covid-", "19", "Covid-19"),
        ("e-", "hälsa", "e-hälsa"),
        ("samverkans-", "plattformar", "samverkansplattformar"),
        ("life science-", "sektorn", "life science-sektorn"),
        ("forsk-", "ning", "forskning"),
        ("för-", "ändring", "förändring"),
    ],
)
def test_a_hyphen_at_a_line_end_is_joined_kept_or_left_hanging(left, right, whole):
    document = ["Forskning behövs. Life science-sektorn växer i sektorn.", f"{left}", f"{right}"]

    assert Hyphens(document).join(left, right) == whole


def test_where_lines_divide_words_two_words_that_exist_are_still_joined():
    divided = ["en säker plan att ställa om inno-", "vation och forsk-", "ning", "Innovation, forskning."]

    assert Hyphens(divided).join("säker-", "ställa") == "säkerställa"
    assert Hyphens(["en säker plan att ställa om"]).join("säker-", "ställa") == "säker-ställa"


@pytest.mark.parametrize(
    ("found", "mended"),
    [
        ("i Stockholm- Uppsalaregionen finns", "i Stockholm-Uppsalaregionen finns"),
        ("hälso- och sjukvården", "hälso- och sjukvården"),
        ("tal- språk och kommunikationsproblem", "tal- språk och kommunikationsproblem"),
        ("forsknings-, utvecklings- och stöd", "forsknings-, utvecklings- och stöd"),
        ("behövs samverkans- plattformar och tid", "behövs samverkansplattformar och tid"),
        ("punkt - inte bindestreck", "punkt - inte bindestreck"),
    ],
)
def test_a_hyphen_that_a_converter_left_inside_a_line_is_mended(found, mended):
    assert texts(paragraph(found)) == [mended]


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ("eﬀektiv ﬁnansiering", "effektiv finansiering"),
        ("forsk\u00adning", "forskning"),
        ("forsk\u00ad", "forsk-"),
        ("life\u00a0science  i\u202fdag ", "life science i dag"),
        ("Stockholm\u2011Uppsala", "Stockholm-Uppsala"),
        ("a\u0308r", "är"),
        ("CO² och ½", "CO² och ½"),
        ("dolt\u200b\u202aord", "doltord"),
    ],
)
def test_letters_spaces_and_hyphens_become_plain_ones(found, kept):
    assert plain(found) == kept


def test_a_paragraph_that_a_page_broke_is_one_again_and_knows_both_pages():
    whole = clean([paragraph("Samarbete och långsiktiga beslut är", 6), paragraph("några viktiga komponenter.", 7)])

    content = assemble(whole)

    assert content.text == "Samarbete och långsiktiga beslut är några viktiga komponenter.\n"
    assert [content.page_at(content.text.index(word)) for word in ("beslut", "några")] == [6, 7]


def test_notes_and_pull_quotes_do_not_part_a_paragraph():
    found = clean(
        [
            paragraph("Regionen har en unik tillgång till hälsodata", 2),
            RawBlock(BlockKind.NOTE, "1 Ur strategin", 2),
            paragraph("” Regionen har en unik tillgång till hälsodata”", 3),
            paragraph("och kvalitetsregister.", 3),
        ]
    )

    assert [(block.kind.value, block.text) for block in found] == [
        ("paragraph", "Regionen har en unik tillgång till hälsodata och kvalitetsregister."),
        ("note", "1 Ur strategin"),
        ("pull_quote", "” Regionen har en unik tillgång till hälsodata”"),
    ]


def test_a_quote_that_says_something_of_its_own_is_no_pull_quote():
    found = clean([paragraph("Vi vill mer."), paragraph("”Det här är ett citat av en helt annan person.”")])

    assert [block.kind for block in found] == [BlockKind.PARAGRAPH] * 2


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("Påverkansarbete för att positionera", "Capital of life i världen", True),
        ("Stark samverkan med biologi och", "veterinärmedicin", True),
        ("Stark samverkan med biologi", "veterinärmedicin", True),
        ("Ökat antal patent", "Regionen ska också verka brett.", False),
        ("Fler får komma till tals.", "och mer därtill", False),
    ],
)
def test_an_item_is_joined_with_its_rest_only_when_it_cannot_be_whole(first, second, joined):
    expected = [f"{first} {second}"] if joined else [first, second]

    assert texts(item(first), paragraph(second)) == expected


def test_a_stray_point_after_a_bullet_goes():
    assert texts(item(". Flexibla värdekedjor")) == ["Flexibla värdekedjor"]


@pytest.mark.parametrize("text", ["beslut är", "möjlighet att", "vård,", "för att positionera", "Stockholm-"])
def test_a_text_that_stops_in_a_phrase_is_open(text):
    assert is_open(f"Det handlar om {text}")


kinds = st.sampled_from(list(BlockKind))
blocks = st.builds(
    RawBlock,
    kind=kinds,
    text=st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60).map(plain),
    page=st.integers(1, 9) | st.none(),
    level=st.integers(0, 4),
)


@given(st.lists(blocks, max_size=12))
def test_every_span_is_its_part_and_every_word_survives(found):
    cleaned = clean(found)
    content = assemble(cleaned)

    assert [content.text[block.start : block.end] for block in content.blocks] == [block.text for block in cleaned]
    assert list(content.page_starts) == sorted(content.page_starts)
    before, after = (
        "".join(sorted(sign for block in stage for sign in block.text if sign.isalnum())) for stage in (found, cleaned)
    )
    assert before == after
