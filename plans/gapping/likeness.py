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
_GRAM, _ALIKE = 3, 0.5  # letters in a row, and how many of two words' must be the same
_PART, _MOST = 4, 0.6  # of a compound that is said in two words
_GIVEN, _PARTLY_GIVEN = 0.3, 0.6
_SHOWN = 0.25  # a shared word that tells less is not worth naming
_ADJECTIVE = re.compile(r"(\w{4,}?)(?:isk|sk)")
_LONGEST_REST = 4  # letters by which the noun is longer than what its adjective keeps of it
_SENTENCE = re.compile(r"[.!?;]\s")
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


@cache
def word_likeness(wanted: str, there: str) -> float:
    """Return how surely the word `there` speaks of the word `wanted`, from 0 to 1: by their stems, or as written.

    As written a short word may begin a compound ("patent" in "patentansökningar"), and forms that the stems do not
    bring together share most of their letters in a row ("kluster" and "klustren").
    """
    by_stem = likeness(stem(wanted), stem(there))
    if by_stem == 1.0 or (len(wanted) >= _SHORTEST_PART and there.startswith(wanted)):
        return 1.0
    if len(wanted) < _SHORTEST_PART or len(there) < _SHORTEST_PART:
        return by_stem
    if wanted[:_GRAM] != there[:_GRAM]:
        return by_stem
    ours, theirs = _grams(wanted), _grams(there)
    alike = 2 * len(ours & theirs) / (len(ours) + len(theirs))
    return max(by_stem, alike if alike >= _ALIKE else 0.0)


@cache
def _grams(word: str) -> frozenset[str]:
    framed = f"^{word}$"
    return frozenset(framed[start : start + _GRAM] for start in range(len(framed) - _GRAM + 1))


def _in_two(wanted: str, text: frozenset[str]) -> bool:
    """Tell whether a compound is said in two words: "företagsinvesteringar" by "företag" and "investera"."""
    whole = stem(wanted)
    first = max((len(stem(word)) for word in text if len(word) >= _PART and whole.startswith(stem(word))), default=0)
    if first < _PART:
        return False
    rest = whole[first:]
    return any(
        len(stem(word)) >= _PART and rest.find(stem(word)) in range(3) and len(stem(word)) >= len(rest) * _MOST
        for word in text
    )


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

    Of a subject of several sentences the share is of the one that is spoken of most.

    Args:
        subject: what may be spoken of, such as a challenge.
        text: what may speak of it, such as an action.
        weights: what each stem tells (`rarity`); 1 for one that is not there.
        given: stems that the context has already said, such as the area's own; they tell little.
    """
    wanted = {stem(word): word for word in words(subject)}
    worth = {one: weights.get(one, 1.0) * _newness(one, given) for one in wanted}
    there = spoken(text)
    found = {one: worth[one] * _best(word, there) for one, word in wanted.items()}
    shared = tuple(wanted[one] for one, part in found.items() if part >= _SHOWN)
    sentences = [{stem(word) for word in words(part)} for part in _SENTENCE.split(subject)]
    share = max((_share(found, worth, said) for said in sentences), default=0.0)
    return Overlap(sum(found.values()), share, shared)


def _share(found: Mapping[str, float], worth: Mapping[str, float], said: set[str]) -> float:
    whole = sum(worth[one] for one in said if one in worth)
    return sum(found[one] for one in said if one in found) / (whole or 1.0)


@cache
def spoken(text: str) -> frozenset[str]:
    """Return the words of `text` that say something."""
    return frozenset(words(text))


def _best(wanted: str, there: frozenset[str]) -> float:
    best = max((word_likeness(wanted, other) for other in there), default=0.0)
    return 1.0 if best < 1.0 and _in_two(wanted, there) else best


def _newness(one: str, given: frozenset[str]) -> float:
    if any(likeness(one, other) == 1.0 for other in given):
        return _GIVEN
    return _PARTLY_GIVEN if any(_is_part(other, one) for other in given) else 1.0
