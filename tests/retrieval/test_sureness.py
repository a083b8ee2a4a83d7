"""How sure an answer is, from the search's band and what was found inside the passages."""

import pytest

from retrieval.answers.choices import Choice
from retrieval.answers.finding import Found
from retrieval.answers.scope import Asked, Scope
from retrieval.answers.sureness import sureness
from retrieval.answers.wanted import Wanted
from retrieval.model import Band

_NONE, _LOW, _MEDIUM, _HIGH = Band.NONE, Band.LOW, Band.MEDIUM, Band.HIGH


def _choice(coverage, *, fits=True, **more):
    return Choice((), coverage, by_heading=False, fits=fits, **more)


def _found(wanted, band, *choices, earlier=None, earlier_band=_NONE):
    asked = Asked(wanted, None, previous=False, names_strategy=False, ignored=frozenset())
    return Found(asked, Scope((), (), ()), band, choices, earlier=earlier, earlier_band=earlier_band)


@pytest.mark.parametrize(
    ("band", "coverage", "sure"),
    [
        (_HIGH, 0.9, _HIGH),
        (_MEDIUM, 0.5, _MEDIUM),
        (_LOW, 0.6, _MEDIUM),
        (_LOW, 0.52, _LOW),
        (_NONE, 0.95, _LOW),
        (_HIGH, 0.4, _LOW),
    ],
)
def test_open_question_is_answered_as_surely_as_the_search_found_and_the_sentence_touches(band, coverage, sure):
    assert sureness(_found(Wanted.SUBJECT, band, _choice(coverage))) is sure


@pytest.mark.parametrize(("band", "sure"), [(_HIGH, _MEDIUM), (_MEDIUM, _MEDIUM), (_LOW, _LOW), (_NONE, _LOW)])
def test_nearly_half_of_an_open_question_is_enough_where_the_search_is_sure_and_its_main_word_is_said(band, sure):
    assert sureness(_found(Wanted.SUBJECT, band, _choice(0.48, says_telling=True))) is sure
    assert sureness(_found(Wanted.SUBJECT, band, _choice(0.48))) is _LOW


@pytest.mark.parametrize(
    ("band", "fits", "sure"), [(_HIGH, True, _MEDIUM), (_HIGH, False, _LOW), (_MEDIUM, True, _LOW)]
)
def test_date_or_cost_that_touches_less_than_half_is_sure_only_where_the_search_is_surest(band, fits, sure):
    assert sureness(_found(Wanted.COST, band, _choice(0.43, fits=fits))) is sure


def test_least_covered_of_several_topics_decides():
    assert sureness(_found(Wanted.SUBJECT, _HIGH, _choice(0.9), _choice(0.3))) is _LOW


def test_answer_that_does_not_speak_of_the_thing_asked_for_is_never_sure():
    assert sureness(_found(Wanted.LISTING, _HIGH, _choice(1.0, names_asked=False))) is _LOW


@pytest.mark.parametrize(
    ("band", "coverage", "fits", "sure"),
    [
        (_HIGH, 0.6, True, _MEDIUM),
        (_HIGH, 0.5, True, _LOW),
        (_MEDIUM, 0.75, True, _MEDIUM),
        (_MEDIUM, 0.6, True, _LOW),
        (_LOW, 1.0, True, _LOW),
        (_HIGH, 1.0, False, _LOW),
    ],
)
def test_what_only_the_previous_strategy_said_is_never_more_than_medium(band, coverage, fits, sure):
    earlier = _choice(coverage, fits=fits)

    assert sureness(_found(Wanted.TIME, _HIGH, earlier=earlier, earlier_band=band)) is sure


def test_cause_that_the_previous_strategy_gives_without_a_because_counts_where_the_search_is_sure():
    earlier = _choice(0.8, fits=False)

    assert sureness(_found(Wanted.CAUSE, _NONE, earlier=earlier, earlier_band=_HIGH)) is _MEDIUM
    assert sureness(_found(Wanted.CAUSE, _NONE, earlier=earlier, earlier_band=_MEDIUM)) is _LOW


def test_nothing_found_is_low():
    assert sureness(_found(Wanted.SUBJECT, _HIGH)) is _LOW
