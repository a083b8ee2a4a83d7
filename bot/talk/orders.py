"""An order that is shown before it is done: kept until it is confirmed, and done only if it still means what was shown.

What is kept is the order and a fingerprint of its preview. When the confirmation comes the preview is made again; if it
reads differently by now, nothing is done and the new one is shown.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Final

from bot.memory import Kept
from bot.platforms.base import Reply
from bot.talk import coordinator_words as heard
from bot.talk.rights import Command, Reach, reach
from bot.talk.turn import Turn

CANCEL: Final = "cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be done: a command with the actions it is about, a person's address, words, a year."""

    command: Command
    nrs: tuple[str, ...] = ()
    to: str = ""
    text: str = ""
    year: int = 0
    undo: bool = False  # take back what the same order did
    declined: bool = False  # the decision that was asked for was not taken

    def to_json(self) -> dict[str, object]:
        """Return it as it is kept."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Shown:
    """The preview of an order, and the key of the button that does it; no key where there is nothing to do."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done and to whom, and the order that takes it back where one can."""

    text: str
    undo: Order | None = None


Preview = Callable[[Turn, Order], Shown]
Perform = Callable[[Turn, Order], Done]


def ask_first(turn: Turn, order: Order, preview: Preview) -> Reply:
    """Show what an order would do, and keep it until it is confirmed."""
    shown = preview(turn, order)
    if not shown.key:
        turn.keep(Kept.COMMAND, None)
        return Reply(shown.text)
    token = _fingerprint(shown.text)
    turn.keep(Kept.COMMAND, json.dumps({"order": order.to_json(), "shown": token, "key": shown.key}))
    return Reply(shown.text, turn.buttons(shown.key, CANCEL, about=token))


def do(turn: Turn, order: Order, perform: Perform) -> Reply:
    """Do an order, and remember what takes it back."""
    done = perform(turn, order)
    turn.keep(Kept.COMMAND, None)
    turn.keep(Kept.UNDO, json.dumps(done.undo.to_json()) if done.undo else None)
    return Reply(done.text, turn.buttons("undo") if done.undo else ())


def settle(turn: Turn, previews: Mapping[Command, Preview], performs: Mapping[Command, Perform]) -> Reply | None:
    """Do what was shown when it is confirmed; leave it when it is not, or when anything else is written."""
    kept = turn.recall(Kept.COMMAND)
    if kept is None:
        return _too_late(turn)
    held = json.loads(kept)
    if turn.pressed.key and turn.pressed.value != held["shown"]:
        return _too_late(turn)
    turn.leave(Kept.COMMAND)
    says_label = turn.words.casefold() == turn.say(f"chat.button.{held['key']}").casefold()
    if turn.pressed.key in _GOES or says_label or heard.GO.fullmatch(turn.command):
        return _go(turn, _order(held["order"]), held["shown"], previews, performs)
    is_left = turn.pressed.key == CANCEL or heard.CANCEL.fullmatch(turn.command)
    return turn.reply("order.cancelled") if is_left else None


def _go(
    turn: Turn,
    order: Order,
    shown: str,
    previews: Mapping[Command, Preview],
    performs: Mapping[Command, Perform],
) -> Reply:
    if reach(turn.person, order.command) is Reach.NONE:
        return turn.reply("refused.coordinators_only", coordinator=turn.coordinator())
    if _fingerprint(previews[order.command](turn, order).text) != shown:
        again = ask_first(turn, order, previews[order.command])
        return Reply(f"{turn.say('chat.order.has_changed')}\n\n{again.text}", again.buttons)
    return do(turn, order, performs[order.command])


def take_back(turn: Turn, performs: Mapping[Command, Perform]) -> Reply | None:
    """Take back what was done last, where it can be."""
    kept = turn.recall(Kept.UNDO)
    if kept is None or not heard.UNDO.fullmatch(turn.command):
        return None
    order = _order(json.loads(kept))
    turn.keep(Kept.UNDO, None)
    return Reply(performs[order.command](turn, order).text)


_GOES: Final = frozenset({"send", "approve", "reassign", "close", "move", "settle", "confirm_report"})


def _too_late(turn: Turn) -> Reply | None:
    return turn.reply("order.too_late") if turn.pressed.key in _GOES | {CANCEL} else None


def _order(held: Mapping[str, object]) -> Order:
    return Order(
        command=Command(str(held["command"])),
        nrs=tuple(map(str, held["nrs"])) if isinstance(held["nrs"], list) else (),
        to=str(held["to"]),
        text=str(held["text"]),
        year=int(str(held["year"])),
        undo=bool(held["undo"]),
        declined=bool(held.get("declined")),
    )


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
