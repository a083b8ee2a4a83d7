"""Sentences and their exact places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from retrieval.words.sentences import spans, split


def test_plain_sentences_are_split():
    assert split("Strategin gäller till 2031. Den kan förlängas! Kan den det? Ja.") == snapshot(
        ["Strategin gäller till 2031.", "Den kan förlängas!", "Kan den det?", "Ja."]
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Tydliga processer för t.ex. Kliniska prövningar behövs.",
        "Det gäller bl.a. Uppsala och Stockholm, dvs. Sverige.",
        "Mötet börjar kl. 9.30 den 9 juni 2026 i rum nr. 5.",
        "Se s. 5 och kap. 3 för mer.",
        "Ökningen är ca. 3.5 procent, enligt avsnitt 1.2.1 i planen.",
        "Dr. Svensson och prof. Lundberg deltog.",
        "Some areas, e.g. AI and i.e. Nothing else, are named.",
        "Utredaren C. Lundberg skrev rapporten.",
        "1. Inledning till strategin",
        "A. Forskning och innovation",
        "1.2.1. Definitionen av life science",
        "”Varför?” frågade hon.",
        "Det kostar 1.500 kronor.",
        "Strategin (RS 2025-0671) fastställs den 9 juni 2026 av fullmäktige.",
    ],
)
def test_what_only_looks_like_an_end_does_not_split(sentence):
    assert split(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Den beslutas den 9 juni 2026. Därefter gäller den.",
            ["Den beslutas den 9 juni 2026.", "Därefter gäller den."],
        ),
        ("Vård, omsorg m.m. Den andra.", ["Vård, omsorg m.m.", "Den andra."]),
        ("Vård m.m. inom regionen.", ["Vård m.m. inom regionen."]),
        ("Hepatit B. Den smittar.", ["Hepatit B.", "Den smittar."]),
        ("Han sade: ”Det räcker.” Sedan gick han.", ["Han sade: ”Det räcker.”", "Sedan gick han."]),
        ("Samt uppföljning.1 Den nationella.", ["Samt uppföljning.1", "Den nationella."]),
        ("Rubrik utan punkt\n\nNästa stycke.", ["Rubrik utan punkt", "Nästa stycke."]),
        ("Ökat med 3.5. Nu 4.", ["Ökat med 3.5.", "Nu 4."]),
        ("De har 5. Vi har 6.", ["De har 5.", "Vi har 6."]),
    ],
)
def test_real_ends_split(text, expected):
    assert split(text) == expected


def test_spans_index_the_whole_text_also_when_only_a_part_is_asked_for():
    text = "Första meningen.  Andra meningen. Tredje."

    assert spans(text, 16) == [(18, 33), (34, 41)]
    assert [text[start:end] for start, end in spans(text, 16)] == ["Andra meningen.", "Tredje."]


@given(st.text(alphabet='abcÅÄö .!?\n123t.ex”"()…', max_size=200))
def test_spans_rise_and_hold_everything_but_white_space(text):
    found = spans(text)

    places = [place for start, end in found for place in range(start, end)]

    assert places == sorted(set(places))
    assert {place for place, letter in enumerate(text) if not letter.isspace()} <= set(places)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in found)


def test_sentences_whose_space_was_lost_are_two():
    text = "Lagret tog slut.Nya varor kom i maj. Läs mer på region.se eller Node.js-sidan."

    assert split(text) == ["Lagret tog slut.", "Nya varor kom i maj.", "Läs mer på region.se eller Node.js-sidan."]
