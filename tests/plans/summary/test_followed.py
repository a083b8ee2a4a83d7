"""Goals, obstacles, decisions and evidence in the summary: counted n of N, traced, and never merged with other axes."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from plans.cycle.closing import content_id
from plans.encoding import canonical, decode
from plans.formats.machine import as_json
from plans.model import DecisionNeed, DecisionState, Evidence, GoalAssessment, ObstacleKind, Snapshot
from plans.summary.blocks import Heading, Paragraph, Points, Quote, Table
from plans.summary.briefs import since
from plans.summary.composing import compose, compose_brief
from plans.summary.figures import figures, trace

MADE = datetime(2027, 12, 15, 6, 0, tzinfo=UTC)
GOAL = "Snabbare tillgång till hälsodata"


def saying(snapshot, **by_nr):
    """Return the snapshot with this year's updates on some actions saying something of their own."""
    return replace(
        snapshot,
        updates=tuple(
            replace(update, reading=replace(update.reading, **by_nr[update.nr]))
            if update.nr in by_nr and update.year == snapshot.year
            else update
            for update in snapshot.updates
        ),
    )


def need(number, year, state=DecisionState.OPEN, nr="V4", **more):
    return DecisionNeed(
        id=f"b{number}",
        nr=nr,
        year=year,
        update_id=f"gone-{number}",
        text=f"Beslut {number}",
        asked_at=datetime(year, 11, 1, tzinfo=UTC),
        state=state,
        **more,
    )


def settled(number, year, outcome, state=DecisionState.DECIDED):
    at = datetime(2027, 3, 1, 12, tzinfo=UTC)
    return need(number, year, state, outcome=outcome, settled_by="samordnare@example.se", settled_at=at)


def blocks(made, key):
    return next(section for section in made.sections if section.key == key).blocks


def prose(made, key):
    return [block.text for block in blocks(made, key) if isinstance(block, Paragraph)]


def table(made, key, head):
    found = [block for block in blocks(made, key) if isinstance(block, Table)]
    return next(block.rows for block in found if block.columns[0].head == head)


def composed(snapshot, language="sv", **more):
    return compose(snapshot, language=language, gaps=(), generated_at=MADE, **more)


@pytest.fixture
def one_goal(snapshot):
    """The example year where V1, V2 and V3 work towards one goal, and everything else towards none."""
    goals = tuple(replace(a, goal=GOAL if a.nr in {"V1", "V2", "V3"} else None) for a in snapshot.actions)
    return replace(snapshot, actions=goals)


def test_every_goal_is_assessed_once_and_what_nobody_assessed_is_a_category(snapshot):
    made = figures(saying(snapshot, V1={"goal_assessment": GoalAssessment.LIKELY}))

    group = made.group("goals_by_assessment")
    assert {code: (found.value, found.of) for code, found in group.items() if found.value} == {
        "likely": (1, 11),
        "not_assessed": (10, 11),
    }
    assert trace(made, "goals_by_assessment.likely") == (GOAL,)
    assert trace(made, "goal_assessed") == ("V1",)


def test_where_reporters_differ_the_least_hopeful_word_counts_and_all_are_shown(one_goal):
    differing = saying(
        one_goal,
        V1={"goal_assessment": GoalAssessment.LIKELY},
        V2={"goal_assessment": GoalAssessment.UNLIKELY},
    )

    made = composed(differing)

    goals = [point for block in blocks(made, "areas") if isinstance(block, Points) for point in block.items]
    told = next(point for point in goals if point.about == GOAL)
    assert told.text == (
        "Bedöms inte kunna uppnås. Bedömt i 2 av 3 åtgärder (V1: bedöms kunna uppnås, V2: bedöms inte kunna uppnås)."
    )
    assert len(told.sources) == 2


def test_an_assessment_moves_neither_status_nor_forecast(snapshot):
    assessed = saying(snapshot, V1={"goal_assessment": GoalAssessment.NOT_ACHIEVED})

    before, after = figures(snapshot), figures(assessed)

    for group in ("by_implementation", "by_forecast", "indicators"):
        assert before.group(group) == after.group(group)


def test_an_assessment_of_an_action_without_a_goal_is_told_apart(one_goal):
    made = composed(saying(one_goal, V9={"goal_assessment": GoalAssessment.UNCERTAIN}))

    assert made.figures["goal_assessed_without_goal"].rows == ("V9",)
    assert any(
        text.startswith("1 åtgärd har en målbedömning men inget mål i planen: V9") for text in prose(made, "picture")
    )


def test_a_plan_without_goals_says_so(snapshot):
    bare = replace(snapshot, actions=tuple(replace(action, goal=None) for action in snapshot.actions))

    assert "Planen anger inga mål." in prose(composed(bare), "picture")


def test_the_table_of_goals_sums_to_all_goals(snapshot):
    rows = table(composed(saying(snapshot, V1={"goal_assessment": GoalAssessment.ACHIEVED})), "picture", "Målbedömning")

    assert [row[:2] for row in rows] == [
        ("Uppnått", "1"),
        ("Bedömning saknas", "10"),
        ("Summa", "11"),
    ]


def test_goals_that_nobody_has_assessed_are_said_to_lack_it_once(snapshot):
    silent = tuple(
        replace(update, reading=replace(update.reading, goal_assessment=None)) for update in snapshot.updates
    )
    made = composed(replace(snapshot, updates=silent))

    tables = [block.caption for block in blocks(made, "picture") if isinstance(block, Table)]
    overview = next(block for block in blocks(made, "overview") if isinstance(block, Points))
    assert "Mål efter målbedömning" not in tables
    assert "ingen rapportör har bedömt om de nås." in [point.text for point in overview.items]
    assert not any(
        "Bedömning saknas" in point.text
        for block in blocks(made, "areas")
        if isinstance(block, Points)
        for point in block.items
    )


def test_obstacles_are_counted_by_kind_and_quoted_under_it(snapshot):
    told = saying(snapshot, V1={"obstacles": ("upphandlingen överklagades", "brist på pengar")})

    made = composed(told)

    group = made.figures.group("obstacles_by_kind")
    assert sum(found.value for found in group.values()) == made.figures.count("obstacles")
    assert {found.of for found in group.values()} == {made.figures.count("obstacles")}
    order = [block.text if isinstance(block, Heading) else block.words for block in blocks(made, "deviations")
             if isinstance(block, Heading | Quote)]  # fmt: skip
    place = order.index("upphandlingen överklagades")
    assert order[place - 1] == "Upphandling, avtal och leverantörer"
    assert set(group) == {str(kind) for kind in ObstacleKind}


def test_what_became_of_last_years_decisions_stands_in_the_summary(snapshot):
    told = replace(
        snapshot,
        decisions=(
            settled(1, 2026, "Lokalen hyrs från maj"),
            settled(2, 2026, "Det finns inga medel", DecisionState.DECLINED),
            need(3, 2026),
            need(4, 2026, DecisionState.WITHDRAWN),
            need(5, 2025),
            need(6, 2027),
        ),
    )

    made = composed(told)

    text = prose(made, "proposals")
    assert "I förra omgången efterfrågades 3 beslut; 1 är beslutat, 1 är avslaget och 1 väntar på beslut:" in text
    assert "Det blev, 1\u00a0mars\u00a02027: Lokalen hyrs från maj" in text
    assert "1 beslutsbehov från tidigare omgångar väntar fortfarande:" in text
    words = [block.words for block in blocks(made, "proposals") if isinstance(block, Quote)]
    assert words[-4:] == ["Beslut 1", "Beslut 2", "Beslut 3", "Beslut 5"]
    assert trace(made.figures, "decisions_last_year.declined") == ("b2",)
    assert trace(made.figures, "decisions_open_from_before") == ("b3", "b5")
    assert trace(made.figures, "decisions_by_state.open") == ("b6",)


def test_evidence_is_quoted_never_a_link_and_actions_without_it_are_counted(snapshot):
    file = Evidence(
        id="e1", nr="V2", name="protokoll.pdf", sha256="c" * 64, size=10, added_by="v2@vallmark.example",
        added_at=MADE, year=2027, update_id="u",
    )  # fmt: skip
    shown = replace(saying(snapshot, V1={"evidence": ("https://ond.example/x",)}), evidence=(file,))

    made = composed(shown)

    assert made.figures["without_evidence"].value == made.figures["without_evidence"].of - 2
    assert "10 av 12 åtgärder saknar underlag i årets lägesrapporter." in prose(made, "appendix_sources")
    words = [block.words for block in blocks(made, "appendix_sources") if isinstance(block, Quote)]
    assert words == ["https://ond.example/x"]
    assert table(made, "appendix_sources", "Nr")
    assert ("V2", "protokoll.pdf", "c" * 64) in [
        row for block in blocks(made, "appendix_sources") if isinstance(block, Table) for row in block.rows
    ]


def test_the_json_holds_goals_decisions_and_evidence_with_what_they_rest_on(snapshot):
    told = replace(
        saying(snapshot, V1={"goal_assessment": GoalAssessment.LIKELY, "evidence": ("dnr LS 2027-0456",)}),
        decisions=(settled(1, 2026, "Ja"),),
    )

    found = as_json(composed(told, "en"))

    assert found["figures"]["goals_by_assessment"]["likely"] == 1
    assert found["figures"]["decisions_last_year"] == {"decided": 1, "declined": 0, "open": 0}
    goal = next(goal for goal in found["goals"] if goal["goal"] == GOAL)
    assert (goal["assessment"], goal["assessed_by"], len(goal["updates"])) == ("likely", {"V1": "likely"}, 1)
    assert found["decisions"][0]["outcome"] == "Ja"
    assert "dnr LS 2027-0456" in json.dumps(found, ensure_ascii=False)


def test_a_snapshot_with_decisions_and_files_comes_back_and_hashes_alike(snapshot):
    told = replace(snapshot, decisions=(settled(1, 2026, "Ja"), need(2, 2027)))

    back = decode(Snapshot, canonical(told))

    assert back == told
    assert content_id(back) == content_id(told) != content_id(snapshot)


def test_a_status_that_is_known_for_the_first_time_is_told_as_it_is_now(snapshot):
    unknown = tuple(replace(action, implementation=None) for action in snapshot.actions)
    this_year = tuple(update for update in snapshot.updates if update.year == snapshot.year)

    made = compose_brief(
        replace(snapshot, actions=unknown, updates=this_year),
        since(date(2027, 1, 1)),
        language="sv",
        gaps=(),
        generated_at=MADE,
    )

    moved = next(block for block in made.blocks() if isinstance(block, Points))
    assert moved.items
    assert all(point.text.startswith("Läget nu: ") for point in moved.items)
