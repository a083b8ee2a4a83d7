"""The running service: what comes in is written down, worked on and answered, by threads that end together.

The web server, or the socket, runs in the main thread's loop and never waits for the database there. One process is
enough for a region; several over one PostgreSQL share the work, for who does what is decided by rows.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from typing import Any, Final, Protocol

import structlog

from bot.platforms.base import Delivery, Sent
from bot.platforms.heard import Heard, as_json
from bot.scheduling import ticking
from bot.server import Doors, Receive
from bot.traffic.inbox import Arrival, Taken
from bot.traffic.outgoing import Claimed, Waiting
from bot.traffic.recorder import Recorder
from bot.traffic.sender import Sender
from bot.traffic.signs import WITHIN, Signs
from bot.traffic.worker import Worker
from bot.underway import told
from bot.wiring import App

_WORKERS: Final = 2
_SENDERS: Final = 4  # Slack takes a tenth of a second for a call, and conversations do not wait for each other
_BREATH_SECONDS: Final = 0.06  # while events come a worker rests so long between two, and answers still flow
_LAST_SECONDS: Final = 6.0  # for the work in hand, once the service is told to end
_log = structlog.get_logger()


class Runs(Protocol):
    """Something that works until it is told to stop."""

    def run(self, wake: threading.Event, stop: threading.Event) -> None: ...


class Service:
    """Runs `app`; `look` is what the clock asks for, every so many seconds.

    Whoever waits longer than `sign_after`, in seconds, is shown a sign of life.
    """

    def __init__(self, app: App, look: Callable[[], object], *, sign_after: float = WITHIN) -> None:
        self._app = app
        self._look = look
        self._stop = threading.Event()
        self._arrived: list[threading.Event] = []
        self._waiting: list[threading.Event] = []
        self._threads: list[threading.Thread] = []
        self._recorder = Recorder(app.inbox.record, lambda: _wake(self._arrived))
        self._signs = Signs(app.platforms, self._language, app.now, within=sign_after)
        # Several processes over one database: another may answer what we took down, and would not know of our sign.
        self._is_alone = app.engine.dialect.name == "sqlite"
        self._slack = app.slack_app(self.record) if app.settings.slack_is_on else None
        self._teams = app.teams_app(self.record) if app.settings.teams_is_on else None
        self._socket: Any = None  # slack-bolt's, which has no types
        self._clock = ExitStack()
        self._beginning = threading.Lock()
        self._ready = threading.Event()

    @property
    def doors(self) -> Doors:
        """What the web server answers, and what it starts and stops with."""
        posts: dict[str, Receive] = {}
        if self._slack and self._app.settings.slack_signing_secret:
            posts["/slack/events"] = self._slack.receive
        if self._teams:
            posts["/api/messages"] = self._teams.receive
        return Doors(posts=posts, ready=self.missing, metrics=self.metrics, started=self.start, stopped=self.end)

    async def record(self, heard: Heard) -> None:
        """Write an event down; it is durable on return, and may be acknowledged."""
        arrival = Arrival(
            key=heard.key,
            about=heard.subject or None,
            platform=heard.sender.platform,
            lane=heard.sender.address,
            body=as_json(heard),
            received_at=self._app.now(),
        )
        if await self._recorder.record(arrival) and self._is_alone and not self._recorder.is_busy:
            self._signs.arrived(arrival.key, arrival.body, arrival.received_at)

    async def start(self) -> None:
        """Begin to work on what is there and what comes."""
        self._getting_ready = threading.Thread(target=self._begin_work, name="starting", daemon=True)
        self._getting_ready.start()
        if self._slack and self._app.settings.slack_app_token:
            self._socket = self._slack.socket(self._app.settings.slack_app_token.get_secret_value())
            await self._socket.connect_async()

    def _begin_work(self) -> None:
        """Warm up, which takes seconds, and begin: what arrives meanwhile is written down."""
        app = self._app
        try:
            if self._teams:
                self._teams.warm()
            if app.platforms:
                _ = app.listener
        except Exception:  # noqa: BLE001 - a worker meets the same when it hears, and says so of the event
            _log.exception("service.cold")
        with self._beginning:
            if self._stop.is_set():
                return
            self._begin_threads()
        if not self._stop.is_set():
            self._clock.enter_context(ticking(self._look, app.settings.tick_seconds))
        self._ready.set()

    def _begin_threads(self) -> None:
        app = self._app
        if app.platforms:
            self._begin(self._signs, [])
        for _ in range(_WORKERS if app.platforms else 0):
            worker = Worker(app.inbox, app.now, self._hear, self._excuse, self._worked, breathe=self._breathe)
            self._begin(worker, self._arrived)
        sender = Sender(app.outgoing, app.platforms, app.now, self._undelivered)
        for _ in range(_SENDERS if app.platforms else 0):
            self._begin(sender, self._waiting)

    async def end(self) -> None:
        """Take no more, finish what is in hand, and leave the rest where it is written down."""
        if self._socket:
            await self._socket.close_async()
        with self._beginning:
            self._stop.set()
        _wake([*self._arrived, *self._waiting])
        await asyncio.to_thread(self._ended, time.monotonic() + _LAST_SECONDS)

    def _ended(self, until: float) -> None:
        """Wait for what is in hand, no longer than `until`: what is not done by then has changed nothing."""
        closing = threading.Thread(target=self._clock.close, daemon=True)
        closing.start()
        for thread in (*self._threads, closing):
            thread.join(timeout=max(0.0, until - time.monotonic()))
        self._recorder.close()
        if self._teams:
            self._teams.close()

    def _breathe(self) -> None:
        """Let what comes in go first for a moment, where something does."""
        if self._recorder.is_busy:
            time.sleep(_BREATH_SECONDS)

    def missing(self) -> Mapping[str, str]:
        """Return what keeps the service from its work, by name; nothing when all is well."""
        if not self._ready.is_set():
            return {"service": "starting"}
        faults = {name: platform.fault for name, platform in self._app.platforms.items()}
        if self._socket and not faults.get("slack"):
            faults["slack"] = self._socket.fault
        return {name: fault for name, fault in faults.items() if fault}

    def metrics(self) -> str:
        """Return how much is waiting, done and undelivered, as Prometheus reads it."""
        rows = [
            "# HELP handslag_inbox_events Events from chat platforms, by state.",
            "# TYPE handslag_inbox_events gauge",
        ]
        rows += [f'handslag_inbox_events{{state="{state}"}} {n}' for state, n in self._app.inbox.counts().items()]
        rows += [
            "# HELP handslag_outgoing_calls Calls to chat platforms, by state.",
            "# TYPE handslag_outgoing_calls gauge",
        ]
        rows += [f'handslag_outgoing_calls{{state="{state}"}} {n}' for state, n in self._app.outgoing.counts().items()]
        return "\n".join(rows) + "\n"

    def _begin(self, what: Runs, wakes: list[threading.Event]) -> None:
        wake = threading.Event()
        wakes.append(wake)
        thread = threading.Thread(target=what.run, args=(wake, self._stop), name=type(what).__name__, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _hear(self, taken: Taken) -> Sequence[Waiting]:
        """Act on an event; whoever waits for it too long sees that an answer is on its way."""
        if not self._recorder.is_busy:  # in a flood the answers themselves are the signs
            self._signs.arrived(taken.key, taken.body, taken.received_at)
        with told(lambda: self._signs.worded(taken.key)):
            waiting = self._app.listener.hear(taken)
        return self._signs.relieved(taken, waiting)

    def _excuse(self, taken: Taken) -> Sequence[Waiting]:
        return self._signs.relieved(taken, self._app.listener.excuse(taken))

    def _language(self, heard: Heard) -> str:
        """Return what somebody reads, as far as it is known without asking the platform."""
        account = self._app.accounts.get(heard.sender)
        with self._app.store.reading() as ledger:
            person = ledger.people.get(account.address) if account and account.address else None
        known = (person and person.language, account and account.language, heard.language)
        return next((language for language in known if language), self._app.settings.language)

    def _undelivered(self, claimed: Claimed, sent: Sent) -> None:
        """Note a call that did not arrive, and whom the platform does not reach."""
        if sent.delivery is not Delivery.LATER:
            _log.warning("message.undelivered", key=claimed.key, delivery=sent.delivery, reason=sent.reason)
        self._app.reach.tried(claimed.person, claimed.platform, sent, claimed.call)

    def _worked(self) -> None:
        _wake(self._waiting)


def _wake(events: list[threading.Event]) -> None:
    for event in events:
        event.set()
