"""What the stand-in is told to do wrong, and how many messages a channel takes."""

import asyncio

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from tests.stand_ins.refusals import refused


@pytest.mark.parametrize(
    ("how", "posted"), [("5xx_before", 0), ("5xx_after", 1), ("drop_before", 0), ("drop_after", 1), ("hang_after", 1)]
)
def test_faults_on_the_way_leave_a_message_or_not(client, slack, plan, how, posted):
    slack.faults("chat.postMessage", how)
    client.timeout = 0.3 if how == "hang_after" else 30
    client.retry_handlers.clear()

    with pytest.raises(Exception):  # noqa: B017, PT011 - an HTTP error, a broken connection or a timeout
        client.chat_postMessage(channel=plan.id, text="Hej")

    slack.until(lambda: len(slack.world.said(plan)) >= posted)  # given up, it may come still
    assert len(slack.world.said(plan)) == posted
    client.timeout = 30
    client.chat_postMessage(channel=plan.id, text="Igen")


def test_faults_stay_while_they_are_on(client, slack, plan):
    with slack.faults.on("chat.*", "account_inactive"):
        errors = [refused(client.chat_postMessage, channel=plan.id, text="Hej")["error"] for _ in range(3)]

    assert errors == ["account_inactive"] * 3
    assert client.chat_postMessage(channel=plan.id, text="Hej")["ok"]
    assert slack.answers("chat.postMessage")[-1] == ("chat.postMessage", "ok")


def test_a_channel_takes_one_message_a_second(slack, anna, plan):
    slack.rate.on = True

    async def post():
        client = AsyncWebClient(token=slack.token, base_url=slack.api)
        await client.chat_postMessage(channel=plan.id, text="ett")
        with pytest.raises(SlackApiError) as caught:
            await client.chat_postMessage(channel=plan.id, text="två")
        await client.chat_postMessage(channel=anna.id, text="annan kanal")
        slack.passes(1)
        await client.chat_postMessage(channel=plan.id, text="två igen")
        return caught.value.response

    limited = asyncio.run(post())

    assert (limited.status_code, limited.headers["Retry-After"]) == (429, "1")
    assert [one.text for one in slack.world.said(plan)] == ["ett", "två igen"]


def test_the_sdks_own_handler_waits_as_long_as_it_is_told(slack, plan):
    slack.faults("chat.postMessage", "ratelimited", retry_after=0)

    async def post():
        client = AsyncWebClient(token=slack.token, base_url=slack.api)
        client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
        return await client.chat_postMessage(channel=plan.id, text="Hej")

    assert asyncio.run(post())["ok"]
    assert slack.answers("chat.postMessage") == [("chat.postMessage", "ratelimited"), ("chat.postMessage", "ok")]


def test_opening_a_socket_can_be_limited_too(client, slack):
    slack.faults("apps.connections.open", "ratelimited", retry_after=7)

    answer = refused(client.apps_connections_open, app_token=slack.app_token)

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "7")


def test_a_fault_may_concern_one_channel(client, slack, anna, plan):
    slack.faults("chat.postMessage", "is_archived", place=plan.id, times=None)

    client.chat_postMessage(channel=anna.id, text="Hej")

    assert refused(client.chat_postMessage, channel=plan.id, text="Hej")["error"] == "is_archived"
