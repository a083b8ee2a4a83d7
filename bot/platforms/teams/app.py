"""What Teams sends: looked at, verified by Microsoft's SDK, written down, and only then acknowledged.

The SDK waits for network calls inside its event loop, so it has a loop of its own in a thread of its own: whatever it
waits for, health and Slack are answered meanwhile. Its environment variables are not for us: it is told everything.
"""

import asyncio
import json
import logging
import os
import threading
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar
from uuid import uuid4

import httpx
import structlog

from bot.platforms.base import Form, Press, Reply
from bot.platforms.heard import Heard, Pressed, Submitted
from bot.platforms.teams.cards import form_card, text_card
from bot.platforms.teams.guard import Guard

if TYPE_CHECKING:
    from concurrent.futures import Future

SECONDS: Final = 12.0  # Teams sends an activity again after fifteen
_MOST_AT_ONCE: Final = 100
_CARD: Final = "application/vnd.microsoft.card.adaptive"
_SWITCHED_OFF: Final = "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS"  # the SDK's own way to let anybody in
_activity: ContextVar[Mapping[str, Any]] = ContextVar("activity")
_log = structlog.get_logger()

Reads = Callable[[Mapping[str, Any]], Heard | None]
Records = Callable[[Heard], Awaitable[None]]
T = TypeVar("T")


class Opens(Protocol):
    """Gives the form that a button opens, and looks for faults in one that is sent; neither changes anything."""

    def form(self, pressed: Pressed, nonce: str) -> Form | Reply: ...
    def faults(self, submitted: Submitted) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where Microsoft's services are; only a test names others."""

    service: str | None = None
    openid: str | None = None
    token: str | None = None


class _Adapter:
    """The SDK's way to a web server: ours hands it requests itself."""

    def __init__(self) -> None:
        self.handler: Any = None

    def register_route(self, _method: str, _path: str, handler: Any) -> None:  # noqa: ANN401 - the SDK's own type
        self.handler = handler

    def serve_static(self, path: str, directory: str) -> None: ...
    async def start(self, port: int) -> None: ...
    async def stop(self) -> None: ...


class TeamsApp:
    """Receives for one tenant, and lends the SDK's client to whoever sends."""

    def __init__(self, guard: Guard, secret: str, addresses: Addresses) -> None:
        from microsoft_teams.api.auth.cloud_environment import PUBLIC, with_overrides
        from microsoft_teams.apps import App

        os.environ.pop(_SWITCHED_OFF, None)
        logging.getLogger("microsoft_teams").setLevel(logging.CRITICAL)  # it writes whole activities to its log
        self.guard = guard
        self._adapter = _Adapter()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="teams", daemon=True)
        self._thread.start()
        cloud = with_overrides(PUBLIC, openid_metadata_url=addresses.openid)
        key = (
            {"token": _fetched(addresses.token, guard.client, secret)} if addresses.token else {"client_secret": secret}
        )
        self.sdk = App(
            **key,
            client_id=guard.client,
            tenant_id=guard.tenant,
            http_server_adapter=self._adapter,
            cloud=cloud,
            service_url=addresses.service,
            fetch_user_token=False,
            dangerously_allow_unauthenticated_requests=False,
        )
        self._read: Reads | None = None
        self._record: Records | None = None
        self._opens: Opens | None = None
        self._room = asyncio.Semaphore(_MOST_AT_ONCE)
        self.run(self.sdk.initialize()).result(SECONDS)

    def listen(self, *, read: Reads, record: Records, opens: Opens) -> None:
        """Say what becomes of activities: `record` returns when one is written down for good."""
        self._read, self._record, self._opens = read, record, opens
        self.sdk.use(self._take)

    def run(self, work: Coroutine[Any, Any, T]) -> "Future[T]":
        """Run something of the SDK's in its loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    async def receive(self, body: bytes, headers: Mapping[str, str]) -> tuple[int, str, str]:
        """Return the status, content type and body to answer a request with."""
        try:
            activity = json.loads(body)
        except ValueError:
            return 400, "text/plain", ""
        if status := self.guard.refusal(headers, activity):
            return status, "text/plain", ""
        answer = await asyncio.wrap_future(self.run(self._handled(activity, dict(headers))))
        content = "" if answer["body"] is None else json.dumps(answer["body"], ensure_ascii=False)
        return int(answer["status"]), "application/json", content

    def close(self) -> None:
        """End the loop of the SDK."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)

    async def _handled(self, activity: Mapping[str, Any], headers: dict[str, str]) -> Mapping[str, Any]:
        async with self._room:
            _activity.set(activity)
            found: Mapping[str, Any] = await self._adapter.handler({"body": activity, "headers": headers})
            return found

    async def _take(self, _context: Any) -> Any:  # noqa: ANN401 - the SDK's own types
        """Write an activity down; what Teams wants an answer to at once is answered with a card."""
        activity = _activity.get()
        heard = self._read(activity) if self._read else None
        if heard is None or self._record is None or self._opens is None:
            return None
        if isinstance(heard, Pressed) and heard.press.key == "form":
            return _in_place(activity, await asyncio.to_thread(self._form, heard, self._opens))
        if isinstance(heard, Submitted):
            faults = await asyncio.to_thread(self._opens.faults, heard)
            if faults:
                return _in_place(activity, await asyncio.to_thread(self._faulty, heard, faults, self._opens))
        await self._record(heard)
        return None

    @staticmethod
    def _form(pressed: Pressed, opens: Opens) -> Mapping[str, Any]:
        found = opens.form(pressed, uuid4().hex)
        return form_card(found) if isinstance(found, Form) else text_card(found.text)

    @staticmethod
    def _faulty(submitted: Submitted, faults: Mapping[str, str], opens: Opens) -> Mapping[str, Any]:
        """Return the form once more, as it was filled in, with what is wrong above its field."""
        pressed = Pressed(
            key=submitted.key,
            sender=submitted.sender,
            where=submitted.where,
            at=submitted.at,
            press=Press("form", submitted.about),
        )
        found = opens.form(pressed, submitted.nonce)
        return form_card(found, faults, submitted.values) if isinstance(found, Form) else text_card(found.text)


def _fetched(address: str, client: str, secret: str) -> Callable[..., str]:
    """Return what fetches the bot's own token from an address, for a test: Microsoft's library asks only Microsoft."""

    def token(scope: str = "", *_: object) -> str:
        form = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret, "scope": scope}
        response = httpx.post(address, data=form, timeout=SECONDS)
        return str(response.raise_for_status().json()["access_token"])

    return token


def _in_place(activity: Mapping[str, Any], content: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the SDK's own type
    """Return the answer to an invoke: the card takes the place of the one that was pressed."""
    from microsoft_teams.api import InvokeResponse

    if activity.get("type") != "invoke":
        return None
    return InvokeResponse(status=200, body={"statusCode": 200, "type": _CARD, "value": content})
