"""Calls to Slack's Web API, and what their outcome means: it arrived, it may have, it did not, or it may go later."""

import socket
from collections.abc import Mapping
from typing import Any, Final
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.platforms.base import Delivery, Outgoing, Sent

SECONDS: Final = 10  # for one call
_RETRY: Final = 30.0  # seconds to wait where Slack does not say how long
_TOO_MANY: Final = 429
# What Slack says of itself rather than of the call: it surely did nothing, and the workspace has to be seen to.
REVOKED: Final = frozenset({"token_revoked", "account_inactive", "invalid_auth", "not_authed", "token_expired"})
_UNREACHABLE: Final = frozenset(
    {"user_not_found", "users_not_found", "user_disabled", "cannot_dm_bot", "channel_not_found", "user_not_visible"}
)


class Sending:
    """Makes calls with a bot token; `base` is the address of the Web API, ending in a slash.

    `fault` is Slack's word for why the token is not taken any more, empty when it is.
    """

    def __init__(self, token: str, base: str) -> None:
        self.fault = ""
        # Nothing is resent by the library: a call that may have arrived is never made twice.
        self._client = WebClient(token=token, base_url=base, timeout=SECONDS, retry_handlers=[])

    def call(self, method: str, payload: Mapping[str, object]) -> tuple[Sent, Mapping[str, Any]]:
        """Make one call and return how it went, with what Slack answered; never raises for what Slack answers."""
        try:
            response = self._client.api_call(method, json=dict(payload))
        except SlackApiError as error:
            refused = _refused(error)
            self.fault = refused.reason if refused.reason in REVOKED else self.fault
            return refused, {}
        except URLError as error:
            return _unanswered(error), {}
        except (TimeoutError, OSError, ValueError):
            return Sent(delivery=Delivery.UNKNOWN, reason="no_answer"), {}
        self.fault = ""
        answer: Mapping[str, Any] = response.data if isinstance(response.data, dict) else {}
        return Sent(delivery=Delivery.SENT, ref=str(answer.get("ts", ""))), answer

    def make(self, call: Outgoing) -> Sent:
        """Make a call that was written down."""
        return self.call(call.operation, call.payload)[0]


def _refused(error: SlackApiError) -> Sent:
    response = error.response
    reason = str(response.get("error", "")) if isinstance(response.data, dict) else ""
    if response.status_code == _TOO_MANY or reason in {"ratelimited", "rate_limited"}:
        wait = str(response.headers.get("Retry-After", ""))
        return Sent(delivery=Delivery.LATER, wait=float(wait) if wait.isdigit() else _RETRY, reason="ratelimited")
    if reason in REVOKED:
        return Sent(delivery=Delivery.LATER, wait=_RETRY, reason=reason)
    if not reason or response.status_code >= 500:  # noqa: PLR2004 - HTTP's own line between a refusal and a breakdown
        return Sent(delivery=Delivery.UNKNOWN, reason=reason or f"http_{response.status_code}")
    return Sent(delivery=Delivery.FAILED, reason=reason, unreachable=reason in _UNREACHABLE)


def _unanswered(error: URLError) -> Sent:
    """Return how a call went that nothing came back from: where no connection was made, nothing was taken."""
    if isinstance(error.reason, ConnectionRefusedError | socket.gaierror):
        return Sent(delivery=Delivery.LATER, wait=_RETRY, reason="unreachable")
    return Sent(delivery=Delivery.UNKNOWN, reason="no_answer")
