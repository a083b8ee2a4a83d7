"""What somebody thinks of a proposal as a whole: the stance first, then a point of each section of the response.

"Vad tycker kommunen om förslaget?" names no topic to look for: the points are the answer. Patterns as data.
"""

import re
from collections.abc import Iterable, Sequence

from retrieval.answers.choices import Choice, Chosen
from retrieval.documents.outline import Outline, Point
from retrieval.words.analysis import frame_words, stop_words, words

# What a question about the whole speaks of, and nothing besides.
_WHOLE = frozenset(
    (  # noqa: SIM905 - many short words read best as running text
        "förslag förslaget förslagen strategin strategi planen plan remiss remissen remissvaret remissvar yttrande"
        " yttrandet dokumentet texten helhet helheten stort emot mot för positiv positiva positivt negativ negativa"
        " negativt nöjd nöjda kritisk kritiska åsikt åsikter åsikten inställning inställningen synpunkt synpunkter"
        " synpunkterna ståndpunkt ståndpunkten hållning invändning invändningar kritik kritiken kommentar kommentarer"
        " huvudpunkter huvudpunkterna viktigaste sammanfatta sammanfattning svarar svar svaret remitterade"
        " proposal proposals strategy plan draft overall opinion opinions view views position comments criticism"
        " response main points summarise summarize favour against positive negative critical verdict"
        " bakom ställer stöder stödjer gillar svagheter brister styrkor supports support agree agrees like likes"
        " weaknesses strengths"
    ).split()
)
_STANCE = re.compile(
    r"\b(?:i huvudsak|huvudsakligen|positiv\w*|tillstyrk\w*|avstyrk\w*|välkomnar|ställer sig (?:bakom|positiv\w*)"
    r"|instämmer|negativ\w*|supports?|welcomes?|positive|opposes?|rejects?)\b",
    re.IGNORECASE,
)
_CLAIM = re.compile(
    r"\b(?:anser|bedömer|föreslår|efterlyser|önskar|saknar|vill|ser (?:ett |stora |goda )?(?:behov|möjlighet)\w*"
    r"|bör|borde|skulle (?:vinna|behöva|kunna)|behov(?:et)? av|behöver|kan (?:\w+ ){0,3}?\w{4,}[ae]s\b"
    r"|considers?|thinks?|proposes?|should|suggests?|lacks?|need for|needs?|could be)\b",
    re.IGNORECASE,
)
# Sections that do not say what the sender thinks.
_ASIDE = re.compile(
    r"konsekvens|beslut|bakgrund|handlingar|bilag|ärendebeskriv|background|decision|consequence|annex", re.IGNORECASE
)


def asks_for_stance(question: str, ignored: Iterable[str]) -> bool:
    """Tell whether a question put to a consultation response is about the whole of it: it names no topic."""
    said = frozenset(words(question)) - stop_words("sv") - stop_words("en") - frozenset(ignored)
    return not said - frame_words("sv") - frame_words("en") - _WHOLE


def by_stance(outlines: Sequence[Outline], most: int) -> Choice | None:
    """Return the stance and the points of each of the responses `outlines`, at most `most` in all."""
    found = [(held, points) for held in outlines if (points := _points(held))]
    if not found:
        return None
    each = max(2, most // len(found))
    chosen = [Chosen(held.version, point) for held, points in found for point in points[:each]]
    left = sum(len(points) for _, points in found) - len(chosen)
    return Choice(tuple(chosen[:most]), 1.0, by_heading=True, fits=True, more=left)


def _points(held: Outline) -> list[Point]:
    """Return the sentence that takes a stance, then the first of each section that says what the sender thinks."""
    sections = [section for section in held.sections if not any(_ASIDE.search(title) for title in section.path[-1:])]
    said = [point for section in sections for point in section.points if not point.leads_in]
    stance = next((point for point in said if _STANCE.search(point.text)), None)
    first = [
        next((point for point in section.points if _CLAIM.search(point.text) and not point.leads_in), None)
        for section in sections
    ]
    rest = [point for point in first if point is not None and point is not stance]
    return [stance, *rest] if stance is not None else rest
