"""Calls to addresses that Slack hands out: the response to a command, and the bytes of a file, there and back.

An address comes with a message and is not trusted for that: it is called when it is one of Slack's own hosts, over
HTTPS, and a redirect is followed nowhere (an address of ours would be reached from inside the house).
"""

import http.client
import urllib.request
from collections.abc import Iterable
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from bot.platforms.base import Delivery, Sent
from bot.platforms.slack.outcomes import OF_NO_ANSWER, of_status, unanswered

RESPONSES: Final = "hooks.slack.com"
FILES: Final = "files.slack.com"
REFUSED_ADDRESS: Final = "refused_address"


class DirectPosts:
    """Calls Slack's hosts; where `base`, the Web API, is a stand-in's, that host alone."""

    def __init__(self, base: str, seconds: float) -> None:
        api = urlsplit(base)
        self._stand_in = "" if api.hostname == "slack.com" else f"{api.scheme}://{api.netloc}"
        self._seconds = seconds
        self._opener = urllib.request.build_opener(_NoRedirect)

    def post(self, url: str, content: bytes, kind: str, hosts: Iterable[str]) -> Sent:
        """Post to `url` when its host is among `hosts`, and return how it went; the reason is Slack's own word."""
        if not self._may(url, hosts):
            return Sent(delivery=Delivery.FAILED, reason=REFUSED_ADDRESS)
        request = urllib.request.Request(url, content, {"Content-Type": kind}, method="POST")  # noqa: S310 - _may has looked at it
        try:
            with self._opener.open(request, timeout=self._seconds):
                return Sent(delivery=Delivery.SENT)
        except HTTPError as error:
            with error:
                said = error.read(2_000).decode("utf-8", "replace")
            return of_status(error.code, said, error.headers.get("Retry-After", ""))
        except URLError as error:
            return unanswered(error)
        except (OSError, http.client.HTTPException):
            return OF_NO_ANSWER

    def get(self, url: str, token: str, size: int, hosts: Iterable[str]) -> bytes | None:
        """Return the `size` bytes that lie at `url`, None where there is something else or nothing.

        Without the right to read files Slack answers with a page to log in on, as if all were well.
        """
        if not self._may(url, hosts):
            return None
        request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})  # noqa: S310 - _may has looked at it
        try:
            with self._opener.open(request, timeout=self._seconds) as response:
                content: bytes = response.read(size + 1)
        except (OSError, http.client.HTTPException):
            return None
        return content if len(content) == size else None

    def _may(self, url: str, hosts: Iterable[str]) -> bool:
        found = urlsplit(url)
        if self._stand_in:
            return f"{found.scheme}://{found.netloc}" == self._stand_in
        # netloc, not hostname: neither a user name nor another port belongs there
        return found.scheme == "https" and found.netloc in hosts


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        """Follow none: what sent us on is answered as what it is, a status that is no 200."""
