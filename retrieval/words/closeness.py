"""How near two words are: one a part of the other, a slip of the keyboard apart, or spelled as in the other language.

On stems, as `retrieval.words.analysis` makes them. What a nearness is worth in an answer is decided in
`retrieval.answers.topic`.
"""

from collections.abc import Iterable

from retrieval.ranking.bridging import dice, respelled
from retrieval.words.kinship import plain

_SHORTEST_PART = 4  # letters; a shorter word is part of too many others
_SHORTEST_FIRST_PART = 3  # letters; fewer are no first part of a compound ("skatt" is no kind of "katt")
_SHORTEST_WHOLE = 6  # letters of a text's word that stands for a compound of the question
_ALIKE = 0.7  # the least Dice coefficient of trigrams for words spelled alike


def cognates(word: str, vocabulary: Iterable[str]) -> Iterable[str]:
    """Yield the terms spelled as the other language would spell `word`."""
    if len(word) > _SHORTEST_PART:
        forms = {*respelled(word, "en"), *respelled(word, "sv")}
        yield from (term for term in vocabulary if term[:1] == word[0] and _looks_like(term, forms))


def _looks_like(term: str, forms: Iterable[str]) -> bool:
    return max(dice(term, form) for form in forms) >= _ALIKE


def closeness(asked: str, found: str) -> float:
    """Return how near two stems are, 0 to 1: the same, or one a part of the other."""
    if asked == found:
        return 1.0
    shorter, longer = sorted((asked, found), key=len)
    if len(shorter) < _SHORTEST_PART:
        return 0.5 if longer == found and longer.endswith(shorter) and len(shorter) == _SHORTEST_PART - 1 else 0.0
    narrower = longer == found  # the text says it more narrowly than the question
    if not narrower and len(shorter) < _SHORTEST_WHOLE:
        return 0.0
    if longer.endswith(shorter) and len(longer) - len(shorter) >= _SHORTEST_FIRST_PART:
        return 0.75 if narrower else 0.5
    if longer.startswith(shorter):
        return 0.65 if narrower else 0.45
    return 0.0


def is_slip(asked: str, found: str) -> bool:
    """Tell whether the words differ by one change (two from ten letters on), the first letter right."""
    asked, found = plain(asked), plain(found)
    allowed = 0 if len(asked) < 6 else 1 if len(asked) < 10 else 2  # noqa: PLR2004 - letters, as the docstring says
    if not allowed or asked[0] != found[:1] or abs(len(asked) - len(found)) > allowed:
        return False
    return changes(asked, found) <= allowed


def changes(left: str, right: str) -> int:
    """Return how many letters must be put in, left out, exchanged or swapped with their neighbour (Damerau 1964)."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for at, letter in enumerate(left, 1):
        earlier, before, row = before, row, [at]
        for to, other in enumerate(right, 1):
            best = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != other))
            if at > 1 and to > 1 and letter == right[to - 2] and left[at - 2] == other:
                best = min(best, earlier[to - 2] + 1)
            row.append(best)
    return row[-1]
