"""Working days and working time: Swedish public holidays, the three eves, stops in July and over Christmas by setting.

The only room of the ``holidays`` library, which is imported when the first date is looked at. Everything is computed
from the arguments; there is no clock here.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

_EVES: Final = frozenset({"Midsommarafton", "Julafton", "Nyårsafton"})  # days off by agreement, no public holidays
_DAY: Final = timedelta(days=1)


@cache
def days_off(year: int) -> frozenset[date]:
    """Return Sweden's public holidays of `year` and Midsummer, Christmas and New Year's Eves.

    Source: lagen (1989:253) om allmänna helgdagar; the eves are equal to Sundays in semesterlagen (1977:480) § 3 a.
    """
    from holidays import country_holidays  # noqa: PLC0415 - 0.2 s, and most commands look at no date

    public = country_holidays("SE", years=year, language="sv", categories=("public",))
    others = country_holidays("SE", years=year, language="sv", categories=("bank", "de_facto"))
    return frozenset(public) | {day for day, name in others.items() if name in _EVES}


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Which days are worked: Monday to Friday but for days off, and but for the stops that are switched on."""

    july_stop: bool = False
    winter_stop: bool = False  # 23 December to 6 January, both included

    def includes(self, day: date) -> bool:
        """Tell whether `day` is a working day."""
        return day.weekday() < 5 and not self._stopped(day) and day not in days_off(day.year)  # noqa: PLR2004 - Saturday

    def on_or_after(self, day: date) -> date:
        """Return the first working day from `day` on."""
        while not self.includes(day):
            day += _DAY
        return day

    def on_or_before(self, day: date) -> date:
        """Return the last working day up to and including `day`."""
        while not self.includes(day):
            day -= _DAY
        return day

    def shift(self, day: date, count: int) -> date:
        """Return the day `count` working days after `day` (before it when negative), which itself is not counted.

        With 0 it is the last working day up to and including `day`, so that a message about a day arrives no later.
        """
        return _shifted(self, day, count)

    def _stopped(self, day: date) -> bool:
        if self.july_stop and day.month == 7:  # noqa: PLR2004 - July
            return True
        return self.winter_stop and ((day.month, day.day) >= (12, 23) or (day.month, day.day) <= (1, 6))


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """When in a working day something may be sent, by the clock on the wall in `zone`: summer time changes nothing."""

    days: WorkingDays
    zone: str
    usual: time  # when what is due on a day is sent
    first: time  # the earliest and the latest that anything unasked for is sent
    last: time

    def is_open(self, moment: datetime) -> bool:
        """Tell whether something unasked for may go out at this moment."""
        local = moment.astimezone(ZoneInfo(self.zone))
        return self.first <= local.time() <= self.last and self.days.includes(local.date())

    def next_sending(self, moment: datetime) -> datetime:
        """Return when what is due at `moment` goes out, in the zone of `moment`.

        That is now when it is a working day between the usual time and the last one, otherwise the next usual time.
        """
        local = moment.astimezone(ZoneInfo(self.zone))
        day = local.date()
        if self.days.includes(day) and local.time() <= self.last:
            return max(moment, self._usual(day).astimezone(moment.tzinfo))
        return self._usual(self.days.on_or_after(day + _DAY)).astimezone(moment.tzinfo)

    def _usual(self, day: date) -> datetime:
        return datetime.combine(day, self.usual, tzinfo=ZoneInfo(self.zone))


@cache
def _shifted(days: WorkingDays, day: date, count: int) -> date:
    if count == 0:
        return days.on_or_before(day)
    step = _DAY if count > 0 else -_DAY
    for _ in range(abs(count)):
        day += step
        while not days.includes(day):
            day += step
    return day
