"""Who was tied to an action as what, and when: a history that an edit of the plan adds to and never rewrites. Pure.

It is written down when a plan is imported or edited and when a request is moved for good, so that what somebody
reported is theirs however the plan changes afterwards. A change takes effect on its day: the earlier one's last day is
the day before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from plans.model import Action, Assignment, AssignmentRole
from plans.stores.base import Ledger

_ONE_DAY: Final = timedelta(days=1)
_Tie = tuple[AssignmentRole, str]
_KEPT_BY_THE_PLAN: Final = frozenset(
    {AssignmentRole.ACCOUNTABLE, AssignmentRole.REPORTER, AssignmentRole.CONTRIBUTOR}
)  # a substitute or an approver is not written in the plan, and no change of it ends them


def write_down(ledger: Ledger, actions: Iterable[Action], day: date, before: Mapping[str, Action]) -> None:
    """Bring the history of `actions` up to what they now say.

    Args:
        ledger: the transaction, in which the actions are saved already.
        actions: the actions as they are from `day` on.
        day: the local day of the change.
        before: the actions as they were, by number; what they said is the history's beginning where none is kept yet.
    """
    changed: dict[str, tuple[Assignment, ...]] = {}
    after = tuple(actions)
    kept = _by_number(ledger, after)
    for action in after:
        history = kept.get(action.nr, ())
        if not history and (earlier := before.get(action.nr)):
            history = since_always(earlier)
        now = continued(history, action, day) if history else since_always(action)
        if now != kept.get(action.nr, ()):
            changed[action.nr] = now
    ledger.plans.save_assignments(changed)


def stand_in(ledger: Ledger, action: Action, who: str, first: date, last: date | None) -> None:
    """Write down that somebody answers in the reporter's place, the days included; the plan still names the reporter.

    Nothing is added for the reporter, or for somebody who stands in already.
    """
    history = ledger.plans.assignments(action.nr) or since_always(action)
    if who == action.reporter or who in assigned_on(history, AssignmentRole.SUBSTITUTE, first):
        return
    one = Assignment(nr=action.nr, role=AssignmentRole.SUBSTITUTE, who=who, first=first, last=last)
    ledger.plans.save_assignments({action.nr: (*history, one)})


def since_always(action: Action) -> tuple[Assignment, ...]:
    """Return the beginning of a history: what the plan says, since nobody knows when."""
    return tuple(Assignment(nr=action.nr, role=role, who=who) for role, who in _ties(action))


def continued(history: Sequence[Assignment], action: Action, day: date) -> tuple[Assignment, ...]:
    """Return `history` with those ended whom `action` no longer names, and those begun whom it names anew.

    Who was begun and ended on the same day was never tied to it for a whole day and leaves no row; the trail has both.
    """
    ties = _ties(action)
    ended = [_ended(one, day) if _is_open(one) and (one.role, one.who) not in ties else one for one in history]
    still = {(one.role, one.who) for one in ended if _is_open(one)}
    begun = [Assignment(nr=action.nr, role=role, who=who, first=day) for role, who in ties if (role, who) not in still]
    return (*(one for one in ended if not (one.first and one.last and one.last < one.first)), *begun)


def assigned_on(history: Iterable[Assignment], role: AssignmentRole, day: date) -> tuple[str, ...]:
    """Return who was tied to an action as `role` on `day`."""
    return tuple(
        one.who
        for one in history
        if one.role is role and (one.first is None or one.first <= day) and (one.last is None or day <= one.last)
    )


def _by_number(ledger: Ledger, actions: Sequence[Action]) -> dict[str, tuple[Assignment, ...]]:
    if len(actions) == 1:
        return {actions[0].nr: ledger.plans.assignments(actions[0].nr)}
    found: dict[str, tuple[Assignment, ...]] = {}
    for one in ledger.plans.assignments():
        found[one.nr] = (*found.get(one.nr, ()), one)
    return found


def _is_open(one: Assignment) -> bool:
    return one.last is None


def _ended(one: Assignment, day: date) -> Assignment:
    return one if one.role not in _KEPT_BY_THE_PLAN else replace(one, last=day - _ONE_DAY)


def _ties(action: Action) -> tuple[_Tie, ...]:
    named = [(AssignmentRole.ACCOUNTABLE, action.accountable), (AssignmentRole.REPORTER, action.reporter)]
    named += [(AssignmentRole.CONTRIBUTOR, name) for name in action.contributors]
    return tuple(dict.fromkeys((role, who) for role, who in named if who))
