"""A service in this process around which a story is told, whatever platform it is told on, and the story's clock."""

import socket
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime

import uvicorn

from bot.server import application


class StoryClock:
    """The time of the story, which stands still until it is moved."""

    def __init__(self, moment):
        self.now = datetime.fromisoformat(moment).replace(tzinfo=UTC)

    def __call__(self):
        return self.now


class Year:
    """One installation. `at` moves the clock and lets the service look at what is due."""

    def __init__(self, app, clock):
        self.app, self.clock = app, clock
        self.people = {}
        self.since = datetime.min.replace(tzinfo=UTC)

    def does(self, what, *arguments, **named):
        """Let somebody do something, wait until all that came of it is done, and return what it gave."""
        given = what(*arguments, **named)
        self.settle()
        return given

    def at(self, moment):
        """Go to a moment, as ISO text in the plan's zone, and do what is due by then."""
        local = datetime.fromisoformat(moment).replace(tzinfo=self.app.settings.zone)
        self.clock.now = local.astimezone(UTC)
        self.app.post.tick()
        self.app.inviting.look()
        self.app.post.send(self.app.platforms)
        self.settle()

    def settle(self, seconds=90):
        """Wait until everything that came has been worked on and everything that goes out has gone."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            waiting = self.app.inbox.counts(), self.app.outgoing.counts()
            is_busy = {"waiting", "taken", "queued"} & {state for counts in waiting for state in counts}
            if not is_busy and all(call.reason for call in self.app.outgoing.unsettled(self.since)):
                self.app.post.send(self.app.platforms)
                return
            time.sleep(0.02)
        raise AssertionError(f"still busy: {waiting}")


@contextmanager
def running(service):
    """Run the service behind a web server of its own until the block ends; gives the port once it is ready."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        config = uvicorn.Config(application(service.doors), log_config=None, access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        until = time.monotonic() + 120
        while not (server.started and not service.missing()) and time.monotonic() < until:
            time.sleep(0.01)
        assert server.started
        assert not service.missing()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(timeout=60)
