"""A greeting, thanks or a call for help where a question was expected: the same words as in conversation."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Final
from uuid import uuid4

from bot.talk.courtesy_words import ENGLISH_ONLY, GOODBYE, GREETING, HELP, THANKS
from plans.model import Action
from prompts.texts import Texts, texts
from retrieval.model import Answer, AnswerMode, AnswerSentence, AnswerStatus, Band, SentenceKind

_SAID: Final = (
    (GREETING, "chat.greeting.unnamed"),
    (THANKS, "chat.greeting.thanks"),
    (GOODBYE, "chat.greeting.goodbye"),
)


def guide_for_everyone(say: Texts, nr: str | None) -> str:
    """Return what anybody may ask, with examples that work on what is stored; `nr` is an action's number."""
    return say("chat.help.everyone", examples="\n".join(f"- {each}" for each in questions_to_try(say, nr)))


def questions_to_try(say: Texts, nr: str | None) -> tuple[str, ...]:
    """Return questions that work on what is stored."""
    status = (say("chat.examples.status", nr=nr),) if nr else ()
    return (say("chat.examples.strategy"), *status)


def as_courtesy(
    question: str, actions: Callable[[], Sequence[Action]], language: str, *, as_of: date, now: datetime
) -> Answer | None:
    """Return the answer to a greeting, thanks or a call for help, None where it is a question.

    It is in English where the words are nothing but English, else in `language`.
    """
    spoken = "en" if ENGLISH_ONLY.fullmatch(question) else language
    say = texts(spoken)
    text = next((say(key) for pattern, key in _SAID if pattern.fullmatch(question)), None)
    if HELP.fullmatch(question):
        stored = actions()
        text = guide_for_everyone(say, stored[0].nr if stored else None).strip()
    if text is None:
        return None
    return Answer(
        answer_id=uuid4().hex,
        question=question,
        question_language=spoken,
        answer_language=spoken,
        mode=AnswerMode.EXTRACTIVE,
        status=AnswerStatus.ANSWERED,
        band=Band.NONE,  # nothing was searched
        as_of=as_of,
        text=text,
        sentences=(AnswerSentence(text, SentenceKind.COMPUTED, ()),),
        sources=(),
        actions=(),
        earlier=(),
        nearest=(),
        created_at=now,
    )
