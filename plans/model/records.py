"""What is found, kept and frozen: gaps, the audit trail and snapshots."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from plans.model.people import Delegation, Person
from plans.model.plan import Action, PriorityArea
from plans.model.reporting import DecisionNeed, Dispatch, Evidence, ReportingCycle, StatusUpdate, UpdateRequest
from plans.model.terms import GapKind, GapState, Severity


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap; its evidence and what would close it are texts of ``gaps.<kind>``, so each reader gets their language."""

    kind: GapKind
    subject: str
    severity: Severity
    values: Mapping[str, str]  # the variables of those texts


@dataclass(frozen=True, slots=True, kw_only=True)
class GapMark:
    """What a person has said about a gap that a rule finds; it counts while the gap's evidence stays the same."""

    kind: GapKind
    subject: str
    state: GapState
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """One step in the audit trail. `hash` is over the event and the hash before it (``plans/audit.py``)."""

    number: int  # 1, 2, 3 … without holes
    at: datetime
    actor: str  # an address, or "handslag" for the program itself
    event: str  # "request.sent", "update.confirmed" …
    subject: str  # what it is about: a request, update or cycle id
    details: Mapping[str, str]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything a summary is computed from, frozen at one time; `id` is the SHA-256 of its content."""

    id: str
    year: int
    taken_at: datetime
    cycle: ReportingCycle
    actions: tuple[Action, ...]
    requests: tuple[UpdateRequest, ...]
    updates: tuple[StatusUpdate, ...]  # this year's and earlier, so that rounds can be compared
    people: tuple[Person, ...]
    dispatches: tuple[Dispatch, ...]
    delegations: tuple[Delegation, ...]
    areas: tuple[PriorityArea, ...] = ()
    strategy_title: str | None = None
    decisions: tuple[DecisionNeed, ...] = ()  # this year's and earlier
    evidence: tuple[Evidence, ...] = ()  # the files that belong to confirmed replies, this year's and earlier
