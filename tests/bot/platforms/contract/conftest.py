"""A stage for each platform, for all promises: the same documents, plan and follow-up, and owners enough for all."""

import shutil
from contextlib import contextmanager
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from openpyxl import Workbook

from bot.settings import Settings
from bot.wiring import build
from retrieval.ingesting import Said
from tests.bot.conftest import EARLIER, HEADINGS, STRATEGY
from tests.bot.platforms.contract.console_stage import ConsoleStage
from tests.bot.platforms.contract.promises import lacking
from tests.bot.platforms.contract.slack_stage import SlackStage
from tests.bot.platforms.contract.stage import CannotDo
from tests.bot.platforms.contract.teams_stage import TeamsStage
from tests.scenarios.slack_world import slack_year
from tests.scenarios.teams_world import teams_year

BEGUN = "2027-09-20T08:00:00"
OWNERS = [(f"ansvarig{n}@havsbandet.example", 3 if n < 5 else 1) for n in range(45)]


class Clock:
    def __init__(self):
        self.now = datetime.fromisoformat(BEGUN).replace(tzinfo=UTC)

    def __call__(self):
        return self.now

    def goes_to(self, moment, zone):
        self.now = datetime.fromisoformat(moment).replace(tzinfo=zone).astimezone(UTC)


@contextmanager
def console(home, owners):
    clock = Clock()
    app = build(Settings(home=home, environment="test"), clock=clock)
    yield ConsoleStage(app, clock, owners)
    app.engine.dispose()


@contextmanager
def slack(home, owners):
    with slack_year(home, BEGUN) as world:
        yield SlackStage(world, owners)


@contextmanager
def teams(home, owners):
    with teams_year(home, BEGUN) as world:
        world.app.platforms["teams"].pace = 0.0
        yield TeamsStage(world, owners)


@pytest.fixture(scope="package")
def ready_home(tmp_path_factory, empty_home):
    """A home with the strategies, a plan in which each owner has something, and the year's follow-up open."""
    folder = tmp_path_factory.mktemp("contract")
    shutil.copytree(empty_home, folder / "home")
    app = build(Settings(home=folder / "home"), clock=lambda: datetime.fromisoformat(BEGUN).replace(tzinfo=UTC))
    for name, text, before in (("strategi-2020.md", EARLIER, None), ("strategi-2026.md", STRATEGY, "strategi-2020.md")):
        (folder / name).write_text(text, encoding="utf-8")
        app.intake.documents([folder / name], Said(supersedes=before))
    book, owners = Workbook(), []
    book.active.append(HEADINGS)
    for address, actions in OWNERS:
        numbers = tuple(f"H{book.active.max_row + n}" for n in range(actions))
        owners.append((address, numbers))
        for nr in numbers:
            named = f"Bygg upp lager {nr[1:]} av länsor"
            book.active.append(
                [nr, "A. Hav och hälsa", "Beredskap", named, "Region Havsbandet", address, "2027-12-31",
                 "Antal meter länsa", 200, 900, "Pågår"]
            )  # fmt: skip
    book.save(folder / "plan.xlsx")
    app.intake.plan([folder / "plan.xlsx"])
    app.follow_up.open_cycle(2027, date(2027, 10, 29), app.now(), "samordnare@havsbandet.example")
    app.engine.dispose()
    return SimpleNamespace(home=folder / "home", owners=owners)


@pytest.fixture(scope="package", params=[console, slack, teams], ids=["console", "slack", "teams"])
def stage(request, tmp_path_factory, ready_home):
    """One platform, on the day when the questions go out."""
    home = tmp_path_factory.mktemp(request.param.__name__) / "home"
    shutil.copytree(ready_home.home, home)
    with request.param(home, ready_home.owners) as stage:
        stage.at("2027-10-01T09:00")
        yield stage


@pytest.fixture(autouse=True)
def _declared(request):
    """A platform that is declared to lack something fails its promise for that reason, and for no other."""
    if "stage" in request.fixturenames and request.getfixturevalue("stage").name in lacking()[request.function.promise]:
        why = f"docs/platforms.toml: {request.function.promise}"
        request.applymarker(pytest.mark.xfail(raises=CannotDo, strict=True, reason=why))
