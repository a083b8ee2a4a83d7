"""Compare what two Swedish or English texts speak of: shared stems and parts of compounds, deterministic.

Used where a strategy's words are held against a plan's ("pandemiberedskap" speaks of "beredskap", "nordisk" of
"Norden"). The stems are crude on purpose: a match is a reason to look, never proof, and whoever uses it says in its
evidence what was compared. The few words it knows stand in `plans.gapping.kinds_of_words`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from plans.gapping.kinds_of_words import KIN, PHRASES, STOP_WORDS

_SHORTEST_PART = 5  # letters; shorter pieces are found inside words that have nothing to do with them
_ENDINGS = tuple(
    """iseringen isering heterna heten heter arnas ernas ornas arna erna orna ande ende aste ing ens ets ade are ies
    ad ar as at en ed er es et or ns na an a e s t n y""".split()  # noqa: SIM905 - as above
)
_SHORTEST_STEM = 4
_LIKE_BEGINNING = 6  # letters
_HALF, _NEARLY = 0.5, 0.75
_GIVEN, _PARTLY_GIVEN = 0.3, 0.6
_SHOWN = 0.25  # a shared word that tells less is not worth naming
_ADJECTIVE = re.compile(r"(\w{4,}?)(?:isk|sk)")
_LONGEST_REST = 4  # letters by which the noun is longer than what its adjective keeps of it
_SPLIT_COMPOUND = re.compile(r"\b(\w{3,})-( (?:och|eller|samt|and|or) )(\w+)")
# Last parts of compounds that are written once for two: "forsknings- och innovationsmiljöer".
_TAILS = sorted(
    """påverkan utveckling verksamhet verksamheter miljö miljöer vård vården projekt arbete system satsningar kompetens
    försörjning nivå sektor sektorn aktiviteter insatser frågor data politik teknik tekniker produkter företag bolag
    sjukvård sjukvården användning tillgång processer strategi""".split(),  # noqa: SIM905 - as above
    key=len,
    reverse=True,
)


def words(text: str) -> tuple[str, ...]:
    """Return the words of `text` that say something, lower case, hyphenated compounds apart.

    "klimat- och miljöpåverkan" is read as the two compounds that it stands for.
    """
    whole = _SPLIT_COMPOUND.sub(_both_compounds, text.replace("\u00ad", ""))
    for phrase, word in PHRASES:
        whole = phrase.sub(word, whole)
    found = re.findall(r"[^\W\d_]+", whole.casefold())
    return tuple(word for word in found if word not in STOP_WORDS and len(word) > 1)


def _both_compounds(found: re.Match[str]) -> str:
    first, between, second = found.groups()
    tail = next((part for part in _TAILS if second.casefold().endswith(part) and len(second) > len(part) + 2), "")
    return f"{first}{tail}{between}{second}"


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


_KIN = tuple(frozenset(stem(word) for word in alike) for alike in KIN)


@cache
def likeness(wanted: str, there: str) -> float:
    """Return how surely a text with the stem `there` speaks of `wanted`, from 0 to 1.

    Wholly when they are the same, when `there` is a compound of it ("innovationsupphandl" speaks of "upphandl"), or
    when one is the other's adjective ("nordisk" and "Norden"). Nearly when they mean alike. By half when it is the
    other way round ("vetenskap" is not yet "datavetenskap"), or when both only begin alike.
    """
    if wanted == there or _is_part(wanted, there) or _is_adjective_of(wanted, there) or _is_adjective_of(there, wanted):
        return 1.0
    if any(_is_kin(wanted, kin) and _is_kin(there, kin) for kin in _KIN):
        return _NEARLY
    begin_alike = len(wanted) >= _LIKE_BEGINNING and wanted[:_LIKE_BEGINNING] == there[:_LIKE_BEGINNING]
    return _HALF if begin_alike or _is_part(there, wanted) else 0.0


def _is_part(part: str, whole: str) -> bool:
    return len(part) >= _SHORTEST_PART and (whole.startswith(part) or whole.endswith(part))


def _is_adjective_of(adjective: str, noun: str) -> bool:
    """Tell whether an adjective in -isk is made from the noun: "baltisk" from "Baltikum", "klinisk" from "klinik"."""
    found = _ADJECTIVE.fullmatch(adjective)
    return found is not None and noun.startswith(found[1]) and len(noun) - len(found[1]) <= _LONGEST_REST


def _is_kin(word: str, kin: frozenset[str]) -> bool:
    return any(word == one or (len(one) >= _SHORTEST_PART and word.startswith(one)) for one in kin)


def rarity(subjects: Iterable[str], texts: Iterable[str] = ()) -> Mapping[str, float]:
    """Return how much each stem tells: 1 for one that a single subject has, less the more have it.

    Among `texts`, which may speak of the subjects, a stem may stand once without telling less.
    """
    counts = Counter(one for subject in subjects for one in stems(subject))
    spoken = Counter(one for text in texts for one in stems(text))
    return {one: (count + max(0, spoken[one] - 1)) ** -0.5 for one, count in counts.items()}


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
    worth = {one: weights.get(one, 1.0) * _newness(one, given) for one in wanted}
    there = stems(text)
    found = {one: worth[one] * max((likeness(one, other) for other in there), default=0.0) for one in wanted}
    weight = sum(found.values())
    shared = tuple(wanted[one] for one, part in found.items() if part >= _SHOWN)
    return Overlap(weight, weight / (sum(worth.values()) or 1.0), shared)


def _newness(one: str, given: frozenset[str]) -> float:
    if any(likeness(one, other) == 1.0 for other in given):
        return _GIVEN
    return _PARTLY_GIVEN if any(_is_part(other, one) for other in given) else 1.0
