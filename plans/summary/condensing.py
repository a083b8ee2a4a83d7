"""Shorten a long reply to the sentences that say something, in its own words and order; what is left out is marked.

A sentence says something when the reading of the reply took words from it: what is done, what stands in the way, which
decision is asked for, what comes next. Nothing is reworded. The whole reply stands in an appendix.
"""

import re
from typing import Final

from plans.model import Reading, StatusUpdate

LONGEST: Final = 320  # characters of a reply that is quoted whole
_MOST: Final = 480  # characters of what is left of a longer one
_LEFT_OUT: Final = " […] "
_BETWEEN = re.compile(r"(?<=[.!?])\s+(?=[^\W_a-zåäö])|\n+")


def condensed(update: StatusUpdate) -> str:
    """Return a reply's words: all of a short one, of a long one the sentences that say something."""
    text = update.text
    if len(text) <= LONGEST:
        return text
    sentences = [sentence for sentence in (part.strip() for part in _BETWEEN.split(text)) if sentence]
    said = _said(update.reading)
    wanted = [at for at, sentence in enumerate(sentences) if any(part in sentence for part in said)] or [0, 1]
    kept: list[int] = []
    room = _MOST
    for at in wanted:
        if at < len(sentences) and (len(sentences[at]) <= room or not kept):
            kept.append(at)
            room -= len(sentences[at])
    return _joined(sentences, kept)


def _said(reading: Reading) -> tuple[str, ...]:
    parts = (*reading.done, *reading.obstacles, *reading.decisions_needed, *reading.next_steps)
    return tuple(part.strip(" .") for part in parts if part.strip(" ."))


def _joined(sentences: list[str], kept: list[int]) -> str:
    parts: list[str] = []
    before = -1
    for at in kept:
        if at > before + 1:
            parts.append(_LEFT_OUT if parts else _LEFT_OUT.lstrip())
        elif parts:
            parts.append(" ")
        parts.append(_cut(sentences[at]))
        before = at
    if before < len(sentences) - 1:
        parts.append(_LEFT_OUT.rstrip())
    return "".join(parts)


def _cut(sentence: str) -> str:
    """Return a sentence, or the beginning of one that never ends."""
    return sentence if len(sentence) <= _MOST else f"{sentence[:_MOST].rsplit(' ', 1)[0]} […]"
