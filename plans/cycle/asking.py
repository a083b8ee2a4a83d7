"""How owners are asked: every setting of the rules, with the defaults of the follow-up's own terms."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from plans.cycle.calendar import WorkingDays, WorkingTime


@cache
def _working_days(july_stop: bool, winter_stop: bool) -> WorkingDays:  # noqa: FBT001 - the two of `AskingRules`
    return WorkingDays(july_stop=july_stop, winter_stop=winter_stop)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingRules:
    """The settings of asking; the rules themselves are functions in ``plans/reminders.py``.

    Days are calendar days where the name says so and working days of `days` otherwise.
    """

    zone: str = "Europe/Stockholm"
    language: str = "sv"  # of whoever has set none
    usual_time: time = time(9, 0)
    first_time: time = time(8, 30)
    last_time: time = time(16, 30)
    july_stop: bool = False
    winter_stop: bool = False
    opens_calendar_days: int = 28  # the first question, before the due date
    opens_calendar_days_short: int = 7  # the same when the period is under `short_period_days`
    short_period_days: int = 31
    grace: int = 10  # after the due date, until the cut-off
    reminders: tuple[int, ...] = (-10, -3, 0, 3)  # working days from the due date
    apart_calendar_days: int = 5  # between two on the same request, except on the due day
    confirm_after: int = 1  # working days from the reply that was read back, once
    escalate_near: int = 5  # the substitute and the contributors
    escalate_organisation: int = 8  # the accountable organisation's contact
    escalate_coordinators: int = 10  # the coordinators' list, as counts
    snoozes: int = 2
    offer_days: int = 5  # working days that an offer to take a question over waits for its answer

    @property
    def days(self) -> WorkingDays:
        """The working days of the plan."""
        return _working_days(self.july_stop, self.winter_stop)

    @property
    def hours(self) -> WorkingTime:
        """The working time of the plan."""
        return WorkingTime(self.days, self.zone, self.usual_time, self.first_time, self.last_time)

    def today(self, now: datetime) -> date:
        """Return the local date of `now`, which is aware."""
        return now.astimezone(ZoneInfo(self.zone)).date()

    def bounds(self, day: date) -> tuple[datetime, datetime]:
        """Return when a local day begins and when the next one does, in UTC."""
        begins, ends = (datetime.combine(each, time(), ZoneInfo(self.zone)) for each in (day, day + timedelta(days=1)))
        return begins.astimezone(UTC), ends.astimezone(UTC)

    def local(self, moment: datetime) -> datetime:
        """Return an aware time as the clock on the wall shows it."""
        return moment.astimezone(ZoneInfo(self.zone))

    def opens(self, due: date, period_days: int = 365) -> date:
        """Return the working day on which the first question goes out for a period of `period_days`."""
        short = period_days < self.short_period_days
        before = self.opens_calendar_days_short if short else self.opens_calendar_days
        return self.days.on_or_after(date.fromordinal(due.toordinal() - before))

    def cut_off(self, due: date) -> date:
        """Return the last day on which an answer counts."""
        return self.days.shift(due, self.grace)
