"""Which kind of paper a question is put to: the consultation response, the decision document, the plan.

By the words people use for it, or by the name of who answered: "vad tycker Vikby kommun?". The strategy is the default.
"""

import re
from collections.abc import Mapping, Sequence

from retrieval.answers.wanted import said
from retrieval.model import DocumentType, Version

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
            r"municipalit\w* (supports?|agrees?|objects?|opposes?|backs?|approves?|likes?)",
            "according to the (reply|response|answer)",
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
# What a municipality thinks, where it has said so; without its response the words may be about anything it does.
_OF_MUNICIPALITY: tuple[str, ...] = (
    r"(vill|önskar|efterlyser|saknar|tyckte|ansåg|invänder) kommun(en|erna)?",
    r"kommun\w* (vill|önskar|efterlyser|saknar|invänder|stöder|stödjer|gillar|godtar|tillstyrker|avstyrker)",
    r"(ställer|ställde) (sig )?kommun(en|erna)?|(stöder|stödjer|gillar|godtar|tillstyrker|avstyrker) kommun(en|erna)?",
    r"(ser|såg|lyfter|pekar|påpekar) kommun(en|erna)?",
    r"(enligt|från|av) kommunen",
    r"kommunens (åsikt\w*|inställning|invändning\w*|önskemål|ställningstagande|uppfattning)",
    r"(är|var) kommunen (för|emot|mot|positiv|negativ|nöjd|missnöjd|kritisk)\w*",
    r"(synpunkt\w*|åsikt\w*|invändning\w*|kritik|önskemål) (har|hade|framför|lämnar|lämnade) kommun\w*",
)
# "Hur många remissvar kom in?" asks about the papers, not of them.
_COUNTS_PAPERS = re.compile(
    r"\b(?:hur många|antalet?|how many|number of)\s+(?:\w+\s+)?(?:remiss|yttrand|consult)", re.IGNORECASE
)
# Who is asked what they think: "Vad tycker Vikby kommun?", "what does Vikby think".
_OPINION = re.compile(
    r"\b(?i:tycker|anser|svarar|svarade|vill|ville|föreslår|föreslog|saknar|skriver|säger)\s+(?:[a-zåäö]+\s+)?([A-ZÅÄÖ][\w-]+(?:\s+[A-ZÅÄÖ][\w-]+)*)"
    r"|\b(?!Vad|Vem|Vilka|Hur|What|Who|How|Which)([A-ZÅÄÖ][\w-]+)(?:s|\s+kommuns?|\s+municipality)?\s+(?i:think|thinks|want|wants|say|says|propose|proposes|tycker|anser)"
)
_HEAD = 400  # characters at the beginning of a paper, where its sender stands
# What a paper calls itself.
_SELVES: tuple[tuple[DocumentType, tuple[str, ...]], ...] = (
    (DocumentType.CONSULTATION, ("remissvar", "remissyttrande", r"yttrande över \w+", "consultation response")),
    (DocumentType.DECISION, ("tjänsteutlåtande", "tjänsteskrivelse", "beslutsunderlag", "decision memo")),
)
# The same of a question to a kind of paper: "vad tycker Vikby kommun?".
IMPLIED_OF: Mapping[DocumentType | None, tuple[str, ...]] = {
    DocumentType.CONSULTATION: (
        *("positiv", "tillstyrker", "avstyrker", "bakom", "instämmer", "välkomnar", "anser", "bedömer", "ser"),
        *("positive", "supports", "welcomes"),
    ),
    DocumentType.DECISION: ("föreslår", "förslag", "beslut", "proposes", "decision"),
}


def kind_asked(question: str, versions: Sequence[Version]) -> tuple[DocumentType | None, str]:
    """Return the kind of document the question names, with the words it does that with; none where it counts them."""
    folded = question.casefold()
    if not _COUNTS_PAPERS.search(folded):
        for kind, forms in _KINDS:
            if found := said(forms, folded):
                return kind, found
        if (found := said(_OF_MUNICIPALITY, folded)) and any(
            is_of_kind(version, DocumentType.CONSULTATION) for version in versions
        ):
            return DocumentType.CONSULTATION, found
    speakers = (name for found in _OPINION.finditer(question) for name in found.groups() if name)
    for name in speakers:
        heads = (one for one in versions if one.type is DocumentType.CONSULTATION)
        if any(name.casefold() in f"{one.document} {one.title} {one.content.text[:_HEAD]}".casefold() for one in heads):
            return DocumentType.CONSULTATION, f"{name.casefold()} kommun municipality"
    return None, ""


def is_of_kind(version: Version, kind: DocumentType) -> bool:
    """Tell whether a document is of a kind: by the register, or, kept as a strategy there, by what it calls itself."""
    if version.type is kind:
        return True
    forms = next(forms for other, forms in _SELVES if other is kind) if kind in dict(_SELVES) else ()
    called = f"{re.sub(r'[-_.]', ' ', version.document)} {version.content.text[:_HEAD]}".casefold()
    return version.type in {DocumentType.OTHER, DocumentType.STRATEGY} and bool(forms and said(forms, called))
