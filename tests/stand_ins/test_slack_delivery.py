"""How events are brought: signed, in time, again when they must, by HTTP or by a socket that is renewed."""

import asyncio
import json
import time

from aiohttp import web

from tests.stand_ins.bare_app import bare_app, over_http, over_socket, served
from tests.stand_ins.talking_app import Heard, talking_app


def test_signatures_and_bodies_of_all_kinds_can_be_sent(slack, anna):
    heard = Heard()
    with over_http(talking_app(slack, heard), slack):
        anna.says("Hej")
        body = json.dumps(anna.last.payload)
        statuses = [
            slack.delivery.raw(body)[0],
            slack.delivery.raw(body, secret="fel")[0],
            slack.delivery.raw(body, at=time.time() - 400)[0],
            slack.delivery.raw(body, secret=None)[0],
        ]

    assert statuses == [200, 401, 401, 401]


def test_an_event_without_answer_comes_again_with_its_number_and_reason(slack, anna):
    seen = []

    async def grumpy(request):
        seen.append((request.headers.get("X-Slack-Retry-Num"), request.headers.get("X-Slack-Retry-Reason")))
        if len(seen) == 2:
            await asyncio.sleep(30)
        return web.Response(status=500 if len(seen) == 1 else 200)

    app = web.Application()
    app.router.add_post("/slack/events", grumpy)
    slack.delivery.ack_seconds, slack.delivery.retry_after = 2.0, (0, 0, 0)
    with served(app) as slack.delivery.to:
        anna.says("Hej")

    assert seen == [(None, None), ("1", "http_error"), ("2", "http_timeout")]
    assert anna.last.acked
    assert [one.wrong for one in anna.last.attempts] == ["http_error", "http_timeout", ""]


def test_an_app_that_is_down_is_tried_four_times(slack, anna):
    slack.delivery.to, slack.delivery.retry_after = "http://127.0.0.1:9/slack/events", (0, 0, 0)

    anna.says("Hej")

    assert not anna.last.acked
    assert [one.wrong for one in anna.last.attempts] == ["connection_failed"] * 4


def test_the_socket_is_renewed_when_slack_asks_for_it(slack, anna):
    heard = Heard()
    # A connection that is being left takes nothing: the event comes again.
    slack.delivery.ack_seconds, slack.delivery.retry_after = 1.0, (0.1, 0.5, 1.0, 2.0, 4.0, 8.0)
    with over_socket(talking_app(slack, heard), slack):
        slack.server.run(slack.sockets.disconnect("refresh_requested"))
        slack.until(lambda: slack.sockets.connected > 1 and len(slack.sockets.open) == 1)
        anna.says("Hej")
        refreshed, so_far = anna.last.acked, slack.sockets.connected
        slack.server.run(slack.sockets.break_off())
        slack.until(lambda: slack.sockets.connected > so_far and slack.sockets.open)
        anna.says("Hej igen")

    assert refreshed
    assert anna.last.acked


def test_a_socket_that_does_not_acknowledge_gets_the_event_again(slack, anna):
    app, heard = bare_app(slack), []

    @app.middleware
    async def late(body, next_):
        heard.append(body["event_id"])
        if len(heard) == 1:
            await asyncio.sleep(30)
        await next_()

    @app.event("message")
    async def message():
        pass

    slack.delivery.ack_seconds = 2.0
    with over_socket(app, slack):
        anna.says("Hej")

    assert anna.last.acked
    assert len(heard) == 2
    assert len(set(heard)) == 1


def test_a_command_without_answer_fails_before_the_persons_eyes(slack, anna):
    slack.delivery.to = "http://127.0.0.1:9/slack/events"

    anna.command("läget")

    assert anna.sees() == 'Slackbot (only for Anna Berg): /handslag failed with the error "dispatch_failed"'


def test_another_teams_event_can_be_sent(slack, anna):
    heard = Heard()
    with over_http(talking_app(slack, heard), slack):
        event = {
            "type": "app_home_opened",
            "user": anna.id,
            "channel": anna.dm.id,
            "tab": "home",
            "event_ts": "1.000001",
        }
        done = slack.delivery.event(slack.envelope(event, team="T9"))

    assert done.acked
    assert done.payload["team_id"] == done.payload["authorizations"][0]["team_id"] == "T9"


def test_a_big_body_is_carried_whole(slack):
    sizes = []

    async def weigh(request):
        sizes.append(len(await request.read()))
        return web.Response()

    app = web.Application(client_max_size=1 << 30)
    app.router.add_post("/slack/events", weigh)
    with served(app) as slack.delivery.to:
        status, _ = slack.delivery.raw(b"x" * 10_000_000)

    assert (status, sizes) == (200, [10_000_000])
