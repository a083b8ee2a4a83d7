"""What the core says and hears, whatever the platform: a platform is two translators and a small class.

A button has a key that never changes, so that one sent last week still works when its label reads differently, and a
value: what it is about. Every path also works by typing, for writing a button's label says the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from plans.model import Person
from retrieval.model import Answer

READING: Final = "reading"  # in a payload: the id of the reading that a message shows; the platform is not told of it


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed: its `key` and `value`, as they were sent with it."""

    key: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote, `text` verbatim; `author` is the person's address, `place` the channel or thread.

    For a button that was pressed `text` is its label as the person saw it.
    """

    author: str
    text: str
    at: datetime
    place: str = ""  # empty: between the person and the bot alone
    pressed: Press | None = None
    language: str = ""  # what the platform says that the author reads; the register's word goes before it


@dataclass(frozen=True, slots=True)
class Button:
    """A choice to press. `value` is the number of an action, or the id of what was shown; empty where it needs none.

    A platform carries `key` and `value` as they are and hands them back as a `Press`.
    """

    key: str
    label: str
    value: str = ""

    @property
    def press(self) -> Press:
        """What comes back when it is pressed."""
        return Press(self.key, self.value)


class FieldKind(StrEnum):
    """What a field of a form takes."""

    CHOICE = "choice"
    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a form: `value` is what it holds when it opens, dates ISO, numbers as the reader writes them."""

    key: str
    label: str
    kind: FieldKind
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()  # (value, label): of a choice
    hint: str = ""
    required: bool = False
    most: int = 0  # characters of a text; 0: the platform's own limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form to fill in. `nonce` is new each time one is opened, and comes back with what was filled in."""

    key: str  # which form it is: "report"
    about: str  # the number of the action, or the id of what it is about
    title: str
    nonce: str
    fields: tuple[Field, ...]
    submit: str
    cancel: str
    lead: str = ""  # a sentence or two above the fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A text to be read beside the conversation by whoever opens it; `marked` is the stretch of it that is meant."""

    title: str
    lead: str  # where the text stands
    text: str
    marked: tuple[int, int]
    close: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOut:
    """A file for the reader; `path` lies in the home until it was sent."""

    name: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot says back, ready to read, in the reader's language."""

    text: str
    buttons: tuple[Button, ...] = ()
    answer: Answer | None = None
    files: tuple[FileOut, ...] = ()
    form: str = ""  # the number of an action: it may be reported on by form, too, where the platform has forms
    alone: bool = False  # its reader goes on in the conversation with the bot alone: the platform may lead there
    in_place: bool = False  # it takes the place of the message whose button was pressed, where the platform can
    instead_of: str = ""  # the id of a reading: it takes the place of what showed that, where it was said last


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePart:
    """A part of the home view: a heading, text and buttons under it."""

    heading: str
    text: str = ""
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What somebody sees on the bot's own page."""

    title: str
    parts: tuple[HomePart, ...]


class Delivery(StrEnum):
    """How the sending of a message went."""

    SENT = "sent"
    UNKNOWN = "unknown"  # it may have arrived: never resent by itself
    FAILED = "failed"
    LATER = "later"  # it was surely not taken, and may be sent again later: a rate limit, a workspace that is away


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """How one call to a platform went."""

    delivery: Delivery
    ref: str = ""  # the platform's id of the message
    wait: float = 0.0  # seconds to wait before the next try: of `LATER`
    reason: str = ""  # the platform's word for what went wrong
    unreachable: bool = False  # the person cannot be reached this way until something is changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One call to a platform that is to be made once: what is written down before it is made."""

    operation: str  # the platform's own word for the call: "chat.postMessage"
    tenant: str
    conversation: str  # messages to one conversation go in the order in which they were written down
    payload: Mapping[str, object] = field(default_factory=dict)  # JSON


class Platform(Protocol):
    """A place where people can be reached."""

    @property
    def name(self) -> str:
        """The platform's name, as `Dispatch.channel` holds it."""
        ...

    def deliver(self, to: Person, reply: Reply) -> Sent:
        """Send `reply` to `to`; never raises for what the platform answers."""
        ...
