"""What those who run the follow-up order in chat: how it goes, remind, move a question, approve, ask for more, close.

Who may order what stands in ``rights.py``, and is looked at before anything else: whoever may not gets the same answer
whether or not what they name exists. What others are told about, or what cannot be taken back, is shown first.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from bot.gaps_shown import gaps_in_words
from bot.platforms.base import Reply
from bot.standing_shown import Scene, reached_text, scene_of, unanswered_text
from bot.talk import coordinator_words as heard
from bot.talk import orders, reviewing, words
from bot.talk.orders import Done, Order, Shown
from bot.talk.rights import MAY, Command, Reach, may_order, reach
from bot.talk.turn import Route, Turn
from bot.talk.whom import address_in, is_address, person_named
from plans.cycle.nudging import UNANSWERED, Nudges
from plans.model import Action, DecisionState
from plans.places import found_in
from plans.wording import written_date
from prompts.refusal import Refusal

Obeyed = Callable[[Turn, re.Match[str]], Reply | None]
_NAME: Final = 2  # words of a name; more is a sentence
_FILTER: Final = 4  # words of a filter; more is a sentence
_RUNS: Final = frozenset(
    role for role, rights in MAY.items() if any(each is not Reach.NONE for each in rights.values())
)


def _plan(turn: Turn, command: Command) -> tuple[Action, ...]:
    """Return the actions that the person may order this about, in the plan's order."""
    return tuple(action for action in turn.services.planbook.actions() if may_order(turn.person, command, action))


def _chosen(turn: Turn, command: Command, place: str | None) -> tuple[Action, ...] | None:
    """Return the actions of a place, all that the person may order this about without one; None: no such place."""
    if place is None:
        return _plan(turn, command)
    known = found_in(turn.services.planbook.actions(), re.sub(r"^(?:the|det|den) ", "", place, flags=re.IGNORECASE))
    if not known:
        return None
    return tuple(action for action in known if may_order(turn.person, command, action))


def _ordering(command: Command, pattern: heard.Ordered, obeyed: Obeyed) -> Route:
    """Return a route that obeys those who may, tells others who can, and leaves alone what is no order."""

    def route(turn: Turn) -> Reply | None:
        match = pattern.fullmatch(turn.command)
        if match is None:
            return None
        if reach(turn.person, command) is not Reach.NONE:
            return obeyed(turn, match)
        if turn.mine.draft or command is Command.HAND_OVER or not _names_plan(turn, match):
            return None
        return turn.reply("refused.coordinators_only", coordinator=turn.coordinator())

    return route


def _names_plan(turn: Turn, match: re.Match[str]) -> bool:
    """Tell whether what follows a command is nothing, everybody, an action's number or a place: known to all."""
    parts = [heard.part(match, name) for name in ("place", "whom", "what")]
    named = [part for part in parts if part]
    if match.groupdict().get("bare") and heard.GAPS.fullmatch(match[0]):
        named.append(match["bare"])
    actions = turn.services.planbook.actions()
    known = {action.nr.casefold() for action in actions}
    return all(
        heard.EVERYBODY.fullmatch(part)
        or all(nr.casefold() in known for nr in _numbers(part)) & bool(_numbers(part))
        or found_in(actions, part)
        for part in named
    )


def _numbers(text: str) -> tuple[str, ...]:
    """Return the numbers of a list of nothing else ("S6, S7 och S8"), else none."""
    tokens = [each for each in re.split(r"\s*[,;]\s*|\s+(?:och|and|samt|&)\s+|\s+", text.strip()) if each]
    return tuple(tokens) if tokens and all(re.fullmatch(words.NR, each, words.FLAGS) for each in tokens) else ()


# What is told.


def _told(command: Command, tell: Callable[[Turn, tuple[Action, ...]], str]) -> Obeyed:
    def obeyed(turn: Turn, match: re.Match[str]) -> Reply | None:
        place = heard.part(match, "place")
        actions = _chosen(turn, command, place)
        if actions is None:
            return None
        if not actions:
            return _outside(turn)
        return Reply(tell(turn, actions))

    return obeyed


def _outside(turn: Turn) -> Reply:
    areas = ", ".join(turn.person.areas)
    return (
        turn.reply("refused.other_area", areas=areas)
        if areas
        else turn.reply("refused.no_area", coordinator=turn.coordinator())
    )


def _scene(turn: Turn, actions: Iterable[Action]) -> Scene | None:
    with turn.services.store.reading() as ledger:
        return scene_of(ledger, [action.nr for action in actions], turn.today)


def _standing(turn: Turn, actions: tuple[Action, ...]) -> str:
    scene = _scene(turn, actions)
    among = None if len(actions) == len(turn.services.planbook.actions()) else frozenset(each.nr for each in actions)
    told = turn.services.planbook.status_text(turn.language, among=among)
    return f"{told}\n{reached_text(scene, turn.say)}" if scene and not turn.message.place else told


def _unanswered(turn: Turn, actions: tuple[Action, ...]) -> str:
    scene = _scene(turn, actions)
    if scene is None:
        return turn.say("chat.unanswered.no_cycle")
    if turn.message.place:  # a channel reads along: counts, never a list of names
        return turn.say("chat.unanswered.in_channel", count=len(scene.unanswered), of=len(scene.requests))
    return unanswered_text(scene, turn.say)


def _decisions(turn: Turn, actions: tuple[Action, ...]) -> str:
    nrs = {action.nr for action in actions}
    with turn.services.store.reading() as ledger:
        found = [need for need in ledger.decisions.all() if need.nr in nrs and need.state is DecisionState.OPEN]
    if not found:
        return turn.say("chat.decisions.none")
    heading = turn.say("chat.decisions.one") if len(found) == 1 else turn.say("chat.decisions.many", count=len(found))
    lines = [
        turn.say(
            "chat.decisions.line",
            nr=need.nr,
            text=need.text,
            name=turn.called(need.asked_by) if need.asked_by else "–",
            date=written_date(need.asked_at.astimezone(turn.services.zone).date(), turn.language),
        )
        for need in found
    ]
    return "\n".join([heading, *lines])


def _gaps(turn: Turn, match: re.Match[str]) -> Reply | None:
    asked = heard.part(match, "place") or heard.part(match, "bare") or ""
    book = turn.services.planbook.gap_book
    if reach(turn.person, Command.GAPS) is Reach.OWN_AREAS:
        actions = _chosen(turn, Command.GAPS, asked or None)
        return None if actions is None else _gaps_of_lead(turn, actions)
    try:
        return Reply(book.asked(asked, turn.language))
    except Refusal:
        if len(asked.split()) > _FILTER:
            return None  # a sentence that begins with the word
        raise


def _gaps_of_lead(turn: Turn, actions: tuple[Action, ...]) -> Reply:
    """Tell an area lead the gaps of their own areas: those of the areas themselves, and of the actions in them."""
    if not actions:
        return _outside(turn)
    nrs = frozenset(action.nr for action in actions)
    gaps = [gap for gap in turn.services.planbook.gap_book.all() if gap.gap.subject in nrs]
    return Reply(gaps_in_words(gaps, turn.language))


# What is ordered.


def _remind(turn: Turn, match: re.Match[str]) -> Reply | None:
    whom = heard.part(match, "whom") or heard.part(match, "to")
    nrs = _meant(turn, Command.REMIND, whom) if whom else tuple(each.nr for each in _plan(turn, Command.REMIND))
    if nrs is None:
        is_name = whom is not None and len(whom.split()) <= _NAME
        return turn.reply("remind.unknown", whom=whom) if is_name else None
    return orders.ask_first(turn, Order(command=Command.REMIND, nrs=nrs), _would_remind)


def _meant(turn: Turn, command: Command, whom: str) -> tuple[str, ...] | None:
    """Return the actions that "S6 och S7", "alla i Uppsala", "Uppsala" or a person mean; None: nothing known."""
    if numbers := _numbers(whom):
        actions = [turn.services.planbook.action(nr) for nr in numbers]
        return tuple(action.nr for action in actions)
    everybody = heard.EVERYBODY.fullmatch(whom)
    place = everybody["place"] if everybody else re.sub(r"^(?:i|in|för|for) ", "", whom, flags=re.IGNORECASE)
    if everybody or (place and found_in(turn.services.planbook.actions(), place)):
        chosen = _chosen(turn, command, place)
        return None if chosen is None else tuple(action.nr for action in chosen)
    person = person_named(turn, whom)
    if person is None:
        return None
    scene = _scene(turn, _plan(turn, command))
    asked = scene.unanswered if scene else ()
    return tuple(request.nr for request in asked if request.addressee == person.address)


def _would_remind(turn: Turn, order: Order) -> Shown:
    found = turn.services.follow_up.would_nudge(order.nrs, turn.person.address, turn.message.at)
    if not found.to:
        reasons = _spared(turn, found, answered=len(order.nrs) == 1)
        return Shown("\n".join([turn.say("chat.remind.nobody"), *reasons]))
    lines = [turn.say("chat.remind.line", name=turn.called(to), nrs=", ".join(nrs)) for to, nrs in found.to.items()]
    count = len(found.to)
    heading = turn.say("chat.remind.preview_one") if count == 1 else turn.say("chat.remind.preview", count=count)
    return Shown("\n".join([heading, *lines, *_spared(turn, found), _when(turn, found, "goes")]), "send")


def _spared(turn: Turn, found: Nudges, *, answered: bool = False) -> list[str]:
    by_reason: dict[str, list[str]] = {}
    for nr, reason in found.spared:
        by_reason.setdefault(reason.value, []).append(nr)
    return [
        turn.say(f"chat.remind.spared.{reason}", nrs=", ".join(nrs))
        for reason, nrs in by_reason.items()
        if answered or reason != "answered"
    ]


def _when(turn: Turn, found: Nudges, key: str) -> str:
    at = found.at.astimezone(turn.services.zone)
    is_now = found.at <= turn.message.at
    return (
        turn.say(f"chat.remind.{key}_now")
        if is_now
        else turn.say(f"chat.remind.{key}", date=written_date(at.date(), turn.language), time=f"{at:%H:%M}")
    )


def _do_remind(turn: Turn, order: Order) -> Done:
    found = turn.services.follow_up.nudge(order.nrs, turn.person.address, turn.message.at)
    names = ", ".join(f"{turn.called(to)} ({', '.join(nrs)})" for to, nrs in found.to.items())
    return Done(f"{turn.say('chat.remind.done', names=names)} {_when(turn, found, 'goes')}")


def _reassign(turn: Turn, match: re.Match[str]) -> Reply | None:
    nr, to = heard.part(match, "nr") or "", heard.part(match, "to") or ""
    person = person_named(turn, to)
    if person is None:
        if not is_address(to):
            return turn.reply("hand_over.unknown_name", name=address_in(to))
        return turn.reply("reassign.unknown", address=address_in(to))
    action = turn.services.planbook.action(nr)
    return orders.ask_first(turn, Order(command=Command.REASSIGN, nrs=(action.nr,), to=person.address), _would_reassign)


def _addressee(turn: Turn, nr: str) -> str | None:
    with turn.services.store.reading() as ledger:
        about = ledger.cycles.about(nr)
    return about[-1].addressee if about else None


def _would_reassign(turn: Turn, order: Order) -> Shown:
    nr, before = order.nrs[0], _addressee(turn, order.nrs[0])
    action = turn.services.planbook.action(nr)
    values = {"nr": nr, "title": action.title, "to": turn.called(order.to)}
    if before == order.to == action.reporter:
        return Shown(turn.say("chat.reassign.already", nr=nr, to=values["to"]))
    if before is None:
        return Shown(turn.say("chat.reassign.preview_nobody", **values), "reassign")
    return Shown(turn.say("chat.reassign.preview", **values, before=turn.called(before)), "reassign")


def _do_reassign(turn: Turn, order: Order) -> Done:
    """Make somebody the reporter in the plan and move the question that waits, which somebody else may have taken."""
    nr, by = order.nrs[0], turn.person.address
    before = turn.services.planbook.action(nr).reporter
    if before != order.to:
        turn.services.planbook.edit(nr, {"reporter": order.to}, by, turn.language)
    with turn.services.store.reading() as ledger:
        waits = [
            each for each in ledger.cycles.about(nr)[-1:] if each.state in UNANSWERED and each.addressee != order.to
        ]
    if waits:
        turn.services.follow_up.reassign(nr, order.to, by, turn.message.at)
    if order.undo:
        return Done(turn.say("chat.reassign.undone", nr=nr, to=turn.called(order.to)))
    undo = Order(command=Command.REASSIGN, nrs=order.nrs, to=before, undo=True) if before else None
    return Done(turn.say("chat.reassign.done", nr=nr, to=turn.called(order.to)), undo)


def _leave(turn: Turn, match: re.Match[str]) -> Reply | None:
    leaver, to = person_named(turn, heard.part(match, "who") or ""), heard.part(match, "to") or ""
    if leaver is None:
        return None  # "arbetet lämnas över till regionen"
    receiver = person_named(turn, to)
    if receiver is None:
        return turn.reply("hand_over.unknown_name", name=address_in(to))
    order = Order(command=Command.HAND_OVER, text=leaver.address, to=receiver.address)
    return orders.ask_first(turn, order, _would_leave)


def _would_leave(turn: Turn, order: Order) -> Shown:
    scene = _scene(turn, turn.services.planbook.actions())
    reports = [action.nr for action in turn.services.planbook.actions() if action.reporter == order.text]
    waits = [request.nr for request in scene.unanswered if request.addressee == order.text] if scene else []
    names = {"name": turn.called(order.text), "to": turn.called(order.to)}
    nrs = list(dict.fromkeys([*reports, *waits]))
    if not nrs:
        return Shown(turn.say("chat.leave.nothing", name=names["name"]))
    return Shown(turn.say("chat.leave.preview", **names, nrs=", ".join(nrs)), "reassign")


def _do_leave(turn: Turn, order: Order) -> Done:
    done = turn.services.follow_up.leave(order.text, order.to, turn.message.at, turn.person.address)
    nrs = ", ".join(dict.fromkeys([*done.actions, *done.questions]))
    return Done(turn.say("chat.leave.done", name=turn.called(order.text), to=turn.called(order.to), nrs=nrs))


def _close(turn: Turn, match: re.Match[str]) -> Reply:
    year = int(heard.part(match, "year") or 0)
    status = turn.services.follow_up.status(year or None, turn.message.at)
    return orders.ask_first(turn, Order(command=Command.CLOSE, year=status.year), _would_close)


def _would_close(turn: Turn, order: Order) -> Shown:
    status = turn.services.follow_up.status(order.year, turn.message.at)
    scene = _scene(turn, turn.services.planbook.actions())
    missing = [request.nr for request in scene.unanswered] if scene and scene.cycle.year == order.year else []
    lines = [turn.say("chat.close.preview", year=order.year)]
    if missing:
        lines.append(turn.say("chat.close.missing", count=len(missing), of=status.requests, nrs=", ".join(missing)))
    else:
        lines.append(turn.say("chat.close.complete", count=status.requests))
    if turn.today <= status.cut_off:
        lines.append(turn.say("chat.close.early", cut_off=written_date(status.cut_off, turn.language)))
    return Shown("\n".join([*lines, turn.say("chat.close.ask")]), "close")


def _do_close(turn: Turn, order: Order) -> Done:
    turn.services.follow_up.close(order.year, turn.message.at, turn.person.address)
    status = turn.services.follow_up.status(order.year, turn.message.at)
    answered = status.answered_on_time + status.answered_late
    return Done(turn.say("chat.close.done", year=order.year, answered=answered, of=status.requests))


_PREVIEWS: Final[Mapping[Command, orders.Preview]] = {
    Command.REMIND: _would_remind,
    Command.REASSIGN: _would_reassign,
    Command.HAND_OVER: _would_leave,
    Command.CLOSE: _would_close,
    Command.APPROVE: reviewing.would_approve,
    Command.RETURN: reviewing.would_return,
}
_PERFORMS: Final[Mapping[Command, orders.Perform]] = {
    Command.REMIND: _do_remind,
    Command.REASSIGN: _do_reassign,
    Command.HAND_OVER: _do_leave,
    Command.CLOSE: _do_close,
    Command.APPROVE: reviewing.do_approve,
    Command.RETURN: reviewing.do_return,
}


def _approve(turn: Turn, match: re.Match[str]) -> Reply | None:
    what = heard.part(match, "what")
    if what is None and turn.mine.draft:
        return None  # the person's own answer was shown
    nrs = _meant(turn, Command.APPROVE, what) if what else tuple(each.nr for each in _plan(turn, Command.APPROVE))
    if nrs is None:
        return None
    return reviewing.approve(turn, nrs, is_one=bool(what and _numbers(what)) and len(nrs) == 1)


def settle(turn: Turn) -> Reply | None:
    """Do or leave what was shown, or take back what was done."""
    if turn.person.role not in _RUNS:
        return None
    return orders.settle(turn, _PREVIEWS, _PERFORMS) or orders.take_back(turn, _PERFORMS)


ROUTES: tuple[Route, ...] = (
    settle,
    _ordering(Command.UNANSWERED, heard.UNANSWERED, _told(Command.UNANSWERED, _unanswered)),
    _ordering(Command.STANDING, heard.STANDING, _told(Command.STANDING, _standing)),
    _ordering(Command.DECISIONS, heard.DECISIONS, _told(Command.DECISIONS, _decisions)),
    _ordering(Command.GAPS, heard.GAPS, _gaps),
    _ordering(Command.REMIND, heard.REMIND, _remind),
    _ordering(Command.REASSIGN, heard.REASSIGN, _reassign),
    _ordering(Command.HAND_OVER, heard.LEAVES, _leave),
    _ordering(Command.RETURN, heard.RETURN, reviewing.send_back),
    _ordering(Command.APPROVE, heard.APPROVE, _approve),
    _ordering(Command.CLOSE, heard.CLOSE, _close),
)
