"""The follow-up as a service: each step is one transaction, and the time is an argument of every one.

What a step decides stands in the module named after it (``opening``, ``asking_round``, ``answering``, ``deciding``,
``handing_over``, ``closing`` …); here they are given a store, the settings and a source of ids.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from plans.cycle import (
    absences,
    answering,
    asking_round,
    closing,
    deciding,
    handing_over,
    leaving,
    narrating,
    opening,
    plan_edits,
    posting,
    reopening,
    setting,
    sparing,
    versions,
)
from plans.cycle.asking import AskingRules
from plans.cycle.attaching import StoredFile
from plans.cycle.desk import Desk
from plans.cycle.leaving import Handover
from plans.cycle.nudging import Nudges, nudge, planned
from plans.cycle.plan_edits import Edit, Followed
from plans.cycle.reviewing import take_back_acceptance
from plans.cycle.schedule import Schedule, schedule_of
from plans.cycle.setting import Counts, Place
from plans.cycle.sparing import Resting
from plans.cycle.status import CycleStatus, status_of
from plans.editing import Edited, edit
from plans.model import (
    RULES,
    Absence,
    AuditEvent,
    DecisionNeed,
    Delegation,
    Dispatch,
    Draft,
    Evidence,
    Narrative,
    Reading,
    ReportComment,
    ReportingCycle,
    ReportVersion,
    Snapshot,
    StatusUpdate,
    UpdateRequest,
)
from plans.standing import Standing, standing
from plans.stores.base import Ledger, Store

_DEFAULTS = AskingRules()


class Followup:
    """The follow-up of one plan. `new_id` returns an id never used before; `now` is aware everywhere."""

    def __init__(self, store: Store, new_id: Callable[[], str], rules: AskingRules = _DEFAULTS) -> None:
        self.rules = rules
        self._store = store
        self._new_id = new_id
        self._seen: dict[date, AuditEvent | None] = {}  # the trail's end when a day's tick found nothing due

    def open_cycle(
        self, year: int, due: date, now: datetime, by: str, period_days: int = 365, *, draft: bool = False
    ) -> ReportingCycle:
        """Open the follow-up of `year` (`plans.cycle.opening.open_cycle`)."""
        with self._desk(now) as desk:
            return opening.open_cycle(desk, year, due, by, period_days, draft=draft)

    def tick(self, now: datetime) -> tuple[Dispatch, ...]:
        """Queue what is due and move what dates move; return what was queued (`plans.cycle.asking_round.ask`)."""
        with self._view(now) as desk:  # most ticks find nothing new, and should keep nobody waiting
            if desk.ledger.trail.head() == self._seen.get(desk.today) or not asking_round.is_time(desk):
                return ()
        with self._desk(now) as desk:
            queued = asking_round.ask(desk)
            # What is due depends on the day and on what has been done, and everything done stands in the trail.
            looked = desk.rules.hours.next_sending(now) == now and not queued
            self._seen = {desk.today: desk.ledger.trail.head()} if looked else {}
        return queued

    def may_go(self, ledger: Ledger, dispatches: Iterable[Dispatch], now: datetime) -> tuple[Dispatch, ...]:
        """Return which of these queued messages may be sent now, in the caller's transaction (`posting.may_go`)."""
        return posting.may_go(Desk(ledger, now, self.rules, self._new_id), dispatches)

    def would_send(self, now: datetime) -> tuple[Dispatch, ...]:
        """Return what the rules would send at the next sending time from `now` on, changing nothing."""
        with self._view(now) as desk:
            return asking_round.would_send(desk)

    def resting(self, now: datetime) -> tuple[Resting, ...]:
        """Return the questions about which nothing would be sent then, and why (`sparing.resting`)."""
        with self._view(now) as desk:
            return sparing.resting(desk)

    def take_reply(self, nr: str, text: str, author: str, reading: Reading, now: datetime) -> Draft:
        """Keep a reply to be confirmed; it replaces the author's earlier unconfirmed one (`answering.take_reply`)."""
        with self._desk(now) as desk:
            return answering.take_reply(desk, nr, text, author, reading)

    def confirm(self, nr: str, author: str, now: datetime, parser: str = RULES) -> StatusUpdate:
        """Make the author's draft count (`answering.confirm`)."""
        with self._desk(now) as desk:
            return answering.confirm(desk, nr, author, parser)

    def attach(self, nr: str, file: StoredFile, author: str, now: datetime) -> Evidence:
        """Take a stored file as evidence of the reply that the author confirms next (`answering.attach`)."""
        with self._desk(now) as desk:
            return answering.attach(desk, nr, author, file)

    def tell(self, address: str, text: str, now: datetime, read_back_of: str = "") -> None:
        """Queue words that a person has asked for, to them alone; of an action whose reading they are to confirm."""
        with self._desk(now) as desk:
            answering.tell_alone(desk, address, text, nr=read_back_of)

    def settle(self, decision: str, outcome: str, by: str, now: datetime, *, declined: bool = False) -> DecisionNeed:
        """Say what became of a decision that was asked for, as a coordinator (`deciding.settle`)."""
        with self._desk(now) as desk:
            return deciding.settle(desk, decision, by, outcome, declined=declined)

    def tell_outcomes(self, address: str, now: datetime) -> tuple[DecisionNeed, ...]:
        """Return what became of the decisions that a person asked for, each once (`deciding.tell`)."""
        with self._view(now) as desk:  # nearly always there is nothing to tell
            if not desk.ledger.decisions.untold(address):
                return ()
        with self._desk(now) as desk:
            return deciding.tell(desk, address)

    def accept(self, nr: str, by: str, now: datetime) -> UpdateRequest:
        """Accept what was submitted, as a coordinator."""
        with self._desk(now) as desk:
            return answering.accept(desk, nr, by)

    def return_for_more(self, nr: str, by: str, reason: str, now: datetime) -> UpdateRequest:
        """Ask for more, as a coordinator."""
        with self._desk(now) as desk:
            return answering.return_for_more(desk, nr, by, reason)

    def delegate(self, nr: str, giver: str, receiver: str, now: datetime) -> Delegation:
        """Offer a question to somebody else (`handing_over.delegate`)."""
        with self._desk(now) as desk:
            return handing_over.delegate(desk, nr, giver, receiver)

    def answer_delegation(self, nr: str, receiver: str, now: datetime, *, accept: bool) -> Delegation:
        """Accept or decline what was offered."""
        with self._desk(now) as desk:
            return handing_over.answer_delegation(desk, nr, receiver, accept=accept)

    def reassign(self, nr: str, addressee: str, by: str, now: datetime) -> UpdateRequest:
        """Move a question to somebody else, as a coordinator."""
        with self._desk(now) as desk:
            return handing_over.reassign(desk, nr, addressee, by)

    def not_mine(self, nr: str, author: str, now: datetime) -> UpdateRequest:
        """Take a question from somebody it does not belong to; return the request that replaces it."""
        with self._desk(now) as desk:
            return handing_over.not_mine(desk, nr, author)

    def snooze(self, nr: str, author: str, until: date, now: datetime) -> UpdateRequest:
        """Put a question off, at most twice and never past its due date."""
        with self._desk(now) as desk:
            return handing_over.snooze(desk, nr, author, until)

    def away(self, absence: Absence, now: datetime, by: str) -> Absence:
        """Keep that somebody is away, from and to included, and who steps in (`absences.away`)."""
        with self._desk(now) as desk:
            return absences.away(desk, absence, by)

    def back(self, address: str, now: datetime, by: str) -> tuple[Absence, ...]:
        """End somebody's absences as of yesterday (`absences.back`)."""
        with self._desk(now) as desk:
            return absences.back(desk, address, by)

    def nudge(self, nrs: Iterable[str], by: str, now: datetime) -> Nudges:
        """Remind whoever is to answer about these actions, by hand (`nudging.nudge`)."""
        with self._desk(now) as desk:
            return nudge(desk, nrs, by)

    def would_nudge(self, nrs: Iterable[str], by: str, now: datetime) -> Nudges:
        """Return what reminding by hand would send, changing nothing (`nudging.planned`)."""
        with self._view(now) as desk:
            return planned(desk, nrs, by)

    def take_back_acceptance(self, nr: str, by: str, now: datetime) -> UpdateRequest:
        """Make an accepted answer only submitted again (`reviewing.take_back_acceptance`)."""
        with self._desk(now) as desk:
            return take_back_acceptance(desk, nr, by)

    def leave(self, address: str, to: str, now: datetime, by: str) -> Handover:
        """Hand over all that somebody has to somebody else, as a coordinator (`leaving.leave`)."""
        with self._desk(now) as desk:
            return leaving.leave(desk, address, to, by)

    def follow_plan(self, ledger: Ledger, edits: Iterable[Edit], now: datetime, by: str) -> Followed:
        """Let the questions in progress follow a changed plan, in the caller's transaction (`plan_edits`)."""
        _aware(now)
        return plan_edits.follow_plan(Desk(ledger, now, self.rules, self._new_id), edits, by)

    def schedule(self, now: datetime) -> Schedule:
        """Return the dates of the latest cycle (`schedule.schedule_of`)."""
        with self._view(now) as desk:
            return schedule_of(desk)

    def settings(self, place: Place, now: datetime) -> tuple[Counts, ...]:
        """Return the settings of asking as they count in a place (`setting.settings_of`)."""
        with self._view(now) as desk:
            return setting.settings_of(desk, place)

    def change_settings(self, place: Place, given: Mapping[str, str], now: datetime, by: str) -> tuple[Counts, ...]:
        """Change settings of asking, as a coordinator, and return what counts then (`setting.change`)."""
        with self._desk(now) as desk:
            return setting.change(desk, place, given, by)

    def start(self, year: int, now: datetime, by: str) -> ReportingCycle:
        """Let a cycle that was opened as a draft go by its dates, as a coordinator."""
        with self._desk(now) as desk:
            return reopening.start(desk, year, by)

    def approve(self, year: int, now: datetime, by: str) -> ReportingCycle:
        """Approve a compiled cycle and freeze what is answered, as a coordinator."""
        with self._desk(now) as desk:
            return reopening.approve(desk, year, by)

    def present(self, year: int, now: datetime, by: str) -> ReportingCycle:
        """Note that an approved cycle has been presented, as a coordinator."""
        with self._desk(now) as desk:
            return versions.present(desk, year, by)

    def archive(self, year: int, now: datetime, by: str) -> ReportingCycle:
        """Note that a presented cycle has been archived, as a coordinator."""
        with self._desk(now) as desk:
            return versions.archive(desk, year, by)

    def comment(self, year: int, section: str, text: str, by: str, now: datetime) -> ReportComment:
        """Keep what somebody says of a section of the year's draft (`versions.comment`)."""
        with self._desk(now) as desk:
            return versions.comment(desk, year, section, text, by)

    def settle_comment(self, year: int, number: int, outcome: str, by: str, now: datetime) -> ReportComment:
        """Say what came of a comment, as a coordinator (`versions.settle_comment`)."""
        with self._desk(now) as desk:
            return versions.settle_comment(desk, year, number, outcome, by)

    def approve_report(
        self, year: int, said_hash: str, hashes: versions.Hashes, by: str, now: datetime, *, reason: str = ""
    ) -> ReportVersion:
        """Approve exactly the draft with this content hash as the next version (`versions.approve`)."""
        with self._desk(now) as desk:
            return versions.approve(desk, year, said_hash, hashes, by, reason=reason)

    def keep_narratives(
        self, year: int, of: str, narratives: tuple[Narrative, ...], now: datetime, by: str
    ) -> Snapshot:
        """Keep what a language model has worded of the year's frozen replies (`narrating.keep`)."""
        with self._desk(now) as desk:
            return narrating.keep(desk, year, of, narratives, by)

    def review(self, year: int, now: datetime, by: str, reason: str) -> ReportingCycle:
        """Take a compiled, approved or presented cycle back to review, as a coordinator with a reason."""
        with self._desk(now) as desk:
            return reopening.review(desk, year, by, reason)

    def reopen(self, year: int, now: datetime, by: str, reason: str, due: date) -> ReportingCycle:
        """Ask again until a later due date, as a coordinator with a reason."""
        with self._desk(now) as desk:
            return reopening.reopen(desk, year, by, reason, due)

    def close(self, year: int, now: datetime, by: str) -> ReportingCycle:
        """Stop asking and compile, as a coordinator (`closing.close`)."""
        with self._desk(now) as desk:
            return closing.close(desk, year, by)

    def compile(self, year: int, now: datetime, by: str) -> Snapshot:
        """Freeze how the year stands, and keep it."""
        with self._desk(now) as desk:
            return closing.compile_year(desk, year, by)

    def snapshot(self, year: int, now: datetime) -> Snapshot:
        """Return how the year stands, keeping nothing."""
        with self._view(now) as desk:
            return closing.snapshot_of(desk, year)

    def status(self, year: int | None, now: datetime, among: frozenset[str] | None = None) -> CycleStatus:
        """Return how a year's cycle goes, the latest year's when None; `among` keeps to actions with these numbers.

        Raises:
            PlanRefusal: there is no such cycle.
        """
        with self._view(now) as desk:
            cycle = desk.latest_cycle() if year is None else desk.cycle(year)
            requests = desk.ledger.cycles.requests(cycle.year)
            kept = requests if among is None else tuple(request for request in requests if request.nr in among)
            return status_of(cycle, kept, desk.ledger.actions.places(), self.rules)

    def standing(self, nr: str, now: datetime) -> Standing:
        """Return where an action stands after what has been confirmed."""
        with self._view(now) as desk:
            action = desk.action(nr)
            return standing(action, desk.ledger.updates.about(action.nr))

    def edit_action(self, nr: str, said: Mapping[str, str], now: datetime, by: str, language: str) -> Edited:
        """Edit the plan's words on one action, as a coordinator; questions in progress follow (`editing.edit`)."""
        with self._desk(now) as desk:
            desk.coordinator(by)
            action = desk.action(nr)
            done = edit(desk.ledger, action, said, now=now, today=desk.today, by=by, language=language)
            if done.fields:
                plan_edits.follow_plan(desk, [plan_edits.Edit(done.before, done.after)], by)
        return done

    @contextmanager
    def _desk(self, now: datetime) -> Iterator[Desk]:
        _aware(now)
        with self._store.transaction() as ledger:
            yield Desk(ledger, now, self.rules, self._new_id)

    @contextmanager
    def _view(self, now: datetime) -> Iterator[Desk]:
        _aware(now)
        with self._store.reading() as ledger:
            yield Desk(ledger, now, self.rules, self._new_id)


def _aware(now: datetime) -> None:
    if now.tzinfo is None:
        raise ValueError(f"the time {now!r} has no zone: pass an aware time")
