"""A message that is shown while it is made: Teams' streams, in the chat with one person alone. Pure.

Nothing that a model writes is streamed before it was checked: what is shown on the way says what is going on, and the
answer comes whole, with its citations, in its place. Shapes and words of refusals:
https://learn.microsoft.com/microsoftteams/platform/bots/streaming-ux.
"""

from collections.abc import Mapping
from typing import Any, Final

Json = Mapping[str, Any]

NOT_ALLOWED: Final = "ContentStreamNotAllowed"  # Teams' word: not there, no more, over time, or stopped by its reader
STOPPED: Final = "ContentStreamStopped"  # our word for the last of these
_CANCELLED: Final = "canceled by user"


def update(text: str, number: int, stream: str = "") -> Json:
    """Return what says what is going on; the first, number 1, begins a stream and is answered with its id."""
    told = {"type": "streaminfo", "streamType": "informative", "streamSequence": number}
    return {"type": "typing", "text": text, "entities": [told | ({"streamId": stream} if stream else {})]}


def final(activity: Json, stream: str) -> Json:
    """Return a message as what a stream ends with."""
    told = {"type": "streaminfo", "streamType": "final", "streamId": stream}
    return {**activity, "entities": [*activity.get("entities", ()), told]}


def reason_of(code: str, words: str) -> str:
    """Return the word for a refusal, where its reader pressed Stop our own."""
    return STOPPED if code == NOT_ALLOWED and _CANCELLED in words.casefold() else code
