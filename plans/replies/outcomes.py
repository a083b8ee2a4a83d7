"""Which of an action's indicators the figures of a reply belong to.

A figure goes to the indicator that its words name, or whose noun or unit it stands beside. Where several indicators
could take it ("vi är uppe i 12") it goes to none, and the author is asked.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from plans.model import Action, Indicator
from plans.number_words import DIGITS, NUMBER, number
from plans.patterns import Pattern
from plans.replies.amounts import Amounts, Shares
from plans.replies.clauses import Clause
from plans.replies.counts import Counts
from plans.replies.ordinals import ordinal_in
from plans.replies.percents import EMPTY_WORDS, is_share
from plans.stems import are_kin, words_of

YES_NO = Pattern(r"\b(?:ja\s*/\s*nej|yes\s*/\s*no)\b", re.IGNORECASE)
_SO_FAR = Pattern(r"totalt|totala antalet|sammanlag\w+|uppe i|hittills|so far|in total|nu\b|now\b", re.IGNORECASE)
_TOTAL = Pattern(
    rf"\b(?:totalt|sammanlag\w+|sammantaget|inalles|uppe (?:i|på)|all told|altogether|in total|a total of)\b"
    r"[^.;,\n]{0,40}?"
    rf"(?<![\w.,/])(?P<n>{NUMBER})(?![\w%/]|\s?(?:procent|per ?cent|kr|mkr|msek))|"
    rf"(?<![\w.,/])(?P<of>{NUMBER})\s+(?:totalt|sammanlagt|in total|in all|altogether|all told|inalles)\b",
    re.IGNORECASE,
)
_LISTED = Pattern(r"\b[a-zåäö]+ \d{1,3}(?:, \d{1,3})+,? (?:och|and|&) \d{1,3}\b", re.IGNORECASE)
# "12, eller om det var 13" and "between 20 and 25" are no figure.
_EITHER = Pattern(
    rf"\b{NUMBER}\b[^.\n]{{0,25}}\b(?:eller|or)\s+(?:om det |det |var det |kanske |maybe |possibly |was it |är |var )*"
    rf"{NUMBER}\b(?!\s*(?:%|procent|(?:\w+ )?(?:every|varje|per|om|i) ))|\b(?:mellan|between)\s+{NUMBER}\s+(?:och|"
    rf"and)\s+{NUMBER}",
    re.IGNORECASE,
)


_OUT_OF = Pattern(rf"\d\s?\w+\s+(?:\w+\s+)?(?:av|of)\s+(?P<all>{DIGITS})(?![\w.,])", re.IGNORECASE)
_BULLETS = " \t\n-–*•·+0123456789.)"
# What stands under a label for what is left, planned or aimed at has not come about.
_AHEAD = Pattern(
    r"(?:nästa steg|next steps?|kvar(?:står|varande[^:]*)?|återstår|återstående[^:]*|remaining|kommande|"
    r"plan(?:erat)?|mål(?:värde|"
    r"et)?|target|baseline|utgångsvärde|budget|föregående år|i fjol|förra året|last year|avhopp|inställda?)\s*:",
    re.IGNORECASE,
)
_DOUBTED = Pattern(
    r"[\s,–-]*(?:men|fast|but|although) (?:vi är |jag är |we are |i am )?(?:\w+ )?(?:osäk(?:er|ra|ert)\b|oklart\b|"
    r"unsure|not sure|"
    r"(?:det|den|siffran|that|it) (?:är|is) (?:inte|ej|not) (?!kvalitets|slut|offici|verif|fastst|final|så|bra|nog|"
    r"tillräckl|good|enough|hela|alla)|(?:det|"
    r"siffran) (?:kan|lär) vara fel|"
    r"(?:det|siffran|den) stämmer (?:nog )?inte)",
    re.IGNORECASE,
)
_NOW = r"just nu|nu|i dag|idag|now|today|currently|at present"
_RIGHTLY = r"ska det (?:stå|vara)|it should (?:say|be)"
# A figure and hardly a word more: "18.", "31,8", "131 nu", "58 dagar ska det stå".
_ONLY = Pattern(
    rf"\W*(?:(?:{_NOW}|det (?:är|blev|står på)|vi (?:är|ligger) på|it's|it is|we are at)\W+)*(?P<n>{NUMBER})"
    rf"(?:\s+(?!(?:{_NOW})\b)(?P<unit>[^\W\d_]+))??"
    rf"(?:\s*\b(?:{_NOW}|st|stycken|hittills|totalt|so far|in total|all told|{_RIGHTLY})\b)*\W*",
    re.IGNORECASE,
)
_CORRECTING = Pattern(
    r"^\W*(?:rättelse|korrigering|justering|correction|svar|utfall|resultat|outcome)[^:\d]{0,40}:\s*", re.IGNORECASE
)
_OF_NOW = Pattern(rf"\b(?:{_NOW}|{_RIGHTLY})\b", re.IGNORECASE)
_YEARS = range(2000, 2046)
_WHOLE = 100  # per cent
_STEM = 3  # letters that a unit and its forms share: "dag", "dagar"
_ON = 60  # characters after a clause in which its "or" may come


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value that a clause gives for one of the action's indicators; `alone` is the action with only that one."""

    alone: Action
    value: Decimal
    clause: Clause


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The values that are clear, one for each indicator, and the key of the question where some are not."""

    clear: tuple[Outcome, ...] = ()
    unclear: str | None = None


def outcomes(told: tuple[Clause, ...], action: Action) -> Outcomes:
    """Return the value of each indicator of the action that the clauses give."""
    each = alone_with_each(action)
    found = [one for alone in each for one in _told_of(told, alone)]
    kept = [one for one in found if _belongs(one, found)]
    clear, unclear = [], "indicator" if len({one.clause for one in kept}) < len({one.clause for one in found}) else None
    for alone in each:
        of_it = [one for one in kept if one.alone is alone]
        of_it = _best_named(of_it)
        if len({one.value for one in of_it}) > 1 or (of_it and _is_other_total(of_it[0], told)):
            unclear = unclear or "value"
        elif of_it:
            clear.append(of_it[0])
    vague = not found and any(_EITHER.search(clause.text) for clause in told)
    return Outcomes(tuple(clear), "value" if vague and _reader(each[0]) else unclear)


def _is_other_total(one: Outcome, told: tuple[Clause, ...]) -> bool:
    """Tell whether another figure is said to be the total, so that the one that was found is only what was added."""
    if not Counts.suits(one.alone):
        return False
    totals = {
        number(match["n"] or match["of"])
        for clause in told
        if not clause.supposed
        for match in _TOTAL.finditer(clause.text)
    }
    return bool(totals) and one.value not in totals


def alone_with_each(action: Action) -> tuple[Action, ...]:
    """Return the action once for each of its indicators, with that one only; the action itself when it has none."""
    if len(action.indicators) <= 1 and not action.more_indicators:
        return (action,)
    return tuple(_alone_with(action, indicator) for indicator in action.indicators)


def _alone_with(action: Action, indicator: Indicator) -> Action:
    return replace(
        action,
        indicator=indicator.name,
        unit=indicator.unit,
        baseline=indicator.baseline,
        target=indicator.target,
        more_indicators=(),
    )


def unit_of(alone: Action) -> str | None:
    """Return the unit of a value of the action's one indicator."""
    reader = _reader(alone)
    return reader.unit if reader else None


def _reader(alone: Action) -> Shares | Counts | Amounts | None:
    if not alone.indicator or YES_NO.search(alone.indicator):
        return None
    if is_share(alone):
        return Shares(alone)
    return Counts(alone) if Counts.suits(alone) else Amounts(alone)


def _told_of(told: tuple[Clause, ...], alone: Action) -> list[Outcome]:
    """Return each value with its clause; where some are said to be the total, only those."""
    reader = _reader(alone)
    if reader is None:
        return []
    sure = (
        clause
        for clause in told
        if not clause.supposed
        and not _is_either(clause)
        and not _is_doubted(clause)
        and not _AHEAD.match(clause.whole.lstrip(_BULLETS))
    )
    found = [
        Outcome(alone, value, clause)
        for clause in sure
        for value in reader.read(clause)
        if not _is_a_number_of_one(value, clause)
    ]
    if not found:
        found = [Outcome(alone, *only) for only in [_figure_only(told, alone)] if only]
    if not found:
        nth = [Outcome(alone, value, clause) for clause in told if (value := ordinal_in(clause, alone)) is not None]
        return [max(nth, key=lambda one: one.value)] if nth else []
    return [one for one in found if _SO_FAR.search(one.clause.text) or _is_out_of_target(one)] or found


def _figure_only(told: tuple[Clause, ...], alone: Action) -> tuple[Decimal, Clause] | None:
    """Return the figure that a reply begins with, or that is of now, where its clause says nothing else."""
    for place, clause in enumerate(told):
        match = _ONLY.fullmatch(_CORRECTING.sub("", clause.text))
        if match is None or clause.supposed or _is_doubted(clause) or (place and not _OF_NOW.search(clause.text)):
            continue
        value, unit = number(match["n"]), match["unit"]
        is_shown = not unit or (unit_of(alone) or "").lower()[:_STEM] == unit.lower()[:_STEM]
        if is_shown and value not in _YEARS and (value <= _WHOLE or not is_share(alone)):
            return value, clause
    return None


def _is_a_number_of_one(value: Decimal, clause: Clause) -> bool:
    """Tell whether a figure is what something is called: "skola 12, 14 och 17"."""
    return any(value in map(number, re.findall(r"\d+", match[0])) for match in _LISTED.finditer(clause.whole))


def _is_out_of_target(one: Outcome) -> bool:
    """Tell whether a value is given as so much of all that is aimed at: "9,1 km klara av 12"."""
    return any(number(match["all"]) == one.alone.target for match in _OUT_OF.finditer(one.clause.text))


def _is_either(clause: Clause) -> bool:
    """Tell whether the figures of a clause are an "either or", which may go on in the next clause."""
    begins = clause.whole.find(clause.text)
    near = clause.whole[begins : begins + len(clause.text) + _ON]
    return any(match.start() < len(clause.text) for match in _EITHER.finditer(near))


def _is_doubted(clause: Clause) -> bool:
    """Tell whether a figure is taken back by what follows: "49 dagar, men det är inte medianen"."""
    return _DOUBTED.match(clause.whole, clause.whole.find(clause.text) + len(clause.text)) is not None


def _belongs(one: Outcome, found: Iterable[Outcome]) -> bool:
    """Tell whether a value is its indicator's: no other indicator takes it, or this one alone is named beside it."""
    rivals = [other for other in found if other.alone is not one.alone and _is_same_figure(one, other)]
    return not rivals or (_is_named(one, rivals) and not any(_is_named(rival, [one]) for rival in rivals))


def _best_named(found: list[Outcome]) -> list[Outcome]:
    """Return the values whose clause holds most words of the indicator: "ger 110 kW … Installerad effekt: 710 kW"."""
    if len({one.value for one in found}) <= 1:
        return found
    named = [
        sum(any(are_kin(word, known) for word in words_of(one.clause.text)) for known in _words(one.alone))
        for one in found
    ]
    return [one for one, count in zip(found, named, strict=True) if count == max(named)]


def _is_same_figure(one: Outcome, other: Outcome) -> bool:
    return one.clause == other.clause and one.value == other.value


def _is_named(one: Outcome, rivals: Iterable[Outcome]) -> bool:
    """Tell whether a word of the indicator that its rivals do not have stands in the clause."""
    theirs = {word for rival in rivals for word in _words(rival.alone)}
    own = [word for word in _words(one.alone) if not any(are_kin(word, other) for other in theirs)]
    return any(are_kin(word, known) for word in words_of(one.clause.text) for known in own)


def _words(alone: Action) -> list[str]:
    return [word for word in words_of(alone.indicator or "") if word not in EMPTY_WORDS]
