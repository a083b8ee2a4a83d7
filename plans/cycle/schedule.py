"""The dates of a follow-up as people ask for them: first question, reminders, last day to answer. Pure."""

from dataclasses import dataclass
from datetime import date

from plans.cycle.asking import AskingRules
from plans.cycle.desk import Desk
from plans.model import CycleState, ReportingCycle

_ASKING = frozenset({CycleState.SCHEDULED, CycleState.OPEN, CycleState.GRACE})


@dataclass(frozen=True, slots=True)
class Schedule:
    """One cycle's dates on a day. `reminders` are the days on which whoever has not answered is reminded."""

    cycle: ReportingCycle
    reminders: tuple[date, ...]
    today: date
    rules: AskingRules

    @property
    def is_asking(self) -> bool:
        """Tell whether questions go out, or will."""
        return self.cycle.state in _ASKING

    @property
    def next_reminder(self) -> date | None:
        """The first day after today on which reminders go out, None where there is none to come."""
        return next((day for day in self.reminders if day > self.today), None) if self.is_asking else None

    def cut_off(self, due: date) -> date:
        """Return the last day on which an answer would count if this were the due date."""
        return self.rules.cut_off(due)


def schedule_of(desk: Desk) -> Schedule:
    """Return the dates of the latest cycle.

    Raises:
        PlanRefusal: no cycle has been opened.
    """
    cycle = desk.latest_cycle()
    rules = desk.book.of_cycle(cycle.year)
    days = sorted({rules.days.shift(cycle.due, step) for step in rules.reminders})
    return Schedule(cycle, tuple(day for day in days if day > cycle.opens), desk.today, rules)
