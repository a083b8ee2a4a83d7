"""Which actions a place names, as somebody writes it."""

import pytest

from plans.model import Action, Source
from plans.places import found_in, short_name

_AREAS = (("1.1", "Insatsområde 1. Måltider"), ("2.1", "Insatsområde 2. Lokal produktion"), ("3.1", "Tema 3"))
PLAN = tuple(
    Action(nr=nr, title="Gör något", source=Source("plan.xlsx", "Blad", 5), aspect=aspect) for nr, aspect in _AREAS
)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("område 2", ["2.1"]),
        ("insatsområde 2", ["2.1"]),
        ("Insatsområde 2. Lokal produktion", ["2.1"]),
        ("lokal produktion", ["2.1"]),
        ("måltider", ["1.1"]),
        ("tema 3", ["3.1"]),
        ("område 7", []),
    ],
)
def test_an_area_is_found_by_its_figure_whatever_the_plan_calls_its_areas(place, expected):
    found = [action.nr for action in found_in(PLAN, place)]

    assert found == expected


@pytest.mark.parametrize(
    ("aspects", "expected"),
    [
        (("Insatsområde 1. Måltider", "Insatsområde 2. Lokal produktion"), "insatsområde 1"),
        (("A. Forskning och utveckling", "B. Data"), "B. Data"),
        ((), ""),
    ],
)
def test_a_place_is_called_for_short_by_its_figure_or_its_shortest_name(aspects, expected):
    plan = [Action(nr="1", title="Gör", source=Source("plan.xlsx", "Blad", 5), aspect=aspect) for aspect in aspects]

    name = short_name(plan)

    assert name == expected
    assert not name or found_in(plan, name)
