from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from inline_snapshot import snapshot as inline

from plans.model import (
    Action,
    Forecast,
    Implementation,
    RequestState,
    Source,
)
from plans.summary.accounts import accounts
from plans.summary.figures import figures, trace
from plans.summary.measuring import Course, Outcome, course, number
from tests.plans.summary.random_years import years


@settings(max_examples=25, deadline=None)
@given(years())
def test_categories_sum_to_what_they_are_of_and_counts_are_the_numbers_of_their_rows(year):
    made = figures(year)

    for group, total in (
        ("by_implementation", "actions"),
        ("by_forecast", "actions"),
        ("indicators", "indicators_total"),
        ("goals_by_assessment", "goals"),
        ("obstacles_by_kind", "obstacles"),
    ):
        assert sum(len(figure.rows) for figure in made.group(group).values()) == made.count(total)
    assert made.count("actions") == len(year.actions)
    answers = [made.count(name) for name in ("answered_on_time", "answered_late", "no_response")]
    assert sum(answers) == made.count("requests")
    for name, figure in made.entries.items():
        assert len(set(figure.rows)) <= len(figure.rows)
        if isinstance(figure.value, int) and "median" not in name and not name.endswith("age_years"):
            assert figure.value == len(figure.rows), name
        assert figure.of is None or len(figure.rows) <= figure.of or name.endswith("days"), name


def test_figures_of_the_example_year(snapshot, previous):
    made = figures(snapshot, previous=previous)

    named = {name: figure for name, figure in made.entries.items() if not name.startswith(("aspect.", "area."))}
    assert {name: (figure.value, figure.of) for name, figure in named.items() if figure.value} == inline(
        {
            "actions": (12, 12),
            "by_implementation.not_started": (1, 12),
            "by_implementation.in_progress": (5, 12),
            "by_implementation.continuous": (1, 12),
            "by_implementation.completed": (2, 12),
            "by_implementation.on_hold": (1, 12),
            "by_implementation.unknown": (2, 12),
            "by_forecast.on_track": (5, 12),
            "by_forecast.at_risk": (3, 12),
            "by_forecast.off_track": (1, 12),
            "by_forecast.not_assessed": (1, 12),
            "by_forecast.unknown": (2, 12),
            "late": (4, 12),
            "deviating": (5, 12),
            "late_median_days": (143.5, 4),
            "due_this_year": (7, 12),
            "due_this_year_completed": (2, 7),
            "live": (10, 12),
            "without_owner": (1, 12),
            "late_not_off_track": (3, 12),
            "deviating_not_late": (1, 12),
            "without_reporter": (1, 12),
            "without_end": (1, 12),
            "due_next_year": (2, 12),
            "without_indicator": (1, 12),
            "goals": (11, 11),
            "goals_by_assessment.not_assessed": (11, 11),
            "goals_without_live_action": (2, 11),
            "with_indicator": (11, 12),
            "requests": (11, 11),
            "answered": (9, 11),
            "answered_on_time": (8, 11),
            "answered_late": (1, 11),
            "confirmed_unchanged": (1, 11),
            "no_response": (2, 11),
            "response_rate": (0.8182, 11),
            "median_days_to_answer": (10, 9),
            "reminders_sent": (1, None),
            "delegated": (1, None),
            "answers_by_week.2027-W44": (2, 9),
            "answers_by_week.2027-W45": (4, 9),
            "answers_by_week.2027-W46": (2, 9),
            "answers_by_week.2027-W49": (1, 9),
            "indicators_total": (11, 11),
            "indicators.target_reached": (2, 11),
            "indicators.on_course": (1, 11),
            "indicators.off_course": (4, 11),
            "indicators.no_data": (4, 11),
            "indicator_without_baseline": (1, 11),
            "indicator_value_age_years": (1, 2),
            "confirmed_this_year": (9, 12),
            "trends.risen": (5, 11),
            "trends.fallen": (1, 11),
            "trends.changed": (1, 11),
            "trends.unknown": (4, 11),
            "indicators_valued": (9, 11),
            "over_before": (1, 12),
            "unheard": (2, 12),
            "obstacles": (3, None),
            "decisions": (2, None),
            "corrections": (1, None),
            "obstacles_by_kind.resources": (1, 3),
            "obstacles_by_kind.other": (2, 3),
            "decisions_last_round": (1, None),
            "without_evidence": (12, 12),
            "new": (2, 12),
            "kept": (10, 12),
            "status_changes.in_progress.in_progress": (2, 10),
            "status_changes.in_progress.unknown": (1, 10),
            "status_changes.unknown.not_started": (1, 10),
            "status_changes.unknown.in_progress": (3, 10),
            "status_changes.unknown.continuous": (1, 10),
            "status_changes.unknown.completed": (1, 10),
            "status_changes.unknown.on_hold": (1, 10),
            "status_before.in_progress": (3, 10),
            "status_before.unknown": (7, 10),
            "status_now.not_started": (1, 10),
            "status_now.in_progress": (5, 10),
            "status_now.continuous": (1, 10),
            "status_now.completed": (1, 10),
            "status_now.on_hold": (1, 10),
            "status_now.unknown": (1, 10),
            "areas_without_action": (1, 7),
        }
    )


def test_a_figure_is_traced_to_its_rows(snapshot):
    made = figures(snapshot)

    assert trace(made, "late") == ("V4", "V5", "V8", "V9")
    assert trace(made, "no_response") == ("b-2027-V8", "b-2027-V12")
    with pytest.raises(KeyError):
        trace(made, "something_else")


def test_what_nobody_answered_is_a_category_and_keeps_its_last_known_status(snapshot):
    silent = next(account for account in accounts(snapshot) if account.nr == "V8")

    assert (silent.implementation, silent.forecast) == (None, None)
    assert (silent.known, silent.known_on) == (Implementation.IN_PROGRESS, date(2026, 11, 22))
    assert "V8" in figures(snapshot).group("by_implementation")["unknown"].rows


def test_an_action_that_was_over_before_the_year_keeps_its_status_without_an_answer(snapshot):
    assert "V11" in figures(snapshot)["by_implementation.completed"].rows


def test_a_correction_replaces_the_old_answer_in_every_figure_but_not_in_when_it_came(snapshot):
    made = figures(snapshot)

    assert "V9" in made["by_implementation.in_progress"].rows
    assert "b-2027-V9" in made["answered_on_time"].rows
    assert made["corrections"].rows == ("l-2027-V9-1",)


def test_unchanged_confirms_last_years_status_and_forecast_but_no_new_value(snapshot):
    unchanged = next(account for account in accounts(snapshot) if account.nr == "V7")

    assert (unchanged.implementation, unchanged.forecast) == (Implementation.IN_PROGRESS, Forecast.ON_TRACK)
    assert unchanged.outcome is None


def test_an_answer_in_grace_counts_in_the_rate_and_is_late(snapshot):
    made = figures(snapshot)

    assert made["answered_late"].rows == ("b-2027-V5",)
    assert made["response_rate"].value == 0.8182


def test_an_answer_after_the_cut_off_is_late_and_outside_the_rate(snapshot):
    changed = replace(
        snapshot,
        requests=tuple(
            replace(found, answered_at=datetime(2027, 12, 20, 9, tzinfo=UTC)) if found.nr == "V5" else found
            for found in snapshot.requests
        ),
    )

    made = figures(changed)

    assert made["answered_late"].rows == made["answered_after_cut_off"].rows == ("b-2027-V5",)
    assert made["response_rate"].value == 0.7273


def test_a_request_that_was_handed_over_or_cancelled_is_not_due(snapshot):
    states = {"V8": RequestState.CANCELLED, "V12": RequestState.REASSIGNED}
    changed = replace(
        snapshot,
        requests=tuple(replace(found, state=states.get(found.nr, found.state)) for found in snapshot.requests),
    )

    made = figures(changed)

    assert (made.count("requests"), made.count("no_response"), made["response_rate"].value) == (9, 0, 1.0)


def test_no_requests_give_no_rate(snapshot):
    assert figures(replace(snapshot, requests=()))["response_rate"].value is None


def test_a_new_date_in_a_reply_does_not_make_a_late_action_punctual(snapshot):
    assert "V4" in figures(snapshot)["late"].rows


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (Decimal(12), Decimal(12)),
        ("18 %", Decimal(18)),
        ("1 200", Decimal(1200)),
        ("3,5", Decimal("3.5")),
        ("−2", Decimal(-2)),
        ("ja", Decimal(1)),
        ("Nej", Decimal(0)),
        ("öka", None),
        ("mellan 3 och 5", None),
        (None, None),
    ],
)
def test_a_written_value_is_read_only_when_it_is_one_number(written, value):
    assert number(written) == value


@pytest.mark.parametrize(
    ("baseline", "target", "value", "found"),
    [
        (Decimal(94), Decimal(45), 45, Course.TARGET_REACHED),
        (Decimal(94), Decimal(45), 40, Course.TARGET_REACHED),
        (Decimal(94), Decimal(45), 69, Course.ON_COURSE),
        (Decimal(94), Decimal(45), 80, Course.OFF_COURSE),
        (Decimal(94), Decimal(45), 99, Course.OFF_COURSE),
        (None, Decimal(45), 50, Course.NOT_COMPARABLE),
        (None, Decimal(45), 45, Course.TARGET_REACHED),
        (Decimal(3), "fler", 5, Course.NOT_COMPARABLE),
        (Decimal(3), None, 5, Course.NO_TARGET),
    ],
)
def test_an_outcome_is_judged_by_how_far_it_has_moved_in_the_time_that_has_gone(baseline, target, value, found):
    half_way = Action(
        nr="S1", title="T", source=Source("p"), indicator="I", baseline=baseline, target=target,
        start=date(2027, 1, 1), end=date(2028, 12, 31),
    )  # fmt: skip

    said = course(half_way, Outcome(Decimal(value), None, "l-1", date(2027, 12, 1)), date(2028, 1, 1))

    assert said is found


def test_without_a_value_there_is_no_data():
    action = Action(nr="S1", title="T", source=Source("p"), indicator="I", target=Decimal(2))

    assert course(action, None, date(2027, 12, 31)) is Course.NO_DATA
