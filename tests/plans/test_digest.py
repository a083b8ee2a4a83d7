"""Notices that nobody asked for: one message the next working morning that names each, and survives a restart."""

from textwrap import fill

from inline_snapshot import snapshot

from plans.model import DispatchState, Person, RequestState, Role
from tests.plans.cycle_world import ANNA, BO, COORDINATOR, PEOPLE, action, at
from tests.plans.test_posting import Office

CAREFREE = tuple(person for person in PEOPLE if person.role is not Role.AREA_LEAD)


def office(*, people=CAREFREE, accountable=None):
    made = [action(nr, who, accountable=accountable) for nr, who in (("S1", ANNA), ("S2", BO), ("S3", ANNA))]
    found = Office(*made, people=people)
    found.at("2027-09-17")
    return found


def notices(found, address=COORDINATOR):
    with found.world.store.reading() as ledger:
        return [each for each in ledger.dispatches.all() if each.to == address]


def told(found):
    """Return what the coordinator got, in lines that fit this file."""
    reached = "\n".join(text for to, text in found.platform.reached if to == COORDINATOR)
    return "\n".join(fill(line, 100) for line in reached.splitlines())


def test_notices_of_a_day_come_as_one_message_the_next_working_morning_that_names_each():
    found = office(people=PEOPLE, accountable="Region Mitt")  # whose contact gets the questions
    found.world.followup.not_mine("S1", ANNA, at("2027-09-17", "15:00"))  # a Friday
    found.world.followup.not_mine("S3", ANNA, at("2027-09-17", "15:05"))

    same_day, weekend = found.at("2027-09-17", "15:30"), found.at("2027-09-18", "10:00")
    found.at("2027-09-20", "09:00")

    assert COORDINATOR not in [*same_day, *weekend]
    assert told(found) == snapshot("""\
Det här har hänt sedan sist (2):
• Anna Ek svarar inte för åtgärden S1 Åtgärd S1. Frågan har gått vidare till lead@example.se.
Stämmer inte det, skriv: byt ansvarig S1 till namn@organisation.
• Anna Ek svarar inte för åtgärden S3 Åtgärd S3. Frågan har gått vidare till lead@example.se.
Stämmer inte det, skriv: byt ansvarig S3 till namn@organisation.\
""")


def test_digest_yields_to_a_question_of_the_same_morning_and_comes_the_morning_after():
    found = office()
    found.world.followup.not_mine("S1", ANNA, at("2027-09-17", "15:00"))
    found.world.followup.not_mine("S3", ANNA, at("2027-09-17", "15:05"))

    found.at("2027-09-20", "09:00")  # the coordinator gets both questions
    first = list(found.platform.reached)
    found.at("2027-09-21", "09:00")

    assert [to for to, _ in first].count(COORDINATOR) == 1
    assert told(found) == snapshot("""\
Det här har hänt sedan sist (2):
• Anna Ek svarar inte för åtgärden S1 Åtgärd S1. Frågan har gått vidare till samordnare@example.se.
Stämmer inte det, skriv: byt ansvarig S1 till namn@organisation.
• Anna Ek svarar inte för åtgärden S3 Åtgärd S3. Frågan har gått vidare till samordnare@example.se.
Stämmer inte det, skriv: byt ansvarig S3 till namn@organisation.\
""")


def test_digest_is_sent_once_and_what_came_meanwhile_waits_for_the_next_morning():
    others = Person(address="andra@example.se", role=Role.COORDINATOR)
    found = office(people=(*CAREFREE, others))
    found.world.followup.not_mine("S1", ANNA, at("2027-09-17", "15:00"))
    found.at("2027-09-20", "09:00")

    found.world.followup.not_mine("S2", BO, at("2027-09-20", "09:01"))
    again = found.at("2027-09-20", "09:02")
    found.at("2027-09-21", "09:00")

    assert again.count(COORDINATOR) == 0
    assert told(found).count("Bo Alm") == 1
    assert {each.state for each in notices(found)} <= {DispatchState.SENT, DispatchState.CANCELLED}


def test_late_answer_is_told_the_next_morning_by_name():
    found = office()
    for day in ("2027-10-12", "2027-10-15", "2027-11-01"):
        found.at(day)
    found.world.reply("S1", "2027-11-01")

    same_day = found.at("2027-11-01", "11:00")
    found.at("2027-11-02")

    assert same_day == []
    assert told(found) == snapshot("""\
Anna Ek har svarat om åtgärden S1 Åtgärd S1 efter sista dag för svar. Svaret är sparat som ett sent
tillägg till uppföljningen 2027.\
""")
    assert found.world.request("S1").state is RequestState.SUBMITTED


def test_request_for_more_goes_at_once_because_somebody_waits_for_it():
    found = office()
    found.world.reply("S1", "2027-09-20")
    found.world.followup.return_for_more("S1", COORDINATOR, "Hur många övningar?", at("2027-09-20", "10:00"))

    assert found.at("2027-09-20", "10:01") == [ANNA]
