"""What a reply says of the goal, and of nothing else; and the evidence that it names."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from plans.model import Action, GoalAssessment, Source
from plans.replies import read_back, read_reply, reading_json
from plans.replies.clauses import clauses
from plans.replies.evidence import evidence
from plans.replies.goals import goal_assessment

TODAY = date(2027, 10, 5)
ACTION = Action(
    nr="S6",
    title="Öva",
    source=Source("plan.xlsx"),
    goal="Färre ska vänta",
    end=date(2028, 12, 31),
    indicator="Antal deltagande bolag",
    baseline="40",
    target="80",
)
LAST_YEAR = replace(ACTION, end=date(2027, 12, 31))


def said(text, action=ACTION):
    return goal_assessment(clauses(text, action.nr), action, TODAY)


def sentences():
    """Return the sentences of ``goal_sentences.txt`` as (set, what is expected or None, words)."""
    lines = (Path(__file__).parent / "goal_sentences.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|", 2) for line in lines if not line.startswith("#")]
    return [(int(row[0]), None if row[1] == "-" else GoalAssessment(row[1]), row[2]) for row in rows]


def test_whatever_is_filled_is_right_and_most_of_what_is_said_is_found():
    """The first time they were run, 21 of 23, 21 of 30, 16 of 20, 17 of 22 and 15 of 17 fills were right (sets 1 to 5).

    They were written to mislead. What was wrong was tuned on; since set 5 a verdict takes only words that are known.
    """
    found = [(expected, said(words), words) for _, expected, words in sentences()]

    assert [(words, got) for expected, got, words in found if got not in {None, expected}] == []
    there = [(expected, got) for expected, got, _ in found if expected]
    assert sum(1 for expected, got in there if got is expected) / len(there) > 0.9


def test_the_sentences_that_the_rules_were_written_with_are_read_whole():
    assert [
        (words, said(words)) for number, expected, words in sentences() if number == 0 and said(words) is not expected
    ] == []


def test_a_year_counts_only_when_the_goal_has_no_longer():
    assert said("Målet nås inte i år", LAST_YEAR) is GoalAssessment.UNLIKELY
    assert said("Målet nås inte i år", replace(LAST_YEAR, target_year=2030)) is None
    assert said("Målet nås inte i år", replace(LAST_YEAR, goal="Halverad väntetid till 2031")) is None
    assert said("Målet nås inte under 2028") is GoalAssessment.UNLIKELY
    assert said("Målet nås inte i år", replace(ACTION, end=None)) is None


def test_not_reached_is_a_verdict_only_when_the_time_is_out():
    assert said("Vi nådde inte målet", LAST_YEAR) is GoalAssessment.NOT_ACHIEVED
    assert said("Målet är inte uppnått", LAST_YEAR) is GoalAssessment.NOT_ACHIEVED
    assert said("Målet är ännu inte uppnått", LAST_YEAR) is None
    assert said("Vi nådde inte målet") is None


@pytest.mark.parametrize(
    "text", ["80 deltagande bolag! Målet nått.", "80 deltagande bolag, målet nått!", "80 bolag av 80"]
)
def test_a_count_that_reached_its_target_is_no_goal_assessment(text):
    reading = read_reply(text, action=ACTION, today=TODAY)

    assert reading.goal_assessment is None


def test_the_three_axes_are_read_apart():
    reading = read_reply("Pågår och är försenat, men målet bedöms kunna uppnås.", action=ACTION, today=TODAY)

    assert (reading.implementation, reading.forecast, reading.goal_assessment) == (
        "in_progress",
        "at_risk",
        GoalAssessment.LIKELY,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Se https://region.example/rapport?id=3, och www.region.example/sida.",
            ("https://region.example/rapport?id=3", "www.region.example/sida"),
        ),
        ("Dnr LS 2027-0456, beslut fattat", ("Dnr LS 2027-0456",)),
        ("Enligt RS 2026/123 och HSN 2027-0012 är det klart", ("RS 2026/123", "HSN 2027-0012")),
        ("Diarienummer: 123/2027.", ("Diarienummer: 123/2027",)),
        ("Bifogar slutrapport_2027.pdf och kartan.xlsx", ("slutrapport_2027.pdf", "kartan.xlsx")),
        ("Rapporten ”Hälsodata i praktiken” är klar", ("Rapporten ”Hälsodata i praktiken”",)),
        ("Styrgruppens protokoll från den 12 mars, bilaga 2", ("protokoll från den 12 mars", "bilaga 2")),
        ("See minutes of 12 March 2027", ("minutes of 12 March 2027",)),
        ("Vi skrev en rapport", ()),
        ("Kontakta anna@region.example", ()),
        ("Beslut väntas 14 december 2027, prognos Q3 2027", ()),
        ("Enligt EU 2016/679 och ISO 27001", ()),
        ("Planen gäller från 1 januari", ()),
    ],
)
def test_evidence_is_what_is_unmistakably_named_word_for_word(text, expected):
    assert evidence(clauses(text, "S6")) == expected


def test_a_goal_assessment_and_evidence_are_read_back_and_stand_in_the_json():
    text = (
        "Arbetet pågår enligt plan. Måluppfyllelse: osäkert. Se https://region.example/x?a=1&b=2 och dnr LS 2027-0456"
    )
    reading = read_reply(text, action=ACTION, today=TODAY)

    shown = read_back(reading, ACTION, "sv")

    assert "• Målbedömning: Osäkert" in shown
    assert "• Underlag: ”https://region.example/x?a=1&b=2”; ”dnr LS 2027-0456”" in shown
    assert reading_json("S6", reading, text, "submitted")["goal_assessment"] == "uncertain"
    assert reading_json("S6", reading, text, "submitted")["evidence"] == [
        "https://region.example/x?a=1&b=2",
        "dnr LS 2027-0456",
    ]


def test_evidence_alone_is_followed_by_a_question_about_the_status():
    reading = read_reply("Se bifogat protokoll.pdf", action=ACTION, today=TODAY)

    assert (reading.evidence, reading.question) == (("protokoll.pdf",), "status")
