"""The follow-up: cycles, requests, replies and how they were read, and the messages on their way to people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from plans.model.terms import (
    CycleState,
    DecisionState,
    DispatchState,
    Forecast,
    GoalAssessment,
    Implementation,
    RequestState,
    SettingLevel,
)

RULES: Final = "rules-6"
"""Which rules read the replies, kept with every status update; raise it when the same words are read differently."""


UNCONFIRMED: Final = "unconfirmed"
"""Why a request ended without an answer although a reply was read back: it was never confirmed."""


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
    milestones_done: tuple[str, ...] = ()  # names of the action's own milestones
    evidence: tuple[str, ...] = ()  # web addresses, diary numbers and documents that it names, as written
    goal_assessment: GoalAssessment | None = None
    unchanged: bool = False
    not_mine: bool = False
    proposed: tuple[str, ...] = ()  # the fields that a model proposed, and no rule read
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
class Setting:
    """Inställning: one setting of asking that a plan, a cycle or an action has of its own."""

    level: SettingLevel
    key: str
    name: str
    value: str  # as it is written on the command line: "-14,-5,0", "yes", "09:00"


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
    reason: str | None = None  # why it was reassigned, returned or cancelled, or ended `UNCONFIRMED`
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
class DecisionNeed:
    """Beslutsbehov: a decision that a confirmed reply asked for, and what became of it."""

    id: str
    nr: str
    year: int
    update_id: str
    text: str  # the owner's own words
    asked_at: datetime
    state: DecisionState = DecisionState.OPEN
    outcome: str | None = None
    settled_by: str | None = None
    settled_at: datetime | None = None
    asked_by: str | None = None  # who confirmed the reply, an address
    told_at: datetime | None = None  # when the one who asked was told what became of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Underlag: a file that somebody attached. Its content is kept beside the database, under its SHA-256.

    It belongs to a reply once that is confirmed; addresses and the like that a reply names stand in its `Reading`.
    """

    id: str
    nr: str
    name: str  # as its sender called it
    sha256: str  # of its content, in hexadecimal figures
    size: int  # in bytes
    added_by: str
    added_at: datetime
    year: int | None = None  # of the reply it belongs to
    update_id: str | None = None  # None: the reply is not confirmed yet


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
