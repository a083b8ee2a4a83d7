"""The follow-up's dates, who has answered and lists of actions in chat: never from the documents."""

from datetime import date, timedelta

import pytest
from inline_snapshot import snapshot

from bot.talk.words import is_question
from plans.model import Person, Role

OWNER, OTHER, COORDINATOR = "ovning@kusten.example", "lager@havsbandet.example", "samordnare@havsbandet.example"
LEAD, ACTOR = "omrade@havsbandet.example", "nyfiken@annanstans.example"


@pytest.fixture
def app(followed):
    app = followed(
        Person(address=COORDINATOR, name="Karin Ås", role=Role.COORDINATOR),
        Person(address=LEAD, name="Lea", role=Role.AREA_LEAD, areas=("Badvatten",)),
        Person(address=ACTOR, name="Nils", role=Role.ACTOR),
        Person(address=OWNER, name="Olle Ek", role=Role.OWNER),
        Person(address=OTHER, name="Lisa Alm", role=Role.OWNER, language="en"),
    )
    app.post.tick()
    return app


def due(app, nr):
    with app.store.reading() as ledger:
        return ledger.cycles.about(nr)[-1].due


def test_dates_of_the_follow_up_are_told_to_a_coordinator(say):
    assert say(COORDINATOR, "när går påminnelserna ut?").text == snapshot("""\
Uppföljningen 2027: första frågan 1 oktober 2027, sista svarsdag 29 oktober 2027.
Svar räknas med till och med 12 november 2027.
Den som inte har svarat påminns 15 oktober 2027, 26 oktober 2027, 29 oktober 2027 och 3 november 2027.
Nästa påminnelse går ut 15 oktober 2027.\
""")


@pytest.mark.parametrize(
    "asked",
    [
        "när är sista svarsdag?",
        "sista svarsdag",
        "när stänger uppföljningen?",
        "när öppnade omgången?",
        "när är deadline?",
        "hur länge har de på sig?",
        "när skickas nästa påminnelse?",
        "hur ofta påminner du?",
        "nästa påminnelse",
        "when is the deadline?",
        "when is the last day to answer?",
        "when do the reminders go out?",
        "when is the next reminder?",
        "when does the follow-up close?",
    ],
)
def test_every_way_to_ask_for_the_dates_tells_them(say, asked):
    assert "29 oktober 2027" in say(COORDINATOR, asked).text


def test_somebody_without_actions_hears_the_dates_and_an_owner_what_is_theirs(say):
    assert "sista svarsdag 29 oktober 2027" in say(ACTOR, "när är sista svarsdag?").text
    assert say(OWNER, "när är sista svarsdag?").text == "Sista svarsdag för H1 och H3 är 29 oktober 2027."
    assert say(OWNER, "när påminner du mig?").text == snapshot(
        "Nästa påminnelse till dig går ut 15 oktober 2027, om du inte har svarat om H1 och H3 innan dess."
    )
    assert say(OTHER, "can I get more time?").text == snapshot(
        "The last day to answer is 29 October 2027, and Karin Ås can move it. You can also answer briefly with what "
        "you know, or hand the question over to somebody else."
    )


@pytest.mark.parametrize(
    ("ordered", "moved"),
    [
        ("flytta fram sista svarsdag till 15 november", date(2027, 11, 15)),
        ("Hej, kan du flytta sista svarsdag till den 15 november, tack?", date(2027, 11, 15)),
        ("kan vi förlänga svarstiden en vecka?", date(2027, 11, 5)),
        ("skjut upp sista svarsdag med två veckor", date(2027, 11, 12)),
        ("postpone the deadline to 15 November", date(2027, 11, 15)),
        ("extend the deadline by a week", date(2027, 11, 5)),
    ],
)
def test_last_day_is_moved_once_it_is_confirmed(app, say, ordered, moved):
    say(COORDINATOR, ordered)
    before = due(app, "H1")

    say(COORDINATOR, "ja")

    assert (before, due(app, "H1")) == (date(2027, 10, 29), moved)


def test_moving_the_last_day_is_shown_first_and_can_be_taken_back(app, say):
    shown = say(COORDINATOR, "flytta fram sista svarsdag till 15 november")
    done = say(COORDINATOR, shown.buttons[0])
    undone = say(COORDINATOR, "ångra")

    assert shown.text == snapshot("""\
Sista svarsdag i uppföljningen 2027 flyttas från 29 oktober 2027 till 15 november 2027.
Det gäller 3 frågor som inte är besvarade. Svar räknas sedan med till och med 29 november 2027.
Påminnelserna följer den nya dagen, men inget särskilt meddelande går ut om att den har flyttats.\
""")
    assert done.text == "Nu är sista svarsdag 15 november 2027."
    assert undone.text == "Ångrat. Sista svarsdag är 29 oktober 2027 igen."
    assert due(app, "H1") == date(2027, 10, 29)


def test_last_day_of_one_action_is_moved_alone(app, say):
    say(COORDINATOR, "flytta sista svarsdag för H1 till 5 november")
    say(COORDINATOR, "ja")

    assert (due(app, "H1"), due(app, "H2")) == (date(2027, 11, 5), date(2027, 10, 29))


@pytest.mark.parametrize(
    "ordered", ["flytta fram sista svarsdag", "flytta sista svarsdag till snart", "flytta sista svarsdag till i går"]
)
def test_day_that_cannot_be_read_or_has_been_is_asked_for_and_moves_nothing(app, say, ordered):
    reply = say(COORDINATOR, ordered)

    assert not reply.buttons
    assert "dag" in reply.text
    assert due(app, "H1") == date(2027, 10, 29)


def test_only_a_coordinator_moves_the_last_day(app, say):
    for who in (LEAD, OWNER, ACTOR):
        say(who, "flytta fram sista svarsdag till 15 november")
        say(who, "ja")

    assert due(app, "H1") == date(2027, 10, 29)


def test_who_has_answered_is_told_by_name_in_private_and_in_counts_in_a_channel(say):
    before = say(COORDINATOR, "vem har svarat?")
    say(OTHER, "H2: 300 meter länsa, pågår enligt plan")
    say(OTHER, "ja")

    assert before.text == "Ingen av 3 frågor är besvarad än."
    assert say(COORDINATOR, "vilka har svarat hittills?").text == snapshot("""\
1 av 3 frågor är besvarade:
- Lisa Alm (lager@havsbandet.example): H2 (4 oktober 2027)\
""")
    assert OTHER not in say(COORDINATOR, "vem har svarat?", "C1").text
    assert say(COORDINATOR, "har Lisa Alm svarat?").text == snapshot("Lisa Alm har svarat om H2 (4 oktober 2027).")
    assert say(COORDINATOR, "has Olle Ek answered?").text == snapshot(
        "Olle Ek har inte svarat om H1, H3. Sista svarsdag är 29 oktober 2027."
    )
    assert say(COORDINATOR, "vad har Olle för åtgärder?").text == snapshot("""\
Olle Ek är rapportör för:
- H1 Öva sanering av oljeutsläpp: Pågår
- H3 Mät badvattnet varje vecka: Pågår\
""")


def test_who_has_answered_is_for_those_who_run_the_follow_up(say):
    assert "Lisa" not in say(OWNER, "vem har svarat?").text
    assert "Lisa" not in say(ACTOR, "har Lisa Alm svarat?").text


def test_reminders_that_have_gone_out_are_told_with_the_next(say, clock):
    before = say(COORDINATOR, "vilka påminnelser har gått ut?")
    clock.now += timedelta(days=1)
    say(COORDINATOR, "påminn H2")
    say(COORDINATOR, "ja")

    assert before.text == "Ingen påminnelse har gått ut än.\nNästa påminnelse går ut 15 oktober 2027."
    assert say(COORDINATOR, "vem har du påmint?").text == snapshot("""\
De här påminnelserna har gått ut:
- 5 oktober 2027: Lisa Alm (H2)
Nästa påminnelse går ut 15 oktober 2027.\
""")


def test_nobody_to_remind_says_when_the_next_reminder_goes_out(say):
    assert say(COORDINATOR, "påminn alla").text == snapshot("""\
Det finns ingen att påminna.
Har redan fått ett meddelande den dagen: H1, H2, H3
Nästa påminnelse går ut 15 oktober 2027.\
""")


@pytest.mark.parametrize(
    "asked",
    [
        "lista på alla åtgärder",
        "ge mig en lista på alla åtgärder",
        "kan du visa alla åtgärder?",
        "översikt över åtgärderna",
        "give me a list of all actions",
        "show all actions",
    ],
)
def test_list_of_the_actions_is_the_plans_also_to_somebody_who_is_asked_one(say, asked):
    for who in (COORDINATOR, OWNER, ACTOR):
        assert [each.nr for each in say(who, asked).answer.actions] == ["H1", "H2", "H3"]


def test_a_reply_that_begins_with_a_list_is_still_a_reply(say):
    assert "H1" in say(OWNER, "H1: Lista på leverantörer är framtagen, pågår enligt plan").text


@pytest.mark.parametrize(
    "text", ["Planen för länsor är klar", "alla åtgärder i planen är genomförda", "Ta fram planen för det"]
)
def test_words_of_the_plan_are_no_order_for_a_list(text):
    assert not is_question(text)


def test_people_of_the_register_hear_whom_to_turn_to(say):
    assert say(ACTOR, "vem är samordnare?").text == f"Karin Ås ({COORDINATOR}) samordnar uppföljningen."
    assert COORDINATOR not in say("okand@annanstans.example", "vem är samordnare?").text


def test_owner_hears_who_reads_the_answer(say):
    assert "Samordnarna" in say(OWNER, "vem läser mitt svar?").text
