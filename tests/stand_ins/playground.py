"""Microsoft's own client, the Microsoft 365 Agents Playground, as a second Teams: nothing of ours is in it.

It runs offline in a process of its own, and signs nothing. What it sends therefore goes through a relay that puts the
stand-in's token on it, as Microsoft's service would: the app meets it with its guard as it is in production.
"""

import json
import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

from aiohttp import ClientError, web

from tests.stand_ins.ports import free_port

HERE = Path(__file__).parents[2] / ".playground" / "node_modules" / "@microsoft" / "m365agentsplayground" / "cli.js"
SECONDS = 90  # for it to start on a machine that is busy; three else
WHY = "the Agents Playground is not here: make playground fetches it from npm" if shutil.which("node") else "no node"


class Playground:
    """One person, `me`, in a chat with the app. `seen` is what it shows, each message as it stands now."""

    def __init__(self, teams, port):
        self._teams, self._base = teams, f"http://127.0.0.1:{port}"
        self.service = f"http://localhost:{port}/_connector"
        self.seen = {}  # id -> message, in order
        self.config = self.me = self.chat = None

    def begin(self):
        """Wait until it answers, and watch what it shows."""
        until = time.monotonic() + SECONDS
        while self._get("/_debug/ping") is None:
            assert time.monotonic() < until, "the Agents Playground did not start"
            time.sleep(0.1)
        self.config = json.loads(self._get("/_internal/v1/testConfig"))["config"]
        self.me, self.chat = self.config["currentUser"], self.config["personalChat"]["id"]
        self._teams.server.run(self._watch())

    def installs(self):
        self._post(f"/_debug/conversation/{self.chat}/installation", {})

    def says(self, text):
        said = {"from": {"id": self.me["id"]}, "text": text, "textFormat": "plain"}
        self._post(f"/_conversation/v1/conversations/{self.chat}/messages", said)

    def mentions(self, text):
        """In a channel; gives where."""
        place, name = self.config["teams"][0]["channels"][1]["id"], f"<at>{self.config['bot']['name']}</at>"
        mention = {"mentioned": {"id": self.config["bot"]["id"]}, "text": name}
        said = {"from": {"id": self.me["id"]}, "text": f"{name} {text}", "textFormat": "plain", "mentions": [mention]}
        self._post(f"/_conversation/v1/conversations/{place}/messages", said)
        return place

    def presses(self, label, message, *, card=None, inputs=None):
        """A button of a message, or of the card that stands in its place by now; gives what came in its place."""
        offered = [one for one in _parts(card or message) if str(one.get("type", "")).startswith("Action.")]
        action = next(one for one in offered if one.get("title") == label)
        value = {"action": action | {"data": action.get("data", {}) | (inputs or {})}, "trigger": "manual"}
        return json.loads(self._invoke(message, "adaptiveCard/action", value))["value"]

    def judges(self, message):
        """Thumb up."""
        given = {"reaction": "like", "feedback": json.dumps({"feedbackText": ""})}
        self._invoke(message, "message/submitAction", {"actionName": "feedback", "actionValue": given})

    def waits_for(self, words, place="", seconds=90):
        """The app's newest message that holds these words, in its text or in a card."""

        def found():
            shown = [one for one in list(self.seen.values()) if one["_where"].startswith(place or self.chat)]
            return next((one for one in reversed(shown) if words in json.dumps(one, ensure_ascii=False)), None)

        return self._teams.until(found, seconds, lambda: f"no {words!r} in {list(self.seen.values())[-3:]}")

    # inside

    def _invoke(self, message, name, value):
        asked = {"name": name, "from": {"id": self.me["id"]}, "conversation": {"id": self.chat}, "value": value}
        return self._post("/_conversation/v1/invoke", asked | {"replyToId": message["messageId"]})

    def _get(self, path):
        return self._teams.server.run(self._call("GET", path))

    def _post(self, path, body):
        return self._teams.server.run(self._call("POST", path, body))

    async def _call(self, method, path, body=None):
        try:
            async with self._teams.server.session.request(method, self._base + path, json=body) as answer:
                text = await answer.text()
                assert answer.status < 400 or body is None, (path, answer.status, text)
                return text
        except ClientError:
            return None

    async def _watch(self):
        stream = self._base + "/_ws_conversation/v1/conversations/stream"
        self._socket = await self._teams.server.session.ws_connect(stream)
        self._teams.server.loop.create_task(self._look())

    async def _look(self):
        async for frame in self._socket:
            told = json.loads(frame.data)
            if told.get("action") in {"createMessage", "updateMessage"}:
                message = told["message"] | {"_where": told["actionConversationId"]}
                if message.get("from", {}).get("id") != self.me["id"]:
                    self.seen[message["messageId"]] = message


class Relay:
    """Stands where Microsoft's service stands: what it is sent goes on to `to`, signed."""

    def __init__(self, teams):
        self._teams = teams
        self.to = self.service = ""

    async def start(self):
        app = web.Application()
        app.router.add_post("/api/messages", self._bring)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}/api/messages"

    async def stop(self):
        await self._runner.cleanup()

    async def _bring(self, request):
        token = self._teams.tokens.inbound(service_url=json.loads(await request.text())["serviceUrl"])
        signed = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        async with self._teams.server.session.post(self.to, data=await request.read(), headers=signed) as answer:
            return web.Response(status=answer.status, body=await answer.read(), content_type=answer.content_type)


@contextmanager
def playground(teams, folder):
    """Run it beside the stand-in `teams`, which signs for it; gives it and the relay, whose `to` the app has to be."""
    relay = Relay(teams)
    endpoint = teams.server.run(relay.start())
    (folder / "xdg-open").write_text("#!/bin/sh\n")  # it wants to open a browser
    (folder / "xdg-open").chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    port = free_port()
    words = [
        shutil.which("node"),
        HERE,
        "start",
        "-e",
        endpoint,
        "-c",
        "msteams",
        "--disable-telemetry",
        "-p",
        str(port),
    ]
    with (folder / "playground.log").open("w") as log:
        process = subprocess.Popen(words, cwd=folder, env={**os.environ, "PATH": path}, stdout=log, stderr=log)
    try:
        yield Playground(teams, port), relay
    finally:
        process.terminate()
        process.wait(60)
        teams.server.run(relay.stop())


def _parts(value):
    """Every object in JSON, at any depth."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _parts(inner)
