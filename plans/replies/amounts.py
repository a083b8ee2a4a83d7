"""Rules for an indicator that is a share ("Andel …") or a quantity with a unit ("Handläggningstid i dagar")."""

import re
from decimal import Decimal

from plans.model import Action
from plans.number_words import DIGITS, NUMBER, number
from plans.replies.clauses import Clause
from plans.replies.percents import EMPTY_WORDS, is_not_now, names_indicator, single_percents
from plans.replies.progress import is_about_work
from plans.replies.stems import are_kin, words_of

_UNITS = re.compile(
    r"\b(?P<unit>dagar|veckor|veckors|månader|timmar|minuter|år(?!\b)|days|weeks|months|hours|minutes|ton(?:nes)?(?: "
    r"co2e?)?|kton|kg|mwh|gwh|kwh|mkr|msek|kronor|kr|tkr)\b",
    re.IGNORECASE,
)
_TIME_UNIT = re.compile(r"dag|veck|mån|tim|min|day|week|month|hour", re.IGNORECASE)
_SAME_UNIT: dict[str, tuple[str, ...]] = {
    "dagar": ("dag", "dgr", "days", "day"),
    "veckor": ("vecka", "weeks", "week"),
    "månader": ("månad", "mån", "months", "month"),
    "timmar": ("timme", "tim", "hours", "hour"),
    "minuter": ("min", "minutes"),
    "days": ("dagar", "day"),
    "ton": ("tonnes", "tons"),
    "mkr": ("miljoner", "msek", "miljoner kronor"),
    "msek": ("miljoner", "mkr", "miljoner kronor"),
}
_CHANGE = re.compile(r"\b(?:med|by)\s+(?:ca |cirka |about )?\d[\d ,.]*\s?\S+\s*$", re.IGNORECASE)
_SHARE_CUE = re.compile(r"ligger|uppe i|nere på|utfall|resultat|we[’']re at|now at|nu på", re.IGNORECASE)
_AMOUNT_CUE = re.compile(
    r"median|snitt|average|nere på|nere i|uppe i|ligger|landa|utfall|down to|are at|[’']re at|nu\b|now\b", re.IGNORECASE
)
_OTHER_BEFORE = re.compile(
    r"\b(?:med|by|om|inom|within|från|from|another|ytterligare|tar)\s+(?:ca |cirka |about |över |drygt |nästan )?$",
    re.IGNORECASE,
)
_OTHER_AFTER = re.compile(
    r"\s*(?:försen|sen|late|behind|delay|efter|kvar|sedan|ago|lägre|kortare|mindre|snabbare|less|shorter|senare)",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"\b(?:är|på|till|blev|var|i|is|to|at|was|:)\s+(?:nu |now )?(?P<n>{DIGITS})"
    r"(?=\s*(?:$|[,;]|nu|now|i median|median))",
    re.IGNORECASE,
)
_YEARS = range(2020, 2046)


class Shares:
    """Reads the value of an indicator that is itself a percentage."""

    unit: str | None = "%"

    def __init__(self, action: Action) -> None:
        self._action = action

    def read(self, clause: Clause) -> list[Decimal]:
        """Return the value that a clause gives: its last percentage that is of now."""
        named = names_indicator(clause.text, self._action)
        if _CHANGE.search(clause.text) or not (named or self._has_cue(clause)):
            return []
        kept = [match for match in single_percents(clause.text) if not is_not_now(clause.text, match)]
        return [number(match["n"]) for match in kept[-1:]]

    @staticmethod
    def _has_cue(clause: Clause) -> bool:
        return _SHARE_CUE.search(clause.text) is not None and not is_about_work(clause.text)


class Amounts:
    """Reads the value of an indicator with a unit: a number with the unit, or right after the indicator's name."""

    def __init__(self, action: Action) -> None:
        indicator = action.indicator or ""
        match = _UNITS.search(indicator)
        self.unit: str | None = match["unit"] if match else None
        unit = (self.unit or "").lower()
        self._words = [word for word in words_of(indicator) if word not in EMPTY_WORDS and word != unit]
        self._is_time = _TIME_UNIT.search(unit) is not None
        units = "|".join((re.escape(unit.split(maxsplit=1)[0]), *_SAME_UNIT.get(unit, ()))) if unit else r"(?!)"
        self._pattern = re.compile(
            rf"(?<![\w.,/-])(?P<n>{NUMBER})(?:s|\s)*(?:{units})(?:s|er|erna)?(?!\w)", re.IGNORECASE
        )

    def read(self, clause: Clause) -> list[Decimal]:
        """Return the value that a clause gives: its last figure that is the indicator's, and of now."""
        named = any(are_kin(word, known) for word in words_of(clause.whole) for known in self._words)
        found = self._with_unit(clause, named=named) or (_bare(clause.text) if named else [])
        return found[-1:]

    def _with_unit(self, clause: Clause, *, named: bool) -> list[Decimal]:
        if self._is_time and not (named or _AMOUNT_CUE.search(clause.text)):
            return []
        text = clause.text
        return [number(match["n"]) for match in self._pattern.finditer(text) if not _is_other(text, match)]


def _is_other(text: str, match: re.Match[str]) -> bool:
    """Tell whether an amount is a change, a delay, a target or an earlier value."""
    if is_not_now(text, match) or _OTHER_BEFORE.search(text[: match.start()]):
        return True
    return _OTHER_AFTER.match(text, match.end()) is not None


def _bare(text: str) -> list[Decimal]:
    """Read "handläggningstiden är 61", "… från 94 till 61"."""
    found = [number(match["n"]) for match in _BARE.finditer(text) if not is_not_now(text, match)]
    return [value for value in found if value not in _YEARS]
