"""Pairs of versions, made here: whatever was done to a strategy, nothing that no longer applies is shown as current.

Each statement has a number of its own, so that the earlier wording is known when it is seen. A pair is asked about as
two strategies of which the newer one is in force, on a day when the older one was, as one document that was changed
without a word, and as what has changed.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Final

from benchmarks.trust.tally import Tally
from retrieval.answering import answer
from retrieval.comparing import compare
from retrieval.difference.change_questions import as_answer
from retrieval.documents.chunking import chunk
from retrieval.documents.structure import assemble
from retrieval.model import Answer, BlockKind, DocumentState, DocumentType, RawBlock, Version
from retrieval.register import all_at, known_by
from retrieval.search import SearchIndex

PAIRS: Final = 60
_NOW: Final = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_TODAY: Final = date(2026, 11, 22)
_THEN: Final = date(2022, 5, 1)
_TOPICS: Final = {  # what a statement says, and what it is about in either language
    "Regionen bygger upp lager av läkemedel för {n} dagar.": ("lager av läkemedel", "stocks of medicines"),
    "Universiteten utbildar {n} bioinformatiker varje år.": ("bioinformatiker", "bioinformatics"),
    "Minst {n} kliniska prövningar ska starta under perioden.": ("kliniska prövningar", "clinical trials"),
    "Kommunerna övar evakuering {n} gånger om året.": ("evakuering", "evacuation"),
    "Bolagen får tillgång till testbäddar inom {n} veckor.": ("testbäddar", "test beds"),
    "Utsläppen från transporter minskar med {n} procent.": ("utsläpp från transporter", "emissions from transport"),
    "Forskarskolan antar {n} doktorander i bioteknik.": ("doktorander", "doctoral students"),
    "Handläggningstiden för hälsodata blir högst {n} dagar.": ("hälsodata", "health data"),
}
_FORMS: Final = (
    ("Vad säger strategin om {}?", 0),
    ("{}", 0),
    ("Vad gäller för {} nu?", 0),
    ("What does the strategy say about {}?", 1),
)
_HEADINGS: Final = ("Beredskap", "Kompetens", "Klimat och miljö", "Internationellt samarbete")
_EDITS: Final = ("remove", "change", "add", "move", "renumber", "rename the section")

_Sections = dict[str, list[str]]


def pairs(share: int, shares: int) -> Tally:
    """Ask about a share of the pairs."""
    draw = random.Random(7)  # noqa: S311 - the same pairs every time
    drawn = [_drawn(draw, at) for at in range(PAIRS)]
    looked, found = 0, []
    for before, after, first, topics in drawn[share::shares]:
        for faults in _asked_about(before, after, first, topics):
            looked += 1
            found += faults
    return Tally(Counter(T6=looked), tuple(found))


def _drawn(draw: random.Random, at: int) -> tuple[_Sections, _Sections, int, Sequence[tuple[str, str]]]:
    order = draw.sample(list(_TOPICS), len(_TOPICS))
    texts = [text.format(n=number) for text, number in zip(order, draw.sample(range(11, 90), len(order)), strict=True)]
    before = {heading: texts[place * 2 : place * 2 + 2] for place, heading in enumerate(_HEADINGS)}
    after = {heading: list(held) for heading, held in before.items()}
    first, edits = 1, [_EDITS[at % len(_EDITS)], *draw.sample(_EDITS, draw.randrange(3))]
    for edit in edits:
        first += 2 * (edit == "renumber")
        _edit(edit, after, draw)
    return before, after, first, [_TOPICS[text] for text in order[:3]]


def _edit(edit: str, after: _Sections, draw: random.Random) -> None:
    home, away = draw.sample(list(after), 2)
    if edit == "add":
        after[home].append(f"Klustret tecknar avtal med {draw.randrange(90, 99)} nordiska partner.")
    elif edit == "rename the section":
        after[f"{home} och framtid"] = after.pop(home)
    elif edit != "renumber" and after[home]:
        said = after[home].pop(0)
        if edit == "move":
            after[away].append(said)
        elif edit == "change":
            number = next(word for word in said.split() if word.isdigit())
            after[home].insert(0, said.replace(number, str(int(number) + 100)))


def _version(document: str, sections: _Sections, first: int, *, year: int = _NOW.year, number: int = 1) -> Version:
    state = DocumentState.CURRENT if year == _NOW.year else DocumentState.SUPERSEDED
    blocks = []
    for at, (heading, held) in enumerate(sections.items(), first):
        blocks.append(RawBlock(BlockKind.HEADING, f"{at}. {heading}", level=1))
        blocks += [RawBlock(BlockKind.PARAGRAPH, text) for text in held]
    older, newer = ("gammal.md", None) if year == _NOW.year else (None, "ny.md")
    return Version(
        *(document, number, f"{year}-{number}", f"Strategi {year}", DocumentType.STRATEGY, state, ""),
        assemble(blocks),
        _NOW,
        year=year,
        valid_from=date(year, 1, 1),
        supersedes=older,
        superseded_by=newer,
    )


def _asked_about(
    before: _Sections, after: _Sections, first: int, topics: Sequence[tuple[str, str]]
) -> Iterator[list[str]]:
    """Yield the faults of each answer about one pair, an empty list where there is none."""
    old = _version("gammal.md", before, 1, year=2020)
    new = _version("ny.md", after, first)
    silent = _version("strategi.md", after, first, number=2)
    both = {"ny.md": new, "gammal.md": old}
    worlds = [(both, _TODAY, new), (both, _THEN, old), ({"strategi.md": silent}, _TODAY, silent)]
    for versions, day, applies in worlds:
        known = known_by(versions, day) if day < _TODAY else all_at(versions, day)
        index = SearchIndex.build([passage for one in known.values() for passage in chunk(one)])
        for topic in topics:
            for form, language in _FORMS:
                yield list(_wrong(_asked(known, index, day, form.format(topic[language])), applies, day))
    for topic, _ in topics:
        yield list(_miscompared(topic, old, new))


def _asked(versions: Mapping[str, Version], index: SearchIndex, day: date, question: str) -> Answer:
    return answer(question, index=index, versions=versions, as_of=day, now=_NOW, new_id=lambda: "a1")


def _wrong(found: Answer, applies: Version, day: date) -> Iterator[str]:
    """Yield what an answer says as if it applied, and does not stand in the version that does."""
    for source in found.sources:
        if source.n in found.earlier or source.state is DocumentState.SUPERSEDED:
            if source.document == applies.document:
                yield f"T6 {day} in force and called superseded: {source.quote!r}"
        elif source.document != applies.document or source.quote not in applies.content.text:
            yield f"T6 {day} not in force: {source.quote!r} in answer to {found.question!r}"
    marked = {source.n for source in found.sources if source.state is DocumentState.SUPERSEDED} | set(found.earlier)
    for sentence in found.sentences:
        if set(sentence.citations) - marked and sentence.text not in applies.content.text:
            yield f"T6 {day} said as current: {sentence.text!r} in answer to {found.question!r}"


def _miscompared(topic: str, old: Version, new: Version) -> Iterator[str]:
    compared = compare(topic, old, new)
    for change in compared.changes:
        if change.after is not None and change.after.quote not in new.content.text:
            yield f"T6 shown as it reads now: {change.after.quote!r}"
        if change.before is not None and change.before.quote not in old.content.text:
            yield f"T6 shown as it read: {change.before.quote!r}"
    said = as_answer(compared, "Vad har ändrats?", as_of=_TODAY, now=_NOW, language="sv", answer_id="a1")
    for source in said.sources:
        if (source.state is DocumentState.SUPERSEDED) is not (source.document == "gammal.md"):
            yield f"T6 {source.state}: {source.quote!r}"
