"""Count the questions that were asked and how they were answered; what nobody answered is in every total."""

from collections.abc import Iterable, Iterator

from plans.model import UNCONFIRMED, Dispatch, DispatchState, RequestState
from plans.summary.counts.figure import Figure, RowKind, count, median_of, sorted_into
from plans.summary.counts.round import Answered, Round


def answered(of: Round) -> Iterator[Figure]:
    """Count the requests by how they were answered. On time, late and not at all are together all of them."""
    asked, total = of.answered, len(of.answered)
    due, cut_off = of.snapshot.cycle.due, of.snapshot.cycle.cut_off
    got = [(one, one.on) for one in asked if one.on is not None]
    yield _asked("requests", asked, total)
    yield _asked("answered", (one for one, _ in got), total)
    yield _asked("answered_on_time", (one for one, on in got if on <= due), total)
    yield _asked("answered_late", (one for one, on in got if on > due), total)
    yield _asked("answered_after_cut_off", (one for one, on in got if on > cut_off), total)
    yield _asked("confirmed_unchanged", (one for one, _ in got if one.first and one.first.reading.unchanged), total)
    yield _asked("no_response", (one for one in asked if one.on is None), total)
    yield _asked("awaiting", (one for one in asked if _awaits(one)), total)  # of those, what is not too late yet
    yield _asked("unconfirmed", (one for one in asked if _is_unconfirmed(one)), total)
    counted = tuple(one.request.id for one, on in got if on <= cut_off)
    yield Figure("response_rate", round(len(counted) / total, 4) if total else None, total, counted, RowKind.REQUEST)


def in_time(of: Round) -> Iterator[Figure]:
    """Count how answers came in: by week, and in days from the question."""
    got = [(one.request.id, _week(one)) for one in of.answered if one.on is not None]
    yield from sorted_into("answers_by_week", got, sorted({week for _, week in got}), RowKind.REQUEST)
    timed = [(one.request.id, one.days) for one in of.answered if one.on is not None]
    days = [(row, value) for row, value in timed if value is not None]
    yield median_of("median_days_to_answer", days, RowKind.REQUEST)


def sent(of: Round) -> Iterator[Figure]:
    """Count reminders and the questions that somebody else took over."""
    snapshot = of.snapshot
    reminders = (one.key for one in snapshot.dispatches if one.year == of.year and _is_reminder(one))
    delegated = (one.id for one in snapshot.delegations if one.year == of.year and one.accepted)
    yield count("reminders_sent", reminders, None, RowKind.DISPATCH)
    yield count("delegated", delegated, None, RowKind.DELEGATION)


def _asked(name: str, found: Iterable[Answered], of: int) -> Figure:
    return count(name, (one.request.id for one in found), of, RowKind.REQUEST)


def _week(one: Answered) -> str:
    if one.on is None:
        raise ValueError("only an answered request has a week")
    year, week, _ = one.on.isocalendar()
    return f"{year}-W{week:02}"


def _awaits(one: Answered) -> bool:
    return one.on is None and one.request.state is not RequestState.NO_RESPONSE


def _is_unconfirmed(one: Answered) -> bool:
    state, reason = one.request.state, one.request.reason
    return one.on is None and (state is RequestState.AWAITING_CONFIRMATION or reason == UNCONFIRMED)


def _is_reminder(one: Dispatch) -> bool:
    """A reminder counts when it went out; one that stands as unknown may have."""
    return one.rule == "remind" and one.state in {DispatchState.SENT, DispatchState.UNKNOWN}
