"""A small strategy with one before it, and a writer that says what a test wants said."""

from datetime import UTC, date, datetime

from retrieval.answering import answer
from retrieval.checking.verifying import DraftQuote, DraftSentence
from retrieval.documents.chunking import chunk
from retrieval.documents.structure import assemble
from retrieval.model import BlockKind, DocumentState, DocumentType, RawBlock, Version
from retrieval.search import SearchIndex

H, P = BlockKind.HEADING, BlockKind.PARAGRAPH
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
STOCK = "Regionen ska hålla lager av kritiska läkemedel för minst 90 dagar."
DRILL = "Kommunerna övar tillsammans med Region Norr varje år, senast den 1 oktober."
COST = "Lagren får kosta högst 2,5 miljoner kronor om året."
SHUT = "Regionen ska inte avveckla beredskapslagren."
BLOCKS = (
    (H, "1. Inledning", 1),
    (P, "Strategin gäller för Region Norr till och med 2031.", 0),
    (H, "2. Områden", 1),
    (H, "A. Beredskap", 2),
    (P, f"{STOCK} {DRILL}", 0),
    (P, f"{COST} {SHUT}", 0),
    (BlockKind.PULL_QUOTE, "Beredskap är vår viktigaste fråga av alla.", 0),
    (H, "B. Hälsodata", 2),
    (P, "Hälsodata ska göras tillgängliga för forskning genom gemensam infrastruktur.", 0),
    (H, "3. Uppföljning", 1),
    (P, "Regionstyrelsen följer upp strategin årligen.", 0),
)
EARLIER = ((H, "Inledning", 1), (P, "Beredskap för pandemier finns i hela regionen sedan 2019.", 0))


def version(document, blocks=BLOCKS, title="Strategi för hälsa", *, state=DocumentState.CURRENT, year=2026, **more):
    content = assemble([RawBlock(block, text, None, level) for block, text, level in blocks])
    return Version(document, 1, document, title, DocumentType.STRATEGY, state, "", content, NOW, year=year, **more)


VERSIONS = {
    "ny.docx": version("ny.docx", valid_to=date(2031, 12, 31), supersedes="gammal.pdf"),
    "gammal.pdf": version(
        "gammal.pdf",
        EARLIER,
        "Hälsostrategi 2019",
        state=DocumentState.SUPERSEDED,
        year=2019,
        superseded_by="ny.docx",
    ),
}


def index_of(versions):
    return SearchIndex.build([passage for one in versions.values() for passage in chunk(one)])


INDEX = index_of(VERSIONS)


def quoted(question, versions=VERSIONS, index=INDEX, **more):
    """The answer in the documents' own words."""
    return answer(
        question, index=index, versions=versions, as_of=date(2026, 11, 22), now=NOW, new_id=lambda: "a1", **more
    )


def draft(text, *quotes, key="P1"):
    return DraftSentence(text, tuple(DraftQuote(key, quote) for quote in quotes))


class Scripted:
    """A writer that gives back what it was made with, or raises it, and keeps what it was given."""

    name = "scripted:model"

    def __init__(self, *drafts, error=None):
        self.drafts = drafts
        self.error = error
        self.given = []

    def write(self, assignment):
        self.given.append(assignment)
        if self.error is not None:
            raise self.error
        return self.drafts


class Pointing:
    """A pointer that chooses by what `choose` says of the sentences it is shown, or raises; it keeps what it saw."""

    name = "scripted:model"

    def __init__(self, choose=lambda shown: [], error=None):
        self.choose = choose
        self.error = error
        self.given = []

    def point(self, lineup):
        self.given.append(lineup)
        if self.error is not None:
            raise self.error
        return self.choose({one.key: one.point.text for one in lineup.offered})


def holding(*words):
    """Return a choice of the sentences that hold one of `words`, in the order of the words."""
    return lambda shown: [key for word in words for key, text in shown.items() if word in text]
