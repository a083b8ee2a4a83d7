"""What a card's button brings back of its own message: Teams tells what was pressed, not where it stood. Pure.

It passes through its reader's hands, so it is shown to nobody but its reader, as text, and nothing is decided by it.
"""

import base64
import binascii
import json
import zlib
from typing import Final

MOST: Final = 1_200  # characters of what one button carries: a card has a handful of them, and 24 kB in all
_LARGEST: Final = 30_000  # characters of what is unpacked


def packed(value: object, most: int = MOST) -> str:
    """Return JSON as one short word, empty where it is more than a button should carry."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    found = base64.urlsafe_b64encode(zlib.compress(written, 9)).decode()
    return found if len(found) <= most else ""


def unpacked(word: object) -> object:
    """Return what `packed` was given, None where it is anything else."""
    if not isinstance(word, str) or not word:
        return None
    try:
        unpacking = zlib.decompressobj()
        written = unpacking.decompress(base64.urlsafe_b64decode(word), _LARGEST)
        return None if unpacking.unconsumed_tail else json.loads(written)
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        return None
