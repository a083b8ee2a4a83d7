"""What can be done with an answer that was shown: its sources, a comparison, more of it, a coordinator, a thumb.

A button carries the answer's id. Whoever presses it gets what they may read themselves, and only of an answer that they
were shown: their own, or one in a channel that they press it in.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.feedback import LONGEST, Thumb
from bot.platforms.base import Button, Field, FieldKind, Form, Page, Press, Reply
from bot.shown import Shown, shown
from bot.talk.turn import Route, Turn
from plans.model import Person, Role
from prompts.texts import texts
from retrieval.difference.change_questions import changed_topic
from retrieval.model import AnswerStatus

SOURCE: Final = "source"
COMPARE: Final = "compare"
SECTION: Final = "section"
ASK: Final = "ask_coordinator"
HELPFUL: Final = "helpful"
UNHELPFUL: Final = "unhelpful"
THUMBS: Final = frozenset({HELPFUL, UNHELPFUL})
FEEDBACK: Final = "feedback"  # the key of the form that asks why
_MOST_SOURCES: Final = 20
_MOST_SHOWN: Final = 600  # characters of an answer that goes along to a coordinator
_RUNS: Final = (Role.COORDINATOR, Role.ADMINISTRATOR)
_ANSWER: Final = re.compile(
    r"\s*(?:svara|svar|answer|reply)\s+(?:på\s+|to\s+)?(?:fråga\s+|question\s+)?#?(?P<number>\d{1,9})\s*[:,.]?\s+(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def with_buttons(turn: Turn, reply: Reply) -> Reply:
    """Return a reply with what can be done with its answer, which is kept; one without an answer as it is."""
    if reply.answer is None:
        return reply
    message = turn.message
    question = reply.answer.question
    kept = shown(reply.answer, question, turn.person.address, message.place, message.at)
    turn.services.shown.keep(kept)
    return replace(reply, buttons=(*reply.buttons, *_buttons(turn, reply, kept)))


def _buttons(turn: Turn, reply: Reply, kept: Shown) -> tuple[Button, ...]:
    # In a channel everybody reads along: what stands under an answer is in the answer's language, as the answer is.
    say = texts(reply.answer.answer_language) if reply.answer and turn.message.place else turn.say
    sources = [
        Button(SOURCE, say("answer_buttons.source", n=source.n), f"{kept.id}#{source.n}")
        for source in kept.sources[:_MOST_SOURCES]
    ]
    keys = [key for key, offered in _OFFERED.items() if offered(turn, reply, kept)]
    offered = [Button(key, say(f"answer_buttons.{key}"), kept.id) for key in keys]
    return (*sources, *offered)


def _may_compare(turn: Turn, _: Reply, kept: Shown) -> bool:
    is_of_documents = bool(kept.sources) and not kept.is_computed and changed_topic(kept.question) is None
    return is_of_documents and turn.pressed.key != COMPARE and turn.services.pages.can_compare(turn.audience)


def _may_read_on(_: Turn, reply: Reply, kept: Shown) -> bool:
    is_whole = bool(reply.answer and reply.answer.sources and reply.text.startswith(reply.answer.sources[0].quote))
    return bool(kept.sources) and not kept.is_computed and not is_whole


def _has_coordinator(turn: Turn, _: Reply, __: Shown) -> bool:
    return turn.person.role not in _RUNS


def _may_be_judged(_: Turn, __: Reply, ___: Shown) -> bool:
    return True


_OFFERED: Final = {
    COMPARE: _may_compare,
    SECTION: _may_read_on,
    ASK: _has_coordinator,
    HELPFUL: _may_be_judged,
    UNHELPFUL: _may_be_judged,
}


def look(turn: Turn, press: Press) -> Page | Form | Reply | None:
    """Return what a button opens beside the conversation, None where it opens nothing. Changes nothing."""
    if press.key == SOURCE:
        return _page(turn, press.value) or turn.reply_of("answer_buttons.gone")
    if press.key == UNHELPFUL and _shown(turn, press.value):
        return _why(turn, press.value)
    return None


def judge(turn: Turn, press: Press) -> None:
    """Keep a thumb, up or down."""
    if found := _shown(turn, press.value):
        _give(turn, found, helpful=press.key == HELPFUL)


def take_reason(turn: Turn, answer: str, values: Mapping[str, str]) -> None:
    """Keep why an answer helped or did not."""
    if found := _shown(turn, answer):
        _give(turn, found, helpful=bool(values.get("helpful")), reason=values.get("reason", ""))


def _give(turn: Turn, found: Shown, *, helpful: bool, reason: str = "") -> None:
    thumb = Thumb(
        answer=found.id,
        person=turn.person.address,
        helpful=helpful,
        reason=reason.strip(),
        question=found.question,
        at=turn.message.at,
    )
    turn.services.feedback.give(thumb)


def _why(turn: Turn, answer: str) -> Form:
    say = turn.say
    reason = Field(
        key="reason",
        label=say("answer_buttons.reason.label"),
        kind=FieldKind.TEXT,
        hint=say("answer_buttons.reason.hint"),
        required=True,
        most=LONGEST,
    )
    return Form(
        key=FEEDBACK,
        about=answer,
        title=say("answer_buttons.reason.title"),
        nonce="",
        fields=(reason,),
        submit=say("answer_buttons.reason.submit"),
        cancel=say("answer_buttons.close"),
    )


def _page(turn: Turn, value: str) -> Page | None:
    answer, _, n = value.partition("#")
    found = _shown(turn, answer)
    source = found.source(int(n)) if found and n.isdecimal() else None
    return turn.services.pages.page(source, turn.audience, turn.language) if source else None


def _shown(turn: Turn, answer: str) -> Shown | None:
    """Return an answer where it was shown to the person, or where they are."""
    found = turn.services.shown.get(answer)
    return found if found and found.is_for(turn.person.address, turn.message.place) else None


def _meant(turn: Turn, key: str) -> tuple[bool, Shown | None]:
    """Tell whether a button was pressed, or its label written, and of which answer."""
    if turn.pressed.key == key:
        return True, _shown(turn, turn.pressed.value)
    if turn.pressed.key or turn.command.casefold() != turn.say(f"answer_buttons.{key}").casefold():
        return False, None
    return True, _latest(turn)


def _latest(turn: Turn) -> Shown | None:
    """Return what the person was shown last; where nothing is kept of it, what the conversation was last about."""
    who, place, now = turn.person.address, turn.message.place, turn.message.at
    if found := turn.services.shown.latest(who, place):
        return found
    thread = turn.services.threads.get(who, place, now)
    if thread is None:
        return None
    return Shown(
        id="",
        person=who,
        place=place,
        question=thread.question,
        language=thread.language,
        text="",
        sources=(),
        is_computed=thread.is_computed,
        at=thread.at,
    )


def open_source(turn: Turn) -> Reply | None:
    """Show a source as a message, where a platform opens nothing beside the conversation."""
    if turn.pressed.key != SOURCE:
        return None
    page = _page(turn, turn.pressed.value)
    return Reply(f"{page.title}: {page.lead}\n\n{page.text}") if page else turn.reply_of("answer_buttons.gone")


def compare(turn: Turn) -> Reply | None:
    """Show what changed since the previous strategy about what was asked."""
    is_meant, found = _meant(turn, COMPARE)
    if not is_meant or (found is None and not turn.pressed.key):
        return None  # written with no answer before it, it is a question like another
    if found is None:
        return turn.reply_of("answer_buttons.gone")
    answer = turn.services.pages.changes(found.question, turn.audience, found.language)
    return Reply(answer.text, answer=answer) if answer else turn.reply_of("answer_buttons.nothing_earlier")


def read_on(turn: Turn) -> Reply | None:
    """Show the whole section that an answer quotes first."""
    if turn.pressed.key != SECTION:
        return None  # written, it goes on from the thread
    found = _shown(turn, turn.pressed.value)
    source = next(iter(found.sources), None) if found else None
    if found is None or source is None:
        return turn.reply_of("answer_buttons.gone")
    answer = turn.services.answers.section(
        found.question, source.document, source.version, source.start, found.language, audience=turn.audience
    )
    if answer is None or answer.status is AnswerStatus.NOT_FOUND:
        return turn.reply_of("answer_buttons.gone")
    return Reply(answer.text, answer=answer)


def ask_coordinator(turn: Turn) -> Reply | None:
    """Hand a question on to those who run the follow-up, each in private, and say so."""
    is_meant, found = _meant(turn, ASK)
    if not is_meant:
        return None
    if found is None:
        return turn.reply_of("answer_buttons.gone" if turn.pressed.key else "answer_buttons.nothing_asked")
    receivers = _coordinators(turn)
    if not receivers:
        return turn.reply_of("answer_buttons.no_coordinator")
    handed, is_new = turn.services.handed_on.hand_on(
        turn.person.address, found.question, found.id, turn.language, turn.message.at
    )
    for person in receivers if is_new else ():
        _tell(turn, person, found, handed.id)
    names = turn.listed(person.called for person in receivers)
    return turn.reply_of("answer_buttons.handed_on" if is_new else "answer_buttons.already", names=names)


def _tell(turn: Turn, person: Person, found: Shown, number: int) -> None:
    say = turn.say_to(person)
    who = turn.person.called if turn.known else say("answer_buttons.somebody")
    lines = [say("answer_buttons.to_coordinator", who=who, number=number, question=found.question)]
    lines += [say("answer_buttons.was_shown", answer=_cut(found.text))] if found.text else []
    lines.append(say("answer_buttons.how_to_answer", number=number))
    turn.services.follow_up.tell(person.address, "\n\n".join(lines), turn.message.at)


def _coordinators(turn: Turn) -> list[Person]:
    """Return who answers for the follow-up: the coordinators, where there is none the administrators."""
    with turn.services.store.reading() as ledger:
        people = ledger.people.all()
    for role in _RUNS:
        if found := [each for each in people if each.role is role and each.address != turn.person.address]:
            return found
    return []


def answer_handed_on(turn: Turn) -> Reply | None:
    """Send what somebody who runs the follow-up answers to a question that was handed on, to the one who asked."""
    match = _ANSWER.fullmatch(turn.words) if turn.person.role in _RUNS and turn.known else None
    handed = turn.services.handed_on.get(int(match["number"])) if match else None
    if match is None or handed is None:
        return None
    if turn.message.place:
        return replace(turn.reply_of("answer_buttons.answer_alone"), alone=True)
    with turn.services.store.reading() as ledger:
        asker = ledger.people.get(handed.person) or Person(address=handed.person, language=handed.language)
    say = turn.say_to(asker)
    told = say("answer_buttons.answered", name=turn.person.called, question=handed.question, text=match["text"].strip())
    turn.services.follow_up.tell(handed.person, told, turn.message.at)
    turn.services.handed_on.settle(handed.id, turn.person.address, turn.message.at)
    known = asker.called if "@" in asker.address else turn.say("answer_buttons.somebody")
    return turn.reply_of("answer_buttons.answer_sent", who=known)


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN].rsplit(maxsplit=1)[0]} …"


ROUTES: tuple[Route, ...] = (open_source, compare, read_on, ask_coordinator, answer_handed_on)
