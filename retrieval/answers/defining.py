"""Sentences that answer by their form: what defines a term, what names the main goal, what counts a thing.

Patterns as data. Each only says that a sentence has the form; whether it speaks of the question's topic is measured
with `retrieval.answers.topic`.
"""

import re
from collections.abc import Iterable, Sequence

from retrieval.answers.ideas import Idea
from retrieval.answers.topic import Topic, terms
from retrieval.documents.areas import areas
from retrieval.documents.outline import Outline, Point, Section
from retrieval.model import BlockKind, DocumentType

_TERM_COVERED = 0.85  # of the question, by what stands where the term of a definition stands
_NAMES_KIND = 0.8  # of the question, by the word that numbered headings share ("Målområde 1", "Målområde 2")
_LEAST = 0.55  # worth of a definition that is shown
_FEWEST = 2  # headings that make a list
_AFTER_NUMBER = 3  # words after a number among which the thing counted stands
_COUNTED = 0.7  # closeness from which a word is the thing counted

# What stands before the defining words is the term; the number is how surely the form defines.
_DEFINITIONS: tuple[tuple[float, re.Pattern[str]], ...] = tuple(
    (worth, re.compile(pattern, re.IGNORECASE))
    for worth, pattern in (
        (1.0, r"^(?:med|by)\s+(?P<term>.{2,80}?)\s+(?:menas|avses|förstås|menar vi|avser vi|is meant|we mean)\b"),
        (
            0.95,
            (
                r"^(?:begreppet|termen|the term)?\s*(?P<term>.{2,60}?),?\s+(?:betyder|innebär|definieras|avser"
                r"|syftar på|står för|handlar om|means|refers to|is defined|stands for|denotes)\b"
            ),
        ),
        (0.9, r"^(?P<term>.{2,60}?)\s+(?:är|is|are)\s+(?:en|ett|sådan\w*|när|att|de|det|an?|the|when|any)\b"),
        (0.85, r"^(?P<term>.{2,60}?)\s+(?:är|is|are)\s+(?:[\w-]+\s+){1,5}(?:som|that|which|who|where|där)\b"),
    )
)
_GLOSSED = re.compile(r"^(?P<term>[^:–|]{2,50}?)\s*(?::|\s–|\s\||,\s(?:dvs|det vill säga|i\.e\.))\s+\w", re.IGNORECASE)
_LONGEST_TERM = 4  # words
_GLOSSED_WORTH = 0.8  # of "term: what it is" in a list or a table

_GOALS = frozenset(
    (  # noqa: SIM905 - many short words read best as running text
        "mål målet målen målsättning målsättningen målsättningar huvudmål huvudmålet goal goals objective objectives"
        " aim aims"
    ).split()
)
_MAIN_GOAL = re.compile(
    r"\b(?:huvudmål\w*|övergripande (?:mål|målsättning)\w*|(?:overall|overarching|main|principal|general)"
    r" (?:goal|objective|aim)s?)\b",
    re.IGNORECASE,
)
_GOAL = re.compile(r"\b(?:målet|målsättningen|the (?:goal|aim|objective)) (?:är|is)\b", re.IGNORECASE)
_OTHERS_GOAL = re.compile(r"\b(?:nationell\w*|regeringens?|EU:?s?|national|government'?s?)\b", re.IGNORECASE)
_MOST_GOALS = 2

_NUMBERED = re.compile(r"^(?:[\d.]+\s+)?(?P<kind>[^\W\d_]{3,})\s+(?:\d+|[A-ZÅÄÖ]|[IVX]+)\b")
_ADOPTS = re.compile(
    r"\b(?:anta(?:r|s|gen|gna|s|gits|gande\w*)?|antog(?:s)?|fastställ\w+|beslut(?:a|ar|as|ad|ade|ades|ats)?|adopt\w*"
    r"|approv\w*|decided?)\b",
    re.IGNORECASE,
)
# How a question may put it, too.
_VOTES = re.compile(
    r"\b(?:klubba\w*|rösta\w*|omröstning\w*|ta(?:r|s)? ställning|godkän\w*|votes?|voting|voted|signs? off"
    r"|pass(?:es|ed)?|decisions?)\b",
    re.IGNORECASE,
)
_DECIDERS = re.compile(
    r"\w*(?:fullmäktige|styrelse|nämnd|politiker|region)\w*|\b(?:council|assembly|board|committee|politicians?|regional)\b",
    re.IGNORECASE,
)
_NOT_THIS = re.compile(
    r"\b(?:första|förra|tidigare|föregående|utgående|yttrandet?|remissvaret?|handlingsplan\w*|tas? fram|first|previous"
    r"|former)\b",
    re.IGNORECASE,
)
_THE_STRATEGY = re.compile(r"\b[\w-]*(?:strateg|agenda|program|policy)\w*", re.IGNORECASE)
_ADOPTED = frozenset({DocumentType.STRATEGY, DocumentType.PLAN})
_FRONT = 12  # sentences at the beginning of a strategy, where it says who decided on it

_AREAS = re.compile(r"\bprioriterade (?:\w+)?områden\w*|\bprioriterings\w*|\bpriority areas\b", re.IGNORECASE)
_HOW_MANY = re.compile(r"\b(?:hur många|how many|antalet?|the number of)\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"\b(?:\d[\d\s.,]*|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|one|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve|[a-zåäö]*(?:tio|ton|tjugo|hundra|tusen|teen|ty|hundred|thousand))\s+",
    re.IGNORECASE,
)


def definitions(held: Outline, topic: Topic) -> list[tuple[float, Point]]:
    """Return the sentences that define what the question asks about, the surest first, with their worth."""
    found = [(max(_worths(held, point, topic), default=0.0), point) for point in held.points]
    return sorted((one for one in found if one[0] >= _LEAST), key=lambda one: (-one[0], one[1].at))


def _worths(held: Outline, point: Point, topic: Topic) -> Iterable[float]:
    forms = [(worth, found) for worth, pattern in _DEFINITIONS if (found := pattern.match(point.text))]
    if (glossed := _GLOSSED.match(point.text)) and (
        point.kind is not BlockKind.PARAGRAPH or _is_short(glossed["term"])
    ):
        forms.append((_GLOSSED_WORTH, glossed))
    for worth, found in forms:
        term = found["term"].strip(" ”\"'*_")
        covered = topic.coverage(topic.touch(terms(term, held.language)))
        if covered >= _TERM_COVERED:
            yield worth * covered * (0.3 + 0.7 * topic.precision(term, held.language))


def _is_short(term: str) -> bool:
    """Tell whether a paragraph's first words are a term that it explains, not half a sentence."""
    return len(term.split()) <= _LONGEST_TERM


def asks_for_goals(ideas: Sequence[Idea]) -> bool:
    """Tell whether the question is about the goals as such, not about the goals for something."""
    named = [idea for idea in ideas if idea.emphasis >= 1]
    return bool(named) and all(any(word in _GOALS for word in idea.word.split()) for idea in named)


def main_goals(held: Outline) -> list[Point]:
    """Return the sentences that state the document's own main goal, at most two; "målet är …" where none says main."""
    for pattern in (_MAIN_GOAL, _GOAL):
        found = [point for point in held.points if pattern.search(point.text) and not point.leads_in]
        if own := [point for point in found if not _OTHERS_GOAL.search(point.text)]:
            begun = [point for point in own if (hit := pattern.search(point.text)) and hit.start() < 12]  # noqa: PLR2004 - characters
            return (begun or own)[:_MOST_GOALS]
    return []


def listed_headings(held: Outline, topic: Topic, question: str = "") -> list[Point]:
    """Return headings that are the list asked for: "Målområde 1: …" and its like, or those below one that asks so."""
    if _AREAS.search(question) and (named := _area_headings(held)):
        return named
    kinds: dict[tuple[tuple[str, ...], str], list[Point]] = {}
    for section in held.sections:
        if section.heading and (found := _NUMBERED.match(section.heading.text)):
            kinds.setdefault((section.path[:-1], found["kind"].casefold()), []).append(section.heading)
    for (_, kind), headings in kinds.items():
        if len(headings) >= _FEWEST and topic.coverage(topic.touch(terms(kind, held.language))) >= _NAMES_KIND:
            return headings
    return next((below for one in held.sections if (below := _below(held, one, topic))), [])


def _area_headings(held: Outline) -> list[Point]:
    """Return the headings of the strategy's priority areas, none where they are no headings."""
    names = {(one.aspect, one.area) for one in areas(held.version.content)}
    sections = (one for one in held.sections if one.heading and tuple(one.path[-2:]) in names)
    return [section.heading for section in sections if section.heading]


def _below(held: Outline, section: Section, topic: Topic) -> list[Point]:
    if section.heading is None or any(point.kind is BlockKind.ITEM for point in section.points):
        return []
    named = topic.coverage(topic.touch(terms(section.path[-1], held.language))) >= _NAMES_KIND
    if not named or topic.precision(section.path[-1], held.language) < _TERM_COVERED:
        return []
    below = [other.heading for other in held.sections if other.path[:-1] == section.path and other.heading]
    return below if len(below) >= _FEWEST else []


def asks_for_adoption(ideas: Sequence[Idea], question: str) -> bool:
    """Tell whether the question is when the strategy itself is decided on, and by whom it may say."""
    if not (_ADOPTS.search(question) or _VOTES.search(question)) or _NOT_THIS.search(question):
        return False
    named = [idea for idea in ideas if idea.emphasis >= 1]
    others = [idea for idea in named if not any(form.search(idea.word) for form in (_ADOPTS, _VOTES, _DECIDERS))]
    return not others or len(named) <= 1


def adopts(held: Outline, point: Point) -> bool:
    """Tell whether the sentence says that the strategy of today is decided on, not an earlier one, nor a reply."""
    if not _ADOPTS.search(point.text) or _NOT_THIS.search(point.text):
        return False
    is_front = held.version.type in _ADOPTED and point.at < _FRONT
    return is_front or bool(_THE_STRATEGY.search(point.text))


def asks_how_many(question: str) -> bool:
    """Tell whether the question counts things: "hur många …"."""
    return bool(_HOW_MANY.search(question))


def counts(held: Outline, point: Point, topic: Topic) -> bool:
    """Tell whether the sentence has a number right before the first thing the question asks about: "åtta kommuner"."""
    for found in _NUMBER.finditer(point.text):
        after = re.findall(r"[^\W_]+", point.text[found.end() :])[:_AFTER_NUMBER]
        if any(topic.touch(terms(word, held.language))[0] >= _COUNTED for word in after):
            return True
    return False
