"""What somebody sees in Teams while an answer is made: words within a second, then the answer in their place."""

from datetime import UTC, datetime

import pytest

from bot.accounts import Accounts
from bot.database import open_database
from bot.platforms.base import Button, Delivery, Reply
from bot.platforms.heard import PlaceKind, Press, Pressed, Said, Sender, Where, as_json
from bot.platforms.teams.files import Offers
from bot.platforms.teams.platform import Teams
from bot.platforms.teams.sending import Sending
from bot.traffic.inbox import Taken
from bot.traffic.outgoing import Waiting
from bot.traffic.signs import BETWEEN, WITHIN, Signs

NOW = datetime(2027, 10, 1, 7, 0, tzinfo=UTC)
LOOKING, WORDING = "Jag letar i dokumenten och planen …", "En språkmodell formulerar svaret."
THUMBS = (Button("helpful", "Svaret hjälpte", "A1"),)


class Seconds:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def platform(teams, app, tmp_path):
    yield Teams(Sending(app), Accounts(open_database("sqlite://")), Offers(tmp_path, "secret"), "sv")
    teams.faults.off()
    teams.streams.seconds, teams.streams.allowed = 120, True


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def signs(platform, seconds):
    return Signs({"teams": platform}, lambda _: "sv", lambda: NOW, seconds=seconds, patience=0.05)


def said(teams, person, kind=PlaceKind.PRIVATE, conversation=""):
    where = Where(
        platform="teams",
        tenant=teams.tenant,
        conversation=conversation or person.chat.id,
        kind=kind,
        service=teams.service_url(),
    )
    return Said(
        key="e1", sender=Sender("teams", teams.tenant, person.user.aad), where=where, at=NOW, text="Vad gäller?"
    )


def shown(signs, seconds, heard):
    signs.arrived("e1", as_json(heard), NOW)
    seconds.now += WITHIN
    signs.show()


def ends(platform, signs, heard, reply):
    """The answer is ready and goes out: how each call went."""
    taken = Taken(id=1, key="e1", platform="teams", body=as_json(heard), received_at=NOW, tries=1, token="t")
    waiting = [
        Waiting(key=f"e1/{n}", platform="teams", call=call, person="anna", at=NOW)
        for n, call in enumerate(platform.write(reply, heard, "sv"))
    ]
    return [platform.send(one.call) for one in signs.relieved(taken, waiting)]


def grown(teams):
    return [(kind, text) for _, kind, text in teams.streams.history]


def test_words_are_shown_within_a_second_and_the_answer_takes_their_place(teams, anna, platform, signs, seconds):
    teams.streams.history.clear()
    teams.streams.pace_on = True

    shown(signs, seconds, said(teams, anna))
    before = anna.sees()
    (sent,) = ends(platform, signs, said(teams, anna), Reply("Planen säger maj."))

    assert LOOKING in before
    assert grown(teams) == [("informative", LOOKING), ("final", "Planen säger maj.")]
    assert [(one.id, one.text) for one in anna.got()] == [(sent.ref, "Planen säger maj.")]


def test_whoever_waits_longer_is_told_that_a_model_words_the_answer(teams, anna, platform, signs, seconds):
    teams.streams.history.clear()
    teams.streams.pace_on = False  # the test's seconds are not the stand-in's

    shown(signs, seconds, said(teams, anna))
    signs.worded("e1")
    at_once = signs.show()
    seconds.now += BETWEEN
    signs.show()
    ends(platform, signs, said(teams, anna), Reply("Planen säger maj."))

    assert at_once == 0
    assert [(kind, text.startswith(WORDING)) for kind, text in grown(teams)] == [
        ("informative", False),
        ("informative", True),
        ("final", False),
    ]


def test_model_that_answers_before_a_second_more_has_gone_is_not_told_of(teams, anna, platform, signs, seconds):
    teams.streams.history.clear()
    shown(signs, seconds, said(teams, anna))
    signs.worded("e1")
    ends(platform, signs, said(teams, anna), Reply("Planen säger maj."))
    seconds.now += BETWEEN

    assert signs.show() == 0
    assert len(grown(teams)) == 2


def test_stream_that_is_over_its_time_is_edited_in_place(teams, anna, platform, signs, seconds):
    shown(signs, seconds, said(teams, anna))
    teams.streams.seconds = -1

    (sent,) = ends(platform, signs, said(teams, anna), Reply("Planen säger maj."))

    assert sent.delivery is Delivery.SENT
    assert [(one.id, one.text) for one in anna.got()] == [(sent.ref, "Planen säger maj.")]


def test_answer_that_its_reader_stopped_is_not_said(teams, anna, platform, signs, seconds):
    shown(signs, seconds, said(teams, anna))
    anna.stops()

    (sent,) = ends(platform, signs, said(teams, anna), Reply("Planen säger maj.", THUMBS))

    assert sent.delivery is Delivery.SENT
    assert "Planen säger maj." not in anna.sees()


def test_what_tells_of_something_that_was_done_is_said_though_its_reader_pressed_stop(
    teams, anna, platform, signs, seconds
):
    shown(signs, seconds, said(teams, anna))
    anna.stops()

    ends(platform, signs, said(teams, anna), Reply("Lägesrapporten är sparad."))

    assert [one.text for one in anna.got()] == ["Lägesrapporten är sparad."]


def test_conversation_that_takes_no_streams_has_teams_own_sign_and_is_not_asked_again(
    teams, anna, platform, signs, seconds
):
    teams.streams.allowed = False
    refused = len([call for call in teams.calls if call.status == 403])

    for _ in range(2):
        shown(signs, seconds, said(teams, anna))
        ends(platform, signs, said(teams, anna), Reply("Planen säger maj."))

    assert [one.text for one in anna.got()] == ["Planen säger maj."] * 2
    assert teams.world.typing.count(anna.chat.id) == 2
    assert len([call for call in teams.calls if call.status == 403]) == refused + 1


@pytest.mark.parametrize("how", ["Throttled", "5xx_after", "drop_after"])
def test_sign_that_fails_costs_no_second_message(anna, platform, signs, seconds, how):
    heard = said(anna.teams, anna)
    anna.teams.faults("send", how)
    shown(signs, seconds, heard)

    (sent,) = ends(platform, signs, heard, Reply("Planen säger maj."))

    assert sent.delivery is Delivery.SENT
    assert [one.text for one in anna.got() if not one.stream] == ["Planen säger maj."]


def test_last_word_of_a_stream_that_may_have_arrived_is_not_said_twice(teams, anna, platform, signs, seconds):
    shown(signs, seconds, said(teams, anna))
    teams.faults("send", "5xx_after")

    (sent,) = ends(platform, signs, said(teams, anna), Reply("Planen säger maj."))

    assert sent.delivery is Delivery.UNKNOWN
    assert [one.text for one in anna.got()] == ["Planen säger maj."]


def test_answer_in_a_group_has_teams_own_sign_and_is_no_stream(teams, anna, platform, signs, seconds):
    group = teams.world.group("Trion", [anna.user])
    heard = said(teams, anna, PlaceKind.GROUP, group.id)

    shown(signs, seconds, heard)
    ends(platform, signs, heard, Reply("Planen säger maj."))

    assert teams.world.typing.count(group.id) == 1
    assert [one.text for one in anna.got(group)] == ["Planen säger maj."]


def test_press_has_teams_own_sign_for_it_may_change_the_message_that_was_pressed(teams, anna, platform, signs, seconds):
    spoken = said(teams, anna)
    heard = Pressed(key="e1", sender=spoken.sender, where=spoken.where, at=NOW, press=Press("confirm", "S6"))

    shown(signs, seconds, heard)

    assert teams.world.typing.count(anna.chat.id) == 1
    assert anna.got() == []
