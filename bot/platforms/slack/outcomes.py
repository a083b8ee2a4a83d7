"""What an answer of Slack means for a message: it arrived, it may have, it did not, or it may go later. Pure.

The rule behind it (reliability promise 2): what may have been taken is never sent again, unless sending it again does
the same thing once more (`AGAIN`).
"""

import json
import socket
import ssl
from collections.abc import Mapping
from typing import Final
from urllib.error import URLError

from bot.platforms.base import Delivery, Sent

RETRY: Final = 30.0  # seconds to wait where Slack does not say how long
_TOO_MANY: Final = 429
_BROKEN: Final = 500  # HTTP's own line between a refusal and a breakdown
_LONGEST_WAIT: Final = 3_600.0  # seconds: nobody is held longer by a header

# Slack's words for "the app may do nothing here": it surely did nothing, and the workspace has to be seen to.
CLOSED: Final = frozenset(
    {
        *("token_revoked", "token_expired", "account_inactive", "invalid_auth", "not_authed", "app_uninstalled"),
        *("org_login_required", "team_access_not_granted", "ekm_access_denied", "team_disabled", "access_denied"),
    }
)
# … and for a message that nobody gets until somebody changes the app: all messages wait for that.
UNFIT: Final = frozenset({"missing_scope", "not_allowed_token_type", "no_permission", "messages_tab_disabled"})
# Slack's words for a breakdown in the middle: it may have been done.
_UNCLEAR: Final = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
UNREACHABLE: Final = frozenset(
    {"user_not_found", "users_not_found", "user_disabled", "cannot_dm_bot", "user_not_visible", "invalid_users"}
)
PROMPTS: Final = "assistant.threads.setSuggestedPrompts"  # of an agent's conversation, which is named alone
# Calls that do the same thing when they are made twice.
AGAIN: Final = frozenset(
    {
        "agents.sessions.setStatus",
        PROMPTS,
        "auth.test",
        "chat.update",
        "conversations.open",
        "users.info",
        "users.lookupByEmail",
        "views.publish",
    }
)
OF_NO_ANSWER: Final = Sent(delivery=Delivery.UNKNOWN, reason="no_answer")


def refused(method: str, status: int, reason: str, headers: Mapping[str, str], conversation: str = "") -> Sent:
    """Return how a call went that Slack answered with `reason`, empty where it gave none, and an HTTP `status`."""
    if status == _TOO_MANY or reason in {"ratelimited", "rate_limited"}:
        return _limited(headers.get("Retry-After", ""))
    if reason in CLOSED or (reason in UNFIT and method.startswith("chat.")):
        return Sent(delivery=Delivery.LATER, wait=RETRY, reason=reason)
    if not reason or reason in _UNCLEAR or status >= _BROKEN:
        return once_more(method, Sent(delivery=Delivery.UNKNOWN, reason=reason or f"http_{status}"))
    lost = reason in UNREACHABLE or (reason == "channel_not_found" and conversation[:1] in {"D", "U", "W"})
    return Sent(delivery=Delivery.FAILED, reason=reason, unreachable=lost)


def of_status(status: int, said: str, wait: str = "") -> Sent:
    """Return how a post went that was answered with `status` and the body `said`."""
    if status == _TOO_MANY:
        return _limited(wait)
    if status >= _BROKEN:
        return Sent(delivery=Delivery.UNKNOWN, reason=f"http_{status}")
    try:
        answer = json.loads(said)
    except ValueError:
        answer = None
    reason = answer.get("error") if isinstance(answer, dict) else None
    return Sent(delivery=Delivery.FAILED, reason=str(reason or f"http_{status}"))


def unanswered(error: URLError) -> Sent:
    """Return how a call went that nothing came back from: where no connection was made, nothing was taken."""
    reached_nobody = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
    if isinstance(error.reason, reached_nobody):
        return Sent(delivery=Delivery.LATER, wait=RETRY, reason="unreachable")
    return OF_NO_ANSWER


def once_more(method: str, sent: Sent) -> Sent:
    """Return `sent`, to be made again where it is not known how it went and making it twice does no harm."""
    if sent.delivery is Delivery.UNKNOWN and method in AGAIN:
        return Sent(delivery=Delivery.LATER, wait=RETRY, reason=sent.reason)
    return sent


def _limited(wait: str) -> Sent:
    seconds = min(float(wait), _LONGEST_WAIT) if wait.isdigit() else RETRY
    return Sent(delivery=Delivery.LATER, wait=seconds, reason="ratelimited")
