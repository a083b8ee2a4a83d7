# ruff: noqa: E501 - what people read stands as long as it is
"""Each person's page shows what is theirs: examples for all, actions for owners, the whole picture for coordinators."""

import pytest
from inline_snapshot import snapshot

from bot.platforms.base import Message
from bot.talk.home import home_of
from plans.model import Person, Role

OWNER, COORDINATOR = "ovning@kusten.example", "samordnare@havsbandet.example"


@pytest.fixture
def app(followed):
    app = followed(
        Person(address=COORDINATOR, name="Karin", role=Role.COORDINATOR),
        Person(address=OWNER, name="Olle Ek", role=Role.OWNER),
    )
    app.post.tick()
    return app


def page(app, who):
    return home_of(app.conversation.turn(Message(who, "", app.now())))


def as_text(page):
    lines = []
    for part in page.parts:
        buttons = " ".join(f"[{button.label}]" for button in part.buttons)
        lines += [line for line in (part.heading and f"# {part.heading}", part.text, buttons) if line]
    return "\n".join(lines)


def test_anybody_sees_questions_to_press(app):
    assert as_text(page(app, "slack:t1:u1")) == snapshot("""\
# Handslag
Här följer vi upp handlingsplanen tillsammans. Fråga om strategin, eller rapportera om dina åtgärder, i formulär eller med egna ord i meddelanden.
# Fråga om strategin och planen
Tryck på en fråga, eller skriv en egen i meddelanden. Svaret visar var varje uppgift står.
[Vad säger strategin om beredskap?] [Vad har ändrats sedan förra strategin?] [Hur går det med H1?] [Vilka åtgärder är försenade?]\
""")


def test_owner_sees_what_waits_with_a_form_and_a_way_to_answer_in_words(app):
    assert as_text(page(app, OWNER)) == snapshot("""\
# Handslag
Här följer vi upp handlingsplanen tillsammans. Fråga om strategin, eller rapportera om dina åtgärder, i formulär eller med egna ord i meddelanden.
# Dina åtgärder: 2 väntar på svar, senast 29 oktober 2027
H1 Öva sanering av oljeutsläpp: Pågår. Väntar på svar, senast 29 oktober 2027.
[Fyll i formulär] [Svara med egna ord]
H3 Mät badvattnet varje vecka: Pågår. Väntar på svar, senast 29 oktober 2027.
[Fyll i formulär] [Svara med egna ord]
# Fråga om strategin och planen
Tryck på en fråga, eller skriv en egen i meddelanden. Svaret visar var varje uppgift står.
[Vad säger strategin om beredskap?] [Vad har ändrats sedan förra strategin?] [Hur går det med H1?] [Vilka åtgärder är försenade?]\
""")


def test_coordinator_sees_how_the_follow_up_goes(app):
    assert as_text(page(app, COORDINATOR)) == snapshot("""\
# Handslag
Här följer vi upp handlingsplanen tillsammans. Fråga om strategin, eller rapportera om dina åtgärder, i formulär eller med egna ord i meddelanden.
# Så går uppföljningen
Uppföljningen 2027: öppen
Första fråga 1 oktober 2027, sista svarsdag 29 oktober 2027, stoppdatum 12 november 2027
3 frågor: 0 besvarade i tid, 0 sent, 3 väntar på svar, 0 utan svar
Svarsfrekvens: 0 %
  Beredskap: 0 av 2
  Badvatten: 0 av 1
Frågan har gått ut för 3 av 3 åtgärder.
[Läget] [Vem har inte svarat] [Gap] [Påminn alla] [Beslut] [Sammanfattning]
# Fråga om strategin och planen
Tryck på en fråga, eller skriv en egen i meddelanden. Svaret visar var varje uppgift står.
[Vad säger strategin om beredskap?] [Vad har ändrats sedan förra strategin?] [Hur går det med H1?] [Vilka åtgärder är försenade?]\
""")


def test_every_question_and_order_on_the_page_is_understood(app, say):
    for who in (OWNER, COORDINATOR):
        for button in (button for part in page(app, who).parts for button in part.buttons if button.key == "say"):
            reply = say(who, button)

            assert "förstod inte" not in reply.text
