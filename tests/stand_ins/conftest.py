import pytest
from slack_sdk import WebClient

from tests.stand_ins.slack import stand_in


@pytest.fixture
def slack():
    with stand_in() as workspace:
        workspace.delivery.ack_seconds = 30.0  # Slack's three, where a test has no say about them
        yield workspace


@pytest.fixture
def anna(slack):
    return slack.person("Anna Berg", "anna@kommun.se")


@pytest.fixture
def plan(slack, anna):
    return slack.world.channel("planen", [anna])


@pytest.fixture
def client(slack):
    return WebClient(token=slack.token, base_url=slack.api, timeout=30)
