"""What comes in from a chat platform, in the core's words: each kind of event is one small record.

A platform's translator makes these from its own JSON, and nothing else of that JSON goes further in: this is what the
inbox keeps until it is done.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter

from bot.platforms.base import Press


class PlaceKind(StrEnum):
    """Who reads along."""

    PRIVATE = "private"  # the person and the bot alone
    GROUP = "group"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Sender:
    """Somebody on a platform, as the platform knows them; who that is in the register is `bot.identity`'s to say."""

    platform: str
    tenant: str  # Slack's team, Teams' tenant
    user: str

    @property
    def address(self) -> str:
        """What stands for an e-mail address while nobody has linked the two: ``slack:T1:U1``."""
        return f"{self.platform}:{self.tenant}:{self.user}".lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place where something was said and where the answer goes."""

    platform: str
    tenant: str
    conversation: str
    thread: str = ""  # empty: the conversation itself
    kind: PlaceKind = PlaceKind.PRIVATE
    service: str = ""  # where the platform is reached, for those that say so with each message

    @property
    def key(self) -> str:
        """The `place` of a message: empty in private, else one for each thread."""
        if self.kind is PlaceKind.PRIVATE:
            return ""
        return f"{self.platform}:{self.tenant}:{self.conversation}:{self.thread}".lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileIn:
    """A file that somebody sent; `fetch` is what the platform needs to get it."""

    name: str
    size: int
    fetch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An event: who, where and when.

    `key` is the platform's id of the event, the same each time it is delivered. `subject` is what it is about, the same
    for two events that tell of one message; empty where one event tells of it. `ref` is the platform's id of the
    message.
    """

    key: str
    subject: str = ""
    sender: Sender
    where: Where
    at: datetime
    ref: str = ""
    language: str = ""  # the person's setting on the platform, as a code, where it is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Heard):
    """Somebody wrote to the bot; `text` is plain, the mention of the bot taken away."""

    text: str
    files: tuple[FileIn, ...] = ()
    mentioned: bool = False
    as_command: bool = False  # a slash command: only its sender sees that it was given


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited(Heard):
    """Somebody changed what they had written, from `before` to `text`."""

    text: str
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed(Heard):
    """Somebody pressed a button; `label` is what it read, `shown` the message it stood in without its buttons.

    `shown` is the platform's own JSON, and only its translator makes it and reads it.
    """

    press: Press
    label: str = ""
    shown: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted(Heard):
    """Somebody sent a form that had been checked; `form` is its key, `about` what it was about."""

    form: str
    about: str
    nonce: str  # made when the form was opened: the same form sent twice has the same
    values: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, object] = field(default_factory=dict)  # the message that it was opened from, as in `Pressed`


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Heard):
    """Somebody opened the bot's own page, or the conversation with it for the first time."""

    is_home: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed(Heard):
    """The bot was installed for a person or a place; it is not new where they had an earlier version."""

    is_new: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Uninstalled(Heard):
    """The bot was taken away, or its key was; nothing can be sent there until it is installed again."""


_KINDS: Final[Mapping[str, type[Heard]]] = {
    kind.__name__: kind for kind in (Said, Edited, Pressed, Submitted, Opened, Installed, Uninstalled)
}


def as_json(heard: Heard) -> dict[str, object]:
    """Return an event as the inbox keeps it."""
    written: dict[str, object] = _adapter(type(heard).__name__).dump_python(heard, mode="json")
    return {"kind": type(heard).__name__} | written


def from_json(written: Mapping[str, Any]) -> Heard:
    """Return the event that `as_json` wrote.

    Raises:
        KeyError: there is no such kind of event.
        pydantic.ValidationError: it is not what `as_json` writes.
    """
    values = {name: value for name, value in written.items() if name != "kind"}
    found: Heard = _adapter(written["kind"]).validate_python(values)
    return found


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(_KINDS[kind])
