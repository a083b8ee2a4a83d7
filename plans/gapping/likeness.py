"""Compare what two Swedish or English texts speak of: shared stems and parts of compounds, deterministic.

Used where a strategy's words are held against a plan's ("pandemiberedskap" speaks of "beredskap", "nordisk" of
"Norden"). The stems are crude on purpose: a match is a reason to look, never proof, and whoever uses it says in its
evidence what was compared. The few words it knows stand in `plans.gapping.kinds_of_words`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

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


@lru_cache(maxsize=1 << 17)
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


@lru_cache(maxsize=1 << 17)
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


def _in_two(wanted: str, text: Sequence[str]) -> bool:
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


NOTHING = Overlap(0.0, 0.0, ())


@dataclass(frozen=True, slots=True, eq=False)  # known by itself, so that it is quick to look up
class Subject:
    """What may be spoken of, taken apart once: its words with what each is worth, and which stand in each sentence."""

    words: tuple[tuple[str, str, float], ...]  # stem, word, worth
    sentences: tuple[frozenset[str], ...]  # the stems of each

    def overlap(self, near: Callable[[str], float]) -> Overlap:
        """Return how much is spoken of it in a text, of which `near` tells how surely it speaks of a word.

        Of several sentences the share is of the one that is spoken of most.
        """
        found = {one: worth * near(word) for one, word, worth in self.words}
        shared = tuple(word for one, word, _ in self.words if found[one] >= _SHOWN)
        worths = {one: worth for one, _, worth in self.words}
        shares = (
            sum(found[one] for one in said) / (sum(worths[one] for one in said) or 1.0) for said in self.sentences
        )
        return Overlap(sum(found.values()), max(shares, default=0.0), shared)


def subject_of(text: str, weights: Mapping[str, float], given: frozenset[str] = frozenset()) -> Subject:
    """Return `text` as what may be spoken of.

    Args:
        text: such as a challenge.
        weights: what each stem tells (`rarity`); 1 for one that is not there.
        given: stems that the context has already said, such as the area's own; they tell little.
    """
    wanted = {stem(word): word for word in words(text)}
    sentences = (
        frozenset(stem(word) for word in words(part) if stem(word) in wanted) for part in _SENTENCE.split(text)
    )
    return Subject(
        tuple((one, word, weights.get(one, 1.0) * _newness(one, given)) for one, word in wanted.items()),
        tuple(sentences),
    )


def overlap(subject: str, text: str) -> Overlap:
    """Return how much of `subject` the `text` speaks of, every word worth the same."""
    there = spoken(text)
    return subject_of(subject, {}).overlap(lambda wanted: nearness(wanted, there))


@lru_cache(maxsize=1 << 15)
def spoken(text: str) -> frozenset[str]:
    """Return the words of `text` that say something."""
    return frozenset(words(text))


def nearness(wanted: str, there: Iterable[str]) -> float:
    """Return how surely a text with the words `there` speaks of the word `wanted`, from 0 to 1."""
    text = tuple(there)
    best = max((word_likeness(wanted, other) for other in text), default=0.0)
    return 1.0 if best < 1.0 and _in_two(wanted, text) else best


def sounds(word: str) -> Iterator[str]:
    """Return keys of which two words have one in common when either may speak of the other at all."""
    root = stem(word)
    yield f"{word[:_GRAM]}-"
    yield f"-{root[-_GRAM:]}"
    yield from (f"={place}" for place, kin in enumerate(_KIN) if _is_kin(root, kin))


def inner_sounds(word: str) -> Iterator[str]:
    """Return the keys of what may be the second part of a compound."""
    return (f"{word[start : start + _GRAM]}-" for start in range(_PART, len(word) - _PART + 1))


def _newness(one: str, given: frozenset[str]) -> float:
    if any(likeness(one, other) == 1.0 for other in given):
        return _GIVEN
    return _PARTLY_GIVEN if any(_is_part(other, one) for other in given) else 1.0
