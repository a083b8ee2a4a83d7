"""What replies leave open: values, promised steps, what is due, who is silent, and words against numbers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plans.gaps import find_gaps, gap_text
from plans.model import GapKind, Implementation, Indicator, IndicatorValue, RequestState, Severity
from tests.plans.gap_world import TODAY, action, kinds, request, update

SECOND = Indicator(name="Andel övade", baseline="0 %", target="80 %")
VALUE = IndicatorValue("Antal övningar", Decimal(2))
LATER = date(2027, 12, 1)


def test_of_two_indicators_the_one_without_a_value_is_the_gap():
    valued = update("Två övningar", values=(VALUE,))

    (gap,) = find_gaps(
        [action(more_indicators=(SECOND,))], today=TODAY, year=2027, requests=[request(due=LATER)], updates=[valued]
    )

    assert (gap.kind, gap.item, gap.severity) == (GapKind.INDICATOR_WITHOUT_VALUE, "Andel övade", Severity.MEDIUM)


def test_while_there_is_time_to_answer_a_missing_value_is_only_worth_knowing():
    (gap,) = find_gaps([action()], today=TODAY, year=2027, requests=[request(due=LATER)])

    assert gap.severity is Severity.LOW
    assert "inte besvarad än" in gap_text(gap, "evidence", "sv")
    assert "1 December 2027" in gap_text(gap, "evidence", "en")


@pytest.mark.parametrize("state", [RequestState.CANCELLED, RequestState.REASSIGNED, RequestState.PLANNED])
def test_nothing_is_missed_where_nobody_was_asked(state):
    assert kinds(action(), year=2027, requests=[request(state=state, due=LATER)]) == []


def test_what_was_due_and_never_asked_lacks_its_value_all_the_same():
    unsent = request(state=RequestState.PLANNED)

    assert kinds(action(), year=2027, requests=[unsent]) == [(GapKind.INDICATOR_WITHOUT_VALUE, "S1")]


@pytest.mark.parametrize(
    ("frequency", "found"), [("vartannat år", False), ("every other year", False), ("årligen", True)]
)
def test_an_indicator_measured_every_other_year_has_last_years_value(frequency, found):
    last_year = update("Två övningar", year=2026, values=(VALUE,))
    asked = request(due=LATER)

    gaps = kinds(action(frequency=frequency), year=2027, requests=[asked], updates=[last_year, update()])

    assert bool(gaps) is found


def test_a_corrected_reply_no_longer_counts():
    wrong = update("Två övningar", values=(VALUE,))
    right = update("Det gällde en annan åtgärd", number=1, corrects=wrong.id)

    gaps = kinds(action(), year=2027, requests=[request(due=LATER)], updates=[wrong, right])

    assert gaps == [(GapKind.INDICATOR_WITHOUT_VALUE, "S1")]


def test_what_is_finished_needs_no_more_steps():
    before = update("Vi ska upphandla ett ärendesystem", year=2026, next_steps=("upphandla ett ärendesystem",))
    done = update("Allt är klart", implementation=Implementation.COMPLETED)

    assert kinds(action(), year=2027, updates=[before, done]) == []


def test_each_forgotten_step_is_a_gap_of_its_own():
    steps = ("upphandla ett ärendesystem", "utbilda handläggarna")
    before = update("Upphandling och utbildning", year=2026, next_steps=steps)

    found = find_gaps([action()], today=TODAY, year=2027, updates=[before, update("Två övningar hölls")])

    assert [(gap.kind, gap.item) for gap in found] == [(GapKind.NEXT_STEP_FORGOTTEN, step) for step in steps]


def test_an_action_whose_end_was_moved_is_not_due():
    late = action(implementation=Implementation.NOT_STARTED, end=date(2027, 12, 31))
    moved = update("Vi börjar nästa år", new_end=date(2028, 12, 31))

    assert kinds(late) == [(GapKind.DUE_NOT_STARTED, "S1")]
    assert kinds(late, year=2027, updates=[moved]) == []


@pytest.mark.parametrize(
    ("end", "severity"), [(date(2027, 11, 15), Severity.HIGH), (date(2027, 12, 31), Severity.MEDIUM)]
)
def test_what_is_due_soon_and_not_begun_is_severe(end, severity):
    (gap,) = find_gaps([action(implementation=Implementation.NOT_STARTED, end=end)], today=TODAY)

    assert (gap.kind, gap.severity) == (GapKind.DUE_NOT_STARTED, severity)


def test_silence_about_what_somebody_else_now_reports_on_is_history():
    silent = request(year=2026, state=RequestState.NO_RESPONSE, due=date(2026, 9, 30))

    assert kinds(action(), year=2027, requests=[silent]) == [(GapKind.OWNER_NEVER_ANSWERED, "a@norr.example")]
    assert kinds(action(reporter="b@norr.example"), year=2027, requests=[silent]) == []


def test_somebody_whom_a_coordinator_answered_for_is_not_silent():
    answered = replace(request(state=RequestState.SUBMITTED), update_id="S1-2027")
    by_another = replace(update(), author="s@norr.example", confirmed_by="s@norr.example")

    assert kinds(action(indicator=None), year=2027, requests=[answered], updates=[by_another]) == [
        (GapKind.ACTION_WITHOUT_INDICATOR, "S1")
    ]


DOWN = {"indicator": "Handläggningstid", "baseline": Decimal(94), "target": Decimal(30)}


@pytest.mark.parametrize(
    ("fields", "text", "reading", "case"),
    [
        ({}, "Inte påbörjad, ca 40 %", {"implementation": Implementation.NOT_STARTED, "progress": 40}, "begun"),
        (DOWN, "Målet är nått", {"values": (IndicatorValue("Handläggningstid", Decimal(60)),)}, "target"),
        (
            DOWN,
            "Handläggningstiden har minskat och är nu 110 dagar",
            {"values": (IndicatorValue("Handläggningstid", Decimal(110)),)},
            "trend_down",
        ),
        ({}, "The target has been reached", {"values": (IndicatorValue("x", Decimal(3)),)}, "target"),
        ({}, "Vi nådde målet. Tre övningar", {"values": (IndicatorValue("x", Decimal(3)),)}, "target"),
    ],
)
def test_words_against_a_number_are_a_gap(fields, text, reading, case):
    (gap,) = find_gaps([action(**fields)], today=TODAY, year=2027, updates=[update(text, **reading)])

    assert (gap.kind, gap.values["case"]) == (GapKind.NARRATIVE_CONTRADICTS_NUMBER, case)
    assert text in gap_text(gap, "evidence", "en")


@pytest.mark.parametrize(
    "text",
    [
        "Vi har inte nått målet än, tre övningar",
        "Vi har ännu inte nått målet",
        "När vi har nått målet gör vi en utvärdering",
        "Vi räknar med att vi har nått målet till jul",
        "Kostnaderna har ökat",
        "Trycket har ökat på personalen men tre övningar hölls",
        "We have not reached the target",
        "We hope to have reached the target by June",
    ],
)
@pytest.mark.parametrize("value", [3, -1])
def test_a_negation_a_hope_and_what_is_about_something_else_are_no_contradiction(text, value):
    said = update(text, values=(IndicatorValue("Antal övningar", Decimal(value)),))

    assert kinds(action(), year=2027, updates=[said]) == []


def test_a_rise_is_counted_from_the_reply_before():
    before = update("Sex", year=2026, values=(IndicatorValue("Antal övningar", Decimal(6)),))
    up, down = (update(f"Antalet har ökat till {n}", values=(IndicatorValue("A", Decimal(n)),)) for n in (8, 5))
    plan = action(baseline=Decimal(12), target=Decimal(20))

    assert kinds(plan, year=2027, updates=[before, up]) == []
    (gap,) = find_gaps([plan], today=TODAY, year=2027, updates=[before, down])
    assert gap.values["case"] == "trend_before"


def test_a_finished_action_whose_target_is_for_a_later_year_is_no_contradiction():
    done = update("Klart", implementation=Implementation.COMPLETED, values=(VALUE,))

    assert kinds(action(target_year=2029), year=2027, updates=[done]) == []
    assert kinds(action(target_year=2027), year=2027, updates=[done]) == [(GapKind.NARRATIVE_CONTRADICTS_NUMBER, "S1")]
