"""Read off a question which day it asks about: "vad gällde 2021 om beredskap?", "as of March 2021, what …".

A day counts only beside words that ask for what applied then; a year that names a strategy ("2020 års strategi") or
that something is to be done by does not. Of a month or a year its last day counts: what was decided during it applied
then. What is left of the question is asked of the documents as they stood on that day.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            *(
                "januari january jan",
                "februari february feb",
                "mars march mar",
                "april apr",
                "maj may",
                "juni june jun",
            ),
            *("juli july jul", "augusti august aug", "september sept sep", "oktober october okt oct"),
            *("november nov", "december dec"),
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH: Final = rf"(?:{'|'.join(_MONTHS)})"
_YEAR: Final = r"(?:19[89]\d|20[0-6]\d)(?![\d–—-])(?!\s*(?:års|till|to)\b)"
_DAY: Final = (
    rf"(?:\d{{4}}-\d\d-\d\d|(?:den\s+|the\s+)?\d{{1,2}}(?:st|nd|rd|th|:?[ae])?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR}|\d{{4}}-\d\d(?!\d|-\d)|{_MONTH}\s+{_YEAR}|{_YEAR})"
)
_WHEN: Final = (
    rf"(?:(?:under|i|den|per|vid|så sent som|år|in|on|at|during|since|the end of|slutet av|back in|tillbaka)\s+){{0,3}}"
    rf"(?:år(?:et)?\s+|the year\s+)?(?P<day>{_DAY})"
)
_THEN: Final = r"(?:då|then|at (?:that|the) time|där)"
_APPLIED: Final = (
    r"(?:gällde|var\s+(?:i kraft|gällande|beslutad|antagen)|applied|was\s+(?:in force|in effect|valid|current))"
)
# What asks for another day, as (pattern, what stands there in the question that is left).
_ASKING: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.IGNORECASE), left)
    for pattern, left in (
        # "strategin som gällde 2022", "den strategi som var i kraft i mars 2021", "the strategy that applied in 2021"
        (
            rf",?\s+(?:(?:som|that|which)\s+){_APPLIED}\s+(?:{_THEN}\s*,?\s+)?{_WHEN}",
            "",
        ),
        (rf"\s+(?:in force|in effect|valid|i kraft|gällande)\s+{_WHEN}", ""),
        # "as of March 2021", "per den 1 mars 2021", "så som det var 2021"
        (rf"\W*\b(?:as (?:of|at|it (?:was|stood)))\s+{_WHEN}\s*,?", " "),
        (rf"\W*\b(?:per|så(?:som| som) (?:det|läget) (?:var|såg ut|stod))\s+{_WHEN}\s*,?", " "),
        # "vad gällde 2021 om", "vad gällde för X 2021", "vad sa strategin om X 2021", "vad stod det 2021 om"
        (
            rf"\b(?P<verb>gällde|gällt|sade|sa|stod|löd|ansvarade)\b(?P<between>.*?)\s+(?:{_THEN}\s*,?\s+)?{_WHEN}",
            "",
        ),
        (
            rf"\b(?P<did>what did(?=.{{0,80}}\bsay\b)|what applied|who was(?= resp))\b(?P<between>.*?)\s+{_WHEN}",
            "",
        ),
        # the day first: "I mars 2021, vad sa strategin om …"
        (rf"^\W*{_WHEN}\s*[,:]?\s+(?P<ahead>vad (?:gällde|sa(?:de)?|stod)|what (?:applied|did|was))\b", ""),
    )
)
_PRESENT: Final = {
    "gällde": "gäller",
    "gällt": "gäller",
    "sade": "säger",
    "sa": "säger",
    "stod": "står",
    "löd": "lyder",
    "ansvarade": "ansvarar",
    "what did": "what does",
    "who was": "who is",
    "vad gällde": "vad gäller",
    "vad sa": "vad säger",
    "vad sade": "vad säger",
    "vad stod": "vad står",
    "what applied": "what applies",
}


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day a question asks about, and the question without the words that say so."""

    day: date
    question: str


def asked_day(question: str, today: date) -> AskedDay | None:
    """Return the day that `question` asks about, None where it asks about today or names no day that there is.

    A year or month that goes on today ends today; a day to come is answered as it is known now.
    """
    for pattern, left in _ASKING:
        found = pattern.search(question)
        if found is None:
            continue
        day = _last_day(found["day"])
        if day is None or (day > today and not _is_whole(found["day"])):
            continue
        kept = f"{question[: found.start()]}{_kept(found) or left}{question[found.end() :]}"
        return AskedDay(min(day, today), _tidy(kept))
    return None


def named_day(words: str, today: date) -> date | None:
    """Return the day that `words` name and nothing else ("i mars 2021"), None where they do not."""
    found = re.fullmatch(_WHEN, words.strip(), re.IGNORECASE)
    day = _last_day(found["day"]) if found else None
    return min(day, today) if day else None


def of_day(question: str, day: date, language: str) -> str:
    """Return `question` asked of the documents as they stood on `day`, in words that `asked_day` reads."""
    return f"{question.rstrip(' ?.!')} {'as of' if language == 'en' else 'per'} {day.isoformat()}?"


def _kept(found: re.Match[str]) -> str:
    """Return the words of a match that are no part of the day, their verb in the present."""
    named = found.groupdict()
    verb = named.get("verb") or named.get("did") or named.get("ahead")
    return f"{_PRESENT.get(verb.casefold(), verb)}{named.get('between') or ''}" if verb else ""


def _is_whole(written: str) -> bool:
    """Tell whether a month or a year is written, which may not be over."""
    return len(re.findall(r"\d+", written)) < 2 or bool(re.fullmatch(r"\d{4}-\d\d", written))  # noqa: PLR2004 - day and year


def _last_day(written: str) -> date | None:
    """Return the day of "1 mars 2021", or the last of "mars 2021", "2021-03" or "2021"; None where there is none."""
    figures = [int(one) for one in re.findall(r"\d+", written)]
    month = next((_MONTHS[word] for word in re.findall(r"[^\W\d_]+", written.casefold()) if word in _MONTHS), None)
    try:
        if month is None:
            year, *rest = figures
            number, *days = rest or [12]
            return date(year, number, days[0] if days else monthrange(year, number)[1])
        year = figures[-1]
        return date(year, month, figures[0] if len(figures) > 1 else monthrange(year, month)[1])
    except ValueError:  # "31 februari 2021"
        return None


def _tidy(question: str) -> str:
    text = re.sub(r"\s+([?.!,])", r"\1", " ".join(question.split())).strip(" ,:;")
    return text[:1].upper() + text[1:]
