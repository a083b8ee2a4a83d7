"""A reply whose words say more than its number: finished, reached, risen or fallen, while the number says otherwise.

Precision goes first: the words must be of the indicator, stand in a clause without a negation or a hope, and a movement
is counted from the value before where there is one.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from plans.gapping.likeness import overlap
from plans.gapping.material import Material, Rule
from plans.gapping.measures import direction_of, number
from plans.gapping.of_the_plan import values_of
from plans.model import Action, Direction, Gap, GapKind, Implementation, Indicator, Severity, StatusUpdate
from plans.numbers import written_number

_WHOLE = 100  # per cent
_CLAUSE = re.compile(r"[.!?;\n]+|,?\s\b(?:men|fast|dock|medan|but|while|although)\b")
_UNSURE = re.compile(
    r"\b(?:inte|ej|aldrig|ännu|nästan|snart|inget|ingen|varken|om (?:vi|de|det|man|allt)|när|ska|skulle|kommer|hoppas"
    r"|väntas|bedöms|räknar|för att|not|never|yet|nearly|almost|soon|if|when|will|would|hope|expect(?:ed)?|no|should"
    r"|in order to)\b|n[’']t\b",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b(?:mål(?:et|värdet)? (?:är |har |blev )?(?:nu |redan )?(?:upp)?(?:nått?s?|nådde?s?|fyllt)"
    r"|(?:upp)?(?:nått|nådde) mål|klarat mål"
    r"|(?:reached|met|hit) (?:the|our) target|target (?:is |has been |was )?(?:now )?(?:reached|met|hit))",
    re.IGNORECASE,
)
_ROSE = re.compile(
    r"\b(?:ökat|ökar|ökade|stigit|stiger|steg|vuxit|fler än|högre än"
    r"|increased|has risen|rose|grown|grew|more than|higher than)\b",
    re.IGNORECASE,
)
_FELL = re.compile(
    r"\b(?:minskat|minskar|minskade|sjunkit|sjunker|sjönk|färre än|lägre än|kortats"
    r"|decreased|fallen|fell|dropped|reduced|fewer than|lower than|shortened)\b",
    re.IGNORECASE,
)
_THE_NUMBER = re.compile(
    r"\b(?:antalet|andelen|siffran|värdet|nivån|utfallet|the (?:number|share|figure|value))\b", re.IGNORECASE
)


def narrative_contradicts_number(material: Material) -> Iterator[Gap]:
    """The last reply of the year, held against its own numbers and the plan's."""
    for action in material.kept:
        for update in material.this_year(action)[-1:]:
            for case, said, indicator in _contradictions(material, action, update):
                values = values_of(action, indicator)
                values |= {"case": case, "number": said, "quote": _shortened(update.text)}
                name = indicator.name if indicator else ""
                yield Gap(GapKind.NARRATIVE_CONTRADICTS_NUMBER, action.nr, Severity.MEDIUM, values, name)


def _contradictions(
    material: Material, action: Action, update: StatusUpdate
) -> Iterator[tuple[str, str, Indicator | None]]:
    """Return which words and number of a reply do not agree, at most one of each indicator."""
    reading = update.reading
    if reading.progress is not None and reading.implementation is Implementation.COMPLETED:
        if reading.progress < _WHOLE:
            yield "progress", f"{reading.progress} %", None
            return
    elif reading.progress and reading.implementation is Implementation.NOT_STARTED:
        yield "begun", f"{reading.progress} %", None
        return
    for indicator in action.indicators:
        value = _value(action, indicator, update)
        if value is not None and (case := _case(material, action, update, indicator, value)):
            yield case, written_number(value), indicator


def _case(material: Material, action: Action, update: StatusUpdate, indicator: Indicator, value: Decimal) -> str | None:
    target, baseline = number(indicator.target), number(indicator.baseline)
    direction = direction_of(indicator)
    if target is not None and direction is not None:
        short = value < target if direction is Direction.INCREASE else value > target
        due = indicator.target_year is None or indicator.target_year <= update.year
        if short and ((_is_done(update) and due) or _says(update, _REACHED)):
            return "target"
    start = _before(material, action, indicator)
    start = baseline if start is None else start
    if start is None:
        return None
    if value < start and _says(update, _ROSE, indicator, value):
        return "trend" if start == baseline else "trend_before"
    if value > start and _says(update, _FELL, indicator, value):
        return "trend_down" if start == baseline else "trend_down_before"
    return None


def _is_done(update: StatusUpdate) -> bool:
    return update.reading.implementation is Implementation.COMPLETED


def _says(
    update: StatusUpdate, pattern: re.Pattern[str], indicator: Indicator | None = None, value: Decimal | None = None
) -> bool:
    """Tell whether a clause says so for certain, of `indicator` where it is given."""
    return any(
        pattern.search(clause)
        and not _UNSURE.search(clause)
        and (indicator is None or _is_about(clause, indicator, value))
        for clause in _CLAUSE.split(update.text)
    )


def _is_about(clause: str, indicator: Indicator, value: Decimal | None) -> bool:
    if value is not None and re.search(rf"(?<![\d,.]){re.escape(written_number(value))}(?![\d])", clause):
        return True
    return bool(_THE_NUMBER.search(clause)) or overlap(indicator.name, clause).weight >= 1


def _value(action: Action, indicator: Indicator, update: StatusUpdate) -> Decimal | None:
    """Return what a reply gave for an indicator; for the only one, under whatever name."""
    named = [v.value for v in update.reading.values if v.indicator.casefold() == indicator.name.casefold()]
    if not named and len(action.indicators) == 1:
        named = [v.value for v in update.reading.values]
    return named[-1] if named else None


def _before(material: Material, action: Action, indicator: Indicator) -> Decimal | None:
    earlier = [u for u in material.replies(action) if material.year is not None and u.year < material.year]
    found = [value for update in earlier if (value := _value(action, indicator, update)) is not None]
    return found[-1] if found else None


def _shortened(text: str, length: int = 160) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= length else f"{plain[: length - 1]}…"


RULES: tuple[Rule, ...] = (narrative_contradicts_number,)
