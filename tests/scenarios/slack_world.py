"""The service with Slack's stand-in around it over real HTTP or a socket."""

from contextlib import contextmanager

from bot.service import Service
from bot.settings import Settings
from bot.wiring import build
from tests.scenarios.running_world import StoryClock, Year, running
from tests.stand_ins.slack import stand_in


class SlackYear(Year):
    """One installation and its workspace."""

    def __init__(self, app, slack, clock):
        super().__init__(app, clock)
        self.slack = slack


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
        clock = StoryClock(now)
        app = build(settings, clock=clock)
        app.platforms["slack"].pace = 0.0  # a story has no second to wait for
        with running(Service(app, lambda: None, sign_after=600)) as port:  # a slow machine tells no other story
            slack.delivery.to = f"http://127.0.0.1:{port}/slack/events"
            slack.delivery.by_socket = by_socket
            slack.delivery.ack_seconds, slack.trigger_seconds = 30.0, 60.0
            yield SlackYear(app, slack, clock)
