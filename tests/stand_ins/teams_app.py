"""A small Teams app made with Microsoft's own SDK, in a thread of its own: what people in the stand-in talk with."""

import asyncio
import threading
import time
from contextlib import contextmanager

import httpx
import uvicorn
from fastapi import FastAPI
from microsoft_teams.api import CitationAppearance, InvokeResponse, MessageActivityInput
from microsoft_teams.api.auth.cloud_environment import PUBLIC, with_overrides
from microsoft_teams.apps import App, FastAPIAdapter
from microsoft_teams.common import Client, ClientOptions

CARD = "application/vnd.microsoft.card.adaptive"
STATES = [{"title": "Pågår", "value": "ongoing"}, {"title": "Klar", "value": "done"}]
FORM = {
    "type": "AdaptiveCard",
    "version": "1.5",
    "fallbackText": "Åtgärd 12",
    "body": [
        {"type": "TextBlock", "text": "Åtgärd 12", "style": "heading", "wrap": True},
        {"type": "Input.ChoiceSet", "id": "state", "label": "Läge", "choices": STATES, "value": "ongoing"},
        {
            "type": "Input.Text",
            "id": "done",
            "label": "Vad har gjorts?",
            "isMultiline": True,
            "isRequired": True,
            "errorMessage": "Skriv något",
            "maxLength": 20,
        },
        {"type": "Input.Number", "id": "number", "label": "Utfall", "max": 100, "errorMessage": "Högst 100"},
    ],
    "actions": [
        {
            "type": "Action.Execute",
            "title": "Skicka",
            "verb": "report",
            "data": {"action": "12", "nonce": "n1"},
            "fallback": {"type": "Action.Submit", "title": "Skicka", "data": {"action": "12", "nonce": "n1"}},
        },
        {"type": "Action.Submit", "title": "Hjälp", "data": {"key": "help"}, "associatedInputs": "none"},
        {
            "type": "Action.Submit",
            "title": "Mer",
            "data": {"msteams": {"type": "task/fetch"}},
            "associatedInputs": "none",
        },
    ],
}


def words_card(text):
    return {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": text, "wrap": True}]}


def attached(content, kind=CARD, **more):
    return [{"contentType": kind, "content": content, **more}]


class PlainClient(Client):
    """Shares one connection pool without certificates: the library's own reads them thrice, 0.3 s for each app."""

    def __init__(self, options=None, *, _http=None):
        super().__init__(options, _http=_http or httpx.AsyncClient(verify=False, timeout=60))

    def clone(self, overrides=None, *, share_http=True):
        cloned = super().clone(overrides, share_http=True)
        return PlainClient(cloned._options, _http=self.http)


class Heard(list):
    """What the app was brought, as (kind, something of it)."""

    def kinds(self):
        return [kind for kind, _ in self]


def bare_app(teams, **options):
    """An app with the stand-in's keys and tokens; the test adds the handlers."""
    web = FastAPI()
    options.setdefault("token", teams.bot_token)
    app = App(
        client_id=teams.app_id,
        tenant_id=teams.tenant,
        http_server_adapter=FastAPIAdapter(app=web),
        cloud=with_overrides(PUBLIC, openid_metadata_url=teams.openid_metadata, login_endpoint=teams.login),
        service_url=teams.service_url(),
        client=PlainClient(ClientOptions(timeout=60)),
        **options,
    )
    app.web = web
    return app


def talking_app(teams, heard):
    """An app that answers with citations, streams, sends a form and files, and edits in place."""
    app = bare_app(teams)
    hear_messages(app, heard)
    hear_presses(app, heard)
    hear_the_rest(app, heard)
    return app


async def _answer(ctx, words):
    if words == "form":
        await ctx.send(MessageActivityInput(attachments=attached(FORM)))
    elif words == "fil":
        content = {"description": "Listan", "sizeInBytes": 3, "acceptContext": {"file": "1"}}
        kind = "application/vnd.microsoft.teams.card.file.consent"
        await ctx.send(MessageActivityInput(attachments=attached(content, kind, name="lista.csv")))
    elif words == "ström":
        ctx.stream.update("Letar …")
        await asyncio.sleep(0.05)
        ctx.stream.emit("Planen ")
        await asyncio.sleep(0.05)
        ctx.stream.emit("säger så.")
    elif ctx.activity.value is not None:
        await ctx.send(f"Du tryckte {ctx.activity.value}")
    else:
        shown = CitationAppearance(name="Plan, s. 3", abstract="Så här står det", url="https://kommun.se/plan.pdf#p3")
        message = MessageActivityInput(text=f"Planen säger: {words} [1]").add_ai_generated()
        message.add_citation(1, shown)  # after the label: the other way round the library writes nulls into it
        await ctx.send(message.add_feedback("custom" if words == "eget" else "default"))


def hear_messages(app, heard):
    @app.on_message
    async def message(ctx):
        words = ctx.activity.strip_mentions_text().text.strip()
        heard.append(("message", words))
        await _answer(ctx, words)

    @app.on_message_update
    async def update(ctx):
        heard.append(("update", ctx.activity.text))

    @app.on_message_delete
    async def delete(ctx):
        heard.append(("delete", ctx.activity.id))


def hear_presses(app, heard):
    @app.on_card_action
    async def press(ctx):
        data = ctx.activity.value.action.data
        heard.append(("execute", data))
        if "?" in data["done"]:
            body = {"statusCode": 400, "type": "application/vnd.microsoft.error"}
            return InvokeResponse(status=200, body=body | {"value": {"code": "400", "message": "Utan frågetecken"}})
        message = MessageActivityInput(attachments=attached(words_card("Tack, sparat."))).with_id(
            ctx.activity.reply_to_id
        )
        await ctx.send(message)
        body = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Sparat"}
        return InvokeResponse(status=200, body=body)

    @app.on_dialog_open
    async def dialog(ctx):
        heard.append(("dialog", ctx.activity.value.data))
        card = {"contentType": CARD, "content": FORM}
        return {"status": 200, "body": {"task": {"type": "continue", "value": {"title": "Mer", "card": card}}}}

    @app.on_dialog_submit
    async def submitted(ctx):
        heard.append(("submitted", ctx.activity.value.data))
        return {"status": 200, "body": {"task": {"type": "message", "value": "Tack"}}}


def hear_the_rest(app, heard):
    @app.on_file_consent
    async def consent(ctx):
        value = ctx.activity.value
        heard.append(("consent", value.action))
        if value.action == "accept":
            headers = {"Content-Range": "bytes 0-2/3"}
            await app.http_client.http.put(value.upload_info.upload_url, content=b"a;b", headers=headers)

    @app.on_message_fetch_task
    async def ask_why(ctx):
        heard.append(("why", ctx.activity.value.data.action_value.reaction))
        card = {"contentType": CARD, "content": FORM}
        return {"status": 200, "body": {"task": {"type": "continue", "value": {"title": "Varför?", "card": card}}}}

    @app.on_message_submit_feedback
    async def feedback(ctx):
        given = ctx.activity.value.action_value
        heard.append(("feedback", (given.reaction, given.feedback)))

    @app.on_installation_update
    async def installed(ctx):
        heard.append(("installation", (ctx.activity.action, ctx.activity.conversation.id)))

    @app.on_conversation_update
    async def changed(ctx):
        gone, come = ctx.activity.members_removed or (), ctx.activity.members_added or ()
        heard.append(("members", ([one.id for one in come], [one.id for one in gone])))


class Running:
    """An app that is served in a thread; `run` does something in its loop."""

    def __init__(self, app, teams):
        self.app, self._teams = app, teams
        config = uvicorn.Config(app.web, host="127.0.0.1", port=0, log_config=None, lifespan="off")
        self.server = uvicorn.Server(config)
        self.loop = None
        self._thread = threading.Thread(target=self._live, daemon=True)

    def _live(self):
        asyncio.run(self._serve())

    async def _serve(self):
        self.loop = asyncio.get_running_loop()
        await self.app.initialize()
        await self.server.serve()

    def run(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(120)

    def begin(self):
        self._thread.start()
        over = time.monotonic() + 60
        while not self.server.started:
            assert time.monotonic() < over, "the app did not start"
            time.sleep(0.005)
        port = self.server.servers[0].sockets[0].getsockname()[1]
        self._teams.delivery.to = f"http://127.0.0.1:{port}/api/messages"

    def end(self):
        self.server.should_exit = True
        self._thread.join(5)


@contextmanager
def served(app, teams):
    """The app in a thread, with the stand-in delivering to it."""
    running = Running(app, teams)
    running.begin()
    try:
        yield running
    finally:
        running.end()
