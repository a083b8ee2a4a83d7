"""The stand-in on real HTTP and a real websocket, with an event loop and a thread of its own."""

import asyncio
import json
import threading

from aiohttp import ClientSession, TCPConnector, web

from tests.stand_ins.slack import files
from tests.stand_ins.slack.calls import Call, RateLimitedError
from tests.stand_ins.slack.methods import perform


class Server:
    """Answers for `slack` from `start` to `stop`."""

    def __init__(self, slack):
        self.slack = slack
        self.loop = asyncio.new_event_loop()
        self.session = None
        self._thread = threading.Thread(target=self._live, name="slack-stand-in", daemon=True)
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

    def begin(self, work):
        """Do it without waiting."""
        return asyncio.run_coroutine_threadsafe(work, self.loop)

    def _live(self):
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(self._serve())
        self.loop.close()

    async def _serve(self):
        self._over = asyncio.Event()
        app = web.Application(client_max_size=1 << 30)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/upload/v1/{ticket}", self._upload)
        app.router.add_get("/files-pri/{id}/{rest:.*}", self._file)
        app.router.add_post("/hooks/{id}", self._hook)
        app.router.add_get("/link/", self.slack.sockets.connect)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
        async with ClientSession(connector=TCPConnector(limit=0)) as self.session:
            self._ready.set()
            await self._over.wait()
            await self.slack.sockets.close()
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
        await runner.cleanup()

    async def _api(self, request):
        call = Call(request.match_info["method"], await _arguments(request), _token(request))
        call.token = call.token or str(call.args.pop("token", ""))
        call.world, call.slack = self.slack.world, self.slack
        self.slack.calls.append(call)
        fault = self.slack.faults.next(call.method, call.get("channel") or call.get("channel_id"))
        way, _, when = (fault.how if fault else "").rpartition("_")
        if when == "before" and way:
            return await self._failed(request, call, way, fault)
        if fault and when != "after":
            return self._refused(call, fault)
        try:
            call.answer = perform(call)
        except RateLimitedError as limit:
            return _limited(call, limit.seconds)
        if fault:
            return await self._failed(request, call, way, fault)
        return _answer(call)

    @staticmethod
    def _refused(call, fault):
        if fault.how == "ratelimited":
            return _limited(call, fault.retry_after)
        call.answer = {"ok": False, "error": fault.how}
        return _answer(call)

    @staticmethod
    async def _failed(request, call, way, fault):
        call.status = 503 if way == "5xx" else 0
        if way == "5xx":
            return web.Response(status=503, text="Service Unavailable")
        if way == "hang":
            await asyncio.sleep(fault.seconds)
        if request.transport:
            request.transport.abort()
        return web.Response()

    async def _upload(self, request):
        fault = self.slack.faults.next("upload")
        way, _, when = (fault.how if fault else "").rpartition("_")
        content = await _uploaded(request)
        call = Call("upload", {"length": len(content)})
        self.slack.calls.append(call)
        if fault and when == "before":
            return await self._failed(request, call, way, fault)
        with self.slack.world.lock:
            status = files.received(self.slack, request.match_info["ticket"], content)
        if fault and when == "after":
            return await self._failed(request, call, way, fault)
        return web.Response(status=status, text=f"OK - {len(content)}" if status == 200 else "error")

    async def _file(self, request):
        """A file's content for the app; a login page for who has no token, as Slack does."""
        token, file = _token(request), self.slack.world.files.get(request.match_info["id"])
        app = next((one for one in self.slack.world.installations.values() if one.token == token), None)
        if app is None or app.wrong or "files:read" not in app.scopes:
            return web.Response(text="<!DOCTYPE html><title>Slack</title>", content_type="text/html")
        return web.Response(status=404) if file is None else web.Response(body=file.content)

    async def _hook(self, request):
        fault = self.slack.faults.next("response_url")
        body = await request.json()
        call = Call("response_url", body)
        self.slack.calls.append(call)
        way, _, when = (fault.how if fault else "").rpartition("_")
        if fault and when == "before":
            return await self._failed(request, call, way, fault)
        call.status, call.answer = self.slack.hooks.used(request.match_info["id"], body)
        if fault and when == "after":
            return await self._failed(request, call, way, fault)
        if call.answer is None:
            return web.Response(text="ok")
        return web.json_response(call.answer, status=call.status)


def _token(request):
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind == "Bearer" else ""


async def _arguments(request):
    args = dict(request.query)
    if request.content_type == "application/json":
        try:
            args |= json.loads(await request.read() or b"{}")
        except ValueError:
            args["malformed"] = True
    else:
        args |= dict(await request.post())
    return args


async def _uploaded(request):
    if request.content_type == "multipart/form-data":
        form = await request.post()
        return next((one.file.read() for one in form.values() if hasattr(one, "file")), b"")
    return await request.read()


def _limited(call, seconds):
    call.status, call.answer = 429, {"ok": False, "error": "ratelimited"}
    return web.json_response(call.answer, status=429, headers={"Retry-After": str(seconds)})


def _answer(call):
    headers = {"x-slack-req-id": "stand-in"}
    if call.app:
        headers["x-oauth-scopes"] = ",".join(sorted(call.app.scopes))
    return web.json_response(call.answer, headers=headers)
