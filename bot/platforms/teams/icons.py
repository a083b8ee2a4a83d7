"""The app's sign, drawn by rule: two rings that hold each other, as hands do. Pure: PNG bytes out.

https://www.w3.org/TR/png-3/ is how a picture is written; Teams asks for 192 by 192 in colour, and 32 by 32 in white on
nothing.
"""

import struct
import zlib
from collections.abc import Callable, Iterator
from math import hypot
from typing import Final

COLOUR_SIZE: Final = 192  # pixels each way
OUTLINE_SIZE: Final = 32
_GROUND, _LEFT, _RIGHT = (31, 78, 95), (255, 255, 255), (242, 193, 78)
_RADIUS, _WIDTH, _APART = 0.19, 0.075, 0.13  # of a ring, its line, and its middle from the picture's: parts of a side
_GAP: Final = 0.025  # around the ring that lies above

Pixel = tuple[int, int, int, int]


def colour() -> bytes:
    """Return the icon in colour."""
    return _png(COLOUR_SIZE, _coloured)


def outline() -> bytes:
    """Return the icon in white on a transparent ground."""
    return _png(OUTLINE_SIZE, lambda x, y, edge: (255, 255, 255, round(255 * max(_rings(x, y, edge, 1.4)))))


def _coloured(x: float, y: float, edge: float) -> Pixel:
    left, right = _rings(x, y, edge, 1.0)
    shown = (_RIGHT, right) if right > left else (_LEFT, left)
    red, green, blue = (
        round(ground + (ink - ground) * shown[1]) for ground, ink in zip(_GROUND, shown[0], strict=True)
    )
    return red, green, blue, 255


def _rings(x: float, y: float, edge: float, scale: float) -> tuple[float, float]:
    """Return how much of a point each ring covers, 0 to 1: the left lies above at the top, the right at the bottom."""
    middles = (0.5 - _APART * scale, 0.5 + _APART * scale)
    far = [abs(hypot(x - middle, y - 0.5) - _RADIUS * scale) - _WIDTH / 2 * scale for middle in middles]
    above = 0 if y < 0.5 else 1  # noqa: PLR2004 - half the picture
    covers = [_within(distance, edge) for distance in far]
    covers[1 - above] *= 1 - _within(far[above] - _GAP * scale, edge)
    return covers[0], covers[1]


def _within(distance: float, edge: float) -> float:
    """Return 1 inside, 0 outside, and what lies between along an edge of one pixel."""
    return min(max(0.5 - distance / edge, 0.0), 1.0)


def _png(size: int, pixel: Callable[[float, float, float], Pixel]) -> bytes:
    rows = (_row(size, y, pixel) for y in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)  # eight bits each of red, green, blue and cover
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _row(size: int, y: int, pixel: Callable[[float, float, float], Pixel]) -> bytes:
    def values() -> Iterator[int]:
        yield 0  # no filter
        for x in range(size):
            yield from pixel((x + 0.5) / size, (y + 0.5) / size, 1 / size)

    return bytes(values())


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
