"""The rules for asking, each on literal dates. A cycle due on Friday 15 October 2027 unless a test says otherwise."""

from datetime import date

import pytest

from plans.cycle.asking import AskingRules
from plans.cycle.messages import as_json
from plans.model import Person, Reading, Role
from tests.plans.cycle_world import ANNA, BO, CAJ, COORDINATOR, PEOPLE, PROGRESS, World, action, at, away


def test_owner_is_asked_four_weeks_before_the_due_date_and_reminded_until_after_it():
    plan = World([action("S1")])

    sent = plan.live("2027-09-01", "2027-10-28")

    assert sent == [
        ("09-17", "anna", "first", "-28", ("S1",)),
        ("10-01", "anna", "remind", "-10", ("S1",)),
        ("10-12", "anna", "remind", "-3", ("S1",)),
        ("10-15", "anna", "remind", "0", ("S1",)),
        ("10-20", "anna", "remind", "+3", ("S1",)),
    ]


def test_a_person_gets_one_message_about_all_their_actions():
    plan = World([action("S1"), action("S2"), action("S3", BO)])

    assert plan.tick("2027-09-17") == [
        ("09-17", "anna", "first", "-28", ("S1", "S2")),
        ("09-17", "bo", "first", "-28", ("S3",)),
    ]


def test_nobody_is_reminded_of_what_they_have_answered():
    plan = World([action("S1"), action("S2")])
    plan.tick("2027-09-17")
    plan.reply("S1", "2027-09-20")

    assert plan.tick("2027-10-01") == [("10-01", "anna", "remind", "-10", ("S2",))]


def test_nothing_goes_out_twice_however_often_the_clock_ticks():
    plan = World([action("S1")])

    sent = [plan.tick("2027-09-17", clock) for clock in ("08:59", "09:00", "09:00", "09:01", "12:00", "16:30")]

    assert [len(each) for each in sent] == [0, 1, 0, 0, 0, 0]


@pytest.mark.parametrize("clock", ["00:00", "08:00", "08:59", "16:31", "23:59"])
def test_nothing_goes_out_outside_working_time(clock):
    assert World([action("S1")]).tick("2027-09-17", clock) == []


def test_nothing_goes_out_on_a_holiday():
    plan = World([action("S1")], due=date(2027, 7, 23), opened="2027-05-03")

    assert plan.live("2027-06-25", "2027-06-28") == [("06-28", "anna", "first", "-28", ("S1",))]


def test_a_week_of_downtime_is_one_message_the_latest():
    plan = World([action("S1")])
    plan.tick("2027-09-17")

    assert plan.live("2027-10-14", "2027-10-14") == [("10-14", "anna", "remind", "-3", ("S1",))]
    assert plan.live("2027-10-15", "2027-10-15") == [("10-15", "anna", "remind", "0", ("S1",))]


def test_a_first_question_that_comes_late_covers_the_reminders_before_it():
    plan = World([action("S1")])

    assert plan.live("2027-10-04", "2027-10-11") == [("10-04", "anna", "first", "-28", ("S1",))]


def test_two_messages_about_one_request_are_five_days_apart_except_on_the_due_day():
    plan = World([action("S1")])

    sent = plan.live("2027-10-11", "2027-10-20")

    assert sent == [
        ("10-11", "anna", "first", "-28", ("S1",)),
        ("10-15", "anna", "remind", "0", ("S1",)),  # the threshold of the 12th was too close
        ("10-20", "anna", "remind", "+3", ("S1",)),
    ]


def test_a_reminder_after_a_due_date_in_the_middle_of_a_week_waits_until_it_is_five_days_later():
    plan = World([action("S1")], due=date(2027, 10, 12))

    assert plan.live("2027-10-12", "2027-10-18")[-1] == ("10-18", "anna", "remind", "+3", ("S1",))


def test_a_due_date_on_a_sunday_is_reminded_of_on_the_friday():
    plan = World([action("S1")], due=date(2027, 10, 31))

    plan.live("2027-10-04", "2027-10-28")

    assert plan.live("2027-10-29", "2027-11-02") == [("10-29", "anna", "remind", "0", ("S1",))]


@pytest.mark.parametrize(
    ("due", "first"),
    [
        (date(2027, 4, 23), "2027-03-30T07:00"),  # opens on Good Friday, so after Easter, in summer time
        (date(2027, 11, 26), "2027-10-29T07:00"),
        (date(2027, 11, 29), "2027-11-01T08:00"),  # after summer time has ended
    ],
)
def test_the_question_comes_at_nine_on_the_wall_across_summer_time(due, first):
    plan = World([action("S1")], due=due, opened="2027-03-01")

    (dispatch,) = plan.followup.tick(at(first[:10]))

    assert dispatch.at.isoformat(timespec="minutes") == f"{first}+00:00"


def test_silence_is_told_to_those_near_then_the_organisation_then_the_coordinators():
    people = (*PEOPLE, Person(address="sjukhus@example.se", role=Role.AREA_LEAD, organisation="Sjukhuset"))
    plan = World([action("S1", accountable="Region Mitt", contributors=("Sjukhuset",))], people)
    plan.live("2027-09-17", "2027-10-20")

    assert plan.live("2027-10-21", "2027-10-29") == [
        ("10-22", "sjukhus", "escalate_near", "+5", ("S1",)),
        ("10-27", "lead", "escalate_organisation", "+8", ("S1",)),
        ("10-29", "samordnare", "escalate_coordinators", "+10", ("S1",)),
    ]


def test_after_downtime_each_is_told_once_at_the_highest_step_that_concerns_them():
    plan = World([action("S1", accountable="Region Mitt", contributors=("Region Mitt",))])
    plan.tick("2027-09-17")

    assert plan.live("2027-10-29", "2027-10-29") == [
        ("10-29", "anna", "remind", "+3", ("S1",)),
        ("10-29", "lead", "escalate_organisation", "+8", ("S1",)),
        ("10-29", "samordnare", "escalate_coordinators", "+10", ("S1",)),
    ]


def test_the_coordinators_see_counts_and_no_list():
    plan = World([action("S1"), action("S2", BO)])
    plan.live("2027-09-17", "2027-10-28")

    (dispatch,) = plan.followup.tick(at(29))

    assert dispatch.to == COORDINATOR
    assert dispatch.values == {"count": "2", "total": "2", "cut_off": "2027-10-29"}


def test_somebody_who_is_away_is_asked_when_they_are_back():
    plan = World([action("S1")], absences=[away(ANNA, "2027-09-13", "2027-09-24")])

    assert plan.live("2027-09-17", "2027-09-30") == [("09-27", "anna", "first", "-28", ("S1",))]


def test_the_substitute_is_asked_when_somebody_is_away_past_the_due_date():
    plan = World([action("S1")], absences=[away(ANNA, "2027-10-10", "2027-11-30", BO)])

    sent = plan.live("2027-09-17", "2027-10-15")

    assert [(day, to) for day, to, *_ in sent] == [
        ("09-17", "anna"),
        ("10-01", "anna"),
        ("10-12", "bo"),
        ("10-15", "bo"),
    ]


def test_a_question_that_was_put_off_rests_until_its_day():
    plan = World([action("S1")])
    plan.tick("2027-09-17")
    plan.send()
    plan.followup.snooze("S1", ANNA, date(2027, 10, 6), at("2027-09-17", "10:00"))

    assert plan.live("2027-09-20", "2027-10-11") == [("10-06", "anna", "remind", "-10", ("S1",))]


def test_an_unconfirmed_reading_is_reminded_of_once():
    plan = World([action("S1")])
    plan.tick("2027-09-17")
    plan.followup.take_reply("S1", "Det pågår", ANNA, PROGRESS, at("2027-09-24", "15:00"))

    assert plan.live("2027-09-24", "2027-10-28") == [("09-27", "anna", "confirm", "+1", ("S1",))]


def test_a_reply_that_needs_clarifying_is_still_reminded_of():
    plan = World([action("S1")])
    plan.tick("2027-09-17")
    plan.followup.take_reply("S1", "Det rullar", ANNA, Reading(language="sv", question="which"), at("2027-09-24"))

    assert plan.live("2027-09-27", "2027-10-01") == [("10-01", "anna", "remind", "-10", ("S1",))]


def test_nobody_gets_two_unasked_messages_a_day():
    people = (*PEOPLE, Person(address="x@example.se", role=Role.AREA_LEAD, organisation="Region Syd"))
    plan = World([action("S1", "x@example.se"), action("S2", BO, accountable="Region Syd")], people)
    plan.live("2027-09-17", "2027-10-19")

    sent = plan.live("2027-10-20", "2027-10-29")

    days = [day for day, to, *_ in sent if to == "x"]
    assert len(days) == len(set(days)) >= 2


def test_an_action_without_a_reporter_is_asked_of_its_organisation_and_else_of_a_coordinator():
    plan = World([action("S1", None, accountable="Region Mitt"), action("S2", None, accountable="Okänd")])

    assert plan.tick("2027-09-17") == [
        ("09-17", "lead", "first", "-28", ("S1",)),
        ("09-17", "samordnare", "first", "-28", ("S2",)),
    ]


def test_an_action_with_nobody_to_ask_is_asked_as_soon_as_there_is_somebody():
    plan = World([action("S1", None)], people=())

    before = plan.tick("2027-09-17")
    with plan.store.transaction() as ledger:
        ledger.people.save(PEOPLE)

    assert before == []
    assert plan.tick("2027-09-20") == [("09-20", "samordnare", "first", "-28", ("S1",))]
    assert plan.request("S1").addressee == COORDINATOR


def test_a_clock_set_back_sends_nothing_again():
    plan = World([action("S1")])
    plan.live("2027-09-17", "2027-10-01")

    assert plan.live("2027-09-16", "2027-09-30") == []


def test_every_setting_can_be_changed():
    rules = AskingRules(reminders=(-5,), opens_calendar_days=14, july_stop=True)
    plan = World([action("S1")], rules=rules)

    assert plan.live("2027-09-17", "2027-10-20") == [
        ("10-01", "anna", "first", "-14", ("S1",)),
        ("10-08", "anna", "remind", "-5", ("S1",)),
    ]


def test_the_dry_run_shows_what_the_next_tick_sends_and_why():
    plan = World([action("S1"), action("S2", CAJ)])

    found = plan.followup.would_send(at("2027-09-16", "18:00"))
    shown = [as_json(dispatch, plan.followup.rules) for dispatch in found]

    assert shown[0] == {
        "to": ANNA,
        "actions": ["S1"],
        "rule": "first",
        "step": "-28",
        "at": "2027-09-17T09:00+02:00",
        "channel": "console",
        "why": "Uppföljningen 2027 är öppen sedan 17 september 2027. Sista svarsdag är 15 oktober 2027.",
    }
    assert [(each["to"], each["channel"]) for each in shown] == [(ANNA, "console"), (CAJ, "slack")]
    assert [each[1] for each in plan.tick("2027-09-17")] == ["anna", "caj"]


def test_the_dry_run_changes_nothing():
    plan = World([action("S1")])
    before = plan.events()

    plan.followup.would_send(at("2027-09-17"))

    assert plan.events() == before
    assert len(plan.tick("2027-09-17")) == 1


def test_why_is_told_in_the_readers_language():
    plan = World([action("S1", BO)])

    (shown,) = plan.followup.would_send(at(12))

    assert (
        shown.why
        == "The follow-up of 2027 has been open since 17 September 2027. The last day to answer is 15 October 2027."
    )
