"""Teams as the core meets it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import uuid4

from bot.accounts import Account, Accounts
from bot.platforms.base import Delivery, Home, Outgoing, Reply, Sent
from bot.platforms.chat import Profile, Sign
from bot.platforms.heard import Edited, FileIn, Heard, PlaceKind, Pressed, Said, Sender, Submitted
from bot.platforms.teams import streams
from bot.platforms.teams.buttons import THUMBS
from bot.platforms.teams.cards import activities_of, attached, home_card
from bot.platforms.teams.files import Offers
from bot.platforms.teams.reading import NAME
from bot.platforms.teams.sending import DELETE, EDIT, FINISH, SEND, Sending
from bot.platforms.teams.settled import settled, watched
from plans.model import Person
from prompts.texts import texts

_NOBODY: Final = "MemberNotFoundInConversation"
# https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams
_CHAT: Final = "https://teams.microsoft.com/l/chat/0/0?users=28:{client}"
_PACE: Final = 0.15  # Teams takes seven messages a second in a conversation


class Teams:
    """Words replies as calls to the connector, and makes them.

    `accounts` say where a person is reached, `offers` asks whether they want a file; `language` is that of whoever has
    set none.
    """

    name = NAME
    pace = _PACE

    def __init__(self, sending: Sending, accounts: Accounts, offers: Offers, language: str) -> None:
        self._sending = sending
        self._accounts = accounts
        self._offers = offers
        self._language = language
        self._places: dict[str, tuple[str, str]] = {}  # user -> service and conversation; of this process alone
        self._readers: dict[str, str] = {}  # user -> Teams' id of them for this bot; of this process alone
        self._unstreamed: set[str] = set()  # conversations that take no streams; of this process alone

    @property
    def fault(self) -> str:
        """Teams' word for why the bot may not do anything, empty when it may."""
        return self._sending.fault

    def doubt(self, reason: str) -> None:
        """Nothing: that the bot was taken out by one person says nothing of the others."""

    def write(self, reply: Reply, heard: Heard, language: str) -> Sequence[Outgoing]:
        """Return the calls that say `reply` where `heard` came from, in order."""
        chat = "" if heard.where.kind is PlaceKind.PRIVATE else _CHAT.format(client=self._sending.client)
        made = activities_of(reply, language, uuid4().hex, chat)
        calls = [_call(SEND, heard, {"activity": activity}) for activity in made]
        if heard.ref and reply.in_place and isinstance(heard, Pressed | Submitted | Edited):
            calls[0] = _call(EDIT, heard, {"activity": calls[0].payload["activity"], "id": heard.ref})
        elif heard.ref and isinstance(heard, Pressed | Submitted) and (now := settled(heard, language)):
            calls.append(_call(EDIT, heard, {"activity": now, "id": heard.ref, "is_old": True}))
        if answer := next((button.value for button in reply.buttons if button.key in THUMBS), ""):
            calls[-1] = replace(calls[-1], payload={**calls[-1].payload, "answer": answer})
        if heard.where.kind is not PlaceKind.PRIVATE:  # Teams takes no files from a bot elsewhere
            return calls
        asking = [self._offers.asking(file, heard.sender.user) for file in reply.files]
        return [*calls, *(_call(SEND, heard, {"activity": activity}) for activity in asking)]

    def write_home(self, home: Home, heard: Heard) -> Sequence[Outgoing]:
        """Return the call that shows somebody's page, which in Teams is a card in the conversation."""
        activity = {"type": "message", "summary": home.title, "attachments": [attached(home_card(home, uuid4().hex))]}
        return [_call(SEND, heard, {"activity": activity})]

    def write_prompts(self, heard: Heard, language: str) -> Sequence[Outgoing]:  # noqa: ARG002 - none is needed
        """Return nothing: the app package has the questions in both languages, and Teams picks the reader's."""
        return ()

    def send(self, call: Outgoing) -> Sent:
        """Make one call."""
        return self._sending.make(call)

    def deliver(self, to: Person, reply: Reply) -> Sent:
        """Send a message that nobody asked for to a person's conversation with the bot."""
        account = self._account(to)
        if account is None or not account.service:
            return Sent(delivery=Delivery.FAILED, reason="not_installed", unreachable=True)
        conversation = account.conversation
        if not conversation:
            opened = self._sending.open(account.service, account.sender.tenant, account.sender.user)
            if opened.delivery is not Delivery.SENT:
                return opened
            conversation = opened.ref
        first: Sent | None = None
        nonce, language = uuid4().hex, to.language or self._language
        activities = activities_of(reply, language, nonce)
        reader = self._reader(account.service, conversation, account.sender.user) if reply.form else ""
        watched(activities, reply, language, nonce, reader)
        for activity in activities:
            payload = {"service": account.service, "conversation": conversation, "activity": activity}
            tenant = account.sender.tenant
            sent = self.send(Outgoing(operation=SEND, tenant=tenant, conversation=conversation, payload=payload))
            if sent.delivery is not Delivery.SENT:
                return sent if first is None else Sent(delivery=Delivery.UNKNOWN, reason=sent.reason)
            first = first or sent
        return first or Sent(delivery=Delivery.FAILED, reason="empty")

    def _reader(self, service: str, conversation: str, user: str) -> str:
        """Return the id by which a card names who may look at it afresh, empty where Teams does not tell it now."""
        if user not in self._readers:
            sent, member = self._sending.member(service, conversation, user)
            if sent.delivery is not Delivery.SENT:
                return ""
            self._readers[user] = str(member.get("id") or "")
        return self._readers[user]

    def met(self, heard: Heard | None) -> Heard | None:
        """Remember where somebody was met: Teams tells of people only in a conversation that they are in."""
        if heard is not None:
            self._places[heard.sender.user] = (heard.where.service, heard.where.conversation)
        return heard

    def profile(self, sender: Sender) -> Profile | None:
        """Return what Teams tells of somebody in a conversation where they were met."""
        service, conversation = self._places.get(sender.user) or self._place(sender)
        if not service:
            return None
        sent, member = self._sending.member(service, conversation, sender.user)
        if sent.delivery is not Delivery.SENT:
            return Profile(is_gone=True) if sent.reason == _NOBODY else None
        email = str(member.get("email") or "")
        name = str(member.get("userPrincipalName") or "")  # most often their address; a guest's is made up
        is_guest = str(member.get("userRole", "")).lower() in {"guest", "anonymous"} or "#ext#" in name.lower()
        tenant = str(member.get("tenantId") or sender.tenant)
        return Profile(
            email=email or ("" if is_guest else name),
            is_guest=is_guest,
            is_stranger=tenant.casefold() != sender.tenant.casefold(),
        )

    def find(self, email: str) -> Sender | None:  # noqa: ARG002 - Teams knows nobody by an address alone
        """Return nobody: Teams tells of people only where they have the bot."""
        return None

    def sign(self, heard: Heard, language: str) -> Sign | None:
        """Show that an answer is on its way: in private in words, elsewhere as Teams' own sign of somebody who writes.

        A press has Teams' own sign too: what it leads to may be the change of a message, which ends no stream.
        """
        where = heard.where
        if where.kind is PlaceKind.PRIVATE and isinstance(heard, Said) and where.conversation not in self._unstreamed:
            text = texts(language)("teams.looking")
            sent = self.send(_call(SEND, heard, {"activity": streams.update(text, 1)}))
            if sent.delivery is Delivery.SENT:
                return Sign(heard=heard, ref=sent.ref)
            if sent.reason != streams.NOT_ALLOWED:
                return None
            self._unstreamed.add(where.conversation)
        sent = self.send(_call(SEND, heard, {"activity": {"type": "typing"}}))
        return Sign(heard=heard) if sent.delivery is Delivery.SENT else None

    def go_on(self, sign: Sign, language: str) -> None:
        """Say that a model is wording the answer, where a stream was begun."""
        if sign.ref:
            text = texts(language)("teams.wording")
            self.send(_call(SEND, sign.heard, {"activity": streams.update(text, 2, sign.ref)}))

    def relieve(self, sign: Sign, calls: Sequence[Outgoing]) -> Sequence[Outgoing]:
        """Return the calls of an answer so that its first message ends the stream; anything else goes by itself."""
        if not sign.ref:
            return calls
        first = next((n for n, call in enumerate(calls) if _stands_there(call, sign)), None)
        if first is None:
            return [*calls, _call(DELETE, sign.heard, {"activity": {}, "id": sign.ref})]
        is_answer = any("answer" in call.payload for call in calls)
        payload = {**calls[first].payload, "id": sign.ref, "is_answer": is_answer}
        return [*calls[:first], replace(calls[first], operation=FINISH, payload=payload), *calls[first + 1 :]]

    def fetch(self, file: FileIn, most: int) -> bytes | None:
        """Return what a file that somebody sent holds; None where it is more than `most` bytes or cannot be had."""
        return self._sending.fetch(file.fetch, most)

    def show(self, heard: Heard, content: Mapping[str, Any]) -> Sent:
        """Put a card in the place of the message that was pressed, for a client that takes none in an answer."""
        activity = {"type": "message", "attachments": [attached(dict(content))]}
        return self.send(_call(EDIT, heard, {"activity": activity, "id": heard.ref}))

    def hand_over(self, activity: Mapping[str, Any], heard: Heard, language: str) -> None:
        """Put a file where its reader allowed it to go and show it there; one that is not wanted is not kept."""
        said = self._offers.answered(activity, heard.sender.user)
        if said is None:
            return
        if said.upload and not self._sending.put(said.upload, said.path.read_bytes()):
            text = texts(language)("teams.file_failed", name=said.name)
            self.send(_call(SEND, heard, {"activity": {"type": "message", "text": text}}))
            return
        if said.upload:
            self.send(_call(SEND, heard, {"activity": said.shown}))
        self.send(_call(DELETE, heard, {"activity": {}, "id": heard.ref}))
        said.path.unlink(missing_ok=True)

    def _account(self, to: Person) -> Account | None:
        """Return the account that somebody is written to at: theirs, or the one that they are known by."""
        if found := next(iter(self._accounts.of(to.address, NAME)), None):
            return found
        platform, _, rest = to.address.partition(":")
        tenant, _, user = rest.partition(":")
        return self._accounts.get(Sender(NAME, tenant, user)) if platform == NAME else None

    def _place(self, sender: Sender) -> tuple[str, str]:
        account = self._accounts.get(sender)
        return (account.service, account.conversation) if account else ("", "")


def _stands_there(call: Outgoing, sign: Sign) -> bool:
    return call.operation == SEND and call.conversation == sign.heard.where.conversation


def _call(operation: str, heard: Heard, payload: dict[str, Any]) -> Outgoing:
    where = heard.where
    conversation = where.conversation
    if where.kind is PlaceKind.CHANNEL and where.thread:
        conversation = f"{conversation};messageid={where.thread}"
    said = {"service": where.service, "conversation": conversation, **payload}
    return Outgoing(operation=operation, tenant=where.tenant, conversation=where.conversation, payload=said)
