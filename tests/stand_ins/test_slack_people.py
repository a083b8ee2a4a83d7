"""People in the stand-in and a bare, real Bolt app: what is said, pressed and filled in arrives, and comes back."""

import asyncio
import json
import time

import pytest
from aiohttp import web
from inline_snapshot import snapshot

from tests.stand_ins.bare_app import bare_app, over_http, over_socket, served
from tests.stand_ins.slack import CannotDo


def plain(text):
    return {"type": "plain_text", "text": text}


def option(text):
    return {"text": plain(text), "value": text.casefold()}


FORM = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("Åtgärd 12"),
    "submit": plain("Spara"),
    "close": plain("Avbryt"),
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "state",
            "label": plain("Läge"),
            "element": {
                "type": "static_select",
                "action_id": "v",
                "options": [option("Klar"), option("Pågår")],
                "initial_option": option("Pågår"),
            },
        },
        {
            "type": "input",
            "block_id": "done",
            "label": plain("Vad har gjorts?"),
            "element": {"type": "plain_text_input", "action_id": "v", "max_length": 20},
        },
        {
            "type": "input",
            "block_id": "number",
            "optional": True,
            "label": plain("Utfall"),
            "element": {"type": "number_input", "action_id": "v", "is_decimal_allowed": False, "max_value": "100"},
        },
    ],
}
BUTTONS = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "Vill du svara?"}},
    {
        "type": "actions",
        "elements": [{"type": "button", "text": plain("Svara"), "action_id": "answer", "value": "12"}],
    },
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "thumbs",
                "positive_button": {"text": plain("Bra"), "value": "up"},
                "negative_button": {"text": plain("Dåligt"), "value": "down"},
            }
        ],
    },
]


class Heard(list):
    """What the app was brought, as (kind, something of it)."""

    def kinds(self):
        return [kind for kind, _ in self]


def talking_app(slack, heard):
    """An app that answers, opens a form, checks it, and thanks in place."""
    app = bare_app(slack)
    hear_events(app, heard)
    hear_presses(app, heard)
    return app


def hear_events(app, heard):
    @app.event("message")
    async def message(event, say):
        heard.append((event.get("subtype", "message"), event))
        if event.get("channel_type") == "im" and "subtype" not in event and "bot_id" not in event:
            await say(text="Vill du svara?", blocks=BUTTONS, thread_ts=event.get("thread_ts"))

    @app.event("app_mention")
    async def mention(event):
        heard.append(("app_mention", event))

    @app.event("app_home_opened")
    async def home(event, client):
        heard.append(("home", event["tab"]))
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": BUTTONS[:2]})

    @app.event("tokens_revoked")
    @app.event("app_uninstalled")
    async def gone(event):
        heard.append(("gone", event["type"]))

    @app.command("/handslag")
    async def command(ack, body):
        heard.append(("command", body["text"]))
        await ack(f"Du skrev {body['text']}")


def hear_presses(app, heard):
    @app.action("answer")
    async def press(ack, body, client):
        await ack()
        heard.append(("press", body["actions"][0]["value"]))
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.action("thumbs")
    async def thumbs(ack, body, respond):
        await ack()
        heard.append(("thumbs", body["actions"][0]["value"]))
        await respond(text="Tack", replace_original=False)

    @app.view("form")
    async def form(ack, body, client):
        values = body["view"]["state"]["values"]
        if "?" in values["done"]["v"]["value"]:
            await ack(response_action="errors", errors={"done": "Skriv utan frågetecken"})
            return
        await ack()
        heard.append(("form", values["state"]["v"]["selected_option"]["value"]))
        await client.chat_postMessage(channel=body["user"]["id"], text="Tack, det är sparat.")

    @app.view_closed("form")
    async def closed(ack):
        await ack()
        heard.append(("closed", ""))


@pytest.fixture(params=[over_http, over_socket], ids=["http", "socket"])
def heard(request, slack):
    found = Heard()
    with request.param(talking_app(slack, found), slack):
        yield found


def test_a_conversation_is_held_by_buttons_and_a_form(slack, anna, heard):
    anna.says("Hej, läs https://a.se & <svara>")
    asked = anna.waits_for("Vill du svara?")
    anna.clicks("Svara", asked)
    form = anna.modal
    empty = form.submit()
    form.fills("Vad har gjorts?", "Allt?").fills("Läge", "Klar").fills("Utfall", 7)
    wrong = form.submit()
    right = form.fills("Vad har gjorts?", "Allt").submit()
    anna.waits_for("sparat")
    anna.gives_feedback(good=True)
    slack.until(lambda: "thumbs" in heard.kinds())

    assert (empty.errors, empty.sent) == ({"Vad har gjorts?": "Please complete this required field"}, False)
    assert wrong.errors == {"Vad har gjorts?": "Skriv utan frågetecken"}
    assert right.closed
    assert not anna.has_modal
    assert [one for one in heard if one[0] != "message"] == [("press", "12"), ("form", "klar"), ("thumbs", "up")]
    assert heard[0][1]["text"] == "Hej, läs <https://a.se> &amp; &lt;svara&gt;"
    slack.until(lambda: "only for" in anna.sees())
    assert anna.sees() == snapshot("""\
Anna Berg: Hej, läs https://a.se & <svara>
Handslag:
  Vill du svara?
  [Svara]
  [Bra] [Dåligt]
Handslag: Tack, det är sparat.
Handslag (only for Anna Berg): Tack\
""")


def test_the_form_reads_as_a_person_sees_it(anna, heard):
    anna.says("Hej")
    anna.waits_for("Vill du svara?")
    anna.clicks("Svara")

    assert anna.modal.shown == snapshot("""\
== Åtgärd 12 ==
Läge *: {( ) Klar, (x) Pågår}
Vad har gjorts? *: {}
Utfall: {}
[Avbryt] [Spara]\
""")
    assert anna.modal.value("Läge") == "Pågår"
    with pytest.raises(CannotDo):
        anna.modal.fills("Läge", "Vilande")
    with pytest.raises(CannotDo):
        anna.modal.fills("Färg", "Röd")
    with pytest.raises(CannotDo):
        anna.modal.fills("Vad har gjorts?", "x" * 21)
    anna.modal.close()
    assert heard.kinds()[-1] == "closed"


def test_a_mention_comes_as_two_events(slack, anna, plan, heard):
    anna.mentions(plan, "läget?")
    anna.says_in(plan, "bara prat")
    slack.until(lambda: len(heard) == 3)

    assert sorted(heard.kinds()) == ["app_mention", "message", "message"]
    assert {event["text"] for _, event in heard[:2]} == {"<@U0BOT> läget?"}
    assert heard[0][1]["ts"] == heard[1][1]["ts"]
    assert slack.delivery.all[0].event_id != slack.delivery.all[1].event_id


def test_edits_and_deletions_are_told(slack, anna, heard):
    slack.echoes = False
    sent = anna.says("Hej")
    anna.edits(sent, "Hej då")
    anna.deletes(sent)

    slack.until(lambda: len(heard) == 3)

    assert heard.kinds() == ["message", "message_changed", "message_deleted"]
    assert (heard[1][1]["message"]["text"], heard[1][1]["previous_message"]["text"]) == ("Hej då", "Hej")


def test_a_command_is_answered_to_the_one_alone(anna, plan, heard):
    done = anna.command("läget", channel=plan)

    assert done.acked
    assert anna.sees(plan) == "Handslag (only for Anna Berg): Du skrev läget"
    assert heard == [("command", "läget")]


def test_the_home_is_opened_and_pressed(slack, anna, heard):
    anna.opens_home()
    slack.until(lambda: anna.home)
    anna.clicks_at_home("Svara")

    assert anna.modal.title == "Åtgärd 12"
    assert heard == [("home", "home"), ("press", "12")]


def test_only_what_stands_there_can_be_pressed(slack, anna, heard):
    anna.says("Hej")
    asked = anna.waits_for("Vill du svara?")

    with pytest.raises(CannotDo, match="no button 'Nej'"):
        anna.clicks("Nej")
    slack.world.messages.remove(asked)
    with pytest.raises(CannotDo):
        anna.clicks("Svara", asked)
    assert "press" not in heard.kinds()


def test_duplicates_keep_their_event_id(slack, anna, heard):
    anna.says("Hej")

    again = slack.delivery.again(anna.last, copies=4, at_once=True)

    assert {one.event_id for one in again} == {anna.last.event_id}
    slack.until(lambda: [one[0] for one in heard if "bot_id" not in one[1]] == ["message"] * 5)


def test_events_can_come_out_of_order(slack, anna, plan, heard):
    with slack.delivery.holding() as held:
        anna.says_in(plan, "ett")
        anna.says_in(plan, "två")
        held.reverse()

    slack.until(lambda: len(heard) == 2)

    assert [event["text"] for _, event in heard] == ["två", "ett"]


def test_an_app_is_told_that_its_token_is_gone(slack, anna, heard):
    slack.revoke("account_inactive")

    slack.until(lambda: len(heard) == 2)
    assert heard == [("gone", "tokens_revoked"), ("gone", "app_uninstalled")]
    assert anna.slack.app.wrong == "account_inactive"


def test_a_missing_scope_or_subscription_keeps_events_away(slack, anna, plan, heard):
    slack.app.scopes -= {"im:history"}
    slack.app.events -= {"app_mention"}
    slack.app.events -= {"message.channels"}

    anna.says("Hej")
    anna.mentions(plan, "Hej")

    assert slack.delivery.all == []


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
            await asyncio.sleep(0.3)
        return web.Response(status=500 if len(seen) == 1 else 200)

    app = web.Application()
    app.router.add_post("/slack/events", grumpy)
    slack.delivery.ack_seconds, slack.delivery.retry_after = 0.1, (0, 0, 0)
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
            await asyncio.sleep(0.3)
        await next_()

    @app.event("message")
    async def message():
        pass

    slack.delivery.ack_seconds = 0.1
    with over_socket(app, slack):
        anna.says("Hej")

    assert anna.last.acked
    assert len(heard) == 2
    assert len(set(heard)) == 1
