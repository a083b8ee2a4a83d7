"""Who was tied to an action as what, and when."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from plans.assigning import assigned_on, continued, since_always, write_down
from plans.model import Action, Assignment, AssignmentRole, Source
from plans.stores.memory import MemoryStore
from tests.plans.cycle_world import BO as BO_THERE
from tests.plans.cycle_world import COORDINATOR, World, action, at

ANNA, BO, CIA = "anna@example.se", "bo@example.se", "cia@example.se"
ACTION = Action(nr="S6", title="Öva", source=Source("a.xlsx"), reporter=ANNA, accountable="Region A")
REPORTER = AssignmentRole.REPORTER


def reporters(history):
    return [(one.who, one.first, one.last) for one in history if one.role is REPORTER]


def test_a_new_reporter_begins_on_the_day_after_the_old_ones_last():
    history = continued(since_always(ACTION), replace(ACTION, reporter=BO), date(2027, 5, 1))

    assert reporters(history) == [(ANNA, None, date(2027, 4, 30)), (BO, date(2027, 5, 1), None)]
    assert assigned_on(history, REPORTER, date(2027, 4, 30)) == (ANNA,)
    assert assigned_on(history, REPORTER, date(2027, 5, 1)) == (BO,)


def test_somebody_who_comes_back_has_two_stretches():
    history = continued(since_always(ACTION), replace(ACTION, reporter=BO), date(2027, 5, 1))

    history = continued(history, ACTION, date(2027, 8, 1))

    assert reporters(history) == [
        (ANNA, None, date(2027, 4, 30)),
        (BO, date(2027, 5, 1), date(2027, 7, 31)),
        (ANNA, date(2027, 8, 1), None),
    ]


def test_a_slip_that_is_mended_the_same_day_leaves_no_row():
    history = continued(since_always(ACTION), replace(ACTION, reporter=BO), date(2027, 5, 1))

    history = continued(history, replace(ACTION, reporter=CIA), date(2027, 5, 1))

    assert reporters(history) == [(ANNA, None, date(2027, 4, 30)), (CIA, date(2027, 5, 1), None)]


def test_a_substitute_is_not_ended_by_a_plan_that_does_not_name_substitutes():
    substitute = Assignment(nr="S6", role=AssignmentRole.SUBSTITUTE, who=CIA, first=date(2027, 1, 1))

    history = continued((*since_always(ACTION), substitute), replace(ACTION, reporter=None), date(2027, 5, 1))

    assert substitute in history
    assert assigned_on(history, REPORTER, date(2027, 5, 1)) == ()


def test_a_typo_in_the_title_adds_nothing_to_the_history():
    history = since_always(ACTION)

    assert continued(history, replace(ACTION, title="Öva mer"), date(2027, 5, 1)) == history


def test_an_action_without_a_history_begins_with_what_it_said_before():
    store = MemoryStore()
    with store.transaction() as ledger:
        write_down(ledger, [replace(ACTION, reporter=BO)], date(2027, 5, 1), {"S6": ACTION})

        assert reporters(ledger.plans.assignments("S6")) == [
            (ANNA, None, date(2027, 4, 30)),
            (BO, date(2027, 5, 1), None),
        ]


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from([ANNA, BO, CIA, None])), max_size=12))
def test_on_any_day_there_is_at_most_one_reporter_and_today_it_is_the_plans(changes):
    history = since_always(ACTION)
    day, last = date(2027, 1, 1), ANNA
    for days, reporter in changes:
        day = date.fromordinal(day.toordinal() + days)
        history = continued(history, replace(ACTION, reporter=reporter), day)
        last = reporter

    days = {one.first for one in history if one.first} | {one.last for one in history if one.last} | {day}
    assert all(len(assigned_on(history, REPORTER, each)) <= 1 for each in days)
    assert assigned_on(history, REPORTER, day) == ((last,) if last else ())


def test_who_takes_over_a_question_stands_in_until_the_cut_off_and_the_reporter_stays():
    world = World([action("S1")])

    world.followup.reassign("S1", BO_THERE, COORDINATOR, at("2027-09-20"))

    with world.store.reading() as ledger:
        history = ledger.plans.assignments("S1")
    assert reporters(history) == [(ANNA, None, None)]
    assert assigned_on(history, AssignmentRole.SUBSTITUTE, date(2027, 10, 29)) == (BO_THERE,)
    assert assigned_on(history, AssignmentRole.SUBSTITUTE, date(2027, 10, 30)) == ()


def test_question_that_goes_on_because_it_was_nobodys_ties_nobody_to_the_action():
    world = World([action("S1", accountable="Region Mitt")])

    world.followup.not_mine("S1", ANNA, at("2027-09-20"))

    with world.store.reading() as ledger:
        assert assigned_on(ledger.plans.assignments("S1"), AssignmentRole.SUBSTITUTE, date(2027, 9, 21)) == ()
