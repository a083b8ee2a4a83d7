"""What a sentence claims must stand in its quotes; a changed digit never passes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from retrieval.checking.citations import verify_sentence
from retrieval.words import amounts

_QUOTE = "Totalt deltog 80 personer den 9 juni 2026, och 60 % av 3 000 företag i Uppsala gav 115 miljarder kronor."


@pytest.mark.parametrize(
    "sentence",
    [
        "80 personer deltog.",
        "På mötet den 9 juni 2026 deltog 80 personer.",
        "On June 9, 2026, 80 people took part.",
        "Mötet hölls 2026-06-09.",
        "I juni 2026 var det 80 personer.",
        "Året var 2026.",
        "60 procent av 3000 företag",
        "Sixty per cent of 3,000 companies in Uppsala",
        "Uppsalas företag gav 115 billion SEK.",
        "De gav 115 000 000 000 kr.",
        "Åttio personer deltog.",
        "Strategin gäller.",
    ],
)
def test_what_the_quote_says_in_another_form_is_borne(sentence):
    assert verify_sentence(sentence, [_QUOTE]) == ()


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("81 personer deltog.", "81"),
        ("8 personer deltog.", "8"),
        ("Mötet hölls den 8 juni 2026.", "8 juni 2026"),
        ("Mötet hölls den 9 juli 2026.", "9 juli 2026"),
        ("Mötet hölls den 9 juni 2027.", "9 juni 2027"),
        ("Mötet hölls i maj 2026.", "maj 2026"),
        ("60 företag deltog.", "60"),
        ("80 % deltog.", "80 %"),
        ("3 500 företag", "3 500"),
        ("115 miljoner kronor", "115 miljoner kronor"),
        ("115 miljarder euro", "115 miljarder euro"),
        ("Företag i Lund deltog.", "Lund"),
        ("Stockholm deltog.", "Stockholm"),
        ("I ärendet RS 2025-0671 deltog 80 personer.", "2025-0671"),
        ("Åtgärd S6 gäller.", "S6"),
    ],
)
def test_what_the_quote_does_not_say_is_named(sentence, text):
    assert text in [claim.text for claim in verify_sentence(sentence, [_QUOTE])]


def test_claims_come_with_their_kind():
    found = verify_sentence("Den 3 maj 2025 gav Karolinska Institutet 7 % enligt HSN 2024-0001.", [_QUOTE])

    assert [(claim.kind.value, claim.text) for claim in found] == snapshot(
        [
            ("number", "7 %"),
            ("date", "3 maj 2025"),
            ("code", "2024-0001"),
            ("name", "Karolinska"),
            ("name", "Institutet"),
            ("name", "HSN"),
        ]
    )


def test_a_sentence_may_take_from_several_quotes():
    assert verify_sentence("5 av 7 åtgärder är klara.", ["5 är klara.", "Planen har sju åtgärder."]) == ()


def test_names_may_be_written_as_the_other_language_does():
    assert verify_sentence("Companies in Sweden and the Nordics grow.", ["Företag i Sverige och Norden växer."]) == ()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3 000", "3000", None),
        ("3\u00a0000", "3000", None),
        ("3,000", "3000", None),
        ("3,5", "3.5", None),
        ("3.5", "3.5", None),
        ("0,125", "0.125", None),
        ("tre", "3", None),
        ("tjugofem procent", "25", "%"),
        ("twenty-five per cent", "25", "%"),
        ("tvåhundra femtio", "250", None),
        ("tre tusen", "3000", None),
        ("2,5 miljoner kronor", "2500000", "SEK"),
        ("13,5 mkr", "13500000", "SEK"),
        ("€5 million", "5000000", "EUR"),
        ("60kr", "60", "SEK"),
        ("sex år", "6", "year"),
    ],
)
def test_numbers_are_read_as_people_write_them(text, value, unit):
    found = amounts.read(text).numbers

    assert [(amount.value, amount.unit) for amount in found] == [(Decimal(value), unit)]


def test_the_unit_of_a_range_belongs_to_both_ends():
    found = amounts.read("sex till åtta år, eller 5–7 procent").numbers

    assert [(str(amount.value), amount.unit) for amount in found] == [
        ("6", "year"),
        ("8", "year"),
        ("5", "%"),
        ("7", "%"),
    ]


@given(st.integers(0, 10**7), st.integers(0, 6), st.integers(1, 9), st.sampled_from(["", " %", " kronor", " år"]))
def test_no_changed_digit_is_ever_accepted(number, place, step, unit):
    digits = str(number)
    at = place % len(digits)
    changed = digits[:at] + str((int(digits[at]) + step) % 10) + digits[at + 1 :]

    found = verify_sentence(f"Det blev {changed}{unit}.", [f"Det blev {digits}{unit}."])

    assert found or int(changed) == number


@given(st.integers(0, 10**9), st.sampled_from(["{:,}", "{}"]), st.sampled_from([" %", " kr", ""]))
def test_a_number_bears_itself_in_every_form(number, form, unit):
    written = form.format(number)
    swedish = f"{number:,}".replace(",", " ")

    assert verify_sentence(f"Det blev {written}{unit}.", [f"Det blev {swedish}{unit}."]) == ()


@given(st.text(max_size=80))
def test_a_sentence_always_bears_itself(text):
    assert verify_sentence(text, [text]) == ()
