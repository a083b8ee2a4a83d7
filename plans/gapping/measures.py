"""What a plan's cells say of measuring: whether a value is there, can be told reached, and how often it comes."""

import re
from decimal import Decimal

from plans.model import Direction, Indicator, Written
from plans.numbers import read_number, read_yes_or_no, written_number

_UNKNOWN = re.compile(
    r"(?:okän[dt]|oklart|saknas|uppgift saknas|ej (?:mätt|klart?|satt|fastställt)|inte (?:mätt|satt|fastställt)"
    r"|mäts (?:ej|inte)|(?:ska )?(?:tas fram|fastställas|sättas|bestämmas|utredas)|fastställs|utreds"
    r"|tbd|tba|n/?a|unknown|unclear|not (?:measured|set|known)|to be (?:determined|decided|set|defined))\b.*|[-–—?.]+|",
    re.IGNORECASE | re.DOTALL,
)
_NOBODY = re.compile(
    r"(?:vakant|vakans|ingen|nn|n\.n\.|(?:ska |kommer att )?(?:utses|tillsättas|rekryteras)|tillsätts"
    r"|ej (?:utsedd|klart)|inte utsedd|vacant|nobody|none|to be (?:appointed|named))\b.*",
    re.IGNORECASE | re.DOTALL,
)
_YEAR = re.compile(r"\b(?:20\d\d)(?:[-–]\d{2,4})*\b")  # "2028", "2028-06-30": when, not how much
_AMOUNT = re.compile(
    r"\d|%|\b(?:procent|per ?cent|noll|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|tjugo|femtio|hundra"
    r"|hälften|halvera\w*|(?:för)?dubb\w+|tredubb\w+|samtliga|alla|varje|inga|ingen"
    r"|zero|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred|half|halve\w*|doubl\w+|all|every"
    r"|each|no|none)\b",
    re.IGNORECASE,
)
# Done or not done can be told: "plan beslutad", "i drift".
_DONE = re.compile(
    r"\b(?:besluta[dt]s?|publicera[dt]s?|antag(?:en|et)|klart?|färdigt?|genomför[dt]s?|inför[dt]s?|på plats|i drift"
    r"|lansera[dt]s?|teckna[dt]s?|etablera[dt]s?|inrätta[dt]s?|godkän[dt]s?|upphandla[dt]s?|(?:av|på)?slutförd?t?|finns"
    r"|decided|published|adopted|done|finished|completed|in place|in operation|launched|signed|established|approved)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:bättre|fler|mer|högre|ökad?e?t?|öka|minska[dt]?e?|lägre|färre|stärkt?a?|förbättra[dt]?e?|god|gott|tydliga?r?e?"
    r"|better|more|higher|increased?|reduced?|fewer|lower|stronger|improved?|good|clearer)\b",
    re.IGNORECASE,
)
_PERIODS = (  # how often, in years
    (2, re.compile(r"\b(?:vartannat|varannat|every (?:other|second|two)|biennial|var 2|24 mån)", re.IGNORECASE)),
    (3, re.compile(r"\b(?:vart tredje|var tredje|every (?:third|three)|var 3)", re.IGNORECASE)),
    (4, re.compile(r"\b(?:vart fjärde|var fjärde|every (?:fourth|four)|var 4)", re.IGNORECASE)),
    (5, re.compile(r"\b(?:vart femte|var femte|every (?:fifth|five)|var 5)", re.IGNORECASE)),
)


def is_value(value: Written | None) -> bool:
    """Tell whether a cell holds a value, and not a word that there is none."""
    return value is not None and not (isinstance(value, str) and _UNKNOWN.fullmatch(value.strip()))


def is_somebody(name: str | None) -> bool:
    """Tell whether a cell names somebody, and not that nobody is named."""
    return is_value(name) and not _NOBODY.fullmatch(str(name).strip())


def is_measurable(target: Written) -> bool:
    """Tell whether one can say that `target` is reached: an amount, yes or no, or something that is done or not."""
    if isinstance(target, Decimal) or read_yes_or_no(target) is not None:
        return True
    words = _YEAR.sub(" ", target)
    return bool(_AMOUNT.search(words) or (_DONE.search(words) and not _MORE.search(words)))


def is_yes_or_no(indicator: Indicator) -> bool:
    """Tell whether an indicator is answered by yes or no, so that a reply's status says its value."""
    return isinstance(indicator.target, str) and read_yes_or_no(indicator.target) is not None


def direction_of(indicator: Indicator) -> Direction | None:
    """Return which way an indicator is to go: from its baseline to its target, None where either is no number."""
    baseline, target = number(indicator.baseline), number(indicator.target)
    if baseline is None or target is None or baseline == target:
        return None
    return Direction.INCREASE if target > baseline else Direction.DECREASE


def years_between(frequency: str | None) -> int:
    """Return how many years may pass between two values: 1 unless the plan says "vartannat år" or the like."""
    return next((years for years, pattern in _PERIODS if frequency and pattern.search(frequency)), 1)


def number(value: Written | None) -> Decimal | None:
    """Return a cell's number, None when it states none."""
    return read_number(value) if isinstance(value, str) else value


def shown(value: Written | None) -> str:
    """Return a cell as people read it, a dash when it is empty."""
    return "–" if value is None else written_number(value) if isinstance(value, Decimal) else value
