"""Replies as Slack's blocks. Pure: a reply in, JSON out.

The text of a reply is shown whole and as it stands, whatever else is known of it: structure only dresses it. A long one
goes on in the next message.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.platforms.base import Button, Reply
from bot.platforms.pieces import parts_of
from bot.platforms.plain import shortened, visible
from bot.platforms.slack.limits import HEADING, LABEL, NOTICE, OPTION_VALUE, OPTIONS, ROW, TEXT, VALUE
from bot.platforms.slack.markup import escaped, plain_text
from bot.platforms.slack.rich import rich_blocks
from bot.platforms.slack.splitting import in_messages
from plans.wording import written_date
from prompts.texts import texts
from retrieval.model import Answer, AnswerMode, SentenceKind

Block = dict[str, Any]

SOURCE: Final = "source"  # keys of buttons that Slack has a better shape for
HELPFUL: Final = "helpful"
UNHELPFUL: Final = "unhelpful"
THUMBS: Final = "thumbs"
_FIRST_CHOICE: Final = frozenset({"confirm", "confirm_all", "form", "accept", "link", "next", "send"})
_SPLIT: Final = "\n\n"


@dataclass(frozen=True, slots=True)
class Written:
    """One message: `text` is what a notification shows, short and escaped."""

    text: str
    blocks: tuple[Block, ...]


def messages_of(reply: Reply, language: str) -> tuple[Written, ...]:
    """Return a reply as messages, to be sent in this order; nearly always it is one."""
    first = next((line for line in visible(reply.text).splitlines() if line.strip()), "–")
    notice = escaped(shortened(first.strip(), NOTICE))
    return tuple(Written(notice, tuple(blocks)) for blocks in in_messages(blocks_of(reply, language)))


def blocks_of(reply: Reply, language: str) -> list[Block]:
    """Return a reply as blocks: its text, what an answer is worth, and what can be done with it."""
    form = (Button("form", texts(language)("slack.form"), reply.form),) if reply.form else ()
    said = reply.answer.answer_language if reply.answer else language
    return [
        *_text_blocks(reply),
        *_worth(reply.answer, said),
        *rows((*form, *reply.buttons), texts(said)("slack.open_source")),
    ]


def _text_blocks(reply: Reply) -> list[Block]:
    if reply.answer is None:
        return rich_blocks(reply.text) or rich_blocks("–")
    heading = texts(reply.answer.answer_language)("answer.sources.heading")
    titles = [source.title for source in (*reply.answer.sources, *reply.answer.nearest)]
    found: list[Block] = []
    for part in visible(reply.text).split(_SPLIT):
        is_sources = part.startswith(f"{heading}\n[")
        found += _small(part) if is_sources else rich_blocks(part, titles)
    return found


def _small(text: str) -> list[Block]:
    """Return a text in small grey letters."""
    return [{"type": "context", "elements": [plain_text(part)]} for part in parts_of(text, TEXT)]


def _worth(answer: Answer | None, language: str) -> list[Block]:
    """Return a line on which day an answer holds for and who worded it."""
    if answer is None:
        return []
    say = texts(language)
    parts = [say("slack.worth.day", day=written_date(answer.as_of, language))]
    if answer.mode is AnswerMode.LLM:
        parts.append(say("slack.worth.model"))
    elif any(sentence.kind is SentenceKind.COMPUTED for sentence in answer.sentences):
        parts.append(say("slack.worth.computed"))
    elif answer.sentences:
        parts.append(say("slack.worth.quoted"))
    return _small(" · ".join(parts))


def rows(buttons: Sequence[Button], chooser: str = "", *, in_view: bool = False) -> list[Block]:
    """Return buttons in rows: the sources first, then what can be done, and the thumbs in a row of their own.

    One whose value is more than a button carries is left out: what it says can be written. `chooser` stands in the list
    of sources, where they are many.
    """
    carried = [button for button in buttons if len(button.value) <= VALUE]
    sources = [button for button in carried if button.key == SOURCE]
    # Slack's own thumbs stand in messages alone.
    thumbs = [] if in_view else [button for button in carried if button.key in {HELPFUL, UNHELPFUL}]
    others = [button for button in carried if button not in sources and button not in thumbs]
    return [*_sources(sources, chooser), *_rows(others, alone=not in_view), *_thumbs(thumbs)]


def _sources(buttons: Sequence[Button], chooser: str) -> list[Block]:
    """Return a button for each source, or where they are many a list to choose from."""
    if len(buttons) <= ROW:
        return list(_rows(buttons))
    options = [
        {"text": plain_text(shortened(button.label, LABEL)), "value": button.value}
        for button in buttons[:OPTIONS]
        if len(button.value) <= OPTION_VALUE
    ]
    made: Block = {"type": "static_select", "action_id": f"{SOURCE}:0", "options": options}
    made |= {"placeholder": plain_text(shortened(chooser, HEADING))} if chooser else {}
    return [{"type": "actions", "elements": [made]}] if options else []


def _rows(buttons: Sequence[Button], *, alone: bool = True) -> Iterator[Block]:
    """Return buttons in rows, the first choice stressed; where it is the only one, only if `alone`."""
    first = next((n for n, button in enumerate(buttons) if button.key in _FIRST_CHOICE), None)
    stressed = first if alone or len(buttons) > 1 else None
    for start in range(0, len(buttons), ROW):
        shown = enumerate(buttons[start : start + ROW], start)
        yield {"type": "actions", "elements": [_button(n, button, stressed=n == stressed) for n, button in shown]}


def _button(n: int, button: Button, *, stressed: bool) -> Block:
    made: Block = {
        "type": "button",
        "action_id": f"{button.key}:{n}",
        "text": plain_text(shortened(button.label, LABEL)),
    }
    made |= {"value": button.value} if button.value else {}
    return made | ({"style": "primary"} if stressed else {})


def _thumbs(buttons: Sequence[Button]) -> list[Block]:
    """Return Slack's own thumbs, where both are there: what is pressed comes as `key:value`."""
    found = {button.key: button for button in buttons}
    if set(found) != {HELPFUL, UNHELPFUL}:
        return list(_rows(buttons))
    shape = {
        "type": "feedback_buttons",
        "action_id": f"{THUMBS}:0",
        "positive_button": _thumb(found[HELPFUL]),
        "negative_button": _thumb(found[UNHELPFUL]),
    }
    return [{"type": "context_actions", "elements": [shape]}]


def _thumb(button: Button) -> Block:
    label = plain_text(shortened(button.label, LABEL))
    return {"text": label, "value": f"{button.key}:{button.value}", "accessibility_label": label["text"]}
