"""Find out whether anybody is there, before seconds are spent on importing what would talk to them."""

import socket
from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies

_SECONDS: Final = 1.0


def knock(url: str | None) -> None:
    """Open a connection to the server of `url` and close it; nothing is sent. Behind a proxy nobody can tell this way.

    Raises:
        OSError: nobody listens there, or not within a second.
    """
    if url is None or getproxies():
        return
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    socket.create_connection((parts.hostname or "", port), timeout=_SECONDS).close()
