"""What Slack sends, over HTTP or a socket: checked, written down, and only then acknowledged.

slack-bolt acknowledges an event before its listener runs, so events are recorded before that: in a middleware where
they come over a socket; over HTTP the library is not asked, for nothing is left to do. What is no event is recorded in
its listener, which acknowledges it. Nothing may escape a listener: it would take the acknowledgement with it.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Final, Protocol
from uuid import uuid4

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.base import Form, Page, Reply
from bot.platforms.heard import Heard, Pressed, Submitted, Uninstalled
from bot.platforms.slack.bodies import event_in, is_readable, kind_of, team_of
from bot.platforms.slack.modals import errors_of, opened
from bot.platforms.slack.ourselves import Ourselves
from bot.platforms.slack.pressing import message_of
from bot.platforms.slack.socket import Socket


class Opens(Protocol):
    """Gives what a button opens, and looks for faults in a form that is sent; neither changes anything."""

    def form(self, pressed: Pressed, nonce: str) -> Form | Page | Reply | None: ...
    def faults(self, submitted: Submitted) -> Mapping[str, str]: ...


Reads = Callable[[Mapping[str, Any]], Heard | None]
Records = Callable[[Heard], Awaitable[None]]
_SECONDS: Final = 3  # for a call while Slack waits: what a button opens may be opened for as long
_ANY: Final = re.compile(".*")
_OPENS: Final = re.compile(r"^(form|source|thumbs):")
_COUNTED: Final = frozenset({"helpful", "unhelpful"})  # pressing one counts, whatever is written in what it opens
_log = structlog.get_logger()


class SlackApp:
    """Receives for a workspace; without a `secret` over a socket alone.

    `read` translates what came, `record` returns when it is written down for good, and `lost` is told when Slack says
    that the app was taken out.
    """

    def __init__(
        self,
        token: str,
        secret: str,
        base: str,
        *,
        read: Reads,
        record: Records,
        opens: Opens,
        lost: Callable[[str], None],
    ) -> None:
        quiet = logging.getLogger("handslag.slack")
        quiet.setLevel(logging.CRITICAL)  # bolt writes whole bodies to its log; our own says what happened
        quiet.propagate = False
        self._read = read
        self._record = record
        self._opens = opens
        self._lost = lost
        self._verifier = SignatureVerifier(secret) if secret else None
        self.client = AsyncWebClient(token=token, base_url=base, timeout=_SECONDS)
        self._ourselves = Ourselves(self.client)
        self.bolt = AsyncApp(
            client=self.client,
            authorize=_authorized(token),
            logger=quiet,
            request_verification_enabled=False,  # `receive` has looked at the signature; a socket has none
            ignoring_self_events_enabled=False,  # `read` knows our own
            ignoring_self_assistant_message_events_enabled=False,
            attaching_function_token_enabled=False,  # … and what no listener of ours asks for costs a third of the way
            attaching_conversation_kwargs_enabled=False,
            raise_error_for_unhandled_request=False,
        )
        self.bolt.middleware(self._before_the_acknowledgement)
        self.bolt.event(_ANY)(_nothing)  # over a socket what has no listener is not acknowledged, and comes again
        self.bolt.action(_OPENS)(self._opened)
        self.bolt.action(_ANY)(self._recorded)
        self.bolt.view(_ANY)(self._submitted)
        self.bolt.command(_ANY)(self._recorded)
        self.bolt.error(_failed)

    async def receive(self, body: bytes, headers: Mapping[str, str]) -> tuple[int, str, str]:
        """Return the status, content type and body to answer a request with.

        The names of `headers` are looked up in lower case. What is not signed by Slack in the last five minutes is
        refused before it is read.
        """
        if not self._is_signed(body, headers):
            _log.warning("request.unsigned", bytes=len(body))
            return 401, "text/plain", ""
        if event := event_in(body):
            return await self._event(event), "text/plain", ""
        if not is_readable(body, headers.get("content-type", "")):
            _log.warning("request.unreadable", bytes=len(body))
            return 400, "text/plain", ""
        request = AsyncBoltRequest(body=body.decode("utf-8", "replace"), headers=dict(headers))
        response = await self.bolt.async_dispatch(request)
        content = response.first_headers().get("content-type", "text/plain")
        return response.status, content, response.body or ""

    def _is_signed(self, body: bytes, headers: Mapping[str, str]) -> bool:
        at, signature = headers.get("x-slack-request-timestamp", ""), headers.get("x-slack-signature", "")
        try:
            return self._verifier is not None and self._verifier.is_valid(body, at, signature)
        except (ValueError, TypeError):  # no text, no time, no hexadecimal: the library does not look at that first
            return False

    def socket(self, app_token: str) -> Socket:
        """Return the way in over a socket, not yet connected."""
        return Socket(self.bolt, app_token)

    async def _before_the_acknowledgement(
        self, body: dict[str, Any], next_: Callable[[], Awaitable[None]]
    ) -> BoltResponse | None:
        status = await self._refused(body)
        if status:
            return BoltResponse(status=status, body="")
        if body.get("type") == "event_callback":
            await self._take(body)
        await next_()
        return None

    async def _event(self, body: Mapping[str, Any]) -> int:
        """Write an event down and return the status that acknowledges it, or has Slack send it again."""
        try:
            status = await self._refused(body)
            if not status:
                await self._take(body)
        except Exception as error:  # noqa: BLE001 - its text holds what somebody wrote, and our log its kind alone
            return (await _failed(error)).status
        return status or 200

    async def _refused(self, body: Mapping[str, Any]) -> int:
        """Return the status to refuse what comes from another workspace with, 0 when it is for us."""
        team = team_of(body)
        if not team or await self._ourselves.are_in(team):
            return 0
        # Where we are is not known: Slack sends it again. Elsewhere: it is none of our business.
        known = self._ourselves.team
        _log.warning("event.foreign" if known else "event.early", kind=kind_of(body))
        return 403 if known else 503

    async def _take(self, body: Mapping[str, Any]) -> None:
        heard = self._heard(body)
        if isinstance(heard, Uninstalled):
            self._lost(kind_of(body))
        if heard:
            await self._record(heard)

    async def _recorded(self, body: dict[str, Any], ack: AsyncAck) -> None:
        if heard := self._heard(body):
            await self._record(heard)
        await ack()

    async def _opened(self, body: dict[str, Any], ack: AsyncAck) -> None:
        """Open what a button opens while it may still do so: three seconds, and once. Nothing is changed by it."""
        heard = self._heard(body)
        if isinstance(heard, Pressed) and heard.press.key in _COUNTED:
            await self._record(heard)
        await ack()
        if not isinstance(heard, Pressed):
            return
        try:
            found = await asyncio.to_thread(self._opens.form, heard, uuid4().hex)
            if found is not None:
                await self.client.views_open(trigger_id=str(body["trigger_id"]), view=opened(found, heard))
        except Exception as error:  # noqa: BLE001 - nothing may escape a listener; the person presses once more
            _log.warning("form.unopened", key=heard.key, error=type(error).__name__)

    async def _submitted(self, body: dict[str, Any], ack: AsyncAck) -> None:
        """Say what is wrong beside its field, or write the form down and close it."""
        heard = self._heard(body)
        if isinstance(heard, Submitted):
            faults = await asyncio.to_thread(self._opens.faults, heard)
            if faults:
                await ack(response_action="errors", errors=dict(errors_of(faults)))
                return
            await self._record(heard)
        await ack()

    def _heard(self, body: Mapping[str, Any]) -> Heard | None:
        """Return what came; None too where it lacks what Slack always sends, for sending it again would not help."""
        try:
            heard = self._read(body)
        except (KeyError, TypeError, ValueError, AttributeError, LookupError) as error:
            _log.warning("event.unreadable", kind=kind_of(body), error=type(error).__name__)
            return None
        return replace(heard, shown=message_of(body)) if isinstance(heard, Pressed) else heard


async def _nothing() -> None:
    """Do nothing: the event was written down before it came here."""


async def _failed(error: Exception) -> BoltResponse:
    """Answer that it was not taken, so that Slack sends it again; what went wrong holds what somebody wrote."""
    _log.error("event.untaken", error=type(error).__name__)
    return BoltResponse(status=500, body="")


def _authorized(token: str) -> Callable[..., Awaitable[AuthorizeResult]]:
    async def authorize(**_: object) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=token)

    return authorize
