"""Gaps marked, noted and followed: what a person says counts until the evidence changes, and is traced."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from inline_snapshot import snapshot

from plans.gap_keeping import follow, judged_in, mark, note
from plans.gapping.history import GapCounts, counted
from plans.gapping.marks import handle
from plans.gaps import gap_text, judged_json
from plans.model import GapKind, GapState, Implementation, Person, PriorityArea, Role
from plans.refusals import PlanRefusal
from plans.stores.memory import MemoryStore
from tests.plans.gap_world import TODAY, action

NOON = datetime(2027, 10, 1, 12, 0, tzinfo=UTC)
LATER = datetime(2028, 3, 1, 12, 0, tzinfo=UTC)
EVA = "eva@samordnare.example"
LATE = {"implementation": Implementation.NOT_STARTED, "end": date(2027, 12, 31)}


@pytest.fixture
def ledger():
    with MemoryStore().transaction() as ledger:
        ledger.people.save([Person(address=EVA, role=Role.COORDINATOR), Person(address="o@x.example")])
        yield ledger


def states(ledger, today=TODAY):
    return [(one.gap.kind, one.gap.subject, one.state) for one in judged_in(ledger, today)]


def say(ledger, *named, state=GapState.ACCEPTED, reason="Beslutat i styrgruppen", by=EVA, now=NOON):
    return mark(ledger, named, state, reason, by=by, now=now, today=now.date())


def test_a_marked_gap_comes_after_the_open_ones_with_who_when_and_why(ledger):
    ledger.actions.save([action(reporter=None), action("S2", baseline=None)])

    (marked,) = say(ledger, "action_without_reporter", "S1", state=GapState.HANDLED)

    assert states(ledger) == [
        (GapKind.INDICATOR_WITHOUT_BASELINE, "S2", GapState.OPEN),
        (GapKind.ACTION_WITHOUT_REPORTER, "S1", GapState.HANDLED),
    ]
    assert judged_json([marked], "en")[0]["mark"] == snapshot(
        {
            "state": "handled",
            "reason": "Beslutat i styrgruppen",
            "by": "eva@samordnare.example",
            "at": "2027-10-01T12:00:00+00:00",
        }
    )
    assert [event.event for event in ledger.trail.all()] == ["gap.handled"]


def test_a_gap_that_nobody_has_said_anything_of_has_only_the_contracts_keys(ledger):
    ledger.actions.save([action(reporter=None)])

    assert [set(gap) for gap in judged_json(judged_in(ledger, TODAY))] == [
        {"kind", "subject", "evidence", "severity", "closed_by"}
    ]


@pytest.mark.parametrize(
    "named", [("S1",), ("s1",), ("action_without_reporter", "s1"), ("ACTION_WITHOUT_REPORTER", "S1")]
)
def test_a_gap_is_named_by_its_subject_or_its_kind_and_subject(ledger, named):
    ledger.actions.save([action(reporter=None)])

    assert [one.gap.kind for one in say(ledger, *named)] == [GapKind.ACTION_WITHOUT_REPORTER]


def test_a_gap_is_named_by_the_code_in_front_of_it(ledger):
    ledger.actions.save([action(reporter=None)])
    (gap,) = judged_in(ledger, TODAY)

    assert say(ledger, gap.handle)[0].state is GapState.ACCEPTED
    assert handle(gap.gap) == gap.handle == snapshot("fwkq5")


def test_a_long_challenge_is_named_by_how_it_begins(ledger):
    area = PriorityArea(aspect="A", area="Data", challenges=("Säker delning av data", "Ökat antal patent i regionen"))
    ledger.summaries.save_areas("Strategi", [area])
    ledger.actions.save([action(title="Säker delning av data", area="Data", aspect="A")])

    (marked,) = say(ledger, "challenge_without_action", "Ökat", "antal")

    assert marked.gap.subject == "Ökat antal patent i regionen"


@pytest.mark.parametrize(
    ("named", "reason", "by", "code"),
    [
        (("S9",), "Skäl", EVA, "gaps.unknown"),
        (("due_not_started", "S1"), "Skäl", EVA, "gaps.unknown"),
        (("S1",), "Skäl", EVA, "gaps.several"),
        (("action_without_reporter", "S1"), "  ", EVA, "gaps.reason"),
        (("action_without_reporter", "S1"), "Skäl", "o@x.example", "gaps.not_yours"),
        (("action_without_reporter", "S1"), "Skäl", "okänd@x.example", "gaps.not_yours"),
    ],
)
def test_what_cannot_be_marked_is_refused_with_what_to_do(ledger, named, reason, by, code):
    ledger.actions.save([action(reporter=None, end=None)])

    with pytest.raises(PlanRefusal) as refused:
        say(ledger, *named, reason=reason, by=by)

    assert refused.value.code == code
    assert ledger.gaps.marks() == ()


def test_a_mark_lapses_when_what_the_gap_rests_on_changes(ledger):
    ledger.actions.save([action(**LATE)])
    say(ledger, "due_not_started", "S1")

    ledger.actions.save([action(title="Öva omställning snabbt", **LATE)])
    assert states(ledger) == [(GapKind.DUE_NOT_STARTED, "S1", GapState.ACCEPTED)]

    ledger.actions.save([action(**(LATE | {"end": date(2027, 11, 30)}))])
    (gap,) = judged_in(ledger, TODAY)
    assert (gap.state, gap.mark) == (GapState.OPEN, None)
    assert gap.lapsed is not None
    assert gap.lapsed.reason == "Beslutat i styrgruppen"


def test_a_mark_on_a_gap_that_was_gone_and_came_back_no_longer_counts(ledger):
    ledger.actions.save([action(reporter=None)])
    say(ledger, "S1")
    ledger.actions.save([action()])
    follow(ledger, LATER, LATER.date())
    ledger.actions.save([action(reporter=None)])

    (unseen,) = judged_in(ledger, LATER.date())
    follow(ledger, LATER.replace(month=4), date(2028, 4, 1))
    (seen,) = judged_in(ledger, date(2028, 4, 1))

    assert [(gap.state, gap.lapsed is not None) for gap in (unseen, seen)] == [(GapState.OPEN, True)] * 2


def test_a_mark_is_taken_back(ledger):
    ledger.actions.save([action(reporter=None)])
    say(ledger, "S1")
    say(ledger, "S1", state=GapState.OPEN, reason="Ändå inte")

    (gap,) = judged_in(ledger, TODAY)
    assert (gap.state, gap.mark, gap.lapsed) == (GapState.OPEN, None, None)


def test_what_a_person_has_seen_is_a_gap_until_somebody_closes_it(ledger):
    ledger.summaries.save_areas("Strategi", [PriorityArea(aspect="C. Resiliens", area="Beredskap", challenges=())])
    ledger.actions.save([action(area="Beredskap", aspect="C. Resiliens")])

    noted = note(
        ledger, " Ingen frågar  patienterna ", by=EVA, now=NOON, today=TODAY, place="beredskap", remedy="Ett patientråd"
    )

    (gap,) = judged_in(ledger, TODAY)
    assert (noted.area, noted.aspect) == ("Beredskap", "C. Resiliens")
    assert gap_text(gap.gap, "evidence", "sv") == snapshot(
        "Beredskap: ”Ingen frågar patienterna” Noterat av eva@samordnare.example 1 oktober 2027."
    )
    assert gap_text(gap.gap, "closed_by", "en") == "Ett patientråd"
    say(ledger, "gap-1", state=GapState.CLOSED)
    assert states(ledger) == [(GapKind.FOUND_BY_PERSON, "gap-1", GapState.CLOSED)]


@pytest.mark.parametrize("place", ["C", "C. Resiliens"])
def test_a_noted_gap_may_be_about_a_whole_aspect(ledger, place):
    ledger.actions.save([action(area="Beredskap", aspect="C. Resiliens")])

    assert note(ledger, "Tunt", by=EVA, now=NOON, today=TODAY, place=place).aspect == "C. Resiliens"


def test_a_noted_gap_about_no_known_place_is_refused_with_the_places(ledger):
    ledger.actions.save([action(area="Beredskap", aspect="C. Resiliens")])

    with pytest.raises(PlanRefusal) as refused:
        note(ledger, "Tunt", by=EVA, now=NOON, today=TODAY, place="Havet")

    assert "Beredskap" in refused.value.text("sv")


def test_what_the_plan_closes_is_written_down_with_its_day_and_what_comes_back_is_new(ledger):
    ledger.actions.save([action(reporter=None)])
    follow(ledger, NOON, TODAY)
    ledger.actions.save([action()])
    follow(ledger, LATER, LATER.date())
    again = replace(action(), reporter=None)
    ledger.actions.save([again])
    follow(ledger, LATER.replace(month=4), date(2028, 4, 1))
    follow(ledger, LATER.replace(month=5), date(2028, 5, 1))

    found = ledger.gaps.found()
    assert [(one.found_at.month, one.closed_at and one.closed_at.month) for one in found] == [(10, 3), (4, None)]


def test_a_years_gaps_are_counted_opened_closed_and_open(ledger):
    ledger.actions.save([action(reporter=None, end=None), action("S2", baseline=None)])
    follow(ledger, NOON, TODAY)
    ledger.actions.save([action(end=None), action("S2", baseline=None)])
    say(ledger, "S2", state=GapState.CLOSED, now=LATER)
    say(ledger, "S1", state=GapState.ACCEPTED, now=LATER)

    history, marks = ledger.gaps.found(), ledger.gaps.marks()
    assert counted(history, marks, 2027) == GapCounts(
        opened=3, closed_by_plan=0, closed_by_people=0, accepted=0, open=3
    )
    assert counted(history, marks, 2028) == GapCounts(
        opened=0, closed_by_plan=1, closed_by_people=1, accepted=1, open=0
    )
