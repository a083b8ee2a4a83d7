"""Challenges without an action, held against a careful coordinator's judgement of seven plans.

Each file in ``coverage/`` holds what the coordinator says of every challenge: an action works on it (yes), one may in
part (perhaps), or none does (no). What counts most: that no "no" is hidden, and that a gap told without a "perhaps" is
one. The rules were made on the first three; climate, kultur and skola showed faults of theirs and were then looked at
again; vatten was written last, measured once and changed nothing.
"""

import tomllib
from pathlib import Path

import pytest

from plans.gapping.coverage import cover
from plans.importing.reading import read_plans
from plans.model import Action, PriorityArea, Source
from retrieval.documents.areas import areas as areas_in
from retrieval.ingesting import read_clean

GRADED = Path(__file__).parent / "coverage"
SHARED = Path(__file__).parents[2].parent / "shared"

# set: (the "no" that are told, of how many; "yes" told as surely missing; "yes" told as perhaps; told in all)
FIGURES = {
    "strategi-2026": (10, 10, 0, 0, 12),
    "grannregion": (13, 13, 0, 4, 24),
    "aldre": (5, 6, 0, 3, 8),
    "climate": (6, 6, 0, 2, 8),
    "kultur": (5, 5, 0, 5, 10),
    "skola": (6, 6, 0, 2, 8),
    "vatten": (4, 4, 0, 3, 7),
}


@pytest.fixture(scope="module")
def strategy():
    if not SHARED.is_dir():
        pytest.skip("the shared documents are not beside the project")
    found = areas_in(read_clean(SHARED / "documents" / "strategi-2026-stockholm-uppsala.docx")[1])
    return tuple(PriorityArea(aspect=area.aspect, area=area.area, challenges=area.challenges) for area in found)


def graded(name, request):
    """Return the areas, the actions and the judgements of a set."""
    given = tomllib.loads((GRADED / f"{name}.toml").read_text(encoding="utf-8"))
    if "areas" in given:
        areas = tuple(PriorityArea(aspect=a, area=b, challenges=tuple(c)) for a, b, c in given["areas"])
    else:
        areas = request.getfixturevalue("strategy")
    if "actions" not in given:
        return areas, read_plans([SHARED / "plans" / "handlingsplan-2027.xlsx"]).actions, given["judged"]
    aspects = {area.aspect[0]: area.aspect for area in areas}
    actions = [
        Action(
            nr=nr, aspect=aspects[letter], area=area, title=title, goal=goal, indicator=measured, source=Source("plan")
        )
        for nr, letter, area, title, goal, measured in given["actions"]
    ]
    return areas, actions, given["judged"]


@pytest.mark.parametrize("name", FIGURES)
def test_challenges_without_an_action_are_found_as_a_coordinator_would(name, request):
    areas, actions, judged = graded(name, request)

    coverage = cover(areas, actions)
    told = {"no": 0, "yes": 0, "perhaps": 0}
    surely = dict(told)
    for area in areas:
        for challenge in area.challenges:
            verdict = next(verdict for begun, verdict, _ in judged if challenge.startswith(begun))
            nearest = coverage.nearest(area, challenge)
            told[verdict] += not nearest.covered
            surely[verdict] += not (nearest.covered or nearest.perhaps)

    nos = sum(1 for _, verdict, _ in judged if verdict == "no")
    assert (told["no"], nos, surely["yes"], told["yes"], sum(told.values())) == FIGURES[name]
