"""Choosing among gaps by what people write: an aspect, an area, a region, an action, a kind."""

import pytest

from plans.gapping.choosing import Choice, chosen, led, understood, unknown_in
from plans.gapping.marks import JudgedGap, judged
from plans.gaps import find_gaps
from plans.model import Gap, GapKind, PriorityArea, Severity
from tests.plans.gap_world import TODAY, action

AREAS = (
    PriorityArea(
        aspect="A. Forskning och innovation", area="Data och infrastruktur", challenges=("Ökat antal patent",)
    ),
    PriorityArea(aspect="C. Hållbar utveckling", area="Beredskap", challenges=()),
)
PLAN = (
    action("S1", aspect=AREAS[0].aspect, area="Data och infrastruktur", scope="Stockholm", reporter=None),
    action("S2", aspect="C. Hållbar utveckling och resiliens", area="Beredskap", scope="Stockholm", baseline=None),
    action("U1", aspect=AREAS[1].aspect, area="Beredskap", scope="Uppsala", end=None),
)
TITLES = {
    GapKind.ACTION_WITHOUT_REPORTER: "Åtgärd utan rapportör",
    GapKind.ACTION_WITHOUT_END: "Åtgärd utan slutdatum",
    GapKind.CHALLENGE_WITHOUT_ACTION: "Prioriterad utmaning utan åtgärd",
}


@pytest.mark.parametrize(
    ("line", "choice"),
    [
        ("i aspekt C", Choice(aspect="C. Hållbar utveckling")),
        ("C", Choice(aspect="C. Hållbar utveckling")),
        ("aspect a.", Choice(aspect="A. Forskning och innovation")),
        ("Uppsala", Choice(scope="Uppsala")),
        ("för stockholm", Choice(scope="Stockholm")),
        ("inom beredskap", Choice(area="Beredskap")),
        ("området Data och infrastruktur", Choice(area="Data och infrastruktur")),
        ("Data", Choice(area="Data och infrastruktur")),
        ("S2", Choice(nr="S2")),
        ("för åtgärd s2?", Choice(nr="S2")),
        ("utan rapportör", Choice(kind=GapKind.ACTION_WITHOUT_REPORTER)),
        ("slutdatum", Choice(kind=GapKind.ACTION_WITHOUT_END)),
        ("action_without_end", Choice(kind=GapKind.ACTION_WITHOUT_END)),
        ("visa alla gap", Choice()),
        ("", Choice()),
        ("månens baksida", None),
        ("D", None),
    ],
)
def test_a_line_says_which_gaps_are_wanted(line, choice):
    assert understood(line, PLAN, AREAS, TITLES) == choice


@pytest.mark.parametrize(
    ("choice", "subjects"),
    [
        (Choice(aspect="C"), ["U1", "S2"]),
        (Choice(aspect="A. Forskning och innovation"), ["S1", "Ökat antal patent", "Data och infrastruktur"]),
        (Choice(area="beredskap"), ["U1", "S2"]),
        (Choice(scope="Uppsala"), ["U1", "Data och infrastruktur"]),
        (Choice(nr="S1"), ["S1", "Data och infrastruktur"]),
        (Choice(kind=GapKind.ACTION_WITHOUT_END), ["U1"]),
        (Choice(area="Havet"), []),
    ],
)
def test_gaps_are_chosen_by_where_they_belong(choice, subjects):
    gaps = judged(find_gaps(PLAN, today=TODAY, areas=AREAS), ())

    assert [one.gap.subject for one in chosen(gaps, choice, PLAN)] == subjects


@pytest.mark.parametrize(
    ("choice", "unknown"),
    [
        (Choice(aspect="Z"), "Z"),
        (Choice(area="Havet"), "Havet"),
        (Choice(scope="Malmö"), "Malmö"),
        (Choice(aspect="c", area="data och infrastruktur", scope="uppsala"), None),
        (Choice(), None),
    ],
)
def test_a_name_that_neither_plan_nor_strategy_has_is_told(choice, unknown):
    found = unknown_in(choice, PLAN, AREAS)

    assert (found and found[0]) == unknown


def test_who_leads_an_area_sees_the_gaps_of_the_area_that_no_action_stands_in():
    def of_area(area, aspect):
        values = {"area": area, "aspect": aspect, "challenges": "–"}
        return JudgedGap(Gap(GapKind.AREA_WITHOUT_ACTION, area, Severity.HIGH, values, aspect))

    gaps = [of_area("Badvatten", "A. Hav och hälsa"), of_area("Beredskap", "A. Hav och hälsa"), of_area("X", "B. Y")]

    assert [one.gap.subject for one in led(gaps, ("Badvatten",), ())] == ["Badvatten"]
    assert [one.gap.subject for one in led(gaps, ("aspekt A",), ())] == ["Badvatten", "Beredskap"]
