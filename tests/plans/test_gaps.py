"""What the plan and its follow-up lack."""

from datetime import date
from decimal import Decimal

import pytest
from inline_snapshot import snapshot

from plans.gapping.coverage import same_name
from plans.gapping.rules import RULES
from plans.gaps import find_gaps, gap_text, gaps_json
from plans.model import GapKind, Implementation, IndicatorValue, PriorityArea, RequestState, Severity
from tests.plans.gap_world import TODAY, action, kinds, request, update

AREA = PriorityArea(
    aspect="C. Hållbar utveckling och resiliens inom life science",
    area="Beredskap",
    challenges=("Pandemiberedskap för snabba insatser vid biologiska hot", "Stark samverkan med datavetenskap"),
)


def test_a_whole_action_has_no_gaps():
    assert kinds(action()) == []


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"accountable": None}, GapKind.ACTION_WITHOUT_OWNER),
        ({"reporter": None}, GapKind.ACTION_WITHOUT_REPORTER),
        ({"end": None}, GapKind.ACTION_WITHOUT_END),
        ({"indicator": None, "baseline": None, "target": None}, GapKind.ACTION_WITHOUT_INDICATOR),
        ({"baseline": None}, GapKind.INDICATOR_WITHOUT_BASELINE),
        ({"baseline": "okänt"}, GapKind.INDICATOR_WITHOUT_BASELINE),
        ({"target": None}, GapKind.INDICATOR_WITHOUT_TARGET),
        ({"target": "bättre underlag"}, GapKind.TARGET_NOT_MEASURABLE),
        ({"implementation": Implementation.NOT_STARTED, "end": date(2027, 12, 31)}, GapKind.DUE_NOT_STARTED),
    ],
)
def test_what_an_action_lacks_is_a_gap(fields, kind):
    assert kinds(action(**fields)) == [(kind, "S1")]


@pytest.mark.parametrize(
    "fields",
    [
        {"end": None, "continuous": True},
        {"baseline": "nej", "target": "ja"},
        {"target": "25 %"},
        {"target": "minst 3"},
        {"implementation": Implementation.NOT_STARTED, "end": date(2028, 6, 30)},
        {"implementation": Implementation.COMPLETED, "reporter": None, "end": None},
        {"implementation": Implementation.DISCONTINUED, "indicator": None},
    ],
)
def test_what_is_no_gap(fields):
    assert kinds(action(**fields)) == []


def test_a_confirmed_status_goes_before_the_plans():
    late = action(implementation=Implementation.NOT_STARTED, end=date(2027, 12, 31))
    begun = update(implementation=Implementation.IN_PROGRESS)

    assert kinds(late, updates=[begun]) == []


def test_an_area_without_an_action_is_one_gap_that_names_its_challenges():
    (gap,) = find_gaps([action(area="Kompetens")], today=TODAY, areas=[AREA])

    assert (gap.kind, gap.severity) == (GapKind.AREA_WITHOUT_ACTION, Severity.HIGH)
    assert all(challenge in gap_text(gap, "evidence", "sv") for challenge in AREA.challenges)


@pytest.mark.parametrize(
    ("challenge", "title"),
    [
        ("Samarbete med de nordiska och baltiska huvudstäderna", "Avtal med tre kluster i Norden och Baltikum"),
        ("Mottagarsystem för att behålla talanger från andra länder", "Mottagningsservice för utländska talanger"),
        ("Minskad klimat- och miljöpåverkan från läkemedel", "Minska klimatpåverkan från läkemedel i vården"),
        ("Fler företag med tillgång till finansiering", "Årlig dag för bolag som söker kapital"),
        ("Användning av artificiell intelligens i vården", "Vägledning om AI för vårdens chefer"),
    ],
)
def test_a_challenge_in_other_words_of_the_same_meaning_is_covered(challenge, title):
    area = PriorityArea(aspect="A. Forskning", area="Samverkan", challenges=(challenge,))

    assert find_gaps([action(title=title, area="Samverkan", aspect="A. Forskning")], today=TODAY, areas=[area]) == ()


def test_words_such_as_common_and_get_are_no_likeness():
    area = PriorityArea(aspect="A", area="Stöd", challenges=("Ett gemensamt stödsystem där alla får hjälp",))
    plan = [action(title="Gemensam webbplats som alla får läsa", area="Stöd", aspect="A")]

    (gap,) = find_gaps(plan, today=TODAY, areas=[area])

    assert "gemensamt" in gap_text(gap, "evidence", "sv")  # the challenge itself is quoted
    assert "har detta gemensamt" not in gap_text(gap, "evidence", "sv")


def test_one_question_is_not_one_questions():
    late = request(state=RequestState.NO_RESPONSE)

    gap = next(
        gap
        for gap in find_gaps([action()], today=TODAY, year=2027, requests=[late])
        if gap.kind is GapKind.OWNER_NEVER_ANSWERED
    )

    assert gap_text(gap, "evidence", "sv") == snapshot(
        "a@norr.example har fått en fråga och inte svarat på den. Den gäller S1."
    )
    assert gap_text(gap, "evidence", "en") == snapshot(
        "a@norr.example has been asked once and has not answered. The action is S1."
    )


def test_a_challenge_is_covered_by_an_action_that_speaks_of_it_and_a_shared_head_is_not_enough():
    plan = action(area="Beredskap", title="Plan för pandemiberedskap", comment="Med biologisk vetenskap")

    assert kinds(plan, areas=[AREA]) == [
        (GapKind.CHALLENGE_WITHOUT_ACTION, "Stark samverkan med datavetenskap"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("C. Hållbar utveckling och resiliens", "C.  Hållbar utveckling och resiliens inom life science", True),
        (
            "B. Tydlig identitet och internationell tillgänglighet",
            "Tydlig identitet och en god internationell tillgänglighet",
            True,
        ),
        ("Klimat och miljö:", "Klimat och miljö", True),
        ("Kompetens", "Kompetensförsörjning", False),
        ("Utbildning", "Forskning och utbildning", False),
        ("Data och infrastruktur", "Forskningsinfrastruktur", False),
    ],
)
def test_names_are_compared_without_prefixes_and_small_words(one, other, same):
    assert same_name(one, other) is same


def test_a_goal_whose_actions_are_all_stopped_is_a_gap():
    stopped = action(goal="Fler prövningar", implementation=Implementation.DISCONTINUED)

    assert kinds(stopped) == [(GapKind.GOAL_WITHOUT_ACTION, "Fler prövningar")]
    assert kinds(stopped, action("S2", goal="Fler prövningar")) == []


def test_an_indicator_asked_about_and_given_no_value_is_a_gap():
    valued = update(values=(IndicatorValue("Antal övningar", Decimal(2)),))

    asked = request(due=date(2027, 12, 1))
    assert kinds(action(), year=2027, requests=[asked]) == [(GapKind.INDICATOR_WITHOUT_VALUE, "S1")]
    assert kinds(action(), year=2027, requests=[asked], updates=[update()]) == [(GapKind.INDICATOR_WITHOUT_VALUE, "S1")]
    assert kinds(action(), year=2027, requests=[asked], updates=[valued]) == []
    assert kinds(action(), year=2027) == []


def test_a_promised_step_that_the_next_reply_does_not_mention_is_a_gap():
    before = update("Vi ska upphandla ett ärendesystem", year=2026, next_steps=("upphandla ett ärendesystem",))

    assert kinds(action(), year=2027, updates=[before, update("Två övningar klara")]) == [
        (GapKind.NEXT_STEP_FORGOTTEN, "S1")
    ]
    assert kinds(action(), year=2027, updates=[before, update("Ärendesystemet är upphandlat")]) == []
    assert kinds(action(), year=2027, updates=[before]) == []


@pytest.mark.parametrize(
    ("text", "reading", "case"),
    [
        ("Allt är klart, ca 60 %", {"implementation": Implementation.COMPLETED, "progress": 60}, "progress"),
        (
            "Klart",
            {"implementation": Implementation.COMPLETED, "values": (IndicatorValue("Antal", Decimal(2)),)},
            "target",
        ),
        ("Vi har nått målet", {"values": (IndicatorValue("Antal", Decimal(3)),)}, "target"),
        ("Antalet har ökat", {"values": (IndicatorValue("Antal", Decimal(-1)),)}, "trend"),
    ],
)
def test_words_that_say_more_than_their_number_are_a_gap(text, reading, case):
    (gap,) = find_gaps([action()], today=TODAY, year=2027, updates=[update(text, **reading)])

    assert (gap.kind, gap.values["case"]) == (GapKind.NARRATIVE_CONTRADICTS_NUMBER, case)
    assert text in gap_text(gap, "evidence", "sv")


def test_words_that_agree_with_their_number_are_no_gap():
    done = update("Klart", implementation=Implementation.COMPLETED, values=(IndicatorValue("Antal", Decimal(4)),))

    assert kinds(action(), year=2027, updates=[done]) == []


def test_somebody_who_never_answered_is_a_gap_once_the_due_date_has_passed():
    silent = request(state=RequestState.NO_RESPONSE)

    assert (GapKind.OWNER_NEVER_ANSWERED, "a@norr.example") in kinds(action(), year=2027, requests=[silent])
    assert kinds(action(indicator=None), year=2027, requests=[request(due=date(2027, 12, 1))]) == [
        (GapKind.ACTION_WITHOUT_INDICATOR, "S1")
    ]
    answered = kinds(action(), year=2027, requests=[silent], updates=[update(year=2026)])
    assert (GapKind.OWNER_NEVER_ANSWERED, "a@norr.example") not in answered


def test_an_area_that_only_one_region_covers_is_a_gap():
    north, south = action(scope="Norr", area="Data"), action("S2", scope="Söder", area="Klimat")
    both = action("G1", scope="Gemensamma", area="Klimat")

    assert kinds(north, south, both) == [(GapKind.AREA_IN_ONE_REGION_ONLY, "Data")]


def test_the_severest_gaps_come_first_in_the_contracts_shape():
    found = find_gaps([action(baseline=None), action("S2", reporter=None)], today=TODAY)

    assert gaps_json(found, "en") == snapshot(
        [
            {
                "kind": "action_without_reporter",
                "subject": "S2",
                "evidence": "S2 Öva snabb omställning has no reporter in the plan (plan.xlsx, Norr, row 5), so nobody can be asked how it stands.",  # noqa: E501 - what people read
                "severity": "high",
                "closed_by": "An e-mail address for the reporter of S2 in the plan.",
            },
            {
                "kind": "indicator_without_baseline",
                "subject": "S1",
                "evidence": "The indicator Antal övningar of S1 Öva snabb omställning has no baseline (plan.xlsx, Norr, row 5).",  # noqa: E501 - as above
                "severity": "low",
                "closed_by": "A baseline for Antal övningar, with its year.",
            },
        ]
    )


def test_every_kind_of_gap_has_its_rule():
    assert [rule.__name__ for rule in RULES] == sorted(
        (kind.value for kind in GapKind), key=[rule.__name__ for rule in RULES].index
    )
