"""Figures for the same thing differ or agree, however they are written."""

import pytest

from retrieval.answers.conflicting import differ
from retrieval.answers.wanted import Wanted


@pytest.mark.parametrize(
    ("wanted", "one", "other"),
    [
        (Wanted.COUNT, "Parken kostar 34 miljoner kronor.", "Parken kostar närmare 50 miljoner kronor."),
        (Wanted.COUNT, "Andelen ska vara 60 procent.", "Andelen ska vara 45 %."),
        (Wanted.TIME, "Planen antas den 9 juni 2026.", "Planen antas den 12 december 2026."),
        (Wanted.DURATION, "Planen gäller till och med 2031.", "Planen gäller till 2033."),
    ],
)
def test_other_figures_differ(wanted, one, other):
    assert differ(wanted, one, other)
    assert differ(wanted, other, one)


@pytest.mark.parametrize(
    ("wanted", "one", "other"),
    [
        (Wanted.COUNT, "Parken kostar 34 miljoner kronor.", "Parken kostar 34 000 000 kr."),
        (Wanted.COUNT, "Parken kostar 34 miljoner kronor.", "Parken är 12 meter bred."),
        (Wanted.COUNT, "Det kostar 18 miljoner kronor per år.", "Det kostar 90 miljoner kronor."),
        (Wanted.TIME, "Planen antas den 9 juni 2026.", "Planen antas i juni 2026."),
        (Wanted.DURATION, "Planen gäller till och med 2031.", "Den förra planen gällde till 2025."),
        (Wanted.PERSON, "Styrelsen har 12 ledamöter.", "Styrelsen har 15 ledamöter."),
        (Wanted.SUBJECT, "Parken kostar 34 miljoner kronor.", "Parken kostar 50 miljoner kronor."),
    ],
)
def test_equal_figures_and_those_of_something_else_do_not(wanted, one, other):
    assert not differ(wanted, one, other)
