"""The service in this process, Slack's stand-in around it over real HTTP, and a clock that the story moves."""

import socket
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime

import uvicorn

from bot.server import application
from bot.service import Service
from bot.settings import Settings
from bot.wiring import build
from tests.stand_ins.slack import stand_in


class StoryClock:
    """The time of the story; it goes a second a look."""

    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


class SlackYear:
    """One installation and its workspace. `at` moves the clock and lets the service look at what is due."""

    def __init__(self, app, slack, clock):
        self.app, self.slack, self.clock = app, slack, clock
        self.people = {}
        self.since = datetime.min.replace(tzinfo=UTC)

    def does(self, what, *arguments, **named):
        """Let somebody do something, wait until all that came of it is done, and return what it gave."""
        given = what(*arguments, **named)
        self.settle()
        return given

    def at(self, moment):
        """Go to a moment, as ISO text in the plan's zone, and do what is due by then."""
        local = datetime.fromisoformat(moment).replace(tzinfo=self.app.settings.zone)
        self.clock.now = local.astimezone(UTC)
        self.app.post.tick()
        self.app.inviting.look()
        self.app.post.send(self.app.platforms)
        self.settle()

    def settle(self, seconds=20):
        """Wait until everything that came has been worked on and everything that goes out has gone."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            waiting = self.app.inbox.counts(), self.app.outgoing.counts()
            in_flight = any(not call.reason for call in self.app.outgoing.unsettled(self.since))
            if not in_flight and not {"waiting", "taken", "queued"} & {state for counts in waiting for state in counts}:
                self.app.post.send(self.app.platforms)
                return
            time.sleep(0.02)
        raise AssertionError(f"still busy: {waiting}")


@contextmanager
def slack_year(home, now, *, by_socket=False, install=None):
    """Run the service against the stand-in, over HTTP or a socket."""
    with stand_in() as slack:
        if install:
            slack.install(install)
        secrets = {"slack_app_token": slack.app_token} if by_socket else {"slack_signing_secret": slack.signing_secret}
        settings = Settings(
            home=home,
            environment="test",
            tick_seconds=3600,
            slack_bot_token=slack.token,
            slack_api_url=slack.api,
            **secrets,
        )
        clock = StoryClock(datetime.fromisoformat(now).replace(tzinfo=UTC))
        app = build(settings, clock=clock)
        with _running(Service(app, lambda: None, sign_after=600)) as port:  # a slow machine tells no other story
            slack.delivery.to = f"http://127.0.0.1:{port}/slack/events"
            slack.delivery.by_socket = by_socket
            yield SlackYear(app, slack, clock)


@contextmanager
def _running(service):
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        config = uvicorn.Config(application(service.doors), log_config=None, access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        until = time.monotonic() + 30
        while not server.started and time.monotonic() < until:
            time.sleep(0.01)
        assert server.started
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(timeout=20)
