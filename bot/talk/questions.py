"""Questions to the documents and the plan: the answer with its sources, in the language of the question."""

from bot.platforms.base import Reply
from bot.talk import threads, words
from bot.talk.turn import Route, Turn


def ask_if_question(turn: Turn) -> Reply | None:
    """Answer what is clearly a question."""
    return ask(turn) if words.is_question(turn.words) else None


def ask(turn: Turn) -> Reply | None:
    """Answer the words as a question: the last way out for what is nothing else."""
    if not any(character.isalnum() for character in turn.words):
        return turn.reply("refused.not_understood")
    return threads.ask(turn)


FIRST: tuple[Route, ...] = threads.FIRST
ROUTES: tuple[Route, ...] = (*threads.ROUTES, ask_if_question)
LAST: tuple[Route, ...] = (ask,)
