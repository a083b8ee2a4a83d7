"""What an action lacks: each of its indicators is looked at, and what only looks like a lack is none."""

from datetime import date
from decimal import Decimal

import pytest

from plans.gaps import find_gaps, gap_text
from plans.model import GapKind, Implementation, Indicator
from tests.plans.gap_world import TODAY, action, kinds, update

SECOND = Indicator(name="Andel övade", baseline="0 %", target="80 %")


@pytest.mark.parametrize(
    ("indicator", "kind"),
    [
        (Indicator(name="Andel övade", target="80 %"), GapKind.INDICATOR_WITHOUT_BASELINE),
        (Indicator(name="Andel övade", baseline=Decimal(3)), GapKind.INDICATOR_WITHOUT_TARGET),
        (Indicator(name="Andel övade", baseline="0 %", target="fler övade"), GapKind.TARGET_NOT_MEASURABLE),
    ],
)
def test_an_indicator_after_the_first_is_looked_at_too_and_named(indicator, kind):
    (gap,) = find_gaps([action(more_indicators=(indicator,))], today=TODAY)

    assert (gap.kind, gap.subject, gap.item) == (kind, "S1", "Andel övade")
    assert "Andel övade" in gap_text(gap, "evidence", "sv")


def test_an_action_whose_indicators_are_all_whole_has_no_gap():
    assert kinds(action(more_indicators=(SECOND,))) == []


@pytest.mark.parametrize(
    "accountable",
    ["", "–", "Vakant", "Ska utses", "ej utsedd", "saknas", "TBD", "To be appointed", "vakant t.o.m. maj"],
)
def test_a_word_that_nobody_is_accountable_is_nobody(accountable):
    assert kinds(action(accountable=accountable)) == [(GapKind.ACTION_WITHOUT_OWNER, "S1")]


@pytest.mark.parametrize("accountable", ["Ingenjörshögskolan", "Region Norr", "NNB AB", "Utsikten"])
def test_a_name_that_begins_like_such_a_word_is_somebody(accountable):
    assert kinds(action(accountable=accountable)) == []


@pytest.mark.parametrize(
    "target",
    [
        "bättre underlag",
        "ökad samverkan",
        "fler övningar 2028",
        "stärkt förmåga senast 2028-12-31",
        "more exercises",
        "god kvalitet",
        "god tillgång i hela länet",
    ],
)
def test_a_direction_without_an_amount_cannot_be_measured(target):
    assert kinds(action(target=target)) == [(GapKind.TARGET_NOT_MEASURABLE, "S1")]


@pytest.mark.parametrize(
    "target",
    [
        "tre övningar",
        "hälften",
        "en fördubbling",
        "alla tillverkare",
        "noll",
        "plan beslutad 2028",
        "i drift",
        "halved",
        "ja",
    ],
)
def test_an_amount_in_words_and_what_is_done_or_not_can_be_measured(target):
    assert kinds(action(target=target)) == []


@pytest.mark.parametrize("target", ["tas fram under 2027", "ej fastställt", "tbd", "-", "  "])
def test_a_promise_of_a_target_is_no_target(target):
    assert kinds(action(target=target)) == [(GapKind.INDICATOR_WITHOUT_TARGET, "S1")]


def test_an_end_that_a_reply_gives_closes_the_gap():
    ended = update("Klart i juni", new_end=date(2028, 6, 30))

    assert kinds(action(end=None)) == [(GapKind.ACTION_WITHOUT_END, "S1")]
    assert kinds(action(end=None), updates=[ended]) == []


def test_a_finished_action_needs_no_owner_but_its_indicators_still_count():
    over = action(accountable=None, reporter=None, baseline=None, implementation=Implementation.COMPLETED)

    assert kinds(over) == [(GapKind.INDICATOR_WITHOUT_BASELINE, "S1")]


def test_one_goal_written_in_two_ways_is_one_goal():
    stopped = action(goal="Fler prövningar.", implementation=Implementation.DISCONTINUED)
    running = action("S2", goal="fler  prövningar")

    assert kinds(stopped, running) == []


def test_sheets_that_are_named_for_themes_are_no_regions():
    data, climate = action(scope="Data", area="Data"), action("S2", scope="Klimat", area="Klimat")

    assert kinds(data, climate) == []


def test_areas_of_the_same_name_in_two_aspects_are_two():
    north = action(scope="Norr", aspect="A. Vård", area="Kompetens")
    south = action("S2", scope="Söder", aspect="B. Skola", area="Kompetens")

    assert kinds(north, south) == [(GapKind.AREA_IN_ONE_REGION_ONLY, "Kompetens")] * 2
