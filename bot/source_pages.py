"""A source of an answer to be read where it stands: its section with the quote marked, or its row of the plan.

Everything is read afresh, for the one who opens it: what they may not read is not there.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final
from uuid import uuid4
from zoneinfo import ZoneInfo

from bot.planbook import PlanBook
from bot.platforms.base import Page
from bot.shown import ShownSource
from plans.model import Action
from plans.wording import place_in_words, written_date
from prompts.texts import Texts, texts
from retrieval.checking.citations import section_at
from retrieval.difference.change_questions import as_answer, changed_topic
from retrieval.model import Answer, Audience, BlockKind, Version
from retrieval.refusals import DocumentRefusal
from retrieval.register import Readable, Register

_MOST: Final = 12_000  # characters of a page: what is further from the quote is left out
_OPEN: Final = ("aspect", "area", "goal", "accountable", "indicator", "baseline", "target")  # names no person


class SourcePages:
    """Opens the sources of answers that were shown."""

    def __init__(self, register: Register, planbook: PlanBook, now: Callable[[], datetime], zone: ZoneInfo) -> None:
        self._register = register
        self._planbook = planbook
        self._now = now
        self._zone = zone

    def page(self, source: ShownSource, audience: Audience, language: str) -> Page | None:
        """Return a source with what stands around it, None where it is not there any more."""
        versions = Readable(self._register, audience, self._today()).versions(source.document)
        found = next((version for version in versions if version.label == source.version), None)
        if found is not None:
            return _section(found, source, texts(language))
        if source.document in {action.source.file for action in self._planbook.actions()}:
            return self._row(source, texts(language))
        return None

    def can_compare(self, audience: Audience) -> bool:
        """Tell whether there is a strategy before the one in force."""
        return self._pair(audience) is not None

    def changes(self, question: str, audience: Audience, language: str) -> Answer | None:
        """Return what changed since the previous strategy about what a question asks, None without a previous one."""
        from retrieval.comparing import compare

        sides = self._pair(audience)
        if sides is None:
            return None
        topic = changed_topic(texts(language)("answer_buttons.changed", question=question)) or question
        found = compare(topic, *sides, language)
        return as_answer(
            found, question, as_of=self._today(), now=self._now(), language=language, answer_id=uuid4().hex
        )

    def _pair(self, audience: Audience) -> tuple[Version, Version] | None:
        from retrieval.comparing import pair  # it weighs much, and a cold answer does not need it

        try:
            return pair(Readable(self._register, audience, self._today()), self._today())
        except DocumentRefusal:
            return None

    def _today(self) -> date:
        return self._now().astimezone(self._zone).date()

    def _row(self, source: ShownSource, say: Texts) -> Page | None:
        action = next((each for each in self._planbook.actions() if each.nr == source.section[-1:][0]), None)
        if action is None:
            return None
        lines = [f"{action.nr} {action.title}", "", *_fields(action, say)]
        lines.append(f"• {say('plan.fields.status_text')}: {self._planbook.status_of(action, say.language)}")
        lead = place_in_words(action.source.file, action.source.sheet, action.source.row, say)
        return _page(source, lead, "\n".join(lines), (0, len(lines[0])), say)


def _fields(action: Action, say: Texts) -> list[str]:
    values = {name: getattr(action, name) for name in _OPEN}
    values["end"] = written_date(action.end, say.language) if action.end else None
    return [f"• {say(f'plan.fields.{name}')}: {value}" for name, value in values.items() if value]


def _section(version: Version, source: ShownSource, say: Texts) -> Page | None:
    content = version.content
    if not 0 <= source.start < source.end <= len(content.text):
        return None
    path = section_at(content, source.start)
    blocks = [block for block in content.blocks if block.path[: len(path)] == path] if path else content.blocks
    held = [block for block in blocks if block.kind is not BlockKind.HEADING or block.path != path]
    first = max(min((block.start for block in held), default=source.start), source.end - _MOST // 2)
    last = min(max((block.end for block in held), default=source.end), source.start + _MOST // 2)
    first, last = content.text.rfind("\n", 0, min(first, source.start)) + 1, max(last, source.end)
    page = content.page_at(source.start)
    shown = say("answer.sources.page", page=page) if page is not None else ""
    state = say(f"terms.document_state.{version.state}")
    between = say.template("answer.sources.between")
    lead = ", ".join(part for part in (f"{version.title} ({state})", between.join(path), shown) if part)
    return _page(source, lead, content.text[first:last], (source.start - first, source.end - first), say)


def _page(source: ShownSource, lead: str, text: str, marked: tuple[int, int], say: Texts) -> Page:
    return Page(
        title=say("answer_buttons.source", n=source.n),
        lead=lead,
        text=text,
        marked=marked,
        close=say("answer_buttons.close"),
    )
