"""What is in the tenants: people, conversations, messages, files, and where the bot is installed.

Identifiers are made of the names, in the shapes that Teams gives them, so that a failing test can be read.
"""

import itertools
import re
import threading
import time
import unicodedata
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.stand_ins.teams import rendering

_NAMES = uuid.UUID("6f1c1b1e-7a30-4c3e-9a59-0d4f5a1c6e01")


def guid(name):
    """The same GUID for the same name."""
    return str(uuid.uuid5(_NAMES, name))


@dataclass
class User:
    id: str  # 29:…, as the bot sees them
    name: str
    aad: str
    tenant: str
    email: str = ""
    upn: str = ""
    locale: str = "sv-SE"
    is_guest: bool = False
    gone: bool = False  # left the organisation

    @property
    def account(self):
        return {"id": self.id, "name": self.name, "aadObjectId": self.aad}

    @property
    def as_member(self):
        """As the members calls tell of them."""
        given, _, surname = self.name.partition(" ")
        told = {"id": self.id, "name": self.name, "objectId": self.aad, "givenName": given, "surname": surname}
        told |= {"userPrincipalName": self.upn, "tenantId": self.tenant}
        told["userRole"] = "guest" if self.is_guest else "user"
        return told | ({"email": self.email} if self.email else {})


@dataclass
class Conversation:
    id: str
    name: str
    kind: str  # personal, groupChat or channel
    tenant: str
    members: set[str]
    team: str = ""  # id of the team, for a channel
    with_bot: bool = True
    blocked: bool = False  # the person has blocked the bot


@dataclass
class Team:
    id: str  # that of its general channel
    name: str
    aad_group: str
    tenant: str
    members: set[str]
    channels: list[str] = field(default_factory=list)
    installed: bool = True


@dataclass
class Message:
    conversation: str
    id: str
    sender: str
    text: str = ""
    attachments: list = field(default_factory=list)
    entities: list = field(default_factory=list)
    channel_data: dict = field(default_factory=dict)
    thread: str = ""  # id of the first message of the thread, in a channel
    by_app: bool = False
    edited: bool = False
    deleted: bool = False
    summary: str = ""
    text_format: str = "markdown"
    suggested: list = field(default_factory=list)  # titles of suggested actions
    stream: str = ""  # informative or streaming while it is being written
    only_for: str = ""
    views: dict = field(default_factory=dict)  # by user: the card that an Action.Execute answered
    earlier: list = field(default_factory=list)  # what it was before it was edited, as (text, attachments)
    warnings: list = field(default_factory=list)  # what Teams takes and should not have been sent

    @property
    def root(self):
        return self.thread or self.id

    @property
    def card(self):
        return next((one["content"] for one in self.attachments if one["contentType"] == rendering.CARD), None)

    def card_for(self, user_id):
        """The card as somebody sees it."""
        return self.views.get(user_id) or self.card

    @property
    def shown(self):
        return rendering.message(self)

    @property
    def links(self):
        """Every address that would be shown as a link, a picture or a button."""
        return rendering.links(self)

    @property
    def pings(self):
        """The ids of everybody who would be notified."""
        return rendering.pings(self)

    @property
    def citations(self):
        """(position, name, abstract, address) of each."""
        return rendering.citations(self)

    @property
    def is_ai(self):
        return "AIGeneratedContent" in rendering.root(self).get("additionalType", ())

    @property
    def feedback(self):
        """`default`, `custom` or empty."""
        loop = self.channel_data.get("feedbackLoop")
        return loop["type"] if loop else ("default" if self.channel_data.get("feedbackLoopEnabled") else "")


@dataclass
class File:
    id: str
    name: str
    content: bytes = b""
    owner: str = ""
    expected: int | None = None
    done: bool = False


class World:
    """The state, changed under `lock` alone. `clock` gives seconds since 1970 and dates the messages."""

    def __init__(self, tenant, app_id, clock=time.time):
        self.lock = threading.RLock()
        self.clock = clock
        self.tenant, self.bot = tenant, f"28:{app_id}"
        self.bot_name = "Handslag"
        self.users: dict[str, User] = {}
        self.conversations: dict[str, Conversation] = {}
        self.teams: dict[str, Team] = {}
        self.messages: list[Message] = []
        self.files: dict[str, File] = {}
        self.installed: set[str] = set()  # ids of people, teams and group chats
        self.typing: list[str] = []  # conversations, in order
        self._last = 0

    # building

    def user(self, name, email="", *, tenant="", **marks):
        with self.lock:
            tenant = tenant or self.tenant
            user_id = self._id("29:1", name.split()[0], "", self.users)
            upn = marks.pop("upn", email or f"{user_id[4:]}@kommun.example")
            if marks.get("is_guest"):
                upn = f"{upn.replace('@', '_')}#EXT#@kommun.onmicrosoft.example"
            user = User(user_id, name, guid(user_id), tenant, email, upn, **marks)
            self.users[user.id] = user
            return user

    def personal(self, user):
        """The chat between the bot and a person; it is there once the bot was installed, or was written to."""
        with self.lock:
            chat = f"a:1{user.id[4:]}"
            members = {user.id}
            return self.conversations.setdefault(
                chat, Conversation(chat, user.name, "personal", user.tenant, members, with_bot=False)
            )

    def group(self, name, members=(), *, with_bot=True, tenant=""):
        with self.lock:
            chat = self._id("19:", name, "@thread.v2", self.conversations)
            ids = {one.id for one in members}
            self.conversations[chat] = Conversation(
                chat, name, "groupChat", tenant or self.tenant, ids, with_bot=with_bot
            )
            if with_bot:
                self.installed.add(chat)
            return self.conversations[chat]

    def team(self, name, members=(), *, channels=("Allmänt",), with_bot=True, tenant=""):
        """A team with channels, the first of them its general channel."""
        with self.lock:
            ids, tenant = {one.id for one in members}, tenant or self.tenant
            made = [self._id("19:", f"{name}{one}", "@thread.tacv2", self.conversations) for one in channels]
            team = Team(made[0], name, guid(made[0]), tenant, ids, made, installed=with_bot)
            for channel, title in zip(made, channels, strict=True):
                self.conversations[channel] = Conversation(
                    channel, title, "channel", tenant, ids, team=team.id, with_bot=with_bot
                )
            self.teams[team.id] = team
            if with_bot:
                self.installed.add(team.id)
            return team

    def channel(self, team, name=""):
        """A channel of a team by its name, the first one if none is given."""
        found = [self.conversations[one] for one in team.channels]
        return next(one for one in found if name in {"", one.name})

    @staticmethod
    def _id(before, name, after, taken):
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        wanted = before + re.sub(r"[^a-z0-9]", "", plain.lower())
        names = itertools.chain([wanted], (f"{wanted}{nr}" for nr in itertools.count(2)))
        return next(one + after for one in names if one + after not in taken)

    def next_id(self):
        """A new id of a message: milliseconds since 1970, never the same twice."""
        with self.lock:
            self._last = max(self._last + 1, int(self.clock() * 1000))
            return str(self._last)

    def stamp(self):
        return datetime.fromtimestamp(self.clock(), UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    # looking

    def message(self, conversation, message_id):
        return next((one for one in self.messages if one.conversation == conversation and one.id == message_id), None)

    def in_view(self, conversation, user_id="", thread=""):
        """The messages that can be seen, by threads as Teams shows them, oldest first."""
        with self.lock:
            seen = [
                one
                for one in self.messages
                if one.conversation == conversation.id
                and not one.deleted
                and one.only_for in {"", user_id}
                and thread in {"", one.root}
            ]
        return sorted(seen, key=lambda one: (int(one.root), int(one.id))) if conversation.kind == "channel" else seen

    def shown(self, conversation, user_id="", thread=""):
        """A conversation as plain text."""
        return rendering.conversation(self, self.in_view(conversation, user_id, thread), user_id)

    def said(self, conversation):
        """The bot's messages there."""
        with self.lock:
            return [
                one for one in self.messages if one.conversation == conversation.id and one.by_app and not one.deleted
            ]

    def name(self, who):
        return self.bot_name if who == self.bot else self.users[who].name if who in self.users else who
