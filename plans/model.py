"""The plan and its follow-up in the field's own terms (``docs/glossary.md``). All frozen; time arrives from outside.

Times are timezone-aware UTC. An edit of the plan makes a new `Action`; only a confirmed reply makes a `StatusUpdate`,
and a status update is never changed: a correction is a new one that names the old.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Implementation(StrEnum):
    """Genomförandestatus: how far the work has come."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    CONTINUOUS = "continuous"
    COMPLETED = "completed"
    ON_HOLD = "on_hold"
    DISCONTINUED = "discontinued"
    MERGED = "merged"
    SUPERSEDED = "superseded"

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more is asked about an action in this status."""
        return self in _OVER


_OVER = frozenset(
    {Implementation.COMPLETED, Implementation.DISCONTINUED, Implementation.MERGED, Implementation.SUPERSEDED}
)


class Forecast(StrEnum):
    """Prognos: how the owner expects it to go; never derived from dates."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    NOT_ASSESSED = "not_assessed"


class Role(StrEnum):
    """What a person may do; each includes the ones before it, but an owner answers only for their own actions."""

    ACTOR = "actor"
    OWNER = "owner"
    AREA_LEAD = "area_lead"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


class CycleState(StrEnum):
    """Where a reporting cycle stands."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    OPEN = "open"
    GRACE = "grace"
    REVIEW = "review"
    COMPILED = "compiled"
    APPROVED = "approved"
    PRESENTED = "presented"
    ARCHIVED = "archived"


class RequestState(StrEnum):
    """Where a request for an update stands; overdue, due soon and snoozed are derived, never stored."""

    PLANNED = "planned"
    SENT = "sent"
    IN_DIALOGUE = "in_dialogue"
    AWAITING_CONFIRMATION = "awaiting_confirmation"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REASSIGNED = "reassigned"
    NO_RESPONSE = "no_response"
    CANCELLED = "cancelled"
    FROZEN = "frozen"


@dataclass(frozen=True, slots=True)
class Source:
    """Where an action was read: a file and, in a workbook, its sheet and row (counted from 1)."""

    file: str
    sheet: str | None = None
    row: int | None = None


# A value as the plan writes it: a number where the cell held one, otherwise the words ("18 %", "nej").
Written = Decimal | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Åtgärd. `nr` is the human number and stable; `schedule_text` and `status_text` keep the plan's own words."""

    nr: str
    title: str
    source: Source
    scope: str | None = None  # "Stockholm", "Uppsala", "Gemensamma": the sheet or section it stands in
    aspect: str | None = None
    area: str | None = None
    goal: str | None = None
    accountable: str | None = None  # huvudansvarig, an organisation
    contributors: tuple[str, ...] = ()
    contributors_text: str | None = None
    reporter: str | None = None  # rapportör, an address, lower case
    start: date | None = None
    end: date | None = None
    continuous: bool = False
    schedule_text: str | None = None
    indicator: str | None = None
    baseline: Written | None = None
    target: Written | None = None
    implementation: Implementation | None = None
    forecast: Forecast | None = None
    status_text: str | None = None
    comment: str | None = None
    position: int = 0  # its place in the plan, so that lists come in the plan's order
    extra: Mapping[str, str] | None = None  # columns that Handslag has no name for, kept for the export
    written: Mapping[str, str] | None = (
        None  # heading -> the cell as it was written ("date:2027-06-30"), for the export
    )
    more: tuple[Mapping[str, str], ...] = ()  # the rows it goes on over (a second indicator …), as `written`

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more is asked about it."""
        return self.implementation is not None and self.implementation.is_over


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

    @property
    def called(self) -> str:
        """The name to use for the person."""
        return self.name or self.address


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """Utfall: what an owner reported for the action's indicator."""

    indicator: str
    value: Decimal
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was understood of a reply. Every field that is filled has its words in the reply; None means not said."""

    language: str
    implementation: Implementation | None = None
    forecast: Forecast | None = None
    progress: int | None = None  # per cent, 0 to 100
    values: tuple[IndicatorValue, ...] = ()
    new_end: date | None = None
    completed_on: date | None = None
    obstacles: tuple[str, ...] = ()
    decisions_needed: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    unchanged: bool = False
    not_mine: bool = False
    question: str | None = None  # the key of the one clarifying question, None when nothing is ambiguous


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingCycle:
    """Uppföljningsomgång: what is asked for one year, and until when. Dates are local to the plan's zone."""

    year: int
    state: CycleState
    opens: date
    due: date
    cut_off: date  # the last day an answer counts; after it answers are taken as late addenda
    opened_at: datetime | None = None
    compiled_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateRequest:
    """Uppdateringsbegäran: one action asked about in one cycle, of one person."""

    id: str
    year: int
    nr: str
    addressee: str | None  # an address; None: nobody to ask, which is itself a gap
    due: date
    state: RequestState
    created_at: datetime
    sent_at: datetime | None = None
    answered_at: datetime | None = None
    update_id: str | None = None
    replaces: str | None = None  # the request this one took over from
    reason: str | None = None  # why it was reassigned, returned or cancelled
    snoozed_until: date | None = None  # nothing is sent to the addressee before this day
    snoozes: int = 0  # how many times it was put off, at most two


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A reply that was read and shown back but not yet confirmed; nothing counts until it is."""

    id: str
    nr: str
    author: str
    text: str
    reading: Reading
    received_at: datetime
    request_id: str | None = None
    corrects: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusUpdate:
    """Lägesrapport: a confirmed reply, with its own words. Immutable."""

    id: str
    year: int
    nr: str
    text: str
    reading: Reading
    author: str
    received_at: datetime
    confirmed_by: str
    confirmed_at: datetime
    parser: str  # the version of the rules that read it
    late: bool = False  # confirmed after the cut-off
    request_id: str | None = None
    corrects: str | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Frånvaro: from and to, both included, and who steps in; never a reason."""

    address: str
    first: date
    last: date
    substitute: str | None = None


class DispatchState(StrEnum):
    """Where a message stands on its way to a person."""

    QUEUED = "queued"
    SENT = "sent"
    UNKNOWN = "unknown"  # the platform's answer left it open: shown to the coordinator, never resent by itself
    FAILED = "failed"
    CANCELLED = "cancelled"  # answered before it was sent, so it was not sent at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """Utskick: one message to one person, written down in the same transaction as its cause. `key` is unique."""

    key: str
    to: str
    text_key: str  # which text of prompts/ it is
    values: Mapping[str, str]  # that text's variables
    nrs: tuple[str, ...]
    year: int | None
    rule: str
    step: str
    why: str
    at: datetime
    channel: str = "console"
    state: DispatchState = DispatchState.QUEUED
    sent_at: datetime | None = None


class GapKind(StrEnum):
    """What a GAP analysis can find."""

    AREA_WITHOUT_ACTION = "area_without_action"
    CHALLENGE_WITHOUT_ACTION = "challenge_without_action"
    GOAL_WITHOUT_ACTION = "goal_without_action"
    ACTION_WITHOUT_OWNER = "action_without_owner"
    ACTION_WITHOUT_REPORTER = "action_without_reporter"
    ACTION_WITHOUT_END = "action_without_end"
    ACTION_WITHOUT_INDICATOR = "action_without_indicator"
    INDICATOR_WITHOUT_BASELINE = "indicator_without_baseline"
    INDICATOR_WITHOUT_TARGET = "indicator_without_target"
    TARGET_NOT_MEASURABLE = "target_not_measurable"
    INDICATOR_WITHOUT_VALUE = "indicator_without_value"
    NEXT_STEP_FORGOTTEN = "next_step_forgotten"
    NARRATIVE_CONTRADICTS_NUMBER = "narrative_contradicts_number"
    DUE_NOT_STARTED = "due_not_started"
    OWNER_NEVER_ANSWERED = "owner_never_answered"
    AREA_IN_ONE_REGION_ONLY = "area_in_one_region_only"


class Severity(StrEnum):
    """How much a gap matters."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap; its evidence and what would close it are texts of ``gaps.<kind>``, so each reader gets their language."""

    kind: GapKind
    subject: str
    severity: Severity
    values: Mapping[str, str]  # the variables of those texts


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityArea:
    """Prioriterat område of a strategy, with its aspect and its prioritised challenges, as the strategy words them."""

    aspect: str
    area: str
    challenges: tuple[str, ...] = ()


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
