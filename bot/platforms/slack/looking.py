"""What Slack says of the app when it is asked: where it is installed, what it may do, and what time it is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.platforms.slack.outcomes import CLOSED

UNREACHED: Final = "unreached"  # our word for no answer at all
_SECONDS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How Slack answered about a token; `fault` is its word, empty when the token is good."""

    fault: str = ""
    team: str = ""  # the workspace's name
    app: str = ""  # what the app is called there
    scopes: frozenset[str] = frozenset()
    at: datetime | None = None  # Slack's own time

    @property
    def is_taken_out(self) -> bool:
        """Whether the token was good once: the app was taken out, or its token revoked."""
        return self.fault in CLOSED - {"invalid_auth", "not_authed"}


def look(token: str, base: str) -> Look:
    """Ask what a bot token is good for."""
    return _asked(token, base, "auth.test")


def look_at_line(app_token: str, base: str) -> Look:
    """Ask whether an app-level token may open a socket."""
    return _asked(app_token, base, "apps.connections.open")


def _asked(token: str, base: str, method: str) -> Look:
    client = WebClient(token=token, base_url=base, timeout=_SECONDS, retry_handlers=[])
    try:
        response = client.api_call(method)
    except SlackApiError as error:
        data = error.response.data if isinstance(error.response.data, dict) else {}
        return Look(fault=str(data.get("error") or f"http_{error.response.status_code}"))
    except (OSError, ValueError):
        return Look(fault=UNREACHED)
    headers = {name.casefold(): str(value) for name, value in response.headers.items()}
    return Look(
        team=str(response.get("team", "")),
        app=str(response.get("user", "")),
        scopes=frozenset(filter(None, headers.get("x-oauth-scopes", "").replace(" ", "").split(","))),
        at=_time(headers),
    )


def _time(headers: Mapping[str, str]) -> datetime | None:
    try:
        return parsedate_to_datetime(headers.get("date", "")).astimezone(UTC)
    except ValueError:
        return None
