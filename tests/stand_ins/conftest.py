import pytest
from slack_sdk import WebClient

from tests.stand_ins.slack import stand_in


@pytest.fixture
def slack():
    with stand_in() as workspace:
        yield workspace


@pytest.fixture
def anna(slack):
    return slack.person("Anna Berg", "anna@kommun.se")


@pytest.fixture
def plan(slack, anna):
    return slack.world.channel("planen", [anna])


@pytest.fixture
def client(slack):
    return WebClient(token=slack.token, base_url=slack.api, timeout=2)
