"""A small Bolt app that answers, opens a form, checks it and thanks: what people in the stand-in talk with."""

from tests.stand_ins.bare_app import bare_app


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
