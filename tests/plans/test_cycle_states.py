"""Each step of a cycle and of a request, allowed and refused, and what the steps of a report do."""

import itertools
from dataclasses import replace

import pytest
from inline_snapshot import snapshot

from plans.cycle.states import CYCLE_STEPS, REQUEST_STEPS, check_cycle, check_request
from plans.model import CycleState, RequestState, Role
from plans.refusals import PlanRefusal
from prompts.texts import LANGUAGES
from tests.plans.cycle_world import ANNA, COORDINATOR, PEOPLE, World, action, at

CYCLE_ORDER = ["draft", "scheduled", "open", "grace", "review", "compiled", "approved", "presented", "archived"]
REQUEST_ORDER = ["planned", "sent", "in_dialogue", "awaiting_confirmation", "submitted", "accepted", "frozen"]


@pytest.mark.parametrize(
    ("now", "then"), [*itertools.pairwise(CYCLE_ORDER), ("review", "open"), ("approved", "review")]
)
def test_a_cycle_goes_through_its_states_in_order_and_back_where_it_may(now, then):
    check_cycle(2027, CycleState(now), CycleState(then))


@pytest.mark.parametrize(
    ("now", "then"),
    [
        *itertools.pairwise(REQUEST_ORDER),
        ("submitted", "returned"),
        ("returned", "in_dialogue"),
        ("sent", "reassigned"),
        ("in_dialogue", "no_response"),
        ("no_response", "submitted"),
        ("returned", "cancelled"),
    ],
)
def test_a_request_goes_through_its_states_in_order_and_aside_where_it_may(now, then):
    check_request("S1", RequestState(now), RequestState(then))


@pytest.mark.parametrize(
    ("now", "then"), [(now, then) for now, allowed in CYCLE_STEPS.items() for then in CycleState if then not in allowed]
)
def test_whatever_a_cycle_may_not_do_is_refused_with_what_it_may(now, then):
    with pytest.raises(PlanRefusal) as refused:
        check_cycle(2027, now, then)

    assert all("2027" in refused.value.text(language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("now", "then"),
    [(now, then) for now, allowed in REQUEST_STEPS.items() for then in RequestState if then not in allowed],
)
def test_whatever_a_request_may_not_do_is_refused(now, then):
    with pytest.raises(PlanRefusal) as refused:
        check_request("S1", now, then)

    assert all("S1" in refused.value.text(language) for language in LANGUAGES)


def compiled():
    plan = World([action("S1"), action("S2")])
    plan.tick("2027-09-17")
    plan.reply("S1", "2027-09-20")
    plan.followup.close(2027, at("2027-10-20"), COORDINATOR)
    return plan


def test_approving_freezes_the_answers_and_keeps_a_version_of_the_report():
    plan = compiled()

    cycle = plan.followup.approve(2027, at("2027-10-25"), COORDINATOR)

    assert cycle.state is CycleState.APPROVED
    assert (plan.request("S1").state, plan.request("S2").state) == (RequestState.FROZEN, RequestState.NO_RESPONSE)
    with plan.store.reading() as ledger:
        versions = ledger.summaries.snapshots(2027)
    assert [version.cycle.state for version in versions] == [CycleState.COMPILED, CycleState.APPROVED]


def test_an_approved_report_is_reviewed_again_with_a_reason_and_compiled_anew():
    plan = compiled()
    plan.followup.approve(2027, at("2027-10-25"), COORDINATOR)
    with pytest.raises(PlanRefusal, match="needs a reason"):
        plan.followup.review(2027, at("2027-10-26"), COORDINATOR, " ")

    plan.followup.review(2027, at("2027-10-26"), COORDINATOR, "En siffra var fel")
    plan.reply("S1", "2027-10-26", text="40 %, inte 60")
    plan.followup.close(2027, at("2027-10-27"), COORDINATOR)

    with plan.store.reading() as ledger:
        versions, trail = ledger.summaries.snapshots(2027), ledger.trail.all()
    assert [len(version.updates) for version in versions] == [1, 1, 2]
    assert [event.details["reason"] for event in trail if event.event == "cycle.review"] == ["En siffra var fel"]


def test_those_who_have_not_answered_are_asked_again_when_a_cycle_is_opened_again():
    plan = compiled()

    plan.followup.reopen(2027, at("2027-10-25"), COORDINATOR, "Fler svar behövs", at("2027-11-12").date())

    assert plan.live("2027-10-25", "2027-11-30") == snapshot(
        [
            ("10-29", "anna", "remind", "-10", ("S2",)),
            ("11-09", "anna", "remind", "-3", ("S2",)),
            ("11-12", "anna", "remind", "0", ("S2",)),
            ("11-17", "anna", "remind", "+3", ("S2",)),
            ("11-26", "samordnare", "escalate_coordinators", "+10", ("S2",)),
            ("11-29", "samordnare", "compiled", "0", ("S2",)),
        ]
    )


def test_a_presented_report_is_archived_and_changes_no_more():
    plan = compiled()
    for step in (plan.followup.approve, plan.followup.present, plan.followup.archive):
        step(2027, at("2027-11-01"), COORDINATOR)

    with pytest.raises(PlanRefusal, match="is archived"):
        plan.followup.review(2027, at("2027-11-02"), COORDINATOR, "En siffra var fel")


def test_a_draft_asks_nobody_until_it_is_started():
    plan = World([action("S1")], draft=True)

    before = plan.live("2027-09-17", "2027-09-20")
    plan.followup.start(2027, at("2027-09-21", "08:00"), COORDINATOR)

    assert before == []
    assert plan.tick("2027-09-21") == [("09-21", "anna", "first", "-28", ("S1",))]


def test_only_a_coordinator_takes_a_report_further():
    with pytest.raises(PlanRefusal, match="Only a coordinator"):
        compiled().followup.approve(2027, at("2027-10-25"), ANNA)


def test_an_owner_is_asked_for_more_and_again_when_the_question_moves():
    plan = World([action("S1")])
    plan.tick("2027-09-17")
    plan.reply("S1", "2027-09-20")
    plan.followup.return_for_more("S1", COORDINATOR, "Vad gav det?", at("2027-09-21"))

    plan.followup.reassign("S1", "bo@example.se", COORDINATOR, at("2027-09-22"))

    moved = plan.request("S1")
    with plan.store.reading() as ledger:
        asked = [found.to for found in ledger.dispatches.all() if found.rule == "returned"]
    assert (moved.state, moved.answered_at is not None) == (RequestState.RETURNED, True)
    assert asked == [ANNA, "bo@example.se"]


def test_whoever_leads_an_area_is_told_that_there_is_a_draft_to_comment_on():
    lead = replace(next(person for person in PEOPLE if person.role is Role.AREA_LEAD), areas=("Data",))
    plan = World([action("S1")], people=(*(each for each in PEOPLE if each.address != lead.address), lead))

    plan.followup.close(2027, at("2027-11-01"), COORDINATOR)

    with plan.store.reading() as ledger:
        told = [(each.to, each.text_key) for each in ledger.dispatches.all(2027) if each.rule == "compiled"]
    assert told == [(lead.address, "asking.compiled.review")]
