"""The people of the follow-up, who stands in for whom, and when."""

from dataclasses import dataclass
from datetime import date, datetime

from plans.model.terms import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who uses the bot; `address` is an e-mail address, lower case, and the key."""

    address: str
    name: str | None = None
    role: Role = Role.ACTOR
    language: str | None = None  # None: the installation's
    organisation: str | None = None
    slack: str | None = None
    teams: str | None = None
    areas: tuple[str, ...] = ()  # what an area lead follows: priority areas, aspects or scopes, as somebody named them

    @property
    def called(self) -> str:
        """The name to use for the person."""
        return self.name or self.address


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """Delegation: a request offered to somebody else, who accepts or declines; the first stays accountable."""

    id: str
    nr: str
    year: int
    giver: str
    receiver: str
    offered_at: datetime
    accepted: bool | None = None  # None: not answered yet
    answered_at: datetime | None = None
    expired_at: datetime | None = None  # when an offer that nobody answered fell


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Frånvaro: from and to, both included, and who steps in; never a reason."""

    address: str
    first: date
    last: date
    substitute: str | None = None
