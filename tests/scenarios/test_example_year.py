"""The whole year told as a story, on the shipped example: what people see, and what it comes to in the end."""

import json
import re
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from rich.console import Console

from bot.demo import player as playing
from bot.demo.player import Player
from bot.demo.script import load_script
from bot.demo.stage import Stage
from plans.audit import verify
from plans.model import DispatchState

ROOT = Path(__file__).parents[2]
READMES = {"sv": ROOT / "README.sv.md", "en": ROOT / "README.md"}


def play(folder, language):
    """Play the year in `folder` and return the player and what was shown, without the space at the ends of lines."""
    shown = StringIO()
    stage = Stage(Console(file=shown, width=80, highlight=False, force_terminal=False))
    player = Player(load_script(), folder / "home", folder / "out", stage, language)
    player.play()
    return player, "\n".join(line.rstrip() for line in shown.getvalue().splitlines())


@pytest.fixture(scope="module", params=["sv", "en"])
def year(request, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        # The other files have tests of their own and take most of the time.
        patch.setattr(playing, "FORMATS", ("md", "json"))
        player, shown = play(tmp_path_factory.mktemp(request.param), request.param)
        yield player, shown


def excerpts(language):
    """Return the pieces of the transcript in the README of a language; "[…]" stands for what is left out."""
    block = re.search(
        r"<!-- transcript -->\n```text\n(.*?)\n```", READMES[language].read_text(encoding="utf-8"), re.DOTALL
    )
    assert block, f"{READMES[language].name} has no transcript"
    return [piece.strip("\n") for piece in block[1].split("\n[…]\n")]


def test_transcript_in_the_readme_is_what_the_demo_shows(year):
    player, shown = year

    places = [shown.find(piece) for piece in excerpts(player.language)]

    assert -1 not in places, f"not shown any more: {excerpts(player.language)[places.index(-1)]}"
    assert all(earlier < later for earlier, later in pairwise(places))


def test_year_comes_to_the_figures_of_its_replies(year):
    player, _ = year

    [file] = [path for path in player.out.glob("*.json") if "manifest" not in path.name]
    figures = json.loads(file.read_text(encoding="utf-8"))["figures"]

    assert {name: figures[name] for name in ("actions", "requests", "answered_on_time", "answered_late")} == {
        "actions": 16,
        "requests": 15,
        "answered_on_time": 12,
        "answered_late": 2,
    }
    assert figures["response_rate"] == 0.8667
    assert sum(figures["by_implementation"].values()) == sum(figures["by_forecast"].values()) == 16


def test_attempt_to_steer_the_summary_is_a_quote_and_nothing_else(year):
    player, _ = year

    [file] = [path for path in player.out.glob("*.json") if "manifest" not in path.name]
    actions = {action["nr"]: action for action in json.loads(file.read_text(encoding="utf-8"))["actions"]}

    assert actions["E3"]["implementation"] != "completed"
    assert [nr for nr, action in actions.items() if action["implementation"] == "completed"] == ["E5", "G2", "G3"]


def test_trail_of_the_year_is_whole_and_nothing_is_left_unsent(year):
    player, _ = year

    with player.app.store.reading() as ledger:
        events, dispatches = ledger.trail.all(), ledger.dispatches.all()

    assert verify(events) is None
    assert {dispatch.state for dispatch in dispatches} <= {DispatchState.SENT, DispatchState.CANCELLED}


def test_nobody_is_written_to_at_night_or_on_a_day_off(year):
    player, _ = year

    with player.app.store.reading() as ledger:
        sent = [player.app.follow_up.rules.local(each.sent_at) for each in ledger.dispatches.all() if each.sent_at]

    assert all(at.weekday() < 5 and 8 <= at.hour < 17 for at in sent)
