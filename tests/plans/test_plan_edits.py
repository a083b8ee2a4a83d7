"""What a changed plan, an absence or somebody who leaves means for questions in progress, on literal dates."""

from dataclasses import replace
from datetime import date

import pytest
from inline_snapshot import snapshot

from plans.cycle.plan_edits import Edit, Followed
from plans.cycle.sparing import Reason
from plans.model import Implementation, Person, RequestState, Role
from plans.refusals import PlanRefusal
from prompts.texts import texts
from tests.plans.cycle_world import ANNA, BO, CAJ, COORDINATOR, PEOPLE, PROGRESS, World, action, at, away

DAG = "dag@example.se"


def opened(*actions, **given):
    plan = World(actions or (action("S1"), action("S2", BO)), **given)
    plan.tick("2027-09-17")
    return plan


def edit(plan, nr, day="2027-09-20", *, gone=False, **changed):
    with plan.store.transaction() as ledger:
        before = ledger.actions.get(nr)
        after = replace(before, **changed)
        ledger.actions.save([after])
        return plan.followup.follow_plan(ledger, [Edit(before, None if gone else after)], at(day), COORDINATOR)


def test_a_new_reporter_in_the_plan_gets_the_question_and_the_old_one_is_left_alone():
    plan = opened()

    followed = edit(plan, "S1", reporter=CAJ)

    with plan.store.reading() as ledger:
        old, new = ledger.cycles.about("S1")
    assert followed == Followed(moved=("S1",))
    assert (old.state, old.reason, new.addressee, new.replaces) == (RequestState.REASSIGNED, "plan", CAJ, old.id)
    assert [(day, to) for day, to, *_ in plan.live("2027-09-20", "2027-10-01") if to != "bo"] == [
        ("09-20", "caj"),
        ("10-01", "caj"),
    ]


def test_what_was_queued_for_the_old_reporter_is_taken_back():
    plan = opened(action("S1"), action("S2"))

    edit(plan, "S1", "2027-09-17", reporter=CAJ)

    with plan.store.reading() as ledger:
        (queued,) = ledger.dispatches.all()
    assert queued.nrs == ("S2",)
    assert texts("sv")(queued.text_key, **queued.values).splitlines()[0] == snapshot(
        "Det är dags att följa upp åtgärden S2 Åtgärd S2."
    )


def test_somebody_who_has_taken_a_question_over_keeps_it():
    plan = opened()
    plan.followup.delegate("S1", ANNA, BO, at("2027-09-20"))
    plan.followup.answer_delegation("S1", BO, at("2027-09-20"), accept=True)

    assert edit(plan, "S1", "2027-09-21", reporter=CAJ) == Followed()


@pytest.mark.parametrize(
    ("given", "reason"), [({"gone": True}, "gone"), ({"implementation": Implementation.COMPLETED}, "over")]
)
def test_what_is_out_of_the_plan_or_over_is_asked_about_no_more(given, reason):
    plan = opened()

    followed = edit(plan, "S1", **given)

    assert followed == Followed(cancelled=("S1",))
    assert (plan.request("S1").state, plan.request("S1").reason) == (RequestState.CANCELLED, reason)
    assert [to for _, to, *_ in plan.live("2027-09-20", "2027-10-20") if to == "anna"] == []


def test_an_answer_stays_though_the_action_goes():
    plan = opened()
    plan.reply("S1", "2027-09-20")

    assert edit(plan, "S1", "2027-09-21", gone=True) == Followed()
    assert plan.request("S1").state is RequestState.SUBMITTED


def test_a_new_action_in_an_open_cycle_is_asked_about():
    plan = opened()
    new = action("S3", CAJ)

    with plan.store.transaction() as ledger:
        ledger.actions.save([new])
        followed = plan.followup.follow_plan(ledger, [Edit(None, new)], at("2027-09-20"), COORDINATOR)

    assert followed == Followed(asked=("S3",))
    assert plan.tick("2027-09-20", "10:00") == [("09-20", "caj", "first", "-28", ("S3",))]


def test_a_typo_put_right_changes_nothing_that_is_asked():
    assert edit(opened(), "S1", title="Öva pandemi") == Followed()


def test_whoever_leaves_hands_over_actions_and_questions():
    plan = opened(action("S1"), action("S2"), action("S3", BO))
    plan.reply("S2", "2027-09-20")

    done = plan.followup.leave(ANNA, CAJ, at("2027-09-21"), COORDINATOR)

    assert (done.actions, done.questions) == (("S1", "S2"), ("S1",))
    with plan.store.reading() as ledger:
        reporters = {each.nr: each.reporter for each in ledger.actions.all()}
    assert reporters == {"S1": CAJ, "S2": CAJ, "S3": BO}
    assert plan.request("S2").addressee == ANNA  # what she reported stays hers
    assert plan.tick("2027-09-21", "10:00") == [("09-21", "caj", "first", "-28", ("S1",))]


def test_a_substitute_who_leaves_is_replaced_and_what_was_offered_to_them_falls():
    plan = opened(absences=[away(BO, "2027-10-10", "2027-11-01", ANNA)])
    plan.followup.delegate("S2", BO, ANNA, at("2027-09-20"))

    plan.followup.leave(ANNA, CAJ, at("2027-09-21"), COORDINATOR)

    with plan.store.reading() as ledger:
        (absence,) = ledger.people.absences()
        (offer,) = ledger.delegations.all(2027)
    assert absence.substitute == CAJ
    assert offer.expired_at == at("2027-09-21")


@pytest.mark.parametrize(
    ("address", "to", "by", "code"),
    [
        (ANNA, BO, ANNA, "coordinators_only"),
        (ANNA, ANNA, COORDINATOR, "leaves_to_self"),
        (ANNA, "nobody@example.se", COORDINATOR, "unknown_person"),
        ("nobody@example.se", ANNA, COORDINATOR, "unknown_person"),
        (CAJ, BO, COORDINATOR, "nothing_to_hand_over"),
    ],
)
def test_a_handover_that_cannot_be_is_refused(address, to, by, code):
    with pytest.raises(PlanRefusal) as refused:
        opened().followup.leave(address, to, at("2027-09-21"), by)

    assert refused.value.code == f"plans.{code}"


def test_an_offer_that_nobody_answers_falls_and_the_giver_is_told():
    plan = opened()
    plan.followup.delegate("S1", ANNA, CAJ, at("2027-09-20"))

    plan.live("2027-09-21", "2027-09-28")

    with plan.store.reading() as ledger:
        told = [found for found in ledger.dispatches.all() if found.step == "expired"]
    assert [(found.to, found.at.date()) for found in told] == [(ANNA, date(2027, 9, 29))]  # the morning after
    assert texts("sv")(told[0].text_key, **told[0].values) == snapshot(
        """\
caj@example.se har inte svarat på om frågan om åtgärden S1 Åtgärd S1 kan tas över. \
Den ligger kvar hos dig, med sista svarsdag 2027-10-15.\
"""
    )
    with pytest.raises(PlanRefusal, match="no offer"):
        plan.followup.answer_delegation("S1", CAJ, at("2027-09-29"), accept=True)


def test_a_substitute_who_is_away_too_has_one_of_their_own_and_there_it_ends():
    chain = [away(ANNA, "2027-10-01", "2027-11-30", BO), away(BO, "2027-10-01", "2027-11-30", CAJ)]
    longer = [*chain, away(CAJ, "2027-10-01", "2027-11-30", COORDINATOR)]

    assert World([action("S1")], absences=chain).tick("2027-10-01") == [("10-01", "caj", "first", "-28", ("S1",))]
    assert World([action("S1")], absences=longer).tick("2027-10-01") == []


def test_an_absence_is_kept_and_ended():
    plan = opened()
    plan.followup.away(away(ANNA, "2027-09-28", "2027-10-08"), at("2027-09-20"), ANNA)

    held = plan.live("2027-10-01", "2027-10-04")
    plan.followup.back(ANNA, at("2027-10-05"), COORDINATOR)

    assert [to for _, to, *_ in held] == ["bo"]
    assert [to for _, to, *_ in plan.live("2027-10-05", "2027-10-05")] == ["anna"]


@pytest.mark.parametrize(
    ("absence", "by", "code"),
    [
        (away(ANNA, "2027-10-08", "2027-10-01"), ANNA, "absence_backwards"),
        (away(ANNA, "2027-09-01", "2027-09-10"), ANNA, "absence_over"),
        (away(ANNA, "2027-10-01", "2027-10-08", ANNA), ANNA, "substitute_is_self"),
        (away(ANNA, "2027-10-01", "2027-10-08", "nobody@example.se"), ANNA, "unknown_person"),
        (away(ANNA, "2027-10-01", "2027-10-08", CAJ), ANNA, "substitutes_of_each_other"),
        (away(ANNA, "2027-10-01", "2027-10-08"), BO, "coordinators_only"),
    ],
)
def test_an_absence_that_cannot_be_is_refused(absence, by, code):
    plan = opened(absences=[away(CAJ, "2027-10-05", "2027-10-20", ANNA)])

    with pytest.raises(PlanRefusal) as refused:
        plan.followup.away(absence, at("2027-09-20"), by)

    assert refused.value.code == f"plans.{code}"


def test_the_dry_run_says_why_nothing_is_sent_about_the_others():
    people = (*PEOPLE, Person(address=DAG, role=Role.OWNER))
    actions = [action("S1"), action("S2", BO), action("S3", CAJ), action("S4", DAG)]
    plan = World(actions, people, absences=[away(BO, "2027-09-13", "2027-10-06")])
    plan.tick("2027-09-17")
    plan.followup.snooze("S3", CAJ, date(2027, 10, 11), at("2027-09-20"))
    plan.followup.take_reply("S4", "Det pågår", DAG, PROGRESS, at("2027-09-20"))

    resting = plan.followup.resting(at("2027-09-20", "08:00"))

    assert [(each.nr, each.reason, each.until and each.until.isoformat()) for each in resting] == [
        ("S1", Reason.NEXT, "2027-10-01"),
        ("S2", Reason.AWAY, "2027-10-07"),
        ("S3", Reason.PUT_OFF, "2027-10-11"),
        ("S4", Reason.UNCONFIRMED, None),
    ]
