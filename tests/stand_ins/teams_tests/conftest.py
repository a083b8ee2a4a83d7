import httpx
import pytest

from tests.stand_ins.teams import stand_in
from tests.stand_ins.teams_app import Heard, bare_app, served, talking_app


@pytest.fixture
def teams():
    with stand_in() as tenant:
        yield tenant


@pytest.fixture
def anna(teams):
    return teams.person("Anna Berg", "anna@kommun.se")


@pytest.fixture
def board(teams, anna):
    return teams.world.team("Styrgruppen", [anna.user], channels=("Allmänt", "Planen"))


@pytest.fixture
def plan(teams, board):
    return teams.world.channel(board, "Planen")


@pytest.fixture
def heard():
    return Heard()


@pytest.fixture
def app(teams, heard):
    with served(talking_app(teams, heard), teams) as running:
        yield running


@pytest.fixture
def bare(teams):
    """An app that only calls: `bare.run(bare.app.send(…))`."""
    with served(bare_app(teams), teams) as running:
        yield running


@pytest.fixture
def http():
    with httpx.Client(verify=False) as client:  # plain HTTP: no certificates to read
        yield client
