"""Find out whether anybody is there, before seconds are spent on importing what would talk to them.

A server that takes a call and says nothing is as dead as one that takes none, so it is asked for a page, without a key.
Whatever it answers is a sign of life, also that it has no such page.
"""

import ssl
from http.client import HTTPConnection, HTTPException, HTTPSConnection, RemoteDisconnected
from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies

from retrieval.models.deadline import Late, within

_SECONDS: Final = 1.0


def knock(url: str | None) -> None:
    """Ask the server of `url` for a page. Behind a proxy nobody can tell this way, and without `url` nobody is asked.

    Raises:
        OSError: nobody listens there, or nobody answers within a second.
    """
    if url is not None and not getproxies():
        try:
            within(_SECONDS, lambda: _ask(url))
        except Late as late:
            raise ConnectionError("nobody answers there") from late


def _ask(url: str) -> None:
    parts = urlsplit(url)
    opened = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = opened(parts.hostname or "", parts.port, timeout=_SECONDS)
    try:
        connection.request("GET", f"{parts.path.rstrip('/')}/models")
        connection.getresponse()
    except RemoteDisconnected:
        raise
    except (ssl.SSLError, HTTPException):
        return  # somebody is there; certificates and manners are for the client to judge that talks to them
    finally:
        connection.close()
