from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.cycle.asking import AskingRules
from plans.cycle.calendar import WorkingDays, days_off

DAYS = WorkingDays()
HOURS = AskingRules().hours


@pytest.mark.parametrize(
    "day",
    [
        date(2027, 1, 1),  # New Year's Day
        date(2027, 1, 6),  # Epiphany
        date(2027, 3, 26),  # Good Friday
        date(2027, 3, 29),  # Easter Monday
        date(2027, 5, 6),  # Ascension Day
        date(2028, 6, 6),  # National Day, a Tuesday
        date(2027, 6, 25),  # Midsummer Eve
        date(2027, 12, 24),  # Christmas Eve
        date(2027, 12, 31),  # New Year's Eve
        date(2029, 12, 25),
        date(2027, 10, 16),  # a Saturday
        date(2027, 10, 17),  # a Sunday
    ],
)
def test_nobody_works_on_weekends_holidays_and_the_three_eves(day):
    assert not DAYS.includes(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2027, 1, 5),  # Twelfth Night is worked, if shorter
        date(2027, 3, 25),  # Maundy Thursday
        date(2027, 4, 30),  # Walpurgis Night
        date(2027, 5, 7),  # a squeezed day
        date(2027, 6, 24),
        date(2027, 12, 23),
        date(2027, 7, 14),
    ],
)
def test_half_days_and_squeezed_days_are_worked(day):
    assert DAYS.includes(day)


@pytest.mark.parametrize(
    ("year", "eve"), [(2026, date(2026, 6, 19)), (2027, date(2027, 6, 25)), (2030, date(2030, 6, 21))]
)
def test_midsummer_eve_moves_with_the_year(year, eve):
    assert eve in days_off(year)


def test_july_and_the_turn_of_the_year_can_be_stopped():
    stopped = WorkingDays(july_stop=True, winter_stop=True)

    assert stopped.on_or_after(date(2027, 7, 1)) == date(2027, 8, 2)
    assert stopped.on_or_before(date(2028, 1, 6)) == date(2027, 12, 22)
    assert stopped.on_or_after(date(2027, 12, 23)) == date(2028, 1, 7)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2027, 10, 15), -10, date(2027, 10, 1)),
        (date(2027, 10, 15), -3, date(2027, 10, 12)),
        (date(2027, 10, 15), 0, date(2027, 10, 15)),
        (date(2027, 10, 15), 3, date(2027, 10, 20)),
        (date(2027, 10, 31), 0, date(2027, 10, 29)),  # a Sunday: the Friday before
        (date(2027, 6, 28), -1, date(2027, 6, 24)),  # across Midsummer
        (date(2027, 12, 22), 3, date(2027, 12, 28)),  # across Christmas
        (date(2027, 3, 25), 1, date(2027, 3, 30)),  # across Easter
        (date(2027, 12, 30), 1, date(2028, 1, 3)),  # across New Year
    ],
)
def test_working_days_are_counted_from_the_day_itself(day, count, expected):
    assert DAYS.shift(day, count) == expected


@given(day=st.dates(date(2025, 1, 1), date(2035, 12, 31)), count=st.integers(-15, 15).filter(bool))
def test_counting_there_and_back_ends_where_it_began(day, count):
    start = DAYS.on_or_after(day)

    assert DAYS.includes(DAYS.shift(start, count))
    assert DAYS.shift(DAYS.shift(start, count), -count) == start


@pytest.mark.parametrize(
    ("now", "sent"),
    [
        ("2027-10-01T06:59:00+00:00", "2027-10-01T09:00:00+02:00"),  # before nine in the morning
        ("2027-10-01T09:10:00+00:00", "2027-10-01T11:10:00+02:00"),  # in working time: at once
        ("2027-10-01T14:31:00+00:00", "2027-10-04T09:00:00+02:00"),  # Friday after half past four
        ("2027-06-24T15:00:00+00:00", "2027-06-28T09:00:00+02:00"),  # the evening before Midsummer Eve
        ("2027-03-26T12:00:00+00:00", "2027-03-30T09:00:00+02:00"),  # Good Friday; summer time begins on the Sunday
        ("2027-10-29T20:00:00+00:00", "2027-11-01T09:00:00+01:00"),  # summer time ends on the Sunday
        ("2027-12-30T20:00:00+00:00", "2028-01-03T09:00:00+01:00"),
    ],
)
def test_what_is_due_goes_out_at_nine_on_a_working_day(now, sent):
    assert HOURS.next_sending(datetime.fromisoformat(now)) == datetime.fromisoformat(sent)


@given(moment=st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis wants naive bounds
def test_sending_is_always_in_working_time_and_never_in_the_past(moment):
    sent = HOURS.next_sending(moment)

    assert sent >= moment
    assert HOURS.is_open(sent)
    assert sent - moment < timedelta(days=7)


def test_a_cycle_opens_four_weeks_before_the_due_date_on_a_working_day():
    rules = AskingRules()

    assert rules.opens(date(2027, 10, 15)) == date(2027, 9, 17)
    assert rules.opens(date(2027, 7, 23)) == date(2027, 6, 28)  # Midsummer Eve, so the Monday after
    assert rules.opens(date(2027, 10, 15), period_days=30) == date(2027, 10, 8)
    assert rules.cut_off(date(2027, 10, 15)) == date(2027, 10, 29)
    assert rules.cut_off(date(2027, 12, 17)) == date(2028, 1, 4)  # across both holidays
