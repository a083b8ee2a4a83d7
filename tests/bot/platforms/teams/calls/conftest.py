"""The stand-in for Teams and our calls to it, without a service: one for a module."""

import pytest

from bot.platforms.teams.app import TeamsApp
from bot.platforms.teams.guard import Guard
from bot.platforms.teams.library import Addresses
from tests.stand_ins.teams import stand_in


def app_of(teams, secret):
    guard = Guard(client=teams.app_id, tenant=teams.tenant, services=[teams.service_url()])
    addresses = Addresses(service=teams.service_url(), openid=teams.openid_metadata, token=teams.token_address)
    return TeamsApp(guard, secret, addresses)


@pytest.fixture(scope="module")
def teams():
    with stand_in() as teams:
        yield teams


@pytest.fixture(scope="module")
def app(teams):
    app = app_of(teams, teams.secret)
    yield app
    app.close()


@pytest.fixture
def anna(teams):
    return teams.person("Anna Berg", "anna@kommun.example")
