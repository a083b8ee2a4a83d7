"""Let past, of what a language model wrote, only the sentences that their quotes bear.

A sentence has to name passages it was given, quote them verbatim, claim nothing that the quotes do not hold, keep their
yes and no, and be plain text in the answer's language. One rule that fails is enough. Whether what is left answers the
question is decided in `retrieval.models.wording`; what counts as a number, a date or a name in
`retrieval.checking.claims`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.checking.citations import cite, is_pull_quote, verify_sentence
from retrieval.checking.strength import overstated
from retrieval.checking.support import unsupported
from retrieval.model import Citation, Version
from retrieval.words import amounts
from retrieval.words.language import detect
from retrieval.words.sentences import spans

_LONGEST_SENTENCE = 500  # characters
_LONGEST_QUOTE = 900
_MOST_QUOTES = 6  # for one sentence
_SHORTEST_QUOTE = 2  # words; a single word bears nothing
_BULLETS = " \n\t•‣–"  # what a model may put before a sentence, or take along with a quote

# What plain prose has no use for: markup, links, addresses, mentions, formulas, entities, marks of citation.
_NO_PROSE = re.compile(
    r"[<>\[\]{}|`*_~^\\@#=]|://|&#?\w+;|:\w+:|\bwww\.|\b[a-z]{3,}:\S|[^\W_]{3,}\.[^\W\d_]{2,}|\A[-+/]|\n|\r|\t"
)
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp", "So", "Sk"})  # Unicode categories
_NO = re.compile(
    r"\b(?:inte|ej|icke|aldrig|ing(?:en|et|a)|varken|not|no|never|none|neither|nor|nothing|nobody|cannot)\b|n['’]t\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:all[at]?|samtliga|varje|endast|enbart|bara|alltid|helt|every|each|only|always|entirely|both|båda)\b",
    re.IGNORECASE,
)


class Fault(StrEnum):
    """Why a sentence was dropped."""

    FORM = "form"  # markup, a link, a mention, a sign nobody sees, or far too long
    KEY = "key"  # a passage that was never given
    QUOTE = "quote"  # not verbatim there, no evidence, or cut so that it says something else
    LANGUAGE = "language"
    CLAIM = "claim"  # a number, a date, a code or a name that the quotes do not hold
    POLARITY = "polarity"  # a yes made of a no, or "some" made into "all"
    STRENGTH = "strength"  # may made into must, before into after, at least into at most
    WORDS = "words"  # words that neither the quotes nor the question have


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that a model may quote, known to it by `key` only."""

    key: str
    version: Version
    start: int
    end: int
    section: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The passage itself."""
        return self.version.content.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class DraftQuote:
    """What a model says stands in the passage `key`."""

    key: str
    quote: str


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence as a model wrote it: nothing in it is believed yet."""

    text: str
    quotes: tuple[DraftQuote, ...]


@dataclass(frozen=True, slots=True)
class Borne:
    """A sentence whose quotes bear it; the citations are unnumbered."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """A sentence against its citations; `around` holds the whole sentences that the quotes were taken from."""

    text: str
    language: str
    question: str
    citations: tuple[Citation, ...]
    around: tuple[str, ...]

    @property
    def quotes(self) -> list[str]:
        return [citation.quote for citation in self.citations]


def borne(said: DraftSentence, given: Mapping[str, Evidence], language: str, question: str) -> Borne | Fault:
    """Return `said` with its citations, or the first fault that was found. `given` holds the passages by key."""
    text = unicodedata.normalize("NFC", said.text).strip(_BULLETS)
    if _is_no_prose(text) or not 0 < len(said.quotes) <= _MOST_QUOTES:
        return Fault.FORM
    if any(quote.key not in given for quote in said.quotes):
        return Fault.KEY
    found = [_located(given[quote.key], quote.quote) for quote in said.quotes]
    citations = tuple(dict.fromkeys(one for one in found if one is not None))
    if len([one for one in found if one is not None]) < len(found):
        return Fault.QUOTE
    held = _Held(text, language, question, citations, tuple(_whole(given, said, citations)))
    return next((fault for fails, fault in RULES if fails(held)), None) or Borne(text, citations)


def _is_no_prose(text: str) -> bool:
    if not text or len(text) > _LONGEST_SENTENCE or _NO_PROSE.search(text):
        return True
    return any(unicodedata.category(letter) in _UNSEEN for letter in text)


def _located(evidence: Evidence, quote: str) -> Citation | None:
    """Return the span of `quote` in the passage, None where it does not stand there or is cut within a word or number.

    Runs of white space may differ; nothing else may.
    """
    parts = quote.strip(_BULLETS).split()
    if len(parts) < _SHORTEST_QUOTE or len(quote) > _LONGEST_QUOTE:
        return None
    pattern = r"(?<![^\W_])" + r"\s+".join(map(re.escape, parts)) + r"(?![^\W_])"
    for found in re.finditer(pattern, evidence.text):
        start, end = evidence.start + found.start(), evidence.start + found.end()
        if not is_pull_quote(evidence.version.content, start) and _cuts_no_amount(evidence.version, start, end):
            return cite(evidence.version, start, end)
    return None


def _cuts_no_amount(version: Version, start: int, end: int) -> bool:
    """Tell whether the span by itself holds no number that its surroundings do not: "5 %" cut out of "2,5 %"."""
    alone, whole = amounts.read(version.content.text[start:end]), amounts.read(_sentences_at(version, start, end))
    known = {(one.value, one.unit) for one in whole.numbers}
    return all((one.value, one.unit) in known for one in alone.numbers)


def _sentences_at(version: Version, start: int, end: int) -> str:
    """Return the whole sentences that a span stands in, within their paragraphs."""
    blocks = [block for block in version.content.blocks if block.start < end and start < block.end]
    first, last = (blocks[0].start, blocks[-1].end) if blocks else (start, end)
    text = version.content.text
    inside = [(a, b) for a, b in spans(text, first, last) if a < end and start < b]
    return text[min(inside[0][0], start) : max(inside[-1][1], end)] if inside else text[start:end]


def _whole(given: Mapping[str, Evidence], said: DraftSentence, citations: Sequence[Citation]) -> Iterator[str]:
    versions = {given[quote.key].version.document: given[quote.key].version for quote in said.quotes}
    yield from (_sentences_at(versions[one.document], one.start, one.end) for one in citations)


def _in_another_language(held: _Held) -> bool:
    return detect(held.text, default=held.language) != held.language


def _claims_more(held: _Held) -> bool:
    return bool(verify_sentence(held.text, held.quotes))


def _turns_around(held: _Held) -> bool:
    """Tell whether a no appears or disappears, or an "all" appears, on the way from the quotes to the sentence."""
    noes = {_noes(held.quotes), _noes(dict.fromkeys(held.around))}  # counted: "inte … inte" is another thing again
    says_all, quotes_say_all = bool(_ALL.search(held.text)), any(_ALL.search(one) for one in held.around)
    return (
        _noes([held.text]) not in noes
        or (_says_no(held.text) != any(map(_says_no, held.around)))
        or (says_all and not quotes_say_all)
    )


def _says_it_stronger(held: _Held) -> bool:
    return bool(overstated(held.text, held.around))


def _says_no(text: str) -> bool:
    return bool(_NO.search(text))


def _noes(texts: Iterable[str]) -> int:
    return sum(len(_NO.findall(text)) for text in texts)


def _adds_words(held: _Held) -> bool:
    return bool(unsupported(held.text, held.quotes, held.question, "en" if held.language == "en" else "sv"))


RULES: tuple[tuple[Callable[[_Held], bool], Fault], ...] = (
    (_in_another_language, Fault.LANGUAGE),
    (_claims_more, Fault.CLAIM),
    (_turns_around, Fault.POLARITY),
    (_adds_words, Fault.WORDS),
    (_says_it_stronger, Fault.STRENGTH),
)
