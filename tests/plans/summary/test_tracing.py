"""A figure is traced to its rows: the action, the reply behind it, who confirmed it when, the plan's row."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest
from inline_snapshot import snapshot as inline

from plans.formats import FORMATS
from plans.gapping.history import followed
from plans.model import (
    DecisionNeed,
    DecisionState,
    Forecast,
    GapKind,
    GoalAssessment,
    Implementation,
    ObstacleKind,
    Severity,
)
from plans.refusals import PlanRefusal
from plans.summary.composing import compose
from plans.summary.counts.figure import UNKNOWN
from plans.summary.figures import Figure
from plans.summary.measuring import Course, Trend
from plans.summary.naming import label, told
from plans.summary.tracing import all_traced, figure_names, traced
from prompts.texts import texts

MADE = datetime(2027, 12, 15, 6, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def summary(snapshot, previous, gaps):
    asked = DecisionNeed(
        id="beslut-1",
        nr="V8",
        year=2026,
        update_id="l-2026-V8-1",
        text="Vi behöver besked om lokaler",
        asked_at=MADE,
        state=DecisionState.DECIDED,
        outcome="Lokaler finns från mars",
        settled_at=MADE,
    )
    told = replace(snapshot, decisions=(asked,), gaps_found=followed((), gaps, MADE))
    return compose(told, language="sv", gaps=gaps, previous=previous, gaps_before=gaps[1:], generated_at=MADE)


def test_a_row_says_what_the_figure_rests_on(summary):
    trace = traced(summary, "by_implementation.completed")

    assert (trace.named.label, trace.named.told) == ("Genomförandestatus: Genomförd", "2 av 12")
    first, second = trace.rows
    (passage,) = first.passages
    assert (first.text, first.told, first.place) == inline(
        (
            "V2 Ta fram vägledning för AI i klinisk forskning",
            "Genomförd, enligt plan",
            "handlingsplan.xlsx, Åtgärder, rad 5",
        )
    )
    assert (passage.words, passage.attribution, passage.confirmed) == inline(
        (
            "Vägledningen är klar och publicerad sedan 3 juni.",
            "enligt rapportören, 5\u00a0november\u00a02027",
            "bekräftad 5\u00a0november\u00a02027 av v2@vallmark.example",
        )
    )
    assert (second.nr, second.passages) == ("V11", ())  # only the plan says it


@pytest.mark.parametrize(
    ("name", "nr", "text"),
    [
        (
            "late",
            "V8",
            (
                "ingen uppgift inkommen; senast känt: Pågår (22 november 2026); "
                "slutdatum 15 november 2027, 29 dagar försenad"
            ),
        ),
        ("no_response", "V8", "tillfrågad 1 november 2027, inte besvarad"),
        ("answered_late", "V5", "tillfrågad 1 november 2027, besvarad 6 december 2027"),
        ("indicators.on_course", "V3", "utgångsvärde 18 %, föregående –, utfall 22 %, målvärde 25 %; i fas"),
        ("decisions_last_year.decided", "V8", "Beslutat, 15 december 2027: Lokaler finns från mars"),
        ("reminders_sent", "V8", "påminnelse till v8@vallmark.example, 16 november 2027"),
        ("goals", None, "Bedömning saknas; åtgärder: V1"),
        ("areas_without_action", None, "inga åtgärder"),
    ],
)
def test_each_kind_of_row_says_how_it_stands(summary, name, nr, text):
    rows = traced(summary, name).rows

    assert (nr, text) in [(row.nr, row.told.replace("\u00a0", " ")) for row in rows]


def test_an_obstacle_is_traced_to_its_own_words_and_not_to_the_whole_reply(summary):
    rows = traced(summary, "obstacles_by_kind.resources").rows

    assert [passage.words for row in rows for passage in row.passages] == ["Vi saknar fortfarande resurs"]


def test_unchanged_rests_on_the_reply_that_first_said_it_too(summary):
    row = next(row for row in traced(summary, "by_forecast.on_track").rows if row.nr == "V7")

    assert [passage.words for passage in row.passages] == ["Oförändrat.", "Vi förhandlar ett avtal."]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_figure_has_a_name_and_as_many_rows_as_it_counts(snapshot, previous, gaps, language):
    made = compose(snapshot, language=language, gaps=gaps, previous=previous, gaps_before=(), generated_at=MADE)

    for trace in all_traced(made, made.figures.entries):
        assert len(trace.rows) == len(trace.figure.rows)
        assert trace.named.label
        assert trace.named.told
        assert all(row.text for row in trace.rows)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_category_that_there_may_be_has_a_label(language):
    statuses = [*Implementation, UNKNOWN]
    names = [f"{group}.{code}" for group in ("by_implementation", "status_before", "status_now") for code in statuses]
    names += [f"status_changes.{a}.{b}" for a, b in product(statuses, statuses)]
    names += [f"by_forecast.{code}" for code in (*Forecast, UNKNOWN)]
    names += [f"goals_by_assessment.{code}" for code in GoalAssessment]
    names += [f"indicators.{code}" for code in Course] + [f"trends.{code}" for code in (*Trend, UNKNOWN)]
    names += [f"obstacles_by_kind.{kind}" for kind in ObstacleKind]
    names += [f"gaps_by_kind_and_severity.{kind}.{level}" for kind in GapKind for level in Severity]
    names += [f"gaps_by_severity.{level}" for level in Severity]

    labels = [label(name, texts(language)) for name in names]

    assert all(labels)


def test_a_listing_leaves_out_what_single_places_do_not_have(summary):
    named = {one.name: (one.label, one.told) for one in figure_names(summary)}

    assert named["late"] == ("Försenade åtgärder", "4 av 12")
    assert named["area.2.1.late"] == ("Försenade åtgärder, Kommunikation", "1 av 2")
    assert "area.1.1.unheard" not in named


@pytest.mark.parametrize(("said", "near"), [("lates", "late"), ("försenade åtgärder", "late"), ("???", "actions")])
def test_an_unknown_figure_is_answered_with_those_that_come_nearest(summary, said, near):
    with pytest.raises(PlanRefusal) as refused:
        traced(summary, said)

    assert near in refused.value.text("sv")


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure("late", 4, 12, ("a",) * 4), "4 av 12"),
        (Figure("reminders_sent", 1234, None, ("a",) * 1234), "1\u00a0234"),
        (Figure("response_rate", 0.8182, 11, ("a",) * 9), "82\u00a0% (9 av 11)"),
        (Figure("response_rate", None, 0, ()), "uppgift saknas"),
        (Figure("late_median_days", 143.5, 4, ("a",) * 4), "143,5 dagar, i median av 4"),
        (Figure("indicator_value_age_years", 1, 2, ("a",) * 2), "1 år, i median av 2"),
    ],
)
def test_what_a_figure_comes_to_is_said_in_words(figure, words):
    assert told(figure, texts("sv")) == words


def test_a_reminder_about_an_action_that_has_left_the_plan_is_traced_by_its_number_alone(snapshot, gaps):
    sent = next(each for each in snapshot.dispatches if each.rule == "remind")
    gone = replace(sent, key="2027/remind/gone", nrs=("X99",))
    made = compose(
        replace(snapshot, dispatches=(*snapshot.dispatches, gone)),
        language="sv",
        gaps=gaps,
        generated_at=datetime(2027, 12, 15, tzinfo=UTC),
    )

    rows = traced(made, "reminders_sent").rows

    assert "X99" in {row.text for row in rows}
    assert b"X99" in FORMATS["html"](made)
