"""A coordinator settles in chat the decisions that owners ask for: by number or by button, read back, told on."""

from datetime import date

import pytest
from inline_snapshot import snapshot

from bot.settings import Settings
from bot.wiring import build
from plans.model import DecisionState, Person, Role

OWNER, OTHER, COORDINATOR = "ovning@kusten.example", "lager@havsbandet.example", "samordnare@havsbandet.example"
LEAD = "omrade@havsbandet.example"
REPLY = "Pågår enligt plan. Styrgruppen behöver besluta om en lokal."


@pytest.fixture
def app(home, plan, clock, say_to):
    app = build(Settings(home=home), clock=clock)
    app.intake.plan([plan])
    with app.store.transaction() as ledger:
        ledger.people.save(
            [
                Person(address=COORDINATOR, name="Karin", role=Role.COORDINATOR),
                Person(address=LEAD, name="Lea", role=Role.AREA_LEAD, areas=("Beredskap",)),
                Person(address=OWNER, name="Olle Ek", role=Role.OWNER),
                Person(address=OTHER, name="Lisa Alm", role=Role.OWNER),
            ]
        )
    app.follow_up.open_cycle(2027, date(2027, 10, 29), app.now(), COORDINATOR)
    app.post.tick()
    say_to(app, OWNER, f"H1: {REPLY}")
    say_to(app, OWNER, "ja")
    return app


def decisions(app):
    with app.store.reading() as ledger:
        return [(need.nr, need.state, need.outcome) for need in ledger.decisions.all()]


def trail(app):
    with app.store.reading() as ledger:
        return [event.event for event in ledger.trail.all()]


def test_decision_is_settled_by_its_number_once_it_has_been_read_back(app, say):
    shown = say(COORDINATOR, "beslut H1: beviljat, lokalen hyrs från mars.")
    before = decisions(app)

    done = say(COORDINATOR, shown.buttons[0])
    news = say(OWNER, "hej")

    assert shown.text == snapshot("""\
Om H1 behövdes ett beslut: ”Styrgruppen behöver besluta om en lokal”
Beslutat: ”beviljat, lokalen hyrs från mars.”
Olle Ek får läsa beskedet. Ska det sparas?\
""")
    assert before == [("H1", DecisionState.OPEN, None)]
    assert decisions(app) == [("H1", DecisionState.DECIDED, "beviljat, lokalen hyrs från mars.")]
    assert done.text == snapshot(
        "Beskedet om H1 är sparat, och Olle Ek får veta det. Blev något fel skriver du beskedet en gång till."
    )
    assert "beviljat, lokalen hyrs från mars." in news.text
    assert "decision.settled" in trail(app)


def test_decision_is_settled_from_the_list_by_its_button_and_the_next_words(app, say):
    listed = say(COORDINATOR, "beslut")
    asked = say(COORDINATOR, listed.buttons[0])
    shown = say(COORDINATOR, "Avslag, det finns inga pengar i år")
    say(COORDINATOR, "ja")

    assert listed.text == snapshot("""\
Ett beslut väntar:
- H1: ”Styrgruppen behöver besluta om en lokal” (Olle Ek, 4 oktober 2027)
Skriv vad det blev, till exempel: beslut H1: beviljat från och med mars.\
""")
    assert asked.text == snapshot(
        "Vad blev det av beslutet om H1: ”Styrgruppen behöver besluta om en lokal”? Skriv beskedet med egna ord. "
        "Börja med avslag om det inte blev av."
    )
    assert "Avslaget" in shown.text
    assert decisions(app) == [("H1", DecisionState.DECLINED, "Avslag, det finns inga pengar i år")]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [("avslå beslut H1: inga medel", "Avslå beslut: inga medel"), ("decline decision H1: no money", "no money")],
)
def test_decision_can_be_declined_in_one_line(app, say, said, outcome):
    say(COORDINATOR, said)
    say(COORDINATOR, "ja")

    (found,) = decisions(app)
    assert found[1] is DecisionState.DECLINED
    assert outcome.split(": ")[-1] in found[2]


def test_words_that_are_another_order_or_a_question_settle_nothing(app, say):
    pressed = say(COORDINATOR, "beslut").buttons[0]
    say(COORDINATOR, pressed)
    say(COORDINATOR, "läget")
    say(COORDINATOR, pressed)
    question = say(COORDINATOR, "Vad säger planen om lokaler?")

    say(COORDINATOR, "ja")

    assert "besked" not in question.text
    assert decisions(app) == [("H1", DecisionState.OPEN, None)]


def test_area_lead_sees_the_decisions_of_the_area_and_settles_none(app, say):
    listed = say(LEAD, "beslut")
    say(LEAD, "beslut H1: beviljat")
    say(LEAD, "ja")

    assert "lokal" in listed.text
    assert not listed.buttons
    assert decisions(app) == [("H1", DecisionState.OPEN, None)]


def test_owners_words_about_a_decision_are_a_reply(say):
    read = say(OTHER, "beslut H2: behövs om finansieringen, arbetet pågår")

    assert "Det där kan bara samordnare" not in read.text
