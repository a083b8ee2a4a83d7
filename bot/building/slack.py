"""Slack, put together of the settings: the way out to it, and the way in."""

from typing import TYPE_CHECKING

from bot.building.forms import OpensLater
from bot.platforms.slack.app import SlackApp
from bot.platforms.slack.platform import Slack
from bot.platforms.slack.reading import heard_in
from bot.platforms.slack.sending import Sending

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from pydantic import SecretStr

    from bot.platforms.heard import Heard
    from bot.wiring import App


def platform(app: "App", token: "SecretStr") -> Slack:
    """Return the way out to Slack, by the bot's `token`."""
    clock = app.now
    sending = Sending(token.get_secret_value(), app.settings.slack_api_url, clock=lambda: clock().timestamp())
    return Slack(sending, app.settings.language)


def way_in(app: "App", record: "Callable[[Heard], Awaitable[None]]") -> SlackApp:
    """Return the way in for what Slack sends; `record` writes an event down before it is acknowledged."""
    secret, token = app.settings.slack_signing_secret, app.settings.slack_bot_token
    return SlackApp(
        token=token.get_secret_value() if token else "",
        secret=secret.get_secret_value() if secret else "",
        base=app.settings.slack_api_url,
        read=lambda body: heard_in(body, app.now(), lambda place: app.threads.is_live(place, app.now())),
        record=record,
        opens=OpensLater(app),
        lost=app.platforms["slack"].doubt,
    )
