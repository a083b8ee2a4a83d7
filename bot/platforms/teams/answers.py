"""What Teams is answered at once, in its own JSON. Pure.

A press that nobody answers reads "something went wrong" where it was made, so every one of them has an answer.
"""

from collections.abc import Mapping
from typing import Any, Final

_CARD: Final = "application/vnd.microsoft.card.adaptive"
_NOTICE: Final = "application/vnd.microsoft.activity.message"
_DIALOGS: Final = frozenset({"task/fetch", "task/submit", "message/fetchTask"})

Json = Mapping[str, Any]


def in_place(card: Json) -> Json:
    """Return the answer that shows a card in place of the one that was pressed, to its presser alone."""
    return {"statusCode": 200, "type": _CARD, "value": card}


def in_window(title: str, card: Json) -> Json:
    """Return the answer that opens a card in a window of Teams' own."""
    shown = {"title": title, "height": "large", "width": "large", "card": {"contentType": _CARD, "content": card}}
    return {"task": {"type": "continue", "value": shown}}


def told(activity: Json, text: str) -> Json | None:
    """Return the answer that says something short, None where nobody waits for one."""
    if activity.get("type") != "invoke":
        return None
    name = activity.get("name")
    if name == "adaptiveCard/action":
        return {"statusCode": 200, "type": _NOTICE, "value": text}
    return {"task": {"type": "message", "value": text}} if name in _DIALOGS else {}
