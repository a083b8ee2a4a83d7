"""A channel reads along: counts alone there, names, readings and what is somebody's own in a direct message."""

from datetime import date

import pytest
from inline_snapshot import snapshot

from bot.settings import Settings
from bot.wiring import build
from plans.model import Person, Role

OWNER, OTHER, COORDINATOR = "ovning@kusten.example", "lager@havsbandet.example", "samordnare@havsbandet.example"
NAMES = ("Olle", "Lisa", OWNER, OTHER)


@pytest.fixture
def app(home, plan, clock, sent):
    app = build(Settings(home=home), clock=clock)
    app.intake.plan([plan])
    with app.store.transaction() as ledger:
        ledger.people.save(
            [
                Person(address=COORDINATOR, name="Karin", role=Role.COORDINATOR),
                Person(address=OWNER, name="Olle Ek", role=Role.OWNER),
                Person(address=OTHER, name="Lisa Alm", role=Role.OWNER),
            ]
        )
    app.follow_up.open_cycle(2027, date(2027, 10, 29), app.now(), COORDINATOR)
    app.post.tick()
    sent(app)
    return app


@pytest.mark.parametrize("order", ["läget", "vem har inte svarat?", "gap", "beslut", "status", "who has not answered?"])
def test_channel_gets_counts_and_an_offer_and_the_one_who_asked_gets_the_rest(app, say, order, sent):
    say(OTHER, "H2: 300 meter länsa, pågår. Styrgruppen behöver besluta om en lokal.")
    say(OTHER, "ja")
    alone = say(COORDINATOR, order)

    openly = say(COORDINATOR, order, "C1")
    if openly.buttons:
        said = say(COORDINATOR, openly.buttons[0], "C1")
        ((to, direct),) = sent(app)

    assert not any(name in openly.text for name in NAMES)
    assert "lokal" not in openly.text
    assert said.text == "Svaret kommer till dig i ett direktmeddelande."
    assert (to, direct.text) == (COORDINATOR, alone.text)


def test_standing_in_a_channel_is_counts_alone(say):
    assert say(COORDINATOR, "läget", "C1").text == snapshot("""\
Uppföljningen 2027: öppen
Första fråga 1 oktober 2027, sista svarsdag 29 oktober 2027, stoppdatum 12 november 2027
3 frågor: 0 besvarade i tid, 0 sent, 3 väntar på svar, 0 utan svar
Svarsfrekvens: 0 %
Resten visar jag inte i en kanal. Vill du ha det i ett direktmeddelande?\
""")


def test_reading_of_an_answer_is_shown_to_its_writer_alone_and_confirmed_there(app, say, sent):
    openly = say(OTHER, "H2: 300 meter länsa är köpta, pågår enligt plan", "C1")
    ((to, direct),) = sent(app)

    receipt = say(OTHER, direct.buttons[0])

    assert "300" not in openly.text
    assert to == OTHER
    assert "300" in direct.text
    assert receipt.text.startswith("Tack. Lägesrapporten om H2 är sparad.")


def test_preview_that_names_people_is_shown_alone_and_a_yes_in_the_channel_does_nothing(app, say, clock, sent):
    clock.now = clock.now.replace(day=6)
    openly = say(COORDINATOR, "påminn alla", "C1")
    say(COORDINATOR, "ja", "C1")
    direct = sent(app)[0][1]

    assert not any(name in openly.text for name in NAMES)
    assert "Lisa Alm: H2" in direct.text
    with app.store.reading() as ledger:
        assert [each for each in ledger.dispatches.all() if each.rule == "remind"] == []


def test_somebody_else_who_presses_the_offer_gets_what_they_may_read(app, say, sent):
    offer = say(COORDINATOR, "läget", "C1").buttons[0]

    say(OWNER, offer, "C1")

    assert [(to, "samordnare" in reply.text) for to, reply in sent(app)] == [(OWNER, True)]


def test_what_waits_for_somebody_is_not_told_in_a_greeting_to_a_channel(say):
    assert "H1" not in say(OWNER, "hej", "C1").text
    assert "H1" in say(OWNER, "mina åtgärder").text
