"""What the core says and hears, whatever the platform: a platform is two translators and a small class.

A button stands for words: pressing it is the same as writing its `says`, so every path also works by typing.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from plans.model import Person
from retrieval.model import Answer


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote, `text` verbatim; `author` is the person's address, `place` the channel or thread."""

    author: str
    text: str
    at: datetime
    place: str = ""  # empty: between the person and the bot alone


@dataclass(frozen=True, slots=True)
class Button:
    """A choice to press; `says` is what writing it would be."""

    label: str
    says: str


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
