"""What a status cell means."""

import pytest

from plans.model import Forecast, Implementation
from plans.status_words import Status, read_status


@pytest.mark.parametrize(
    ("text", "implementation", "forecast"),
    [
        ("Ej påbörjad", Implementation.NOT_STARTED, None),
        ("Pågår", Implementation.IN_PROGRESS, None),
        ("Påbörjad", Implementation.IN_PROGRESS, None),
        ("Genomförs kontinuerligt", Implementation.CONTINUOUS, None),
        ("Klar", Implementation.COMPLETED, None),
        ("AVSLUTAD.", Implementation.COMPLETED, None),
        ("Pausad", Implementation.ON_HOLD, None),
        ("Avförd", Implementation.DISCONTINUED, None),
        ("Sammanslagen", Implementation.MERGED, None),
        ("Ersatt", Implementation.SUPERSEDED, None),
        ("In progress", Implementation.IN_PROGRESS, None),
        ("Ongoing", Implementation.IN_PROGRESS, None),
        ("Not started", Implementation.NOT_STARTED, None),
        ("Grön", None, Forecast.ON_TRACK),
        ("Gul", None, Forecast.AT_RISK),
        ("Röd", None, Forecast.OFF_TRACK),
        ("grå", None, Forecast.NOT_ASSESSED),
        ("Pågår (gul)", Implementation.IN_PROGRESS, Forecast.AT_RISK),
        ("Pågår – enligt plan", Implementation.IN_PROGRESS, Forecast.ON_TRACK),
        ("Pågår enligt plan", Implementation.IN_PROGRESS, Forecast.ON_TRACK),
        ("Ej påbörjad / röd", Implementation.NOT_STARTED, Forecast.OFF_TRACK),
        ("Enligt plan\nPågår", Implementation.IN_PROGRESS, Forecast.ON_TRACK),
        ("1. Ej påbörjad", Implementation.NOT_STARTED, None),
        ("🟢 Pågår", Implementation.IN_PROGRESS, Forecast.ON_TRACK),
        ("100 %", Implementation.COMPLETED, None),
        ("60 %", Implementation.IN_PROGRESS, None),
        ("", None, None),
        ("–", None, None),
    ],
)
def test_a_status_word_says_how_far_and_how_well(text, implementation, forecast):
    assert read_status(text) == Status(implementation, forecast)


def test_late_is_no_status_but_work_at_risk():
    assert read_status("Försenad") == Status(Implementation.IN_PROGRESS, Forecast.AT_RISK, late=True)


def test_late_keeps_what_else_is_said():
    assert read_status("Ej påbörjad, försenad, röd") == Status(
        Implementation.NOT_STARTED, Forecast.OFF_TRACK, late=True
    )


@pytest.mark.parametrize("text", ["nästan", "Pågår, klar", "grön/röd", "pågår i Solna", "140 %", "klar?!x"])
def test_unknown_and_contradictory_words_are_not_guessed_at(text):
    assert read_status(text) is None
