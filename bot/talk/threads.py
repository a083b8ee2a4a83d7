"""Talk that goes on from the answer before: follow-ups, corrections, the whole section, the other language."""

import re
from typing import Final

from bot.platforms.base import Reply
from bot.talk import courtesies, owner_words, words
from bot.talk.channel import sent
from bot.talk.coordinator_words import STANDING
from bot.talk.follow_ups import PlanParts, asked_why, is_correction, written_out
from bot.talk.follow_ups_in_time import written_out_in_time
from bot.talk.turn import Route, Turn
from bot.threads_store import Thread
from plans.model import Role
from retrieval.model import Answer, AnswerStatus, Audience, SentenceKind

_SECTION: Final = re.compile(
    r"\W*(?:(?:kan du |could you |can you |please )?(?:visa|läs|ge|show|read|see|give)(?: mig| me)?\s+)?"
    r"(?:hela |allt i |resten av |the whole |the full |the entire |whole |full |entire |the rest of )"
    r"(?:the )?(?:avsnittet|stycket|kapitlet|texten|avsnitt|section|passage|chapter|text)(?: tack| please)?\W*"
    r"|\W*(?:visa|show)(?: mig| me)? (?:avsnittet|the section)(?: tack| please)?\W*",
    re.IGNORECASE,
)
_MORE: Final = re.compile(
    r"\W*(?:visa mer|mer(?: tack)?|berätta mer|läs mer|fler(?: punkter)?|more(?: please)?|show (?:me )?more|"
    r"tell me more|read more)\W*",
    re.IGNORECASE,
)
_AGAIN: Final = re.compile(r"\W*(?:på|in)\s+\w+(?:\s+(?:tack|please))?\W*", re.IGNORECASE)


def ask(turn: Turn, question: str | None = None, language: str | None = None) -> Reply:
    """Answer a question, the message's own words where none is given, and remember what it was about."""
    asked = question or turn.words
    answer = turn.services.answers.ask(asked, language=language, person=turn.person.address, audience=turn.audience)
    if answer.status is not AnswerStatus.NOT_FOUND:
        turn.services.threads.keep(turn.person.address, turn.message.place, _thread(turn, asked, answer))
    return Reply(answer.text, answer=answer)


def again_in_language(turn: Turn) -> Reply | None:
    """Give the last answer once more in the other language, and go on in it: "på engelska tack"."""
    language = next((code for pattern, code in courtesies.LANGUAGES if pattern.fullmatch(turn.words)), None)
    thread = _live(turn) if language and _AGAIN.fullmatch(turn.words) else None
    if thread is None or language is None:
        return None
    return ask(courtesies.switched(turn, language), thread.question, language)


def explain_answer(turn: Turn) -> Reply | None:
    """Go on from the last answer at a bare "varför?", unless the person is asked something that it may be about."""
    if not owner_words.BARE_WHY.fullmatch(turn.words) or turn.mine.waiting:
        return None
    thread = _live(turn)
    found = asked_why(thread) if thread else None
    return ask(turn, found.question, found.language) if found else None


def ask_how_it_goes(turn: Turn) -> Reply | None:
    """Take "how is it going?" of an actor to be about the actions just shown: the standing of all is for others."""
    if not STANDING.fullmatch(turn.words) or turn.person.role is not Role.ACTOR:
        return None
    thread = _live(turn)
    found = written_out(turn.words, thread, _parts(turn, thread)) if thread and thread.numbers else None
    return ask(turn, found.question, found.language) if found else None


def show_section(turn: Turn) -> Reply | None:
    """Show the whole section that the last answer quoted from."""
    wants_more = _MORE.fullmatch(turn.words) is not None
    if not (wants_more or _SECTION.fullmatch(turn.words)):
        return None
    thread = _live(turn)
    if thread is None:
        return None if wants_more else turn.reply("thread.no_section")
    if thread.is_computed and len(thread.numbers) == 1 and wants_more:
        book = turn.services.planbook
        told = Reply(book.describe(book.action(thread.numbers[0]), thread.language))  # names people and quotes them
        if turn.audience is Audience.INTERNAL:
            return told
        return sent(turn, told) if turn.known else turn.reply("thread.known_only")
    if thread.document is None:
        return turn.reply("thread.no_section")
    answer = turn.services.answers.section(
        thread.question, thread.document, thread.version, thread.start, thread.language, audience=turn.audience
    )
    return Reply(answer.text, answer=answer) if answer else turn.reply("thread.no_section")


def follow_up(turn: Turn) -> Reply | None:
    """Answer what only makes sense after the question before it."""
    if not (words.is_question(turn.words) or is_correction(turn.words) or _may_go_on(turn)):
        return None
    thread = _live(turn)
    if thread is None:
        return None
    today = turn.message.at.astimezone(turn.services.zone).date()
    found = written_out_in_time(turn.words, thread, _parts(turn, thread), today)
    return ask(turn, found.question, found.language) if found else None


def _may_go_on(turn: Turn) -> bool:
    """Tell whether words that are no question may follow up: not while an answer of the person's own is awaited."""
    return not (turn.mine.drafts or turn.mine.waiting) and turn.words.casefold().startswith(("och ", "and "))


def _live(turn: Turn) -> Thread | None:
    """Return the thread, None where there is none or the person has reported on an action since."""
    thread = turn.services.threads.get(turn.person.address, turn.message.place, turn.message.at)
    draft = turn.mine.draft if thread else None
    return None if thread is None or (draft and draft.received_at > thread.at) else thread


def _parts(turn: Turn, thread: Thread) -> PlanParts:
    scopes = turn.services.answers.plan_scopes()
    query = turn.services.answers.plan_question(thread.question) if thread.is_computed else None
    if query is None:
        return PlanParts(scopes=scopes)
    return PlanParts(query.scope, scopes, query.topic, query.organisation)


def _thread(turn: Turn, question: str, answer: Answer) -> Thread:
    is_computed = any(sentence.kind is SentenceKind.COMPUTED for sentence in answer.sentences)
    first = next((source for source in answer.sources if not is_computed), None)
    return Thread(
        question=question,
        language=answer.answer_language,
        at=turn.message.at,
        numbers=tuple(action.nr for action in answer.actions),
        is_computed=is_computed,
        document=first.document if first else None,
        version=first.version if first else None,
        start=first.start if first else 0,
    )


FIRST: tuple[Route, ...] = (again_in_language, explain_answer, ask_how_it_goes)
ROUTES: tuple[Route, ...] = (show_section, follow_up)
