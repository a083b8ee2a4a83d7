"""A bare Bolt app in a thread of its own, over HTTP or socket mode: what the stand-in is tried with."""

import asyncio
import threading
from contextlib import contextmanager

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient


def bare_app(slack):
    """An app with the stand-in's token and secret; the test adds the listeners."""
    return AsyncApp(client=AsyncWebClient(token=slack.token, base_url=slack.api), signing_secret=slack.signing_secret)


class Life:
    """An event loop in a thread, until `end`."""

    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    def end(self):
        self.run(self._cancel())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(5)
        self.loop.close()

    @staticmethod
    async def _cancel():
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


async def _listen(app):
    runner = web.AppRunner(app, shutdown_timeout=0.05)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"


@contextmanager
def served(app):
    """An aiohttp application in a thread; gives its address."""
    life = Life()
    runner, address = life.run(_listen(app))
    try:
        yield address
    finally:
        life.run(runner.cleanup())
        life.end()


@contextmanager
def over_http(app, slack):
    with served(app.web_app(path="/slack/events")) as slack.delivery.to:
        yield


async def _join(app, slack):
    handler = AsyncSocketModeHandler(app, slack.app_token, ping_interval=1.0)
    await handler.connect_async()
    return handler


@contextmanager
def over_socket(app, slack):
    life = Life()
    handler = life.run(_join(app, slack))
    slack.delivery.by_socket = True
    try:
        yield
    finally:
        life.run(handler.close_async())
        life.end()
