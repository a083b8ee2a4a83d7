"""Rules about what was asked for and answered: values, promised steps, what is due, and who is silent."""

from collections.abc import Iterator, Mapping
from datetime import date

from plans.gapping.likeness import overlap
from plans.gapping.material import Material, Rule
from plans.gapping.measures import is_value, is_yes_or_no, years_between
from plans.gapping.of_the_plan import values_of
from plans.model import (
    Action,
    Gap,
    GapKind,
    Implementation,
    Indicator,
    RequestState,
    Severity,
    StatusUpdate,
    UpdateRequest,
)

_NOT_ASKED = frozenset({RequestState.PLANNED, RequestState.CANCELLED, RequestState.REASSIGNED})
_SOON = 60  # days before its end when an action that has not begun is urgent
_REMEMBERED = 0.34  # of a promised step's words that the year's reply must share to have spoken of it


def indicator_without_value(material: Material) -> Iterator[Gap]:
    """An indicator whose action was asked about this year and got no value.

    While there is still time to answer it is only worth knowing. One that the plan measures more seldom than yearly has
    its value from the years before.
    """
    asked = {
        request.nr: request
        for request in material.requests
        if request.year == material.year and (request.state not in _NOT_ASKED or _is_past(request, material.today))
    }
    for action in material.live:
        if request := asked.get(action.nr):
            yield from _unvalued(material, action, request)


def _is_past(request: UpdateRequest, today: date) -> bool:
    """Tell whether the answer was due though nothing was sent: the value is missing all the same."""
    return request.state is RequestState.PLANNED and request.due < today


def _unvalued(material: Material, action: Action, request: UpdateRequest) -> Iterator[Gap]:
    updates = material.this_year(action)
    waiting = not updates and request.due >= material.today and request.state is not RequestState.NO_RESPONSE
    for indicator in action.indicators:
        answered = bool(updates) and is_yes_or_no(indicator)
        if not is_value(indicator.name) or answered or _has_value(material, action, indicator):
            continue
        values = values_of(action, indicator) | {"year": str(material.year), "due": request.due.isoformat()}
        values |= {"case": "waiting"} if waiting else {}
        severity = Severity.LOW if waiting else Severity.MEDIUM
        yield Gap(GapKind.INDICATOR_WITHOUT_VALUE, action.nr, severity, values, indicator.name)


def _has_value(material: Material, action: Action, indicator: Indicator) -> bool:
    """Tell whether a value was given in time; of the action's only indicator, under whatever name."""
    first = (material.year or 0) - years_between(indicator.frequency) + 1
    names = {
        value.indicator.casefold()
        for update in material.replies(action)
        if first <= update.year <= (material.year or 0)
        for value in update.reading.values
    }
    return indicator.name.casefold() in names or (bool(names) and len(action.indicators) == 1)


def next_step_forgotten(material: Material) -> Iterator[Gap]:
    """A step promised in the last round of which this year's reply says nothing; by wording, so never severe.

    What is finished needs no more steps.
    """
    for action in material.kept:
        updates, before = material.this_year(action), material.before(action)
        if not updates or before is None or material.implementation(action) is Implementation.COMPLETED:
            continue
        for step in before.reading.next_steps:
            if not _remembered(step, updates):
                values = values_of(action) | {"step": step, "then": str(before.year), "year": str(material.year)}
                yield Gap(GapKind.NEXT_STEP_FORGOTTEN, action.nr, Severity.LOW, values, step)


def _remembered(step: str, updates: tuple[StatusUpdate, ...]) -> bool:
    return overlap(step, " ".join(update.text for update in updates)).share >= _REMEMBERED


def due_not_started(material: Material) -> Iterator[Gap]:
    """An action that ends this year, or has ended, and has not begun."""
    last = date(material.year or material.today.year, 12, 31)
    for action in material.actions:
        end = material.end(action)
        if end is None or end > last or material.implementation(action) is not Implementation.NOT_STARTED:
            continue
        severity = Severity.HIGH if (end - material.today).days <= _SOON else Severity.MEDIUM
        values = values_of(action) | {"end": end.isoformat()} | ({"case": "past"} if end < material.today else {})
        yield Gap(GapKind.DUE_NOT_STARTED, action.nr, severity, values)


def owner_never_answered(material: Material) -> Iterator[Gap]:
    """Somebody who has been asked, whose every request is past its due date, and who has never answered.

    What they were asked about earlier years and somebody else now reports on does not count.
    """
    answered = {update.author for update in material.updates} | {update.confirmed_by for update in material.updates}
    for address, requests in _asked(material).items():
        late = [r for r in requests if r.state is RequestState.NO_RESPONSE or r.due < material.today]
        if address in answered or len(late) < len(requests) or any(request.update_id for request in requests):
            continue
        numbers = ", ".join(dict.fromkeys(request.nr for request in requests))
        values = {"address": address, "numbers": numbers, "count": str(len(requests))}
        values |= {"case": "one"} if len(requests) == 1 else {}
        yield Gap(GapKind.OWNER_NEVER_ANSWERED, address, Severity.HIGH, values)


def _asked(material: Material) -> Mapping[str, list[UpdateRequest]]:
    reporters = {action.nr: action.reporter for action in material.live}
    asked: dict[str, list[UpdateRequest]] = {}
    for request in material.requests:
        theirs = request.year == material.year or reporters.get(request.nr) == request.addressee
        if request.addressee and request.state not in _NOT_ASKED and theirs:
            asked.setdefault(request.addressee, []).append(request)
    return asked


RULES: tuple[Rule, ...] = (indicator_without_value, next_step_forgotten)
LATER_RULES: tuple[Rule, ...] = (due_not_started, owner_never_answered)
