"""The whole path while Slack takes nothing, and what somebody sees of a button they pressed."""

import json
import urllib.error
import urllib.request
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from inline_snapshot import snapshot

from bot.platforms.slack.manifest import manifest
from plans.model import Person, Role
from prompts.texts import texts
from tests.scenarios.slack_world import slack_year

SAM = "sam@kommun.se"


@pytest.fixture
def world(tmp_path):
    asked_for = manifest(texts("sv"), url="https://handslag.region.example")
    with slack_year(tmp_path / "home", "2027-10-01T07:00:00", install=asked_for) as world:
        with world.app.store.transaction() as ledger:
            ledger.people.save([Person(address=SAM, name="Sam Ek", role=Role.COORDINATOR, slack="USAM")])
        yield world


@pytest.fixture
def sam(world):
    return world.slack.person("Sam Ek", SAM)


def ready(world):
    address = urlsplit(world.slack.delivery.to)
    try:
        with urllib.request.urlopen(f"{address.scheme}://{address.netloc}/ready", timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


@contextmanager
def taken_out(slack):
    """The app is taken out of the workspace, as Slack tells of it, and put back."""
    slack.revoke("account_inactive")
    yield
    slack.restore()


def test_while_the_app_is_taken_out_nothing_is_called_and_it_goes_on_by_itself(world, sam):
    slack = world.slack
    world.does(sam.says, "hjälp")
    said = len(slack.world.said())
    before = len(slack.calls)

    with taken_out(slack):
        sam.says("hjälp")
        slack.until(lambda: "queued" in world.app.outgoing.counts(), 60)
        slack.until(lambda: world.app.platforms["slack"].fault == "account_inactive", 60)  # what asking showed
        status, why = ready(world)
        for _ in range(3):
            world.app.post.send(world.app.platforms)
        called = [call.method for call in slack.calls[before:]]

    assert (status, why) == (503, {"status": "waiting", "slack": "account_inactive"})
    assert called == ["auth.test"]
    assert len(slack.world.said()) == said
    world.clock.now += timedelta(seconds=61)
    slack.until(lambda: len(slack.world.said()) > said, 60)
    assert ready(world)[0] == 200
    assert len(slack.world.said()) == said + 1


def test_a_body_of_ten_megabytes_is_turned_away_while_others_are_answered(world, sam):
    status, _ = world.slack.delivery.raw(b"x" * 10_000_000)

    assert status in {413, 0}
    assert world.does(sam.says, "hjälp")
    assert world.app.inbox.counts() == {"done": 1}


def test_what_is_sent_to_somebody_who_has_left_is_told_to_coordinators(world, sam):
    gone = world.slack.person("Gun Ek", "gun@kommun.se")
    with world.app.store.transaction() as ledger:
        ledger.people.save([Person(address="gun@kommun.se", name="Gun Ek", slack=gone.id)])
    world.does(gone.says, "hjälp")
    world.does(sam.says, "hjälp")
    with world.slack.faults.on("chat.postMessage", "user_disabled"):
        world.does(gone.says, "hjälp")

    lines = world.slack.until(lambda: world.app.reach.troubles(texts("sv")))

    assert "\n".join(lines) == snapshot(
        """\
Nås inte i chatten. Be dem höra av sig, eller lägg över frågan på någon annan:
- kontot är avstängt: Gun Ek\
"""
    )


def test_an_answer_that_may_not_have_arrived_is_shown_and_not_sent_again(world, sam):
    world.does(sam.says, "hjälp")
    world.slack.faults("chat.postMessage", "5xx_after")

    world.does(sam.says, "hjälp")
    world.app.post.send(world.app.platforms)
    world.settle()

    assert len(world.slack.world.said()) == 2
    assert "\n".join(world.app.reach.troubles(texts("sv"))) == snapshot(
        "Okänt om det kom fram, och skickas inte igen: Sam Ek (1)"
    )
