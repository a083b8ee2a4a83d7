"""What is in the workspace: teams, people, channels, messages, files, views and the app's own installation.

Identifiers are made of the names (`UANNA`, `CPLANEN`, `DUANNA`), so that a failing test can be read.
"""

import itertools
import re
import threading
import time
import unicodedata
from dataclasses import dataclass, field

from tests.stand_ins.slack import rendering

SCOPES = (
    *("app_mentions:read", "assistant:write", "chat:write", "commands", "files:read", "files:write", "team:read"),
    *("channels:history", "channels:read", "groups:history", "groups:read", "im:history", "im:read", "im:write"),
    *("users:read", "users:read.email"),
)
EVENTS = (
    *("app_home_opened", "app_mention", "app_uninstalled", "tokens_revoked"),
    *("message.channels", "message.groups", "message.im"),
)


@dataclass
class User:
    id: str
    name: str
    email: str = ""
    team: str = "T1"
    locale: str = "sv-SE"
    is_bot: bool = False
    is_restricted: bool = False  # a guest of several channels
    is_ultra_restricted: bool = False  # a guest of one channel
    deleted: bool = False


@dataclass
class Channel:
    id: str
    name: str
    kind: str  # public, private or im
    members: set[str]
    team: str = "T1"
    archived: bool = False
    shared: bool = False  # with other teams


@dataclass
class Message:
    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list = field(default_factory=list)
    thread_ts: str = ""
    by_app: bool = False
    only_for: str = ""  # the one who sees an ephemeral message
    edited: bool = False
    files: list = field(default_factory=list)
    unfurl_links: bool | None = None
    unfurl_media: bool | None = None
    metadata: dict | None = None
    streaming_since: float | None = None
    earlier: list = field(default_factory=list)  # what it read before, as (text, blocks)

    @property
    def root(self):
        return self.thread_ts or self.ts

    @property
    def shown(self):
        """What a person reads in it, without names of people."""
        return rendering.message(self, {})

    @property
    def pings(self):
        """Who would be notified: user ids, and `channel`, `here`, `everyone`."""
        return rendering.pings(self)

    @property
    def links(self):
        """Every address that would be shown as a link or a button."""
        return rendering.links(self)


@dataclass
class File:
    id: str
    name: str
    length: int
    title: str = ""
    content: bytes | None = None
    ticket: str = ""
    by: str = ""
    shared_in: list = field(default_factory=list)


@dataclass
class Installation:
    team: str
    token: str
    bot_user: str
    bot_id: str
    app_id: str
    scopes: set[str]
    events: set[str]
    wrong: str = ""  # token_revoked, account_inactive: what every call answers


class World:
    """The state, changed under `lock` alone. `clock` gives seconds since 1970 and dates the messages."""

    def __init__(self, clock=time.time):
        self.lock = threading.RLock()
        self.clock = clock
        self.teams = {"T1": "kommunen"}
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: list[Message] = []
        self.files: dict[str, File] = {}
        self.homes: dict[str, dict] = {}  # by user
        self.modals: dict[str, list[dict]] = {}  # by user, the top one last
        self.statuses: dict[tuple[str, str], str] = {}  # by channel and thread: assistant.threads.setStatus
        self.sessions: dict[tuple[str, str], str] = {}  # agents.sessions.setStatus
        self.installations: dict[str, Installation] = {}
        self._last = 0

    # building

    def install(self, team="T1", scopes=SCOPES, events=EVENTS):
        """The app in `team`; again changes its scopes and events and gives a revoked token back its force."""
        tail = "" if team == "T1" else team
        bot = self.users.setdefault(
            f"U0BOT{tail}", User(f"U0BOT{tail}", "Handslag", team=team, is_bot=True, locale="en-US")
        )
        self.teams.setdefault(team, team.lower())
        self.installations[team] = Installation(
            team, f"xoxb-stand-in{tail}", bot.id, f"B0BOT{tail}", "A0APP", set(scopes), set(events)
        )
        return self.installations[team]

    def user(self, name, email="", **marks):
        with self.lock:
            user = User(self._id("U", name.split()[0], self.users), name, email, **marks)
            self.teams.setdefault(user.team, user.team.lower())
            self.users[user.id] = user
            return user

    def channel(self, name, members=(), *, kind="public", with_app=True, **marks):
        with self.lock:
            ids = {getattr(one, "id", one) for one in members}
            channel = Channel(self._id("C" if kind == "public" else "G", name, self.channels), name, kind, ids, **marks)
            if with_app:
                channel.members.add(self.installations[channel.team].bot_user)
            self.channels[channel.id] = channel
            return channel

    def dm(self, user_id, team="T1"):
        """The direct conversation between the app and a person."""
        with self.lock:
            channel_id = f"D{user_id}" if team == "T1" else f"D{user_id}{team}"
            members = {user_id, self.installations[team].bot_user} if team in self.installations else {user_id}
            return self.channels.setdefault(channel_id, Channel(channel_id, "directmessage", "im", members, team=team))

    @staticmethod
    def _id(letter, name, taken):
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        wanted = letter + re.sub(r"[^A-Z0-9]", "", plain.upper())
        names = itertools.chain([wanted], (f"{wanted}{nr}" for nr in itertools.count(2)))
        return next(one for one in names if one not in taken)

    def next_ts(self):
        with self.lock:
            self._last = max(self._last + 1, int(self.clock() * 1_000_000))
            return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    # looking

    def message(self, channel_id, ts):
        return next((one for one in self.messages if (one.channel, one.ts) == (channel_id, ts)), None)

    def said(self, channel="", *, by_app=True, thread=""):
        """The messages that stand, in order: of one channel (a Channel or an id) and one thread, if given."""
        channel_id = getattr(channel, "id", channel)
        with self.lock:
            return [
                one
                for one in self.messages
                if channel_id in {"", one.channel} and one.by_app == by_app and thread in {"", one.root}
            ]

    def in_view(self, channel_id, viewer=""):
        """The messages of a channel as they stand on the screen of `viewer`: each thread under its first message."""
        with self.lock:
            seen = [one for one in self.messages if one.channel == channel_id and one.only_for in {"", viewer}]
        firsts = {one.root: float(one.root) for one in seen}
        return sorted(seen, key=lambda one: (firsts[one.root], one.root, one.ts))

    def shown(self, channel, viewer=""):
        """What a person sees in a channel, as plain text; `viewer` also sees what is for them alone."""
        channel_id, viewer_id = getattr(channel, "id", channel), getattr(viewer, "id", viewer)
        lines = []
        for one in self.in_view(channel_id, viewer_id):
            marks = " (edited)" * one.edited + f" (only for {self.name(one.only_for)})" * bool(one.only_for)
            body = rendering.message(one, self.names)
            text = f"{self.name(one.user)}{marks}:" + ("\n" + body if "\n" in body else f" {body}")
            inner = text.replace("\n", "\n  ")
            lines.append("    " + inner.replace("\n", "\n    ") if one.thread_ts else inner)
        return "\n".join(line.rstrip() for line in "\n".join(lines).splitlines())

    def shown_home(self, user):
        """The app's home tab as `user` sees it."""
        view = self.homes.get(getattr(user, "id", user))
        return rendering.blocks(view["blocks"], self.names) if view else ""

    @property
    def names(self):
        with self.lock:
            return {one.id: one.name for one in self.users.values()} | {
                one.id: one.name for one in self.channels.values() if one.kind != "im"
            }

    def name(self, user_id):
        return self.users[user_id].name if user_id in self.users else user_id
