"""What a changed plan means for questions in progress: who is asked follows the plan, and what is over is not asked.

An edit of the plan is never a status update. It may give a question another addressee, end it, or begin one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from plans.cycle.closing import UNANSWERED
from plans.cycle.desk import Desk
from plans.cycle.handing_over import replace_request
from plans.cycle.opening import asked_instead, is_over, request_about
from plans.cycle.withdrawing import withdraw
from plans.model import Action, CycleState, ReportingCycle, RequestState, UpdateRequest

_RUNNING: Final = frozenset({CycleState.DRAFT, CycleState.SCHEDULED, CycleState.OPEN, CycleState.GRACE})
_GONE: Final = frozenset({RequestState.REASSIGNED, RequestState.CANCELLED})
_FEW: Final = 50  # actions that are looked up one by one


@dataclass(frozen=True, slots=True)
class Edit:
    """One action before and after the plan was changed; None where it was not in it, or no longer is."""

    before: Action | None
    after: Action | None


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of it, as numbers of actions: asked about now, asked of somebody else, no longer asked about."""

    asked: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    cancelled: tuple[str, ...] = ()


def follow_plan(desk: Desk, edits: Iterable[Edit], by: str) -> Followed:
    """Let the requests of every cycle that runs follow the plan, whose changed actions are stored already."""
    changed = [(edit.before, edit.after) for edit in edits]
    asked: list[str] = []
    moved: list[str] = []
    cancelled: list[str] = []
    for cycle in desk.ledger.cycles.all():
        if cycle.state not in _RUNNING:
            continue
        live = _live(desk, cycle, [(after or before or _nothing()).nr for before, after in changed])
        for before, after in changed:
            nr = (after or before or _nothing()).nr
            request = live.get(nr)
            if after is None or _is_over(desk, before, after):
                cancelled += _cancelled(desk, request, by, "gone" if after is None else "over")
            elif request is None:
                asked += _asked(desk, cycle, after, by)
            elif before is not None and before.reporter != after.reporter:
                moved += _moved(desk, request, after, by)
    return Followed(*(tuple(dict.fromkeys(numbers)) for numbers in (asked, moved, cancelled)))


def _nothing() -> Action:
    raise ValueError("an edit has an action before it or after it, or both")


def _live(desk: Desk, cycle: ReportingCycle, nrs: list[str]) -> dict[str, UpdateRequest]:
    if len(nrs) > _FEW:
        found = desk.ledger.cycles.requests(cycle.year)
    else:
        found = tuple(each for nr in nrs for each in desk.ledger.cycles.about(nr) if each.year == cycle.year)
    return {each.nr: each for each in found if each.state not in _GONE}


def _is_over(desk: Desk, before: Action | None, after: Action) -> bool:
    """Tell whether the plan now ends the action, or it had ended before."""
    ends = after.is_over and before is not None and not before.is_over
    return ends or is_over(after, desk.ledger.updates.about(after.nr))


def _cancelled(desk: Desk, request: UpdateRequest | None, by: str, reason: str) -> list[str]:
    if request is None or request.state not in UNANSWERED or request.answered_at is not None:
        return []
    withdraw(desk, request.year, request.nr)
    desk.ledger.cycles.save_requests([replace(request, state=RequestState.CANCELLED, reason=reason)])
    desk.record(by, "request.cancelled", request.id, nr=request.nr, reason=reason)
    return [request.nr]


def _asked(desk: Desk, cycle: ReportingCycle, action: Action, by: str) -> list[str]:
    request = request_about(desk, cycle, action, desk.in_charge())
    desk.ledger.cycles.save_requests([request])
    desk.record(by, "request.planned", request.id, nr=action.nr, to=request.addressee)
    return [action.nr]


def _moved(desk: Desk, request: UpdateRequest, action: Action, by: str) -> list[str]:
    """Move an unanswered question to the plan's new reporter, unless somebody has promised to answer it."""
    addressee = action.reporter or asked_instead(action, desk.in_charge())
    taken_over = any(
        offer.year == request.year and offer.accepted and offer.receiver == request.addressee
        for offer in desk.ledger.delegations.about(request.nr)
    )
    if request.state not in UNANSWERED or addressee == request.addressee or taken_over:
        return []
    replace_request(desk, request, addressee, by=by, reason="plan", state=RequestState.PLANNED)
    return [request.nr]
