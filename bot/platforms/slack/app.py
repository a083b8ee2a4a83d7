"""What Slack sends, over HTTP or a socket: checked, written down, and only then acknowledged.

slack-bolt acknowledges an event before its listener runs, so events are recorded in a middleware; what the others carry
is recorded in their listeners, which acknowledge themselves. Nothing may escape a listener: it would take the
acknowledgement with it.
"""

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, Protocol
from uuid import uuid4

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.base import Form, Reply
from bot.platforms.heard import Heard, Pressed, Submitted
from bot.platforms.slack.modals import errors_of, view_of, view_of_text


class Opens(Protocol):
    """Gives the form that a button opens, and looks for faults in one that is sent; neither changes anything."""

    def form(self, pressed: Pressed, nonce: str) -> Form | Reply: ...
    def faults(self, submitted: Submitted) -> Mapping[str, str]: ...


Reads = Callable[[Mapping[str, Any]], Heard | None]
Records = Callable[[Heard], Awaitable[None]]
_ANY: Final = re.compile(".*")
_FORM: Final = re.compile("form:.*")
_log = structlog.get_logger()


class SlackApp:
    """Receives for a workspace; without a `secret` over a socket alone.

    `read` translates what came, `record` returns when it is written down for good.
    """

    def __init__(self, token: str, secret: str, base: str, *, read: Reads, record: Records, opens: Opens) -> None:
        quiet = logging.getLogger("handslag.slack")
        quiet.setLevel(logging.CRITICAL)  # bolt writes whole bodies to its log; our own says what happened
        self._read = read
        self._record = record
        self._opens = opens
        self._verifier = SignatureVerifier(secret) if secret else None
        self.client = AsyncWebClient(token=token, base_url=base)
        self.bolt = AsyncApp(
            signing_secret=secret or None,
            request_verification_enabled=bool(secret),  # over a socket there is nothing to verify
            client=self.client,
            authorize=_authorized(token),
            logger=quiet,
            ignoring_self_events_enabled=False,  # `read` knows our own
            raise_error_for_unhandled_request=False,
        )
        self.bolt.middleware(self._before_the_acknowledgement)
        self.bolt.event(_ANY)(_nothing)
        self.bolt.action(_FORM)(self._opened)
        self.bolt.action(_ANY)(self._recorded)
        self.bolt.view(_ANY)(self._submitted)
        self.bolt.command(_ANY)(self._recorded)

    async def receive(self, body: bytes, headers: Mapping[str, str]) -> tuple[int, str, str]:
        """Return the status, content type and body to answer a request with.

        What is not signed by Slack in the last five minutes is refused before it is read.
        """
        if self._verifier is None or not self._verifier.is_valid_request(body, dict(headers)):
            return 401, "text/plain", ""
        kind = headers.get("content-type", "")
        if kind.startswith("application/json") and not _is_object(body):
            return 400, "text/plain", ""
        request = AsyncBoltRequest(body=body.decode("utf-8", "replace"), headers=dict(headers))
        response = await self.bolt.async_dispatch(request)
        content = response.first_headers().get("content-type", "text/plain")
        return response.status, content, response.body or ""

    def socket(self, app_token: str) -> AsyncSocketModeHandler:
        """Return the way in over a socket, to be connected."""
        return AsyncSocketModeHandler(self.bolt, app_token)

    async def _before_the_acknowledgement(self, body: dict[str, Any], next_: Callable[[], Awaitable[None]]) -> None:
        if body.get("type") == "event_callback" and (heard := self._read(body)):
            await self._record(heard)
        await next_()

    async def _recorded(self, body: dict[str, Any], ack: AsyncAck) -> None:
        if heard := self._read(body):
            await self._record(heard)
        await ack()

    async def _opened(self, body: dict[str, Any], ack: AsyncAck) -> None:
        """Open a form while its button may still do so: three seconds, and once. Nothing is changed by it."""
        await ack()
        heard = self._read(body)
        if not isinstance(heard, Pressed):
            return
        try:
            form = await asyncio.to_thread(self._opens.form, heard, uuid4().hex)
            view = view_of(form, heard) if isinstance(form, Form) else view_of_text("Handslag", form.text, "OK")
            await self.client.views_open(trigger_id=str(body["trigger_id"]), view=view)
        except Exception:  # noqa: BLE001 - nothing may escape a listener; the person presses once more
            _log.exception("form.unopened", key=heard.key)

    async def _submitted(self, body: dict[str, Any], ack: AsyncAck) -> None:
        """Say what is wrong beside its field, or write the form down and close it."""
        heard = self._read(body)
        if isinstance(heard, Submitted):
            faults = await asyncio.to_thread(self._opens.faults, heard)
            if faults:
                await ack(response_action="errors", errors=dict(errors_of(faults)))
                return
            await self._record(heard)
        await ack()


async def _nothing() -> None:
    """Do nothing: the event was written down before it came here."""


def _authorized(token: str) -> Callable[..., Awaitable[AuthorizeResult]]:
    async def authorize(**_: object) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=token)

    return authorize


def _is_object(body: bytes) -> bool:
    try:
        return isinstance(json.loads(body), dict)
    except ValueError:
        return False
