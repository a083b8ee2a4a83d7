"""Which documents a question is put to, and what kind of answer it wants, read off its words.

"The strategy" means the one in force; the previous one is asked about by name or year only. A question that names a
kind of document is answered from that kind. The rules are data: a pattern and what it means.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from retrieval.bridging import Glossary
from retrieval.model import DocumentState, DocumentType, Version
from retrieval.naming import Named, named


class Wanted(StrEnum):
    """What an answer to the question looks like."""

    SUBJECT = "subject"  # what is said about something
    LISTING = "listing"  # which ones
    MEANING = "meaning"  # what something is
    TIME = "time"  # when
    DURATION = "duration"  # how long, until when
    OFTEN = "often"  # how often
    COUNT = "count"  # how many, how much
    PERSON = "person"  # who, which organisation
    PLACE = "place"

    @property
    def is_specific(self) -> bool:
        """Tell whether one to three sentences answer it."""
        return self not in {Wanted.SUBJECT, Wanted.LISTING, Wanted.MEANING}


# First match wins: "hur länge" before "hur".
_WANTED: tuple[tuple[Wanted, tuple[str, ...]], ...] = (
    (
        Wanted.DURATION,
        (
            "hur länge",
            "till när",
            "tills när",
            "how long",
            "until when",
            "giltighetstid",
            r"expires?",
            "går ut",
            "löper ut",
            r"när (går|löper) .+ ut",
            "när upphör",
            r"when (does|will) .+ (end|expire|run out)",
        ),
    ),
    (Wanted.OFTEN, ("hur ofta", "how often", "how frequently")),
    (
        Wanted.COUNT,
        (
            r"hur (många|mycket|stor\w*|hög\w*)",
            "how (many|much|large|big|high)",
            "vad kostar",
            r"what (does|do) .+ cost",
        ),
    ),
    (
        Wanted.TIME,
        (
            r"(?:^\W*|(vet du|undrar|säg|berätta|och|men)\s+)när",
            r"(?:^\W*|(know|wonder|tell me|say|and|but)\s+)when",
            "vilket (år|datum)",
            "vilken dag",
            "(what|which) (year|date)",
            "hur snart",
            "how soon",
        ),
    ),
    (
        Wanted.PERSON,
        (
            "vem",
            "vems",
            "vilka (aktörer|organisationer|parter)",
            "who",
            "whom",
            "whose",
            "which (actors|organi[sz]ations|parties)",
            r"ansvarig\w*",
            "ansvarar",
        ),
    ),
    (Wanted.PLACE, ("var (finns|ligger|sker|någonstans)", "where")),
    (
        Wanted.MEANING,
        (
            "vad (är|var|menas|betyder|innebär|avses)",
            r"vad menar \w+ med",
            r"definition\w*",
            r"definiera\w*",
            "betyder",
            "what (is|was)",
            r"what does .+ mean",
            "what is meant",
            "meaning of",
            "defined?",
            "definition of",
        ),
    ),
    (Wanted.LISTING, ("vilka", "vilken", "vilket", "lista", "räkna upp", "nämn", "which", "what are", "list", "name")),
)

_PREVIOUS = re.compile(
    r"\b(förra|föregående|tidigare|gamla|äldre|utgående|första|dåvarande|ersatta)\s+([\w-]+\s+){0,3}[\w-]*(strategi|agenda|plan(en|s)?\b|program)\w*"
    r"|\b(previous|earlier|former|old|older|preceding|outgoing|superseded|last|first)\s+([\w-]+\s+){0,3}[\w-]*strateg\w+",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(19|20)\d\d\b")
_STRATEGY = re.compile(r"\bstrateg(i|in|ins|ier|ierna|y|ies|y's)\b", re.IGNORECASE)
# A kind of document by the words people use for it; the strategy is not among them, it is the default.
_KINDS: tuple[tuple[DocumentType, tuple[str, ...]], ...] = (
    (
        DocumentType.CONSULTATION,
        (
            r"remissvar\w*",
            r"remissyttrande\w*",
            r"yttrande\w*",
            r"remissinstans\w*",
            r"kommunledningskontor\w*",
            r"(tycker|anser|svarar|svarade|skriver|säger|vill) (kommun|kommunen|kommunerna|remiss\w*)",
            r"kommun\w* (tycker|anser|svarar|synpunkt\w*|åsikt\w*|kritik|svar)",
            "kommunens (svar|kritik|åsikt|synpunkter)",
            r"consultation (response|reply|answer)s?",
            r"municipality's",
            r"what (does|do|did) the municipalit\w*",
            r"municipalit\w* (thinks?|says?|answers?|wants?|views?)",
        ),
    ),
    (
        DocumentType.DECISION,
        (
            r"tjänsteutlåtande\w*",
            r"tjänsteskrivelse\w*",
            r"beslutsunderlag\w*",
            r"beslutsförslag\w*",
            r"förslag\w* till beslut",
            r"regionledningskontor\w*",
            "decision (proposal|document|paper|memo)",
            "official (report|statement)",
            "proposal for (a )?decision",
        ),
    ),
    (DocumentType.PLAN, (r"enligt handlingsplan\w*", r"(säger|står i) handlingsplan\w*", "(does|in) the action plan")),
)


# "Hur många remissvar kom in?" asks about the papers, not of them.
_COUNTS_PAPERS = re.compile(
    r"\b(?:hur många|antalet?|how many|number of)\s+(?:\w+\s+)?(?:remiss|yttrand|consult)", re.IGNORECASE
)
# Who is asked what they think: "Vad tycker Vikby kommun?", "what does Vikby think".
_OPINION = re.compile(
    r"\b(?i:tycker|anser|svarar|svarade|vill|ville|föreslår|föreslog|saknar|skriver|säger)\s+(?:[a-zåäö]+\s+)?([A-ZÅÄÖ][\w-]+)"
    r"|\b(?!Vad|Vem|Vilka|Hur|What|Who|How|Which)([A-ZÅÄÖ][\w-]+)(?:s|\s+kommuns?|\s+municipality)?\s+(?i:think|thinks|want|wants|say|says|propose|proposes|tycker|anser)"
)
_HEAD = 400  # characters at the beginning of a paper, where its sender stands
_ITSELF = re.compile(
    r"\b(?:säger|sägs|står|skriver|nämner|tar|i|enligt|does|in|to|of)\s+(?:det\s+)?(?:i\s+)?(?:the\s+)?"
    r"(?P<itself>planen|agendan|programmet|policyn|dokumentet|riktlinjerna|plan|agenda|programme|program|policy|document)\b"
)

# What a paper calls itself.
_SELVES: tuple[tuple[DocumentType, tuple[str, ...]], ...] = (
    (DocumentType.CONSULTATION, ("remissvar", "remissyttrande", r"yttrande över \w+", "consultation response")),
    (DocumentType.DECISION, ("tjänsteutlåtande", "tjänsteskrivelse", "beslutsunderlag", "decision memo")),
)

# Words that only ask; what they ask for is in `Wanted`.
_ASKING = frozenset(
    {
        "länge",
        "ofta",
        "often",
        "frequently",
        "många",
        "mycket",
        "stor",
        "stort",
        "stora",
        "lista",
        "nämn",
        "sa",
        "års",
        "nuvarande",
        "gällande",
    }
    | {"long", "many", "much", "current", "present"}
    | {"förhåller", "förhålla", "hanterar", "hanteras", "relate", "relates"}
)
_ASKING_FOR: Mapping[Wanted, frozenset[str]] = {
    Wanted.PERSON: frozenset({"ansvarig", "ansvariga", "ansvarar", "ansvaret", "ansvar", "responsible", "charge"}),
    Wanted.DURATION: frozenset({"går", "löper", "ut", "upphör", "end", "ends", "run", "expire", "expires"}),
    Wanted.MEANING: frozenset(
        {"menas", "menar", "betyder", "innebär", "avses", "definition", "definitionen", "definieras", "definierar"}
        | {"mean", "means", "meant", "meaning", "define", "defined"}
    ),
}
# What a question of a kind speaks of even when it names nothing else: "hur länge gäller strategin?".
IMPLIED: Mapping[Wanted, tuple[str, ...]] = {
    Wanted.DURATION: ("giltig", "valid", "giltighet", "sträckte", "löper", "gäller")
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question's words say about where to look and what to give back. `ignored`: words that say nothing else."""

    wanted: Wanted
    kind: DocumentType | None
    previous: bool
    names_strategy: bool
    ignored: frozenset[str]
    named: frozenset[str] = frozenset()  # the names of documents that the question names by their titles


def read(question: str, versions: Iterable[Version], lexicon: Glossary | None = None) -> Asked:
    """Read where `question` wants its answer from and what kind of answer it is."""
    versions = tuple(versions)
    folded = question.casefold()
    kind, kind_words = _kind(question, versions)
    called = named(question, versions, lexicon) if kind is None else Named()
    former = _previous(folded, versions) if kind is None else ""
    wanted, _ = next(
        ((sort, found) for sort, forms in _WANTED if (found := _said(forms, folded))), (Wanted.SUBJECT, "")
    )
    asking = _ASKING | _ASKING_FOR.get(wanted, frozenset())
    return Asked(
        wanted=wanted,
        kind=kind,
        previous=bool(former),
        names_strategy=bool(_STRATEGY.search(folded)),
        ignored=frozenset(re.findall(r"[^\W_]+", f"{former} {kind_words} {_itself(folded)}")) | asking | called.words,
        named=called.documents,
    )


def _kind(question: str, versions: Sequence[Version]) -> tuple[DocumentType | None, str]:
    """Return the kind of document the question names, with the words it does that with; none where it counts them."""
    folded = question.casefold()
    if not _COUNTS_PAPERS.search(folded):
        for kind, forms in _KINDS:
            if found := _said(forms, folded):
                return kind, found
    speakers = (name for found in _OPINION.finditer(question) for name in found.groups() if name)
    for name in speakers:
        heads = (one for one in versions if one.type is DocumentType.CONSULTATION)
        if any(name.casefold() in f"{one.document} {one.title} {one.content.text[:_HEAD]}".casefold() for one in heads):
            return DocumentType.CONSULTATION, f"{name.casefold()} kommun"
    return None, ""


def _itself(folded: str) -> str:
    """Return the word by which the question calls the document it is put to ("vad säger planen om …")."""
    return " ".join(found["itself"] for found in _ITSELF.finditer(folded))


def _said(forms: tuple[str, ...], folded: str) -> str:
    """Return the first words of `folded` that one of `forms` (patterns of whole words) matches, "" where none does."""
    found = re.search(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", folded)
    return found.group() if found else ""


def _previous(folded: str, versions: Iterable[Version]) -> str:
    """Return the words that ask for the previous strategy, "" where none do."""
    if (found := _PREVIOUS.search(folded)) and not _asks_about_history(found):
        return found.group()
    if not _STRATEGY.search(folded):
        return ""
    years = {str(version.year) for version in versions if version.year and version.state is DocumentState.SUPERSEDED}
    return next((year.group() for year in _YEAR.finditer(folded) if year.group() in years), "")


def _asks_about_history(found: re.Match[str]) -> bool:
    """Tell whether the words speak of the first strategy as an event ("när antogs den första strategin?")."""
    return found.group().startswith(("första", "first"))


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an answer comes from: `first` is tried before `then`; `earlier` only ever fills the labelled part.

    Where the question names a kind of document that is not there, `first` is empty and `then` only serves to show what
    is near.
    """

    first: tuple[Version, ...]
    then: tuple[Version, ...]
    earlier: tuple[Version, ...]
    is_earlier: bool = False  # the previous strategy itself is asked

    @property
    def all(self) -> tuple[Version, ...]:
        """Every version that the question is put to."""
        return (*self.first, *self.then, *self.earlier)


def scope(asked: Asked, versions: Mapping[str, Version], as_of: date) -> Scope:
    """Return which of `versions` (the latest of each document) answer, in which order."""
    known = [version for version in versions.values() if version.state is not DocumentState.REVOKED]
    earlier = tuple(version for version in known if _is_earlier(version, known, as_of))
    live = [version for version in known if not any(version is former for former in earlier)]
    called = [version for version in known if version.document in asked.named]
    if called and all(any(version is former for former in earlier) for version in called):
        return Scope(tuple(called), (), (), is_earlier=True)
    if asked.previous and earlier:
        return Scope(earlier, (), (), is_earlier=True)
    if asked.kind is not None:
        of_kind = tuple(version for version in live if _is_of_kind(version, asked.kind))
        return Scope(of_kind, (), ()) if of_kind else Scope((), tuple(live), earlier)
    if called:
        chosen = tuple(version for version in called if not any(version is former for former in earlier))
        return Scope(chosen, (), tuple(one for one in earlier if one.superseded_by in asked.named))
    strategies = tuple(version for version in live if version.type in {DocumentType.STRATEGY, DocumentType.PLAN})
    others = tuple(version for version in live if not any(version is one for one in strategies))
    return Scope(strategies, others, earlier)


def _is_of_kind(version: Version, kind: DocumentType) -> bool:
    """Tell whether a document is of a kind: by the register, or, kept as a strategy there, by what it calls itself."""
    if version.type is kind:
        return True
    forms = next(forms for other, forms in _SELVES if other is kind) if kind in dict(_SELVES) else ()
    called = f"{re.sub(r'[-_.]', ' ', version.document)} {version.content.text[:_HEAD]}".casefold()
    return version.type in {DocumentType.OTHER, DocumentType.STRATEGY} and bool(forms and _said(forms, called))


def _is_earlier(version: Version, known: list[Version], as_of: date) -> bool:
    """Tell whether a strategy is shown only as the earlier one: replaced, or outlived with a newer one there."""
    if version.state is DocumentState.SUPERSEDED:
        return True
    if version.type is not DocumentType.STRATEGY or version.valid_to is None or version.valid_to >= as_of:
        return False
    return any(other.type is version.type and (other.year or 0) > (version.year or 0) for other in known)
