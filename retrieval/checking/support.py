"""Which words of a sentence its quotes do not bear.

A word is borne when it stands in the quotes or in the question: the same stem, a part of a compound, what the glossary
says it means in the other language, or the same word as the other language spells it. One word in four may be an
ordinary word of the field that the glossary knows, because a paraphrase needs a verb of its own; a word that nobody
knows never passes, so that nothing an attacker wants said can be smuggled in beside what is true.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retrieval.ranking.bridging import dice, respelled
from retrieval.words import amounts
from retrieval.words.analysis import Language, compound_parts, frame_words, stem, stop_words, words
from retrieval.words.glossary import field_glossary, glossary

_FREE_SHARE = 4  # one content word in so many may be an ordinary word that the quotes do not have
_SHORTEST_PART = 5  # letters of a word that is found inside a compound
_ALIKE = 0.6  # the least Dice coefficient of trigrams for words spelled alike (`retrieval.ranking.bridging`)
_SHORTEST_COGNATE = 5
_LANGUAGES: tuple[Language, Language] = ("sv", "en")
# Words that tie a paraphrase together and claim nothing by themselves.
_TYING = (
    " able based base bases include includes including included call calls mean means meaning aim aims seek seeks want"
    " wants state states stress stresses highlight highlights point points concern concerns involve involves make makes"
    " making made become becomes take takes taking mention mentions describe describes regarding through further keep"
    " keeps hold holds"
    " omfattar omfatta innebär handlar gäller bygger baseras utgår siktar syftar lyfter pekar nämner beskriver berör"
    " ingår görs göras göra bli blir tas ta fram genom därför hålla håller "
)
# Small words that a number leans on, which no glossary of a field has.
_SAME = {"least": "minst", "minst": "least", "most": "högst", "högst": "most"}


@dataclass(frozen=True, slots=True)
class _Ground:
    """The words that a sentence may stand on."""

    words: frozenset[str]
    stems: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "_Ground":
        found = frozenset(word for text in texts for word in words(text))
        return cls(found, frozenset(stem(word, language) for word in found for language in _LANGUAGES))

    def has(self, word: str) -> bool:
        stems = [stem(word, language) for language in _LANGUAGES]
        if word in self.words or _SAME.get(word) in self.words or self.stems.intersection(stems):
            return True
        if any(len(one) >= _SHORTEST_PART and one in known for one in stems for known in self.words):
            return True
        return bool(compound_parts(word, self.stems))

    def has_alike(self, word: str) -> bool:
        """Tell whether the other language's spelling of `word` stands here."""
        if len(word) < _SHORTEST_COGNATE:
            return False
        forms = {*respelled(word, "en"), *respelled(word, "sv")}
        near = [known for known in self.words if known[:1] == word[0] and len(known) >= _SHORTEST_COGNATE]
        return any(dice(known, form) >= _ALIKE for known in near for form in forms)


def unsupported(sentence: str, quotes: Sequence[str], question: str, language: Language) -> tuple[str, ...]:
    """Return the content words of `sentence` that nothing bears, empty when all are or so few that they may pass."""
    ground = _Ground.of([*quotes, question])
    tokens = words(_uncounted(sentence))
    carried = _translated(tokens, ground, language)
    content = [at for at, word in enumerate(tokens) if _is_content(word)]
    missing = [at for at in content if at not in carried and not _is_borne(tokens[at], ground, language)]
    ordinary = field_glossary().single(language)
    foreign = [at for at in missing if stem(tokens[at], language) not in ordinary]
    if foreign or len(missing) > len(content) // _FREE_SHARE:
        return tuple(tokens[at] for at in missing)
    return ()


def _uncounted(sentence: str) -> str:
    """Return a sentence without its numbers and their units: `claims` has checked those, in every form."""
    for one in reversed(amounts.read(sentence).numbers):
        sentence = f"{sentence[: one.start]} {sentence[one.end :]}"
    return sentence


def _is_content(word: str) -> bool:
    if word.isdigit() or amounts.is_month(word) or f" {word} " in _TYING:
        return False
    return not any(word in stop_words(one) or word in frame_words(one) for one in _LANGUAGES)


def _is_borne(word: str, ground: _Ground, language: Language) -> bool:
    return ground.has(word) or ground.has_alike(word) or bool(_translated([word], ground, language))


def _translated(tokens: Sequence[str], ground: _Ground, language: Language) -> set[int]:
    """Return the places of the words that stand in the ground in the other language, by themselves or as a phrase."""
    known, found = glossary(), set[int]()
    for length in range(min(known.longest, len(tokens)), 0, -1):
        for at in range(len(tokens) - length + 1):
            meanings = known.meanings(tokens[at : at + length], language)
            if any(all(ground.has(word) for word in meaning) for meaning in meanings):
                found.update(range(at, at + length))
    return found
