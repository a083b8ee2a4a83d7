"""How activities are brought: with a token, in time, again when they must; and everything that is not as it should."""

import asyncio
import json

from aiohttp import web

from tests.stand_ins.bare_app import served as serving
from tests.stand_ins.teams import FORGED, activities, guid


def answering(answer):
    """An address that answers as `answer(request)` says."""
    app = web.Application(client_max_size=1 << 30)
    app.router.add_post("/api/messages", answer)
    return serving(app)


def test_every_wrong_token_is_refused_by_the_library_and_nothing_is_heard(app, teams, anna, heard):
    activity = activities.message(teams, anna.user, anna.chat, "Hej")
    refused = [
        teams.delivery.forged(activity, key=FORGED)[0],
        teams.delivery.forged(activity, key=FORGED, kid="stand-in-key")[0],
        teams.delivery.forged(activity, audience="annan")[0],
        teams.delivery.forged(activity, issuer="https://sts.windows.net/annan/")[0],
        teams.delivery.forged(activity, expires_in=-900)[0],
        teams.delivery.forged(activity, service_url="https://ond.example/")[0],
        teams.delivery.forged(activity, service_url=None)[0],
        teams.delivery.forged(activity | {"serviceUrl": "https://ond.example/"})[0],
        teams.delivery.raw(json.dumps(activity), token="")[0],
        teams.delivery.raw(json.dumps(activity), token="skräp")[0],
    ]

    assert refused == [401] * 10
    assert heard == []


def test_what_the_library_lets_through_and_the_app_must_stop_itself(app, teams, anna, heard):
    """Another tenant's valid token, the same activity twice, a missing service address, what is no JSON."""
    stranger = teams.person("Eva Alm", tenant="annan")
    stranger.says("Hej")
    anna.says("Hej")
    teams.delivery.again(anna.last, copies=2, at_once=True)
    teams.delivery.again(anna.last, new_id=True)
    nameless = activities.message(teams, anna.user, anna.chat, "Hej")
    del nameless["serviceUrl"]
    statuses = [teams.delivery.forged(nameless)[0], teams.delivery.raw(b"{")[0], teams.delivery.raw(b"[]")[0]]

    assert len(heard) == 7  # the stranger's twice: it was heard, could not be answered, and came again
    assert stranger.last.activity["conversation"]["tenantId"] == guid("annan") != teams.tenant
    assert statuses == [200, 500, 500]


def test_a_flood_of_junk_tokens_is_refused_one_and_all(app, teams, anna, heard):
    activity = activities.message(teams, anna.user, anna.chat, "Hej")

    statuses = teams.delivery.flood(activity, 20)

    assert statuses == [401] * 20
    assert heard == []


def test_a_message_without_an_answer_comes_again_an_invoke_does_not(teams, anna):
    seen = []

    async def slow(request):
        seen.append((await request.json())["id"])
        await asyncio.sleep(30 if len(seen) == 1 else 0)
        return web.Response(status=500 if len(seen) > 2 else 200)

    teams.delivery.ack_seconds, teams.delivery.new_ids = 2.0, True
    with answering(slow) as root:
        teams.delivery.to = root.replace("/slack/events", "/api/messages")
        anna.says("Hej")
        invoke = activities.invoke(teams, anna.user, anna.chat, "adaptiveCard/action", {})
        failed = teams.delivery.send(invoke)

    assert [one.wrong for one in anna.last.attempts] == ["timeout", ""]
    assert seen[0] == anna.last.attempts[0].id != seen[1] == anna.last.attempts[1].id
    assert [one.wrong for one in failed.attempts] == ["http_error"]


def test_many_can_be_sent_at_once_to_measure_it(app, teams, anna, heard):
    many = [activities.message(teams, anna.user, anna.chat, f"nr {nr}") for nr in range(10)]

    went = teams.delivery.burst(many, at_once=5)

    assert [one.status for one in went] == [200] * 10
    assert len(heard) == 10


def test_an_app_that_is_down_is_tried_twice(teams, anna):
    teams.delivery.to = "http://127.0.0.1:9/api/messages"

    anna.says("Hej")

    assert [one.wrong for one in anna.last.attempts] == ["connection_failed"] * 2


def test_activities_can_be_held_back_and_come_in_another_order(app, teams, anna, heard):
    with teams.delivery.holding() as held:
        anna.says("ett")
        anna.says("två")
        held.reverse()

    assert heard == [("message", "två"), ("message", "ett")]


def test_a_big_body_is_carried_whole(teams):
    sizes = []

    async def weigh(request):
        sizes.append(len(await request.read()))
        return web.Response()

    with answering(weigh) as root:
        teams.delivery.to = root.replace("/slack/events", "/api/messages")
        status, _ = teams.delivery.raw(b"x" * 10_000_000)

    assert (status, sizes) == (200, [10_000_000])
