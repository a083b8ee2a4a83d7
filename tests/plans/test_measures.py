"""What an indicator's figures say of themselves."""

from decimal import Decimal

import pytest

from plans.encoding import decode
from plans.gapping.measures import direction_of
from plans.model import ActionPlan, Direction, Indicator


@pytest.mark.parametrize(
    ("baseline", "target", "direction"),
    [
        (Decimal(3), Decimal(8), Direction.INCREASE),
        ("18 %", "12 %", Direction.DECREASE),
        (Decimal(3), Decimal(3), None),
        (None, Decimal(8), None),
        ("nej", "ja", None),
    ],
)
def test_indicator_goes_from_its_baseline_towards_its_target(baseline, target, direction):
    assert direction_of(Indicator(name="Antal", baseline=baseline, target=target)) is direction


def test_fields_that_earlier_versions_kept_are_read_over():
    assert decode(Indicator, '{"name": "Antal", "direction": "increase"}') == Indicator(name="Antal")
    assert decode(ActionPlan, '{"scope": "Uppsala", "zone": "Europe/Stockholm", "legend": {"at_risk": "gul"}}') == (
        ActionPlan(scope="Uppsala")
    )
