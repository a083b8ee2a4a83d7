"""Who signed a paper, or its foreword: the names below the text, which no sentence speaks of.

"Vem har undertecknat remissvaret?" shares no word with "Anna Berg, Kommundirektör". Patterns as data.
"""

import re
from collections.abc import Iterator, Sequence

from retrieval.answers.choices import Choice, Chosen
from retrieval.documents.outline import Outline, Point
from retrieval.model import BlockKind, DocumentType

_ASKS = re.compile(
    r"\b(?:vem|vilka|vems|who|whose)\b.*\b(?:skrev|skrivit|skriver|undertecknat|undertecknade|undertecknar|signerat|signerade"
    r"|underskrift\w*|namnteckning\w*|författat|wrote|written|signed|signs|signature|author\w*|undersigned)\b",
    re.IGNORECASE | re.DOTALL,
)
_FOREWORD = re.compile(r"\b(?:förord\w*|foreword|preface)", re.IGNORECASE)
_STRATEGY = re.compile(r"\b[\w-]*(?:strateg|agenda|policy)\w*", re.IGNORECASE)
_REPLY = re.compile(r"\b(?:remissvar\w*|yttrande\w*|svaret|response|reply|statement)\b", re.IGNORECASE)
_DECISION = re.compile(r"\b(?:tjänsteutlåtande\w*|tjänsteskrivelse\w*|memo|proposal|förslaget)\b", re.IGNORECASE)
_OF_TYPE: tuple[tuple[re.Pattern[str], DocumentType], ...] = (
    (_REPLY, DocumentType.CONSULTATION),
    (_DECISION, DocumentType.DECISION),
    (_STRATEGY, DocumentType.STRATEGY),
)
_NAMES = re.compile(r"^(?:[A-ZÅÄÖ][\w'’-]+\s+){1,3}[A-ZÅÄÖ][\w'’-]+")
_ROLE = re.compile(
    r"\b\w*(?:ordförande|chef|direktör|handläggare|sekreterare|strateg|samordnare|rektor|råd|chair|director|manager"
    r"|officer|secretary|coordinator|mayor)\b",
    re.IGNORECASE,
)
_LONGEST = 14  # words of a signature with its role
_SPEAKS = re.compile(r"[.:;?]$|[•|]")


def asks_who_signed(question: str) -> bool:
    """Tell whether `question` is who wrote or signed a paper, or its foreword."""
    return bool(_ASKS.search(question)) and any(
        form.search(question) for form in (_FOREWORD, _STRATEGY, _REPLY, _DECISION)
    )


def by_signature(outlines: Sequence[Outline], question: str) -> Choice | None:
    """Return the names that the paper in question is signed with, with their roles; None where it has none."""
    is_of_foreword = bool(_FOREWORD.search(question))
    kinds = [kind for form, kind in _OF_TYPE if form.search(question)]
    for held in outlines:
        if not is_of_foreword and kinds and held.version.type not in {kinds[0], DocumentType.OTHER}:
            continue
        signed = [
            point
            for point in _signatures(held)
            if not is_of_foreword or any(_FOREWORD.search(title) for title in point.path)
        ]
        if signed:
            chosen = tuple(Chosen(held.version, point) for point in signed)
            return Choice(chosen, 1.0, by_heading=True, fits=True)
    return None


def _signatures(held: Outline) -> Iterator[Point]:
    """Yield the lines of names with the roles that stand with them, or on the line below."""
    points = held.points
    for at, point in enumerate(points):
        if not _may_be_signature(point) or not _NAMES.match(point.text):
            continue
        if _ROLE.search(point.text):
            yield point
        elif at + 1 < len(points) and _may_be_signature(points[at + 1]) and _ROLE.search(points[at + 1].text):
            yield from (point, points[at + 1])


def _may_be_signature(point: Point) -> bool:
    is_short = len(point.text.split()) <= _LONGEST
    return point.kind is BlockKind.PARAGRAPH and is_short and not _SPEAKS.search(point.text)
