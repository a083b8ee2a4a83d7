"""Take out signs that nobody sees, and say what they spell: letters of the tag block, selectors, reversed writing.

A model reads such signs as text, a person does not see that they are there. Signs without meaning that word processors
leave behind (zero-width spaces, soft hyphens) go without a word, in `retrieval.words.phrases`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from retrieval.readers.base import RawDocument, remark

_TAGS: Final = 0xE0000  # the tag block repeats ASCII from here on
_BYTES: Final = ((0xFE00, 0), (0xE0100, 16))  # selectors that can carry a byte each, and the byte of the first
_FLAG: Final = "\U0001f3f4"  # before letters of the tag block it is the flag of a part of a country
_UNSEEN: Final = re.compile(
    "[\u115f\u1160\u180e\u2061-\u2064\u206a-\u206f\u3164\uffa0\ufff9-\ufffb\ufe00-\ufe0f\U000e0000-\U000e01ef]"
)
_SPELLING: Final = re.compile("[\ufe00-\ufe0f\U000e0000-\U000e01ef]{3,}")  # one alone chooses how a sign is drawn
_REVERSED: Final = re.compile("[\u202d\u202e]([^\u202c\n]*)\u202c?")


def without_unseen_signs(document: RawDocument) -> RawDocument:
    """Return `document` without signs that nobody sees, with a remark on what they spelled or turned around."""
    found = [said for block in document.blocks for said in _spelled(block.text)]
    if not found and not any(_UNSEEN.search(block.text) for block in document.blocks):
        return document
    blocks = tuple(replace(block, text=_seen(block.text)) for block in document.blocks)
    notices = (*document.notices, *remark("hidden_text", found))
    title = None if document.title is None else _seen(document.title)
    return replace(document, title=title, blocks=blocks, notices=notices)


def _seen(text: str) -> str:
    return _UNSEEN.sub("", _REVERSED.sub(r"\1", text))


def _spelled(text: str) -> Iterator[str]:
    """Yield what unseen signs spell, and what is written backwards."""
    for found in _SPELLING.finditer(text):
        if text[found.start() - 1 : found.start()] != _FLAG:
            yield _decoded(found.group())
    yield from (found[1] for found in _REVERSED.finditer(text))


def _decoded(signs: str) -> str:
    letters = "".join(chr(ord(sign) - _TAGS) for sign in signs if _TAGS < ord(sign) < _TAGS + 0x80)
    carried = bytes(byte for sign in signs for byte in _byte(sign))
    return letters or carried.decode(errors="replace")


def _byte(sign: str) -> Iterator[int]:
    for first, byte in _BYTES:
        if 0 <= ord(sign) - first < 256 - byte and (byte or ord(sign) - first < _BYTES[1][1]):
            yield ord(sign) - first + byte
