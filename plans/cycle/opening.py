"""Open a reporting cycle: its dates, and one planned request for each action that is not over.

Who is asked: the action's reporter; without one, the accountable organisation's contact; without that, a coordinator.
An action without a reporter is never skipped, and is itself a gap (``plans/gaps.py``).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from plans.cycle.contacts import Contacts
from plans.cycle.desk import Desk
from plans.model import Action, CycleState, Implementation, ReportingCycle, RequestState, StatusUpdate, UpdateRequest
from plans.refusals import PlanRefusal
from plans.standing import standing

_ENDED_BY_THE_PLAN: Final = frozenset({Implementation.DISCONTINUED, Implementation.MERGED, Implementation.SUPERSEDED})


def open_cycle(
    desk: Desk, year: int, due: date, by: str, period_days: int = 365, *, draft: bool = False
) -> ReportingCycle:
    """Open the follow-up of `year` with answers due on `due` and return its cycle; a draft rests until it is started.

    Raises:
        PlanRefusal: it is open already, the due date has passed, or there is nothing to ask about.
    """
    if existing := desk.ledger.cycles.get(year):
        raise PlanRefusal("plans.cycle_exists", year=year, due=existing.due)
    if due < desk.today:
        raise PlanRefusal("plans.due_passed", due=due, today=desk.today)
    asked = _to_ask_about(desk)
    if not asked:
        raise PlanRefusal("plans.no_actions")
    cycle = _cycle(desk, year, due, period_days)
    if draft:
        cycle = replace(cycle, state=CycleState.DRAFT)
    contacts = desk.in_charge()
    desk.ledger.cycles.save(cycle)
    desk.ledger.cycles.save_requests(request_about(desk, cycle, action, contacts) for action in asked)
    desk.record(by, "cycle.opened", str(year), due=due, opens=cycle.opens, cut_off=cycle.cut_off, requests=len(asked))
    return cycle


def asked_instead(action: Action, contacts: Contacts, *, but: str | None = None) -> str | None:
    """Return who is asked about an action: reporter, organisation's contact or a coordinator, but not `but`."""
    candidates = (action.reporter, contacts.of_organisation(action.accountable), *contacts.coordinators)
    return next((address for address in candidates if address and address != but), None)


def _cycle(desk: Desk, year: int, due: date, period_days: int) -> ReportingCycle:
    rules = desk.book.of_cycle(year)
    opens = rules.opens(due, period_days)
    return ReportingCycle(
        year=year,
        state=CycleState.OPEN if opens <= desk.today else CycleState.SCHEDULED,
        opens=opens,
        due=due,
        cut_off=rules.cut_off(due),
        opened_at=desk.now,
    )


def request_about(desk: Desk, cycle: ReportingCycle, action: Action, contacts: Contacts) -> UpdateRequest:
    """Return a planned request about an action, which is not stored yet."""
    return UpdateRequest(
        id=desk.new_id(),
        year=cycle.year,
        nr=action.nr,
        addressee=asked_instead(action, contacts),
        due=cycle.due,
        state=RequestState.PLANNED,
        created_at=desk.now,
    )


def _to_ask_about(desk: Desk) -> tuple[Action, ...]:
    by_nr: dict[str, list[StatusUpdate]] = {}
    for update in desk.ledger.updates.all():
        by_nr.setdefault(update.nr, []).append(update)
    return tuple(each for each in desk.ledger.actions.all() if not is_over(each, by_nr.get(each.nr, ())))


def is_over(action: Action, updates: Iterable[StatusUpdate]) -> bool:
    """Tell whether nothing more is asked about an action.

    Whether it is completed its owner says, and the plan where nobody has. That it is discontinued, merged or replaced
    is the plan's to say, whatever was reported before.
    """
    return action.implementation in _ENDED_BY_THE_PLAN or standing(action, updates).is_over
