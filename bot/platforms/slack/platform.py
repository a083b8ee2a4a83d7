"""Slack as the core meets it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.platforms.base import Delivery, Home, Outgoing, Reply, Sent
from bot.platforms.chat import Profile
from bot.platforms.heard import Heard, Pressed, Said, Sender
from bot.platforms.slack.blocks import blocks_of
from bot.platforms.slack.home_view import home_view
from bot.platforms.slack.markup import escaped, shortened
from bot.platforms.slack.reading import NAME
from bot.platforms.slack.sending import Sending
from plans.model import Person

_NOTICE: Final = 3_000  # characters of what a notification shows
_PACE: Final = 1.0  # Slack takes about one message a second in a channel
_RETRY: Final = 60.0  # seconds, where nothing was sent and nobody said how long to wait
_LANGUAGES: Final = ("sv", "en")


class Slack:
    """Words replies as calls to the Web API, and makes them."""

    name = NAME
    pace = _PACE

    def __init__(self, sending: Sending, language: str) -> None:
        self._sending = sending
        self._language = language  # of whoever has set none

    @property
    def fault(self) -> str:
        """Slack's word for why the app may not do anything, empty when it may."""
        return self._sending.fault

    def write(self, reply: Reply, heard: Heard, language: str) -> Sequence[Outgoing]:
        """Return the calls that say `reply` where `heard` came from."""
        where = heard.where
        # A button of the home view stands in no conversation: the answer goes to the one with its presser alone.
        conversation = where.conversation or heard.sender.user
        message: dict[str, object] = {"channel": conversation, **_message(reply, language)}
        operation = "chat.postMessage"
        if isinstance(heard, Pressed) and reply.in_place and heard.ref:
            operation, message = "chat.update", {**message, "ts": heard.ref}
        elif where.thread:
            message["thread_ts"] = where.thread
        if isinstance(heard, Said) and heard.as_command:
            operation, message = "response_url", {**message, "url": where.service}
        return [
            Outgoing(operation=operation, tenant=where.tenant, conversation=conversation, payload=message),
        ]

    def write_home(self, home: Home, heard: Heard) -> Sequence[Outgoing]:
        """Return the call that shows somebody's home view."""
        user = heard.sender.user
        payload = {"user_id": user, "view": home_view(home)}
        return [
            Outgoing(operation="views.publish", tenant=heard.where.tenant, conversation=f"home:{user}", payload=payload)
        ]

    def send(self, call: Outgoing) -> Sent:
        """Make one call."""
        return self._sending.make(call)

    def deliver(self, to: Person, reply: Reply) -> Sent:
        """Send a message that nobody asked for to a person's conversation with the bot."""
        user = str(to.slack).rpartition(":")[2]
        opened, answer = self._sending.call("conversations.open", {"users": user})
        if opened.delivery is Delivery.UNKNOWN:  # a conversation may be opened twice: nobody was written to yet
            return Sent(delivery=Delivery.LATER, wait=_RETRY, reason=opened.reason)
        if opened.delivery is not Delivery.SENT:
            return opened
        channel = str(answer["channel"]["id"])
        return self._sending.call(
            "chat.postMessage", {"channel": channel, **_message(reply, to.language or self._language)}
        )[0]

    def profile(self, sender: Sender) -> Profile | None:
        """Return what Slack tells of somebody."""
        sent, answer = self._sending.call("users.info", {"user": sender.user})
        if sent.delivery is Delivery.FAILED:
            return Profile(is_gone=True)
        if sent.delivery is not Delivery.SENT:
            return None
        user: Mapping[str, Any] = answer["user"]
        language = str(user.get("locale", ""))[:2]
        return Profile(
            email=str(user.get("profile", {}).get("email", "")),
            language=language if language in _LANGUAGES else "",
            is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
            is_stranger=bool(user.get("is_stranger")) or user.get("team_id", sender.tenant) != sender.tenant,
            is_bot=bool(user.get("is_bot")),
            is_gone=bool(user.get("deleted")),
        )


def _message(reply: Reply, language: str) -> dict[str, object]:
    return {
        "text": escaped(shortened(reply.text, _NOTICE)),
        "blocks": blocks_of(reply, language),
        "unfurl_links": False,
        "unfurl_media": False,
    }
