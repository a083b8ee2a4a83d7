"""What changed about a topic between two strategies, or between two versions of one document, each side cited.

The points that speak of the topic on either side are aligned with the whole of the other (`retrieval.aligning`): a
sentence that lost the word is changed, not removed. Which of the two is in force is the register's word: it is said at
the head of the comparison and beside every source. Pure.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from prompts.texts import Texts, texts
from retrieval.aligning import Aligned, ChangeKind, align, points_of
from retrieval.citations import cite
from retrieval.ideas import ideas
from retrieval.language import detect
from retrieval.model import BlockKind, Citation, DocumentState, DocumentType, Version
from retrieval.outline import Point, outline
from retrieval.refusals import DocumentRefusal
from retrieval.register import Register, at, get
from retrieval.topic import Topic, terms

_ABOUT = 0.6  # the share of the topic that a point, with its headings, must speak of
_SHOWN = 12  # quotes of a kind that a reader is shown; JSON has them all
# In the order a reader wants them; what is unchanged is only counted.
_SHOWN_KINDS = (ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.MOVED, ChangeKind.REMOVED)


@dataclass(frozen=True, slots=True)
class Change:
    """One point's fate; the citations are numbered across the comparison."""

    kind: ChangeKind
    before: Citation | None
    after: Citation | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """An aligned difference. `before` and `after` are the versions compared; empty sides say nothing on the topic."""

    topic: str
    before: Version
    after: Version
    changes: tuple[Change, ...]
    before_speaks: bool
    after_speaks: bool
    text: str

    @property
    def sources(self) -> tuple[Citation, ...]:
        """Every citation, by its number."""
        cited = (side for change in self.changes for side in (change.before, change.after) if side is not None)
        return tuple(sorted({one.n: one for one in cited}.values(), key=lambda one: one.n))

    @property
    def former(self) -> tuple[str, str]:
        """The document and version of the earlier side."""
        return self.before.document, self.before.label

    def to_json(self) -> dict[str, object]:
        """Return it as `compare --json` prints it."""
        return {
            "topic": self.topic,
            "from": _side_json(self.before),
            "to": _side_json(self.after),
            "changes": [
                {
                    "kind": change.kind.value,
                    "before": _citation_json(change.before),
                    "after": _citation_json(change.after),
                }
                for change in self.changes
            ],
            "text": self.text,
        }


def compare(topic: str, before: Version, after: Version, language: str | None = None) -> Comparison:
    """Return what changed about `topic` from `before` to `after`; an empty topic compares all of them.

    `language` is the reader's ("sv", "en"), the topic's own where None.
    """
    spoken = detect(topic, default=language or "sv")
    old, new = points_of(outline(before)), points_of(outline(after))
    is_about = _about(topic, spoken, [*old, *new], frozenset({before.title, after.title}))
    aligned = [one for one in align(old, new) if any(side and is_about(side) for side in (one.before, one.after))]
    changes = _numbered(aligned, before, after)
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


def written(found: Comparison, language: str) -> str:
    """Return the comparison as a person reads it: what is new, changed, moved and gone, each with its number."""
    say = texts(language)
    sides = {"before": _named(found.before, say), "after": _named(found.after, say)}
    if not found.changes:
        return say("compare.nothing.topic", topic=found.topic, **sides) if found.topic else say("compare.nothing.text")
    head = (
        say("compare.heading.topic", topic=found.topic, **sides) if found.topic else say("compare.heading.all", **sides)
    )
    pieces = [head, *_silent(found, sides, say)]
    pieces += [_group(kind, held, say) for kind in _SHOWN_KINDS if (held := _of(found.changes, kind))]
    if same := _of(found.changes, ChangeKind.UNCHANGED):
        pieces.append(say("compare.unchanged.count", count=len(same)))
    shown = [change for kind in _SHOWN_KINDS for change in _of(found.changes, kind)[:_SHOWN]]
    return "\n\n".join([*pieces, _sources(shown, say)] if shown else pieces)


def _silent(found: Comparison, sides: Mapping[str, str], say: Texts) -> list[str]:
    """Say plainly which side has nothing on the topic."""
    spoken = {"before": found.before_speaks, "after": found.after_speaks}
    return [
        say("compare.silent.text", document=sides[side], topic=found.topic) for side, said in spoken.items() if not said
    ]


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
    asked = Topic(ideas(topic, "en" if language == "en" else "sv"), [point.terms for point in points])

    def is_about(point: Point) -> bool:
        # What stands under a heading that names the topic is about it; a heading must name it by itself.
        path = () if point.kind is BlockKind.HEADING else point.path
        above = asked.touch(terms(" ".join(heading for heading in path if heading not in titles)))
        covered = [max(pair) for pair in zip(asked.touch(point.terms), above, strict=True)]
        return bool(covered) and asked.coverage(covered) >= _ABOUT

    return is_about


def _numbered(aligned: Iterable[Aligned], before: Version, after: Version) -> tuple[Change, ...]:
    changes = [
        Change(
            one.kind,
            cite(before, one.before.start, one.before.end) if one.before else None,
            cite(after, one.after.start, one.after.end) if one.after else None,
        )
        for one in aligned
    ]
    # Numbered as they are shown, so that a reader meets 1, 2, 3 …; what is not shown comes last.
    shown = [change for kind in _SHOWN_KINDS for change in _of(changes, kind)[:_SHOWN]]
    sides = [side for change in [*shown, *changes] for side in (change.after, change.before) if side is not None]
    # Two versions of one document have the same name and perhaps the same span: the version tells them apart.
    numbers = {key: n for n, key in enumerate(dict.fromkeys(_key(side) for side in sides), 1)}
    return tuple(
        Change(
            change.kind,
            replace(change.before, n=numbers[_key(change.before)]) if change.before else None,
            replace(change.after, n=numbers[_key(change.after)]) if change.after else None,
        )
        for change in changes
    )


def _key(citation: Citation) -> tuple[str, str, int, int]:
    return citation.document, citation.version, citation.start, citation.end


def _of(changes: Iterable[Change], kind: ChangeKind) -> list[Change]:
    return [change for change in changes if change.kind is kind]


def _group(kind: ChangeKind, changes: Sequence[Change], say: Texts) -> str:
    lines = [say(f"compare.{kind}.heading"), *(_line(change, say) for change in changes[:_SHOWN])]
    left = len(changes) - _SHOWN
    return "\n".join([*lines, say("compare.more.text", count=left)] if left > 0 else lines)


def _line(change: Change, say: Texts) -> str:
    if change.kind is ChangeKind.CHANGED and change.before and change.after:
        before, after = change.before, change.after
        return say("compare.changed.line", before=before.quote, was=before.n, after=after.quote, now=after.n)
    if change.kind is ChangeKind.MOVED and change.before and change.after:
        before, after = change.before, change.after
        places = (_place(before) or "–", _place(after) or "–")
        if places[0] == places[1]:
            return say("compare.moved.within", quote=after.quote, was=before.n, now=after.n, place=places[1])
        return say(
            "compare.moved.line", quote=after.quote, was=before.n, now=after.n, from_place=places[0], to_place=places[1]
        )
    only = change.after or change.before
    return say(f"compare.{change.kind}.line", quote=only.quote, n=only.n) if only else ""


def _named(version: Version, say: Texts) -> str:
    """Name a version with its year and state, and its number where the year does not tell versions apart."""
    state = say(f"terms.document_state.{version.state}")
    label = str(version.year or "") or say("compare.document.version", n=version.label)
    return say("answer.document.labelled", title=version.title, label=f"{label}, {state}")


def _sources(changes: Iterable[Change], say: Texts) -> str:
    """List what is cited, those of one place on one line, each document with its state."""
    cited = [side for change in changes for side in (change.after, change.before) if side is not None]
    unique = sorted({one.n: one for one in cited}.values(), key=lambda one: one.n)
    by_place: dict[str, list[str]] = {}
    for one in unique:
        by_place.setdefault(_source(one, say), []).append(f"[{one.n}]")
    lines = [say("answer.sources.line", marks=" ".join(marks), place=place) for place, marks in by_place.items()]
    return "\n".join([say("answer.sources.heading"), *lines])


def _source(one: Citation, say: Texts) -> str:
    state = f" ({say(f'terms.document_state.{one.state}')})"
    page = say("answer.sources.page", page=one.page) if one.page is not None else ""
    return ", ".join(part for part in (one.title + state, _place(one), page) if part)


def _place(one: Citation) -> str:
    path = one.section[1:] if one.section[:1] == (one.title,) else one.section
    return " › ".join(path)


def _side_json(version: Version) -> dict[str, object]:
    return {
        "document": version.document,
        "title": version.title,
        "version": version.label,
        "year": version.year,
        "state": version.state.value,
    }


def _citation_json(citation: Citation | None) -> dict[str, object] | None:
    return None if citation is None else asdict(citation)
