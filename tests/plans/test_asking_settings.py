"""How people are asked is set for the whole plan, a part of it, a cycle and an action; the narrowest counts."""

from datetime import date

import pytest

from plans.cycle.setting import Place
from plans.cycle.settings import KINDS, written
from plans.model import CycleState
from plans.refusals import PlanRefusal
from prompts.texts import texts
from tests.plans.cycle_world import ANNA, BO, CAJ, COORDINATOR, World, action, at

NOW = at("2027-09-01", "10:00")


def opened():
    return World([action("S1", scope="Uppsala"), action("S2", BO, scope="Uppsala"), action("S3", CAJ)])


def change(plan, place, **given):
    return plan.followup.change_settings(place, given, NOW, COORDINATOR)


def reminders(plan, name):
    sent = plan.live("2027-09-17", "2027-10-20")
    return [step for _, to, rule, step, _ in sent if to == name and rule == "remind"]


def test_the_narrowest_setting_counts():
    plan = opened()

    change(plan, Place(), reminders="-8")
    change(plan, Place(scope="uppsala"), reminders="-6")
    change(plan, Place(nr="S1"), reminders="-4")

    assert reminders(plan, "anna") == ["-4"]
    plan = opened()
    change(plan, Place(), reminders="-8")
    change(plan, Place(scope="uppsala"), reminders="-6")
    assert reminders(plan, "bo") == ["-6"]
    plan = opened()
    change(plan, Place(), reminders="-8")
    change(plan, Place(scope="uppsala"), reminders="-6")
    assert reminders(plan, "caj") == ["-8"]


def test_a_cycle_counts_before_the_plan_and_its_parts():
    plan = opened()

    change(plan, Place(scope="Uppsala"), reminders="-6")
    change(plan, Place(year=2027), reminders="-14,-5,0")

    assert reminders(plan, "anna") == ["-14", "-5", "0"]


def test_a_setting_is_shown_with_where_it_comes_from_and_taken_away_again():
    plan = opened()
    change(plan, Place(nr="S1"), reminders=" -3, -14")

    shown = {each.name: (each.value, each.own) for each in plan.followup.settings(Place(nr="s1"), NOW)}
    taken = {each.name: (each.value, each.own) for each in change(plan, Place(nr="S1"), reminders="")}

    assert (shown["reminders"], shown["snoozes"]) == (("-14,-3", True), ("2", False))
    assert taken["reminders"] == ("-10,-3,0,3", False)
    assert plan.events().count("setting.changed") == 2


@pytest.mark.parametrize(
    ("place", "given", "code"),
    [
        (Place(), {"remainders": "-3"}, "setting_unknown"),
        (Place(), {"reminders": "varje vecka"}, "setting_form.steps"),
        (Place(), {"reminders": ",".join(map(str, range(11)))}, "setting_form.steps"),
        (Place(), {"grace": "-1"}, "setting_form.days"),
        (Place(), {"snoozes": "11"}, "setting_form.few"),
        (Place(), {"usual_time": "nio"}, "setting_form.clock"),
        (Place(), {"july_stop": "kanske"}, "setting_form.yes"),
        (Place(), {"usual_time": "17:00"}, "setting_conflict.times"),
        (Place(), {"escalate_near": "9"}, "setting_conflict.escalations"),
        (Place(nr="S1"), {"grace": "5"}, "setting_too_narrow"),
        (Place(scope="Gotland"), {"reminders": "-3"}, "no_scope"),
        (Place(year=2031), {"reminders": "-3"}, "no_cycle"),
        (Place(nr="S9"), {"reminders": "-3"}, "unknown_action"),
        (Place(), {"due": "2027-10-10"}, "due_of_what"),
        (Place(year=2027), {"due": "snart"}, "setting_form.date"),
        (Place(year=2027), {"due": "2027-08-31"}, "due_passed"),
        (Place(nr="S1", year=2027), {"due": "2027-11-30"}, "due_outside"),
    ],
)
def test_what_cannot_be_set_is_refused_and_nothing_is_stored(place, given, code):
    plan = opened()

    with pytest.raises(PlanRefusal) as refused:
        change(plan, place, **given)

    assert refused.value.code == f"plans.{code}"
    assert "setting.changed" not in plan.events()


def test_only_a_coordinator_changes_settings():
    with pytest.raises(PlanRefusal, match="Only a coordinator"):
        opened().followup.change_settings(Place(), {"grace": "5"}, NOW, ANNA)


def test_an_action_has_a_due_date_of_its_own():
    plan = opened()

    change(plan, Place(year=2027, nr="S1"), due="2027-10-08")

    sent = plan.live("2027-09-17", "2027-10-20")
    assert [day for day, to, _, step, _ in sent if (to, step) == ("anna", "0")] == ["10-08"]
    assert [day for day, to, _, step, _ in sent if (to, step) == ("bo", "0")] == ["10-15"]


def test_a_later_due_date_is_asked_about_later():
    plan = opened()

    change(plan, Place(year=2027, nr="S1"), due="2027-10-22")

    assert plan.live("2027-09-17", "2027-09-24") == [
        ("09-17", "bo", "first", "-28", ("S2",)),
        ("09-17", "caj", "first", "-28", ("S3",)),
        ("09-24", "anna", "first", "-28", ("S1",)),
    ]


def test_moving_the_due_date_of_a_cycle_moves_its_cut_off_and_its_requests():
    plan = opened()
    change(plan, Place(year=2027, nr="S1"), due="2027-10-08")
    plan.live("2027-09-17", "2027-10-18")

    plan.followup.change_settings(Place(year=2027), {"due": "2027-10-29"}, at(18), COORDINATOR)

    with plan.store.reading() as ledger:
        cycle = ledger.cycles.get(2027)
    assert (cycle.state, cycle.due, cycle.cut_off) == (CycleState.OPEN, date(2027, 10, 29), date(2027, 11, 12))
    assert [plan.request(nr).due.isoformat() for nr in ("S1", "S2")] == ["2027-10-08", "2027-10-29"]


def test_a_longer_grace_moves_the_cut_off():
    plan = opened()

    change(plan, Place(year=2027), grace="15", escalate_coordinators="12")

    assert plan.followup.status(2027, NOW).cut_off == date(2027, 11, 5)


def test_every_setting_says_what_it_is_and_reads_what_it_writes():
    rules = World([action("S1")]).followup.rules

    for kind in KINDS:
        value = getattr(rules, kind.name)
        assert kind.read(written(value)) == value
        assert all(texts(language).has(f"cli.settings.of.{kind.name}") for language in ("sv", "en"))
