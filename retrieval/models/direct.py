"""Ask an OpenAI-compatible server without the library made for it: for a process that lives for one answer.

Importing langchain with openai takes longer (2.6 s of processor time, measured) than the whole answer may. The request
is the one that they would send, the reply is read no further and no longer than agreed, nobody is followed elsewhere,
and what is believed of it is decided by the same code. A service, which has the time to import, asks through langchain.
"""

import json
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPResponse
from typing import Any, Final
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

_HOME: Final = "https://api.openai.com/v1"
_KEY: Final = "OPENAI_API_KEY"
# With one of these set the library would ask elsewhere or otherwise: then it is left to the library.
_OTHERWISE: Final = ("OPENAI_API_BASE", "OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_PROXY")
_PART: Final = 16_384  # bytes read at a time


class NoReply(Exception):  # noqa: N818 - an outcome, not a fault in the program
    """The server answered with an error, with too much or with something else; `status_code` where it has one."""

    def __init__(self, reason: str, status_code: int | None = None) -> None:
        self.status_code = status_code
        super().__init__(reason)


class _Nowhere(HTTPRedirectHandler):
    """Follows nobody."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Leave it at the answer that wanted to send us there."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said, and how many tokens that took, 0 where the server does not count."""

    content: str
    tokens: int


@dataclass(frozen=True, slots=True)
class Server:
    """A model behind an OpenAI-compatible address; each reply takes `seconds` and `longest` bytes at most."""

    model: str
    url: str
    key: str
    seconds: float
    longest: int

    def structure(self, schema: Mapping[str, Any], name: str, said: Sequence[tuple[str, str]], tokens: int) -> Reply:
        """Return what the model says to `said`, pairs of a role and a text, in the structure of `schema`.

        Raises:
            NoReply: see above.
            OSError: the server cannot be reached, or is too slow.
        """
        body = {
            "model": self.model,
            "messages": [{"role": role, "content": content} for role, content in said],
            "max_completion_tokens": tokens,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": name, "schema": _closed(schema), "strict": True},
            },
        }
        reply = self._post("chat/completions", body)
        content = _at(reply, "choices", 0, "message", "content")
        if not isinstance(content, str):
            raise NoReply("no text in the reply")
        used = (reply.get("usage") or {}).get("total_tokens")
        return Reply(content, used if isinstance(used, int) else 0)

    def vectors(self, texts: Sequence[str]) -> list[list[float]]:
        """Return the rows of numbers that the model makes of `texts`.

        Raises:
            NoReply: see above.
            OSError: the server cannot be reached, or is too slow.
        """
        rows = _at(self._post("embeddings", {"model": self.model, "input": list(texts)}), "data")
        return [_at(row, "embedding") for row in rows]

    def _post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        told = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {self.key}",
            "Accept-Encoding": "identity",
        }
        request = Request(f"{self.url.rstrip('/')}/{path}", json.dumps(body).encode(), told, method="POST")  # noqa: S310 - the scheme is checked by `server_of`
        try:
            with build_opener(_Nowhere).open(request, timeout=self.seconds) as response:
                found = json.loads(self._read(response))
        except HTTPError as error:
            raise NoReply("an error", error.code) from None  # what the other side wrote stays there
        except ValueError as error:
            raise NoReply("no JSON") from error
        if not isinstance(found, dict):
            raise NoReply("no JSON object")
        return found

    def _read(self, response: HTTPResponse) -> bytes:
        ends, read = time.monotonic() + self.seconds, bytearray()
        while part := response.read1(_PART):
            read += part
            if len(read) > self.longest:
                raise NoReply(f"more than {self.longest} bytes")
            if time.monotonic() > ends:
                raise TimeoutError("the reply comes too slowly")
        return bytes(read)


def server_of(name: str, url: str | None, key: str | None, seconds: float, longest: int) -> Server | None:
    """Return the server that ``openai:model`` means, None for other providers and where only the library would know.

    As there, a provider's own key is never sent to another address.
    """
    provider, _, model = name.partition(":")
    if provider != "openai" or (url is not None and not url.startswith(("http://", "https://"))):
        return None
    if url is not None:
        return Server(model, url, key or "none", seconds, longest)
    own = key or os.environ.get(_KEY)
    return None if own is None or any(map(os.environ.get, _OTHERWISE)) else Server(model, _HOME, own, seconds, longest)


def _closed(schema: Any) -> Any:  # noqa: ANN401 - any part of a JSON schema
    """Return a JSON schema whose objects have no other fields than those named: a strict server asks for it."""
    if isinstance(schema, list):
        return [_closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {name: _closed(one) for name, one in schema.items()}
    return closed | {"additionalProperties": False} if schema.get("type") == "object" else closed


def _at(found: Any, *path: str | int) -> Any:  # noqa: ANN401 - any part of a reply
    """Return what stands in a reply at `path`.

    Raises:
        NoReply: nothing does.
    """
    try:
        for one in path:
            found = found[one]
    except (KeyError, IndexError, TypeError) as error:
        raise NoReply("not the reply that was asked for") from error
    return found
