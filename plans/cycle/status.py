"""How a cycle goes: who has answered in time, late and not at all, over all and per area. Pure.

An answer is in time when it was confirmed by the due date, late after that. The response rate is the answers confirmed
by the cut-off out of all requests that were due; requests handed over or cancelled are not due. The categories sum to
the requests. A correction makes no answer late: what counts is when the request was first answered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypedDict

from plans.cycle.asking import AskingRules
from plans.model import CycleState, ReportingCycle, RequestState, UpdateRequest

Places = Mapping[str, tuple[str | None, str | None]]
_NOT_DUE: Final = frozenset({RequestState.REASSIGNED, RequestState.CANCELLED})


class _Counted(TypedDict):
    requests: int
    answered_on_time: int
    answered_late: int
    awaiting: int
    no_response: int
    counted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Requests and what became of them; `area` is None for the whole cycle and for actions without an area."""

    requests: int
    answered_on_time: int
    answered_late: int
    awaiting: int
    no_response: int
    counted: int  # answered by the cut-off
    area: str | None = None
    aspect: str | None = None

    @property
    def response_rate(self) -> float | None:
        """The share answered by the cut-off, 0 to 1, four decimals; None where nothing was asked."""
        return round(self.counted / self.requests, 4) if self.requests else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleStatus(Tally):
    """The whole cycle's tally, with its dates and its areas in the plan's order."""

    year: int
    state: CycleState
    opens: date
    due: date
    cut_off: date
    by_area: tuple[Tally, ...]

    def to_json(self) -> dict[str, object]:
        """Return it as `cycle status --json` prints it."""
        return {
            "year": self.year,
            "state": self.state.value,
            "open": self.opens.isoformat(),
            "due": self.due.isoformat(),
            "cut_off": self.cut_off.isoformat(),
            **_counts(self),
            "by_area": [{"aspect": each.aspect, "area": each.area, **_counts(each)} for each in self.by_area],
        }


def status_of(
    cycle: ReportingCycle, requests: Iterable[UpdateRequest], places: Places, rules: AskingRules
) -> CycleStatus:
    """Return how `cycle` goes; `places` are the actions' aspects and areas. Areas without a request are left out."""
    due = [request for request in requests if request.state not in _NOT_DUE]
    areas: dict[tuple[str | None, str | None], list[UpdateRequest]] = {}
    order = {place: position for position, place in enumerate(dict.fromkeys(places.values()))}
    for request in due:
        areas.setdefault(places.get(request.nr, (None, None)), []).append(request)
    by_area = tuple(
        Tally(aspect=place[0], area=place[1], **_tally(areas[place], cycle, rules))
        for place in sorted(areas, key=lambda place: order.get(place, len(order)))
    )
    return CycleStatus(
        year=cycle.year,
        state=cycle.state,
        opens=cycle.opens,
        due=cycle.due,
        cut_off=cycle.cut_off,
        by_area=by_area,
        **_tally(due, cycle, rules),
    )


def _tally(requests: list[UpdateRequest], cycle: ReportingCycle, rules: AskingRules) -> _Counted:
    days = [rules.today(request.answered_at) for request in requests if request.answered_at is not None]
    silent = sum(request.answered_at is None and request.state is RequestState.NO_RESPONSE for request in requests)
    late = sum(day > cycle.due for day in days)
    return {
        "requests": len(requests),
        "answered_on_time": len(days) - late,
        "answered_late": late,
        "awaiting": len(requests) - len(days) - silent,
        "no_response": silent,
        "counted": sum(day <= cycle.cut_off for day in days),
    }


def _counts(tally: Tally) -> Mapping[str, object]:
    return {
        "requests": tally.requests,
        "answered_on_time": tally.answered_on_time,
        "answered_late": tally.answered_late,
        "awaiting": tally.awaiting,
        "no_response": tally.no_response,
        "response_rate": tally.response_rate,
    }
