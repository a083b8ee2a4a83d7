"""The store in memory: for tests, the demo and dry runs. A transaction works on a copy that replaces the whole.

It keeps the promises of ``base.py`` within one process and forgets everything when the process ends.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from plans.audit import chained, disguised
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
    DispatchState,
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
    Role,
    Setting,
    Snapshot,
    StatusUpdate,
    Strategy,
    UpdateRequest,
)
from plans.refusals import PlanRefusal
from plans.stores.base import Ledger
from plans.stores.memory_asked import MemoryDecisions, MemoryEvidence


@dataclass(slots=True)
class _Records:
    """Everything that is kept, by key, each in the order it came."""

    actions: dict[str, Action] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    absences: dict[tuple[str, object], Absence] = field(default_factory=dict)
    cycles: dict[int, ReportingCycle] = field(default_factory=dict)
    requests: dict[str, UpdateRequest] = field(default_factory=dict)
    drafts: dict[tuple[str, str], Draft] = field(default_factory=dict)
    updates: dict[str, StatusUpdate] = field(default_factory=dict)
    decisions: dict[str, DecisionNeed] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    delegations: dict[str, Delegation] = field(default_factory=dict)
    dispatches: dict[str, Dispatch] = field(default_factory=dict)
    settings: dict[tuple[str, str, str], Setting] = field(default_factory=dict)
    trail: dict[int, AuditEvent] = field(default_factory=dict)
    pseudonyms: dict[int, str | None] = field(default_factory=dict)
    snapshots: dict[str, Snapshot] = field(default_factory=dict)
    areas: dict[int, PriorityArea] = field(default_factory=dict)
    title: dict[int, str] = field(default_factory=dict)
    strategies: dict[tuple[str, bool], Strategy] = field(default_factory=dict)
    plans: dict[str, ActionPlan] = field(default_factory=dict)
    assignments: dict[str, tuple[Assignment, ...]] = field(default_factory=dict)
    gap_marks: dict[int, GapMark] = field(default_factory=dict)
    gap_notes: dict[int, GapNote] = field(default_factory=dict)
    gaps_found: dict[str, FoundGap] = field(default_factory=dict)
    report_versions: dict[tuple[int, int], ReportVersion] = field(default_factory=dict)
    report_comments: dict[tuple[int, int], ReportComment] = field(default_factory=dict)

    def copy(self) -> "_Records":
        return replace(self, **{name: dict(getattr(self, name)) for name in self.__slots__})


class MemoryStore:
    """A store that lives as long as its process."""

    def __init__(self) -> None:
        self._records = _Records()
        self._lock = threading.Lock()

    @contextmanager
    def transaction(self) -> Iterator[Ledger]:
        """Open a transaction that may write; a second one waits until the first has ended."""
        with self._lock:
            records = self._records.copy()
            yield MemoryLedger(records)
            self._records = records

    @contextmanager
    def reading(self) -> Iterator[Ledger]:
        """Open a consistent view; what is written in it is forgotten."""
        yield MemoryLedger(self._records.copy())


class MemoryLedger:
    """One transaction over a copy of everything."""

    def __init__(self, records: _Records) -> None:
        self.actions = _Actions(records)
        self.people = _People(records)
        self.cycles = _Cycles(records)
        self.updates = _Updates(records)
        self.decisions = MemoryDecisions(records.decisions)
        self.evidence = MemoryEvidence(records.evidence)
        self.delegations = _Delegations(records)
        self.dispatches = _Dispatches(records)
        self.settings = _Settings(records)
        self.trail = _Trail(records)
        self.summaries = _Summaries(records)
        self.plans = _Plans(records)
        self.gaps = _Gaps(records)
        self.reports = _Reports(records)


class _Kept:
    def __init__(self, records: _Records) -> None:
        self._records = records


class _Actions(_Kept):
    def get(self, nr: str) -> Action | None:
        return self._records.actions.get(nr)

    def all(self) -> tuple[Action, ...]:
        return tuple(sorted(self._records.actions.values(), key=lambda action: (action.position, action.nr)))

    def places(self) -> dict[str, tuple[str | None, str | None]]:
        return {action.nr: (action.aspect, action.area) for action in self.all()}

    def save(self, actions: Iterable[Action]) -> None:
        self._records.actions.update((action.nr, action) for action in actions)


class _People(_Kept):
    def get(self, address: str) -> Person | None:
        return self._records.people.get(address)

    def all(self) -> tuple[Person, ...]:
        return tuple(sorted(self._records.people.values(), key=lambda person: person.address))

    def in_charge(self) -> tuple[Person, ...]:
        return tuple(person for person in self.all() if person.role not in {Role.ACTOR, Role.OWNER})

    def save(self, people: Iterable[Person]) -> None:
        self._records.people.update((person.address, person) for person in people)

    def absences(self) -> tuple[Absence, ...]:
        return tuple(sorted(self._records.absences.values(), key=lambda absence: (absence.address, absence.first)))

    def save_absence(self, absence: Absence) -> None:
        self._records.absences[absence.address, absence.first] = absence


class _Cycles(_Kept):
    def get(self, year: int) -> ReportingCycle | None:
        return self._records.cycles.get(year)

    hold = get  # a transaction has everything to itself here

    def all(self) -> tuple[ReportingCycle, ...]:
        return tuple(sorted(self._records.cycles.values(), key=lambda cycle: cycle.year))

    def save(self, cycle: ReportingCycle) -> None:
        self._records.cycles[cycle.year] = cycle

    def requests(self, year: int) -> tuple[UpdateRequest, ...]:
        return tuple(request for request in self._records.requests.values() if request.year == year)

    def about(self, nr: str) -> tuple[UpdateRequest, ...]:
        return tuple(request for request in self._records.requests.values() if request.nr == nr)

    def save_requests(self, requests: Iterable[UpdateRequest]) -> None:
        self._records.requests.update((request.id, request) for request in requests)


class _Updates(_Kept):
    def draft(self, author: str, nr: str) -> Draft | None:
        return self._records.drafts.get((author, nr))

    def unconfirmed(self) -> tuple[Draft, ...]:
        return tuple(sorted(self._records.drafts.values(), key=lambda draft: (draft.received_at, draft.id)))

    def drafts(self, author: str) -> tuple[Draft, ...]:
        return tuple(draft for draft in self.unconfirmed() if draft.author == author)

    def save_draft(self, draft: Draft) -> None:
        self._records.drafts[draft.author, draft.nr] = draft

    def drop_draft(self, draft_id: str) -> None:
        for key, draft in tuple(self._records.drafts.items()):
            if draft.id == draft_id:
                del self._records.drafts[key]

    def add(self, update: StatusUpdate) -> None:
        if update.id in self._records.updates:
            raise PlanRefusal("plans.update_exists", id=repr(update.id))
        self._records.updates[update.id] = update

    def all(self, year: int | None = None) -> tuple[StatusUpdate, ...]:
        return tuple(update for update in self._records.updates.values() if year in (None, update.year))

    def about(self, nr: str) -> tuple[StatusUpdate, ...]:
        return tuple(update for update in self._records.updates.values() if update.nr == nr)


class _Delegations(_Kept):
    def get(self, delegation_id: str) -> Delegation | None:
        return self._records.delegations.get(delegation_id)

    def all(self, year: int) -> tuple[Delegation, ...]:
        return tuple(delegation for delegation in self._records.delegations.values() if delegation.year == year)

    def about(self, nr: str) -> tuple[Delegation, ...]:
        return tuple(delegation for delegation in self._records.delegations.values() if delegation.nr == nr)

    def waiting(self, year: int) -> tuple[Delegation, ...]:
        return tuple(each for each in self.all(year) if each.accepted is None and each.expired_at is None)

    def save(self, delegation: Delegation) -> None:
        self._records.delegations[delegation.id] = delegation


class _Dispatches(_Kept):
    def add(self, dispatch: Dispatch) -> bool:
        if dispatch.key in self._records.dispatches:
            return False
        self._records.dispatches[dispatch.key] = dispatch
        return True

    def add_all(self, dispatches: Iterable[Dispatch]) -> tuple[Dispatch, ...]:
        return tuple(dispatch for dispatch in dispatches if self.add(dispatch))

    def all(self, year: int | None = None) -> tuple[Dispatch, ...]:
        return tuple(dispatch for dispatch in self._records.dispatches.values() if year in (None, dispatch.year))

    def since(self, at: datetime, to: frozenset[str] | None = None) -> tuple[Dispatch, ...]:
        found = (dispatch for dispatch in self._records.dispatches.values() if dispatch.at >= at)
        return tuple(dispatch for dispatch in found if to is None or dispatch.to in to)

    def unsent(self, year: int, nr: str) -> tuple[Dispatch, ...]:
        waiting = (dispatch for dispatch in self.all(year) if dispatch.state is DispatchState.QUEUED)
        return tuple(dispatch for dispatch in waiting if nr in dispatch.nrs)

    def queued(
        self,
        limit: int,
        until: datetime | None = None,
        channels: frozenset[str] | None = None,
        to: str | None = None,
    ) -> tuple[Dispatch, ...]:
        waiting = [
            found
            for found in self._records.dispatches.values()
            if found.state is DispatchState.QUEUED
            and (until is None or found.at <= until)
            and (channels is None or found.channel in channels)
            and to in {None, found.to}
        ]
        return tuple(sorted(waiting, key=lambda dispatch: (dispatch.at, dispatch.key))[:limit])

    def save(self, dispatch: Dispatch) -> None:
        self._records.dispatches[dispatch.key] = dispatch


class _Settings(_Kept):
    def all(self) -> tuple[Setting, ...]:
        return tuple(setting for _, setting in sorted(self._records.settings.items()))

    def save(self, setting: Setting) -> None:
        self._records.settings[setting.level, setting.key, setting.name] = setting

    def drop(self, setting: Setting) -> None:
        self._records.settings.pop((setting.level, setting.key, setting.name), None)


class _Trail(_Kept):
    def append(self, at: datetime, actor: str, event: str, subject: str, **details: str) -> AuditEvent:
        added = chained(
            self.head(),
            at,
            actor=disguised(actor, self._number),
            event=event,
            subject=disguised(subject, self._number),
            details={name: disguised(value, self._number) for name, value in details.items()},
        )
        self._records.trail[added.number] = added
        return added

    def head(self) -> AuditEvent | None:
        return self._records.trail.get(len(self._records.trail))

    def all(self) -> tuple[AuditEvent, ...]:
        return tuple(self._records.trail.values())

    def each(self) -> Iterator[AuditEvent | None]:
        yield from self.all()

    def people(self) -> dict[int, str]:
        return {number: address for number, address in self._records.pseudonyms.items() if address is not None}

    def forget(self, address: str) -> int | None:
        found = next((number for number, known in self.people().items() if known == address), None)
        if found is not None:
            self._records.pseudonyms[found] = None
        return found

    def _number(self, address: str) -> int:
        pseudonyms = self._records.pseudonyms
        number = next((number for number, known in pseudonyms.items() if known == address), len(pseudonyms) + 1)
        pseudonyms[number] = address
        return number


class _Summaries(_Kept):
    def snapshot(self, year: int) -> Snapshot | None:
        return next(reversed(self.snapshots(year)), None)

    def snapshots(self, year: int) -> tuple[Snapshot, ...]:
        return tuple(snapshot for snapshot in self._records.snapshots.values() if snapshot.year == year)

    def save_snapshot(self, snapshot: Snapshot, text: Encoded | None = None) -> None:  # noqa: ARG002 - it keeps no text
        self._records.snapshots.setdefault(snapshot.id, snapshot)

    def areas(self) -> tuple[PriorityArea, ...]:
        return tuple(self._records.areas.values())

    def save_areas(self, strategy_title: str, areas: Iterable[PriorityArea]) -> None:
        self._records.areas = dict(enumerate(areas))
        self._records.title = {0: strategy_title}

    def strategy_title(self) -> str | None:
        return self._records.title.get(0)


class _Plans(_Kept):
    def strategies(self) -> tuple[Strategy, ...]:
        return tuple(strategy for _, strategy in sorted(self._records.strategies.items(), key=lambda kept: kept[0]))

    def save_strategy(self, strategy: Strategy) -> None:
        self._records.strategies[strategy.key, strategy.is_confirmed] = strategy

    def all(self) -> tuple[ActionPlan, ...]:
        return tuple(plan for _, plan in sorted(self._records.plans.items()))

    def save(self, plan: ActionPlan) -> None:
        self._records.plans[plan.scope or ""] = plan

    def assignments(self, nr: str | None = None) -> tuple[Assignment, ...]:
        if nr is not None:
            return self._records.assignments.get(nr, ())
        histories = sorted(self._records.assignments.items())
        return tuple(assignment for _, history in histories for assignment in history)

    def save_assignments(self, histories: Mapping[str, Iterable[Assignment]]) -> None:
        self._records.assignments.update((nr, tuple(history)) for nr, history in histories.items())


class _Gaps(_Kept):
    def marks(self) -> tuple[GapMark, ...]:
        return tuple(self._records.gap_marks.values())

    def add_mark(self, mark: GapMark) -> None:
        self._records.gap_marks[len(self._records.gap_marks)] = mark

    def notes(self) -> tuple[GapNote, ...]:
        return tuple(note for _, note in sorted(self._records.gap_notes.items()))

    def add_note(self, note: GapNote) -> None:
        self._records.gap_notes[note.number] = note

    def found(self) -> tuple[FoundGap, ...]:
        return tuple(self._records.gaps_found.values())

    def save_found(self, found: Iterable[FoundGap]) -> None:
        self._records.gaps_found.update((one.id, one) for one in found)


class _Reports(_Kept):
    def versions(self, year: int) -> tuple[ReportVersion, ...]:
        return tuple(one for (of, _), one in sorted(self._records.report_versions.items()) if of == year)

    def save_version(self, version: ReportVersion) -> None:
        self._records.report_versions[version.year, version.number] = version

    def comments(self, year: int) -> tuple[ReportComment, ...]:
        return tuple(one for (of, _), one in sorted(self._records.report_comments.items()) if of == year)

    def save_comment(self, comment: ReportComment) -> None:
        self._records.report_comments[comment.year, comment.number] = comment
