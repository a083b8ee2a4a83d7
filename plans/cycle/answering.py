"""Take a reply, read back and confirmed: the only way in which a status update comes to be.

A reply is first a draft. What the owner confirms becomes an immutable `StatusUpdate`; a correction is a new one that
names the old. Without a request waiting, a reply is a report on demand. After the cut-off it is a late addendum.
"""

from dataclasses import dataclass, replace
from typing import Final

from plans.cycle import deciding
from plans.cycle.attaching import StoredFile, bind, keep
from plans.cycle.desk import Desk
from plans.cycle.digest import queue_for_morning
from plans.cycle.entitled import standing_of
from plans.cycle.messages import Message, listed
from plans.cycle.reviewing import reviewer
from plans.cycle.rights import Standing
from plans.cycle.withdrawing import withdraw
from plans.model import (
    RULES,
    Action,
    CycleState,
    Draft,
    Evidence,
    Reading,
    ReportingCycle,
    RequestState,
    StatusUpdate,
    UpdateRequest,
)
from plans.refusals import PlanRefusal

_RUNNING: Final = frozenset({CycleState.OPEN, CycleState.GRACE})
_AFTER: Final = frozenset({CycleState.REVIEW, CycleState.COMPILED})
_BEFORE: Final = frozenset({CycleState.SCHEDULED})
_GONE: Final = frozenset({RequestState.REASSIGNED, RequestState.CANCELLED})
_ANSWERED: Final = frozenset({RequestState.SUBMITTED, RequestState.ACCEPTED, RequestState.FROZEN})


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where a reply belongs: the year, its cycle where there is one, and the request it answers where one is there."""

    year: int
    cycle: ReportingCycle | None
    request: UpdateRequest | None

    @property
    def is_answered(self) -> bool:
        """Tell whether the request has its answer, so that what comes now corrects it."""
        return self.request is not None and self.request.answered_at is not None


def occasion(desk: Desk, nr: str) -> Occasion:
    """Return where a reply about `nr` belongs now, its cycle held.

    First a cycle that is open; then one that has ended but misses the answer, one that is yet to open, and one of
    this calendar year that has ended. Otherwise it is a report on demand, of the year it comes in.
    """
    requests = {request.year: request for request in desk.ledger.cycles.about(nr) if request.state not in _GONE}
    with_request = [cycle for cycle in reversed(desk.ledger.cycles.all()) if cycle.year in requests]
    for states, misses_answer in ((_RUNNING, False), (_AFTER, True), (_BEFORE, False), (_AFTER, False)):
        for cycle in with_request:
            request = requests[cycle.year]
            missing = request.answered_at is None
            current = cycle.state in _BEFORE or cycle.state in _RUNNING or missing or cycle.year >= desk.today.year
            if cycle.state in states and current and (missing or not misses_answer):
                held = desk.ledger.cycles.hold(cycle.year)
                return Occasion(cycle.year, held, request)
    return Occasion(desk.today.year, None, None)


def take_reply(desk: Desk, nr: str, text: str, author: str, reading: Reading) -> Draft:
    """Keep a reply that was read, to be shown back; an earlier unconfirmed one by the same author gives way to it.

    Raises:
        PlanRefusal: there is no such action, or `author` may not answer for it.
    """
    action = desk.action(nr)
    where = occasion(desk, action.nr)
    _standing(desk, author, action, where)
    latest = _latest(desk, action.nr, where.year) if where.is_answered else None
    draft = Draft(
        id=desk.new_id(),
        nr=action.nr,
        author=author,
        text=text.replace("\x00", ""),  # a character that PostgreSQL cannot keep and nobody can write
        reading=reading,
        received_at=desk.now,
        request_id=where.request.id if where.request else None,
        corrects=latest.id if latest else None,
    )
    desk.ledger.updates.save_draft(draft)
    _in_dialogue(desk, where, reading)
    desk.record(author, "reply.received", draft.id, nr=action.nr, request=draft.request_id, corrects=draft.corrects)
    return draft


def attach(desk: Desk, nr: str, author: str, file: StoredFile) -> Evidence:
    """Take a file as evidence of the reply that `author` confirms next about `nr`; until then it counts for nothing.

    Raises:
        PlanRefusal: there is no such action, or `author` may not answer for it.
    """
    action = desk.action(nr)
    _standing(desk, author, action, occasion(desk, action.nr))
    return keep(desk, action.nr, author, file)


def confirm(desk: Desk, nr: str, author: str, parser: str = RULES) -> StatusUpdate:
    """Make the author's draft a status update, and return it; `parser` says what it was read by.

    Raises:
        PlanRefusal: there is no draft, it still needs clarifying, or `author` may no longer answer for the action.
    """
    action = desk.action(nr)
    where = occasion(desk, action.nr)
    draft = desk.ledger.updates.draft(author, action.nr)
    if draft is None:
        raise PlanRefusal("plans.nothing_to_confirm", nr=action.nr)
    standing = _standing(desk, author, action, where)
    update = _update(desk, draft, where, parser)
    desk.ledger.updates.add(update)
    desk.ledger.updates.drop_draft(draft.id)
    _submitted(desk, where, update)
    desk.record(
        author,
        "update.confirmed",
        update.id,
        nr=action.nr,
        year=update.year,
        request=update.request_id,
        corrects=update.corrects,
        late=update.late or None,
        on_behalf_of=(where.request and where.request.addressee) if standing is Standing.COORDINATOR else None,
        answers_as=standing,
    )
    deciding.note(desk, update)
    bind(desk, update)
    withdraw(desk, where.year, action.nr)
    if update.late and not update.corrects:
        _tell_late(desk, action, where, author)
    return update


def accept(desk: Desk, nr: str, by: str) -> UpdateRequest:
    """Let a coordinator, or the area's lead, accept what was submitted.

    Raises:
        PlanRefusal: `by` may not, or nothing is submitted.
    """
    reviewer(desk, by, desk.action(nr))
    _, request = _submitted_request(desk, nr)
    accepted = replace(request, state=RequestState.ACCEPTED)
    desk.ledger.cycles.save_requests([accepted])
    desk.record(by, "request.accepted", request.id, nr=request.nr)
    return accepted


def return_for_more(desk: Desk, nr: str, by: str, reason: str) -> UpdateRequest:
    """Let a coordinator, or the area's lead, ask for more; the addressee is told what.

    Raises:
        PlanRefusal: `by` may not, or nothing is submitted.
    """
    reviewer(desk, by, desk.action(nr))
    _, request = _submitted_request(desk, nr)
    returned = replace(request, state=RequestState.RETURNED, reason=reason)
    desk.ledger.cycles.save_requests([returned])
    desk.record(by, "request.returned", request.id, nr=request.nr)
    ask_for_more(desk, returned)
    return returned


def ask_for_more(desk: Desk, request: UpdateRequest) -> None:
    """Tell the addressee of a request that was returned what more is asked for."""
    message = Message(
        key=f"{request.year}/{request.id}/returned/{desk.now.isoformat()}",
        text="told.returned",
        why="returned",
        rule="returned",
        step="0",
        nrs=(request.nr,),
        year=request.year,
        values={"actions": listed([desk.action(request.nr)]), "reason": request.reason or ""},
    )
    desk.queue([(message, request.addressee)] if request.addressee else [])


def tell_alone(desk: Desk, address: str, text: str, nr: str = "") -> None:
    """Queue words that a person has asked for where others read along; with `nr` the reading of their answer."""
    kind = "read_back" if nr else "asked_for"
    message = Message(
        key=f"{kind}/{desk.new_id()}",
        text="told.asked_for",
        why="asked_for",
        rule=kind,
        step="0",
        nrs=(nr,) if nr else (),
        year=None,
        values={"text": text},
    )
    desk.queue([(message, address)])


def _standing(desk: Desk, author: str, action: Action, where: Occasion) -> Standing:
    return standing_of(desk, author, action, where.year, where.request)


def _in_dialogue(desk: Desk, where: Occasion, reading: Reading) -> None:
    """Move the request on, unless it has its answer already or its cycle has ended."""
    if where.request is None or where.request.state in _ANSWERED | {RequestState.NO_RESPONSE}:
        return
    asks_back = reading.question is not None
    state = RequestState.IN_DIALOGUE if asks_back else RequestState.AWAITING_CONFIRMATION
    desk.ledger.cycles.save_requests([replace(where.request, state=state)])


def _update(desk: Desk, draft: Draft, where: Occasion, parser: str) -> StatusUpdate:
    ended = where.cycle is not None and (desk.today > where.cycle.cut_off or where.cycle.state in _AFTER)
    return StatusUpdate(
        id=desk.new_id(),
        year=where.year,
        nr=draft.nr,
        text=draft.text,
        reading=draft.reading,
        author=draft.author,
        received_at=draft.received_at,
        confirmed_by=draft.author,
        confirmed_at=desk.now,
        parser=parser,
        late=ended,
        request_id=where.request.id if where.request else None,
        corrects=draft.corrects,
    )


def _submitted(desk: Desk, where: Occasion, update: StatusUpdate) -> None:
    if where.request is None:
        return
    submitted = replace(
        where.request,
        state=RequestState.SUBMITTED,
        answered_at=where.request.answered_at or desk.now,
        update_id=update.id,
    )
    desk.ledger.cycles.save_requests([submitted])


def _submitted_request(desk: Desk, nr: str) -> tuple[Action, UpdateRequest]:
    action = desk.action(nr)
    where = occasion(desk, action.nr)
    if where.request is None or where.request.state is not RequestState.SUBMITTED:
        raise PlanRefusal("plans.nothing_submitted", nr=action.nr)
    return action, where.request


def _latest(desk: Desk, nr: str, year: int) -> StatusUpdate | None:
    return next((update for update in reversed(desk.ledger.updates.about(nr)) if update.year == year), None)


def _tell_late(desk: Desk, action: Action, where: Occasion, author: str) -> None:
    message = Message(
        key=f"{where.year}/{action.nr}/late",
        text="told.late",
        why="late",
        rule="late",
        step="0",
        nrs=(action.nr,),
        year=where.year,
        values={
            "actions": listed([action]),
            "author": desk.person(author).called,
            "year": where.year,
            "cut_off": where.cycle.cut_off if where.cycle else desk.today,
        },
    )
    queue_for_morning(desk, ((message, to) for to in desk.in_charge().coordinators if to != author))
