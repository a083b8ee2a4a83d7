"""Put sentences before the program's verifier: those that are false by one thing, and some that are true."""

from collections import Counter
from datetime import UTC, datetime
from typing import Final

from benchmarks.trust.changing import Pair, true, untrue
from benchmarks.trust.tally import Tally
from retrieval.checking.verifying import Borne, DraftQuote, DraftSentence, Evidence, borne
from retrieval.documents.structure import assemble
from retrieval.model import BlockKind, DocumentState, DocumentType, RawBlock, Version

MUTANTS: Final = 2_000
PARAPHRASES: Final = 1_000
_READ: Final = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def changed(share: int, shares: int) -> Tally:
    """Count which of a share of the false sentences are let past."""
    pairs = [*untrue(MUTANTS, 1)][share::shares]
    return Tally(Counter(T4=len(pairs)), tuple(f"T4 {pair}" for pair in pairs if is_borne(pair)))


def kept() -> int:
    """Return how many of the true sentences are kept: what it costs to let nothing false past."""
    return sum(is_borne(pair) for pair in true(PARAPHRASES, 2))


def is_borne(pair: Pair) -> bool:
    """Tell whether the program takes the sentence of `pair` to say what its quote does."""
    content = assemble([RawBlock(BlockKind.HEADING, "Mål", level=1), RawBlock(BlockKind.PARAGRAPH, pair.quote)])
    version = Version("a.txt", 1, "0", "Mål", DocumentType.STRATEGY, DocumentState.CURRENT, "", content, _READ)
    given = {"P1": Evidence("P1", version, 0, len(content.text))}
    said = DraftSentence(pair.sentence, (DraftQuote("P1", pair.quote),))
    return isinstance(borne(said, given, "sv", "vad gäller?"), Borne)
