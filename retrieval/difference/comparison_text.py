"""A comparison as a person reads it: what is new, changed, moved and gone, each with its number and its source."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from prompts.texts import Texts, texts
from retrieval.difference.aligning import ChangeKind
from retrieval.difference.comparison import SHOWN_KINDS, Change, Comparison, most_of_a_kind, of_kind, shown, to_show
from retrieval.model import Citation, Version


def written(found: Comparison, language: str) -> str:
    """Return the comparison as a person reads it: what is new, changed, moved and gone, each with its number."""
    say = texts(language)
    sides = {"before": _named(found.before, say), "after": _named(found.after, say)}
    if not found.changes:
        return say("compare.nothing.topic", topic=found.topic, **sides) if found.topic else say("compare.nothing.text")
    head = (
        say("compare.heading.topic", topic=found.topic, **sides) if found.topic else say("compare.heading.all", **sides)
    )
    overview = found.is_overview
    pieces = [head, *_silent(found, sides, say)]
    pieces += [
        _group(kind, held, say, overview=overview)
        for kind in SHOWN_KINDS
        if (held := to_show(found.changes, kind, overview=overview))
    ]
    if overview:
        counts = {kind.value: len(of_kind(found.changes, kind)) for kind in ChangeKind}
        pieces.append(say("compare.overview.text", **counts))
    elif same := of_kind(found.changes, ChangeKind.UNCHANGED):
        pieces.append(say("compare.unchanged.count", count=len(same)))
    told = shown(found.changes, overview=overview)
    return "\n\n".join([*pieces, _sources(told, say, overview=overview)] if told else pieces)


def _silent(found: Comparison, sides: Mapping[str, str], say: Texts) -> list[str]:
    """Say plainly which side has nothing on the topic."""
    spoken = {"before": found.before_speaks, "after": found.after_speaks}
    return [
        say("compare.silent.text", document=sides[side], topic=found.topic) for side, said in spoken.items() if not said
    ]


def _group(kind: ChangeKind, changes: Sequence[Change], say: Texts, *, overview: bool) -> str:
    most = most_of_a_kind(overview=overview)
    heading = say(f"compare.{kind}.sections" if overview else f"compare.{kind}.heading")
    lines = [heading, *(_line(change, say) for change in changes[:most])]
    left = len(changes) - most
    return "\n".join([*lines, say("compare.more.text", count=left)] if left > 0 else lines)


def _line(change: Change, say: Texts) -> str:
    if change.kind is ChangeKind.CHANGED and change.before and change.after:
        before, after = change.before, change.after
        return say("compare.changed.line", before=before.quote, was=before.n, after=after.quote, now=after.n)
    if change.kind is ChangeKind.MOVED and change.before and change.after:
        before, after = change.before, change.after
        if change.is_heading:
            return _moved_section(before, after, say)
        places = (_place(before) or "–", _place(after) or "–")
        if places[0] == places[1]:
            return say("compare.moved.within", quote=after.quote, was=before.n, now=after.n, place=places[1])
        return say(
            "compare.moved.line", quote=after.quote, was=before.n, now=after.n, from_place=places[0], to_place=places[1]
        )
    only = change.after or change.before
    return say(f"compare.{change.kind}.line", quote=only.quote, n=only.n) if only else ""


def _moved_section(before: Citation, after: Citation, say: Texts) -> str:
    """Say where a section stands now: under another heading, or elsewhere under the same one."""
    places = tuple(_place(replace(one, section=one.section[:-1])) for one in (before, after))
    if places[0] == places[1]:
        return say("compare.moved.section", quote=after.quote, now=after.n, old=before.quote, was=before.n)
    there = dict(zip(("from_place", "to_place"), (place or "–" for place in places), strict=True))
    return say("compare.moved.line", quote=after.quote, was=before.n, now=after.n, **there)


def _named(version: Version, say: Texts) -> str:
    """Name a version with its year and state, and its number where the year does not tell versions apart."""
    state = say(f"terms.document_state.{version.state}")
    label = str(version.year or "") or say("compare.document.version", n=version.label)
    return say("answer.document.labelled", title=version.title, label=f"{label}, {state}")


def _sources(changes: Iterable[Change], say: Texts, *, overview: bool) -> str:
    """List what is cited, those of one place on one line, each document with its state."""
    cited = [side for change in changes for side in (change.after, change.before) if side is not None]
    unique = sorted({one.n: one for one in cited}.values(), key=lambda one: one.n)
    by_place: dict[str, list[str]] = {}
    for one in unique:
        by_place.setdefault(_source(one, say, within=overview), []).append(f"[{one.n}]")
    lines = [say("answer.sources.line", marks=" ".join(marks), place=place) for place, marks in by_place.items()]
    return "\n".join([say("answer.sources.heading"), *lines])


def _source(one: Citation, say: Texts, *, within: bool) -> str:
    """Say where a quote stands; `within` names the section above a heading, which is quoted itself."""
    state = f" ({say(f'terms.document_state.{one.state}')})"
    page = say("answer.sources.page", page=one.page) if one.page is not None else ""
    place = _place(replace(one, section=one.section[:-1]) if within else one)
    return ", ".join(part for part in (one.title + state, place, page) if part)


def _place(one: Citation) -> str:
    path = one.section[1:] if one.section[:1] == (one.title,) else one.section
    return " › ".join(path)
