"""The stand-in on real HTTP, with an event loop and a thread of its own."""

import asyncio
import json
import re
import threading
from urllib.parse import unquote

from aiohttp import ClientSession, TCPConnector, web

from tests.stand_ins.teams import tokens
from tests.stand_ins.teams.calls import Call, found, perform
from tests.stand_ins.teams.faults import REFUSALS, Refused

_DENIED = {"message": "Authorization has been denied for this request."}


class Server:
    """Answers for `teams` from `start` to `stop`."""

    def __init__(self, teams):
        self.teams = teams
        self.loop = asyncio.new_event_loop()
        self.session = None
        self._thread = threading.Thread(target=self._live, name="teams-stand-in", daemon=True)
        self._ready = threading.Event()
        self._over = None

    def start(self):
        self._thread.start()
        assert self._ready.wait(60)

    def stop(self):
        self.loop.call_soon_threadsafe(self._over.set)
        self._thread.join(10)

    def run(self, work, seconds=60):
        """Do something asynchronous in the loop of the stand-in, and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(seconds)

    def _live(self):
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(self._serve())
        self.loop.close()

    async def _serve(self):
        self._over = asyncio.Event()
        app = web.Application(client_max_size=1 << 30)
        app.router.add_get("/v1/.well-known/openidconfiguration", self._metadata)
        app.router.add_get("/v1/.well-known/keys", self._keys)
        app.router.add_get("/{tenant}/discovery/v2.0/keys", self._keys)  # Entra's own
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        app.router.add_put("/upload/{id}", self._upload)
        app.router.add_get("/download/{id}", self._download)
        app.router.add_route("*", "/teams/{tenant}/{rest:.*}", self._call)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.teams.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
        async with ClientSession(connector=TCPConnector(limit=0, force_close=True)) as self.session:
            self._ready.set()
            await self._over.wait()
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
        await runner.cleanup()

    # identity

    async def _metadata(self, request):
        return web.json_response(tokens.metadata(self.teams.url))

    async def _keys(self, request):
        self.teams.key_fetches += 1
        fault = self.teams.faults.next("keys")
        if fault and fault.how.startswith("hang"):
            await asyncio.sleep(fault.seconds)
        return web.json_response(tokens.public_keys(), status=503 if fault else 200)

    async def _token(self, request):
        call = Call("token", at=self.teams.steady())
        self.teams.calls.append(call)
        form = dict(await request.post())
        fault = self.teams.faults.next("token")
        if fault:
            return await self._faulty(request, call, fault, lambda: None)
        call.status, call.answer = self.teams.tokens.asked(request.match_info["tenant"], form)
        return web.json_response(call.answer, status=call.status)

    # the connector

    async def _call(self, request):
        path = "/" + unquote(request.match_info["rest"])
        try:
            method, args = found(request.method, path)
        except Refused as refusal:
            return web.json_response(refusal.body, status=404)
        call = Call(method, args | {"tenant": request.match_info["tenant"]}, query=dict(request.query))
        call.at, call.body = self.teams.steady(), await _json(request)
        self.teams.calls.append(call)
        if wrong := self.teams.tokens.wrong(request.headers.get("Authorization", "")):
            call.status, call.answer = 401, _DENIED | {"wrong": wrong}
            return web.json_response(_DENIED, status=401)
        if call.body is None:
            call.body = {}
            return _refused(call, Refused("BadArgument", "the body is no JSON"))
        fault = self.teams.faults.next(method, call.conversation)
        if fault:
            return await self._faulty(request, call, fault, lambda: self._done(call))
        return self._done(call)

    def _done(self, call):
        try:
            call.status, call.answer = perform(self.teams, call)
        except Refused as refusal:
            return _refused(call, refusal)
        if call.answer is None:
            return web.Response(status=call.status)
        return web.json_response(call.answer, status=call.status)

    async def _faulty(self, request, call, fault, done):
        if fault.how in REFUSALS:
            headers = {"Retry-After": str(fault.retry_after)} if fault.how == "Throttled" else {}
            return _refused(call, Refused(fault.how, fault.words, **headers))
        way, _, when = fault.how.rpartition("_")
        if when == "after":
            done()
        call.status = 503 if way == "5xx" else 0
        if way == "5xx":
            return web.json_response({"error": {"code": "ServiceUnavailable"}}, status=503)
        if way == "hang":
            await asyncio.sleep(fault.seconds)
        if request.transport:
            request.transport.abort()
        return web.Response()

    # files

    async def _upload(self, request):
        """An upload session: bytes in order, each with its Content-Range."""
        content = await request.read()
        call = Call("upload", {"length": len(content)}, at=self.teams.steady())
        self.teams.calls.append(call)
        fault = self.teams.faults.next("upload")
        if fault:
            return await self._faulty(request, call, fault, lambda: self._received(request, call, content))
        return self._received(request, call, content)

    def _received(self, request, call, content):
        file = self.teams.world.files.get(request.match_info["id"])
        match = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", request.headers.get("Content-Range", ""))
        if file is None or file.done:
            call.status = 404
            return web.json_response({"error": {"code": "itemNotFound"}}, status=404)
        if not match or int(match[1]) != len(file.content) or int(match[2]) - int(match[1]) + 1 != len(content):
            call.status = 416
            return web.json_response({"error": {"code": "invalidRange"}}, status=416)
        file.content += content
        file.done = len(file.content) == int(match[3])
        call.status = 201 if file.done else 202
        return web.json_response({"id": file.id, "name": file.name}, status=call.status)

    async def _download(self, request):
        file = self.teams.world.files.get(request.match_info["id"])
        return web.Response(status=404) if file is None else web.Response(body=file.content)


async def _json(request):
    """The body; None when it is no JSON."""
    try:
        return json.loads(await request.read() or b"{}")
    except ValueError:
        return None


def _refused(call, refusal):
    call.status, call.answer = refusal.status, refusal.body
    return web.json_response(refusal.body, status=refusal.status, headers=refusal.headers)
