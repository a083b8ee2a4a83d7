"""What Teams sends: looked at, verified by Microsoft's library, written down, and only then acknowledged.

The library waits for network calls where it stands, so tokens are verified in a thread and calls are made in a loop of
their own: whatever it waits for, health and Slack are answered meanwhile. Of what it makes of activities nothing is
used: it answers a card's refresh, or a new version being installed, with an error.
"""

import asyncio
import base64
import json
import threading
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

import structlog

from bot.platforms.heard import Heard, Pressed, Submitted
from bot.platforms.teams.answers import in_place, told
from bot.platforms.teams.guard import Guard, token_of
from bot.platforms.teams.library import Addresses, Library, imported
from bot.platforms.teams.opening import Opens, card_for, taken, window_for
from bot.platforms.teams.reading import FETCH, Consented, Refreshed, is_judgement, judged
from bot.platforms.teams.token import LOGIN, OwnToken

if TYPE_CHECKING:
    from concurrent.futures import Future

    from microsoft_teams.api import ApiClient

_MOST_AT_ONCE: Final = 100  # requests whose tokens wait to be verified
_LANGUAGES: Final = ("sv", "en")
_log = structlog.get_logger()

Json = Mapping[str, Any]
Reads = Callable[[Json], Heard | None]
Records = Callable[[Heard], Awaitable[None]]
Shows = Callable[[Heard, Json], object]
T = TypeVar("T")


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
        self._made: Library | None = None
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
            self._made.close()

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

    def _library(self) -> Library:
        with self._making:
            if self._made is None:
                self._made = imported(self.guard, self.token, self._addresses)
            return self._made

    async def _answer(self, activity: Json) -> Json | None:
        """Write an activity down; what Teams wants an answer to at once is answered with a card."""
        hearing = self._hearing
        heard = self._heard(activity, hearing) if hearing else None
        if heard is None or hearing is None:
            return told(activity, "")
        if isinstance(heard, Consented):
            return self._hands_over(activity, heard, hearing)
        language = _language(heard, hearing)
        if isinstance(heard, Pressed) and activity.get("name") == FETCH:
            return await asyncio.to_thread(window_for, heard, hearing.opens, language)
        card = None
        if isinstance(heard, Pressed | Submitted | Refreshed):  # nothing else is answered with a card
            card = await asyncio.to_thread(card_for, heard, hearing.opens, language)
        if card is None:
            if is_judgement(heard):
                heard = judged(heard, await asyncio.to_thread(hearing.answer_in, heard))
            await hearing.record(heard)
            return taken(activity, heard, language)
        if activity["type"] == "invoke":
            return in_place(card)
        await asyncio.to_thread(hearing.shows, heard, card)
        return None

    def _hands_over(self, activity: Json, heard: Heard, hearing: Hearing) -> Json:
        """Begin to put a file where somebody allowed it to go: it takes longer than Teams waits for an answer."""
        handing = asyncio.create_task(asyncio.to_thread(hearing.hand_over, activity, heard, _language(heard, hearing)))
        self._handing.add(handing)  # a task that nobody keeps may end unfinished
        handing.add_done_callback(self._handing.discard)
        return {}

    @staticmethod
    def _heard(activity: Json, hearing: Hearing) -> Heard | None:
        """Return what came; None too where it lacks what Teams always sends, for sending it again would not help."""
        try:
            return hearing.read(activity)
        except (KeyError, TypeError, ValueError, AttributeError, LookupError) as error:
            _log.warning("event.unreadable", kind=str(activity.get("type"))[:40], error=type(error).__name__)
            return None


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
