"""Calls to Teams' connector, and what their outcome means: it arrived, it may have, it did not, or it may go later.

Making a message is not idempotent there: only what was surely not taken is ever tried again.
"""

import asyncio
import concurrent.futures
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import httpx

from bot.platforms.base import Delivery, Outgoing, Sent
from bot.platforms.teams.app import TeamsApp

SECONDS: Final = 10.0  # for one call
SEND, EDIT, CREATE = "send", "edit", "create"
_RETRY: Final = 30.0  # seconds to wait where Teams does not say how long
_TOO_MANY, _BROKEN = 429, 500
_NOT_LET_IN: Final = frozenset({401})
_UNREACHABLE: Final = frozenset({403, 404})  # not installed for the person, who left or blocked it; or no such place
_PREMATURE: Final = frozenset({412, 502, 503})  # Teams asks to try again: it did nothing


class Sending:
    """Makes calls by the SDK's client, one at a time for whoever asks."""

    def __init__(self, app: TeamsApp) -> None:
        self._app = app
        self.fault = ""

    def make(self, call: Outgoing) -> Sent:
        """Make a call that was written down; never raises for what Teams answers."""
        payload: Mapping[str, Any] = call.payload
        service = str(payload["service"])
        if not self._app.guard.may_serve(service):
            return Sent(delivery=Delivery.FAILED, reason="service_not_allowed")
        conversation, activity = str(payload["conversation"]), payload["activity"]
        if call.operation == EDIT:
            return self._outcome(lambda: self._edit(service, conversation, str(payload["id"]), activity))
        return self._outcome(lambda: self._send(service, conversation, activity))

    def open(self, service: str, tenant: str, user: str) -> tuple[Sent, str]:
        """Return the conversation between a person and the bot alone, made where there is none yet."""
        if not self._app.guard.may_serve(service):
            return Sent(delivery=Delivery.FAILED, reason="service_not_allowed"), ""
        sent = self._outcome(lambda: self._create(service, tenant, user))
        return sent, sent.ref

    def members(self, service: str, conversation: str, user: str) -> Mapping[str, Any] | None:
        """Return what Teams tells of a member of a conversation, None when it cannot be asked just now."""
        if not self._app.guard.may_serve(service):
            return None
        found: dict[str, Any] = {}

        async def ask() -> str:
            api = self._app.sdk.api.clone(service_url=service)
            member = await api.conversations.members(conversation).get(user)
            found.update(member.model_dump(by_alias=True, exclude_none=True))
            return user

        return found if self._outcome(ask).delivery is Delivery.SENT else None

    def fetch(self, address: str, most: int) -> bytes | None:
        """Return what lies at the address of a file that somebody sent, no more than `most` bytes; None otherwise."""
        if not self._app.guard.may_fetch(address):
            return None
        try:
            with httpx.stream("GET", address, timeout=SECONDS, follow_redirects=False) as response:
                if not response.is_success:
                    return None
                found = bytearray()
                for part in response.iter_bytes():
                    found += part
                    if len(found) > most:
                        return None
                return bytes(found)
        except httpx.HTTPError:
            return None

    async def _send(self, service: str, conversation: str, activity: Mapping[str, Any]) -> str:
        from microsoft_teams.api import MessageActivityInput

        api = self._app.sdk.api.clone(service_url=service)
        message = MessageActivityInput.model_validate(activity)
        return str((await api.conversations.create_activity(conversation, message)).id)

    async def _edit(self, service: str, conversation: str, ref: str, activity: Mapping[str, Any]) -> str:
        from microsoft_teams.api import MessageActivityInput

        api = self._app.sdk.api.clone(service_url=service)
        message = MessageActivityInput.model_validate(activity)
        return str((await api.conversations.update_activity(conversation, ref, message)).id)

    async def _create(self, service: str, tenant: str, user: str) -> str:
        from microsoft_teams.api import Account, CreateConversationParams

        api = self._app.sdk.api.clone(service_url=service)
        params = CreateConversationParams(
            members=[Account(id=user)], tenant_id=tenant, channel_data={"tenant": {"id": tenant}}
        )
        return str((await api.conversations.create(params)).id)

    def _outcome(self, call: Callable[[], Awaitable[str]]) -> Sent:
        async def limited() -> str:
            return await asyncio.wait_for(call(), SECONDS)

        try:
            ref = self._app.run(limited()).result(SECONDS + 2)
        except httpx.HTTPStatusError as error:
            return self._refused(error.response)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            return Sent(delivery=Delivery.LATER, wait=_RETRY, reason="unreachable")
        except (httpx.HTTPError, TimeoutError, concurrent.futures.TimeoutError):
            return Sent(delivery=Delivery.UNKNOWN, reason="no_answer")
        self.fault = ""
        return Sent(delivery=Delivery.SENT, ref=ref)

    def _refused(self, response: httpx.Response) -> Sent:
        status = response.status_code
        reason = _code(response) or f"http_{status}"
        if status == _TOO_MANY or status in _PREMATURE:
            wait = response.headers.get("Retry-After", "")
            return Sent(delivery=Delivery.LATER, wait=float(wait) if wait.isdigit() else _RETRY, reason=reason)
        if status in _NOT_LET_IN:
            self.fault = reason
            return Sent(delivery=Delivery.LATER, wait=_RETRY, reason=reason)
        if status >= _BROKEN:
            return Sent(delivery=Delivery.UNKNOWN, reason=reason)
        return Sent(delivery=Delivery.FAILED, reason=reason, unreachable=status in _UNREACHABLE)


def _code(response: httpx.Response) -> str:
    """Return Teams' own word for a refusal."""
    try:
        answer = response.json()
    except ValueError:
        return ""
    error = answer.get("error") if isinstance(answer, dict) else None
    return str(error.get("code", "")) if isinstance(error, dict) else ""
