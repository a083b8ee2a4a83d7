"""An action of the plan is edited: audited, with a history of who answered for it, and never as a status update."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from plans.editing import edit
from plans.model import Action, AssignmentRole, Milestone, Role, Source
from plans.refusals import PlanRefusal
from plans.stores.memory import MemoryStore

NOW = datetime(2027, 5, 1, 9, 0, tzinfo=UTC)
TODAY = date(2027, 5, 1)
ACTION = Action(
    nr="S6",
    title="Öva pandmi",
    source=Source("plan.xlsx", "Stockholm", 8),
    accountable="Region Norr",
    reporter="anna@norr.example",
    start=date(2027, 1, 1),
    end=date(2027, 6, 30),
    schedule_text="våren 2027",
    indicator="Antal övningar",
    target=Decimal(3),
)


@pytest.fixture
def ledger():
    with MemoryStore().transaction() as ledger:
        ledger.actions.save([ACTION])
        yield ledger


def editing(ledger, language="sv", **said):
    action = ledger.actions.get("S6")
    return edit(ledger, action, said, now=NOW, today=TODAY, by="eva@norr.example", language=language)


def test_a_typo_is_mended_and_the_trail_says_who_did(ledger):
    editing(ledger, title="Öva pandemi")

    assert ledger.actions.get("S6").title == "Öva pandemi"
    (event,) = ledger.trail.all()
    assert (event.event, event.actor, event.subject) == ("action.edited", "person 1", "S6")
    assert ledger.trail.people() == {1: "eva@norr.example"}
    assert event.details == {"title": "Öva pandmi -> Öva pandemi"}


def test_an_edit_never_looks_like_a_status_update(ledger):
    editing(ledger, title="Öva pandemi", reporter="bo@norr.example", end="2027-12-31")

    assert ledger.updates.all() == ()
    assert [event.event for event in ledger.trail.all()] == ["action.edited"]


def test_a_new_reporter_begins_today_and_may_answer(ledger):
    editing(ledger, reporter="Bo@norr.example")

    history = [one for one in ledger.plans.assignments("S6") if one.role is AssignmentRole.REPORTER]
    assert [(one.who, one.first, one.last) for one in history] == [
        ("anna@norr.example", None, date(2027, 4, 30)),
        ("bo@norr.example", date(2027, 5, 1), None),
    ]
    assert ledger.people.get("bo@norr.example").role is Role.OWNER


def test_a_new_end_puts_the_plans_old_words_for_the_time_aside(ledger):
    edited = editing(ledger, end="Q4 2027").after

    assert (edited.start, edited.end, edited.schedule_text) == (date(2027, 1, 1), date(2027, 12, 31), None)


def test_an_empty_text_clears_a_field_and_headings_name_fields_too(ledger):
    edited = editing(ledger, ansvarig="KTH", målvärde="", milstolpar="Upphandla (mars 2027); Öva (Q2 2027)").after

    assert (edited.accountable, edited.target) == ("KTH", None)
    assert edited.milestones == (
        Milestone(name="Upphandla", due=date(2027, 3, 31)),
        Milestone(name="Öva", due=date(2027, 6, 30)),
    )


def test_an_edit_that_changes_nothing_leaves_no_trace(ledger):
    assert editing(ledger, title="Öva pandmi").fields == ()
    assert ledger.trail.all() == ()


def test_every_fault_is_told_at_once_and_nothing_is_changed(ledger):
    with pytest.raises(PlanRefusal) as refused:
        editing(ledger, reporter="bo utan adress", end="31 juni 2027", title="")

    message = refused.value.text("sv") if hasattr(refused.value, "text") else str(refused.value)
    assert "bo utan adress" in message
    assert "31 juni 2027" in message
    assert "måste ha ett namn" in message
    assert ledger.actions.get("S6") == ACTION


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"färg": "blå"}, "edit_unknown_field"),
        ({"nr": "S7"}, "edit_unknown_field"),
        ({"status": "Klar"}, "edit_reported"),
        ({"forecast": "grön"}, "edit_reported"),
        ({"end": "2026-12-31"}, "edit_wrong"),
    ],
)
def test_what_cannot_be_edited_is_refused_with_what_to_do(ledger, said, key):
    with pytest.raises(PlanRefusal) as refused:
        editing(ledger, **said)

    assert refused.value.code == f"plans.{key}"
    assert ledger.actions.get("S6") == ACTION
