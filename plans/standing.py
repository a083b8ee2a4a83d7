"""Where an action stands: its latest confirmed state, or the plan's own where nobody has reported. Pure.

A field that an update leaves out keeps what was last said of it. *Late* is derived from dates, never typed in.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from plans.model import Action, Forecast, Implementation, Indicator, IndicatorValue, StatusUpdate

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """The last value of one indicator, and the update that gave it."""

    indicator: Indicator
    value: IndicatorValue
    update: StatusUpdate


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An action's state and the update that each part of it comes from; without one it is the plan's own word."""

    action: Action
    implementation: Implementation | None
    forecast: Forecast | None
    progress: int | None = None
    end: date | None = None
    completed_on: date | None = None
    latest: StatusUpdate | None = None  # the last confirmed, whatever it said
    implementation_from: StatusUpdate | None = None
    forecast_from: StatusUpdate | None = None
    values: tuple[Reported, ...] = ()  # the last of each indicator that has one, in the plan's order

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more is asked about the action."""
        return self.implementation is not None and self.implementation.is_over


def standing(action: Action, updates: Iterable[StatusUpdate]) -> Standing:
    """Return where `action` stands after those of `updates` that are about it.

    The last word on each field holds: a correction replaces what it mentions and leaves the rest of what it corrects.
    """
    valid = sorted((update for update in updates if update.nr == action.nr), key=lambda update: update.confirmed_at)
    implementation = _last(update for update in valid if update.reading.implementation is not None)
    forecast = _last(update for update in valid if update.reading.forecast is not None)
    return Standing(
        action=action,
        implementation=implementation.reading.implementation if implementation else action.implementation,
        forecast=forecast.reading.forecast if forecast else action.forecast,
        progress=_last(update.reading.progress for update in valid if update.reading.progress is not None),
        end=_last(update.reading.new_end for update in valid if update.reading.new_end is not None) or action.end,
        completed_on=_last(update.reading.completed_on for update in valid if update.reading.completed_on is not None),
        latest=_last(valid),
        implementation_from=implementation,
        forecast_from=forecast,
        values=tuple(_reported(action, valid)),
    )


def lacking(standing: Standing, year: int | None = None) -> tuple[Indicator, ...]:
    """Return the indicators of an action that nobody has reported a value of, with `year` in that year's follow-up."""
    have = {one.indicator.name for one in standing.values if year in {None, one.update.year}}
    return tuple(one for one in standing.action.indicators if one.name not in have)


def _reported(action: Action, updates: Sequence[StatusUpdate]) -> Iterator[Reported]:
    given = [(value, update) for update in updates for value in update.reading.values]
    alone = len(action.indicators) == 1  # then a value is of it, whatever it was called at the time
    for indicator in action.indicators:
        name = indicator.name.casefold()
        found = _last((value, update) for value, update in given if alone or value.indicator.casefold() == name)
        if found:
            yield Reported(indicator=indicator, value=found[0], update=found[1])


def is_late(standing: Standing, today: date) -> bool:
    """Tell whether the plan's end date has passed without the action being over; a new date does not excuse it."""
    end = standing.action.end
    return end is not None and end < today and not standing.is_over and not standing.action.continuous


def _last(values: Iterable[T]) -> T | None:
    last = None
    for value in values:
        last = value
    return last
