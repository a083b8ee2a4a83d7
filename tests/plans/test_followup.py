"""The follow-up as a service: replies, hand-overs, the cut-off and who may do what, on literal dates."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from inline_snapshot import snapshot

from plans.audit import verify
from plans.model import UNCONFIRMED, CycleState, DispatchState, Forecast, Implementation, Reading, RequestState
from plans.refusals import PlanRefusal
from plans.summary.figures import figures
from prompts.texts import LANGUAGES, texts
from tests.plans.cycle_world import ANNA, BO, CAJ, COORDINATOR, DUE, LEAD, PROGRESS, World, action, at, away


def opened(*actions, **given):
    plan = World(actions or (action("S1"), action("S2", BO)), **given)
    plan.tick("2027-09-17")
    return plan


def test_opening_plans_a_request_for_every_action_that_is_not_over():
    over = action("S3", implementation=Implementation.COMPLETED)
    lasting = action("S4", implementation=Implementation.CONTINUOUS, continuous=True)
    plan = World([action("S1"), over, lasting])

    with plan.store.reading() as ledger:
        cycle, requests = ledger.cycles.get(2027), ledger.cycles.requests(2027)

    assert (cycle.state, cycle.opens, cycle.due, cycle.cut_off) == (
        CycleState.SCHEDULED,
        date(2027, 9, 17),
        DUE,
        date(2027, 10, 29),
    )
    assert [(each.nr, each.addressee, each.state) for each in requests] == [
        ("S1", ANNA, RequestState.PLANNED),
        ("S4", ANNA, RequestState.PLANNED),
    ]


@pytest.mark.parametrize(
    ("year", "due", "code"),
    [(2027, date(2027, 11, 1), "cycle_exists"), (2028, date(2027, 8, 31), "due_passed")],
)
def test_opening_what_cannot_be_opened_is_refused(year, due, code):
    plan = World([action("S1")])

    with pytest.raises(PlanRefusal) as refused:
        plan.followup.open_cycle(year, due, at("2027-09-01"), COORDINATOR)

    assert refused.value.code == f"plans.{code}"


def test_opening_without_a_plan_is_refused():
    with pytest.raises(PlanRefusal, match="no actions"):
        World([])


def test_a_reply_counts_when_it_is_confirmed():
    plan = opened()
    plan.followup.take_reply("s1", "Det pågår", ANNA, PROGRESS, at("2027-09-20"))
    before = plan.request("S1")

    update = plan.followup.confirm("S1", ANNA, at("2027-09-21"))

    assert (before.state, before.answered_at) == (RequestState.AWAITING_CONFIRMATION, None)
    after = plan.request("S1")
    assert (after.state, after.answered_at, after.update_id) == (RequestState.SUBMITTED, at("2027-09-21"), update.id)
    assert (update.text, update.author, update.late, update.corrects) == ("Det pågår", ANNA, False, None)


def test_what_was_not_understood_is_a_dialogue_until_it_is():
    plan = opened()

    plan.followup.take_reply("S1", "Det rullar", ANNA, Reading(language="sv", question="status"), at("2027-09-20"))
    assert plan.request("S1").state is RequestState.IN_DIALOGUE

    plan.followup.take_reply("S1", "Det pågår", ANNA, PROGRESS, at("2027-09-20", "09:05"))
    assert plan.request("S1").state is RequestState.AWAITING_CONFIRMATION


def test_an_edited_reply_takes_the_place_of_the_first():
    plan = opened()
    plan.followup.take_reply("S1", "Det är klart", ANNA, replace(PROGRESS, progress=100), at("2027-09-20"))
    plan.followup.take_reply("S1", "Nej, det pågår", ANNA, PROGRESS, at("2027-09-20", "09:05"))

    assert plan.followup.confirm("S1", ANNA, at("2027-09-20", "09:06")).text == "Nej, det pågår"
    with pytest.raises(PlanRefusal, match="no answer of yours"):
        plan.followup.confirm("S1", ANNA, at("2027-09-20", "09:07"))


def test_a_correction_is_a_new_update_that_names_the_old_and_is_as_timely():
    plan = opened()
    first = plan.reply("S1", "2027-10-14")

    second = plan.reply("S1", "2027-10-18", reading=replace(PROGRESS, progress=40), text="40 %, inte 60")

    status = plan.followup.status(2027, at(19))
    assert second.corrects == first.id
    assert (status.answered_on_time, status.answered_late) == (1, 0)
    assert plan.request("S1").update_id == second.id


def test_a_correction_leaves_what_it_does_not_mention():
    plan = opened()
    plan.reply("S1", "2027-10-13", reading=replace(PROGRESS, forecast=Forecast.AT_RISK))
    plan.reply("S1", "2027-10-14", reading=Reading(language="sv", forecast=Forecast.ON_TRACK))

    standing = plan.followup.standing("S1", at(15))

    assert (standing.implementation, standing.forecast) == (Implementation.IN_PROGRESS, Forecast.ON_TRACK)


def test_reporting_on_demand_needs_no_cycle():
    plan = World([action("S1")])
    plan.followup.close(2027, at("2027-09-02"), COORDINATOR)

    update = plan.reply("S1", "2028-02-01")

    assert (update.year, update.late) == (2027, True)  # the year's answer is still missing, so it is an addendum
    assert plan.reply("S1", "2028-03-01").year == 2028


def test_an_answer_in_grace_is_late_and_counts_and_one_after_it_is_an_addendum():
    plan = opened()
    plan.reply("S1", "2027-10-18")
    plan.live("2027-10-18", "2027-11-01")

    late = plan.reply("S2", "2027-11-02", author=BO)

    status = plan.followup.status(2027, at("2027-11-03"))
    assert late.late
    assert (status.answered_on_time, status.answered_late, status.no_response) == (0, 2, 0)
    assert status.response_rate == 0.5
    with plan.store.reading() as ledger:
        told = [found for found in ledger.dispatches.all() if found.rule == "late"]
    assert [found.to for found in told] == [COORDINATOR]


def test_the_cut_off_compiles_and_tells_the_coordinators_what_is_missing():
    plan = opened()
    plan.reply("S1", "2027-09-20")
    plan.live("2027-09-21", "2027-10-29")

    (told,) = plan.followup.tick(at("2027-10-30", "00:05"))

    assert plan.request("S2").state is RequestState.NO_RESPONSE
    assert told.at == at("2027-11-01")  # a Monday
    assert texts("en")(told.text_key, **told.values) == snapshot("""\
The follow-up of 2027 is compiled: 1 of 2 questions are answered, 50 per cent.
Nothing was reported on S2. They are shown as no information received. Late answers are taken as addenda.\
""")
    with plan.store.reading() as ledger:
        assert ledger.cycles.get(2027).state is CycleState.COMPILED
        assert [update.nr for update in ledger.summaries.snapshot(2027).updates] == ["S1"]
    assert plan.followup.tick(at("2027-11-01")) == ()


def test_the_cut_off_says_what_to_look_at_first_and_names_no_more_than_can_be_read():
    plan = opened(*(action(f"S{n}", end=date(2027, 6, 30)) for n in range(1, 21)))
    plan.followup.take_reply("s1", "Det pågår", ANNA, PROGRESS, at("2027-09-20"))
    plan.live("2027-09-21", "2027-10-29")

    (told,) = plan.followup.tick(at("2027-10-30", "00:05"))

    assert texts("en")(told.text_key, **told.values) == snapshot("""\
The follow-up of 2027 is compiled: 0 of 20 questions are answered, 0 per cent.
Nothing was reported on S1, S2, S3, S4, S5, S6, S7, S8, S9, S10, S11, S12 … (+8). They are shown as no information received. Late answers are taken as addenda.
Late actions: 20. Obstacles: 0. Decisions asked for: 0. Replies that were never confirmed: 1.
Write report to get the draft.\
""")  # noqa: E501 - as people read it


def test_a_reply_that_was_never_confirmed_is_missing_at_the_cut_off_and_says_so():
    plan = opened()
    plan.followup.take_reply("s1", "Det pågår", ANNA, PROGRESS, at("2027-09-20"))

    plan.live("2027-09-21", "2027-10-30")

    ended = plan.request("S1")
    assert (ended.state, ended.reason) == (RequestState.NO_RESPONSE, UNCONFIRMED)
    assert figures(plan.followup.snapshot(2027, at("2027-10-30"))).count("unconfirmed") == 1


def test_a_cycle_moves_with_its_dates_whoever_was_asleep():
    plan = World([action("S1")])
    states = []

    for day in ("2027-09-16", "2027-09-17", "2027-10-15", "2027-10-16", "2027-10-29", "2027-11-20"):
        plan.tick(day, "23:00")
        states.append(plan.followup.status(2027, at(day)).state.value)

    assert states == ["scheduled", "open", "open", "grace", "grace", "compiled"]


def test_somebody_away_from_the_due_date_to_the_end_is_not_counted_as_missing():
    plan = opened(absences=[away(BO, "2027-10-01", "2027-12-01")])
    plan.live("2027-09-18", "2027-10-30")

    status = plan.followup.status(2027, at("2027-11-01"))

    assert (plan.request("S2").state, plan.request("S2").reason) == (RequestState.CANCELLED, "absence")
    assert (status.requests, status.no_response) == (1, 1)


def test_closing_early_stops_the_asking():
    plan = opened()

    cycle = plan.followup.close(2027, at("2027-09-20"), COORDINATOR)

    assert cycle.state is CycleState.COMPILED
    assert plan.live("2027-09-21", "2027-10-31") == []


def test_only_coordinators_close():
    with pytest.raises(PlanRefusal, match=f"Only a coordinator can do this. Contact {COORDINATOR}"):
        opened().followup.close(2027, at("2027-09-20"), ANNA)


def test_the_same_content_gives_the_same_snapshot():
    plan = opened()

    first, second = (plan.followup.compile(2027, at("2027-09-20", clock), COORDINATOR) for clock in ("09:00", "10:00"))
    plan.reply("S1", "2027-09-21")

    assert first.id == second.id
    assert plan.followup.snapshot(2027, at("2027-09-22")).id != first.id


def test_a_question_is_handed_over_when_the_receiver_accepts():
    plan = opened()
    plan.followup.delegate("S1", ANNA, CAJ, at("2027-09-20"))
    held = plan.request("S1").addressee

    plan.followup.answer_delegation("S1", CAJ, at("2027-09-21"), accept=True)

    with plan.store.reading() as ledger:
        old, new = ledger.cycles.about("S1")
        told = [(found.to, found.step) for found in ledger.dispatches.all() if found.rule == "delegation"]
    assert held == ANNA
    assert (old.state, new.addressee, new.replaces) == (RequestState.REASSIGNED, CAJ, old.id)
    assert told == [(CAJ, "offered"), (ANNA, "accepted")]
    assert plan.reply("S1", "2027-09-22", author=CAJ).author == CAJ
    assert plan.followup.status(2027, at("2027-09-23")).requests == 2


def test_a_declined_question_stays_where_it_was():
    plan = opened()
    plan.followup.delegate("S1", ANNA, CAJ, at("2027-09-20"))

    plan.followup.answer_delegation("S1", CAJ, at("2027-09-21"), accept=False)

    assert plan.request("S1").addressee == ANNA
    with pytest.raises(PlanRefusal, match="no offer"):
        plan.followup.answer_delegation("S1", CAJ, at("2027-09-22"), accept=True)


def test_who_takes_a_question_over_is_reminded_and_the_first_is_not():
    plan = opened(action("S1"))
    plan.followup.delegate("S1", ANNA, CAJ, at("2027-09-20"))
    plan.followup.answer_delegation("S1", CAJ, at("2027-09-21"), accept=True)

    assert plan.live("2027-09-22", "2027-10-01") == [("10-01", "caj", "remind", "-10", ("S1",))]


def test_a_question_that_is_not_mine_goes_to_the_organisation_and_the_coordinators_are_told():
    plan = opened(action("S1", accountable="Region Mitt"))

    plan.followup.not_mine("S1", ANNA, at("2027-09-20"))

    with plan.store.reading() as ledger:
        told = ledger.dispatches.all()[-1]
    assert plan.tick("2027-09-20", "10:00") == [("09-20", "lead", "first", "-28", ("S1",))]
    assert (told.to, texts("sv")(told.text_key, **told.values)) == snapshot(
        (
            "samordnare@example.se",
            (
                "Anna Ek svarar inte för åtgärden S1 Åtgärd S1. Frågan har gått vidare till lead@example.se. "
                "Stämmer inte det, skriv: byt ansvarig S1 till namn@organisation."
            ),
        )
    )


def test_a_coordinator_moves_a_question():
    plan = opened()

    plan.followup.reassign("S1", CAJ, COORDINATOR, at("2027-09-20"))

    assert plan.tick("2027-09-20", "10:00") == [("09-20", "caj", "first", "-28", ("S1",))]


@pytest.mark.parametrize(
    ("until", "code"),
    [(date(2027, 10, 16), "snooze_past_due"), (date(2027, 9, 20), "snooze_in_past")],
)
def test_a_question_is_put_off_within_its_time(until, code):
    with pytest.raises(PlanRefusal) as refused:
        opened().followup.snooze("S1", ANNA, until, at("2027-09-20"))

    assert refused.value.code == f"plans.{code}"


def test_a_question_is_put_off_twice_at_most():
    plan = opened()
    for day in (24, 28):
        plan.followup.snooze("S1", ANNA, date(2027, 9, day), at("2027-09-20"))

    with pytest.raises(PlanRefusal, match="put off twice"):
        plan.followup.snooze("S1", ANNA, date(2027, 10, 5), at("2027-09-28"))


@pytest.mark.parametrize("author", [ANNA, COORDINATOR, CAJ])
def test_the_addressee_a_substitute_and_a_coordinator_may_answer(author):
    plan = opened(absences=[away(ANNA, "2027-09-18", "2027-11-30", CAJ)])

    assert plan.reply("S1", "2027-09-20", author=author).confirmed_by == author


def test_an_answer_on_somebodys_behalf_is_recorded_as_such():
    plan = opened()
    plan.reply("S1", "2027-09-20", author=COORDINATOR)

    with plan.store.reading() as ledger:
        (confirmed,) = [event for event in ledger.trail.all() if event.event == "update.confirmed"]
        people = ledger.trail.people()
    assert people[int(confirmed.details["on_behalf_of"].removeprefix("person "))] == ANNA


@pytest.mark.parametrize("author", [BO, LEAD, CAJ, "okand@example.se"])
def test_nobody_answers_what_is_not_theirs_and_nobody_is_told_whose_it_is(author):
    plan = opened()

    with pytest.raises(PlanRefusal, match="You cannot answer for S1") as refused:
        plan.followup.take_reply("S1", "Klart", author, PROGRESS, at("2027-09-20"))

    assert ANNA not in refused.value.text("sv") + refused.value.text("en")
    assert "reply.received" not in plan.events()


def test_an_unknown_action_is_refused_with_the_nearest_number():
    with pytest.raises(PlanRefusal, match=r"no action with the number S11\. Did you mean S1"):
        opened().followup.take_reply("S11", "Klart", ANNA, PROGRESS, at("2027-09-20"))


def test_a_coordinator_accepts_or_asks_for_more():
    plan = opened()
    plan.reply("S1", "2027-09-20")

    plan.followup.return_for_more("S1", COORDINATOR, "Hur många övningar?", at("2027-09-21"))
    returned = plan.request("S1")
    plan.reply("S1", "2027-09-22", text="Två övningar")
    plan.followup.accept("S1", COORDINATOR, at("2027-09-23"))

    assert (returned.state, returned.answered_at) == (RequestState.RETURNED, at("2027-09-20", "09:01"))
    assert plan.request("S1").state is RequestState.ACCEPTED
    with pytest.raises(PlanRefusal, match="no submitted answer"):
        plan.followup.accept("S1", COORDINATOR, at("2027-09-24"))


def test_what_was_returned_and_not_completed_is_still_an_answer():
    plan = opened()
    plan.reply("S1", "2027-09-20")
    plan.followup.return_for_more("S1", COORDINATOR, "Hur många?", at("2027-09-21"))

    plan.live("2027-09-22", "2027-10-30")

    assert plan.request("S1").state is RequestState.SUBMITTED
    assert plan.followup.status(2027, at("2027-11-01")).answered_on_time == 1


def test_a_queued_reminder_is_taken_back_when_the_answer_comes_first():
    plan = opened()

    plan.reply("S1", "2027-09-17")

    with plan.store.reading() as ledger:
        states = {found.to: found.state for found in ledger.dispatches.all()}
    assert states == {ANNA: DispatchState.CANCELLED, BO: DispatchState.QUEUED}


def test_every_step_stands_in_the_trail_and_the_trail_holds():
    plan = opened(action("S1"))
    plan.reply("S1", "2027-09-20")
    plan.live("2027-10-01", "2027-11-01")

    with plan.store.reading() as ledger:
        trail = ledger.trail.all()
    assert verify(trail) is None
    assert [event.event for event in trail] == [
        "cycle.opened",
        "cycle.open",
        "message.queued",
        "reply.received",
        "update.confirmed",
        "message.cancelled",
        "cycle.grace",
        "cycle.compiled",
    ]


def test_the_status_has_the_contracts_shape():
    plan = opened(action("S1", area="Beredskap", aspect="C"), action("S2", BO, area="Data", aspect="B"))
    plan.reply("S1", "2027-09-20")

    assert plan.followup.status(None, at("2027-09-21")).to_json() == snapshot(
        {
            "year": 2027,
            "state": "open",
            "open": "2027-09-17",
            "due": "2027-10-15",
            "cut_off": "2027-10-29",
            "requests": 2,
            "answered_on_time": 1,
            "answered_late": 0,
            "awaiting": 1,
            "no_response": 0,
            "response_rate": 0.5,
            "by_area": [
                {
                    "aspect": "C",
                    "area": "Beredskap",
                    "requests": 1,
                    "answered_on_time": 1,
                    "answered_late": 0,
                    "awaiting": 0,
                    "no_response": 0,
                    "response_rate": 1.0,
                },
                {
                    "aspect": "B",
                    "area": "Data",
                    "requests": 1,
                    "answered_on_time": 0,
                    "answered_late": 0,
                    "awaiting": 1,
                    "no_response": 0,
                    "response_rate": 0.0,
                },
            ],
        }
    )


def test_a_time_without_a_zone_is_a_fault():
    with pytest.raises(ValueError, match="no zone"):
        opened().followup.tick(datetime(2027, 9, 20, 9, 0))  # noqa: DTZ001 - what is tested


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_that_is_queued_can_be_read_in_both_languages(language):
    plan = opened(action("S1", accountable="Region Mitt"), action("S2", BO), action("S3", BO))
    plan.followup.delegate("S1", ANNA, CAJ, at("2027-09-20"))
    plan.followup.take_reply("S2", "Pågår", BO, PROGRESS, at("2027-09-20"))
    plan.live("2027-09-20", "2027-11-01")

    with plan.store.reading() as ledger:
        read = [texts(language)(found.text_key, **found.values) for found in ledger.dispatches.all()]

    assert len(read) > 10
    assert not [text for text in read if "{" in text or "None" in text or "!" in text]
