"""How long a cold `handslag ask` takes beside models that are dead, slow or well: `python -m benchmarks.trust.waiting`.

Each row is a process of its own, so that importing is in the figure, over the documents given (the sample without
any). "First" meets the trouble, "then" comes after it, when the model rests.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import delete

from benchmarks.trust import models
from bot.database import open_database
from bot.settings import read_settings
from retrieval.stores.tables import model_troubles
from tests.stand_ins.openai_server import StandIn, openai_server

SAMPLE = Path(__file__).parents[1] / "sample" / "corpus"
QUESTION = "Vad säger strategin om beredskap?"
KINDS = (("model",), ("embeddings",), ("model", "embeddings"))
LIMIT = 5.0  # seconds


def main(arguments: Sequence[str]) -> int:
    """Print the table and return 1 where an answer took longer than `LIMIT` or was poorer than without models."""
    papers = list(map(Path, arguments)) or sorted(SAMPLE.iterdir())
    shown, late = Table("", "model, first", "then", "embeddings, first", "then", "both, first", "then"), 0
    with tempfile.TemporaryDirectory() as home, ExitStack() as stack:
        well = stack.enter_context(openai_server())
        well.write = models.honest
        _run(home, {}, "ingest", *map(str, papers))
        _run(home, _settings(("embeddings",), well.url), "ingest", *map(str, papers))
        plain, seconds = _asked(home, {})
        shown.add_row("none configured", f"{seconds:.1f}")
        for name, url in _servers(stack):
            row = [name]
            for kinds in KINDS:
                _forget(Path(home))
                for answer, seconds in (_asked(home, _settings(kinds, url)) for _ in range(2)):
                    is_poorer = len(answer["sources"]) < len(plain["sources"]) and answer["mode"] != "llm"
                    late += seconds > LIMIT or is_poorer or answer["status"] != plain["status"]
                    row.append(f"{seconds:.1f} {answer['mode']}")
            shown.add_row(*row)
            sys.stderr.write(f"{row}\n")
    Console(width=150).print(shown)
    return 1 if late else 0


def _settings(kinds: Sequence[str], url: str) -> dict[str, str]:
    told = {f"HANDSLAG_{kind.upper()}": "openai:stand-in" for kind in kinds}
    return told | {f"HANDSLAG_{kind.upper()}_BASE_URL": url for kind in kinds}


def _forget(home: Path) -> None:
    """Let no model rest any more."""
    with open_database(read_settings(home).database_address).begin() as connection:
        connection.execute(delete(model_troubles))


def _run(home: str, told: Mapping[str, str], *command: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HANDSLAG")}
    line = [sys.executable, "-m", "bot", "--home", home, *command]
    done = subprocess.run(line, env={**kept, **told}, capture_output=True, check=False, text=True)  # noqa: S603 - this program
    return done.stdout


def _asked(home: str, told: Mapping[str, str]) -> tuple[dict[str, object], float]:
    began = time.monotonic()
    said = _run(home, told, "ask", "--json", QUESTION)
    return json.loads(said), time.monotonic() - began


def _servers(stack: ExitStack) -> Iterator[tuple[str, str]]:
    yield "refuses", "http://127.0.0.1:9/v1"
    yield "takes the call, says nothing", stack.enter_context(_silent(accepts=True))
    yield "no room for the call", stack.enter_context(_silent(accepts=False))
    yield "no such name", "http://nowhere.invalid/v1"
    yield "hangs when asked", stack.enter_context(_answering(_hang))
    behaviours: tuple[tuple[str, dict[str, object]], ...] = (
        ("answers 500", {"status": 500}),
        ("a byte at a time", {"drip": 0.2}),
        ("another length of vector", {"dimensions": 7}),
        ("half a second", {"wait": 0.5}),
        ("at once", {}),
    )
    for name, told in behaviours:
        server: StandIn = stack.enter_context(openai_server())
        server.write = models.honest
        vars(server).update(told)
        yield name, server.url


def _hang(handler: BaseHTTPRequestHandler) -> None:
    handler.server.stopping.wait(60)  # type: ignore[attr-defined]  # set below


@contextmanager
def _answering(post: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """Yield the address of a server that answers GET and does `post` when it is sent something."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(404)

        def do_POST(self) -> None:
            post(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the signature is the library's
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.stopping = threading.Event()  # type: ignore[attr-defined]  # what holds the handlers up
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.stopping.set()  # type: ignore[attr-defined]  # as above
    server.shutdown()
    server.server_close()


@contextmanager
def _silent(*, accepts: bool) -> Iterator[str]:
    """Yield the address of a socket that never says a word; `accepts`: with room for calls."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(50 if accepts else 0)
    callers = [socket.socket() for _ in range(0 if accepts else 3)]
    for caller in callers:
        caller.settimeout(0)
        caller.connect_ex(listening.getsockname())
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
    for one in (*callers, listening):
        one.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
