"""A light stem for matching the words of an indicator with the words of a reply ("övningar", "övningen")."""

import re
from functools import lru_cache

from plans.patterns import Pattern
from plans.translations import TRANSLATIONS

_ENDINGS = Pattern(
    r"(?:arnas|ernas|ornas|arna|erna|orna|aren|are|arens|(?<=...)(?:ningar|ningarna|ningen|ning|nings)|(?<!pl)ats|"
    r"ades|ars|ors|ers|ens|ets|"
    r"ar|or|er|en|et|an|na|ies|es|ade|at|ad|ed|da|des|dda|tts)$|(?<=....)(?:n|s|a|e|y|d|ing)$"
)
_MINIMUM = 3
_LONG = 4


@lru_cache(maxsize=20_000)  # the words of a plan are compared with those of every question
def stem(word: str) -> str:
    """Return the part of a word that its forms share: at least three letters, lower case."""
    low = word.lower()
    match = _ENDINGS.search(low)
    while match and match.start() < _MINIMUM:
        match = _ENDINGS.search(low, match.start() + 1)
    return low[: match.start()] if match else low


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without figures and short words."""
    return [word for word in re.findall(r"[a-zåäöéü]+", text.lower()) if len(word) >= _MINIMUM]


def are_kin(word: str, other: str) -> bool:
    """Tell whether two words are forms of one, or one a compound that ends in the other ("forumträffar").

    An English word and the Swedish ones that it stands for are kin too.
    """
    word, other = word.lower(), other.lower()
    first, second = stem(word), stem(other)
    if _ends_in(word, second) or _ends_in(other, first):
        return True  # "mentorspar", "par"
    if _are_forms(first, second):
        return True
    return any(
        _are_forms(stem(swedish), stem(known))
        for english, known in ((word, other), (other, word))
        for swedish in TRANSLATIONS.get(english, ())
    )


def _ends_in(whole: str, tail: str) -> bool:
    return len(tail) == _MINIMUM and whole.endswith("s" + tail)


def _are_forms(first: str, second: str) -> bool:
    """Tell whether two stems are of forms of one word, or of a compound and what it ends in."""
    if first == second or first.rstrip("st") == second.rstrip("st"):
        return True
    longer, shorter = (first, second) if len(first) >= len(second) else (second, first)
    if len(shorter) > _LONG and longer.startswith(shorter) and len(longer) <= len(shorter) + 1:
        return True
    return len(shorter) >= _LONG and len(longer) > len(shorter) + 2 and longer.endswith(shorter)
