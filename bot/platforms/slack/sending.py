"""Calls to Slack's Web API, each made at most once, and how each went.

While Slack does not take the token nothing is called: once a minute it is asked whether it does again, and what waits
goes on by itself then.
"""

import http.client
import json
import logging
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from urllib.error import URLError

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.platforms.base import READING, Delivery, Outgoing, Sent
from bot.platforms.slack.direct_posts import FILES, RESPONSES, DirectPosts
from bot.platforms.slack.outcomes import CLOSED, OF_NO_ANSWER, RETRY, UNFIT, once_more, refused, unanswered

SECONDS: Final = 10  # for one call
LOOK_AGAIN: Final = 60.0  # seconds between two looks whether the token is taken again
# A message that can be edited no more is said anew; the press that asked for it is answered all the same.
_GONE: Final = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "is_inactive"})
# Slack reads no JSON body of these: they only look something up, or are older than that.
_AS_FORM: Final = frozenset(
    {
        *("auth.test", "users.info", "users.lookupByEmail", "conversations.info", "conversations.members"),
        *("files.getUploadURLExternal", "files.completeUploadExternal", "files.info"),
    }
)
_WORD: Final = re.compile("[a-z0-9_]+")
_EXPIRED: Final = frozenset({"expired_url", "used_url", "http_404"})
_log = structlog.get_logger()

Answer = Mapping[str, Any]  # Slack's JSON


class Sending:
    """Makes calls with a bot token; `base` is the address of the Web API, ending in a slash.

    `clock` counts seconds, for how often a token that is not taken is tried.
    """

    def __init__(
        self, token: str, base: str, *, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        quiet = logging.getLogger("handslag.slack.calls")
        quiet.setLevel(logging.CRITICAL)  # the library writes what it is answered to its log; ours has Slack's word
        # Nothing is resent by the library: a call that may have arrived is never made twice.
        self._client = WebClient(
            token=token,
            base_url=base,
            timeout=seconds,  # type: ignore[arg-type]  # whole seconds is all that it says; it takes parts too
            retry_handlers=[],
            logger=quiet,
        )
        self._posts = DirectPosts(base, seconds)
        self._clock = clock
        self._fault = ""
        self._look_at = 0.0
        self._lock = threading.Lock()
        self._operations: Mapping[str, Callable[[Outgoing], Sent]] = {
            "response_url": self._respond,
            "files.upload": self._upload,
            "chat.update": self._update,
            "views.publish": self._publish,
        }

    @property
    def fault(self) -> str:
        """Slack's word for why nothing may be done, empty when all is well as far as is known.

        Whoever asks when it is time to look again is not kept waiting: they read the outcome the next time.
        """
        if self._fault and self._clock() >= self._look_at:
            threading.Thread(target=self._is_closed, name="slack-look", daemon=True).start()
        return self._fault

    def doubt(self, reason: str) -> None:
        """Take it that the app was taken out, until Slack says otherwise when it is next asked."""
        with self._lock:
            if not self._fault:  # else it is known, and was asked about
                self._fault, self._look_at = reason, self._clock()

    def make(self, call: Outgoing) -> Sent:
        """Make a call that was written down; never raises for what Slack answers."""
        other = self._operations.get(call.operation)
        return other(call) if other else self.call(call.operation, call.payload)[0]

    def call(self, method: str, payload: Mapping[str, object]) -> tuple[Sent, Answer]:
        """Make one call and return how it went, with what Slack answered; never raises for what Slack answers."""
        if self._is_closed():
            return Sent(delivery=Delivery.LATER, wait=LOOK_AGAIN, reason=self._fault), {}
        return self._call(method, payload)

    def _call(self, method: str, payload: Mapping[str, object]) -> tuple[Sent, Answer]:
        try:
            response = self._client.api_call(method, **_written(method, payload))
        except SlackApiError as error:
            answer = error.response.data if isinstance(error.response.data, dict) else {}
            place = str(payload.get("channel") or payload.get("channel_id") or "")
            said = str(answer.get("error", ""))
            reason = said if _WORD.fullmatch(said) else ""  # else it is the library's, with a piece of a page in it
            sent = refused(method, error.response.status_code, reason, error.response.headers, place)
            if sent.reason in CLOSED | UNFIT and sent.delivery is Delivery.LATER:
                self._close(sent.reason)
            return sent, answer
        except URLError as error:
            return once_more(method, unanswered(error)), {}
        except (OSError, ValueError, http.client.HTTPException):
            return once_more(method, OF_NO_ANSWER), {}
        answer = response.data if isinstance(response.data, dict) else {}
        return Sent(delivery=Delivery.SENT, ref=str(answer.get("ts", ""))), answer

    def fetch(self, file_id: str, most: int) -> bytes | None:
        """Return what a file that somebody sent holds; None where it is more than `most` bytes or cannot be had."""
        sent, answer = self.call("files.info", {"file": file_id})
        file = answer.get("file", {})
        size = int(file.get("size", 0))
        if sent.delivery is not Delivery.SENT or not 0 < size <= most:
            return None
        url = str(file.get("url_private_download") or file.get("url_private") or "")
        return self._posts.get(url, self._client.token or "", size, (FILES,))

    def _is_closed(self) -> bool:
        """Tell whether nothing may be called; when it is time, Slack is asked, by one thread alone."""
        with self._lock:
            if not self._fault:
                return False
            if self._clock() < self._look_at:
                return True
            self._look_at = self._clock() + LOOK_AGAIN
        sent, _ = self._call("auth.test", {})
        with self._lock:
            if sent.delivery is Delivery.SENT:
                _log.info("slack.open_again", after=self._fault)
                self._fault = ""
            return bool(self._fault)

    def _close(self, reason: str) -> None:
        with self._lock:
            if not self._fault:
                self._look_at = self._clock() + LOOK_AGAIN
                _log.error("slack.closed", reason=reason)
            self._fault = reason

    def _update(self, call: Outgoing) -> Sent:
        """Edit a message; one that can be edited no more is said anew in its place."""
        payload = {key: value for key, value in call.payload.items() if key != "thread_ts"}
        sent, _ = self.call(call.operation, payload)
        if sent.reason not in _GONE:
            return sent
        return self.call("chat.postMessage", {key: value for key, value in call.payload.items() if key != "ts"})[0]

    def _publish(self, call: Outgoing) -> Sent:
        """Show a home view; where another was shown meanwhile this is still the later one, and takes its place."""
        sent, _ = self.call(call.operation, call.payload)
        if sent.reason != "hash_conflict":
            return sent
        return self.call(call.operation, {key: value for key, value in call.payload.items() if key != "hash"})[0]

    def _respond(self, call: Outgoing) -> Sent:
        """Answer a command where only who gave it sees it; too late for that, in their own conversation."""
        if self._is_closed():
            return Sent(delivery=Delivery.LATER, wait=LOOK_AGAIN, reason=self._fault)
        message = dict(call.payload)
        url, user = str(message.pop("url")), str(message.pop("user", ""))
        sent = self._posts.post(url, json.dumps(message).encode(), "application/json", (RESPONSES,))
        if sent.reason not in _EXPIRED or not user:
            return sent
        said = {key: value for key, value in message.items() if key in {"text", "blocks"}}
        return self.call("chat.postMessage", {**said, "channel": user, "unfurl_links": False, "unfurl_media": False})[0]

    def _upload(self, call: Outgoing) -> Sent:
        """Hand over files in one message: addresses are asked for, the bytes go there, and then they are shown.

        Nobody sees anything before the last step: until then it may be begun anew.
        """
        payload = call.payload
        channel, fault = self._conversation(str(payload["channel"]))
        if fault:
            return fault
        shown: list[Mapping[str, str]] = []
        files: Sequence[Mapping[str, str]] = payload["files"]  # type: ignore[assignment]  # JSON, as `write` made it
        for file in files:
            try:
                content = Path(file["path"]).read_bytes()
            except OSError:
                return Sent(delivery=Delivery.FAILED, reason="file_gone")
            sent, file_id = self._upload_one(file["name"], content)
            if sent.delivery is not Delivery.SENT:
                return _before_anything_was_seen(sent)
            shown.append({"id": file_id, "title": file["title"]})
        thread = {"thread_ts": payload["thread_ts"]} if payload.get("thread_ts") else {}
        return self.call("files.completeUploadExternal", {"files": shown, "channel_id": channel, **thread})[0]

    def _upload_one(self, name: str, content: bytes) -> tuple[Sent, str]:
        sent, answer = self.call("files.getUploadURLExternal", {"filename": name, "length": len(content)})
        if sent.delivery is not Delivery.SENT:
            return sent, ""
        kind = "application/octet-stream"
        return self._posts.post(str(answer["upload_url"]), content, kind, (FILES,)), str(answer["file_id"])

    def _conversation(self, place: str) -> tuple[str, Sent | None]:
        """Return the conversation that `place` stands for: a person's own with the bot where it names a person."""
        if place[:1] not in {"U", "W"}:
            return place, None
        sent, answer = self.call("conversations.open", {"users": place})
        return (str(answer["channel"]["id"]), None) if sent.delivery is Delivery.SENT else ("", sent)


def _written(method: str, payload: Mapping[str, object]) -> dict[str, Any]:
    """Return a call's arguments as the library takes them, the way that Slack reads them."""
    said = {key: value for key, value in payload.items() if key != READING}
    if method not in _AS_FORM:
        return {"json": said}
    return {"params": {k: v if isinstance(v, str | int) else json.dumps(v) for k, v in said.items()}}


def _before_anything_was_seen(sent: Sent) -> Sent:
    """Return how it went where not knowing does no harm: it is begun anew later."""
    return replace(sent, delivery=Delivery.LATER, wait=RETRY) if sent.delivery is Delivery.UNKNOWN else sent
