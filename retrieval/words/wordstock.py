"""The words of one text, stretch by stretch: where each stands, and which of them are near a word of a question.

It depends on the text alone. So it is kept as long as the text is, and so is what was found for a word, up to a bound.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from retrieval.words.closeness import closeness, cognates, is_slip
from retrieval.words.kinship import in_full, plain, roots

RELATED: Final = 0.95  # closeness of words of one root, and of words that differ in accents only
_KEPT: Final = 1000  # words for which it is remembered what is near them; some hundred bytes each
_BETWEEN: Final = "\n"  # stands in no word
_Found = TypeVar("_Found")


class WordStock:
    """The stems of a text's stretches; `stretches` holds those of each, in the order of the text."""

    def __init__(self, stretches: Iterable[frozenset[str]]) -> None:
        self.stretches: Sequence[frozenset[str]] = tuple(stretches)
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, found in enumerate(self.stretches):
            for term in found:
                self._places[term].append(place)
        self._roots: dict[str, list[str]] = defaultdict(list)
        self._beginning: dict[str, list[str]] = defaultdict(list)
        for term in self._places:
            self._beginning[plain(term)[:1]].append(term)
            for root in roots(term):
                self._roots[root].append(term)
        self._written = _BETWEEN.join(("", *self._places, ""))
        self._near: dict[str, Mapping[str, float]] = {}
        self._slips: dict[str, tuple[str, ...]] = {}
        self._cognates: dict[str, tuple[str, ...]] = {}

    def __contains__(self, term: object) -> bool:
        return term in self._places

    def places(self, term: str) -> Sequence[int]:
        """Return which of the stretches hold `term`, in their order."""
        return self._places.get(term, ())

    def near(self, key: str) -> Mapping[str, float]:
        """Return the terms near `key` with how near, above 0 to 1: of one root, or one a part of the other."""
        return _kept(self._near, key, self._found_near)

    def slips(self, key: str) -> tuple[str, ...]:
        """Return the terms that are a slip of the keyboard away from `key`."""
        return _kept(self._slips, key, lambda key: tuple(term for term in self._alike(key) if is_slip(key, term)))

    def cognates(self, key: str) -> tuple[str, ...]:
        """Return the terms spelled as the other language would spell `key`."""
        return _kept(self._cognates, key, lambda key: tuple(cognates(key, self._alike(key))))

    def _alike(self, key: str) -> Sequence[str]:
        """Return the terms that begin as `key` does, accents aside."""
        return self._beginning.get(plain(key)[:1], ())

    def _found_near(self, key: str) -> Mapping[str, float]:
        near = {term: RELATED for root in roots(key) for term in self._roots.get(root, ())}
        for form in {key, in_full(key)}:
            for term in (*self._holding(form), *self._held_by(form)):
                if (close := closeness(form, term)) > near.get(term, 0.0):
                    near[term] = close
        return near

    def _holding(self, form: str) -> Iterator[str]:
        """Yield the terms that `form` stands in."""
        written, at = self._written, self._written.find(form)
        while at >= 0:
            end = written.find(_BETWEEN, at)
            yield written[written.rfind(_BETWEEN, 0, at) + 1 : end]
            at = written.find(form, end)

    def _held_by(self, form: str) -> Iterator[str]:
        """Yield the terms that `form` begins or ends with: what stands in its midst is not near it."""
        for cut in range(1, len(form)):
            yield from (part for part in (form[:cut], form[cut:]) if part in self._places)


def _kept(remembered: dict[str, _Found], key: str, find: Callable[[str], _Found]) -> _Found:
    """Return what is remembered for `key`, found now where nothing is; what is remembered does not grow for ever."""
    found = remembered.get(key)
    if found is None:
        if len(remembered) >= _KEPT:
            remembered.clear()
        found = remembered[key] = find(key)
    return found
