"""Count what has changed since the round before: what is new, gone, over or edited, and how the statuses moved."""

from collections.abc import Iterator

from plans.model import Action, Implementation
from plans.summary.accounts import Account
from plans.summary.counts.figure import UNKNOWN, Figure, RowKind, count, count_of, sorted_into
from plans.summary.counts.round import Round

COMPARED_FIELDS = ("title", "accountable", "reporter", "end", "indicator", "baseline", "target")
ENDED = (Implementation.DISCONTINUED, Implementation.MERGED, Implementation.SUPERSEDED)
_STATUSES = (*(str(code) for code in Implementation), UNKNOWN)


def ended(of: Round) -> Iterator[Figure]:
    """Count the actions that have been discontinued, merged or replaced since the round before.

    Without a round before, it is those whose owners have said so this year.
    """
    for status in ENDED:
        found = [account for account in of.told if account.implementation is status and _is_newly_so(of, account)]
        yield count_of(str(status), found, of.of)


def changes(of: Round) -> Iterator[Figure]:
    """Count new and removed actions and edits of the others; nothing without a round before."""
    if of.previous is None:
        return
    before = {action.nr: action for action in of.previous.actions}
    now = {account.nr for account in of.told}
    kept = [account for account in of.told if account.nr in before]
    yield count_of("new", [account for account in of.told if account.nr not in before], of.of)
    yield count("gone", (nr for nr in before if nr not in now), len(before))
    yield count_of("kept", kept, of.of)
    edits = (f"{a.nr}:{name}" for a in kept for name in edited(before[a.nr], a.action))
    yield count("edits", edits, None, RowKind.EDIT)


def moves(of: Round) -> Iterator[Figure]:
    """Count each move from last round's status to this one's; together they are the actions of both rounds."""
    if of.previous is None:
        return
    then = {account.nr: account.implementation or UNKNOWN for account in of.before}
    both = [(account.nr, str(account.implementation or UNKNOWN)) for account in of.told if account.nr in then]
    moved = [(nr, f"{then[nr]}.{now}") for nr, now in both]
    yield from sorted_into("status_changes", moved, [f"{a}.{b}" for a in _STATUSES for b in _STATUSES])
    yield from sorted_into("status_before", ((nr, then[nr]) for nr, _ in both), _STATUSES)
    yield from sorted_into("status_now", both, _STATUSES)
    told = ((nr, then[nr], now) for nr, now in both if UNKNOWN not in {then[nr], now})
    yield count("status_changed", (nr for nr, was, now in told if was != now), len(both))


def edited(before: Action, now: Action) -> tuple[str, ...]:
    """Return the fields of the plan that have changed between two rounds."""
    return tuple(name for name in COMPARED_FIELDS if (getattr(before, name) or None) != (getattr(now, name) or None))


def _is_newly_so(of: Round, account: Account) -> bool:
    if of.previous is None:
        return any(update.reading.implementation is account.implementation for update in account.updates)
    return all(old.implementation is not account.implementation for old in of.before if old.nr == account.nr)
