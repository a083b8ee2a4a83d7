"""An HTTP client that reads no more and no longer than agreed and goes nowhere it was not sent.

Only for the providers whose class takes a client.
"""

import time
from collections.abc import Iterator

import httpx

_CONNECT_SECONDS = 1.5  # enough to find out that nobody is there


class _CappedStream(httpx.SyncByteStream):
    """A response's bytes, which fails when there are more than `most`, or when they go on beyond `ends`."""

    def __init__(self, inner: httpx.SyncByteStream, most: int, ends: float) -> None:
        self._inner = inner
        self._most = most
        self._ends = ends

    def __iter__(self) -> Iterator[bytes]:
        read = 0
        for part in self._inner:
            read += len(part)
            if read > self._most:
                raise httpx.RemoteProtocolError(f"the answer has more than {self._most} bytes")
            if time.monotonic() > self._ends:
                raise httpx.ReadTimeout("the answer comes too slowly")
            yield part

    def close(self) -> None:
        self._inner.close()


class _CappedTransport(httpx.HTTPTransport):
    """Asks for plain bytes, so that what is counted is what there is, and hands them on capped."""

    def __init__(self, most: int, seconds: float) -> None:
        super().__init__()
        self._most = most
        self._seconds = seconds

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.headers["Accept-Encoding"] = "identity"
        ends = time.monotonic() + self._seconds
        response = super().handle_request(request)
        if isinstance(response.stream, httpx.SyncByteStream):
            response.stream = _CappedStream(response.stream, self._most, ends)
        return response


def client(seconds: float, most: int) -> httpx.Client:
    """Return a client that reads for `seconds` and `most` bytes at most, and follows no redirects."""
    timeout = httpx.Timeout(seconds, connect=min(_CONNECT_SECONDS, seconds))
    return httpx.Client(timeout=timeout, follow_redirects=False, transport=_CappedTransport(most, seconds))
