"""Signed Slack events at 100 at a time: `serve`, each durable before it is acknowledged, beside a bare Bolt app.

    python -m benchmarks.slack_events [EVENTS [ROUNDS]]

The bare app acknowledges and does nothing else. Both run as processes of their own on the same web server and are
warmed by the same events; the events are signed beforehand and sent by a process of its own. Slack's Web API is the
tests' stand-in. Printed, of the best round of each: events a second, the 50th and 99th percentile of the time to the
acknowledgement, how many were lost, and how many answers went out a second while the events came, and after.
"""

import asyncio
import json
import os
import pickle
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from slack_sdk.signature import SignatureVerifier

from bot.database import open_database
from bot.traffic.inbox import Inbox
from tests.stand_ins.slack import Slack, stand_in

AT_ONCE: Final = 100
EVENTS: Final = 3_000
ROUNDS: Final = 2
WARMING: Final = 100
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
    after: float = 0.0  # answers a second when no more events came

    @property
    def rate(self) -> float:
        """Events a second."""
        return len(self.waits) / self.seconds

    def line(self, name: str) -> str:
        """Return the run as one row."""
        waits = sorted(self.waits)
        middle, late = waits[len(waits) // 2] * 1000, waits[int(len(waits) * 0.99)] * 1000
        return f"{name:<24}{self.rate:>6.0f}/s  p50 {middle:>4.0f} ms  p99 {late:>4.0f} ms  refused {self.refused}"


def main(count: int, rounds: int) -> None:
    """Run both by turns and print the best of each side by side."""
    bare, served, kept = [], [], 0
    with stand_in() as slack:
        for n in range(PEOPLE):
            slack.world.dm(slack.person(f"Person {n}", f"p{n}@region.example").id)
        for number in range(rounds):
            events = _signed(slack, number, count)
            bare.append(_measured([sys.executable, "-c", _BARE, "{port}", slack.signing_secret], {}, events))
            with tempfile.TemporaryDirectory() as home:
                _handslag(home, slack, "ingest", str(_STRATEGY))
                command = [sys.executable, "-m", "bot", "serve"]
                served.append(_measured(command, _environment(home, slack, "{port}"), events))
                kept += _kept(home) - WARMING
    _print(bare, served, lost=rounds * count - kept, events=count)


def _print(bare: Sequence[Run], served: Sequence[Run], *, lost: int, events: int) -> None:
    best, ours = max(bare, key=lambda run: run.rate), max(served, key=lambda run: run.rate)
    rows = [f"{events} events at {AT_ONCE} at a time, the best of {len(bare)} rounds of each"]
    rows += [best.line("bare Bolt app"), ours.line("serve, inbox durable")]
    answers = f"answers a second: {ours.answered / ours.seconds:.0f} while they came, {ours.after:.0f} after"
    rows.append(f"ratio {ours.rate / best.rate:.2f}; lost {lost}; {answers}")
    sys.stdout.write("\n".join(rows) + "\n")


def _measured(command: list[str], environment: dict[str, str], events: "Signed") -> Run:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = [part.replace("{port}", str(port)) for part in command]
    variables = os.environ | {name: value.replace("{port}", str(port)) for name, value in environment.items()}
    with _running(told, variables, port):
        _fired(port, events.warming)
        home = environment.get("HANDSLAG_HOME", "")
        _until_answered(home, WARMING)
        before = _answers(home)
        run = _fired(port, events.counted)
        answered = _answers(home) - before
        began, before = time.perf_counter(), _answers(home)
        time.sleep(10 if home else 0)
        after = (_answers(home) - before) / (time.perf_counter() - began)
        return Run(run.seconds, run.waits, run.refused, answered, after)


def _answers(home: str) -> int:
    """Return how many answers have arrived at Slack, by what is written down."""
    if not home:
        return 0
    with closing(sqlite3.connect(f"{home}/handslag.db")) as database:
        return int(database.execute("SELECT count(*) FROM outgoing WHERE state = 'sent'").fetchone()[0])


def _until_answered(home: str, count: int) -> None:
    patience = time.monotonic() + 30
    while home and _answers(home) < 0.9 * count and time.monotonic() < patience:
        time.sleep(0.1)


@contextmanager
def _running(command: list[str], environment: dict[str, str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
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


def _fired(port: int, requests: Sequence[bytes]) -> Run:
    """Send requests from a process of their own, so that the stand-in and this one take nothing of its time."""
    told = pickle.dumps((port, list(requests)))
    command = [sys.executable, "-m", "benchmarks.slack_events", "--fire"]
    done = subprocess.run(command, input=told, stdout=subprocess.PIPE, check=True)  # noqa: S603 - our own program
    seconds, waits, refused = pickle.loads(done.stdout)  # noqa: S301 - our own process wrote it
    return Run(seconds, tuple(waits), refused)


def fire() -> None:
    """Send the requests that stand on the standard input, and write how it went to the standard output."""
    import uvloop  # noqa: PLC0415 - the sending process alone needs it

    port, requests = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process wrote it
    pickle.dump(uvloop.run(_all_sent(port, requests)), sys.stdout.buffer)


async def _all_sent(port: int, requests: Sequence[bytes]) -> tuple[float, list[float], int]:
    waits: list[float] = []
    refused = 0
    left = iter(requests)

    async def one_after_another() -> None:
        nonlocal refused
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in left:
            began = time.perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
            await reader.readexactly(int(length or 0))
            waits.append(time.perf_counter() - began)
            refused += not head.startswith(b"HTTP/1.1 200")
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))
    return time.perf_counter() - began, waits, refused


@dataclass(frozen=True, slots=True)
class Signed:
    """Requests as they go over the wire."""

    warming: tuple[bytes, ...]
    counted: tuple[bytes, ...]


def _signed(slack: Slack, number: int, count: int) -> Signed:
    made = [_request(slack, number * 10_000_000 + n) for n in range(WARMING + count)]
    return Signed(tuple(made[:WARMING]), tuple(made[WARMING:]))


def _request(slack: Slack, n: int) -> bytes:
    now = int(time.time())
    body = json.dumps(
        {
            "type": "event_callback",
            "team_id": "T1",
            "event_id": f"Ev{n:08d}",
            "event_time": now,
            "authorizations": [{"team_id": "T1", "user_id": "U0BOT", "is_bot": True}],
            "event": {
                "type": "message",
                "channel_type": "im",
                "channel": f"DUPERSON{n % PEOPLE}",
                "user": f"UPERSON{n % PEOPLE}",
                "text": "Vad säger strategin om kompetensförsörjning?",
                "ts": f"{now}.{n % 1_000_000:06d}",
            },
        }
    ).encode()
    signature = SignatureVerifier(slack.signing_secret).generate_signature(timestamp=str(now), body=body) or ""
    head = (
        f"POST /slack/events HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
        f"content-length: {len(body)}\r\nx-slack-request-timestamp: {now}\r\nx-slack-signature: {signature}\r\n\r\n"
    )
    return head.encode() + body


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
    subprocess.run([sys.executable, "-m", "bot", *words], env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program


def _kept(home: str) -> int:
    engine = open_database(f"sqlite:///{home}/handslag.db")
    try:
        return sum(Inbox(engine).counts().values())
    finally:
        engine.dispose()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--fire"]:
            fire()
        case given:
            main(*(int(one) for one in given), *(EVENTS, ROUNDS)[len(given) :])
