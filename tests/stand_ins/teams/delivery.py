"""How Teams brings activities to the app: with a token of its own, within fifteen seconds, again when it must."""

import asyncio
import json
import time
from contextlib import contextmanager
from dataclasses import dataclass, field

import aiohttp


@dataclass
class Attempt:
    status: int  # 0 when nothing was answered
    seconds: float
    id: str = ""  # of the activity, new each time when Teams makes it so
    wrong: str = ""  # timeout, http_error, connection_failed


@dataclass
class Delivered:
    """How it went: `acked` in time, with `answer` (JSON or text), after these attempts."""

    activity: dict
    acked: bool = False
    answer: object = None
    attempts: list = field(default_factory=list)

    @property
    def kind(self):
        return self.activity.get("name") or self.activity["type"]

    @property
    def status(self):
        return self.attempts[-1].status if self.attempts else 0


class Delivery:
    """`to` is the app's address of messages; `retry_after` are the waits before Teams brings a message again."""

    def __init__(self, teams):
        self._teams = teams
        self.to = ""
        self.ack_seconds = 15.0
        self.retry_after = (0.05,)
        self.new_ids = False  # when it comes again it has another id
        self.all: list[Delivered] = []
        self._held: list | None = None

    # what a test says

    def send(self, activity, *, token=None, retries=True):
        """Deliver an activity and wait until it was acknowledged or given up."""
        delivered = Delivered(activity)
        if not self.to:
            return delivered
        if self._held is not None and activity["type"] != "invoke":
            self._held.append(delivered)
            return delivered
        return self._teams.server.run(self._carry(delivered, token=token, retries=retries), 3600)

    def again(self, delivered, copies=1, *, at_once=False, new_id=False):
        """The very same once more, or several times, one after another or at once; with another id if so said."""
        more = [Delivered(self._renamed(delivered.activity) if new_id else delivered.activity) for _ in range(copies)]
        if at_once:
            self._teams.server.run(self._together(more))
        else:
            for one in more:
                self._teams.server.run(self._carry(one))
        return more

    def burst(self, activities, at_once=100):
        """All of them, so many at a time and each once; how each went, in order."""
        many = [Delivered(one) for one in activities]
        self._teams.server.run(self._limited(many, asyncio.Semaphore(at_once)), 3600)
        return many

    @contextmanager
    def holding(self):
        """Keep activities back; on leaving they are delivered in the order that the list then has."""
        self._held = []
        try:
            yield self._held
        finally:
            held, self._held = self._held, None
            for one in held:
                self._teams.server.run(self._carry(one))

    def raw(self, body, *, token=None, headers=None, to=""):
        """Post any bytes with any token: (status, text). `token=""` sends none."""
        body = body if isinstance(body, bytes) else body.encode()
        return self._teams.server.run(self._raw(to or self.to, body, self._headers(token) | (headers or {})))

    def forged(self, activity, **claims):
        """Deliver an activity with a token that is changed as `Tokens.inbound` takes it: (status, text)."""
        return self.raw(json.dumps(activity), token=self._teams.tokens.inbound(**claims))

    def flood(self, activity, copies=200):
        """So many at once with tokens of random issuers and unknown keys; the statuses, in order."""
        body = json.dumps(activity).encode()
        headers = [self._headers(self._teams.tokens.junk(nr)) for nr in range(copies)]

        async def all_at_once():
            return await asyncio.gather(*(self._raw(self.to, body, one) for one in headers))

        return [status for status, _ in self._teams.server.run(all_at_once(), 600)]

    # how it is done

    def _renamed(self, activity):
        return activity | {"id": self._teams.world.next_id()}

    def _headers(self, token, activity=None):
        if token is None:
            token = self._teams.tokens.inbound(service_url=(activity or {}).get("serviceUrl", ""))
        sent = {"Authorization": f"Bearer {token}"} if token else {}
        return sent | {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Microsoft-SkypeBotApi"}

    async def _limited(self, many, room):
        async def one(delivered):
            async with room:
                await self._carry(delivered, retries=False)

        await asyncio.gather(*(one(delivered) for delivered in many))

    async def _together(self, many):
        await asyncio.gather(*(self._carry(one) for one in many))

    async def _carry(self, delivered, *, token=None, retries=True):
        self.all.append(delivered)
        again = self.retry_after if retries and delivered.activity["type"] != "invoke" else ()
        for wait in (None, *again):
            if wait is not None:
                await asyncio.sleep(wait)
                if self.new_ids:
                    delivered.activity = self._renamed(delivered.activity)
            await self._post(delivered, token)
            if delivered.acked or 400 <= delivered.status < 500:
                break
        return delivered

    async def _post(self, delivered, token):
        activity = delivered.activity
        body, headers = json.dumps(activity, ensure_ascii=False).encode(), self._headers(token, activity)
        began, status, wrong = time.monotonic(), 0, ""
        try:
            async with asyncio.timeout(self.ack_seconds):
                async with self._teams.server.session.post(self.to, data=body, headers=headers) as response:
                    status, text = response.status, await response.text()
                    delivered.answer = _read(response, text)
        except TimeoutError:
            wrong = "timeout"
        except aiohttp.ClientError:
            wrong = "connection_failed"
        delivered.acked = 200 <= status < 300
        wrong = wrong or ("" if delivered.acked else "http_error")
        delivered.attempts.append(Attempt(status, time.monotonic() - began, activity["id"], wrong))

    async def _raw(self, to, body, headers):
        try:
            async with self._teams.server.session.post(to, data=body, headers=headers) as response:
                return response.status, await response.text()
        except aiohttp.ClientError:
            return 0, ""  # turned away before all was read


def _read(response, text):
    if response.content_type == "application/json" and text:
        return json.loads(text)
    return text
