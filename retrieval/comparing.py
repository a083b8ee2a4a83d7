"""What changed about a topic between two strategies, or between two versions of one document, each side cited.

The points that speak of the topic on either side are aligned with the whole of the other
(`retrieval.difference.aligning`): a sentence that lost the word is changed, not removed. Which of the two is in force
is the register's word: it is said at the head of the comparison and beside every source. Pure.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from retrieval.answers.ideas import ideas
from retrieval.answers.topic import Topic, terms
from retrieval.checking.citations import cite
from retrieval.difference.aligning import Aligned, align, points_of
from retrieval.difference.comparison import Change, Comparison, is_overview, shown
from retrieval.difference.comparison_text import written
from retrieval.documents.outline import Point, outline
from retrieval.model import BlockKind, Citation, DocumentState, DocumentType, Version
from retrieval.refusals import DocumentRefusal
from retrieval.register import Register, at, get
from retrieval.words.language import detect
from retrieval.words.wordstock import WordStock

_ABOUT = 0.6  # the share of the topic that a point, with its headings, must speak of


def compare(topic: str, before: Version, after: Version, language: str | None = None) -> Comparison:
    """Return what changed about `topic` from `before` to `after`; an empty topic compares all of them.

    `language` is the reader's ("sv", "en"), the topic's own where None.
    """
    spoken = detect(topic, default=language or "sv")
    old, new = points_of(outline(before)), points_of(outline(after))
    is_about = _about(topic, spoken, [*old, *new], frozenset({before.title, after.title}))
    titles = {before.title, after.title}
    aligned = [
        one
        for one in align(old, new)
        if any(side and is_about(side) for side in (one.before, one.after)) and not _is_title(one, titles)
    ]
    changes = _numbered(topic, aligned, before, after)
    speaks = (any(map(is_about, old)), any(map(is_about, new)))
    found = Comparison(topic, before, after, changes, *speaks, text="")
    return replace(found, text=written(found, language or spoken))


def pair(register: Register, as_of: date) -> tuple[Version, Version]:
    """Return the strategy that an earlier one came before, and the current one: by the register's links.

    Where no document is said to be replaced it is the earlier version of the current strategy's own file.

    Raises:
        DocumentRefusal: there is nothing earlier to compare with.
    """
    latest = {version.document: at(version, as_of) for version in register.latest()}
    strategies = [version for version in latest.values() if version.type is DocumentType.STRATEGY]
    in_force = [version for version in strategies if version.state is DocumentState.CURRENT]
    live = in_force or [version for version in strategies if version.state is DocumentState.DRAFT]
    newest = sorted(live, key=lambda version: (version.year or 0, version.document), reverse=True)
    for version in newest:
        if earlier := _predecessor(version, latest):
            return earlier, version
    for version in newest:
        if len(versions := register.versions(version.document)) > 1:
            return _outdated(versions[-2]), version
    raise DocumentRefusal("compare.nothing_earlier", known=", ".join(sorted(latest)) or "–")


def chosen(register: Register, name: str, as_of: date) -> Version:
    """Return the version that `name` means: a document, or one version of it as "strategi.docx@1".

    Raises:
        DocumentRefusal: there is none.
    """
    document, mark, number = name.rpartition("@")
    asked = int(number) if mark and number.isdigit() else None
    version = get(register, document if asked is not None else name, asked)
    newest = register.versions(version.document)[-1].number
    # The register keeps an earlier version as it was; it is no longer in force once a newer one has been read.
    return at(version, as_of) if version.number == newest else _outdated(version)


def _predecessor(version: Version, latest: Mapping[str, Version]) -> Version | None:
    earlier = latest.get(version.supersedes or "")
    linked = [other for other in latest.values() if other.superseded_by == version.document]
    return earlier or max(linked, key=lambda other: (other.year or 0, other.document), default=None)


def _outdated(version: Version) -> Version:
    kept = version.state in {DocumentState.DRAFT, DocumentState.REVOKED}
    return version if kept else replace(version, state=DocumentState.SUPERSEDED)


def _about(topic: str, language: str, points: Sequence[Point], titles: frozenset[str]) -> Callable[[Point], bool]:
    """Return what tells whether a point, under its headings, speaks of the topic; of an empty topic every one does."""
    if not topic.strip():
        return lambda _: True
    asked = Topic(ideas(topic, "en" if language == "en" else "sv"), [WordStock(point.terms for point in points)])

    def is_about(point: Point) -> bool:
        # What stands under a heading that names the topic is about it; a heading must name it by itself.
        path = () if point.kind is BlockKind.HEADING else point.path
        above = asked.touch(terms(" ".join(heading for heading in path if heading not in titles)))
        covered = [max(pair) for pair in zip(asked.touch(point.terms), above, strict=True)]
        return bool(covered) and asked.coverage(covered) >= _ABOUT

    return is_about


def _is_title(one: Aligned, titles: set[str]) -> bool:
    """Tell whether two points are the documents' own titles: that they differ says no more than the heading does."""
    return one.before is not None and one.after is not None and {one.before.text, one.after.text} <= titles


def _numbered(topic: str, aligned: Iterable[Aligned], before: Version, after: Version) -> tuple[Change, ...]:
    changes = [
        Change(
            one.kind,
            cite(before, one.before.start, one.before.end) if one.before else None,
            cite(after, one.after.start, one.after.end) if one.after else None,
            any(side is not None and side.kind is BlockKind.HEADING for side in (one.before, one.after)),
        )
        for one in aligned
    ]
    # Numbered as they are shown, so that a reader meets 1, 2, 3 …; what is not shown comes last.
    told = shown(changes, overview=is_overview(topic, changes))
    sides = [side for change in [*told, *changes] for side in (change.after, change.before) if side is not None]
    # Two versions of one document have the same name and perhaps the same span: the version tells them apart.
    numbers = {key: n for n, key in enumerate(dict.fromkeys(_key(side) for side in sides), 1)}
    return tuple(
        replace(
            change,
            before=replace(change.before, n=numbers[_key(change.before)]) if change.before else None,
            after=replace(change.after, n=numbers[_key(change.after)]) if change.after else None,
        )
        for change in changes
    )


def _key(citation: Citation) -> tuple[str, str, int, int]:
    return citation.document, citation.version, citation.start, citation.end
