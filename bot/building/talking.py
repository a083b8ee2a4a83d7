"""The conversation, put together of every part that it may turn to."""

from typing import TYPE_CHECKING

from bot.conversation import Conversation
from bot.coordinator_questions import CoordinatorQuestions
from bot.memory import SqlMemory
from bot.shown import AnswersShown
from bot.source_pages import SourcePages
from bot.talk.turn import Services

if TYPE_CHECKING:
    from bot.wiring import App


def conversation(app: "App") -> Conversation:
    """Return the bot's side of every conversation; a configured model begins to get ready."""
    app.models.warm()
    return Conversation(
        Services(
            store=app.store,
            follow_up=app.follow_up,
            answers=app.answers,
            planbook=app.planbook,
            reports=app.reports,
            briefs=app.briefs,
            threads=app.threads,
            memory=SqlMemory(app.engine),
            shown=AnswersShown(app.engine),
            pages=SourcePages(app.register, app.planbook, app.now, app.settings.zone),
            feedback=app.feedback,
            handed_on=CoordinatorQuestions(app.engine),
            attachments=app.attachments,
            files=app.settings.home / "outgoing",
            troubles=lambda say, addresses: app.reach.troubles(say, addresses),  # noqa: PLW0108 - made when asked for
            zone=app.settings.zone,
            language=app.settings.language,
        )
    )
