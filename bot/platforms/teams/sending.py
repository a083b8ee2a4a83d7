"""Calls to Teams' connector, and what their outcome means: it arrived, it may have, it did not, or it may go later.

Making a message is not idempotent there: only what was surely not taken is ever tried again.
"""

import asyncio
import concurrent.futures
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Final

import httpx

from bot.platforms.base import Delivery, Outgoing, Sent
from bot.platforms.teams import streams
from bot.platforms.teams.app import TeamsApp
from bot.platforms.teams.token import NotLetIn

SECONDS: Final = 10.0  # for one call
SEND, EDIT, DELETE, FINISH = "send", "edit", "delete", "finish"
RETRY: Final = 30.0  # seconds to wait where Teams does not say how long
_TOO_MANY, _PREMATURE, _NOT_LET_IN, _BROKEN = 429, 412, 401, 500
_UNREACHABLE: Final = frozenset({403, 404})  # not installed for the person, who left or blocked it; or no such place
_GONE: Final = frozenset({"ActivityNotFoundInConversation"})  # a message that can be edited no more is said anew
_DISABLED: Final = frozenset({"BotDisabledByAdmin", "BotNotRegistered"})  # nobody is reached
_WORD: Final = re.compile("[A-Za-z0-9_]{1,60}")


class Sending:
    """Makes calls by Microsoft's client, one at a time for whoever asks."""

    def __init__(self, app: TeamsApp) -> None:
        self._app = app
        self._fault = ""

    @property
    def fault(self) -> str:
        """Microsoft's word for why nothing may be done, empty when all is well as far as is known."""
        return self._app.token.fault or self._fault

    @property
    def client(self) -> str:
        """The bot's own id."""
        return self._app.guard.client

    def make(self, call: Outgoing) -> Sent:
        """Make a call that was written down; never raises for what Teams answers."""
        payload: Mapping[str, Any] = call.payload
        service, conversation = str(payload["service"]), str(payload["conversation"])
        if not self._app.guard.may_serve(service):
            return Sent(delivery=Delivery.FAILED, reason="service_not_allowed")
        said = f"{_at(service, conversation)}/activities"
        if call.operation == DELETE:
            return self._outcome(lambda: self._post("DELETE", f"{said}/{payload['id']}", None))
        if call.operation == FINISH:
            sent = self._finished(said, payload)
            if sent.reason != streams.NOT_ALLOWED:
                return sent
        if call.operation in {EDIT, FINISH}:  # a stream that is over its time is edited like any other message
            sent = self._outcome(lambda: self._post("PUT", f"{said}/{payload['id']}", payload["activity"]))
            if sent.reason not in _GONE or payload.get("is_old"):  # nobody misses what they took away themselves
                return sent
        return self._outcome(lambda: self._post("POST", said, payload["activity"]))

    def _finished(self, said: str, payload: Mapping[str, Any]) -> Sent:
        """End a stream with its message, whose id is that of the stream.

        Whoever stopped an answer has none; what tells of something that was done is said all the same.
        """
        last = streams.final(payload["activity"], payload["id"])
        sent = self._outcome(lambda: self._post("POST", said, last))
        if sent.delivery is Delivery.SENT or (sent.reason == streams.STOPPED and payload.get("is_answer")):
            return Sent(delivery=Delivery.SENT, ref=str(payload["id"]))
        return replace(sent, reason=streams.NOT_ALLOWED) if sent.reason == streams.STOPPED else sent

    def open(self, service: str, tenant: str, user: str) -> Sent:
        """Make the conversation between a person and the bot alone, whose id is the `ref` of what is returned.

        Where there is one already it is that one.
        """
        if not self._app.guard.may_serve(service):
            return Sent(delivery=Delivery.FAILED, reason="service_not_allowed")
        of_tenant = {"tenantId": tenant, "channelData": {"tenant": {"id": tenant}}}
        asked = {"isGroup": False, "members": [{"id": user}], **of_tenant}
        return self._outcome(lambda: self._post("POST", f"{service.rstrip('/')}/v3/conversations", asked))

    def member(self, service: str, conversation: str, user: str) -> tuple[Sent, Mapping[str, Any]]:
        """Return how asking about a member of a conversation went, and what Teams tells of them."""
        if not self._app.guard.may_serve(service):
            return Sent(delivery=Delivery.FAILED, reason="service_not_allowed"), {}
        found: dict[str, Any] = {}

        async def ask() -> str:
            found.update(await self._call("GET", f"{_at(service, conversation)}/members/{user}"))
            return user

        return self._outcome(ask), found

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

    def put(self, address: str, content: bytes) -> bool:
        """Tell whether a file was put where somebody allowed it to go."""
        if not content or not self._app.guard.may_fetch(address):
            return False
        headers = {"Content-Range": f"bytes 0-{len(content) - 1}/{len(content)}"}
        try:
            return httpx.put(address, content=content, headers=headers, timeout=3 * SECONDS).is_success
        except httpx.HTTPError:
            return False

    async def _post(self, method: str, address: str, content: object) -> str:
        return str((await self._call(method, address, content)).get("id", ""))

    async def _call(self, method: str, address: str, content: object = None) -> Mapping[str, Any]:
        """Make one call by Microsoft's client, which adds the token, and return what was answered."""
        await self._app.token()  # before the call: without one it is surely not made
        response = await self._app.api.http.request(method, address, json=content)
        try:
            answer = response.json()
        except ValueError:
            return {}
        return answer if isinstance(answer, dict) else {}

    def _outcome(self, call: Callable[[], Awaitable[str]]) -> Sent:
        async def limited() -> str:
            return await asyncio.wait_for(call(), SECONDS)

        try:
            ref = self._app.run(limited()).result(SECONDS + 2)
        except httpx.HTTPStatusError as error:
            return self._refused(error.response)
        except NotLetIn as error:
            return Sent(delivery=Delivery.LATER, wait=RETRY, reason=error.reason)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            return Sent(delivery=Delivery.LATER, wait=RETRY, reason="unreached")
        except (httpx.HTTPError, TimeoutError, concurrent.futures.TimeoutError):
            return Sent(delivery=Delivery.UNKNOWN, reason="no_answer")
        self._fault = ""
        return Sent(delivery=Delivery.SENT, ref=ref)

    def _refused(self, response: httpx.Response) -> Sent:
        status = response.status_code
        reason = _reason(response) or f"http_{status}"
        if status == _NOT_LET_IN:
            self._app.token.drop()
        if status == _NOT_LET_IN or reason in _DISABLED:
            self._fault = reason
            return Sent(delivery=Delivery.LATER, wait=RETRY, reason=reason)
        if status in {_TOO_MANY, _PREMATURE}:
            wait = response.headers.get("Retry-After", "")
            return Sent(delivery=Delivery.LATER, wait=float(wait) if wait.isdigit() else RETRY, reason=reason)
        if status >= _BROKEN:
            return Sent(delivery=Delivery.UNKNOWN, reason=reason)
        return Sent(delivery=Delivery.FAILED, reason=reason, unreachable=status in _UNREACHABLE)


def _at(service: str, conversation: str) -> str:
    return f"{service.rstrip('/')}/v3/conversations/{conversation}"


def _reason(response: httpx.Response) -> str:
    """Return Teams' own word for a refusal."""
    try:
        answer = response.json()
    except ValueError:
        return ""
    error = answer.get("error") if isinstance(answer, dict) else None
    if not isinstance(error, dict) or not _WORD.fullmatch(said := str(error.get("code", ""))):
        return ""
    return streams.reason_of(said, str(error.get("message", "")))
