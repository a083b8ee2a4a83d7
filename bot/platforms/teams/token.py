"""The bot's own token, from Microsoft's login with its secret: asked for once and kept until it is about to expire."""

import asyncio
import re
import time
from collections.abc import Callable
from typing import Final

import httpx

LOGIN: Final = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token"
SCOPE: Final = "https://api.botframework.com/.default"
SECONDS: Final = 10.0  # for the login to answer
LOOK_AGAIN: Final = 30.0  # seconds between two tries while no token is given
_EARLY: Final = 300.0  # seconds before a token ends that a new one is asked for
_WORD: Final = re.compile("[a-z_]{1,60}")


class NotLetIn(Exception):  # noqa: N818 - what happened, in a few words
    """No token is given just now; `reason` is the login's word for why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class OwnToken:
    """Gives the token to Microsoft's client, and says why there is none; `clock` counts seconds."""

    def __init__(self, address: str, client: str, secret: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.fault = ""
        self._address = address
        self._form = {
            "grant_type": "client_credentials",
            "client_id": client,
            "client_secret": secret,
            "scope": SCOPE,
        }
        self._clock = clock
        self._held = ""
        self._until = 0.0
        self._lock = asyncio.Lock()

    async def __call__(self, *_: object) -> str:
        """Return the token.

        Raises:
            NotLetIn: there is none just now.
        """
        async with self._lock:
            if self._clock() >= self._until:
                await self._renew()
        if self.fault:
            raise NotLetIn(self.fault)
        return self._held

    def drop(self) -> None:
        """Take it that the token is no longer good."""
        self._until = 0.0

    async def _renew(self) -> None:
        try:
            async with httpx.AsyncClient(timeout=SECONDS) as client:
                response = await client.post(self._address, data=self._form)
            answer = response.json()
            if response.is_success:
                self._held, lives = str(answer["access_token"]), float(answer["expires_in"])
                self.fault, self._until = "", self._clock() + max(lives - _EARLY, LOOK_AGAIN)
                return
            said = str(answer.get("error", ""))
            self.fault = said if _WORD.fullmatch(said) else f"http_{response.status_code}"
        except (httpx.HTTPError, ValueError, KeyError, AttributeError, TypeError):
            self.fault = "login_unreachable"
        self._until = self._clock() + LOOK_AGAIN
