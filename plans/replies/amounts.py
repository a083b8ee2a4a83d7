"""Rules for an indicator that is a share ("Andel …") or a quantity with a unit ("Handläggningstid i dagar")."""

import re
from decimal import Decimal

from plans.model import Action
from plans.number_words import DIGITS, NUMBER, number
from plans.patterns import Pattern
from plans.replies.clauses import Clause
from plans.replies.percents import EMPTY_WORDS, is_loose, is_not_now, names_indicator, single_percents
from plans.replies.progress import is_about_work
from plans.stems import are_kin, words_of

_KINDS: tuple[tuple[str, ...], ...] = (
    ("dagar", "dag", "dgr", "d", "dar", "dygn", "arbetsdagar", "days", "day"),
    ("veckor", "vecka", "v", "weeks", "week"),
    ("månader", "månad", "mån", "months", "month"),
    ("timmar", "timme", "tim", "h", "hours", "hour"),
    ("minuter", "minut", "min", "minutes", "minute"),
    ("ton", "t", "tonnes", "tonne", "tons"),
    ("kton", "kiloton"),
    ("kg", "kilo", "kilogram"),
    ("gram", "g", "grams"),
    ("liter", "l", "litres"),
    ("km", "kilometer", "kilometers", "kilometres"),
    ("mil",),
    ("meter", "m", "metres"),
    ("kvm", "kvadratmeter", "m2", "m²", "sqm"),
    ("hektar", "ha", "hectares"),
    ("w", "watt"),
    ("kw", "kilowatt"),
    ("mw", "megawatt"),
    ("kwh", "kilowattimmar"),
    ("mwh", "megawattimmar"),
    ("gwh", "gigawattimmar"),
    ("kr", "kronor", "sek"),
    ("tkr", "tusen kronor", "ksek"),
    ("mkr", "mnkr", "msek", "miljoner kronor", "miljoner", "million sek", "million"),
    ("poäng", "points"),
    ("grader", "°c", "degrees"),
)
"""Words for one and the same unit; a value in another unit is not the indicator's."""
_TIMES = frozenset(word for kind in _KINDS[:5] for word in kind)
_MONEY = frozenset(word for kind in _KINDS if "kronor" in " ".join(kind) for word in kind)
_KIND_OF = {word: kind for kind in _KINDS for word in kind}
_UNIT_AFTER = Pattern(
    r"(?:\b(?:i|in|antal|number of)\s+|^|[(,]\s*(?:i\s+)?)(?P<unit>[^\W\d_]+[²2]?)(?P<more>\s+co2e?)?(?=$|[\s),:/])",
    re.IGNORECASE,
)
_COMMON_NOUN = Pattern(r"[A-ZÅÄÖ][a-zåäö]+")
_CHANGE = Pattern(r"\b(?:med|by)\s+(?:ca |cirka |about )?\d[\d ,.]*\s?\S+\s*$", re.IGNORECASE)
_SHARE_CUE = Pattern(
    r"ligger|uppe i|nere på|utfall|resultat|we[’']re at|now at|\bnu\b|\bi ?dag\b|\bnow\b|currently|visar|shows|mätning|"
    r"\d\s?(?:%|procent) (?:har|have)\b|så långt|hittills|so far|to date|statistik|siffr|figures|(?:upp|ner|"
    r"ökat|minskat|stigit|sjunkit|down|up|risen|fallen|increased|decreased) "
    r"(?:till|to)\b|"
    r"landa\w* på|enl(?:igt|\.) (?!plan|tidplan)|according to (?!plan|the plan)|senaste",
    re.IGNORECASE,
)
_AMOUNT_CUE = Pattern(
    rf"(?:^\W*|:\s)(?:just nu |nu |ca |cirka |ungefär |runt |about |around )*(?:{NUMBER})\s\w+(?:\s(?:i|in)\s\w+)?\W*$|"
    rf"stuck (?:at|on)|\btiden (?:är|ligger|blev)\b|median|\bmd\b|\bkö\w*|snitt|average|nere "
    r"på|nere i|uppe i|ligger|landa|utfall|down to|are at|korta\w*|minska\w*|sänk\w*|sjunk\w*|öka\w*|stig\w*|"
    r"^(?:fortfarande|alltjämt|still) (?:på |at )?\d|"
    r"(?:for|i|för|in) (?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"januari|februari|mars|maj|juni|juli|augusti|oktober) (?:we (?:have|had)|har vi|hade vi|är det|var det) \d|"
    r"tar (?:fortfarande|nu|i dag|idag)|(?:fått|got) (?:ner|ned|upp|down)|hittills|so far|i dagsläget|"
    r"(?:we|vi) (?:just |nu |now )?(?:hit|reached|nådde|landade på|är nere på)\s+\d|"
    r"(?:it is|it[’']s|det är|är det|blev|blev det)\s+(?:nu |now |fortfarande |still |alltjämt )?(?:\d[\d.,]*|"
    r"[a-zåäö]+)\s\w+\W*$|"
    r"reduc\w*|shorten\w*|cut\b|[’']re at|nu\b|now\b",
    re.IGNORECASE,
)
# Money that has been spent is the outcome of an indicator in money.
_OUT_OF_ALL = r"\bav (?:de |totalt )?{number} (?:{units}) är (?P<n>{number}) (?:klar|färdig|bygg|gjord|lagd|genomför)"
_SPENT = Pattern(
    r"gjort av med|gjorde av med|nedlag\w+|lagt|lagda|lagts|invester\w+|kostat|kostade|förbruk\w+|använ[dt]\w*|"
    r"spenderat|"
    r"upparbeta\w*|betalat|spent|invested|"
    r"used",
    re.IGNORECASE,
)
_OF_TARGET = Pattern(rf"\d\s?\w+\s+(?:\w+\s+)?(?:av|of)\s+(?:de |the )?(?P<n>{DIGITS})(?!\w)", re.IGNORECASE)
_OTHER_BEFORE = Pattern(
    r"(?:\b(?:over|during|in|for) the (?:last|past)|\b(?:de |den )?senaste)\s+$|"
    r"\b(?:med|by|om|inom|within|från|from|another|ytterligare|tar|försen\w+|fördröj\w+|delayed|"
    r"postponed|ska \w+|(?:mot|against) (?:en |a )?budget\w*|budget\w*(?: på| om| of)?|ram(?:en)?(?: på)?|"
    r"tak(?:et)? på|"
    r"av|of)\s+(?:totalt |ca |cirka |about |över |drygt |nästan )?$",
    re.IGNORECASE,
)
_OTHER_AFTER = Pattern(
    r"\s*(?:stämmer (?:inte|ej)|(?:är|var|is|was) (?:fel|wrong)|till\b(?! \d)|under (?:bygg|uppför|arbete|"
    r"upphandl)|planera|projekter|på gång|återstår|försen|sen|"
    r"late|behind|delay|efter(?! (?:sommaren|semest\w+|jul|årsskiftet|första|det första|andra|tredje|"
    r"kvartal\w*|halvår\w*|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|"
    r"december)\b)|kvar|sedan|ago|lägre|kortare|mindre|snabbare|less|shorter|senare|[^.]*\b(?:om|if|"
    r"förutsatt)\s+\w)",
    re.IGNORECASE,
)
_BARE = Pattern(
    rf"\b(?:är|på|till|blev|blir|var|is|to|at|was|are|:)\s+(?:nu |now |ca |cirka )?(?P<n>{DIGITS})"
    r"(?=\s*(?:$|[,;]|nu|now|i median|median))",
    re.IGNORECASE,
)
_LEVEL = Pattern(
    rf"\b(?:ligger|är|we[’']re|we are)\s+(?:vi\s+)?(?:nu\s+|now\s+)?(?:på|uppe i|uppe på|nere i|nere på|kvar på|"
    rf"kvar i|tillbaka på|at|back at|still at|stuck at)\s+(?P<n>{DIGITS})(?:\s+(?:nu|now))?\s*$|"
    rf"^(?:i nuläget|i dagsläget|just nu|för närvarande|i dag|idag|currently|"
    rf"at present)(?: är det)? (?P<now>{DIGITS})\s*$",
    re.IGNORECASE,
)
_FROM_TO = Pattern(
    rf"\b(?:från|from) {NUMBER}(?:\s?(?:%|procent|per ?cent))? (?:till|to) {NUMBER}\s?(?:%|p)", re.IGNORECASE
)
_DECIMAL = Pattern(r"\d[.,]\d")  # nobody gives progress in tenths of a per cent
_OUTCOME = Pattern(
    r"\b(?:utfall\w*|siffran?|resultatet|värdet|indikator(?:n)?|medianen|snittet|outcome|result|value|indicator|"
    r"median)\b",
    re.IGNORECASE,
)
_YEARS = range(2020, 2046)


def _alone(clause: Clause) -> str:
    """Return the sentence of a clause when that has no other percentage, so that its words are about this one."""
    return clause.whole if len(single_percents(clause.whole)) == 1 else ""


def _unit_of(indicator: str) -> str | None:
    """Return the unit that an indicator is measured in, in lower case where it is a word ("ton CO2e", "kWh")."""
    for match in _UNIT_AFTER.finditer(indicator):
        unit: str = match["unit"]
        unit = unit if unit.lower() in _KIND_OF else unit.removesuffix("s")
        if unit.lower() in _KIND_OF:
            return (unit.lower() if _COMMON_NOUN.fullmatch(unit) else unit) + (match["more"] or "")
    return None


class Shares:
    """Reads the value of an indicator that is itself a percentage."""

    unit: str | None = "%"

    def __init__(self, action: Action) -> None:
        self._action = action

    def read(self, clause: Clause) -> list[Decimal]:
        """Return the value that a clause gives: its last percentage that is of now."""
        named = names_indicator(clause.text, self._action) or (
            is_loose(clause) and names_indicator(_alone(clause), self._action)
        )
        named = named or (_FROM_TO.search(clause.text) is not None and names_indicator(clause.whole, self._action))
        named = named or (_DECIMAL.search(clause.text) is not None and not is_about_work(clause.text))
        if _CHANGE.search(clause.text) or not (named or self._has_cue(clause)):
            return []
        kept = [match for match in single_percents(clause.text) if not self._is_other(clause.text, match)]
        return [number(match["n"]) for match in kept[-1:]]

    def _is_other(self, text: str, match: re.Match[str]) -> bool:
        """Tell whether a percentage is not of now, or the indicator's own ("andel med mer än 15 % frånvaro")."""
        return match["n"] in re.findall(r"\d+", self._action.indicator or "") or is_not_now(text, match)

    @staticmethod
    def _has_cue(clause: Clause) -> bool:
        return _SHARE_CUE.search(clause.text) is not None and not is_about_work(clause.text)


class Amounts:
    """Reads the value of an indicator with a unit: a number with the unit, or right after the indicator's name."""

    def __init__(self, action: Action) -> None:
        indicator = action.indicator or ""
        self.unit = _unit_of(indicator) or _unit_of(f"i {action.unit}" if action.unit else "")
        self._target = action.target
        unit = (self.unit or "").lower().split(" ")[0]
        self._words = [word for word in words_of(indicator) if word not in EMPTY_WORDS and word != unit]
        self._needs_name = unit in _TIMES or unit in _MONEY
        self._is_money = unit in _MONEY
        units = "|".join(re.escape(word) for word in _KIND_OF.get(unit, ())) or r"(?!)"
        self._out_of_all = Pattern(_OUT_OF_ALL.format(number=NUMBER, units=units), re.IGNORECASE)
        self._pattern = Pattern(
            rf"(?<![\w.,/-])(?P<n>{NUMBER})(?:s|\s)*(?:{units})(?:s|er|erna)?(?![\w²])", re.IGNORECASE
        )

    def _read_out_of_all(self, text: str) -> list[Decimal]:
        """Read "av 12 km är 8 klara"."""
        match = self._out_of_all.search(text)
        return [number(match["n"])] if match else []

    def read(self, clause: Clause) -> list[Decimal]:
        """Return the value that a clause gives: its last figure that is the indicator's, and of now."""
        named = _OUTCOME.search(clause.text) is not None or any(
            are_kin(word, known) for word in words_of(clause.whole) for known in self._words
        )
        if found := self._read_out_of_all(clause.text):
            return found
        found = self._with_unit(clause, named=named) or (_bare(clause.text) if named else _level(clause.text))
        return found[-1:]

    def _is_of_target(self, text: str) -> bool:
        """Tell whether a figure is out of the target: "9,9 mkr av 14"."""
        return any(number(match["n"]) == self._target for match in _OF_TARGET.finditer(text))

    def _with_unit(self, clause: Clause, *, named: bool) -> list[Decimal]:
        spent = (self._is_money and _SPENT.search(clause.text)) or self._is_of_target(clause.text)
        if self._needs_name and not (named or spent or _AMOUNT_CUE.search(clause.text)):
            return []
        text = clause.text
        return [number(match["n"]) for match in self._pattern.finditer(text) if not _is_other(text, match)]


def _is_other(text: str, match: re.Match[str]) -> bool:
    """Tell whether an amount is a change, a delay, a target or an earlier value."""
    if is_not_now(text, match) or _OTHER_BEFORE.search(text[: match.start()]):
        return True
    return _OTHER_AFTER.match(text, match.end()) is not None


def _level(text: str) -> list[Decimal]:
    """Read "vi ligger på 10": a level, whatever its unit."""
    match = _LEVEL.search(text)
    return [number(match["n"] or match["now"])] if match and (match["now"] or not is_not_now(text, match)) else []


def _bare(text: str) -> list[Decimal]:
    """Read "handläggningstiden är 61", "… från 94 till 61"."""
    found = [number(match["n"]) for match in _BARE.finditer(text) if not is_not_now(text, match)]
    return [value for value in found if value not in _YEARS]
