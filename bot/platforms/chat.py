"""What a chat platform is to the rest: it words replies as its own calls, makes calls, and knows who somebody is there.

Reading its events is the platform's own: it gives `bot.platforms.heard` to whoever records them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.platforms.base import Home, Outgoing, Platform, Reply, Sent
from bot.platforms.heard import FileIn, Heard, Sender


class NotNow(Exception):  # noqa: N818 - nothing is wrong: it is asked again later
    """A platform cannot be asked just now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a platform tells of somebody. The e-mail address is a hint of who it may be, a name is not even that."""

    email: str = ""
    language: str = ""  # "sv", "en" or empty
    is_guest: bool = False
    is_stranger: bool = False  # of another organisation, in a shared channel
    is_bot: bool = False
    is_gone: bool = False

    @property
    def may_link(self) -> bool:
        """Tell whether the person may say by themselves who in the register they are."""
        return bool(self.email) and not (self.is_guest or self.is_stranger or self.is_bot or self.is_gone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What was shown while somebody waits: a message, by its `ref`, or a status where there is none."""

    heard: Heard
    ref: str = ""


class ChatPlatform(Platform, Protocol):
    """Slack or Teams, as the core meets it."""

    @property
    def pace(self) -> float:
        """Seconds between two messages to one conversation."""
        ...

    @property
    def fault(self) -> str:
        """The platform's word for why nothing can be sent at all just now, empty when all is well."""
        ...

    def doubt(self, reason: str) -> None:
        """Take it that the app was taken out, by the platform's word for it, until the platform says otherwise."""
        ...

    def write(self, reply: Reply, heard: Heard, language: str) -> Sequence[Outgoing]:
        """Return the calls that say `reply` where `heard` came from, in order."""
        ...

    def write_home(self, home: Home, heard: Heard) -> Sequence[Outgoing]:
        """Return the calls that show somebody's home view; none where the platform has no such view."""
        ...

    def write_prompts(self, heard: Heard, language: str) -> Sequence[Outgoing]:
        """Return the calls that show questions to begin with; none where the platform shows them by itself."""
        ...

    def send(self, call: Outgoing) -> Sent:
        """Make one call; never raises for what the platform answers."""
        ...

    def find(self, email: str) -> Sender | None:
        """Return the account with an e-mail address, None where there is none.

        Raises:
            NotNow: the platform cannot be asked just now.
        """
        ...

    def profile(self, sender: Sender) -> Profile | None:
        """Return what the platform tells of somebody, None when it cannot be asked just now."""
        ...

    def sign(self, heard: Heard, language: str) -> Sign | None:
        """Show that an answer to `heard` is on its way; None where nothing was shown."""
        ...

    def go_on(self, sign: Sign, language: str) -> None:
        """Show that a model is wording the answer, where the platform can say so in place of what it showed."""
        ...

    def relieve(self, sign: Sign, calls: Sequence[Outgoing]) -> Sequence[Outgoing]:
        """Return the calls of an answer so that they take back what was shown."""
        ...

    def fetch(self, file: FileIn, most: int) -> bytes | None:
        """Return what a file that somebody sent holds; None where it is more than `most` bytes or cannot be had."""
        ...
