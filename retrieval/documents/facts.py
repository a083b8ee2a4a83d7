"""What a document says about itself: title, type, year, validity, signs of a draft.

Rules as data: the first that answers counts.
Nothing here knows other documents; which one supersedes which is decided in `retrieval.documents.superseding`.
"""

import re
from collections.abc import Callable
from datetime import date

from retrieval.documents.front import LABEL, TITLE_LABELS, Source, folded
from retrieval.documents.kinds import PAPERS, SELF, kind_in, own_word, type_of
from retrieval.model import BlockKind, DocumentType
from retrieval.readers.base import Notice
from retrieval.readers.headings import is_generic
from retrieval.readers.lines import NUMBERED

__all__ = ["Source", "draft_signs", "title_of", "type_of", "validity_of", "year_of"]

_SHORTEST_TITLE = 3  # characters
_LONGEST_TITLE = 200
_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20[0-6]\d)(?!\d|[-/]\d{3})")  # "2025-0671" is a registration number


# --- title ---------------------------------------------------------------------------------------------------------


def _marked_title(source: Source) -> str | None:
    title = " ".join((source.title or "").split())
    made_by_program = re.search(
        r"^(?:microsoft word|untitled|document\d*$|dokument\d*$)|\.\w{2,4}$", title, re.IGNORECASE
    )
    fits = _SHORTEST_TITLE <= len(title) <= _LONGEST_TITLE
    return title if fits and not made_by_program and not _is_label(title) and not SELF.match(folded(title)) else None


def _declared_title(source: Source) -> str | None:
    said = (source.said.get(label, "") for label in TITLE_LABELS)
    return next((title for title in said if len(title) >= _SHORTEST_TITLE), None)


def _named_title(source: Source) -> str | None:
    lines = (line for line in source.front if len(line.split()) > 1 and not line.endswith("."))
    named = (line for line in lines if kind_in(line) and not _STATEMENT.search(line))
    return next((line for line in named if not _is_label(line) and not SELF.match(folded(line))), None)


def _first_heading(source: Source) -> str | None:
    heading = next(source.texts(BlockKind.HEADING), None)
    bare = heading is None or is_generic(heading) or NUMBERED.match(heading) or SELF.match(folded(heading))
    return None if bare or heading is None else heading.rstrip(" :")


def _file_title(source: Source) -> str | None:
    words = re.sub(r"[-_]+", " ", source.stem).strip()
    return words[:1].upper() + words[1:]


_STATEMENT = re.compile(r"\b(?:är|gäller|ska|beslutad|antagen|is|applies|adopted)\b", re.IGNORECASE)
TITLES: tuple[Callable[[Source], str | None], ...] = (
    *(_declared_title, _marked_title, _named_title, _first_heading, _file_title),
)


def title_of(source: Source) -> str:
    """Return the document's title: its own, a line of its first page, its first heading, or the file's name.

    A paper about a strategy often carries the strategy's title; then the paper's own word for itself comes first.
    """
    title = next((title for rule in TITLES if (title := rule(source))), source.name)
    own = own_word(source)
    if own is None or kind_in(title) in PAPERS:
        return title
    return f"{own}: {title}"


def _is_label(line: str) -> bool:
    """Tell whether a line says something about the document under a label, "Diarienummer: …", and is no title."""
    label = LABEL.match(line)
    return label is not None and kind_in(label[1]) is None


# --- year and validity ---------------------------------------------------------------------------------------------

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "januari january",
            "februari february",
            "mars march",
            "april",
            "maj may",
            "juni june",
            "juli july",
            "augusti august",
            "september",
            "oktober october",
            "november",
            "december",
        ],
        start=1,
    )
    for name in names.split()
}
_DATE = rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}\s+(?:{'|'.join(_MONTHS)})\s+\d{{4}}|\d{{4}})"
_ADOPTED = re.compile(
    rf"\b(?:beslutad|antagen|fastställd|godkänd|daterad|adopted|approved|dated|decided)\b[^.\n]{{0,90}}?({_DATE})",
    re.IGNORECASE,
)
_ENDING = re.compile(r"(?:till och med|t\.?\s?o\.?\s?m\.?|till|until|through)\s+$", re.IGNORECASE)
_RANGE = re.compile(r"(?<!\d)(20\d\d|19\d\d)\s*(?:[–—-]|till(?: och med)?|to|t\.?o\.?m\.?)\s*(20\d\d)(?!\d|-)")
_APPLIES = r"\b(?:giltig\w*|gäller|gälla|gällande|sträcker sig|löper|valid\w*|applies|apply|runs|in force)\b"
_LATEST = (
    r"till och med|t\.?\s?o\.?\s?m\.?|fram (?:till|tills)(?: och med)?|(?:som )?längst till|till|until|through|up to|to"
)
_OF = r"(?:den|år|utgången av|slutet av|årsskiftet|the end of)"
_TO = rf"\b(?:{_LATEST})(?:\s+{_OF})*"
_UNTIL = re.compile(rf"{_APPLIES}[^.\n]{{0,60}}?{_TO}\s+({_DATE})", re.IGNORECASE)
_FROM = re.compile(
    rf"(?:{_APPLIES}|\bträder i kraft\b)(?:(?!\b(?:till|until|fram|längst|t\.?\s?o\.?\s?m)\b)[^.\n]){{0,30}}?"
    rf"\b(?:från och med|fr\.?\s?o\.?\s?m\.?|från|den|from)\s+(?:den\s+|år\s+)?({_DATE})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"{_APPLIES}[^.\n\d]{{0,25}}({_DATE})\s*(?:[–—-]|{_TO})\s*({_DATE})", re.IGNORECASE)
_PERIOD = re.compile(
    rf"(?:{_APPLIES}|\b(?:avser|perioden|åren|planperiod\w*|covers|period)\b)[^.\n]{{0,25}}?{_RANGE.pattern}",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:\w*strategin?|\w*planen|\w*programmet|dokumentet|giltighetstid\w*|the strategy|the plan|the programme)\b",
    re.IGNORECASE,
)
_WITH_VALIDITY = frozenset([DocumentType.STRATEGY, DocumentType.PLAN])


def year_of(source: Source, title: str) -> int | None:
    """Return the year the document gives as its own: in the file's name, the title, or with its adoption."""
    for text in (source.stem.replace("_", " "), title):
        if found := _YEAR.search(text):
            return int(found[0])
    adopted = (_ADOPTED.search(line) for line in source.front)
    return next(
        (
            _day(found[1], last=False).year
            for found in adopted
            if found and not _ENDING.search(found[0][: -len(found[1])])
        ),
        None,
    )


def validity_of(source: Source, title: str, kind: DocumentType) -> tuple[date | None, date | None]:
    """Return the first and last day on which the document applies, each None where it does not say.

    Read for strategies and plans only, from the title, the first page and sentences about the document itself: a
    decision paper tells how long other documents apply.
    """
    if kind not in _WITH_VALIDITY:
        return None, None
    first: date | None = None
    last: date | None = None
    if found := _RANGE.search(title):
        return date(int(found[1]), 1, 1), date(int(found[2]), 12, 31)
    own = [line for line in source.texts() if line in source.front or _OWN.search(line)]
    sentences = (part for line in own for part in re.split(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])", _in_full(line)))
    for sentence in sentences:
        if between := _BETWEEN.search(sentence):
            first, last = first or _day(between[1], last=False), last or _day(between[2], last=True)
        if period := _PERIOD.search(sentence):
            first, last = first or date(int(period[1]), 1, 1), last or date(int(period[2]), 12, 31)
        if until := _UNTIL.search(sentence):
            last = last or _day(until[1], last=True)
        if begun := _FROM.search(sentence):
            first = first or _day(begun[1], last=False)
    return first, last


def _in_full(line: str) -> str:
    """Return a line with "fr.o.m." and "t.o.m." written out, so that their stops end no sentence."""
    line = re.sub(r"\bfr\.\s?o\.\s?m\.", "från och med", line, flags=re.IGNORECASE)
    return re.sub(r"\bt\.\s?o\.\s?m\.", "till och med", line, flags=re.IGNORECASE)


def _day(text: str, *, last: bool) -> date:
    """Return the day of "2031-06-30", "30 juni 2031" or "2031": of a year its first day or its last."""
    if "-" in text:
        return date.fromisoformat(text)
    words = text.split()
    if len(words) == 1:
        return date(int(text), 12, 31) if last else date(int(text), 1, 1)
    return date(int(words[2]), _MONTHS[words[1].casefold()], int(words[0]))


# --- signs of a draft ----------------------------------------------------------------------------------------------

_UNFILLED = re.compile(
    r"\bden\s+X{2,3}\b|\b(?:19|20)XX\b|\bXX\s+(?:månad|month)|\[(?:datum|date)\]|\b(?:ÅÅÅÅ|YYYY)-(?:MM|XX)\b"
)
_DRAFT = re.compile(
    r"\b(?:remissversion\w*|remissutgåva\w*|remissförslag\w*|samrådsversion\w*|samrådshandling\w*|utkast\w*|arbetsmaterial|"
    r"draft|consultation version)\b",
    re.IGNORECASE,
)


def draft_signs(source: Source, title: str, kind: DocumentType) -> tuple[Notice, ...]:
    """Return what on the first page hints that the document is not decided: a blank date, the word draft."""
    if kind not in _WITH_VALIDITY:
        return ()
    signs: list[Notice] = []
    front = [title, source.stem.replace("-", " ").replace("_", " "), *source.front]
    if line := next((line for line in front if _UNFILLED.search(line)), None):
        signs.append(Notice("undated", {"line": line, "name": source.name}))
    if found := next((found for line in front if (found := _DRAFT.search(line))), None):
        signs.append(Notice("draft_word", {"word": found[0], "name": source.name}))
    return tuple(signs)
