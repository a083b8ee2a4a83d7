"""Rules for figures: progress in per cent, and values of the action's own indicator.

A figure that means something else (a year, a date, money, people at a meeting, a version, "punkt 3", a target, last
year's value, a change "med 20 dagar") is left alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from plans.model import Action, IndicatorValue
from plans.number_words import DIGITS, FRACTIONS, NUMBER, number
from plans.replies.clauses import Clause
from plans.replies.stems import are_kin, words_of
from plans.replies.wordlists import DEEDS_EN, DEEDS_SV, PARTICIPLES, any_of

_PERCENT_SIGN = r"\s?(?:%|procent(?:ig)?\b|percent\b|per cent\b|pct\b)"
_PERCENT = re.compile(rf"(?<![\w,.])(?P<n>{NUMBER}){_PERCENT_SIGN}", re.IGNORECASE)
_RANGE = re.compile(
    rf"(?:{NUMBER})(?:{_PERCENT_SIGN})?\s?(?:[–-]|till|to|och|and|eller|or)\s?(?:{NUMBER}){_PERCENT_SIGN}",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\b(?:från|from)\b", re.IGNORECASE)
_PART = tuple((re.compile(rf"(?<![\w/])(?:{words})(?![\w/])", re.IGNORECASE), worth) for words, worth in FRACTIONS)
_STEPS = re.compile(
    rf"(?P<done>{NUMBER})\s?(?:av|of|/|out of)\s?(?:de |the |våra |totalt )?(?P<all>{NUMBER})\s+(?:planerade |planned )?"
    r"(?:delmoment\w*|moment\w*|steg\w*|delar\w*|delaktivitet\w*|aktivitet\w*|milstolp\w*|delmål\w*|delleverans\w*|leverans\w*|etapp\w*|faser\w*|"
    r"uppgift\w*|arbetspaket\w*|deluppgift\w*|punkter\w*|milestones?|steps?|parts?|activities|work packages?|deliverables?|phases?|tasks?)",
    re.IGNORECASE,
)
_ABOUT_WORK = any_of(
    r"klar\w*|färdig\w*|genomför\w*|avklara\w*|slutför\w*|gjor[dt]\w*|utför\w*|av (?:arbetet|åtgärden|projektet|jobbet|vägen|planen|det hela)|"
    r"framdrift\w*|progress\w*|färdigställ\w*|genomförandegrad\w*|kommit|hunnit|done|complete\w*|finished|of (?:the )?(?:work|way|project|action|it)|there\b|in mål|status|uppskattningsvis|halvvägs|halfway",
)
_OTHER_SHARE = any_of(
    r"budget\w*|svarsfrekvens\w*|svar(?:ade|ande|at)\w*|enkät\w*|tjänst\w*|anställd\w*|arbetstid\w*|deltid\w*|heltid\w*|medel\w*|kostnad\w*|medfinansier\w*|"
    r"finansier\w*|deltagar\w*|bemann\w*|resurs\w*|närvaro\w*|nöjd\w*|av (?:de|våra|alla|samtliga|bolagen|kommunerna|sjukhusen|klinikerna|personalen)|rabatt\w*|ränta\w*|"
    r"respon\w+|funding|staff\w*|position|salary|attend\w*|participants?|satisf\w*|hours|part[- ]time|sjukskriv\w*|ökning|minskning|"
    r"öka(?:t|de|r)? med|minska(?:t|de|r)? med|increase\w*|decrease\w*|reduc\w+ by|growth|kofinans\w*|pengarna|anslaget",
)
_NOT_NOW = any_of(
    r"mål(?:et|värdet|värde|sättningen)?\b|målet är|siktar|hoppas|räknar med|ska (?:nå|bli|vi|upp)|planera\w*|förra (?:året|gången)|i fjol|tidigare|"
    r"jämfört|sedan tidigare|target|goal|aim\w*|last year|compared|previously|up from|ner från|upp från|utgångsvärde\w*|baseline|kanske|max(?:imalt)?\b|maybe|perhaps|som mest|at best",
)
_REMAINS = any_of(r"återstår|kvarstår|kvar\b|remain\w*|left\b|to go\b")

_ANY_SHARE = re.compile(r"\b(?!genomförande|färdig|slutför)\w+(?:graden|andelen|kvoten)\b|\brate\b", re.IGNORECASE)
_HEAD_END = re.compile(
    r"\s+(?:som|per|i|på|av|för|till|med|inom|hos|från|efter|using|that|in|with|at|who|from|per|which|for)\s+|[(,;/]",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"^\s*(?:antal(?:et)?|number of|no\. of|#)\s+(?P<what>.+)$|^(?P<before>.+?)\s*[,(]\s*(?:antal|number|st)\.?\)?\s*$",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"^\s*(?:andel(?:en)?|procentandel|share|proportion|percentage|grad)\b|%|procent|percent", re.IGNORECASE
)
_YES_NO = re.compile(r"\b(?:ja\s*/\s*nej|yes\s*/\s*no)\b", re.IGNORECASE)
_UNITS = re.compile(
    r"\b(?P<unit>dagar|veckor|veckors|månader|timmar|minuter|år(?!\b)|days|weeks|months|hours|minutes|ton(?:nes)?(?: co2e?)?|kton|kg|mwh|gwh|kwh|mkr|msek|kronor|kr|tkr)\b",
    re.IGNORECASE,
)
_TIME_UNIT = re.compile(r"dag|veck|mån|tim|min|day|week|month|hour", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the figures of a reply say; `unclear` is the key of a question, None when nothing is ambiguous."""

    progress: int | None
    values: tuple[IndicatorValue, ...]
    achieved: bool  # a value above zero that was said to be done
    unclear: str | None


def figures(clauses: Iterable[Clause], action: Action) -> Figures:
    """Return the progress and the indicator's value that the clauses give."""
    told = tuple(clauses)
    is_share = _is_share(action)
    found = [value for clause in told for value in _progress(clause, action, is_share=is_share)]
    values, achieved, several = _values(told, action, is_share=is_share)
    loose = is_share and not values and any(_is_loose(clause) for clause in told)
    unclear = "percent" if loose and not found else "value" if several else None
    unclear = unclear or ("percent" if len(set(found)) > 1 or (not found and _only_a_range(told)) else None)
    progress = found[0] if len(set(found)) == 1 else None
    return Figures(progress, values, achieved, unclear)


def _progress(clause: Clause, action: Action, *, is_share: bool) -> list[int]:
    text = clause.text
    if clause.supposed or _OTHER_SHARE.search(text) or _NOT_NOW.search(text):
        return []
    if steps := _STEPS.search(text):
        return _of_steps(steps)
    found = [int(number(match["n"])) for match in _plain_percents(text)]
    about_work = _ABOUT_WORK.search(text) is not None
    if (
        found
        and (about_work or (not is_share and _stands_alone(text)))
        and not (is_share and _names_indicator(text, action))
    ):
        return [_from_end(text, found[-1])] if found[-1] <= 100 else []  # noqa: PLR2004 - a percentage
    part = next((worth for pattern, worth in _PART if pattern.search(text)), None)
    if part is not None and (about_work or len(text.split()) <= 4 or _of_the_road(text)):  # noqa: PLR2004 - a few words
        return [_from_end(text, part)]
    return []


def _of_steps(match: re.Match[str]) -> list[int]:
    done, every = number(match["done"]), number(match["all"])
    return [round(100 * done / every)] if every > 0 and done <= every else []


def _of_the_road(text: str) -> bool:
    return re.search(r"halvvägs|halfway|half[ -]way|half[ -]done", text, re.IGNORECASE) is not None


def _from_end(text: str, percent: int) -> int:
    return 100 - percent if _REMAINS.search(text) else percent


def _plain_percents(text: str) -> list[re.Match[str]]:
    if _RANGE.search(text) and not _FROM_TO.search(text):
        return []
    return list(_PERCENT.finditer(text))


def _stands_alone(text: str) -> bool:
    """Tell whether a clause is hardly more than its percentage ("ca 60 %", "nu är vi på 60 %")."""
    rest = _PERCENT.sub(" ", text).lower()
    small = r"ca|c:a|cirka|circa|ungefär|runt|omkring|kanske|drygt|knappt|nästan|över|about|around|roughly|approximately|nearly|över|vi|är|på|nu|ligger|uppe|i|at|we|are|now|så|det|kring|typ|säg|we're|cirka|skulle|säga|jag|tror|gissar|ja|say|i'd|approx|uppskattningsvis|estimated|est|totalt|framdrift|progress|status"
    return re.fullmatch(rf"(?:\W|\b(?:{small})\b)*", rest) is not None


def _only_a_range(told: tuple[Clause, ...]) -> bool:
    return any(
        _RANGE.search(clause.text) and not _FROM_TO.search(clause.text) and not _OTHER_SHARE.search(clause.text)
        for clause in told
    )


def _is_loose(clause: Clause) -> bool:
    return bool(_plain_percents(clause.text)) and _stands_alone(clause.text)


def _is_share(action: Action) -> bool:
    written = " ".join(str(part) for part in (action.baseline, action.target) if part is not None)
    return bool(action.indicator) and (_SHARE.search(action.indicator or "") is not None or "%" in written)


def _names_indicator(text: str, action: Action) -> bool:
    known = [word for word in words_of(action.indicator or "") if word not in _EMPTY_WORDS]
    if _ANY_SHARE.search(text):
        return True
    return any(are_kin(word, wanted) for word in words_of(text) for wanted in (*known, "andel", "share", "indikator"))


_EMPTY_WORDS = frozenset(
    (
        "antal",
        "andel",
        "per",
        "år",
        "som",
        "efter",
        "två",
        "share",
        "number",
        "the",
        "using",
        "och",
        "and",
        "for",
        "för",
        "med",
        "alla",
        "year",
        "inom",
        "från",
        "using",
        "used",
        "kvar",
    )
)


def _values(
    told: tuple[Clause, ...], action: Action, *, is_share: bool
) -> tuple[tuple[IndicatorValue, ...], bool, bool]:
    """Return the indicator's value, whether it was said to be done, and whether several values compete."""
    if not action.indicator or _YES_NO.search(action.indicator):
        return (), False, False
    reader = _Shares(action) if is_share else _Counts(action) if _COUNT.match(action.indicator) else _Amounts(action)
    found = [(value, clause) for clause in told if not clause.supposed for value in reader.read(clause)]
    summed = [
        pair for pair in found if re.search(r"totalt|sammanlagt|hittills|so far|in total|nu\b|now\b", pair[1].low)
    ] or found
    if len({value for value, _ in summed}) != 1:
        return (), False, len(summed) > 1
    value, clause = summed[0]
    return (IndicatorValue(action.indicator, value, reader.unit),), value > 0 and _is_done(clause.text), False


_DONE_CUE = any_of(
    DEEDS_SV + r"(?![\wåäö])",
    DEEDS_EN + r"(?![\w])",
    PARTICIPLES + r"(?![\wåäö])",
    r"hittills|so far|på plats|rekrytera[dt]\w*|tecknad\w*|är igång",
)


def _is_done(text: str) -> bool:
    return _DONE_CUE.search(text) is not None


class _Shares:
    """Reads the value of an indicator that is itself a percentage."""

    unit: str | None = "%"

    def __init__(self, action: Action) -> None:
        self._action = action

    def read(self, clause: Clause) -> list[Decimal]:
        matches = _plain_percents(clause.text)
        if not matches or _is_change(clause.text) or (_ABOUT_WORK.search(clause.text) and not self._named(clause)):
            return []
        kept = [match for match in matches if not _is_not_now(clause.text, match)]
        named = self._named(clause) or re.search(
            r"ligger|uppe i|nere på|utfall|resultat|we[’']re at|now at|nu på", clause.low
        )
        return [number(kept[-1]["n"])] if kept and named else []

    def _named(self, clause: Clause) -> bool:
        return _names_indicator(clause.text, self._action)


def _is_change(text: str) -> bool:
    return re.search(r"\b(?:med|by)\s+(?:ca |cirka |about )?\d[\d ,.]*\s?\S+\s*$", text, re.IGNORECASE) is not None


def _is_not_now(text: str, match: re.Match[str]) -> bool:
    """Tell whether a figure is a target or an earlier value by the words just before or after it."""
    before, after = text[max(0, match.start() - 28) : match.start()], text[match.end() : match.end() + 22]
    return _NOT_NOW.search(before) is not None or re.match(r"\W*(?:förra|i fjol|last year|tidigare)", after) is not None


_NOT_YET = any_of(
    r"kvar\b|återstår|återstående|planera(?:s|r|d|de|t)\b|planned|inplanera\w*|inboka\w*|ska\b|skall\b|kommer att|förhandla\w*|diskuter\w*|på gång|under (?:arbete|förhandling)|"
    r"pågår|pending|negotiat\w*|inbjud\w*|bjudit|intresserad\w*|intresse\b|sökande|kontakta\w*|remain\w*|left\b|will\b|invited|interested|contacted|tackat|"
    r"väntar|saknas|inställ\w*|cancel\w*|fler\b|ytterligare|till\s+(?=har|är|kommer)|more\b|another|vill\b|kan bli|förslag|utkast\w*|draft\w*|annons\w*|anmäl\w*|offers?|"
    r"försen\w*|skjuts|nästa|next|behöver|krävs|need\w*|hoppas|siktar|tredje|sista",
)
_ZERO = r"(?:inga|ingen|inget|noll|0|no|none of the|zero)"


class _Counts:
    """Reads the value of "Antal …": a number beside the thing that is counted."""

    unit: str | None = None

    def __init__(self, action: Action) -> None:
        match = _COUNT.match(action.indicator or "")
        what = (match["what"] or match["before"]) if match else ""
        phrase = words_of(_HEAD_END.split(what, maxsplit=1)[0]) or words_of(what)
        self._head = phrase[-1] if phrase else ""
        self._modifiers = (
            phrase[:-1] if len(phrase) > 1 else [word for word in phrase if re.search(r"(?:ade|da|ta)$", word)]
        )

    def read(self, clause: Clause) -> list[Decimal]:
        text = clause.text
        for rule in (self._labelled, self._out_of, self._beside_head, self._none, self._beside_modifier, self._loose):
            if found := rule(text, clause):
                return found
        return []

    def _labelled(self, text: str, _: Clause) -> list[Decimal]:
        """ "Antal övningar: 2", "omnämnanden 38 st", "avtalen är nu 3"."""
        pattern = re.compile(
            rf"(?P<noun>[\w-]+)(?:\s+(?:är|blev|ligger på|uppgår till|var|is|are|was|stands at)(?:\s+(?:nu|now|uppe i))?|\s*[:=])\s*(?P<n>{DIGITS})(?![\w%]|\s?(?:%|procent|percent|kr))",
            re.IGNORECASE,
        )
        found = [
            match
            for match in pattern.finditer(text)
            if are_kin(match["noun"], self._head) and not _is_not_now(text, match)
        ]
        return [number(found[-1]["n"])] if found else []

    def _out_of(self, text: str, _: Clause) -> list[Decimal]:
        """ "Två av tre övningar", "av tre planerade övningar har två genomförts", "en av tre är klar"."""
        match = re.search(
            rf"(?<![\w/])(?P<n>{NUMBER})\s*(?:av|of|out of|/)\s*(?:de |våra |the |our )?(?P<all>{NUMBER})(?P<rest>(?:\s+[\w-]+){{0,3}})",
            text,
            re.IGNORECASE,
        )
        if (
            match
            and (self._names(match["rest"]) or self._names(text[: match.start()]))
            and not re.search(r"återstår|kvar\b|remain|inte\b", text, re.IGNORECASE)
        ):
            return [number(match["n"])]
        match = re.search(
            rf"\bav (?:de )?{NUMBER}(?P<rest>(?:\s+[\w-]+){{1,3}}?)\s+(?:är|har|blev)\s+(?P<n>{NUMBER})\b",
            text,
            re.IGNORECASE,
        )
        return [number(match["n"])] if match and self._names(match["rest"]) else []

    def _beside_head(self, text: str, _: Clause) -> list[Decimal]:
        pattern = re.compile(
            rf"(?<![\w.,/-])(?P<n>{NUMBER})\s+(?P<between>(?:[\w-]+\s+){{0,3}}?)(?P<noun>[\w-]+)", re.IGNORECASE
        )
        found = [number(match["n"]) for match in self._overlapping(pattern, text) if self._counts(text, match)]
        return found[-1:] if len(set(found)) == 1 else []

    def _counts(self, text: str, match: re.Match[str]) -> bool:
        if not are_kin(match["noun"], self._head) or re.search(
            rf"\b{NUMBER}\b|\b(?:av|of|i|på|för|med|till|och|and|in|to)\b", match["between"], re.IGNORECASE
        ):
            return False
        before, near = text[max(0, match.start() - 25) : match.start()], _near(text, match)

        if re.search(
            r"(?:inte|not|med|by|ytterligare|another)\s+$|^(?:av|of)\s+(?:de\s+|totalt\s+)?$|\d\s+(?:av|of)\s+(?:de\s+|the\s+)?$|\bper\s+$",
            before,
            re.IGNORECASE,
        ):
            return False
        if _NOT_YET.search(near) or _is_not_now(text, match):
            return False
        single = match["n"].lower() in ("en", "ett", "one", "a", "an")
        return not single or _is_done(text) or re.search(r"\d", match["n"]) is not None

    def _none(self, text: str, _: Clause) -> list[Decimal]:
        """ "Inga övningar har genomförts", "tre planerade men ingen är genomförd"."""
        match = re.search(rf"\b{_ZERO}\s+(?:(?:av|of)\s+)?(?P<rest>[\w-]+(?:\s+[\w-]+)?)", text, re.IGNORECASE)
        if match and self._names(match["rest"]) and not re.search(r"(?:fler|more|inställ\w*)\b", text, re.IGNORECASE):
            return [Decimal(0)]
        done = any(are_kin(word, modifier) for modifier in self._modifiers for word in words_of(text))
        return (
            [Decimal(0)]
            if done
            and re.match(r"(?:men |but )?(?:ingen|inget|inga|none)\s+(?:är|har|av|have|has|of)\b", text, re.IGNORECASE)
            else []
        )

    def _beside_modifier(self, text: str, _: Clause) -> list[Decimal]:
        """ "Sex rekryterade hittills", "rekryterat sju"."""
        if _NOT_YET.search(text):
            return []
        for modifier in self._modifiers:
            for match in re.finditer(
                rf"(?<![\w.,/-])(?P<n>{NUMBER})\s+(?:(?:st|stycken|är|har|nu|redan)\s+){{0,2}}(?P<word>[\w-]+)(?P<next>\s+[\w-]+)?",
                text,
                re.IGNORECASE,
            ):
                if are_kin(match["word"], modifier) and not _is_not_now(text, match) and _closes(match["next"]):
                    return [number(match["n"])]
            for match in re.finditer(
                rf"(?P<word>[\w-]+)\s+(?:nu |redan |totalt |already )?(?P<n>{NUMBER})(?:\s+(?:st|stycken))?(?=\s*$|\s+(?:hittills|so far|nu|personer|i år))",
                text,
                re.IGNORECASE,
            ):
                if are_kin(match["word"], modifier) and not _is_not_now(text, match):
                    return [number(match["n"])]
        return []

    def _loose(self, text: str, _: Clause) -> list[Decimal]:
        """ "Just nu är vi uppe i 7", "tre st hittills", "utfallet är 48"."""
        match = re.search(
            rf"(?:uppe i|ligger på|utfall\w*(?: är| blev)?:?|värde\w*(?: är)?:?|indikator\w*(?: är)?:?|we[’']re at|up to|value(?: is)?:?|fått tag i|sammanlagt|totalt)\s+(?:nu )?(?P<n>{NUMBER})(?:\s+(?:st|stycken))?(?=\s*$|\s+(?:hittills|nu|so far))",
            text,
            re.IGNORECASE,
        ) or re.search(rf"(?<![\w.,/-])(?P<n>{NUMBER})\s+(?:st|stycken)(?:\s+(?:hittills|nu))\s*$", text, re.IGNORECASE)
        return [number(match["n"])] if match and not _is_not_now(text, match) else []

    def _names(self, words: str) -> bool:
        return any(are_kin(word, self._head) for word in re.findall(r"[\w-]+", words))

    @staticmethod
    def _overlapping(pattern: re.Pattern[str], text: str) -> Iterable[re.Match[str]]:
        """Yield the match at each number, with as many words between as it takes to find each noun."""
        for begun in re.finditer(rf"(?<![\w.,/-]){NUMBER}(?=\s)", text, re.IGNORECASE):
            for words in range(4):
                wider = re.compile(
                    rf"(?P<n>{NUMBER})\s+(?P<between>(?:[\w-]+\s+){{{words}}})(?P<noun>[\w-]+)", re.IGNORECASE
                )
                if match := wider.match(text, begun.start()):
                    yield match


def _near(text: str, match: re.Match[str]) -> str:
    """Return a figure with the words around it, as far as the next part of the sentence."""
    before = re.split(r"\b(?:och|and|varav|men|but)\b", text[max(0, match.start() - 40) : match.start()])[-1]
    after = re.split(r"\b(?:och|and|varav|medan|men|but)\b", text[match.end() : match.end() + 35])[0]
    return before + match[0] + after


def _closes(following: str | None) -> bool:
    return following is None or following.strip().lower() in (
        "hittills",
        "nu",
        "so",
        "än",
        "ännu",
        "och",
        "i",
        "sedan",
        "av",
        "totalt",
    )


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


class _Amounts:
    """Reads the value of an indicator that is a quantity with a unit ("Handläggningstid i dagar")."""

    def __init__(self, action: Action) -> None:
        indicator = action.indicator or ""
        match = _UNITS.search(indicator)
        self.unit: str | None = match["unit"] if match else None
        self._words = [word for word in words_of(indicator) if word not in _EMPTY_WORDS]
        self._is_time = bool(self.unit and _TIME_UNIT.search(self.unit))

    def read(self, clause: Clause) -> list[Decimal]:
        named = any(
            are_kin(word, known)
            for word in words_of(clause.whole)
            for known in self._words
            if known != (self.unit or "").lower()
        )
        found = self._with_unit(clause, named=named) or (self._without_unit(clause) if named else [])
        return found[-1:]

    def _with_unit(self, clause: Clause, *, named: bool) -> list[Decimal]:
        if not self.unit:
            return []
        unit = "|".join((re.escape(self.unit.split(maxsplit=1)[0]), *_SAME_UNIT.get(self.unit.lower(), ())))
        pattern = re.compile(rf"(?<![\w.,/-])(?P<n>{NUMBER})(?:s|\s)*(?:{unit})(?:s|er|erna)?(?!\w)", re.IGNORECASE)
        cue = named or re.search(
            r"median|snitt|average|nere på|nere i|uppe i|ligger|landa|utfall|down to|are at|[’']re at|nu\b|now\b",
            clause.low,
        )
        if self._is_time and not cue:
            return []
        return [number(match["n"]) for match in pattern.finditer(clause.text) if not self._is_other(clause.text, match)]

    def _is_other(self, text: str, match: re.Match[str]) -> bool:
        before, after = text[: match.start()], text[match.end() :]
        if _is_not_now(text, match) or re.search(
            r"\b(?:med|by|om|inom|within|från|from|another|ytterligare|tar)\s+(?:ca |cirka |about |över |drygt |nästan )?$",
            before,
            re.IGNORECASE,
        ):
            return True
        return (
            re.match(
                r"\s*(?:försen|sen|late|behind|delay|efter|kvar|sedan|ago|lägre|kortare|mindre|snabbare|less|shorter|senare)",
                after,
                re.IGNORECASE,
            )
            is not None
        )

    def _without_unit(self, clause: Clause) -> list[Decimal]:
        """ "Handläggningstiden är 61", "… från 94 till 61"."""
        pattern = re.compile(
            rf"\b(?:är|på|till|blev|var|i|is|to|at|was|:)\s+(?:nu |now )?(?P<n>{DIGITS})(?=\s*(?:$|[,;]|nu|now|i median|median))",
            re.IGNORECASE,
        )
        return [
            number(match["n"])
            for match in pattern.finditer(clause.text)
            if not _is_not_now(clause.text, match) and int(number(match["n"])) not in range(2020, 2046)
        ]
