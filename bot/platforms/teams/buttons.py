"""Buttons of cards. Pure.

Every action is an `Action.Execute`, which Teams answers in place, with an `Action.Submit` for clients that do not know
it. What it carries comes back as it was sent. A source opens in a window of Teams' own, beside the conversation.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from bot.platforms.base import Button
from bot.platforms.choices import CHOICES
from bot.platforms.plain import shortened
from bot.platforms.teams.limits import LABEL, ROW, ROW_BYTES, VALUE, weight_of
from bot.platforms.teams.reading import PRESS
from bot.platforms.teams.rich import unlinked

Json = dict[str, Any]

SOURCE, REPORT = "source", "form"  # keys of what opens something
FETCHES: Final = {"type": "task/fetch"}
THUMBS: Final = frozenset({"helpful", "unhelpful"})  # Teams has its own under the message
_FIRST_CHOICE: Final = frozenset({"confirm", "confirm_all", "form", "accept", "link", "next", "send"})


def rows(buttons: Sequence[Button], nonce: str, chooser: str = "", said: str = "") -> list[Json]:
    """Return buttons as elements of a card, the sources first; where those are many, as a list to choose from.

    One whose value is more than a button carries is left out: what it says can be written. `chooser` names the list,
    `said` is what stands above as `packed`, which comes back with what settles it.
    """
    carried = [button for button in buttons if _is_carried(button)]
    sources = [button for button in carried if button.key == SOURCE]
    others = [button for button in carried if button.key != SOURCE]
    if len(sources) > ROW:
        return [*_chosen(sources, nonce, chooser), *_sets(others, nonce, said)]
    return [*_sets(sources, nonce, said), *_sets(others, nonce, said)]


def _is_carried(button: Button) -> bool:
    try:
        return len(button.value.encode()) <= VALUE
    except UnicodeEncodeError:  # half characters, which nothing of ours holds
        return False


def _sets(buttons: Sequence[Button], nonce: str, said: str) -> Iterator[Json]:
    """Yield sets of as many buttons as Teams shows side by side."""
    first = next((button for button in buttons if button.key in _FIRST_CHOICE), None)
    held: list[Json] = []
    for button in buttons:
        made = press(button, nonce, said) | ({"style": "positive"} if button is first else {})
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
    return [field, {"type": "ActionSet", "actions": [opening(label, data)]}]


def press(button: Button, nonce: str, said: str = "") -> Json:
    """Return a button; `nonce` is what all those of a message share."""
    data = {"verb": PRESS, "key": button.key, "value": button.value, "nonce": nonce, "label": title_of(button.label)}
    if button.key == SOURCE:
        return opening(button.label, data, reads_inputs=False)
    settles = button.key in CHOICES or button.key == REPORT
    return execute(button.label, data, reads_inputs=False, said=said if settles else "")


def execute(label: str, data: Json, *, reads_inputs: bool = True, said: str = "") -> Json:
    """Return an action; one that reads no inputs goes off whatever is filled in beside it.

    What was `said` above comes back from clients that know `Action.Execute` alone: it would weigh twice as much.
    """
    inputs = {} if reads_inputs else {"associatedInputs": "none"}
    title = title_of(label)
    fallback = {"type": "Action.Submit", "title": title, "data": data, **inputs}
    carried = data | ({"said": said} if said else {})
    made = {"type": "Action.Execute", "title": title, "verb": data["verb"], "data": carried, "fallback": fallback}
    return {**made, **inputs}


def opening(label: str, data: Json, *, reads_inputs: bool = True) -> Json:
    """Return an action that opens a window of Teams' own."""
    inputs = {} if reads_inputs else {"associatedInputs": "none"}
    return {"type": "Action.Submit", "title": title_of(label), "data": {**data, "msteams": FETCHES}, **inputs}


def leading(label: str, address: str) -> Json:
    """Return a button that leads to an address of our own making."""
    return {"type": "ActionSet", "actions": [{"type": "Action.OpenUrl", "title": title_of(label), "url": address}]}


def title_of(label: str) -> str:
    """Return a label as a button or a choice shows it: one short line, never empty."""
    return shortened(" ".join(unlinked(label).split()), LABEL) or "–"
