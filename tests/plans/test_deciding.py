"""Decisions that owners ask for, from the confirmed reply to what became of them, and the files they attach."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.cycle.attaching import StoredFile
from plans.model import DecisionState, Reading
from plans.refusals import PlanRefusal
from tests.plans.cycle_world import ANNA, BO, COORDINATOR, PROGRESS, World, action, at

ROOM, MONEY = "styrgruppen behöver besluta om lokal", "vi behöver beslut om medel"
ASKING = replace(PROGRESS, decisions_needed=(ROOM, MONEY))
FILE = StoredFile("protokoll.pdf", "a" * 64, 2048)


@pytest.fixture
def plan():
    return World([action("S1"), action("S2", BO)])


def answer(plan, reading, day=4, nr="S1", author=ANNA):
    plan.followup.take_reply(nr, "svar", author, reading, at(day))
    return plan.followup.confirm(nr, author, at(day))


def needs(plan, nr="S1"):
    with plan.store.reading() as ledger:
        return ledger.decisions.about(nr)


def test_nothing_is_asked_for_until_the_reply_is_confirmed(plan):
    plan.followup.take_reply("S1", "svar", ANNA, ASKING, at(4))
    before = needs(plan)
    update = plan.followup.confirm("S1", ANNA, at(4))

    assert before == ()
    assert [(need.text, need.state, need.asked_by, need.year, need.update_id) for need in needs(plan)] == [
        (ROOM, DecisionState.OPEN, ANNA, 2027, update.id),
        (MONEY, DecisionState.OPEN, ANNA, 2027, update.id),
    ]


def test_a_correction_withdraws_what_is_open_and_asks_for_its_own(plan):
    answer(plan, ASKING)

    answer(plan, replace(PROGRESS, decisions_needed=("vi behöver klartecken",)), 5)

    assert [(need.text, need.state) for need in needs(plan)] == [
        (ROOM, DecisionState.WITHDRAWN),
        (MONEY, DecisionState.WITHDRAWN),
        ("vi behöver klartecken", DecisionState.OPEN),
    ]


def test_a_correction_leaves_what_is_settled_and_opens_it_no_more(plan):
    answer(plan, ASKING)
    plan.followup.settle(needs(plan)[0].id, "Lokalen hyrs", COORDINATOR, at(5))

    answer(plan, replace(ASKING, decisions_needed=(f"{ROOM.capitalize()}.", MONEY)), 6)
    answer(plan, ASKING, 7)

    assert [(need.text, need.state) for need in needs(plan)] == [
        (ROOM, DecisionState.DECIDED),
        (MONEY, DecisionState.WITHDRAWN),
        (MONEY, DecisionState.WITHDRAWN),
        (MONEY, DecisionState.OPEN),
    ]


def test_what_became_of_it_is_told_once_to_the_one_who_asked(plan):
    answer(plan, ASKING)
    plan.followup.settle(needs(plan)[0].id, " Lokalen hyrs ", COORDINATOR, at(5))

    told = plan.followup.tell_outcomes(ANNA, at(6))

    assert [(need.outcome, need.settled_by) for need in told] == [("Lokalen hyrs", COORDINATOR)]
    assert plan.followup.tell_outcomes(ANNA, at(6)) == plan.followup.tell_outcomes(BO, at(6)) == ()


def test_a_later_word_counts_and_is_told_anew(plan):
    answer(plan, ASKING)
    first = needs(plan)[0].id
    plan.followup.settle(first, "Nej", COORDINATOR, at(5), declined=True)
    plan.followup.tell_outcomes(ANNA, at(6))

    plan.followup.settle(first, "Ändå ja", COORDINATOR, at(7))

    assert [(need.state, need.outcome) for need in plan.followup.tell_outcomes(ANNA, at(8))] == [
        (DecisionState.DECIDED, "Ändå ja")
    ]


def test_a_decision_is_found_by_the_beginning_of_its_id_when_no_other_begins_so(plan):
    answer(plan, ASKING)
    with plan.store.transaction() as ledger:
        ledger.decisions.save(
            replace(need, id=name) for need, name in zip(needs(plan), ("abcd1234", "abcd5678"), strict=True)
        )

    assert plan.followup.settle("abcd1", "Ja", COORDINATOR, at(5)).id == "abcd1234"
    with pytest.raises(PlanRefusal, match="Several"):
        plan.followup.settle("abcd", "Ja", COORDINATOR, at(5))
    with pytest.raises(PlanRefusal, match="No decision"):
        plan.followup.settle("abc9", "Ja", COORDINATOR, at(5))


@pytest.mark.parametrize(
    ("by", "outcome", "code"),
    [(ANNA, "Ja", "plans.coordinators_only"), (COORDINATOR, "  ", "plans.decision_without_outcome")],
)
def test_only_a_coordinator_settles_and_says_how(plan, by, outcome, code):
    answer(plan, ASKING)

    with pytest.raises(PlanRefusal) as refused:
        plan.followup.settle(needs(plan)[0].id, outcome, by, at(5))

    assert refused.value.code == code
    assert needs(plan)[0].state is DecisionState.OPEN


def test_what_was_withdrawn_is_not_settled(plan):
    answer(plan, ASKING)
    answer(plan, PROGRESS, 5)

    with pytest.raises(PlanRefusal, match="withdrawn"):
        plan.followup.settle(needs(plan)[0].id, "Ja", COORDINATOR, at(6))


def test_every_step_of_a_decision_stands_in_the_trail_without_anybodys_words(plan):
    answer(plan, ASKING)
    plan.followup.settle(needs(plan)[0].id, "Lokalen hyrs", COORDINATOR, at(5))
    plan.followup.tell_outcomes(ANNA, at(6))
    answer(plan, Reading(language="sv", unchanged=True), 7)

    with plan.store.reading() as ledger:
        steps = [event for event in ledger.trail.all() if event.event.startswith("decision.")]

    assert [event.event.removeprefix("decision.") for event in steps] == [
        "asked",
        "asked",
        "settled",
        "told",
        "withdrawn",
    ]
    assert not any("lokal" in value.lower() for event in steps for value in event.details.values())


def test_the_snapshot_holds_this_years_and_earlier_decisions(plan):
    answer(plan, ASKING)
    with plan.store.transaction() as ledger:
        ledger.decisions.save([replace(needs(plan)[0], year=2026), replace(needs(plan)[1], year=2028)])

    assert [need.year for need in plan.followup.snapshot(2027, at(5)).decisions] == [2026]


STEPS = st.lists(
    st.frozensets(st.sampled_from([ROOM, MONEY])) | st.sampled_from([DecisionState.DECIDED, DecisionState.DECLINED]),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
def test_whatever_is_corrected_and_settled_nothing_is_lost_and_what_is_open_is_asked_for_now(steps):
    plan, latest, seen = World([action("S1")]), None, set()
    for minute, step in enumerate(steps):
        moment = at(4, f"10:{minute:02}")
        if isinstance(step, frozenset):
            plan.followup.take_reply(
                "S1", "svar", ANNA, replace(PROGRESS, decisions_needed=tuple(sorted(step))), moment
            )
            latest = plan.followup.confirm("S1", ANNA, moment)
        elif waiting := [need for need in needs(plan) if need.state is DecisionState.OPEN]:
            declined = step is DecisionState.DECLINED
            plan.followup.settle(waiting[0].id, "Besked", COORDINATOR, moment, declined=declined)
        seen |= {need.id for need in needs(plan)}

    asked = needs(plan)
    assert {need.id for need in asked} == seen
    assert {need.update_id for need in asked if need.state is DecisionState.OPEN} <= {latest and latest.id}
    if latest:
        answered = {need.text for need in asked if need.state is not DecisionState.WITHDRAWN}
        assert set(latest.reading.decisions_needed) <= answered


def test_a_file_counts_from_the_reply_that_is_confirmed_after_it(plan):
    plan.followup.attach("S1", FILE, ANNA, at(4))
    waiting = plan.followup.snapshot(2027, at(4)).evidence
    update = answer(plan, PROGRESS)

    (file,) = plan.followup.snapshot(2027, at(5)).evidence

    assert waiting == ()
    assert (file.name, file.sha256, file.year, file.update_id) == ("protokoll.pdf", "a" * 64, 2027, update.id)


def test_a_file_that_is_delivered_twice_is_noted_once(plan):
    first = plan.followup.attach("s1", FILE, ANNA, at(4))

    assert plan.followup.attach("S1", FILE, ANNA, at(4)) == first


def test_files_of_others_and_of_earlier_replies_stay_where_they_are(plan):
    plan.followup.attach("S1", FILE, ANNA, at(4))
    first = answer(plan, PROGRESS)
    plan.followup.attach("S1", replace(FILE, name="karta.png"), COORDINATOR, at(5))

    answer(plan, PROGRESS, 6)

    with plan.store.reading() as ledger:
        assert [file.update_id for file in ledger.evidence.about("S1")] == [first.id, None]


def test_nobody_attaches_a_file_to_an_action_that_is_not_theirs(plan):
    with pytest.raises(PlanRefusal) as refused:
        plan.followup.attach("S2", FILE, ANNA, at(4))

    assert refused.value.code == "plans.not_yours"
