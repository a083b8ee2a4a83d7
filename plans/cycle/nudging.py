"""Remind by hand: what a coordinator asks for beside the rules, within what nobody may be spared.

Whoever has been written to today is left alone, and so are those who have put the question off, are away or have not
been asked yet. It goes out in working time and counts as a reminder, so that the rules do not repeat it at once.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from plans.cycle.contacts import Contacts
from plans.cycle.desk import Desk
from plans.cycle.messages import Message, listed
from plans.cycle.reviewing import reviewer
from plans.model import Action, ReportingCycle, RequestState, UpdateRequest
from plans.reminders import takes_the_day

REMINDABLE = frozenset(
    {RequestState.SENT, RequestState.IN_DIALOGUE, RequestState.RETURNED, RequestState.AWAITING_CONFIRMATION}
)
UNANSWERED = REMINDABLE | {RequestState.PLANNED}


class Spared(StrEnum):
    """Why nothing is sent about a request."""

    ANSWERED = "answered"
    NOT_ASKED = "not_asked"  # the first question has not gone out
    NOBODY = "nobody"
    PUT_OFF = "put_off"
    AWAY = "away"
    TODAY = "today"  # the person has been written to today


@dataclass(frozen=True, slots=True)
class Nudges:
    """What a reminder by hand would send, or has sent: to whom about which, when, and what is left out why."""

    at: datetime
    to: dict[str, tuple[str, ...]]
    spared: tuple[tuple[str, Spared], ...]  # number and reason


def planned(desk: Desk, nrs: Iterable[str], by: str) -> Nudges:
    """Return what a reminder about these actions would do, changing nothing.

    Raises:
        PlanRefusal: there is no cycle, no such action, or `by` may not review it.
    """
    cycle, actions = desk.latest_cycle(), [desk.action(nr) for nr in nrs]
    for action in actions:
        reviewer(desk, by, action)
    at = desk.rules.hours.next_sending(desk.now)
    contacts = desk.contacts().on(desk.rules.today(at))
    written = _written_to(desk, at)
    requests = {request.nr: request for request in desk.ledger.cycles.requests(cycle.year)}
    to: dict[str, list[str]] = defaultdict(list)
    spared: list[tuple[str, Spared]] = []
    for action in actions:
        request = requests.get(action.nr)
        reason = _spared(request, contacts, written, desk)
        if reason is None and request and request.addressee:
            to[request.addressee].append(action.nr)
        else:
            spared.append((action.nr, reason or Spared.NOBODY))
    return Nudges(at, {person: tuple(found) for person, found in sorted(to.items())}, tuple(spared))


def nudge(desk: Desk, nrs: Iterable[str], by: str) -> Nudges:
    """Queue the reminders that `planned` returns, and return them."""
    cycle = desk.cycle(desk.latest_cycle().year)
    found = planned(desk, nrs, by)
    for person, about in found.to.items():
        message = _message(desk, cycle, [desk.action(nr) for nr in about], found.at)
        queued = desk.queue([(message, person)], found.at)
        for dispatch in queued:
            desk.record(by, "message.queued", dispatch.key, to=person, rule="remind", actions=" ".join(about))
    return found


def _spared(request: UpdateRequest | None, contacts: Contacts, written: frozenset[str], desk: Desk) -> Spared | None:
    if request is None or request.state not in UNANSWERED:
        return Spared.ANSWERED
    if request.addressee is None:
        return Spared.NOBODY
    if request.state is RequestState.PLANNED:
        return Spared.NOT_ASKED
    if request.snoozed_until and request.snoozed_until > desk.today:
        return Spared.PUT_OFF
    if contacts.away(request.addressee):
        return Spared.AWAY
    return Spared.TODAY if request.addressee in written else None


def _written_to(desk: Desk, at: datetime) -> frozenset[str]:
    day = desk.rules.today(at)
    begins = datetime.combine(min(day, desk.today), time(), tzinfo=ZoneInfo(desk.rules.zone))
    found = desk.ledger.dispatches.since(begins)
    return frozenset(each.to for each in found if takes_the_day(each) and desk.rules.today(each.at) == day)


def _message(desk: Desk, cycle: ReportingCycle, actions: list[Action], at: datetime) -> Message:
    day = desk.rules.today(at)
    kind = "before" if day < cycle.due else "today" if day == cycle.due else "after"
    return Message(
        key=f"{cycle.year}/remind/by_hand/{day}",
        text=f"{kind}.{'one' if len(actions) == 1 else 'many'}",
        why="by_hand",
        rule="remind",
        step="0",
        nrs=tuple(action.nr for action in actions),
        year=cycle.year,
        values={"actions": listed(actions), "due": cycle.due, "cut_off": cycle.cut_off, "count": len(actions)},
    )
