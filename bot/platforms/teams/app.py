"""What Teams sends: looked at, verified by Microsoft's library, written down, and only then acknowledged.

The library waits for network calls where it stands, so tokens are verified in a thread and calls are made in a loop of
their own: whatever it waits for, health and Slack are answered meanwhile. Of what it makes of activities nothing is
used: it answers a card's refresh, or a new version being installed, with an error. Its environment variables are not
for us: it is told everything.
"""

import asyncio
import base64
import json
import logging
import os
import threading
import warnings
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar
from uuid import uuid4

import structlog

from bot.platforms.base import Form, Page, Press, Reply
from bot.platforms.heard import Heard, Pressed, Submitted
from bot.platforms.teams.answers import in_place, told
from bot.platforms.teams.cards import activities_of, form_card, text_card
from bot.platforms.teams.guard import Guard, token_of
from bot.platforms.teams.reading import Consented, is_judgement, judged
from bot.platforms.teams.token import LOGIN, OwnToken
from prompts.texts import texts

if TYPE_CHECKING:
    from concurrent.futures import Future

    from microsoft_teams.api import ApiClient

SECONDS: Final = 10.0  # for one call
_MOST_AT_ONCE: Final = 100  # requests whose tokens wait to be verified
_LANGUAGES: Final = ("sv", "en")
_log = structlog.get_logger()

Json = Mapping[str, Any]
Reads = Callable[[Json], Heard | None]
Records = Callable[[Heard], Awaitable[None]]
Shows = Callable[[Heard, Json], object]
T = TypeVar("T")


class Opens(Protocol):
    """Gives what a button opens, and looks for faults in a form that is sent; neither changes anything."""

    def form(self, pressed: Pressed, nonce: str) -> Form | Page | Reply | None: ...
    def faults(self, submitted: Submitted) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where Microsoft's services are; only a test names others."""

    service: str | None = None
    openid: str | None = None
    token: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What becomes of activities.

    `record` returns when one is written down for good; `shows` puts a card in a message's place, for a client that
    takes none in its answer; `answer_in` gives the id of the answer in the message that was judged, and
    `hand_over` puts a file where somebody allowed it to go. `language` is that of whoever has set none.
    """

    read: Reads
    record: Records
    opens: Opens
    shows: Shows
    answer_in: Callable[[Heard], str]
    hand_over: Callable[[Json, Heard, str], None]
    language: str


class TeamsApp:
    """Receives for one tenant, and lends the client of Microsoft's library to whoever sends.

    The library takes seconds to import, and comes in when it is first needed or `warm` is called.
    """

    def __init__(self, guard: Guard, secret: str, addresses: Addresses) -> None:
        self.guard = guard
        address = addresses.token or LOGIN.format(tenant=guard.tenant)
        self.token = OwnToken(address, guard.client, secret)
        self._addresses = addresses
        self._hearing: Hearing | None = None
        self._making = threading.Lock()
        self._made: _Library | None = None
        self._verifying = ThreadPoolExecutor(max_workers=1, thread_name_prefix="teams-tokens")
        self._runner = asyncio.Runner()  # of that one thread: the library's way to say it is asynchronous
        self._waiting = 0
        self._handing: set[asyncio.Task[None]] = set()

    def listen(self, hearing: Hearing) -> None:
        """Say what becomes of activities."""
        self._hearing = hearing

    def warm(self) -> None:
        """Import the library and fetch the keys of Microsoft's tokens, before anybody waits for it."""
        unknown = f"{_part({'alg': 'RS256', 'kid': 'none'})}.{_part({'iss': self.guard.issuer})}.{_part({})}"
        self._verifying.submit(self._verdict, unknown, "").result()

    @property
    def api(self) -> "ApiClient":
        """The library's client, to be used in its loop."""
        return self._library().api

    def run(self, work: Coroutine[Any, Any, T]) -> "Future[T]":
        """Run a call in the loop of the library's client."""
        return asyncio.run_coroutine_threadsafe(work, self._library().loop)

    async def receive(self, body: bytes, headers: Mapping[str, str]) -> tuple[int, str, str]:
        """Return the status, content type and body to answer a request with."""
        activity = _activity(body)
        if activity is None:
            return 400, "text/plain", ""
        status = self.guard.refusal(headers, activity) or await self._refused(token_of(headers), activity)
        if status:
            _log.warning("request.refused", status=status, bytes=len(body))
            return status, "text/plain", ""
        answer = await self._answer(activity)
        return 200, "application/json", "" if answer is None else json.dumps(answer, ensure_ascii=False)

    def close(self) -> None:
        """End what runs."""
        self._verifying.submit(self._runner.close)
        self._verifying.shutdown(wait=False)
        if self._made:
            self._made.loop.call_soon_threadsafe(self._made.loop.stop)
            self._made.thread.join(timeout=5)

    async def _refused(self, token: str, activity: Json) -> int:
        """Return the status to refuse a token with, 0 when it is Microsoft's and of this activity's service."""
        if self._waiting >= _MOST_AT_ONCE:
            return 503
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._verifying, self._verdict, token, str(activity["serviceUrl"]))
        finally:
            self._waiting -= 1

    def _verdict(self, token: str, service: str) -> int:
        """Verify a token. The library may wait for keys in this, so it has the thread to itself."""
        library = self._library()
        from jwt import PyJWKClientConnectionError, PyJWTError

        try:
            self._runner.run(library.validator.validate_token(token, service))
        except PyJWKClientConnectionError:
            return 503  # the keys cannot be had just now: Teams sends it again
        except PyJWTError:
            return 401
        return 0

    def _library(self) -> "_Library":
        with self._making:
            if self._made is None:
                self._made = _imported(self.guard, self.token, self._addresses)
            return self._made

    async def _answer(self, activity: Json) -> Json | None:
        """Write an activity down; what Teams wants an answer to at once is answered with a card."""
        hearing = self._hearing
        heard = self._heard(activity, hearing) if hearing else None
        if heard is None or hearing is None:
            return told(activity, "")
        if isinstance(heard, Consented):
            work = asyncio.to_thread(hearing.hand_over, activity, heard, _language(heard, hearing))
            handing = asyncio.create_task(work)
            self._handing.add(handing)  # a task that nobody keeps may end unfinished
            handing.add_done_callback(self._handing.discard)
            return {}
        card = await asyncio.to_thread(_card_for, heard, hearing)
        if card is None:
            if is_judgement(heard):
                heard = judged(heard, await asyncio.to_thread(hearing.answer_in, heard))
            await hearing.record(heard)
            return told(activity, texts(_language(heard, hearing))("teams.taken"))
        if activity["type"] == "invoke":
            return in_place(card)
        await asyncio.to_thread(hearing.shows, heard, card)
        return None

    @staticmethod
    def _heard(activity: Json, hearing: Hearing) -> Heard | None:
        """Return what came; None too where it lacks what Teams always sends, for sending it again would not help."""
        try:
            return hearing.read(activity)
        except (KeyError, TypeError, ValueError, AttributeError, LookupError) as error:
            _log.warning("event.unreadable", kind=str(activity.get("type"))[:40], error=type(error).__name__)
            return None


def _card_for(heard: Heard, hearing: Hearing) -> Json | None:
    """Return the card that answers a press or a form in place, None where it is to be written down instead."""
    language = _language(heard, hearing)
    if isinstance(heard, Pressed) and heard.press.key == "form":
        return _opened(heard, hearing.opens, uuid4().hex)
    if isinstance(heard, Pressed) and heard.press.key == "form_cancel":
        reply = Reply(texts(language)("teams.cancelled"), form=heard.press.value)
        content: Json = activities_of(reply, language, uuid4().hex)[0]["attachments"][0]["content"]
        return content
    if isinstance(heard, Submitted) and (faults := hearing.opens.faults(heard)):
        return _opened(_press_of(heard), hearing.opens, heard.nonce, faults, heard.values)
    return None


def _opened(
    pressed: Pressed,
    opens: Opens,
    nonce: str,
    faults: Mapping[str, str] | None = None,
    filled: Mapping[str, str] | None = None,
) -> Json | None:
    found = opens.form(pressed, nonce)
    if isinstance(found, Form):
        return form_card(found, faults, filled)
    return text_card(found.text) if found else None


def _press_of(submitted: Submitted) -> Pressed:
    """Return the press that opened a form."""
    return Pressed(
        key=submitted.key,
        sender=submitted.sender,
        where=submitted.where,
        at=submitted.at,
        language=submitted.language,
        press=Press("form", submitted.about),
    )


def _language(heard: Heard, hearing: Hearing) -> str:
    return heard.language if heard.language in _LANGUAGES else hearing.language


def _activity(body: bytes) -> Json | None:
    """Return the JSON object of a body, None where it is none or holds text that cannot be written down."""
    try:
        found = json.loads(body)
        json.dumps(found, ensure_ascii=False).encode()  # half a character of a pair cannot be
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _part(claims: Mapping[str, str]) -> str:
    return base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")


class _Adapter:
    """The library's way to a web server, of which it is given none: requests come to `TeamsApp.receive`."""

    def register_route(self, method: str, path: str, handler: object) -> None: ...
    def serve_static(self, path: str, directory: str) -> None: ...
    async def start(self, port: int) -> None: ...
    async def stop(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Library:
    """What is used of Microsoft's library, and the loop that its client belongs to."""

    api: "ApiClient"
    validator: Any  # its InboundActivityTokenValidator
    loop: asyncio.AbstractEventLoop
    thread: threading.Thread


def _imported(guard: Guard, token: OwnToken, addresses: Addresses) -> _Library:
    os.environ["PYTHON_DOTENV_DISABLED"] = "1"  # its import reads any `.env` above the folder that we stand in
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own parts, to its own authors
        from microsoft_teams.api.auth.cloud_environment import PUBLIC, with_overrides
        from microsoft_teams.apps import App
        from microsoft_teams.apps.auth import InboundActivityTokenValidator
        from microsoft_teams.common import ClientOptions

        cloud = with_overrides(PUBLIC, openid_metadata_url=addresses.openid)
        app = App(
            client_id=guard.client,
            tenant_id=guard.tenant,
            token=token,
            http_server_adapter=_Adapter(),
            cloud=cloud,
            service_url=addresses.service,
            client=ClientOptions(timeout=SECONDS),
            dangerously_allow_unauthenticated_requests=False,
        )
    for noisy in ("microsoft_teams", "httpx"):  # they write what people wrote, and where, to their logs
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="teams", daemon=True)
    thread.start()
    validator = InboundActivityTokenValidator(guard.client, cloud=cloud)
    return _Library(api=app.api, validator=validator, loop=loop, thread=thread)
