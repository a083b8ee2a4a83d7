"""Two whole `serve` processes over one PostgreSQL: who does what is decided by rows, and nothing is done twice."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.demo.script import load_script
from bot.settings import Settings
from bot.wiring import build
from plans.audit import verify
from tests.stand_ins.ports import free_port
from tests.stand_ins.slack import stand_in

NOW = datetime(2027, 9, 27, 8, 0, tzinfo=UTC)
COORDINATOR = "kansli@livskusten.example"
OWNERS = {"N3": "beredskap@norrvik.example", "N5": "vardskap@lovhamra.example", "N7": "investerardag@kajen.example"}


@contextmanager
def serving(environment, home):
    """Run `serve` in a process with a home of its own, as on a machine of its own; gives its address at once."""
    port = free_port()
    variables = os.environ | environment | {"HANDSLAG_HOME": str(home), "HANDSLAG_PORT": str(port)}
    command = [sys.executable, "-m", "bot", "serve"]
    with home.with_suffix(".log").open("w") as log:
        process = subprocess.Popen(command, env=variables, stdout=log, stderr=log)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
    assert "failed" not in home.with_suffix(".log").read_text()


def until(met, seconds=150):
    over = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < over, f"waited {seconds} s"
        time.sleep(0.02)


def is_ready(address):
    try:
        return urllib.request.urlopen(f"{address}/ready", timeout=5).status == 200
    except OSError:
        return False


@pytest.fixture
def slack():
    with stand_in() as workspace:
        workspace.delivery.ack_seconds = 30.0  # two processes that begin on a busy machine
        yield workspace


@pytest.fixture
def app(slack, postgres_engine, postgres, tmp_path):
    """An installation whose plan is to be followed up: two weeks ago its owners should have been asked."""
    settings = Settings(
        home=tmp_path / "home",
        database_url=postgres,
        environment="test",
        slack_bot_token=slack.token,
        slack_api_url=slack.api,
        slack_signing_secret=slack.signing_secret,
    )
    app = build(settings, clock=lambda: NOW)
    script = load_script()
    app.intake.plan([script.plan_path])
    with app.store.transaction() as ledger:
        ledger.people.save(cast.person for cast in script.people)
    app.follow_up.open_cycle(2027, date(2027, 10, 22), NOW - timedelta(days=40), COORDINATOR)
    yield app
    app.engine.dispose()


@pytest.fixture
def people(slack):
    return {nr: slack.person(address.partition("@")[0], address) for nr, address in OWNERS.items()}


@pytest.fixture
def services(app, people, slack, postgres, tmp_path):
    """Two processes that begin at the same moment, both ready."""
    (tmp_path / "clock").write_text(NOW.isoformat())
    environment = {
        "HANDSLAG_DATABASE_URL": postgres,
        "HANDSLAG_ENVIRONMENT": "test",
        "HANDSLAG_CLOCK_FILE": str(tmp_path / "clock"),
        "HANDSLAG_TICK_SECONDS": "1",
        "HANDSLAG_SLACK_BOT_TOKEN": slack.token,
        "HANDSLAG_SLACK_SIGNING_SECRET": slack.signing_secret,
        "HANDSLAG_SLACK_API_URL": slack.api,
    }
    with ExitStack() as both:
        addresses = [both.enter_context(serving(environment, tmp_path / name)) for name in ("one", "two")]
        until(lambda: all(map(is_ready, addresses)))
        yield addresses


class Balancer:
    """Brings what people do to both processes: events at the same moment, presses one after the other."""

    def __init__(self, slack, services):
        self.slack, self.services, self.turn = slack, services, 0

    def says(self, person, text):
        with self.slack.delivery.holding() as held:
            person.says(text)
            body = json.dumps(held.pop().payload)
        with ThreadPoolExecutor() as pool:
            taken = pool.map(lambda to: self.slack.delivery.raw(body, to=f"{to}/slack/events"), self.services * 2)
        assert {status for status, _ in taken} == {200}

    def clicks(self, person, label):
        self.turn += 1
        first, second = self.services[:: 1 if self.turn % 2 else -1]
        self.slack.delivery.to = f"{first}/slack/events"
        person.clicks(label)
        self.slack.delivery.to = f"{second}/slack/events"
        self.slack.delivery.again(person.last)


def test_two_services_over_one_database_do_everything_once(slack, app, people, services):
    balancer = Balancer(slack, services)

    for person in people.values():
        person.waits_for("Det är jag", seconds=120)
        balancer.clicks(person, "Det är jag")
    for nr, person in people.items():
        person.waits_for("följa upp", seconds=120)
        balancer.says(person, f"{nr} Allt går enligt plan, vi har hållit två möten.")
    for person in people.values():
        person.waits_for("Stämmer", seconds=120)
        balancer.clicks(person, "Stämmer")
    until(lambda: set(app.inbox.counts()) == {"done"} and set(app.outgoing.counts()) == {"sent"})

    with app.store.reading() as ledger:
        assert {nr: len(ledger.updates.about(nr)) for nr in OWNERS} == dict.fromkeys(OWNERS, 1)
        assert verify(ledger.trail.all()) is None
    posted = Counter((one.channel, one.text) for one in slack.world.messages if one.by_app)
    assert set(posted.values()) == {1}  # an invitation, a question, a reading and a receipt
    assert Counter(channel for channel, _ in posted) == dict.fromkeys([one.dm.id for one in people.values()], 4)
