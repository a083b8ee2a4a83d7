"""The store's port: what the follow-up asks of whatever keeps its records, grouped by what is kept.

One `Ledger` is one transaction: everything in it becomes true together when the ``with`` block ends, or nothing does.
The same contract suite runs on every store (``tests/contracts/``).
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from plans.encoding import Encoded
from plans.model import (
    Absence,
    Action,
    ActionPlan,
    Assignment,
    AuditEvent,
    DecisionNeed,
    Delegation,
    Dispatch,
    Draft,
    Evidence,
    FoundGap,
    GapMark,
    GapNote,
    Person,
    PriorityArea,
    ReportComment,
    ReportingCycle,
    ReportVersion,
    Setting,
    Snapshot,
    StatusUpdate,
    Strategy,
    UpdateRequest,
)


class Actions(Protocol):
    """The plan's actions."""

    def get(self, nr: str) -> Action | None: ...
    def all(self) -> tuple[Action, ...]:
        """Return every action in the plan's order."""
        ...

    def places(self) -> dict[str, tuple[str | None, str | None]]:
        """Return each action's aspect and area by its number, in the plan's order, without reading the rest of it."""
        ...

    def save(self, actions: Iterable[Action]) -> None:
        """Store new actions and replace those with the same number."""
        ...


class People(Protocol):
    """Who is who."""

    def get(self, address: str) -> Person | None: ...
    def all(self) -> tuple[Person, ...]:
        """Return everybody, by address."""
        ...

    def in_charge(self) -> tuple[Person, ...]:
        """Return, by address, those whom others turn to: everybody but owners and other actors."""
        ...

    def save(self, people: Iterable[Person]) -> None: ...
    def absences(self) -> tuple[Absence, ...]: ...
    def save_absence(self, absence: Absence) -> None: ...


class Cycles(Protocol):
    """Reporting cycles and the requests in them."""

    def get(self, year: int) -> ReportingCycle | None: ...
    def all(self) -> tuple[ReportingCycle, ...]:
        """Return every cycle, the latest year last."""
        ...

    def save(self, cycle: ReportingCycle) -> None: ...
    def hold(self, year: int) -> ReportingCycle | None:
        """Return the cycle and keep it to this transaction: others who want to hold it wait until the block ends."""
        ...

    def requests(self, year: int) -> tuple[UpdateRequest, ...]:
        """Return the year's requests in the order they were made."""
        ...

    def about(self, nr: str) -> tuple[UpdateRequest, ...]:
        """Return every year's requests for one action, in the order they were made."""
        ...

    def save_requests(self, requests: Iterable[UpdateRequest]) -> None:
        """Store new requests and replace those with the same id."""
        ...


class Updates(Protocol):
    """Replies: drafts until confirmed, status updates for good."""

    def draft(self, author: str, nr: str) -> Draft | None:
        """Return what `author` has written about `nr` and not yet confirmed."""
        ...

    def unconfirmed(self) -> tuple[Draft, ...]:
        """Return everybody's unconfirmed readings, the oldest first."""
        ...

    def drafts(self, author: str) -> tuple[Draft, ...]:
        """Return all of `author`'s unconfirmed readings, the oldest first."""
        ...

    def save_draft(self, draft: Draft) -> None:
        """Store a draft in place of the author's earlier draft on the same action."""
        ...

    def drop_draft(self, draft_id: str) -> None: ...
    def add(self, update: StatusUpdate) -> None:
        """Store a status update; one with the same id raises `plans.refusals.PlanRefusal`: updates are immutable."""
        ...

    def all(self, year: int | None = None) -> tuple[StatusUpdate, ...]:
        """Return the updates of `year`, or of every year, in the order they were confirmed."""
        ...

    def about(self, nr: str) -> tuple[StatusUpdate, ...]:
        """Return every update on one action, in the order they were confirmed."""
        ...


class Decisions(Protocol):
    """The decisions that confirmed replies ask for."""

    def get(self, decision_id: str) -> DecisionNeed | None: ...
    def all(self) -> tuple[DecisionNeed, ...]:
        """Return every decision asked for, in the order they were."""
        ...

    def about(self, nr: str) -> tuple[DecisionNeed, ...]:
        """Return those of one action, in the order they were asked for."""
        ...

    def untold(self, address: str | None = None) -> tuple[DecisionNeed, ...]:
        """Return what `address` (else anybody) asked for, that is settled, and of which they have not been told."""
        ...

    def save(self, needs: Iterable[DecisionNeed]) -> None:
        """Store new ones and replace those with the same id."""
        ...


class KeptEvidence(Protocol):
    """The files that are attached to replies; their content is kept elsewhere, by its hash."""

    def all(self) -> tuple[Evidence, ...]:
        """Return every file, in the order they came."""
        ...

    def about(self, nr: str) -> tuple[Evidence, ...]:
        """Return those of one action, in the order they came."""
        ...

    def save(self, evidence: Iterable[Evidence]) -> None:
        """Store new ones and replace those with the same id."""
        ...


class Delegations(Protocol):
    """Hand-overs, offered and answered."""

    def get(self, delegation_id: str) -> Delegation | None: ...
    def all(self, year: int) -> tuple[Delegation, ...]:
        """Return the year's delegations in the order they were offered."""
        ...

    def about(self, nr: str) -> tuple[Delegation, ...]:
        """Return every year's delegations of one action, in the order they were offered."""
        ...

    def waiting(self, year: int) -> tuple[Delegation, ...]:
        """Return those of the year that are neither answered nor expired, in the order they were offered."""
        ...

    def save(self, delegation: Delegation) -> None: ...


class Dispatches(Protocol):
    """What was sent to whom and why; the unique key makes a reminder happen once."""

    def add(self, dispatch: Dispatch) -> bool:
        """Queue a message; return False, changing nothing, when its key is already there."""
        ...

    def add_all(self, dispatches: Iterable[Dispatch]) -> tuple[Dispatch, ...]:
        """Queue many messages; return those whose key was not there before."""
        ...

    def all(self, year: int | None = None) -> tuple[Dispatch, ...]:
        """Return the messages of `year`, or all of them, in the order they were queued."""
        ...

    def since(self, at: datetime, to: frozenset[str] | None = None) -> tuple[Dispatch, ...]:
        """Return the messages whose time is `at` or later in the order they were queued, with `to` only theirs."""
        ...

    def unsent(self, year: int, nr: str) -> tuple[Dispatch, ...]:
        """Return the year's queued messages about an action in the order they were queued, without claiming them."""
        ...

    def queued(
        self,
        limit: int,
        until: datetime | None = None,
        channels: frozenset[str] | None = None,
        to: str | None = None,
    ) -> tuple[Dispatch, ...]:
        """Return the oldest queued messages, at most `limit`, claimed by this transaction alone.

        With `until` only those whose time has come by then, with `channels` those of these platforms, with `to` one
        person's.
        """
        ...

    def save(self, dispatch: Dispatch) -> None:
        """Replace the dispatch of the same key, to record how the sending went."""
        ...


class KeptSettings(Protocol):
    """What a plan, a cycle or an action has decided about asking."""

    def all(self) -> tuple[Setting, ...]:
        """Return every setting, by level, key and name."""
        ...

    def save(self, setting: Setting) -> None:
        """Store a setting in place of an earlier one of the same level, key and name."""
        ...

    def drop(self, setting: Setting) -> None:
        """Forget the setting of the same level, key and name."""
        ...


class Trail(Protocol):
    """The audit trail: rows are added, never changed. An address becomes the number of the person when it is added."""

    def append(self, at: datetime, actor: str, event: str, subject: str, **details: str) -> AuditEvent: ...
    def head(self) -> AuditEvent | None:
        """Return the last event, None in an empty trail."""
        ...

    def all(self) -> tuple[AuditEvent, ...]:
        """Return the whole trail, the first event first."""
        ...

    def each(self) -> Iterator[AuditEvent | None]:
        """Yield the trail row by row, the first first; None for a row that can no longer be read."""
        ...

    def people(self) -> dict[int, str]:
        """Return the address of each numbered person who is known."""
        ...

    def forget(self, address: str) -> int | None:
        """Forget which number the person is, for good; return the number, None for one who has none."""
        ...


class Summaries(Protocol):
    """Snapshots, and the strategy's tree that the plan is compared with."""

    def snapshot(self, year: int) -> Snapshot | None:
        """Return the year's latest snapshot."""
        ...

    def snapshots(self, year: int) -> tuple[Snapshot, ...]:
        """Return every snapshot of the year, the latest last."""
        ...

    def save_snapshot(self, snapshot: Snapshot, text: Encoded | None = None) -> None:
        """Keep a snapshot; one with the same id holds the same and is not kept twice.

        `text` is what `canonical` makes of it, where that is at hand: of a large plan it takes seconds.
        """
        ...

    def areas(self) -> tuple[PriorityArea, ...]: ...
    def save_areas(self, strategy_title: str, areas: Iterable[PriorityArea]) -> None:
        """Replace the tree that was read from the strategy."""
        ...

    def strategy_title(self) -> str | None: ...


class Plans(Protocol):
    """What the actions hang on: strategies with their trees, the plan of each scope, and who was tied to what when."""

    def strategies(self) -> tuple[Strategy, ...]:
        """Return what was read from documents and what a person has confirmed, by document, the confirmed one last."""
        ...

    def save_strategy(self, strategy: Strategy) -> None:
        """Keep a strategy as it was read, or as it was confirmed, in place of the earlier one of the same kind."""
        ...

    def all(self) -> tuple[ActionPlan, ...]:
        """Return the plans that a person has said something of, by scope."""
        ...

    def save(self, plan: ActionPlan) -> None: ...
    def assignments(self, nr: str | None = None) -> tuple[Assignment, ...]:
        """Return who has been tied to one action, or to any, in the order it was written down."""
        ...

    def save_assignments(self, histories: Mapping[str, Iterable[Assignment]]) -> None:
        """Replace the whole history of each action, by its number."""
        ...


class Gaps(Protocol):
    """What people have said of gaps, the gaps that people have seen, and the history of what the rules found."""

    def marks(self) -> tuple[GapMark, ...]:
        """Return every mark in the order they were made; the latest on a gap is the one that may count."""
        ...

    def add_mark(self, mark: GapMark) -> None: ...
    def notes(self) -> tuple[GapNote, ...]:
        """Return the gaps that people have seen, by number."""
        ...

    def add_note(self, note: GapNote) -> None: ...
    def found(self) -> tuple[FoundGap, ...]:
        """Return the gaps that were ever found, in the order they were."""
        ...

    def save_found(self, found: Iterable[FoundGap]) -> None:
        """Store gaps as they were found, or replace them with when they were closed."""
        ...


class Reports(Protocol):
    """The review of each year's report: approved versions, and comments on drafts."""

    def versions(self, year: int) -> tuple[ReportVersion, ...]:
        """Return the year's approved versions, the latest last."""
        ...

    def save_version(self, version: ReportVersion) -> None:
        """Store a version, or what has happened to it since."""
        ...

    def comments(self, year: int) -> tuple[ReportComment, ...]:
        """Return what has been said of the year's drafts, in the order it was."""
        ...

    def save_comment(self, comment: ReportComment) -> None:
        """Store a comment, or what came of it."""
        ...


class Ledger(Protocol):
    """One transaction over everything that is kept."""

    @property
    def actions(self) -> Actions: ...
    @property
    def people(self) -> People: ...
    @property
    def cycles(self) -> Cycles: ...
    @property
    def updates(self) -> Updates: ...
    @property
    def decisions(self) -> Decisions: ...
    @property
    def evidence(self) -> KeptEvidence: ...
    @property
    def delegations(self) -> Delegations: ...
    @property
    def dispatches(self) -> Dispatches: ...
    @property
    def settings(self) -> KeptSettings: ...
    @property
    def trail(self) -> Trail: ...
    @property
    def summaries(self) -> Summaries: ...
    @property
    def plans(self) -> Plans: ...
    @property
    def gaps(self) -> Gaps: ...
    @property
    def reports(self) -> Reports: ...


class Store(Protocol):
    """Where everything is kept."""

    def transaction(self) -> AbstractContextManager[Ledger]:
        """Open a transaction that may write: committed when the block ends, rolled back when it raises."""
        ...

    def reading(self) -> AbstractContextManager[Ledger]:
        """Open a consistent view that writes nothing and keeps no writer waiting."""
        ...
