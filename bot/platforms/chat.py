"""What a chat platform is to the rest: it words replies as its own calls, makes calls, and knows who somebody is there.

Reading its events is the platform's own: it gives `bot.platforms.heard` to whoever records them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.platforms.base import Home, Outgoing, Platform, Reply, Sent
from bot.platforms.heard import Heard, Sender


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

    def write(self, reply: Reply, heard: Heard, language: str) -> Sequence[Outgoing]:
        """Return the calls that say `reply` where `heard` came from, in order."""
        ...

    def write_home(self, home: Home, heard: Heard) -> Sequence[Outgoing]:
        """Return the calls that show somebody's home view; none where the platform has no such view."""
        ...

    def send(self, call: Outgoing) -> Sent:
        """Make one call; never raises for what the platform answers."""
        ...

    def profile(self, sender: Sender) -> Profile | None:
        """Return what the platform tells of somebody, None when it cannot be asked just now."""
        ...
