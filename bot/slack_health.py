"""What `handslag check` looks at in Slack: the tokens, what the app may do, and whether anything comes.

What Slack tells the app of cannot be asked for, so a missing subscription shows in what has never come.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from bot.finding import Finding
from bot.platforms.slack.looking import UNREACHED, Look, look, look_at_line
from bot.platforms.slack.permissions import CONNECT, missing
from bot.settings import Settings
from bot.traffic.inbox import Inbox
from plans.wording import written_date
from prompts.texts import texts

_SKEW: Final = 60  # seconds that a clock may be wrong; after 300 nothing that Slack signs is taken
# What the platform's ids of events begin with, by what it says of the app's settings when none has come.
_KINDS: Final = {"presses": "slack:action:", "commands": "slack:command:"}


def slack_findings(settings: Settings, inbox: Inbox) -> Iterator[Finding]:
    """Yield every check's outcome; what cannot be asked for hides what lies behind it."""
    if not (settings.slack_bot_token or settings.slack_app_token or settings.slack_signing_secret):
        yield Finding("slack_none", ok=True)
        return
    forms = list(_forms(settings))
    yield from forms
    if settings.slack_bot_token and all(finding.ok for finding in forms if finding.name == "slack_token_form"):
        found = look(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
        yield from _token(found, settings)
    if settings.slack_app_token and all(finding.ok for finding in forms if finding.name == "slack_app_token_form"):
        line = look_at_line(settings.slack_app_token.get_secret_value(), settings.slack_api_url)
        yield Finding("slack_line", not line.fault, {"reason": line.fault, "scope": CONNECT}, needed=True)
    yield from _arrivals(settings, inbox)


def _forms(settings: Settings) -> Iterator[Finding]:
    """Yield whether the secrets look like what they are to be: they are easily taken for one another."""
    token, app_token = settings.slack_bot_token, settings.slack_app_token
    yield Finding("slack_token_form", bool(token and token.get_secret_value().startswith("xoxb-")), needed=True)
    if app_token:
        yield Finding("slack_app_token_form", app_token.get_secret_value().startswith("xapp-"), needed=True)
    secret = settings.slack_signing_secret
    if secret:
        looks_right = re.fullmatch(r"[0-9a-f]{32}", secret.get_secret_value()) is not None
        yield Finding("slack_secret_form", looks_right or settings.environment == "test")
    yield Finding("slack_way_in", bool(secret or app_token), needed=True)


def _token(found: Look, settings: Settings) -> Iterator[Finding]:
    if found.fault == UNREACHED:
        yield Finding("slack_unreached", ok=False, values={"url": settings.slack_api_url}, needed=True)
    elif found.is_taken_out:
        yield Finding("slack_taken_out", ok=False, values={"reason": found.fault}, needed=True)
    else:
        values = {"team": found.team, "app": found.app, "reason": found.fault}
        yield Finding("slack_token", not found.fault, values, needed=True)
    if found.fault:
        return
    lacking, say = missing(found.scopes), texts(settings.language)
    told = "; ".join(f"{scope.name} ({say(scope.reason)})" for scope in lacking)
    yield Finding("slack_scopes", not lacking, {"count": len(lacking), "scopes": told}, needed=True)
    if found.at:
        skew = round(
            abs((datetime.now(UTC) - found.at).total_seconds())
        )  # Slack's clock is the real one, and so is ours
        yield Finding("slack_clock", skew <= _SKEW, {"seconds": skew})


def _arrivals(settings: Settings, inbox: Inbox) -> Iterator[Finding]:
    """Yield whether anything has come, and what never has."""
    last = inbox.last("slack")
    if last is None:
        yield Finding("slack_by_socket" if settings.slack_app_token else "slack_by_http", ok=False)
        return
    at = written_date(last.astimezone(settings.zone).date(), settings.language)
    yield Finding("slack_events", ok=True, values={"at": at})
    for kind, beginning in _KINDS.items():
        yield Finding(f"slack_{kind}", inbox.last("slack", beginning) is not None)
