"""A card after what it asks for was settled, and a card that asks whether it was. Pure.

What was chosen stands in the place of the buttons. A question that nobody asked for is looked at afresh by Teams
itself when its reader has it before them again, and by them alone: it stands in the chat with them.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.platforms.base import Button, Reply
from bot.platforms.choices import is_choice
from bot.platforms.heard import Heard, PlaceKind, Pressed, Submitted
from bot.platforms.plain import visible
from bot.platforms.teams.buttons import execute, rows
from bot.platforms.teams.cards import attached, buttons_of, card, fitting, notice_of
from bot.platforms.teams.carried import packed
from bot.platforms.teams.reading import FEEDBACK, REFRESH
from bot.platforms.teams.rich import line, lines_of
from prompts.texts import Texts, texts

_PARTS: Final = 3  # of a button: its key, label and value
_MOST: Final = 4_000  # characters of what a card carries to be made again

Json = dict[str, Any]


def note_of(heard: Heard, language: str) -> str:
    """Return what stands in the place of the buttons that an event came from, empty where they may stay."""
    say = texts(language)
    if isinstance(heard, Pressed) and heard.shown and is_choice(heard):
        return say("teams_cards.chosen", label=heard.label)
    is_report = isinstance(heard, Submitted) and heard.form != FEEDBACK
    return say("teams_cards.sent") if is_report and heard.where.kind is PlaceKind.PRIVATE else ""


def settled_card(shown: Mapping[str, object], note: str, buttons: Sequence[Button] = (), nonce: str = "") -> Json:
    """Return a card with what stood in it, a note under that, and buttons only where some are given."""
    text = str(shown.get("text", ""))
    below = [line(note, isSubtle=bool(text)), *rows(buttons, nonce, said=packed(text) if text else "")]
    return card([*fitting(lines_of(text), below), *below])


def settled(heard: Pressed | Submitted, language: str) -> Json | None:
    """Return the message as it stands after the press; None where it is not known what stood in it."""
    note = note_of(heard, language)
    if not note or not heard.shown:
        return None
    made = settled_card(heard.shown, note)
    return {"type": "message", "summary": notice_of(str(heard.shown["text"])), "attachments": [attached(made)]}


def watched(activities: Sequence[Json], reply: Reply, language: str, nonce: str, reader: str) -> None:
    """Let the card of a question about an action be looked at afresh by `reader`, Teams' id of a person."""
    if not reply.form or not reader or len(activities) != 1:
        return
    buttons = [[button.key, button.label, button.value] for button in buttons_of(reply, language)]
    carried = packed([visible(reply.text).strip(), buttons, nonce, reader], _MOST)
    for attachment in activities[0].get("attachments", ()) if carried else ():
        attachment["content"]["refresh"] = _refresh(reply.form, carried, reader)


def asked_again(nr: str, carried: Sequence[object], say: Texts, *, is_open: bool) -> Json:
    """Return the card of a question about an action as it is to stand now, from what it carried along."""
    match carried:
        case [str(text), list(buttons), str(nonce), str(reader)]:
            if not is_open:
                return settled_card({"text": text}, say("teams_cards.answered"))
            shown = [Button(*map(str, each)) for each in buttons if isinstance(each, list) and len(each) == _PARTS]
            made = card([*lines_of(text), *rows(shown, nonce, said=packed(text))])
            return made | {"refresh": _refresh(nr, packed(carried, _MOST), reader)}
    return settled_card({}, say("teams.nothing"))


def _refresh(nr: str, carried: str, reader: str) -> Json:
    action = execute(REFRESH, {"verb": REFRESH, "value": nr, "said": carried})
    return {"action": {name: action[name] for name in ("type", "title", "verb", "data")}, "userIds": [reader]}
