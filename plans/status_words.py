"""Decide what the words of a status cell mean: how far the work has come, and how it is expected to go.

The two are separate axes: "Pågår" says nothing about the forecast, "Gul" nothing about how far the work has come.
"Försenad" is neither: lateness is derived from dates, so it is read as work in progress that is at risk, and marked so
that the importer can say it. Words that are not in the list are not guessed at.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from plans.model import Forecast, Implementation

# One meaning, then the words for it in Swedish and English. "Ongoing" is how "Pågår" is usually translated.
_WORDS: dict[Implementation, str] = {
    Implementation.NOT_STARTED: """
        ej påbörjad | ej påbörjat | inte påbörjad | inte påbörjat | ännu ej påbörjad | ännu inte påbörjad | ej startad
        | ej startat | inte startad | inte startat | ej inledd | planerad | planeras | planerat | kommande | ny
        | not started | not yet started | not begun | planned | to do | todo | upcoming | pending | new""",
    Implementation.IN_PROGRESS: """
        pågår | pågående | påbörjad | påbörjat | påbörjas | startad | startat | inledd | igång | i gång | delvis
        | delvis genomförd | delvis genomfört | delvis klar | delvis klart | under arbete | under genomförande
        | arbete pågår | arbetet pågår | in progress | ongoing | on-going | under way | underway | started | begun
        | partly done | partially done | partially completed | partially complete | doing | active""",
    Implementation.CONTINUOUS: """
        genomförs kontinuerligt | genomförs löpande | kontinuerlig | kontinuerligt | löpande | pågår löpande
        | pågår kontinuerligt | återkommande | continuous | continuously | recurring | implemented continuously
        | carried out continuously""",
    Implementation.COMPLETED: """
        klar | klart | klara | färdig | färdigt | genomförd | genomfört | genomförda | helt genomförd | slutförd
        | slutfört | avslutad | avslutat | uppfylld | uppfyllt | uppnådd | uppnått | levererad | levererat
        | completed | complete | done | finished | closed | implemented | achieved | delivered""",
    Implementation.ON_HOLD: """
        pausad | pausat | vilande | vilar | på paus | uppskjuten | uppskjutet | stoppad | avvaktar | bordlagd
        | i vänteläge | on hold | paused | postponed | deferred | suspended | waiting""",
    Implementation.DISCONTINUED: """
        avförd | avfört | nedlagd | nedlagt | avbruten | avbrutet | utgår | utgått | struken | inställd | inställt
        | genomförs ej | genomförs inte | ej aktuell | inte aktuell | inte längre aktuell | discontinued | cancelled
        | canceled | abandoned | dropped | terminated | not applicable""",
    Implementation.MERGED: "sammanslagen | sammanslaget | hopslagen | merged | combined",
    Implementation.SUPERSEDED: "ersatt | ersatts | superseded | replaced",
}
_FORECASTS: dict[Forecast, str] = {
    Forecast.ON_TRACK: """
        grön | grönt | enligt plan | går enligt plan | följer plan | följer planen | i fas | löper på
        | green | on track | on plan | on schedule | as planned""",
    Forecast.AT_RISK: """
        gul | gult | orange | viss avvikelse | mindre avvikelse | risk | i riskzonen | risk för försening
        | riskerar att försenas | yellow | amber | at risk | some deviation | minor deviation | minor issues""",
    Forecast.OFF_TRACK: """
        röd | rött | stor avvikelse | större avvikelse | kritisk | kritiskt | ej enligt plan | inte enligt plan
        | red | off track | major deviation | critical | serious issues""",
    Forecast.NOT_ASSESSED: """
        grå | grått | ej bedömd | inte bedömd | bedömning saknas | grey | gray | not assessed | not rated""",
}


def _split(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split("|"))


_LATE = frozenset(
    _split(
        "försenad | försenat | försenade | sen | sent | efter tidplan | efter tidsplan | ligger efter"
        " | kraftigt försenad | något försenad | delayed | late | overdue | behind | behind schedule"
    )
)
_NOTHING = frozenset(
    {"", *_split("- | – | — | . | ? | n/a | na | tbd | tba | okänd | okänt | uppgift saknas | ej angivet")}
    | {*_split("ej angiven | saknas | unknown | not stated")}
)
_TABLES: tuple[Mapping[Implementation, str] | Mapping[Forecast, str], ...] = (_WORDS, _FORECASTS)
_MEANINGS: dict[str, Implementation | Forecast] = {
    word: meaning for table in _TABLES for meaning, words in table.items() for word in _split(words)
}
_MARKS = re.compile(r"[🟢🟡🟠🔴⚪⚫✅☑✔✓❌●○■]\ufe0f?")
_SIGNS = {
    "🟢": "grön",
    "🟡": "gul",
    "🟠": "gul",
    "🔴": "röd",
    "⚪": "grå",
    "✅": "klar",
    "☑": "klar",
    "✔": "klar",
    "✓": "klar",
}
# "Pågår (gul)", "Pågår, enligt plan", "Gul: Pågår": two statements in one cell.
_BETWEEN = re.compile(r"[(),;:/|\n]|\s[-–—]\s|\s(?:men|och|but|and)\s")
_EDGES = " .!*-–—"
_STEP = re.compile(r"^\d\s*[.):=-]\s*")  # "1. Ej påbörjad": a legend's own numbering
_PERCENT = re.compile(r"^(\d{1,3})\s*(?:%|procent|per ?cent)$")


@dataclass(frozen=True, slots=True)
class Status:
    """What a status cell says; `late` when it says that the action is late, which only dates can say."""

    implementation: Implementation | None = None
    forecast: Forecast | None = None
    late: bool = False


def read_status(text: str) -> Status | None:
    """Return what a status cell means; an empty `Status` where it is left open ("", "-", "TBD").

    "Försenad" gives work in progress at risk, with `late` set. None when any part of the cell is unknown or two parts
    contradict each other: then a person has to say.
    """
    signs = [sign for sign in _SIGNS if sign in text]
    words = _clean(_MARKS.sub(" ", text))
    if words in _NOTHING and not signs:
        return Status()
    pieces = [words] if _known(words) else [part for piece in _BETWEEN.split(words) if (part := _clean(piece))]
    parts = [part for piece in pieces for part in _two_statements(piece)]
    status: Status | None = Status()
    for part in [*parts, *(_SIGNS[sign] for sign in signs)]:
        status = _joined(status, part) if status else None
    return _late_means_at_risk(status) if status else None


def _clean(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.casefold().splitlines())
    return _STEP.sub("", "\n".join(lines).strip(_EDGES + "\n"))


def _two_statements(words: str) -> tuple[str, ...]:
    """Return "pågår enligt plan" as the two statements it holds; anything else as it is."""
    if _known(words):
        return (words,)
    spaces = (place for place, letter in enumerate(words) if letter == " ")
    halves = ((words[:place], words[place + 1 :]) for place in spaces)
    return next((pair for pair in halves if all(map(_known, pair))), (words,))


def _known(word: str) -> bool:
    return word in _MEANINGS or word in _LATE or word in _NOTHING or _PERCENT.match(word) is not None


def _joined(status: Status, word: str) -> Status | None:
    if word in _NOTHING:
        return status
    if word in _LATE:
        return replace(status, late=True)
    if found := _PERCENT.match(word):
        return _with_implementation(status, _progressed(int(found.group(1))))
    meaning = _MEANINGS.get(word)
    if isinstance(meaning, Implementation):
        return _with_implementation(status, meaning)
    if isinstance(meaning, Forecast):
        return replace(status, forecast=meaning) if status.forecast in {None, meaning} else None
    return None


def _with_implementation(status: Status, meaning: Implementation | None) -> Status | None:
    if meaning is None or status.implementation not in {None, meaning}:
        return None
    return replace(status, implementation=meaning)


def _progressed(per_cent: int) -> Implementation | None:
    if per_cent > 100:  # noqa: PLR2004 - per cent
        return None
    return {0: Implementation.NOT_STARTED, 100: Implementation.COMPLETED}.get(per_cent, Implementation.IN_PROGRESS)


def _late_means_at_risk(status: Status) -> Status:
    if not status.late:
        return status
    implementation = status.implementation or Implementation.IN_PROGRESS
    return replace(status, implementation=implementation, forecast=status.forecast or Forecast.AT_RISK)
