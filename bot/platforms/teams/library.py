"""What is used of Microsoft's library: its client, in a loop of its own, and its verifying of tokens.

Importing it is no small thing: it takes seconds, reads a `.env` file and environment variables, and is told everything
here instead.
"""

import asyncio
import logging
import os
import threading
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bot.platforms.teams.guard import Guard
from bot.platforms.teams.token import OwnToken

if TYPE_CHECKING:
    from microsoft_teams.api import ApiClient

SECONDS: Final = 10.0  # for one call


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where Microsoft's services are; only a test names others."""

    service: str | None = None
    openid: str | None = None
    token: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What is used of Microsoft's library, and the loop that its client belongs to."""

    api: "ApiClient"
    validator: Any  # its InboundActivityTokenValidator
    loop: asyncio.AbstractEventLoop
    thread: threading.Thread

    def close(self) -> None:
        """End the loop."""
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(timeout=5)


def imported(guard: Guard, token: OwnToken, addresses: Addresses) -> Library:
    """Import Microsoft's library, which takes seconds, and begin the loop that its client belongs to."""
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
    return Library(api=app.api, validator=validator, loop=loop, thread=thread)


class _Adapter:
    """The library's way to a web server, of which it is given none: requests come to `TeamsApp.receive`."""

    def register_route(self, method: str, path: str, handler: object) -> None: ...
    def serve_static(self, path: str, directory: str) -> None: ...
    async def start(self, port: int) -> None: ...
    async def stop(self) -> None: ...
