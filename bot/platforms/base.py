"""What the core says and hears, whatever the platform: a platform is two translators and a small class.

A button has a key that never changes, so that one sent last week still works when its label reads differently, and a
value: what it is about. Every path also works by typing, for writing a button's label says the same.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from plans.model import Person
from retrieval.model import Answer


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


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot says back, ready to read, in the reader's language."""

    text: str
    buttons: tuple[Button, ...] = ()
    answer: Answer | None = None


class Delivery(StrEnum):
    """How the sending of a message went."""

    SENT = "sent"
    UNKNOWN = "unknown"  # it may have arrived: never resent by itself
    FAILED = "failed"


class Platform(Protocol):
    """A place where people can be reached."""

    @property
    def name(self) -> str:
        """The platform's name, as `Dispatch.channel` holds it."""
        ...

    def deliver(self, to: Person, reply: Reply) -> Delivery:
        """Send `reply` to `to`; never raises for what the platform answers."""
        ...
