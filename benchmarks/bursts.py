"""Signed events at 100 at a time: `serve`, each durable before it is acknowledged, beside a bare app of the platform.

The bare app acknowledges and does nothing else. Both run as processes of their own on the same web server and are
warmed by the same events; the events are signed beforehand and sent by a process of its own (`python -m
benchmarks.bursts`). What the platform's servers would answer is the tests' stand-in, in this process. Printed, of the
best round of each: events a second, the 50th and 99th percentile of the time to the acknowledgement, how many were
lost, and how many answers went out a second while the events came, and after.
"""

import asyncio
import os
import pickle
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.database import open_database
from bot.traffic.inbox import Inbox

AT_ONCE: Final = 100
EVENTS: Final = 3_000
ROUNDS: Final = 2
WARMING: Final = 100
PEOPLE: Final = 200
QUESTION: Final = "Vad säger strategin om kompetensförsörjning?"
_STRATEGY: Final = Path(__file__).parents[1] / "bot" / "demo" / "strategi-2026-livskusten.docx"
_PORT: Final = "{port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """What a platform is measured with.

    `program` is the bare app, which gets its port and then `arguments`; `settings` are those of `serve`, by the names
    of the environment; `request` makes the n-th event as it goes over the wire.
    """

    name: str
    program: str
    arguments: Sequence[str]
    settings: Mapping[str, str]
    request: Callable[[int], bytes]


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


def measure(peer: Peer, given: Sequence[str]) -> None:
    """Run both by turns and print the best of each side by side; `given` are events and rounds, where they are."""
    count, rounds = (*(int(one) for one in given), *(EVENTS, ROUNDS)[len(given) :])
    bare, served, kept = [], [], 0
    for number in range(rounds):
        events = _signed(peer, number, count)
        bare.append(_measured([sys.executable, "-c", peer.program, _PORT, *peer.arguments], {}, events))
        with tempfile.TemporaryDirectory() as home:
            settings = {"HANDSLAG_HOME": home, "HANDSLAG_ENVIRONMENT": "test", **peer.settings}
            command = [sys.executable, "-m", "bot", "ingest", str(_STRATEGY)]
            subprocess.run(command, env=os.environ | settings, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
            served.append(_measured([sys.executable, "-m", "bot", "serve"], settings, events))
            kept += _kept(home) - WARMING
    _print(peer.name, bare, served, lost=rounds * count - kept, events=count)


def posted(path: str, headers: Mapping[str, str], body: bytes) -> bytes:
    """Return a request as it goes over the wire."""
    lines = [f"POST {path} HTTP/1.1", "host: 127.0.0.1", f"content-length: {len(body)}"]
    return "\r\n".join([*lines, *(f"{name}: {said}" for name, said in headers.items()), "", ""]).encode() + body


def _print(name: str, bare: Sequence[Run], served: Sequence[Run], *, lost: int, events: int) -> None:
    best, ours = max(bare, key=lambda run: run.rate), max(served, key=lambda run: run.rate)
    rows = [f"{events} events at {AT_ONCE} at a time, the best of {len(bare)} rounds of each"]
    rows += [best.line(name), ours.line("serve, inbox durable")]
    answers = f"answers a second: {ours.answered / ours.seconds:.0f} while they came, {ours.after:.0f} after"
    rows.append(f"ratio {ours.rate / best.rate:.2f}; lost {lost}; {answers}")
    sys.stdout.write("\n".join(rows) + "\n")


def _measured(command: Sequence[str], settings: Mapping[str, str], events: "Signed") -> Run:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = [part.replace(_PORT, str(port)) for part in command]
    with _running(told, os.environ | settings | {"HANDSLAG_PORT": str(port)}, port):
        _fired(port, events.warming)
        home = settings.get("HANDSLAG_HOME", "")
        _until_answered(home, WARMING)
        before = _answers(home)
        run = _fired(port, events.counted)
        answered = _answers(home) - before
        began, before = time.perf_counter(), _answers(home)
        time.sleep(10 if home else 0)
        after = (_answers(home) - before) / (time.perf_counter() - began)
        return Run(run.seconds, run.waits, run.refused, answered, after)


def _answers(home: str) -> int:
    """Return how many answers have arrived, by what is written down."""
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
            if process.poll() is not None:
                raise RuntimeError(f"ended before it answered: {command[:3]}")
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
    command = [sys.executable, "-m", "benchmarks.bursts"]
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


def _signed(peer: Peer, number: int, count: int) -> Signed:
    made = [peer.request(number * 10_000_000 + n) for n in range(WARMING + count)]
    return Signed(tuple(made[:WARMING]), tuple(made[WARMING:]))


def _kept(home: str) -> int:
    engine = open_database(f"sqlite:///{home}/handslag.db")
    try:
        return sum(Inbox(engine).counts().values())
    finally:
        engine.dispose()


if __name__ == "__main__":
    fire()
