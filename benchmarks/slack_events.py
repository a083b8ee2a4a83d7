"""Signed Slack events at 100 at a time: `serve`, each durable before it is acknowledged, beside a bare Bolt app.

    python -m benchmarks.slack_events [EVENTS]

The bare app acknowledges and does nothing else. Both run as processes of their own on the same web server; Slack's Web
API is the tests' stand-in. Printed: events a second, the 50th and 99th percentile of the time to the acknowledgement,
how many events were lost, and how many answers came while the events were still coming.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import aiohttp
from slack_sdk.signature import SignatureVerifier

from tests.stand_ins.slack import Slack, stand_in

AT_ONCE: Final = 100
EVENTS: Final = 3_000
PEOPLE: Final = 200
_STRATEGY: Final = Path(__file__).parents[1] / "bot" / "demo" / "strategi-2026-livskusten.docx"
_BARE: Final = """
import sys
import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

async def authorize(**_):
    return AuthorizeResult(enterprise_id=None, team_id=None, bot_token="xoxb")

bolt = AsyncApp(signing_secret=sys.argv[2], authorize=authorize)

@bolt.event("message")
async def nothing():
    pass

handler = AsyncSlackRequestHandler(bolt)

async def events(request):
    return await handler.handle(request)

async def health(_):
    return PlainTextResponse("ok")

app = Starlette(routes=[Route("/slack/events", events, methods=["POST"]), Route("/health", health)])
uvicorn.run(app, port=int(sys.argv[1]), log_level="critical", access_log=False)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run showed: `seconds` in all, `waits` in seconds to each acknowledgement, `answered` meanwhile."""

    seconds: float
    waits: tuple[float, ...]
    refused: int
    answered: int = 0

    def line(self, name: str) -> str:
        """Return the run as one row."""
        waits = sorted(self.waits)
        middle, late = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
        rate = len(waits) / self.seconds
        return f"{name:<28}{rate:>8.0f}/s  p50 {middle * 1000:>6.0f} ms  p99 {late * 1000:>6.0f} ms  refused {self.refused}"


def main(count: int) -> None:
    """Run both and print them side by side."""
    with stand_in() as slack, tempfile.TemporaryDirectory() as home:
        for n in range(PEOPLE):
            slack.person(f"Person {n}", f"p{n}@region.example")
        bare = _measured([sys.executable, "-c", _BARE, "{port}", slack.signing_secret], {}, slack, count)
        _handslag(home, slack, "ingest", str(_STRATEGY))
        served = _measured([sys.executable, "-m", "bot", "serve"], _environment(home, slack, "{port}"), slack, count)
        kept = _kept(home)
    print(bare.line("bare Bolt app"))
    print(served.line("serve, inbox durable"))
    rate = (count / served.seconds) / (count / bare.seconds)
    print(f"ratio {rate:.2f}; written down {kept} of {count}; answers sent meanwhile {served.answered}")


def _measured(command: list[str], environment: dict[str, str], slack: Slack, count: int) -> Run:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = [part.replace("{port}", str(port)) for part in command]
    variables = os.environ | {name: value.replace("{port}", str(port)) for name, value in environment.items()}
    with _running(told, variables, port):
        before = len(slack.calls)
        run = asyncio.run(_fire(f"http://127.0.0.1:{port}/slack/events", slack, count))
        answered = sum(call.method == "chat.postMessage" for call in slack.calls[before:])
        return Run(run.seconds, run.waits, run.refused, answered)


@contextmanager
def _running(command: list[str], environment: dict[str, str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        for _ in range(1200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(30)


async def _fire(url: str, slack: Slack, count: int) -> Run:
    waits: list[float] = []
    refused = 0
    numbers = iter(range(count))

    async def one_after_another(session: aiohttp.ClientSession) -> None:
        nonlocal refused
        for n in numbers:
            body, headers = _event(slack, n)
            began = time.perf_counter()
            async with session.post(url, data=body, headers=headers) as response:
                await response.read()
                refused += response.status != 200
            waits.append(time.perf_counter() - began)

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE)) as session:
        await asyncio.gather(*(_event_free(session, url, slack) for _ in range(20)))
        began = time.perf_counter()
        await asyncio.gather(*(one_after_another(session) for _ in range(AT_ONCE)))
        return Run(time.perf_counter() - began, tuple(waits), refused)


async def _event_free(session: aiohttp.ClientSession, url: str, slack: Slack) -> None:
    """Warm the connection up with something that is no event."""
    async with session.post(url, data=b"{}", headers={"content-type": "application/json"}) as response:
        await response.read()


def _event(slack: Slack, n: int) -> tuple[bytes, dict[str, str]]:
    user = f"UPERSON{n % PEOPLE}"
    stamp = f"{time.time():.6f}"
    body = json.dumps(
        {
            "type": "event_callback",
            "team_id": "T1",
            "event_id": f"Ev{n:08d}",
            "event_time": int(time.time()),
            "authorizations": [{"team_id": "T1", "user_id": "U0BOT", "is_bot": True}],
            "event": {
                "type": "message",
                "channel_type": "im",
                "channel": f"DU{n % PEOPLE}",
                "user": user,
                "text": "Vad säger strategin om kompetensförsörjning?",
                "ts": f"{stamp[:-6]}{n:06d}",
            },
        }
    ).encode()
    now = str(int(time.time()))
    signature = SignatureVerifier(slack.signing_secret).generate_signature(timestamp=now, body=body) or ""
    return body, {
        "content-type": "application/json",
        "x-slack-request-timestamp": now,
        "x-slack-signature": signature,
    }


def _environment(home: str, slack: Slack, port: str) -> dict[str, str]:
    return {
        "HANDSLAG_HOME": home,
        "HANDSLAG_ENVIRONMENT": "test",
        "HANDSLAG_PORT": port,
        "HANDSLAG_SLACK_BOT_TOKEN": slack.token,
        "HANDSLAG_SLACK_SIGNING_SECRET": slack.signing_secret,
        "HANDSLAG_SLACK_API_URL": slack.api,
    }


def _handslag(home: str, slack: Slack, *words: str) -> None:
    environment = os.environ | _environment(home, slack, "0")
    subprocess.run([sys.executable, "-m", "bot", *words], env=environment, check=True, stdout=subprocess.DEVNULL)


def _kept(home: str) -> int:
    from bot.database import open_database
    from bot.traffic.inbox import Inbox

    engine = open_database(f"sqlite:///{home}/handslag.db")
    try:
        return sum(Inbox(engine).counts().values())
    finally:
        engine.dispose()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS)
