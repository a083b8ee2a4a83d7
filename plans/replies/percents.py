"""Percentages in a reply, and whether a figure is of now or of another time."""

import re

from plans.model import Action
from plans.number_words import NUMBER
from plans.patterns import Pattern
from plans.replies.clauses import Clause
from plans.replies.wordlists import any_of, words_after, words_before
from plans.stems import are_kin, words_of

_PERCENT_SIGN = r"\s?(?:%|procent(?:ig)?\b|percent\b|per cent\b|pct\b)"
PERCENT = Pattern(rf"(?<![\w,.])(?P<n>{NUMBER}){_PERCENT_SIGN}", re.IGNORECASE)
_RANGE = Pattern(
    rf"(?<![\w,.])(?:{NUMBER})(?:{_PERCENT_SIGN})?\s?(?:[–-]|till|to|och|and|eller|or)\s?(?:{NUMBER}){_PERCENT_SIGN}",
    re.IGNORECASE,
)
_FROM_TO = Pattern(r"\b(?:från|from)\b", re.IGNORECASE)
NOT_NOW = any_of(
    r"mål(?:et|värdet|värde|sättningen)?\b|målet är|siktar|hoppas|hoppats|hade (?:\w+ )?(?:tänkt|trott)|had (?:hoped|"
    r"planned|expected)|hop(?:e|ed|ing)\b|lägst|högst|minst|percentil\w*|lowest|highest|räkna\w* med|"
    r"skulle(?! (?:jag|vi) (?:säga|gissa|tro))|borde|"
    r"(?:inte|ej) (?:\w+ "
    r")?(?:nått|nå|når|uppnått|kommit till)|not (?:yet )?(?:reached|hit)|should|väntas|beräknas|expect\w*|"
    r"prognos\w*|ska (?:nå|bli|vi|upp)|planera\w*|förra "
    r"(?:året|gången)|i fjol|tidigare|"
    r"(?:original )?plan(?:en)? (?:was|var|är)|att (?:uppgå|ligga|landa|vara|bli)\b|föregående|previous\b|"
    r"jämfört|sedan tidigare|target|goal|aim\w*|"
    r"last year|compared|previously|up from|"
    r"ner från|upp från|"
    r"utgångsvärde\w*|baseline|kanske|max(?:imalt)?\b|maybe|perhaps|som mest|at best",
)
_ANY_SHARE = Pattern(r"\b(?!genomförande|färdig|slutför)\w{3,}(?:grad|andel|kvot)(?:en)?\b|\brate\b", re.IGNORECASE)
_PER_CENT = Pattern(r"%|procent|per ?cent", re.IGNORECASE)
_STAYED = Pattern(
    r"\bkvar\b(?! (?:att|av|tills))|\b(?:stannar|stannat|bor kvar|stay|stays|stayed|remain in)\b", re.IGNORECASE
)
_SHARE = Pattern(
    r"^\s*(?:andel(?:en)?|procentandel|share|proportion|percentage|grad)\b|%|procent|percent", re.IGNORECASE
)
_SMALL = (
    r"ca|c:a|cirka|circa|ungefär|runt|omkring|kanske|drygt|knappt|nästan|över|about|around|roughly|"
    r"approximately|nearly|över|vi|är|på|nu|ligger|uppe|i|at|we|are|now|så|det|kring|typ|säg|we're|cirka|"
    r"skulle|det|vill|säga|jag|tror|gissar|ja|say|i'd|approx|uppskattningsvis|estimated|est|totalt|framdrift|progress|"
    r"status|dvs|alltså|so|i\.e|vilket|ger|motsvarar"
)
_SMALL_WORDS = Pattern(rf"(?:\W|\b(?:{_SMALL})\b)*")
# Words of an indicator that do not tell what it measures.
EMPTY_WORDS = frozenset(
    ("antal", "andel", "per", "år", "som", "efter", "två", "och", "för", "med", "alla", "inom", "från", "kvar",
     "share", "number", "the", "using", "used", "and", "for", "year")
)  # fmt: skip
_BEFORE, _AFTER = 28, 22  # how many characters around a figure tell of which time it is


def is_share(action: Action) -> bool:
    """Tell whether the action's indicator is itself a percentage."""
    written = " ".join(str(part) for part in (action.baseline, action.target, action.unit) if part is not None)
    return bool(action.indicator) and (
        _SHARE.search(action.indicator or "") is not None or _PER_CENT.search(written) is not None
    )


def names_indicator(text: str, action: Action) -> bool:
    """Tell whether a text holds a word of the action's indicator, or a word for shares."""
    if _ANY_SHARE.search(text):
        return True
    if "kvar" in words_of(action.indicator or "") and _STAYED.search(text):
        return True
    known = [word for word in words_of(action.indicator or "") if word not in EMPTY_WORDS]
    return any(are_kin(word, wanted) for word in words_of(text) for wanted in (*known, "andel", "share", "indikator"))


def single_percents(text: str) -> list[re.Match[str]]:
    """Return the percentages of a text (group ``n``), none where it gives an interval ("60–70 %")."""
    return [] if is_interval(text) else list(PERCENT.finditer(text))


def is_interval(text: str) -> bool:
    """Tell whether a text gives an interval, and not a change "från 40 till 60 %"."""
    return _RANGE.search(text) is not None and _FROM_TO.search(text) is None


def stands_alone(text: str) -> bool:
    """Tell whether a clause is hardly more than its percentage ("ca 60 %", "nu är vi på 60 %")."""
    return _SMALL_WORDS.fullmatch(PERCENT.sub(" ", text).lower()) is not None


_OF_BEFORE = Pattern(
    r"\W*(?:(?:\w+ )?(?:när (?:vi|det|arbetet|projektet) (?:började|startade)|when (?:we|it) (?:started|began)|"
    r"vid start|from the start|från början)|förra|i fjol|last year|tidigare|är (?:vårt )?mål|var (?:vårt )?mål|"
    r"is the (?:target|goal))"
)


def is_loose(clause: Clause) -> bool:
    """Tell whether a clause is a percentage that does not say of what."""
    return bool(single_percents(clause.text)) and stands_alone(clause.text)


def is_not_now(text: str, match: re.Match[str]) -> bool:
    """Tell whether a figure is a target or an earlier value by the words just before or after it."""
    before, after = words_before(text, match.start(), _BEFORE), words_after(text, match.end(), _AFTER)
    return NOT_NOW.search(before) is not None or _OF_BEFORE.match(after) is not None
