"""Whom chat platforms do not reach is kept until something reaches them, and told to those who run the follow-up."""

from datetime import UTC, datetime, timedelta

import pytest
from inline_snapshot import snapshot

from bot.account_searches import Search
from bot.accounts import Account
from bot.platforms.base import Delivery, Outgoing, Sent
from bot.platforms.heard import Sender
from bot.reach import Reach
from bot.settings import Settings
from bot.traffic.outgoing import Waiting
from bot.wiring import build
from plans.model import Person, Role
from prompts.texts import texts

NOW = datetime(2027, 10, 1, 7, 0, tzinfo=UTC)
GONE = Sent(delivery=Delivery.FAILED, reason="user_disabled", unreachable=True)
SENT = Sent(delivery=Delivery.SENT, ref="1.1")


class Closed:
    fault = "token_revoked"


@pytest.fixture
def app(tmp_path):
    app = build(Settings(home=tmp_path / "home"), clock=lambda: NOW)
    for user, address in (("UANNA", "anna@kommun.se"), ("UBO", "bo@kommun.se")):
        app.accounts.save(
            Account(
                sender=Sender("slack", "T1", user), address=address, conversation=f"D{user}", seen_at=NOW, linked_at=NOW
            )
        )
    return app


def troubles(app, language="sv", addresses=None, at=NOW, platforms=None):
    reach = Reach(app.accounts, app.searches, app.outgoing, platforms or {}, lambda: at)
    return "\n".join(reach.troubles(texts(language), addresses))


def call(conversation):
    return Outgoing(operation="chat.postMessage", tenant="T1", conversation=conversation, payload={})


def settle(app, person, sent, at=NOW):
    app.outgoing.add([Waiting(key=person, platform="slack", call=call(f"D{person}"), person=person, at=at)])
    (claimed,) = app.outgoing.claim(1, at, ["slack"])
    app.outgoing.settle([(claimed, sent)], at)


def test_somebody_whose_account_was_closed_is_told_of_until_something_reaches_them(app):
    app.reach.tried("anna@kommun.se", "slack", GONE)

    assert troubles(app) == snapshot(
        """\
Nås inte i chatten. Be dem höra av sig, eller lägg över frågan på någon annan:
- kontot är avstängt: anna@kommun.se\
"""
    )
    app.reach.tried("anna@kommun.se", "slack", SENT)
    assert troubles(app) == ""


def test_those_whom_nothing_reaches_for_the_same_reason_are_told_of_together_some_by_name(app):
    owners = [Person(address=f"p{n}@kommun.se", name=f"Person {n}", role=Role.OWNER) for n in range(8)]
    with app.store.transaction() as ledger:
        ledger.people.save(owners)
    for owner in owners:
        app.searches.save(
            Search(
                platform="slack",
                address=owner.address,
                looked_at=NOW,
                outcome="guest" if owner is owners[0] else "nobody",
            )
        )
    app.reach.tried("bo@kommun.se", "slack", GONE)

    assert "\n".join(app.reach.troubles(texts("sv"))) == snapshot("""\
Nås inte i chatten. Be dem höra av sig, eller lägg över frågan på någon annan:
- kontot är avstängt: bo@kommun.se
De här har inget konto i chatten som jag kan skriva till:
- ingen med den adressen i chatten, 7 personer: Person 1, Person 2, Person 3, Person 4, Person 5 och 2 till
- gästkonto, som en samordnare behöver godkänna: Person 0\
""")


@pytest.mark.parametrize(
    "sent",
    [
        Sent(delivery=Delivery.UNKNOWN, reason="no_answer"),
        Sent(delivery=Delivery.LATER, reason="ratelimited"),
        Sent(delivery=Delivery.FAILED, reason="is_archived"),
    ],
)
def test_what_went_wrong_for_another_reason_says_nothing_of_a_person(app, sent):
    app.reach.tried("anna@kommun.se", "slack", sent)

    assert app.accounts.unreachable() == ()


def test_of_several_accounts_the_one_is_meant_that_was_written_to(app):
    app.reach.tried("anna@kommun.se", "slack", GONE, call("DUBO"))

    assert app.accounts.unreachable() == ()


def test_an_answer_that_may_not_have_arrived_is_told_of_and_one_on_its_way_is_not(app):
    settle(app, "bo@kommun.se", Sent(delivery=Delivery.UNKNOWN, reason="no_answer"))
    settle(app, "slack:t1:u9", Sent(delivery=Delivery.FAILED, reason="not_in_channel"))
    app.outgoing.add([Waiting(key="2", platform="slack", call=call("D2"), person="eva@kommun.se", at=NOW)])
    app.outgoing.claim(1, NOW, ["slack"])

    assert troubles(app) == snapshot(
        "Okänt om det kom fram, och skickas inte igen: bo@kommun.se (1), konto utan koppling (1)"
    )
    assert "eva@kommun.se" in troubles(app, at=NOW + timedelta(minutes=2))


def test_an_area_lead_reads_of_their_own_people_alone(app):
    app.reach.tried("anna@kommun.se", "slack", GONE)

    assert troubles(app, addresses={"bo@kommun.se"}) == ""


def test_a_workspace_that_is_closed_is_told_of_first(app):
    assert troubles(app, "en", platforms={"slack": Closed()}) == snapshot(
        "The app may not write in Slack just now (token_revoked). What was to be sent waits, and goes when the app is "
        "installed again; handslag check says what is missing."
    )
