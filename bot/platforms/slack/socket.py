"""The way in over a socket: we call Slack, and events come on the line. It is kept open, and opened again by itself."""

import asyncio
from contextlib import suppress
from typing import Any, Final

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

SECONDS: Final = 5.0  # a line that broke without a word is found out and opened again within twice that


class Socket:
    """The line to Slack for `bolt`, with an app-level token; it is looked at every `seconds`."""

    def __init__(self, bolt: AsyncApp, app_token: str, *, seconds: float = SECONDS) -> None:
        self._bolt = bolt
        self._seconds = seconds
        self._token = app_token
        self._handler: Any = None  # slack-bolt's, which has no types
        self._connecting: asyncio.Task[None] | None = None

    @property
    def fault(self) -> str:
        """Why nothing comes in, empty when the line is open."""
        session = self._handler.client.current_session if self._handler else None
        return "" if session is not None and not session.closed else "no_connection"

    async def connect_async(self) -> None:
        """Begin to connect; the library tries until it succeeds, and nobody waits for that."""
        self._handler = AsyncSocketModeHandler(self._bolt, self._token, ping_interval=self._seconds)
        self._connecting = asyncio.create_task(self._handler.connect_async())

    async def close_async(self) -> None:
        """Take no more."""
        if self._connecting:
            self._connecting.cancel()
            with suppress(asyncio.CancelledError):
                await self._connecting
        if self._handler:
            await self._handler.close_async()
