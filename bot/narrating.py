"""Let a configured language model word short texts of the replies, and keep what held with the frozen answers.

One action at a time: the model sees the replies about that action and nothing else, so that what somebody writes about
one action can reach the words about no other. Each sentence is checked against the one reply it rests on as a
sentence of an answer is (`retrieval.checking.verifying`); one that counts, or that holds a number or a date that the
reply does not, is dropped. What held is kept in the snapshot, so that the same snapshot says the same. A model that
fails leaves the owners' own words to stand alone.
"""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from plans.followup import Followup
from plans.model import CycleState, NarratedSentence, Narrative, Snapshot, StatusUpdate
from plans.replies import read_reply
from plans.stores.base import Store
from plans.summary.accounts import Account, accounts, local_day
from prompts.texts import texts
from retrieval.checking.verifying import Borne, DraftSentence, Evidence, borne
from retrieval.documents.orders import gives_orders
from retrieval.model import Block, BlockKind, CleanText, DocumentState, DocumentType, Version
from retrieval.models.wording import Assignment, Unworded, Writer

if TYPE_CHECKING:
    from bot.models import Models

SHORTEST: Final = 60  # characters; a shorter reply needs no other words
LONGEST: Final = 6_000  # characters of the replies about one action; more is left to the owners' own words
SECONDS: Final = 600.0  # for a whole plan; what is not done by then stays as the owners said it
_MOST_SENTENCES: Final = 3  # of one action
_WHO: Final = "handslag"
_OPEN: Final = frozenset({CycleState.REVIEW, CycleState.COMPILED})
_SENTENCE: Final = re.compile(r"[^\W\d_](?=(?:\S*\s+){3}).*[.!?]", re.DOTALL)  # of four words or more
# A number of what the follow-up itself counts is never a model's to say, even where a reply says it.
_COUNTS = re.compile(
    r"\b(?:\d+|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|alla|samtliga|flera|inga|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve|all|both|every|several|no)\s+(?:\w+\s+){0,2}?"
    r"(?:åtgärd|mål\b|målen|indikator|lägesrapport|rapport|svar\b|svaren|hinder|action|goal|indicator|update|repl|report|obstacle)"
    r"|svarsfrekvens|response rate",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Narrated:
    """What came of it: of how many actions the model was asked, of how many something held, and what now is frozen."""

    asked: int
    held: int
    snapshot: str | None


class Narrating:
    """Words the replies of a frozen year; `models` says which model, within which limits."""

    def __init__(self, store: Store, follow_up: Followup, models: "Models", now: Callable[[], datetime]) -> None:
        self._store = store
        self._follow_up = follow_up
        self._models = models
        self._now = now

    def look(self, language: str) -> None:
        """Word what is frozen, not approved and not worded yet; nothing without a model."""
        if self._models.has_language_model:
            with self._store.reading() as ledger:
                years = [cycle.year for cycle in ledger.cycles.all() if cycle.state in _OPEN]
            for year in years:
                self.narrate(year, language)

    def narrate(self, year: int, language: str, *, again: bool = False) -> Narrated:
        """Let the model word the year's frozen replies in `language`, and keep what held.

        Args:
            year: the year of the follow-up; nothing is done where nothing of it is frozen.
            language: of the texts.
            again: also ask about the replies of which the model gave nothing before.

        Raises:
            PlanRefusal: the year's report is approved already.
        """
        with self._store.reading() as ledger:
            snapshot = ledger.summaries.snapshot(year)
        if snapshot is None or not self._models.has_language_model:
            return Narrated(0, 0, snapshot.id if snapshot else None)
        kept, waiting = _sorted_out(snapshot, language, again=again)
        if not waiting:
            return Narrated(0, 0, snapshot.id)
        made = tuple(self._made(waiting, language))
        now = self._now()
        saved = self._follow_up.keep_narratives(year, snapshot.id, (*kept, *made), now, _WHO)
        return Narrated(len(made), sum(1 for one in made if one.sentences), saved.id)

    def _made(self, waiting: list[Account], language: str) -> Iterator[Narrative]:
        writer, ends = self._models.narrator(), time.monotonic() + SECONDS
        for account in waiting:
            if time.monotonic() > ends:
                return
            yield _narrative(account, language, writer)


def _sorted_out(snapshot: Snapshot, language: str, *, again: bool) -> tuple[list[Narrative], list[Account]]:
    """Return the narratives that still stand, whatever their language, and the actions to ask about."""
    told = {account.nr: account for account in accounts(snapshot)}
    kept = [one for one in snapshot.narratives if one.nr in told and one.update_ids == _ids(told[one.nr])]
    if again:
        kept = [one for one in kept if one.answered or one.language != language]
    done = {one.nr for one in kept if one.language == language}
    return kept, [account for account in told.values() if account.nr not in done and _is_worth_it(account)]


def _ids(account: Account) -> tuple[str, ...]:
    return tuple(update.id for update in account.updates)


def _is_worth_it(account: Account) -> bool:
    length = sum(len(update.text) for update in account.updates)
    return SHORTEST <= length <= LONGEST and not any(gives_orders(update.text) for update in account.updates)


def _narrative(account: Account, language: str, writer: Writer) -> Narrative:
    question = texts(language)("report.narrative.question", title=account.action.title)
    evidence = tuple(_evidence(f"P{n}", update) for n, update in enumerate(account.updates, start=1))
    made = Narrative(nr=account.nr, language=language, model=writer.name, update_ids=_ids(account))
    try:
        drafts = writer.write(Assignment(question, language, evidence))
    except Unworded:
        return replace(made, answered=False)
    held = (_held(draft, evidence, language, account) for draft in drafts)
    sentences = tuple(dict.fromkeys(one for one in held if one))[:_MOST_SENTENCES]
    return replace(made, sentences=sentences)


def _held(
    draft: DraftSentence, evidence: tuple[Evidence, ...], language: str, account: Account
) -> NarratedSentence | None:
    """Return a sentence that one reply bears, that counts nothing and says no other status than was confirmed."""
    checked = borne(draft, {one.key: one for one in evidence}, language, account.action.title)
    if not isinstance(checked, Borne) or not _SENTENCE.fullmatch(checked.text) or _COUNTS.search(checked.text):
        return None
    replies = {citation.document for citation in checked.citations}
    if len(replies) != 1 or _says_another_status(checked.text, account):
        return None
    passages = tuple(dict.fromkeys(citation.quote for citation in checked.citations))
    return NarratedSentence(text=checked.text, update_id=replies.pop(), passages=passages)


def _says_another_status(text: str, account: Account) -> bool:
    """Tell whether a sentence, read as a reply, would say something else than the account of its action does."""
    day = local_day(account.updates[-1].confirmed_at)
    read = read_reply(text, action=account.action, today=day)
    return read.implementation not in {None, account.implementation} or read.forecast not in {None, account.forecast}


def _evidence(key: str, update: StatusUpdate) -> Evidence:
    """Return a reply as a passage that can be quoted: the checks know documents, and this is one of one paragraph."""
    text = update.text
    version = Version(
        document=update.id,
        number=1,
        sha256="",
        title=update.nr,
        type=DocumentType.OTHER,
        state=DocumentState.CURRENT,
        state_reason="",
        content=CleanText(text, (Block(BlockKind.PARAGRAPH, 0, len(text), ()),)),
        ingested_at=update.confirmed_at.astimezone(UTC),
    )
    return Evidence(key, version, 0, len(text))
