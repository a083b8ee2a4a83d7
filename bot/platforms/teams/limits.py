"""How much Teams takes, in characters where nothing else is said (https://learn.microsoft.com/microsoftteams)."""

import json
from typing import Any, Final

CARD: Final = 24_000  # bytes of a card's JSON; Teams promises to show 28 KB
ROW: Final = 6  # buttons of a set: Teams hides the rest
ROW_BYTES: Final = 12_000
TEXT: Final = 6_000  # of a message's own text
NOTICE: Final = 150  # of a notification
LABEL: Final = 80  # of a button or a choice
FIELD_LABEL: Final = 200
TITLE: Final = 150
LEAD: Final = 2_000
VALUE: Final = 1_000  # bytes of what a button carries
OPTIONS: Final = 100
INPUT: Final = 2_000  # of a field, where it says nothing else
CITATIONS, NAME, ABSTRACT = 20, 80, 160  # of a message; of a citation's name and its text


def weight_of(part: Any) -> int:  # noqa: ANN401 - any JSON
    """Return the bytes of a part of a card."""
    return len(json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode(errors="replace"))
