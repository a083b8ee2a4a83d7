"""What the app may do in a workspace, and why: the least that the work takes.

Each scope and each event has its reason under ``slack_setup`` in `prompts/`: an administrator who has to allow the app
reads the same words as somebody whose installation lacks one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Scope:
    """Something that the app asks to be allowed."""

    name: str  # Slack's own

    @property
    def reason(self) -> str:
        """The key of the text that says what it is for."""
        return f"slack_setup.scope.{_key(self.name)}"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that the app asks to be told of; `scope` is what that takes, empty where it takes none."""

    name: str
    scope: str = ""

    @property
    def reason(self) -> str:
        """The key of the text that says what it is for."""
        return f"slack_setup.event.{_key(self.name)}"


SCOPES: Final = tuple(
    map(
        Scope,
        (
            "app_mentions:read",
            "assistant:write",
            "channels:history",
            "chat:write",
            "commands",
            "files:read",
            "files:write",
            "groups:history",
            "im:history",
            "im:write",
            "users:read",
            "users:read.email",
        ),
    )
)
EVENTS: Final = (
    Event("app_home_opened"),
    Event("app_mention", "app_mentions:read"),
    Event("app_uninstalled"),
    Event("message.channels", "channels:history"),
    Event("message.groups", "groups:history"),
    Event("message.im", "im:history"),
    Event("tokens_revoked"),
)
# Of an app-level token, for a socket: not in the manifest, it is made by hand.
CONNECT: Final = "connections:write"


def missing(granted: Iterable[str]) -> tuple[Scope, ...]:
    """Return the scopes that are not among those that were granted."""
    held = frozenset(granted)
    return tuple(scope for scope in SCOPES if scope.name not in held)


def _key(name: str) -> str:
    return name.replace(":", "_").replace(".", "_")
