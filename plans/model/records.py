"""What is found, kept and frozen: gaps, the audit trail and snapshots."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from plans.model.narratives import Narrative
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
    item: str = ""  # what tells it from others of the same kind and subject: an indicator, a promised step


@dataclass(frozen=True, slots=True, kw_only=True)
class GapMark:
    """What a person has said about a gap that a rule finds; it counts while the gap's evidence stays the same."""

    kind: GapKind
    subject: str
    state: GapState
    reason: str
    by: str
    at: datetime
    item: str = ""
    rests_on: str = ""  # the evidence as it was then (``plans/gapping/marks.py``)


@dataclass(frozen=True, slots=True, kw_only=True)
class GapNote:
    """A gap that a person has seen, which no rule can find."""

    number: int  # 1, 2, 3 …
    text: str
    by: str
    at: datetime
    severity: Severity = Severity.MEDIUM
    aspect: str | None = None
    area: str | None = None
    scope: str | None = None
    remedy: str | None = None  # what would close it, in the person's words


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundGap:
    """A gap as it was first found, and when it was no longer there; found anew it is another one."""

    id: str
    kind: GapKind
    subject: str
    item: str = ""
    severity: Severity
    values: Mapping[str, str]
    found_at: datetime
    closed_at: datetime | None = None

    @property
    def gap(self) -> Gap:
        """The gap itself."""
        return Gap(self.kind, self.subject, self.severity, self.values, self.item)


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
    gap_marks: tuple[GapMark, ...] = ()
    gap_notes: tuple[GapNote, ...] = ()
    gaps_found: tuple[FoundGap, ...] = ()  # the history of what was found, this time's too
    decisions: tuple[DecisionNeed, ...] = ()  # this year's and earlier
    evidence: tuple[Evidence, ...] = ()  # the files that belong to confirmed replies, this year's and earlier
    narratives: tuple[Narrative, ...] = ()  # what a language model has worded of this year's replies
