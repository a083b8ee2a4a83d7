from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from plans.encoding import canonical, decode
from plans.model import Action, Implementation, Source, Written


def test_the_same_content_has_the_same_text_whatever_its_order():
    assert canonical({"b": 1, "a": (1, None)}) == canonical({"a": [1, None], "b": 1}) == '{"a":[1,null],"b":1}'


def test_a_number_and_the_same_words_stay_apart():
    @dataclass(frozen=True)
    class Cell:
        value: Written | None

    for value in (Decimal("18.50"), "18.50", "18 %", None):
        found = decode(Cell, canonical(Cell(value))).value
        assert (type(found), str(found)) == (type(value), str(value))


def test_a_field_added_later_takes_its_default():
    old = '{"nr":"S6","title":"Öva","source":{"file":"p.xlsx"}}'

    assert decode(Action, old) == Action(nr="S6", title="Öva", source=Source("p.xlsx"))


def test_times_are_written_in_utc_and_dates_as_they_are():
    moment = datetime.fromisoformat("2027-10-01T14:00:00+02:00")

    assert canonical([moment, date(2027, 10, 1)]) == '["2027-10-01T12:00:00+00:00","2027-10-01"]'
    assert decode(datetime, canonical(moment)) == datetime(2027, 10, 1, 12, tzinfo=UTC)


def test_codes_of_enums_stand_as_they_are():
    assert decode(Implementation, canonical(Implementation.ON_HOLD)) is Implementation.ON_HOLD


def test_what_has_no_exact_text_is_refused():
    with pytest.raises(TypeError, match="float"):
        canonical(0.1)
