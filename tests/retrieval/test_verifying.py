"""What a model wrote is let past only where its quotes bear it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.checking.verifying import Borne, Evidence, Fault, borne
from retrieval.model import BlockKind
from retrieval.words.language import detect
from tests.retrieval.model_world import COST, DRILL, SHUT, STOCK, VERSIONS, draft, version

_STRATEGY = VERSIONS["ny.docx"]
_GIVEN = {"P1": Evidence("P1", _STRATEGY, 0, len(_STRATEGY.content.text))}
_QUESTION = "vad säger strategin om beredskap?"


def _checked(text, *quotes, key="P1", language="sv", question=_QUESTION):
    return borne(draft(text, *quotes, key=key), _GIVEN, language, question)


@pytest.mark.parametrize(
    ("text", "quotes", "language"),
    [
        ("Regionen ska ha lager av kritiska läkemedel för minst 90 dagar.", [STOCK], "sv"),
        ("Kommunerna och Region Norr övar tillsammans varje år.", [DRILL], "sv"),
        ("Det finns lager av läkemedel för 90 dagar, och kommunerna övar varje år.", [STOCK, DRILL], "sv"),
        ("The region is to keep critical medicines for at least 90 days.", [STOCK], "en"),
        ("Beredskapslagren ska inte avvecklas av regionen.", [SHUT], "sv"),
        ("Lagren får kosta högst 2,5 miljoner kronor om året.", [COST], "sv"),
    ],
)
def test_a_sentence_that_stays_with_its_quotes_passes(text, quotes, language):
    found = _checked(text, *quotes, language=language)

    assert isinstance(found, Borne)
    assert [citation.quote for citation in found.citations] == quotes
    assert all(_STRATEGY.content.text[one.start : one.end] == one.quote for one in found.citations)


@pytest.mark.parametrize(
    ("text", "quote", "fault"),
    [
        ("Regionen ska ha lager för minst 120 dagar.", STOCK, Fault.CLAIM),
        ("Region Söder ska ha lager för minst 90 dagar.", STOCK, Fault.CLAIM),
        ("Kommunerna övar senast den 1 november.", DRILL, Fault.CLAIM),
        ("Lagren får kosta högst 2,5 miljarder kronor om året.", COST, Fault.CLAIM),
        ("Regionen ska avveckla beredskapslagren.", SHUT, Fault.POLARITY),
        ("Regionen ska inte ha lager av kritiska läkemedel.", STOCK, Fault.POLARITY),
        ("Det stämmer inte att regionen inte ska avveckla beredskapslagren.", SHUT, Fault.POLARITY),
        ("Regionen ska ha lager av alla kritiska läkemedel.", STOCK, Fault.POLARITY),
        ("Regionen har sålt sina sjukhus till utländska ägare.", STOCK, Fault.WORDS),
        ("The region is to keep medicines for 90 days.", STOCK, Fault.LANGUAGE),
        ("Regionen ska ha lager, läs mer på https://example.test/x", STOCK, Fault.FORM),
        ("Regionen ska ha lager, läs mer på example.test", STOCK, Fault.FORM),
        ("Regionen ska ha lager <!channel>.", STOCK, Fault.FORM),
        ("@everyone Regionen ska ha lager.", STOCK, Fault.FORM),
        ("Regionen ska ha lager [1].", STOCK, Fault.FORM),
        ("Regionen ska ha *lager* av läkemedel.", STOCK, Fault.FORM),
        ("=HYPERLINK(lager)", STOCK, Fault.FORM),
        ("Regionen ska ha lager\u202e av läkemedel.", STOCK, Fault.FORM),
        ("Regionen ska ha lager\u200b av läkemedel.", STOCK, Fault.FORM),
        ("Regionen ska ha lager. " * 40, STOCK, Fault.FORM),
        ("", STOCK, Fault.FORM),
        ("Regionen ska ha lager för minst 90 dagar.", "Regionen ska hålla stora lager av läkemedel", Fault.QUOTE),
        ("Regionen ska ha lager.", "lager", Fault.QUOTE),
        ("Beredskap är viktigast av alla.", "Beredskap är vår viktigaste fråga av alla.", Fault.QUOTE),
        ("Lagren får kosta 5 miljoner kronor om året.", "5 miljoner kronor om året.", Fault.QUOTE),
        ("Regionen ska avveckla lagren.", "veckla beredskapslagren", Fault.QUOTE),
        ("Regionen ska avveckla lagren.", "avveckla beredskapslagren", Fault.POLARITY),
    ],
)
def test_a_sentence_that_says_more_or_something_else_is_dropped(text, quote, fault):
    assert _checked(text, quote) is fault


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Regionen bör hålla lager i norr.", "Regionen ska hålla lager i norr."),
        ("Regionen kan hålla lager i norr.", "Regionen måste hålla lager i norr."),
        ("Regionen vill hålla lager i norr.", "Regionen håller lager i norr."),
        ("Regionen ska hålla lager i norr.", "Regionen håller lager i norr."),
        ("Lagret byggs före sommaren.", "Lagret byggs efter sommaren."),
        ("Lagret byggs utan staten i norr.", "Lagret byggs med staten i norr."),
        ("Lagret räcker minst 90 dagar.", "Lagret räcker högst 90 dagar."),
        ("Lagret räcker mer än 90 dagar.", "Lagret räcker mindre än 90 dagar."),
        ("Två lager byggs i norr.", "Ett lager byggs i norr."),
        ("Två av tre lager byggs i norr.", "Tre av två lager byggs i norr."),
        ("Det tar ett halvt år att bygga.", "Det tar ett år att bygga."),
        ("Det tar ett och ett halvt år att bygga.", "Det tar ett halvt år att bygga."),
        ("Hälften av lagren byggs i norr.", "En tredjedel av lagren byggs i norr."),
        ("Det kostar en miljon kronor.", "Det kostar en miljard kronor."),
        ("Lagret byggs i maj.", "Lagret byggs i juni."),
        ("The store opens in May.", "The store opens in March."),
    ],
)
def test_a_small_word_that_changes_what_is_said_is_not_let_past(quote, text):
    assert isinstance(_alone(quote, text), Fault)
    assert isinstance(_alone(quote, quote), Borne)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Regionen ska hålla lager i norr.", "I norr ska regionen hålla lager."),
        ("Regionen skall hålla lager i norr.", "Regionen måste hålla lager i norr."),
        ("Målet är att regionen ska hålla lager i norr.", "Målet är att hålla lager i norr."),
        ("Det tar sex månader, alltså ett halvt år.", "Det tar ett halvt år."),
        ("Lagret byggs inte av stål utan av trä.", "Lagret byggs inte av stål."),
        ("Lagret kostar en miljon kronor.", "Lagret kostar 1 000 000 kronor."),
        ("Två av tre lager byggs i norr.", "I norr byggs 2 av 3 lager."),
    ],
)
def test_the_same_in_other_words_is_let_past(quote, text):
    assert isinstance(_alone(quote, text), Borne)


def _alone(quote, text):
    """Check a sentence against a document that holds nothing but `quote`."""
    made = version("ny.docx", ((BlockKind.HEADING, "Lager", 1), (BlockKind.PARAGRAPH, quote, 0)))
    start = made.content.text.index(quote)
    given = {"P1": Evidence("P1", made, start, start + len(quote))}
    return borne(draft(text, quote), given, detect(quote), "vad gäller för lager?")


def test_a_passage_that_was_never_given_bears_nothing():
    assert _checked("Regionen ska ha lager för minst 90 dagar.", STOCK, key="P2") is Fault.KEY


def test_a_sentence_without_a_quote_is_dropped():
    assert _checked("Regionen ska ha lager för minst 90 dagar.") is Fault.FORM


def test_line_breaks_in_a_quote_may_differ_and_the_exact_span_is_cited():
    found = _checked("Regionen ska ha lager av kritiska läkemedel.", STOCK.replace(" ", "\n  ", 3))

    assert isinstance(found, Borne)
    assert found.citations[0].quote == STOCK


def test_a_bullet_before_the_sentence_is_left_out():
    found = _checked(f"• {STOCK}", f"• {STOCK}")

    assert isinstance(found, Borne)
    assert (found.text, found.citations[0].quote) == (STOCK, STOCK)


@settings(max_examples=60, deadline=None)
@given(days=st.integers(0, 100_000).filter(lambda number: number != 90))
def test_no_other_number_of_days_is_ever_borne(days):
    assert _checked(f"Regionen ska ha lager av läkemedel för {days} dagar.", STOCK) is Fault.CLAIM


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=80))
def test_whatever_is_written_gets_an_outcome_and_a_quote_that_stands_in_the_text(text):
    found = _checked(text, STOCK)

    assert isinstance(found, Fault) or found.citations[0].quote == STOCK
