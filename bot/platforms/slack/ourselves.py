"""Which workspace the app is in: what comes from another is not acted on."""

import asyncio
import time
from typing import Final

import structlog
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

_PAUSE: Final = 5.0  # seconds between two questions, while there is no answer
_log = structlog.get_logger()


class Ourselves:
    """Asks Slack once where the token belongs; `team` is None until it has said."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._asked_at = float("-inf")
        self._asking = asyncio.Lock()
        self.team: str | None = None

    async def are_in(self, team: str) -> bool:
        """Tell whether `team` is where the app is; not so either while that is not known."""
        if self.team is None:
            async with self._asking:
                await self._ask()
        return self.team == team

    async def _ask(self) -> None:
        if self.team is not None or time.monotonic() - self._asked_at <= _PAUSE:
            return  # whoever stood in line before us has asked
        try:
            self.team = str((await self._client.auth_test())["team_id"])
        except (SlackClientError, OSError, TimeoutError) as error:
            self._asked_at = time.monotonic()
            _log.warning("slack.unknown_workspace", error=type(error).__name__)
