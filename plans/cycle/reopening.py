"""Take a compiled cycle further, or back: approve, present, archive, review again, open again.

Nothing is overwritten: each compilation is a snapshot of its own, and a step back names a person and a reason.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from plans.cycle.closing import UNANSWERED, compile_year
from plans.cycle.desk import Desk
from plans.cycle.states import BACKWARDS, check_cycle
from plans.known_names import KnownNames
from plans.model import CycleState, ReportingCycle, RequestState, UpdateRequest
from plans.refusals import PlanRefusal

_FREEZES: Final = UNANSWERED | {RequestState.SUBMITTED, RequestState.ACCEPTED}


def start(desk: Desk, year: int, by: str) -> ReportingCycle:
    """Let a cycle that was prepared as a draft go by its dates.

    Raises:
        PlanRefusal: it is no draft, or `by` is no coordinator.
    """
    opens = desk.cycle(year).opens
    return _move(desk, year, CycleState.OPEN if opens <= desk.today else CycleState.SCHEDULED, by)


def approve(desk: Desk, year: int, by: str) -> ReportingCycle:
    """Approve the report of a compiled cycle: what is answered is frozen, and compiled as it then is.

    Raises:
        PlanRefusal: it is not compiled, or `by` is no coordinator.
    """
    approved = freeze(desk, year, by)
    compile_year(desk, year, by)
    return approved


def freeze(desk: Desk, year: int, by: str) -> ReportingCycle:
    """Let a compiled cycle stand approved, with what is answered frozen, and compile nothing anew.

    Raises:
        PlanRefusal: it is not compiled, or `by` is no coordinator.
    """
    approved = _move(desk, year, CycleState.APPROVED, by)
    desk.ledger.cycles.save_requests(_frozen(desk.ledger.cycles.requests(year)))
    return approved


def present(desk: Desk, year: int, by: str) -> ReportingCycle:
    """Note that the approved report has been presented."""
    return _move(desk, year, CycleState.PRESENTED, by)


def archive(desk: Desk, year: int, by: str) -> ReportingCycle:
    """Note that the presented report has been archived; nothing in the cycle changes after that."""
    return _move(desk, year, CycleState.ARCHIVED, by)


def review(desk: Desk, year: int, by: str, reason: str) -> ReportingCycle:
    """Take a compiled, approved or presented cycle back to review: its answers can be corrected and accepted again.

    Raises:
        PlanRefusal: it stands elsewhere, no reason is given, or `by` is no coordinator.
    """
    reviewed = _move(desk, year, CycleState.REVIEW, by, reason)
    requests = desk.ledger.cycles.requests(year)
    frozen = (request for request in requests if request.state is RequestState.FROZEN)
    desk.ledger.cycles.save_requests(replace(request, state=RequestState.SUBMITTED) for request in frozen)
    return reviewed


def reopen(desk: Desk, year: int, by: str, reason: str, due: date) -> ReportingCycle:
    """Open a cycle under review, or compiled, again with a later due date: those who have not answered are asked.

    Raises:
        PlanRefusal: it stands elsewhere, the day has passed, no reason is given, or `by` is no coordinator.
    """
    if due < desk.today:
        raise PlanRefusal("plans.due_passed", due=due, today=desk.today)
    if desk.cycle(year).state is CycleState.COMPILED:
        review(desk, year, by, reason)
    opened = _move(desk, year, CycleState.OPEN, by, reason)
    moved = replace(opened, due=due, cut_off=desk.book.of_cycle(year).cut_off(due))
    desk.ledger.cycles.save(moved)
    requests = desk.ledger.cycles.requests(year)
    silent = (request for request in requests if request.state is RequestState.NO_RESPONSE)
    desk.ledger.cycles.save_requests(replace(each, state=RequestState.SENT, due=due) for each in silent)
    desk.record(by, "cycle.due_moved", str(year), due=due, cut_off=moved.cut_off)
    return moved


def _move(desk: Desk, year: int, state: CycleState, by: str, reason: str = "") -> ReportingCycle:
    desk.coordinator(by)
    cycle = desk.cycle(year)
    check_cycle(year, cycle.state, state)
    if (cycle.state, state) in BACKWARDS and not reason.strip():
        raise PlanRefusal("plans.reason_needed", year=year)
    moved = replace(cycle, state=state)
    desk.ledger.cycles.save(moved)
    told = KnownNames(desk.ledger.people.all() if reason else ()).replaced(reason)
    desk.record(by, f"cycle.{state}", str(year), before=cycle.state, reason=told or None)
    return moved


def _frozen(requests: Iterable[UpdateRequest]) -> Iterable[UpdateRequest]:
    """Yield what is answered as frozen, also where more was asked for and never came."""
    for request in requests:
        if request.state in _FREEZES and request.answered_at is not None:
            yield replace(request, state=RequestState.FROZEN)
