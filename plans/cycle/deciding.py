"""Decisions that owners ask for: kept when the reply is confirmed, settled by a coordinator, told to the one who asked.

A need is never deleted. A corrected reply withdraws what the earlier one asked for and is still open; what was settled
already stays settled, and asking for it again in the same words opens nothing new.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from plans.cycle.desk import PROGRAM, Desk
from plans.model import DecisionNeed, DecisionState, StatusUpdate
from plans.refusals import PlanRefusal

_SETTLED: Final = frozenset({DecisionState.DECIDED, DecisionState.DECLINED})
_SHORTEST: Final = 4  # characters of an id that are taken for it, when only one begins so


def note(desk: Desk, update: StatusUpdate) -> tuple[DecisionNeed, ...]:
    """Keep what a confirmed reply asks for, in place of what the reply that it corrects asked for."""
    before = _of_corrected(desk, update)
    _withdraw(desk, before, update)
    known = {_plain(need.text) for need in before if need.state in _SETTLED}
    wanted = dict.fromkeys(update.reading.decisions_needed)
    needs = tuple(_need(desk, words, update) for words in wanted if _plain(words) not in known)
    desk.ledger.decisions.save(needs)
    for need in needs:
        desk.record(update.confirmed_by, "decision.asked", need.id, nr=need.nr, year=need.year, update=update.id)
    return needs


def settle(desk: Desk, decision_id: str, by: str, outcome: str, *, declined: bool = False) -> DecisionNeed:
    """Say what became of a decision, as a coordinator; said again, the later word counts and is told anew.

    Args:
        desk: the transaction.
        decision_id: its id, or the beginning of it when no other begins so.
        by: a coordinator's address, or the program.
        outcome: what was decided, or why not, in words that the one who asked will read.
        declined: the decision was not taken.

    Raises:
        PlanRefusal: `by` is no coordinator, there is no such decision, it was withdrawn, or `outcome` is empty.
    """
    desk.coordinator(by)
    need = found(desk, decision_id)
    if need.state is DecisionState.WITHDRAWN:
        raise PlanRefusal("plans.decision_withdrawn", id=need.id, nr=need.nr)
    if not outcome.strip():
        raise PlanRefusal("plans.decision_without_outcome", id=need.id)
    settled = replace(
        need,
        state=DecisionState.DECLINED if declined else DecisionState.DECIDED,
        outcome=outcome.replace("\x00", "").strip(),
        settled_by=by,
        settled_at=desk.now,
        told_at=None,
    )
    desk.ledger.decisions.save([settled])
    desk.record(by, "decision.settled", need.id, nr=need.nr, year=need.year, state=settled.state)
    return settled


def found(desk: Desk, decision_id: str) -> DecisionNeed:
    """Return the decision with this id, or the only one whose id begins with it.

    Raises:
        PlanRefusal: none does, or several do.
    """
    wanted = decision_id.strip()
    if need := desk.ledger.decisions.get(wanted):
        return need
    near = [need for need in desk.ledger.decisions.all() if need.id.startswith(wanted)]
    if len(wanted) >= _SHORTEST and len(near) == 1:
        return near[0]
    code = "plans.decision_not_one" if len(near) > 1 and wanted else "plans.decision_unknown"
    raise PlanRefusal(code, id=wanted)


def tell(desk: Desk, address: str) -> tuple[DecisionNeed, ...]:
    """Return what became of the decisions that `address` asked for and has not been told of; they now have been."""
    news = desk.ledger.decisions.untold(address)
    desk.ledger.decisions.save(replace(need, told_at=desk.now) for need in news)
    for need in news:
        desk.record(PROGRAM, "decision.told", need.id, nr=need.nr, to=address)
    return news


def _of_corrected(desk: Desk, update: StatusUpdate) -> tuple[DecisionNeed, ...]:
    """Return what was asked for by the replies that `update` corrects, the one before and those before it."""
    if update.corrects is None:
        return ()
    updates = {earlier.id: earlier for earlier in desk.ledger.updates.about(update.nr)}
    replaced, earlier = set(), updates.get(update.corrects)
    while earlier is not None and earlier.id not in replaced:
        replaced.add(earlier.id)
        earlier = updates.get(earlier.corrects or "")
    return tuple(need for need in desk.ledger.decisions.about(update.nr) if need.update_id in replaced)


def _withdraw(desk: Desk, needs: Iterable[DecisionNeed], update: StatusUpdate) -> None:
    withdrawn = [replace(need, state=DecisionState.WITHDRAWN) for need in needs if need.state is DecisionState.OPEN]
    desk.ledger.decisions.save(withdrawn)
    for need in withdrawn:
        desk.record(update.confirmed_by, "decision.withdrawn", need.id, nr=need.nr, update=update.id)


def _need(desk: Desk, words: str, update: StatusUpdate) -> DecisionNeed:
    return DecisionNeed(
        id=desk.new_id(),
        nr=update.nr,
        year=update.year,
        update_id=update.id,
        text=words,
        asked_at=desk.now,
        asked_by=update.confirmed_by,
    )


def _plain(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(" .;,")
