"""A form becomes a reply whose every field was chosen or written by its owner."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from inline_snapshot import snapshot

from plans.model import Forecast, Implementation, Indicator, IndicatorValue
from plans.replies.by_form import faults, filled_in, value_key
from tests.plans.cycle_world import action

ACTION = replace(
    action("S6"),
    indicator="Antal övningar",
    unit="övningar",
    more_indicators=(Indicator(name="Deltagande företag"),),
)
GOOD = {
    "implementation": "in_progress",
    "forecast": "at_risk",
    "progress": "60 %",
    value_key(0): "2",
    value_key(1): "1 250,5",
    "new_end": "2028-03-31",
    "done": "Två övningar är klara.",
    "obstacles": "Den tredje väntar på lokal.",
}


def test_what_was_filled_in_is_the_reading_and_nothing_else_is():
    reading = filled_in(GOOD, ACTION, "sv").reading

    assert (reading.implementation, reading.forecast, reading.progress) == (
        Implementation.IN_PROGRESS,
        Forecast.AT_RISK,
        60,
    )
    assert reading.values == (
        IndicatorValue("Antal övningar", Decimal(2), "övningar"),
        IndicatorValue("Deltagande företag", Decimal("1250.5"), None),
    )
    assert reading.new_end == date(2028, 3, 31)
    assert (reading.done, reading.obstacles) == (("Två övningar är klara.",), ("Den tredje väntar på lokal.",))
    assert (reading.next_steps, reading.goal_assessment, reading.question) == ((), None, None)


def test_the_reply_is_the_form_in_words():
    assert filled_in(GOOD, ACTION, "sv").text == snapshot(
        """\
Status: Pågår
Prognos: Viss avvikelse
Framdrift: 60 %
Antal övningar: 2 övningar
Deltagande företag: 1\xa0250,5
Nytt slutdatum: 31 mars 2028
Det här är gjort: Två övningar är klara.
Hinder: Den tredje väntar på lokal.\
"""
    )


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("implementation", "", "no_status"),
        ("implementation", "finished", "no_status"),
        ("progress", "140", "no_share"),
        ("progress", "hälften", "no_share"),
        ("progress", "-5", "no_share"),
        (value_key(0), "två", "no_number"),
        (value_key(1), "3 av 4", "no_number"),
        ("new_end", "2028-02-30", "no_date"),
    ],
)
def test_each_fault_is_said_of_its_own_field(key, value, fault):
    assert faults({**GOOD, key: value}, ACTION) == {key: fault}


def test_a_status_without_a_line_of_words_is_asked_for_one():
    assert faults({"implementation": "in_progress"}, ACTION) == {"done": "no_words"}


def test_a_form_with_faults_is_no_reply():
    with pytest.raises(ValueError, match="faults"):
        filled_in({}, ACTION, "sv")
