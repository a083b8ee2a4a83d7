"""What a reply says of the goal, and of nothing else; and the evidence that it names."""

from dataclasses import replace
from datetime import date

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


@pytest.mark.parametrize(
    "text",
    [
        "Målet är uppnått.",
        "Vi har nått målet.",
        "Målet nåddes i maj.",
        "The goal has been achieved.",
        "We have met our goal.",
        "Mål nått.",
        "Målet med åtgärden är uppfyllt",
        "Målen är infriade",
        "Måluppfyllelse: uppnått",
        "We reached our goal in March",
        "Goal achieved.",
    ],
)
def test_a_goal_is_said_to_be_achieved(text):
    assert said(text) is GoalAssessment.ACHIEVED


@pytest.mark.parametrize(
    "text",
    [
        "Vi räknar med att nå målet",
        "Målet bedöms kunna uppnås",
        "Jag tror ändå att vi når målet",
        "Målet kommer att nås",
        "Vi kommer att nå målet till 2028",
        "Målet nås i december",
        "Inga problem att nå målet",
        "We expect to reach the goal",
        "We will achieve the goal",
        "The goal is likely to be met",
        "Måluppfyllelsen är god",
        "Målet känns realistiskt",
        "Målet lär nås",
        "Målbedömning: bedöms kunna uppnås",
        "Goal assessment: likely to be achieved",
        "The overall objective will be achieved",
    ],
)
def test_a_goal_is_said_to_be_likely(text):
    assert said(text) is GoalAssessment.LIKELY


@pytest.mark.parametrize(
    "text",
    [
        "Det är osäkert om målet nås",
        "Risk att målet inte nås",
        "Svårt att säga om målet kan nås",
        "Målet är osäkert",
        "Vi tvivlar på att målet nås",
        "Målet blir svårt att nå",
        "It is uncertain whether the goal will be met",
        "I am not sure the goal will be reached",
        "The goal is at risk",
        "Jag vet inte om vi når målet",
        "Målbedömning: osäkert",
    ],
)
def test_a_goal_is_said_to_be_uncertain(text):
    assert said(text) is GoalAssessment.UNCERTAIN


@pytest.mark.parametrize(
    "text",
    [
        "Målet kommer inte att nås",
        "Målet nås inte",
        "Vi når inte målet",
        "Tyvärr når vi inte målet",
        "Målet bedöms inte kunna uppnås",
        "Målet är orealistiskt",
        "Målet kan inte nås",
        "Målet är knappast realistiskt",
        "The goal will not be met",
        "We won't reach the goal",
        "The goal is out of reach",
        "Det går inte att nå målet",
        "Vi når inte upp till målet",
        "Målbedömning: Bedöms inte kunna uppnås",
        "Vårt mål kommer inte nås",
        "The goal can't be met",
    ],
)
def test_a_goal_is_said_to_be_unlikely(text):
    assert said(text) is GoalAssessment.UNLIKELY


@pytest.mark.parametrize(
    "text",
    [
        "Målbedömning: inte uppnått",
    ],
)
def test_a_goal_is_said_to_be_not_achieved(text):
    assert said(text) is GoalAssessment.NOT_ACHIEVED


@pytest.mark.parametrize(
    "text",
    [
        "Det är för tidigt att säga om målet nås",
        "Målet kan inte bedömas, det nås kanske",
        "För tidigt att bedöma om vi når målet",
        "Målbedömning: bedömning saknas",
    ],
)
def test_a_goal_is_said_to_be_not_assessed(text):
    assert said(text) is GoalAssessment.NOT_ASSESSED


@pytest.mark.parametrize(
    "text",
    [
        "80 deltagande bolag, målet nått!",
        "Målet är delvis uppnått",
        "Målet är nästan nått",
        "Förra året nåddes målet",
        "Vi är i mål",
        "Delmålet är nått",
        "Ett av målen är uppnått",
        "Vi hoppas nå målet",
        "Vi ska nå målet",
        "För att nå målet behövs mer pengar",
        "Om vi får pengar når vi målet",
        "Målet är att nå fler bolag",
        "Arbetet bidrar till att målet nås",
        "Hade vi haft folk skulle målet nås",
        "Målet nås inte i år",
        "Vi når inte målet under 2027",
        "Målet nås inte i tid",
        "Målet har inte nåtts ännu",
        "Målet är inte nått",
        "Vi når inte alla delmål",
        "Målet på 75 % nås inte",
        "Vi når inte målvärdet",
        "Det är inte omöjligt att nå målet",
        "Vi når inte målgruppen",
        "Målet är 25 %",
        "Målgruppen nåddes",
        "Vi når fler i målgruppen och målet är tydligt",
        "Slutdatumet nås inte",
        "Två övningar klara, den tredje försenad till mars",
        "Målet nås. Målet nås inte.",
        "When will the goal be reached?",
        "The goal is to reach more people",
        "We met the regions about the goal",
        "Mötet nådde sitt mål",
        "We met with the board about the goal",
        "To reach the goal we have to hire",
        "Vi nådde inte målet.",
        "We have not reached the goal yet",
    ],
)
def test_what_is_no_assessment_of_the_goal_is_left_empty(text):
    assert said(text) is None


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
