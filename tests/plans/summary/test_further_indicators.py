"""The summary leaves out no indicator, and a value counts only for the indicator that it names."""

from dataclasses import replace
from decimal import Decimal

import pytest

from plans.model import Indicator, IndicatorValue
from plans.summary.accounts import accounts
from plans.summary.figures import figures

SECOND = Indicator(name="Andel kommuner som deltar", baseline=Decimal(20), target=Decimal(80))


@pytest.fixture
def with_second(snapshot):
    """The year's snapshot in which an answered action follows a second indicator, and its reply gives that one."""
    update = next(one for one in snapshot.updates if one.year == snapshot.year and one.reading.values)
    value = IndicatorValue(SECOND.name, Decimal(50), "%")
    changed = replace(update, reading=replace(update.reading, values=(value,)))
    return replace(
        snapshot,
        actions=tuple(
            replace(action, more_indicators=(SECOND,)) if action.nr == update.nr else action
            for action in snapshot.actions
        ),
        updates=tuple(changed if one.id == update.id else one for one in snapshot.updates),
    ), update.nr


def test_a_value_of_the_second_indicator_is_not_credited_to_the_first(with_second):
    snapshot, nr = with_second

    (told,) = [account for account in accounts(snapshot) if account.nr == nr]

    first, second = told.measured
    assert first.outcome is None
    assert (second.action.indicator, second.outcome.value) == (SECOND.name, Decimal(50))


def test_every_indicator_is_counted(snapshot, with_second):
    before = figures(snapshot)["indicators_total"].value

    assert figures(with_second[0])["indicators_total"].value == before + 1
