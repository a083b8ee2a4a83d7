"""What becomes of a call to Teams, by what it answers; nothing that may have arrived is made twice."""

import pytest

from bot.platforms.base import Delivery, Outgoing
from bot.platforms.teams.guard import Guard
from bot.platforms.teams.sending import EDIT, SEND, Sending
from tests.bot.platforms.teams.calls.conftest import app_of


@pytest.fixture
def sending(app, teams):
    yield Sending(app)
    teams.faults.off()


def message(teams, person, text="Hej", operation=SEND, **more):
    payload = {
        "service": teams.service_url(),
        "conversation": person.chat.id,
        "activity": {"type": "message", "text": text},
        **more,
    }
    return Outgoing(operation=operation, tenant=teams.tenant, conversation=person.chat.id, payload=payload)


@pytest.mark.parametrize(
    "expected",
    [
        ("Throttled", Delivery.LATER, False, 0),
        ("PreconditionFailed", Delivery.LATER, False, 0),
        ("5xx_before", Delivery.UNKNOWN, False, 0),
        ("5xx_after", Delivery.UNKNOWN, False, 1),
        ("drop_after", Delivery.UNKNOWN, False, 1),
        ("BotNotInConversationRoster", Delivery.FAILED, True, 0),
        ("ConversationBlockedByUser", Delivery.FAILED, True, 0),
        ("ConversationNotFound", Delivery.FAILED, True, 0),
        ("BadArgument", Delivery.FAILED, False, 0),
        ("BotDisabledByAdmin", Delivery.LATER, False, 0),
    ],
)
def test_outcome_tells_whether_a_call_may_be_made_again(teams, sending, anna, expected):
    how, delivery, unreachable, arrived = expected
    before = len(anna.got())
    teams.faults("send", how)

    sent = sending.make(message(teams, anna))

    assert (sent.delivery, sent.unreachable) == (delivery, unreachable)
    assert len(anna.got()) - before == arrived


def test_wait_is_as_long_as_teams_says(teams, sending, anna):
    teams.faults("send", "Throttled", retry_after=7)

    assert sending.make(message(teams, anna)).wait == 7


def test_one_token_is_used_for_many_calls(teams, sending, anna):
    for _ in range(3):
        sending.make(message(teams, anna))

    assert teams.answers("token").count(("token", "ok")) <= 1


def test_message_that_is_gone_is_said_anew_instead_of_edited(teams, sending, anna):
    sent = sending.make(message(teams, anna, "Tack.", EDIT, id="1"))

    assert sent.delivery is Delivery.SENT
    assert anna.got()[-1].text == "Tack."


def test_message_is_edited_in_place(teams, sending, anna):
    said = sending.make(message(teams, anna, "Så läste jag det."))
    before = len(anna.got())

    sending.make(message(teams, anna, "Tack.", EDIT, id=said.ref))

    assert (len(anna.got()), anna.got()[-1].text) == (before, "Tack.")


def test_nothing_goes_to_a_host_that_is_not_microsofts(teams, sending, anna):
    sent = sending.make(message(teams, anna, service="https://evil.example/"))

    assert (sent.delivery, sent.reason) == (Delivery.FAILED, "service_not_allowed")


def test_wrong_secret_is_told_of_and_no_call_is_made(teams, anna):
    app = app_of(teams, "wrong")
    sending, before = Sending(app), len(teams.answers("send"))

    sent = sending.make(message(teams, anna))
    app.close()

    assert (sent.delivery, sent.reason, sending.fault) == (Delivery.LATER, "invalid_client", "invalid_client")
    assert len(teams.answers("send")) == before


def test_profile_of_somebody_who_left_says_so(teams, sending, anna):
    sent, member = sending.member(teams.service_url(), anna.chat.id, anna.user.aad)
    nobody, _ = sending.member(teams.service_url(), anna.chat.id, "nobody")

    assert (sent.delivery, member["email"]) == (Delivery.SENT, "anna@kommun.example")
    assert nobody.reason == "MemberNotFoundInConversation"


@pytest.mark.parametrize(
    "address",
    [
        "http://smba.trafficmanager.net/teams/",
        "https://smba.trafficmanager.net.evil.example/",
        "https://smba.trafficmanager.net@evil.example/",
        "https://evil.example\\@smba.trafficmanager.net/",
        "https://smba.trafficmanager.net:8443/",
        "https://[smba/",
        "file:///etc/passwd",
        "",
    ],
)
def test_address_that_only_looks_like_microsofts_is_not_served(address):
    assert not Guard(client="a", tenant="t").may_serve(address)


def test_microsofts_address_is_served():
    assert Guard(client="a", tenant="t").may_serve("https://smba.trafficmanager.net/emea/tenant/")
