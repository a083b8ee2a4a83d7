"""What retrieval speaks of: documents and their versions, passages, citations and answers. All frozen, no vendor types.

Offsets are characters (Python string indices) into the cleaned text of one version, half open: ``text[start:end]``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class DocumentType(StrEnum):
    """What kind of document it is; only strategies supersede each other in answers."""

    STRATEGY = "strategy"
    PLAN = "plan"
    CONSULTATION = "consultation"
    DECISION = "decision"
    OTHER = "other"


class DocumentState(StrEnum):
    """What a document is worth today; a draft is labelled, a superseded one is only shown as the earlier."""

    DRAFT = "draft"
    CURRENT = "current"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"


class Audience(StrEnum):
    """Who may read a document."""

    EVERYONE = "everyone"  # whoever can write to the bot, and whoever reads along in a channel
    INTERNAL = "internal"  # the people of the register, each in private


class BlockKind(StrEnum):
    """The parts a text is made of."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # one list item, its bullet removed
    ROW = "row"  # one table row, cells joined by " | "
    PULL_QUOTE = "pull_quote"  # repeats the text for show: never evidence
    NOTE = "note"  # a footnote


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A part as a reader found it, before cleaning. `page` counts from 1, None where the format has no pages."""

    kind: BlockKind
    text: str
    page: int | None = None
    level: int = 0  # headings: 1 is the highest, 0 the document's title; list items: 0 is the outermost
    breaks: tuple[tuple[int, int], ...] = ()  # (offset in text, page) where the text goes on over to another page
    lead: str = ""  # what stood before a list item, its bullet and space: kept in the text, outside the item's span


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a cleaned text. `path` holds the headings above it, outermost first; a heading ends with itself."""

    kind: BlockKind
    start: int
    end: int
    path: tuple[str, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class CleanText:
    """A document after cleaning: what spans index, what `handslag documents show NAME --text` prints."""

    text: str
    blocks: tuple[Block, ...]
    page_starts: tuple[tuple[int, int], ...] = ()  # (offset, page), offsets rising; empty where there are no pages

    def page_at(self, offset: int) -> int | None:
        """Return the page on which the character at `offset` stands, None where there are no pages."""
        page = None
        for start, number in self.page_starts:
            if start > offset:
                break
            page = number
        return page


@dataclass(frozen=True, slots=True)
class Version:
    """One state of one document in the register. `document` is the file's name, `number` counts from 1."""

    document: str
    number: int
    sha256: str
    title: str
    type: DocumentType
    state: DocumentState
    state_reason: str  # why it has this state: a person's word, or the rule and what it saw
    content: CleanText
    ingested_at: datetime
    year: int | None = None  # the year the document itself gives as its own
    valid_from: date | None = None
    valid_to: date | None = None
    supersedes: str | None = None  # the name of the document it replaces
    superseded_by: str | None = None
    warnings: tuple[str, ...] = ()  # texts already in the reader's words: hidden text, an unfilled decision date
    said: tuple[str, ...] = ()  # names of the fields that a person gave: no rule overrides them
    source: str = ""  # the path the file was read from
    reader: str = ""  # the version of the reading rules that made the text
    audience: Audience = Audience.EVERYONE

    @property
    def label(self) -> str:
        """The version as citations show it."""
        return str(self.number)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one version that search ranks: ``text == version.content.text[start:end]``."""

    document: str
    title: str
    version: str
    type: DocumentType
    state: DocumentState
    page: int | None
    section: tuple[str, ...]
    start: int
    end: int
    text: str


class Band(StrEnum):
    """How sure the search is that the passage answers; never a percentage."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and its score for one question, 0 to 1 within that question."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a search gave, best first."""

    hits: tuple[Hit, ...]
    band: Band
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Citation:
    """A verified span: ``version.content.text[start:end] == quote``; page and section come from the span."""

    n: int
    document: str
    title: str
    version: str
    state: DocumentState
    page: int | None
    section: tuple[str, ...]
    start: int
    end: int
    quote: str


class SentenceKind(StrEnum):
    """How a sentence of an answer came about."""

    QUOTE = "quote"
    PARAPHRASE = "paraphrase"
    COMPUTED = "computed"


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """One sentence or list item of an answer with the numbers of the sources that bear it."""

    text: str
    kind: SentenceKind
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RelatedAction:
    """An action of the plan that concerns the question; `status` is already in the answer's language."""

    nr: str
    title: str
    status: str
    owner: str


class AnswerMode(StrEnum):
    """Who worded the answer."""

    EXTRACTIVE = "extractive"
    LLM = "llm"
    LLM_FALLBACK = "llm_fallback"


class AnswerStatus(StrEnum):
    """What the answer amounts to."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"
    AMBIGUOUS = "ambiguous"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is stored and shown. `earlier` numbers the sources of the previous strategy."""

    answer_id: str
    question: str
    question_language: str
    answer_language: str
    mode: AnswerMode
    status: AnswerStatus
    band: Band
    as_of: date
    text: str
    sentences: tuple[AnswerSentence, ...]
    sources: tuple[Citation, ...]
    actions: tuple[RelatedAction, ...]
    earlier: tuple[int, ...]
    nearest: tuple[Citation, ...]
    created_at: datetime
    model: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()  # titles, one of which is meant: where the status is ambiguous
