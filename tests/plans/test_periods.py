from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.dates.in_text import find_dates
from plans.dates.periods import Period, read_period

ENDS = {
    "Q4 2027": "2027-12-31",
    "2027 Q4": "2027-12-31",
    "kvartal 3 2027": "2027-09-30",
    "andra kvartalet 2027": "2027-06-30",
    "våren 2027": "2027-06-30",
    "VT 2027": "2027-06-30",
    "HT27": "2027-12-31",
    "hösten 2027": "2027-12-31",
    "sommaren 2027": "2027-08-31",
    "maj 2027": "2027-05-31",
    "maj -27": "2027-05-31",
    "2027": "2027-12-31",
    "2027-11-30": "2027-11-30",
    "30 november 2027": "2027-11-30",
    "30/6 2027": "2027-06-30",
    "klart senast 1 juni 2027": "2027-06-01",
    "halvårsskiftet 2027": "2027-06-30",
    "första halvåret 2027": "2027-06-30",
    "årsskiftet 2027/28": "2027-12-31",
    "vecka 12 2027": "2027-03-28",
    "i mitten av maj 2027": "2027-05-15",
    "T2 2027": "2027-08-31",
    "spring 2027": "2027-06-30",
    "by end of 2027": "2027-12-31",
    "by 30 June 2027": "2027-06-30",
}
RANGES = {
    "2026–2029": ("2026-01-01", "2029-12-31"),
    "2026-2029": ("2026-01-01", "2029-12-31"),
    "juni–september 2027": ("2027-06-01", "2027-09-30"),
    "Q1–Q3 2027": ("2027-01-01", "2027-09-30"),
    "VT/HT 2027": ("2027-01-01", "2027-12-31"),
    "2027-05 – 2027-09": ("2027-05-01", "2027-09-30"),
    "november–mars 2028": ("2027-11-01", "2028-03-31"),
    "från 2026 till 2029": ("2026-01-01", "2029-12-31"),
    "hösten 2026 till våren 2028": ("2026-07-01", "2028-06-30"),
    "March–June 2027": ("2027-03-01", "2027-06-30"),
    "start Q1 2027, klart Q4 2028": ("2027-01-01", "2028-12-31"),
}


@pytest.mark.parametrize(("words", "end"), ENDS.items())
def test_a_single_date_or_period_gives_the_last_day(words, end):
    assert read_period(words) == Period(None, date.fromisoformat(end))


@pytest.mark.parametrize(("words", "days"), RANGES.items())
def test_a_range_gives_its_first_and_last_day(words, days):
    start, end = map(date.fromisoformat, days)

    assert read_period(words) == Period(start, end)


@pytest.mark.parametrize(
    "words", ["löpande", "kontinuerligt", "tills vidare", "årligen i oktober", "ongoing", "annually in October"]
)
def test_what_goes_on_has_no_end(words):
    assert read_period(words) == Period(None, None, continuous=True)


def test_continuous_work_may_have_a_last_year():
    assert read_period("löpande 2026–2029") == Period(date(2026, 1, 1), date(2029, 12, 31), continuous=True)


@pytest.mark.parametrize("words", ["från 2027", "fr.o.m. 2027", "2027 och framåt", "2027–"])
def test_an_open_range_has_a_start_only(words):
    assert read_period(words) == Period(date(2027, 1, 1), None)


@pytest.mark.parametrize("words", ["", "oklart", "se bilaga", "RS 2027-0123", "maj", "nästa år"])
def test_what_cannot_be_dated_is_not_guessed(words):
    assert read_period(words) is None


def test_a_month_without_a_year_counts_from_today():
    assert read_period("maj", today=date(2027, 10, 13)) == Period(None, date(2028, 5, 31))


WEDNESDAY = date(2027, 10, 13)
FREE = {
    "i mitten av mars": "2028-03-15",
    "i början av april": "2028-04-10",
    "i slutet av november": "2027-11-30",
    "mars": "2028-03-31",
    "december": "2027-12-31",
    "i förrgår": "2027-10-11",
    "igår": "2027-10-12",
    "på fredag": "2027-10-15",
    "fredag": None,
    "nästa fredag": "2027-10-22",
    "vecka 12": "2028-03-26",
    "om två veckor": "2027-10-27",
    "för tre veckor sedan": "2027-09-22",
    "nästa år": "2028-12-31",
    "till sommaren": "2028-08-31",
    "årsskiftet": "2027-12-31",
    "Q3": "2028-09-30",
    "den 3/4": "2028-04-03",
    "3 april": "2028-04-03",
    "31/3 2028": "2028-03-31",
    "mars nästa år": "2028-03-31",
    "första kvartalet nästa år": "2028-03-31",
    "före jul": "2027-12-24",
    "mid-March": "2028-03-15",
    "by the end of March": "2028-03-31",
    "March 31, 2028": "2028-03-31",
    "next Friday": "2027-10-22",
    "two weeks ago": "2027-09-29",
    "3/4 klart": None,
    "it may slip": None,
    "i vår organisation": None,
    "version 2.1": None,
    "Jan säger att": None,
    "ring 08-123 45 67": None,
}


@pytest.mark.parametrize(("words", "last"), FREE.items())
def test_dates_in_text_count_from_the_day_of_writing(words, last):
    found = find_dates(words, WEDNESDAY)

    assert [one.last.isoformat() for one in found] == ([last] if last else [])


def test_the_latest_occurrence_is_kept_for_sentences_about_the_past():
    (found,) = find_dates("lanserades i mars", WEDNESDAY)

    assert (found.last, found.past.last) == (date(2028, 3, 31), date(2027, 3, 31))


def test_two_dates_in_a_sentence_are_not_a_range():
    found = find_dates("flyttas från november till mars", WEDNESDAY)

    assert [one.last for one in found] == [date(2027, 11, 30), date(2028, 3, 31)]


@given(st.dates(date(2021, 1, 1), date(2044, 12, 31)))
def test_every_iso_date_is_read_as_itself(day):
    assert read_period(day.isoformat()) == Period(None, day)


@given(st.text(max_size=60), st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_any_text_is_read_without_an_error(text, today):
    for found in find_dates(text, today):
        assert found.first <= found.last
        assert 0 <= found.start < found.end <= len(text)
    read_period(text, today=today)


@pytest.mark.parametrize(
    "text", ["2027-06-31", "2027-02-29", "31 juni 2027", "2027-13-01", "v. 53 2027", "2027-02-30 – 2027-05-01"]
)
def test_a_day_that_does_not_exist_says_nothing(text):
    assert read_period(text) is None


def test_a_day_that_does_not_exist_is_no_date_in_a_sentence():
    assert find_dates("Klart den 31 juni 2027", date(2027, 1, 1)) == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("till påsk", date(2028, 4, 16)),
        ("vid månadsskiftet", date(2027, 10, 31)),
        ("Planen beslutad 5/10", date(2028, 10, 5)),
    ],
)
def test_feasts_and_turns_of_months_are_dates(text, day):
    assert find_dates(text, date(2027, 10, 13))[0].last == day
