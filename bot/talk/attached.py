"""Files that somebody sends in a chat: kept as evidence of the action that is talked about."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.memory import Kept
from bot.platforms.base import Reply
from bot.platforms.heard import FileIn
from bot.talk.turn import Turn
from prompts.refusal import Refusal

Content = tuple[FileIn, bytes | None]  # None: it could not be fetched
Attach = Callable[[str, str, bytes], object]  # action, name, content


def with_files(turn: Turn, reply: Reply | None, files: Sequence[Content], attach: Attach) -> Reply:
    """Return the reply with what became of the files; with no words beside them that is all of it."""
    nr = _talked_about(turn)
    if nr is None:
        told = turn.say("chat.files.which")
    else:
        told = "\n".join(_attached(turn, nr, file, content, attach) for file, content in files)
    if reply is None:
        return Reply(told)
    return replace(reply, text=f"{told}\n\n{reply.text}")


def _attached(turn: Turn, nr: str, file: FileIn, content: bytes | None, attach: Attach) -> str:
    if content is None:
        return turn.say("chat.files.unfetched", file=file.name)
    try:
        attach(nr, file.name, content)
    except Refusal as refusal:
        return refusal.text(turn.language)
    return turn.say("chat.files.attached", file=file.name, nr=nr)


def _talked_about(turn: Turn) -> str | None:
    """Return the number of the action that files are about: shown and not confirmed, led to, or the only one asked."""
    found = turn.afresh().mine
    if found.draft:
        return found.draft.nr
    if (topic := turn.recall(Kept.TOPIC)) and found.action(topic):
        return topic
    named = [action.nr for action in found.actions]
    waiting = [request.nr for request in found.waiting] or named
    return waiting[0] if len(waiting) == 1 else None
