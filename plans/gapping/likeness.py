"""Compare what two Swedish or English texts speak of: shared stems and parts of compounds, deterministic, no word list.

Used where a strategy's words are held against a plan's ("pandemiberedskap" speaks of "beredskap"). The stems are crude
on purpose: a match is a reason to look, never proof, and whoever uses it says in its evidence what was compared.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

_SHORTEST_PART = 5  # letters; shorter pieces are found inside words that have nothing to do with them
_STOP_WORDS = frozenset(
    """
    alla allt andel andra annan antal att av bidrar bli där de den denna dessa det dock då eller en ett
    exempelvis flera fler framtida från för genom god goda ha har hos hur hög högre i icke inklusive innan inom
    inte in kan kring kunna life lätt med mellan men mer minska minskad minskar mot möjliggöra mycket nivåer nå
    när nya och också olika om omkring på samt science ska skapa snabb snabba snabbt som stark starka stärka
    stärkt såväl så till tillsammans under upp ut utifrån utveckla utvecklade utveckling utveckla vara vid är
    över ökad ökade ökat öka åt a all an and are as at be by for from have in into is its more new number of on
    or share other that the their this to with increased increase strengthen develop development strong
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_ENDINGS = tuple(
    """iseringen isering heterna heten heter arnas ernas ornas arna erna orna ande ende aste ing ens ets ade are ies
    ad ar as at en ed er es et or ns na an a e s t n y""".split()  # noqa: SIM905 - as above
)
_SHORTEST_STEM = 4
_LIKE_BEGINNING = 6  # letters
_HALF = 0.5
_GIVEN = 0.3


def words(text: str) -> tuple[str, ...]:
    """Return the words of `text` that say something, lower case, hyphenated compounds apart."""
    found = re.findall(r"[^\W\d_]+", text.replace("\u00ad", "").casefold())
    return tuple(word for word in found if word not in _STOP_WORDS and len(word) > 1)


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of `text`."""
    return frozenset(stem(word) for word in words(text))


@cache
def stem(word: str) -> str:
    """Return `word` without its inflection, as far as its ending tells."""
    for _ in range(2):
        ending = next((e for e in _LONGEST_FIRST if word.endswith(e) and len(word) - len(e) >= _SHORTEST_STEM), None)
        if ending is None:
            break
        word = word[: -len(ending)]
    return word


_LONGEST_FIRST = tuple(sorted(_ENDINGS, key=len, reverse=True))


def likeness(wanted: str, there: str) -> float:
    """Return how surely a text with the stem `there` speaks of `wanted`: 1, a half, or 0.

    Wholly when they are the same, or `there` is a compound of it ("innovationsupphandl" speaks of "upphandl"). By half
    when it is the other way round ("vetenskap" is not yet "datavetenskap"), or when both only begin alike.
    """
    if wanted == there or _is_part(wanted, there):
        return 1.0
    begin_alike = len(wanted) >= _LIKE_BEGINNING and wanted[:_LIKE_BEGINNING] == there[:_LIKE_BEGINNING]
    return _HALF if begin_alike or _is_part(there, wanted) else 0.0


def _is_part(part: str, whole: str) -> bool:
    return len(part) >= _SHORTEST_PART and (whole.startswith(part) or whole.endswith(part))


def rarity(texts: Iterable[str]) -> Mapping[str, float]:
    """Return how much each stem tells among `texts`: 1 for a stem of one text, less for one that stands in many."""
    counts = Counter(one for text in texts for one in stems(text))
    return {one: count**-0.5 for one, count in counts.items()}


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much one text speaks of another: `weight` in distinctive words, `share` of them all, and which they are."""

    weight: float
    share: float
    shared: tuple[str, ...]


def overlap(subject: str, text: str, weights: Mapping[str, float], given: frozenset[str] = frozenset()) -> Overlap:
    """Return how much of `subject` the `text` speaks of.

    Args:
        subject: what may be spoken of, such as a challenge.
        text: what may speak of it, such as an action.
        weights: what each stem tells (`rarity`); 1 for one that is not there.
        given: stems that the context has already said, such as the area's own; they tell little.
    """
    wanted = {stem(word): word for word in words(subject)}
    worth = {one: weights.get(one, 1.0) * (_GIVEN if _among(one, given) else 1.0) for one in wanted}
    there = stems(text)
    found = {one: worth[one] * max((likeness(one, other) for other in there), default=0.0) for one in wanted}
    weight = sum(found.values())
    shared = tuple(wanted[one] for one, part in found.items() if part)
    return Overlap(weight, weight / (sum(worth.values()) or 1.0), shared)


def _among(one: str, given: frozenset[str]) -> bool:
    return any(likeness(one, other) == 1.0 for other in given)
