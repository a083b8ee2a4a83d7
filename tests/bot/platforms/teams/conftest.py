"""One running service for a module: Microsoft's library takes two seconds to import."""

import shutil
from datetime import date
from itertools import count

import pytest

from plans.model import Person, Role
from retrieval.ingesting import Said
from tests.bot.conftest import STRATEGY
from tests.scenarios.teams_world import teams_year

OWNER, COORDINATOR = "lager@havsbandet.example", "samordnare@havsbandet.example"
_names = count(1)


@pytest.fixture(scope="module")
def world(tmp_path_factory, empty_home, written_plan):
    """A strategy and a plan are read in; nobody has written to the bot."""
    folder = tmp_path_factory.mktemp("teams")
    shutil.copytree(empty_home, folder / "home")
    (folder / "strategi-2026.md").write_text(STRATEGY, encoding="utf-8")
    with teams_year(folder / "home", "2027-09-20T08:00:00") as world:
        world.app.intake.documents([folder / "strategi-2026.md"], Said())
        world.app.intake.plan([written_plan])
        with world.app.store.transaction() as ledger:
            ledger.people.save(
                [
                    Person(address=OWNER, name="Lisa Alm", role=Role.OWNER),
                    Person(address=COORDINATOR, name="Karin", role=Role.COORDINATOR),
                ]
            )
        world.app.follow_up.open_cycle(2027, date(2027, 10, 29), world.clock(), COORDINATOR)
        yield world


@pytest.fixture
def anna(world):
    """Somebody whom the register does not know."""
    n = next(_names)
    return world.teams.person(f"Anna{n} Berg", f"anna{n}@kommun.example")


@pytest.fixture
def lisa(world):
    """The owner of H2, who has been asked and has said who she is."""
    if "lisa" not in world.people:
        lisa = world.people["lisa"] = world.teams.person("Lisa Alm", OWNER)
        world.does(lisa.says, "Hej")
        world.does(lisa.clicks, "Det är jag")
        world.at("2027-10-01T09:00")
    return world.people["lisa"]
