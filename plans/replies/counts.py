"""Rules for an indicator that counts ("Antal genomförda övningar"): a number beside the thing that is counted.

What is planned, remaining, cancelled or only promised is not counted, nor are targets and earlier years.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from plans.model import Action
from plans.number_words import number
from plans.replies.clauses import Clause
from plans.replies.count_cues import (
    AFTER_WORD,
    AND_THE_REST,
    ANY_NUMBER,
    BARE_LABEL,
    BEFORE_WORD,
    CLOSING,
    COMPOUND_ENDS,
    COUNT,
    ELLIPTIC,
    FIRST_ONES,
    HEAD_END,
    LABELLED,
    LOOSE,
    NO_MORE,
    NONE,
    NONE_IS,
    NOT_BEFORE,
    NOT_BETWEEN,
    OF_ALL,
    OF_BEFORE,
    OF_TIME,
    ONE_MORE,
    OUT_OF,
    PARTICIPLE,
    PIECES,
    PLANNED_BEFORE,
    REMAINING,
    SHORTEST,
    SINGLE,
    SMALL_WORDS,
    SOME_OF,
    TOTAL,
    WITH_NOUN,
)
from plans.replies.counts_aimed_at import all_that_was_aimed_at, is_not_so_far, is_said_done
from plans.replies.percents import is_not_now
from plans.replies.wordlists import CALLED_OFF, is_done, words_after, words_before
from plans.stems import are_kin, words_of


@dataclass(frozen=True, slots=True)
class Counted:
    """What an indicator counts: its noun, and the words before it ("genomförda" övningar)."""

    noun: str
    modifiers: tuple[str, ...]

    def is_named(self, words: str) -> bool:
        """Tell whether some words hold the noun."""
        return any(are_kin(word, self.noun) for word in re.findall(r"[\w-]+", words))

    def is_named_in_short(self, word: str) -> bool:
        """Tell whether a word is the noun, or how it begins ("övn")."""
        return are_kin(word, self.noun) or (len(word) >= SHORTEST - 1 and self.noun.startswith(word.lower()))

    def has_modifier(self, word: str) -> bool:
        """Tell whether a word is a form of one of the modifiers."""
        return any(are_kin(word, modifier) for modifier in self.modifiers)


class Counts:
    """Reads the value of "Antal …"."""

    unit: str | None = None

    def __init__(self, action: Action) -> None:
        match = COUNT.match(_as_count(action))
        what = (match["what"] or match["before"]) if match else ""
        phrase = words_of(HEAD_END.split(what, maxsplit=1)[0]) or words_of(what)
        before = phrase[:-1] or [word for word in phrase if PARTICIPLE.search(word)]
        self._target = action.target
        self.counted = Counted(phrase[-1] if phrase else "", tuple(before))

    @staticmethod
    def suits(action: Action) -> bool:
        """Tell whether the action's indicator counts something."""
        indicator = _as_count(action)
        return COUNT.match(indicator) is not None and OF_TIME.match(indicator) is None

    def read(self, clause: Clause) -> list[Decimal]:
        """Return the values that a clause gives, by the first rule that finds any."""
        found = next((found for rule in RULES if (found := rule(clause.text, self.counted))), [])
        if found and CALLED_OFF.search(clause.whole) and not (self._names(clause.text) or is_done(clause.text)):
            return []  # "träffen ställdes in, 19 anmälda": of what never came about
        return found or self._of_target(clause.text)

    def _names(self, text: str) -> bool:
        return self.counted.is_named(text) or any(self.counted.has_modifier(word) for word in words_of(text))

    def _of_target(self, text: str) -> list[Decimal]:
        """Read "rekryterat 8 av 15" where fifteen are aimed at."""
        if value := all_that_was_aimed_at(text, self._target):
            return [value]
        of_all = OF_ALL.search(text)
        if of_all and number(of_all["all"]) == self._target and is_said_done(text, of_all.end()):
            return [number(of_all["n"])]
        match = OUT_OF.search(text)
        if match is None or REMAINING.search(text) or number(match["all"]) != self._target:
            return []
        is_all = match[0].strip() == text.strip()
        return [number(match["n"])] if is_all or is_done(text) else []


def _as_count(action: Action) -> str:
    """Return the indicator as "Antal …", where the plan's unit says that it counts ("st")."""
    indicator, unit = action.indicator or "", (action.unit or "").strip(" .").lower()
    return f"Antal {indicator}" if indicator and unit in PIECES and not COUNT.match(indicator) else indicator


def _labelled(text: str, counted: Counted) -> list[Decimal]:
    """Read "Antal övningar: 2", "omnämnanden: 38 st", "avtalen är nu 3"."""
    found = [
        match
        for match in (*LABELLED.finditer(text), BARE_LABEL.fullmatch(text))
        if match
        for noun in [match["noun"], match.groupdict().get("deed") or ""]
        if counted.is_named(noun) or counted.has_modifier(noun)
    ]
    return [number(match["n"]) for match in found if not is_not_now(text, match)][-1:]


def _out_of(text: str, counted: Counted) -> list[Decimal]:
    """Read "två av tre övningar", "av tre planerade övningar har två genomförts"."""
    match = OUT_OF.search(text)
    if match and not REMAINING.search(text) and number(match["n"]) <= number(match["all"]):
        after = match["rest"].split()
        before = "" if "/" in match[0] else text[: match.start()]  # "träffen hölls 3/9"
        if counted.is_named(f"{match['rest']} {before}") or (
            after and counted.has_modifier(after[0]) and is_done(text)
        ):
            return [number(match["n"])]
    match = SOME_OF.search(text)
    if match and counted.is_named(match["noun"]) and is_done(text) and not REMAINING.search(text):
        return [number(match["n"])]
    match = OF_ALL.search(text)
    return [number(match["n"])] if match and counted.is_named(match["rest"]) else []


def _beside_noun(text: str, counted: Counted) -> list[Decimal]:
    found = [number(match["n"]) for match in _with_nouns(text) if _is_counted(text, match, counted)]
    return found[-1:] if len(set(found)) == 1 else []


def _with_nouns(text: str) -> Iterator[re.Match[str]]:
    """Yield each number with the noun right after it, and with one to three words between."""
    for begun in ANY_NUMBER.finditer(text):
        yield from (match for pattern in WITH_NOUN if (match := pattern.match(text, begun.start())))


def _is_counted(text: str, match: re.Match[str], counted: Counted) -> bool:
    if not (are_kin(match["noun"], counted.noun) or _is_short_for(match["noun"], counted.noun)) or NOT_BETWEEN.search(
        match["between"]
    ):
        return False
    if NOT_BEFORE.search(words_before(text, match.start(), 25)):
        return False
    if is_not_so_far(_near(text, match)) or is_not_now(text, match) or ONE_MORE.match(text, match.end()):
        return False
    return match["n"].lower() not in SINGLE or is_done(text)


def _is_short_for(word: str, noun: str) -> bool:
    """Tell whether a word is the beginning of the noun ("16 proj."), or what its compound ends in."""
    low = word.lower()
    if (len(low) > SHORTEST or low in COMPOUND_ENDS) and noun.endswith(low):
        return True  # "lärare" of "fritidslärare"
    is_begun = len(low) >= SHORTEST or (len(low) == SHORTEST - 1 and low not in SMALL_WORDS)
    return is_begun and noun.startswith(low) and len(noun) > len(low) + 1


def _near(text: str, match: re.Match[str]) -> str:
    """Return a figure with the words around it, as far as the next part of the sentence."""
    before = re.split(r"\b(?:och|and|varav|men|but)\b|[:;]", words_before(text, match.start(), 40))[-1]
    after = AND_THE_REST.split(words_after(text, match.end(), 35))[0]
    return PLANNED_BEFORE.sub(" ", before + match[0] + after)


def _total(text: str, _: Counted) -> list[Decimal]:
    """Read "vi har anställt sex och är nu uppe i 53": the total goes before what has come to it."""
    match = TOTAL.search(text)
    return [number(match["n"])] if match and not is_not_now(text, match) else []


def _none(text: str, counted: Counted) -> list[Decimal]:
    """Read "inga övningar har genomförts", "tre planerade men ingen är genomförd"."""
    match = NONE.search(text)
    if match and counted.is_named(match["rest"]) and not NO_MORE.search(text):
        return [Decimal(0)]
    if match and counted.has_modifier(match["rest"].split()[0]) and not NO_MORE.search(text):
        return [Decimal(0)]
    told = NONE_IS.match(text) is not None and any(counted.has_modifier(word) for word in words_of(text))
    return [Decimal(0)] if told else []


def _beside_modifier(text: str, counted: Counted) -> list[Decimal]:
    """Read "sex rekryterade hittills", "rekryterat sju"."""
    if is_not_so_far(text.rsplit(":", 1)[-1]):
        return []
    before = [
        match
        for match in BEFORE_WORD.finditer(text)
        if _closes(match["next"]) and not OF_BEFORE.search(text, 0, match.start())
    ]
    found = [*before, *AFTER_WORD.finditer(text)]
    known = [match for match in found if counted.has_modifier(match["word"]) and not is_not_now(text, match)]
    return [number(match["n"]) for match in known[:1]]


def _closes(following: str | None) -> bool:
    return following is None or following.strip().lower() in CLOSING


def _loose(text: str, _: Counted) -> list[Decimal]:
    """Read "just nu är vi uppe i 7", "tre st hittills", "utfallet är 48"."""
    found = [match for pattern in LOOSE if (match := pattern.search(text)) and not is_not_now(text, match)]
    return [number(match["n"]) for match in found[:1]]


def _elliptic(text: str, _: Counted) -> list[Decimal]:
    """Read "1 tecknat", "fyra klara", "de fyra första blev klara": what is counted goes without saying."""
    first = FIRST_ONES.search(text)
    if first and is_done(text) and not is_not_so_far(text):
        return [number(first["n"] or first["of"])]
    match = ELLIPTIC.fullmatch(text)
    return [number(match["n"])] if match and is_done(text) and not is_not_so_far(text) else []


RULES = (_total, _labelled, _out_of, _beside_noun, _none, _beside_modifier, _loose, _elliptic)
"""The first rule that finds a value decides."""
