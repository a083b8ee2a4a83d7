"""Slack as the core meets it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from bot.platforms.base import Delivery, Home, Outgoing, Reply, Sent
from bot.platforms.chat import NotNow, Profile, Sign
from bot.platforms.choices import is_choice
from bot.platforms.heard import Edited, FileIn, Heard, PlaceKind, Pressed, Sender, Submitted
from bot.platforms.slack.blocks import Written, messages_of
from bot.platforms.slack.home_view import home_view
from bot.platforms.slack.manifest import prompts
from bot.platforms.slack.outcomes import PROMPTS, UNREACHABLE
from bot.platforms.slack.pressing import settled
from bot.platforms.slack.reading import NAME
from bot.platforms.slack.sending import Sending
from bot.platforms.slack.waiting import relieved, signs_of
from plans.model import Person
from prompts.texts import texts

_PACE: Final = 1.0  # Slack takes about one message a second in a channel
_LANGUAGES: Final = ("sv", "en")
_PLAIN: Final = {"unfurl_links": False, "unfurl_media": False}


class Slack:
    """Words replies as calls to the Web API, and makes them.

    `language` is that of whoever has set none.
    """

    name = NAME
    pace = _PACE

    def __init__(self, sending: Sending, language: str) -> None:
        self._sending = sending
        self._language = language

    @property
    def fault(self) -> str:
        """Slack's word for why the app may not do anything, empty when it may."""
        return self._sending.fault

    def doubt(self, reason: str) -> None:
        """Take it that the app was taken out, until Slack says otherwise."""
        self._sending.doubt(reason)

    def write(self, reply: Reply, heard: Heard, language: str) -> Sequence[Outgoing]:
        """Return the calls that say `reply` where `heard` came from, in order.

        What answers a command goes where only its giver sees it; a choice that was made is shown in place of its
        buttons, in the message where it was made.
        """
        if _answers_alone(heard):
            return [*_responses(reply, heard, language), *_files(reply, heard, heard.sender.user)]
        where = heard.where
        # A button of the home view stands in no conversation: the answer goes to the one with its presser alone.
        conversation = where.conversation or heard.sender.user
        calls = [
            _call("chat.postMessage", heard, conversation, {**_message(one), **_thread(heard)})
            for one in messages_of(reply, language)
        ]
        if heard.ref and reply.in_place and isinstance(heard, Pressed | Submitted | Edited):
            calls[0] = _edit(calls[0], heard)
        elif isinstance(heard, Pressed) and heard.shown and is_choice(heard):
            shown = _call("chat.update", heard, conversation, settled(heard, language))
            calls.append(_edit(shown, heard))
        return [*calls, *_files(reply, heard, conversation)]

    def write_home(self, home: Home, heard: Heard) -> Sequence[Outgoing]:
        """Return the call that shows somebody's home view."""
        user = heard.sender.user
        payload = {"user_id": user, "view": home_view(home)}
        return [
            Outgoing(operation="views.publish", tenant=heard.where.tenant, conversation=f"home:{user}", payload=payload)
        ]

    def write_prompts(self, heard: Heard, language: str) -> Sequence[Outgoing]:
        """Return the call that shows questions to begin with in `language`; none in that of the app's manifest."""
        where = heard.where
        if language == self._language or not where.conversation:
            return ()
        payload = {"channel_id": where.conversation, "prompts": prompts(texts(language))}
        lane = f"prompts:{where.conversation}"
        return [Outgoing(operation=PROMPTS, tenant=where.tenant, conversation=lane, payload=payload)]

    def sign(self, heard: Heard, language: str) -> Sign | None:
        """Show that an answer is on its way: as the app's status in a thread, else as a message."""
        sign, calls = signs_of(heard, language)
        for call in calls:
            sent = self._sending.make(call)
            if sent.delivery is Delivery.SENT:
                return replace(sign, ref=sent.ref)
            if sent.delivery is not Delivery.FAILED:
                return None
        return None

    def go_on(self, sign: Sign, language: str) -> None:
        """Nothing: what was shown says enough, and a status has words of its own."""

    def relieve(self, sign: Sign, calls: Sequence[Outgoing]) -> Sequence[Outgoing]:
        """Return the calls of an answer so that they take back what was shown."""
        return relieved(sign, calls)

    def send(self, call: Outgoing) -> Sent:
        """Make one call; files that were handed over are not kept."""
        sent = self._sending.make(call)
        if call.operation == "files.upload" and sent.delivery is Delivery.SENT:
            _dispose(call.payload["files"])  # type: ignore[arg-type]  # JSON, as `_files` made it
        return sent

    def deliver(self, to: Person, reply: Reply) -> Sent:
        """Send a message that nobody asked for to a person's conversation with the bot."""
        # Whoever is not linked goes by the address of the account itself: "slack:t1:u1".
        user = str(to.slack or to.address).rpartition(":")[2].upper()
        opened, answer = self._sending.call("conversations.open", {"users": user})
        if opened.delivery is not Delivery.SENT:
            return opened
        first: Sent | None = None
        for one in messages_of(reply, to.language or self._language):
            message = {"channel": str(answer["channel"]["id"]), **_message(one)}
            sent = self._sending.call("chat.postMessage", message)[0]
            if sent.delivery is not Delivery.SENT:
                # A part of it arrived: what follows is not known to have, and nothing is sent twice.
                return sent if first is None else replace(sent, delivery=Delivery.UNKNOWN)
            first = first or sent
        return first or Sent(delivery=Delivery.FAILED, reason="empty")

    def find(self, email: str) -> Sender | None:
        """Return the account with an e-mail address, None where there is none.

        Raises:
            NotNow: Slack cannot be asked just now.
        """
        sent, answer = self._sending.call("users.lookupByEmail", {"email": email})
        if sent.delivery is Delivery.SENT:
            return Sender(self.name, str(answer["user"]["team_id"]), str(answer["user"]["id"]))
        if sent.reason in UNREACHABLE:
            return None
        raise NotNow

    def fetch(self, file: FileIn, most: int) -> bytes | None:
        """Return what a file that somebody sent holds; None where it is more than `most` bytes or cannot be had."""
        return self._sending.fetch(file.fetch, most)

    def profile(self, sender: Sender) -> Profile | None:
        """Return what Slack tells of somebody."""
        sent, answer = self._sending.call("users.info", {"user": sender.user, "include_locale": "true"})
        if sent.delivery is not Delivery.SENT:
            return Profile(is_gone=True) if sent.reason in UNREACHABLE else None
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


def _answers_alone(heard: Heard) -> bool:
    """Tell whether only one sees the answer, wherever they asked: they gave a command, or pressed in such an answer."""
    return bool(heard.where.service) and heard.where.kind is PlaceKind.PRIVATE


def _responses(reply: Reply, heard: Heard, language: str) -> Sequence[Outgoing]:
    own = {"url": heard.where.service, "user": heard.sender.user, "response_type": "ephemeral"}
    in_place = reply.in_place and isinstance(heard, Pressed)
    return [
        _call(
            "response_url",
            heard,
            f"alone:{heard.sender.user}",
            {**own, "text": one.text, "blocks": list(one.blocks), "replace_original": in_place and n == 0},
        )
        for n, one in enumerate(messages_of(reply, language))
    ]


def _files(reply: Reply, heard: Heard, conversation: str) -> Sequence[Outgoing]:
    """Return the call that hands over a reply's files, none where it has none."""
    if not reply.files:
        return ()
    files = [{"name": file.name, "title": file.title, "path": file.path} for file in reply.files]
    thread = _thread(heard) if conversation == heard.where.conversation else {}
    return [_call("files.upload", heard, conversation, {"channel": conversation, "files": files, **thread})]


def _call(operation: str, heard: Heard, conversation: str, payload: Mapping[str, object]) -> Outgoing:
    place = {"channel": conversation} if operation.startswith("chat.") else {}
    return Outgoing(
        operation=operation, tenant=heard.where.tenant, conversation=conversation, payload={**place, **payload}
    )


def _edit(call: Outgoing, heard: Heard) -> Outgoing:
    """Return the call as an edit of the message that `heard` came from, which waits for no other message there."""
    return replace(
        call,
        operation="chat.update",
        conversation=f"{call.conversation}:{heard.ref}",
        payload={**call.payload, "ts": heard.ref},
    )


def _message(one: Written) -> dict[str, object]:
    return {"text": one.text, "blocks": list(one.blocks), **_PLAIN}


def _thread(heard: Heard) -> dict[str, object]:
    return {"thread_ts": heard.where.thread} if heard.where.thread else {}


def _dispose(files: Sequence[Mapping[str, str]]) -> None:
    """Remove files that were handed over, and the folders that they leave empty."""
    for file in files:
        path = Path(file["path"])
        path.unlink(missing_ok=True)
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
