"""What a written value means."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.numbers import Quantity, looks_like_a_number, read_number, read_quantity, read_yes_or_no, written_number


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("94", "94", None),
        ("18 %", "18", "%"),
        ("18%", "18", "%"),
        ("12,5 procent", "12.5", "%"),
        ("1 200", "1200", None),
        ("1\u00a0200", "1200", None),
        ("1\u202f234\u202f567,8", "1234567.8", None),
        ("1.200.000", "1200000", None),
        ("1.200,50", "1200.50", None),
        ("1,200,000.5", "1200000.5", None),
        ("3,5", "3.5", None),
        ("0,125", "0.125", None),
        ("-3", "-3", None),
        ("\u22123", "-3", None),
        ("94 dagar", "94", "dagar"),
        ("5400st", "5400", "st"),
        ("ca 60 %", "60", "%"),
        ("minst 3", "3", None),
        ("1,5 miljoner kr", "1500000", "kr"),
        ("12 mkr", "12000000", "kr"),
    ],
)
def test_a_written_number_is_read_with_its_unit(text, value, unit):
    assert read_quantity(text) == Quantity(Decimal(value), unit)


@pytest.mark.parametrize(
    "text", ["12,5,3", "1.200", "1,200", "2-3", "1 2 3", "12:30", "", "ja", "Q4 2027", "%", "1..2"]
)
def test_what_is_no_number_or_can_be_read_in_two_ways_is_not_read(text):
    assert read_number(text) is None


@pytest.mark.parametrize(("text", "looks"), [("12,5,3", True), ("1.200", True), ("94 dagar", False), ("nej", False)])
def test_digits_that_are_no_number_can_be_told_from_words(text, looks):
    assert looks_like_a_number(text) is looks


@pytest.mark.parametrize(
    ("text", "said"), [("Ja", True), ("nej", False), ("yes.", True), ("NO", False), ("kanske", None)]
)
def test_yes_and_no_are_read(text, said):
    assert read_yes_or_no(text) is said


@given(st.integers(min_value=-(10**9), max_value=10**9))
def test_a_whole_number_with_swedish_thousands_is_read_back(number):
    assert read_number(f"{number:,}".replace(",", "\u00a0")) == number


@given(st.decimals(min_value=-9999, max_value=9999, places=2))
def test_a_written_number_is_read_back(number):
    assert read_number(written_number(number).replace(".", ",")) == number
