"""The words of a whole plan, so that many actions are held against many challenges with each pair looked at once."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from plans.gapping.likeness import NOTHING, Overlap, Subject, inner_sounds, nearness, sounds, spoken


class Vocabulary:
    """The words of `texts`, by what they sound like."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words = frozenset(word for text in texts for word in spoken(text))
        self._near: dict[str, frozenset[str]] = {}
        self._near_subjects: dict[Subject, frozenset[str]] = {}

    def overlap(self, subject: Subject, text: str) -> Overlap:
        """Return how much of `subject` is spoken of in `text`, which is one of the texts."""
        there = spoken(text)
        if there.isdisjoint(self._near_any(subject)):
            return NOTHING
        return subject.overlap(lambda wanted: self._nearness(wanted, there))

    def _nearness(self, wanted: str, there: frozenset[str]) -> float:
        common = self._near[wanted] & there
        return nearness(wanted, common) if common else 0.0

    def _near_any(self, subject: Subject) -> frozenset[str]:
        """Return the words that may speak of any word of `subject`."""
        near = self._near_subjects.get(subject)
        if near is None:
            for _, word, _ in subject.words:
                self._near.setdefault(word, self._candidates(word))
            near = frozenset().union(*(self._near[word] for _, word, _ in subject.words))
            self._near_subjects[subject] = near
        return near

    def _candidates(self, wanted: str) -> frozenset[str]:
        """Return the words that may speak of `wanted`, alone or with another."""
        keys = {*sounds(wanted), *inner_sounds(wanted)}
        return frozenset(word for key in keys for word in self._by_sound.get(key, ()))

    @cached_property
    def _by_sound(self) -> Mapping[str, tuple[str, ...]]:
        groups: dict[str, list[str]] = {}
        for word in self._words:
            for key in sounds(word):
                groups.setdefault(key, []).append(word)
        return {key: tuple(found) for key, found in groups.items()}
