import json
from datetime import date
from decimal import Decimal

from inline_snapshot import snapshot

from plans.model import Action, Source
from plans.replies import read_back, read_reply, reading_json
from plans.wording import written_date, written_number

ACTION = Action(
    nr="S6",
    title="Öva snabb omställning av produktion",
    source=Source("plan.xlsx"),
    end=date(2027, 11, 30),
    indicator="Antal genomförda övningar",
    target=Decimal(2),
)
TODAY = date(2027, 11, 10)
EXAMPLE = "Två övningar klara, den tredje försenad till mars, ca 60 %"


def read(text):
    return read_reply(text, action=ACTION, today=TODAY)


def test_a_reading_is_shown_back_in_swedish():
    assert read_back(read(EXAMPLE), ACTION, "sv") == snapshot("""\
Så här har jag förstått ditt svar om S6 Öva snabb omställning av produktion:
• Status: Pågår
• Prognos: Viss avvikelse
• Framdrift: 60 %
• Antal genomförda övningar: 2
• Nytt slutdatum: 31 mars 2028
• Det här är gjort: ”Två övningar klara”
Stämmer det?\
""")


def test_a_reading_is_shown_back_in_english():
    assert read_back(read(EXAMPLE), ACTION, "en") == snapshot("""\
This is what I have understood about S6 Öva snabb omställning av produktion:
• Status: In progress
• Forecast: Some deviation
• Progress: 60%
• Antal genomförda övningar: 2
• New end date: 31 March 2028
• What has been done: “Två övningar klara”
Is that right?\
""")


def test_a_vague_reply_is_met_with_one_question():
    assert read_back(read("Det rullar på"), ACTION, "sv") == snapshot("""\
Jag kunde inte läsa ut någon lägesrapport om S6 Öva snabb omställning av produktion ur ditt svar.
Är arbetet påbörjat, och går det enligt plan? Svara gärna med till exempel ”pågår, enligt plan” eller ”inte påbörjat”.\
""")


def test_somebody_elses_action_is_met_with_whom_to_ask():
    assert read_back(read("Inte min."), ACTION, "sv") == snapshot(
        "Jag har förstått att S6 Öva snabb omställning av produktion inte är din. Vem ska jag fråga i stället?"
    )


def test_an_unchanged_action_is_shown_as_such():
    assert read_back(read("No change since last time."), ACTION, "en") == snapshot("""\
This is what I have understood about S6 Öva snabb omställning av produktion:
• Nothing has changed since last time.
Is that right?\
""")


def test_the_json_has_the_shape_of_the_contract():
    assert json.loads(json.dumps(reading_json("S6", read(EXAMPLE), EXAMPLE, "awaiting_confirmation"))) == snapshot(
        {
            "nr": "S6",
            "language": "sv",
            "implementation": "in_progress",
            "forecast": "at_risk",
            "progress": 60,
            "values": [{"indicator": "Antal genomförda övningar", "value": 2, "unit": None}],
            "new_end": "2028-03-31",
            "completed_on": None,
            "obstacles": [],
            "decisions_needed": [],
            "done": ["Två övningar klara"],
            "next_steps": [],
            "milestones_done": [],
            "evidence": [],
            "goal_assessment": None,
            "unchanged": False,
            "not_mine": False,
            "proposed": [],
            "question": None,
            "text": "Två övningar klara, den tredje försenad till mars, ca 60 %",
            "state": "awaiting_confirmation",
        }
    )


def test_the_question_in_the_json_is_in_the_language_of_the_reply():
    reading = read("We're getting there.")

    assert reading_json("S6", reading, "We're getting there.", "in_dialogue")["question"] == snapshot(
        "Has the work started, and is it going to plan? You could answer, for example, “in progress, on track” or “not started”."  # noqa: E501 - as it is read
    )


def test_dates_and_numbers_are_written_in_the_readers_language():
    days = (written_date(date(2028, 3, 31), "sv"), written_date(date(2028, 3, 31), "en"))

    assert days == snapshot(("31 mars 2028", "31 March 2028"))
    numbers = (written_number(Decimal("4870.5"), "sv"), written_number(Decimal("4870.5"), "en"))
    assert numbers == snapshot(("4\xa0870,5", "4,870.5"))
