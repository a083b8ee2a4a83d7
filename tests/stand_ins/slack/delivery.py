"""How Slack brings events, commands and presses to the app: signed, within three seconds, again when it must."""

import asyncio
import hashlib
import hmac
import json
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

import aiohttp


@dataclass
class Attempt:
    status: int  # 0 when nothing was answered
    seconds: float
    wrong: str = ""  # http_timeout, http_error, connection_failed


@dataclass
class Delivered:
    """How it went: `acked` in time, with `answer` (JSON or text), after these attempts."""

    kind: str  # event, command or interactive
    payload: dict
    acked: bool = False
    answer: object = None
    attempts: list = field(default_factory=list)

    @property
    def event_id(self):
        return self.payload.get("event_id", "")

    @property
    def status(self):
        return self.attempts[-1].status if self.attempts else 0


class Delivery:
    """`to` an address, or by socket; `retry_after` are the waits before the three retries of an event, in seconds."""

    def __init__(self, slack):
        self._slack = slack
        self.to = ""
        self.by_socket = False
        self.ack_seconds = 3.0
        self.clock = time.time  # what signatures are dated by
        self.retry_after = (0.0, 0.05, 0.1)  # Slack's own: at once, 60, 300
        self.all: list[Delivered] = []
        self._held: list | None = None

    @property
    def ready(self):
        return self.by_socket or bool(self.to)

    # what a test says

    def event(self, payload, *, retries=True):
        """Deliver an envelope of an event and wait until it was acknowledged or given up."""
        return self._do(Delivered("event", payload), retries=retries)

    def command(self, fields):
        return self._do(Delivered("command", fields))

    def interactive(self, payload):
        return self._do(Delivered("interactive", payload))

    def again(self, delivered, copies=1, *, at_once=False):
        """The very same once more, or several times, one after another or at the same moment."""
        more = [Delivered(delivered.kind, delivered.payload) for _ in range(copies)]
        if at_once:
            self._slack.server.run(self._together(more))
        else:
            for one in more:
                self._do(one)
        return more

    def later(self, payload):
        """Deliver an event without waiting."""
        if self.ready:
            delivered = Delivered("event", payload)
            if self._held is None:
                self._slack.server.begin(self._carry(delivered))
            else:
                self._held.append(delivered)

    @contextmanager
    def holding(self):
        """Keep events back; on leaving they are delivered in the order that the list then has (reverse it, say)."""
        self._held = []
        try:
            yield self._held
        finally:
            held, self._held = self._held, None
            for one in held:
                self._do(one)

    def raw(self, body, *, content_type="application/json", secret="", at=None, headers=None, to=""):
        """Post any bytes, signed with any secret at any time: (status, text). With `secret=None` unsigned."""
        body = body if isinstance(body, bytes) else body.encode()
        signed = {} if secret is None else self.signature(body, secret, at)
        more = {"Content-Type": content_type, **signed, **(headers or {})}
        return self._slack.server.run(self._raw(to or self.to, body, more))

    def signature(self, body, secret="", at=None):
        """Slack's headers of a signature, version v0."""
        stamp = str(int(self.clock() if at is None else at))
        key = (secret or self._slack.signing_secret).encode()
        digest = hmac.new(key, f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}

    # how it is done

    def _do(self, delivered, *, retries=True):
        if self._held is not None and delivered.kind == "event":
            self._held.append(delivered)
            return delivered
        return self._slack.server.run(self._carry(delivered, retries=retries), 3600)

    async def _together(self, many):
        await asyncio.gather(*(self._carry(one) for one in many))

    async def _carry(self, delivered, *, retries=True):
        self.all.append(delivered)
        waits = (None, *self.retry_after) if retries and delivered.kind == "event" else (None,)
        reason = ""
        for nr, wait in enumerate(waits):
            if wait:
                await asyncio.sleep(wait)
            send = self._by_socket if self.by_socket else self._by_http
            reason, final = await send(delivered, nr, reason)
            if delivered.acked or final:
                break
        return delivered

    async def _by_socket(self, delivered, nr, reason):
        kind = {"event": "events_api", "command": "slash_commands"}.get(delivered.kind, delivered.kind)
        began = time.monotonic()
        acked, answer, wrong = await self._slack.sockets.send(kind, delivered.payload, attempt=nr, reason=reason)
        delivered.acked, delivered.answer = acked, answer
        delivered.attempts.append(Attempt(200 if acked else 0, time.monotonic() - began, wrong))
        return wrong, False

    async def _by_http(self, delivered, nr, reason):
        body, content_type = _written(delivered)
        headers = {"Content-Type": content_type, **self.signature(body), "User-Agent": "Slackbot 1.0 (stand-in)"}
        if nr:
            headers |= {"X-Slack-Retry-Num": str(nr), "X-Slack-Retry-Reason": reason}
        began, answer, status, final, wrong = time.monotonic(), None, 0, False, ""
        try:
            async with asyncio.timeout(self.ack_seconds):
                async with self._slack.server.session.post(self.to, data=body, headers=headers) as response:
                    status, answer = response.status, _read(response, await response.text())
                    final = response.headers.get("x-slack-no-retry") == "1"
        except TimeoutError:
            wrong = "http_timeout"
        except aiohttp.ClientError:
            wrong = "connection_failed"
        delivered.acked = status == 200
        delivered.answer = answer
        wrong = wrong or ("" if status == 200 else "http_error")
        delivered.attempts.append(Attempt(status, time.monotonic() - began, wrong))
        return wrong, final

    async def _raw(self, to, body, headers):
        try:
            async with self._slack.server.session.post(to, data=body, headers=headers) as response:
                return response.status, await response.text()
        except aiohttp.ClientError:
            return 0, ""  # turned away before all was read


def _written(delivered):
    """The body as Slack writes it: JSON for events, forms for the others."""
    if delivered.kind == "event":
        return json.dumps(delivered.payload).encode(), "application/json"
    fields = delivered.payload if delivered.kind == "command" else {"payload": json.dumps(delivered.payload)}
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"


def _read(response, text):
    if response.content_type == "application/json" and text:
        return json.loads(text)
    return text
