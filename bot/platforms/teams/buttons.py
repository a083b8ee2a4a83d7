"""Buttons of cards. Pure.

Every action is an `Action.Execute`, which Teams answers in place, with an `Action.Submit` for clients that do not know
it. What it carries comes back as it was sent.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from bot.platforms.base import Button
from bot.platforms.plain import shortened
from bot.platforms.teams.limits import LABEL, ROW, ROW_BYTES, VALUE, weight_of
from bot.platforms.teams.reading import PRESS
from bot.platforms.teams.rich import unlinked

Json = dict[str, Any]

SOURCE: Final = "source"
THUMBS: Final = frozenset({"helpful", "unhelpful"})  # Teams has its own under the message
_FIRST_CHOICE: Final = frozenset({"confirm", "confirm_all", "form", "accept", "link", "next", "send"})


def rows(buttons: Sequence[Button], nonce: str, chooser: str = "") -> list[Json]:
    """Return buttons as elements of a card, the sources first; where those are many, as a list to choose from.

    One whose value is more than a button carries is left out: what it says can be written. `chooser` names the list.
    """
    carried = [button for button in buttons if _is_carried(button)]
    sources = [button for button in carried if button.key == SOURCE]
    others = [button for button in carried if button.key != SOURCE]
    if len(sources) > ROW:
        return [*_chosen(sources, nonce, chooser), *_sets(others, nonce)]
    return [*_sets(sources, nonce), *_sets(others, nonce)]


def _is_carried(button: Button) -> bool:
    try:
        return len(button.value.encode()) <= VALUE
    except UnicodeEncodeError:  # half characters, which nothing of ours holds
        return False


def _sets(buttons: Sequence[Button], nonce: str) -> Iterator[Json]:
    """Yield sets of as many buttons as Teams shows side by side."""
    first = next((button for button in buttons if button.key in _FIRST_CHOICE), None)
    held: list[Json] = []
    for button in buttons:
        made = press(button, nonce) | ({"style": "positive"} if button is first else {})
        if held and (len(held) == ROW or weight_of([*held, made]) > ROW_BYTES):
            yield {"type": "ActionSet", "actions": held}
            held = []
        held.append(made)
    if held:
        yield {"type": "ActionSet", "actions": held}


def _chosen(sources: Sequence[Button], nonce: str, chooser: str) -> list[Json]:
    """Return a list of sources and the button that opens the chosen one: the field's name is `value`, as a press has.

    The first stands chosen: nothing can be pressed that lacks a source.
    """
    unique = {button.value: title_of(button.label) for button in sources}
    label = chooser or sources[0].label
    data = {"verb": PRESS, "key": SOURCE, "nonce": nonce, "label": title_of(label)}
    choices = [{"title": title, "value": value} for value, title in unique.items() if value]
    if not choices:
        return []
    field: Json = {"type": "Input.ChoiceSet", "id": "value", "style": "compact", "value": choices[0]["value"]}
    field |= {"label": title_of(label), "choices": choices}
    return [field, {"type": "ActionSet", "actions": [execute(label, data)]}]


def press(button: Button, nonce: str) -> Json:
    """Return a button; `nonce` is what all those of a message share."""
    data = {"verb": PRESS, "key": button.key, "value": button.value, "nonce": nonce, "label": title_of(button.label)}
    return execute(button.label, data, reads_inputs=False)


def execute(label: str, data: Json, *, reads_inputs: bool = True) -> Json:
    """Return an action; one that reads no inputs goes off whatever is filled in beside it."""
    inputs = {} if reads_inputs else {"associatedInputs": "none"}
    title = title_of(label)
    fallback = {"type": "Action.Submit", "title": title, "data": data, **inputs}
    made = {"type": "Action.Execute", "title": title, "verb": data["verb"], "data": data, "fallback": fallback}
    return {**made, **inputs}


def title_of(label: str) -> str:
    """Return a label as a button or a choice shows it: one short line, never empty."""
    return shortened(" ".join(unlinked(label).split()), LABEL) or "–"
