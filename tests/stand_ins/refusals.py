"""Calls that Slack refuses."""

import pytest
from slack_sdk.errors import SlackApiError


def refused(call, **arguments):
    """The answer to a call that Slack refuses."""
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return caught.value.response
