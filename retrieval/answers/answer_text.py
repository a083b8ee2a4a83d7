"""Put an answer into the words a person reads: quotes and where they stand, sources, actions, the earlier strategy.

Only the frame is in the reader's language; quotes stand verbatim in their own. The text is plain, with a bullet before
each quote and its number after it; a chat platform may dress it, never change it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from prompts.texts import Texts, texts
from retrieval.answers.choices import Choice
from retrieval.model import Band, Citation, DocumentState, DocumentType, RelatedAction, Version
from retrieval.words.spelling import Slip

_TITLES_SHOWN = 6  # documents named when nothing was found


class Telling(StrEnum):
    """What a part does in an answer."""

    MAIN = "main"  # answers
    AGAINST = "against"  # gives another figure than the part before it
    FORMER = "former"  # answers, and is the previous strategy's, which was asked for
    POINTED_OUT = "pointed_out"  # is what a language model pointed out among what came nearest
    EARLIER = "earlier"  # is the previous strategy's, and stands beside the answer or for want of one


@dataclass(frozen=True, slots=True)
class Part:
    """A choice with its citations, one for each point, and what it does in the answer."""

    choice: Choice
    citations: Sequence[Citation]
    telling: Telling

    @property
    def is_earlier(self) -> bool:
        """Tell whether it is what the previous strategy said."""
        return self.telling in {Telling.FORMER, Telling.EARLIER}

    def numbered(self, numbers: Mapping[tuple[str, int, int], int]) -> "Part":
        """Return the part with its citations numbered, by (document, start, end)."""
        citations = [replace(one, n=numbers[one.document, one.start, one.end]) for one in self.citations]
        return replace(self, citations=citations)


def written(
    parts: Sequence[Part], actions: Sequence[RelatedAction], band: Band, language: str, missing: Sequence[str] = ()
) -> str:
    """Return the text of an answer.

    `parts` are in the order to show, their citations numbered; `missing` are the topics of the question that nothing
    touches, in its own words.
    """
    say = texts(language)
    pieces: list[str] = []
    if any(part.telling is Telling.AGAINST for part in parts):
        pieces.append(say("answer.conflict.text"))
    for part in parts:
        pieces += _only(parts, part, say)
        pieces += [_part(part, band, say), _sources(part.citations, say)]
        if part is _last_of_answer(parts):
            pieces += [say("answer.partial.missing", topic=topic) for topic in missing]
            pieces += [_actions(actions, say)] if actions else []
    return "\n\n".join(piece for piece in pieces if piece)


def _last_of_answer(parts: Sequence[Part]) -> Part:
    own = [part for part in parts if part.telling is not Telling.EARLIER]
    return own[-1] if own else parts[0]


def asked_back(options: Sequence[Version], language: str) -> str:
    """Return the one question back where the question may mean any of `options`."""
    say = texts(language)
    lines = [say("answer.ambiguous.option", document=_document(version, say)) for version in options]
    return "\n".join([say("answer.ambiguous.text"), *lines, "", say("answer.ambiguous.how", title=options[0].title)])


def written_not_found(
    searched: Sequence[Version],
    nearest: Sequence[Citation],
    actions: Sequence[RelatedAction],
    missing: DocumentType | None,
    language: str,
) -> str:
    """Return the text that says nothing was found, where it was looked for, and what came nearest."""
    say = texts(language)
    pieces = [say("answer.not_found.kind", kind=say(f"terms.document_type.{missing}").lower())] if missing else []
    pieces += ["\n".join([say("answer.not_found.text"), *_titles(searched, say)]), say("answer.not_found.meaning")]
    if nearest:
        quotes = [say("answer.quote.line", quote=near.quote, marks=f"[{near.n}]") for near in nearest]
        pieces += ["\n".join([say("answer.not_found.nearest"), *quotes]), _sources(nearest, say)]
    pieces += [_actions(actions, say)] if actions else []
    return "\n\n".join(pieces)


def nothing_read(language: str) -> str:
    """Return the text for a register that is empty."""
    return texts(language)("answer.nothing_read.text")


def with_slips(text: str, found: Sequence[Slip], language: str) -> str:
    """Return the text of an answer with a word, before it, of how misspelt words of the question were read."""
    say = texts(language)
    lines = [say("answer.read_as.line", written=slip.written, meant=slip.meant) for slip in found]
    return "\n\n".join(["\n".join(lines), text]) if lines else text


def _only(parts: Sequence[Part], part: Part, say: Texts) -> list[str]:
    """Say that the strategy in force is silent where only the previous one speaks."""
    return [say("answer.earlier.only")] if part is parts[0] and part.telling is Telling.EARLIER else []


def _part(part: Part, band: Band, say: Texts) -> str:
    lines = [_opening(part, band, say)]
    place = _place(part.citations[0])
    for chosen, citation in zip(part.choice.chosen, part.citations, strict=True):
        if _place(citation) != place:
            lines += ["", _turn(place, citation, say)]
            place = _place(citation)
        key = "lead" if chosen.context else "line"
        lines.append(say(f"answer.quote.{key}", quote=citation.quote, marks=_marks([citation.n])))
    if part.choice.more:
        lines += ["", say("answer.quote.more", count=part.choice.more)]
    return "\n".join(lines)


def _opening(part: Part, band: Band, say: Texts) -> str:
    first = part.choice.chosen[0]
    document, section = _document(first.version, say), _nearest_headings(part.citations[0], say)
    if part.is_earlier:
        return _earlier(first.version, document, say, asked_for=part.telling is Telling.FORMER)
    if part.telling is Telling.AGAINST:
        return say("answer.conflict.other", document=document)
    if part.telling is Telling.POINTED_OUT:
        return say("answer.opening.pointed_out", document=document)
    if band is Band.LOW:
        return say("answer.opening.low", document=document)
    kind = {DocumentType.CONSULTATION: "consultation", DocumentType.DECISION: "decision"}.get(first.version.type, "")
    if not section:
        return say(f"answer.opening.{kind or 'sentences'}", document=document)
    return say(f"answer.opening.{kind + '_' if kind else ''}section", document=document, section=section)


def _earlier(version: Version, document: str, say: Texts, *, asked_for: bool) -> str:
    if asked_for:
        return say("answer.earlier.asked", document=document)
    return say("answer.earlier.year", year=version.year) if version.year else say("answer.earlier.plain")


def _turn(before: tuple[str, str, tuple[str, ...]], citation: Citation, say: Texts) -> str:
    """Say that the next quotes stand elsewhere: in another section, or in another document."""
    if citation.document != before[0]:
        return say("answer.opening.also", document=say("answer.document.named", title=citation.title))
    if not _path(citation):
        return say("answer.opening.start")
    return say("answer.opening.under", section=_nearest_headings(citation, say))


def _place(citation: Citation) -> tuple[str, str, tuple[str, ...]]:
    return citation.document, citation.version, _path(citation)


def _path(citation: Citation) -> tuple[str, ...]:
    """Return the headings above a quote: without the document's title, and for a quoted heading without itself."""
    path = citation.section[1:] if citation.section[:1] == (citation.title,) else citation.section
    return path[:-1] if path and path[-1] == citation.quote.rstrip(" :") else path


def _section(citation: Citation, say: Texts) -> str:
    return say.template("answer.sources.between").join(_path(citation))


def _nearest_headings(citation: Citation, say: Texts) -> str:
    """Name the section by its last two headings; the list of sources has them all."""
    return say.template("answer.sources.between").join(_path(citation)[-2:])


def _document(version: Version, say: Texts) -> str:
    """Name a document with what the reader must know of it: its kind, its year, its state where it is not in force."""
    kind = "" if version.type is DocumentType.STRATEGY else say(f"terms.document_type.{version.type}").lower()
    state = "" if version.state is DocumentState.CURRENT else say(f"terms.document_state.{version.state}")
    label = ", ".join(part for part in (kind, str(version.year or ""), state) if part)
    if not label:
        return say("answer.document.named", title=version.title)
    return say("answer.document.labelled", title=version.title, label=label)


def _sources(citations: Iterable[Citation], say: Texts) -> str:
    """List the sources, those of one place on one line: "[1] [2] Title (draft), 2 … › Beredskap, p. 7"."""
    unique = {citation.n: citation for citation in citations}
    places = groupby(unique.values(), lambda citation: (_place(citation), citation.page))
    lines = [_source(list(group), say) for _, group in places]
    return "\n".join([say("answer.sources.heading"), *lines])


def _source(citations: Sequence[Citation], say: Texts) -> str:
    first = citations[0]
    state = f" ({say(f'terms.document_state.{first.state}')})"
    page = say("answer.sources.page", page=first.page) if first.page is not None else ""
    place = ", ".join(part for part in (first.title + state, _section(first, say), page) if part)
    return say("answer.sources.line", marks=_marks([citation.n for citation in citations]), place=place)


def _marks(numbers: Sequence[int]) -> str:
    return " ".join(f"[{number}]" for number in numbers)


def _actions(actions: Sequence[RelatedAction], say: Texts) -> str:
    lines = [
        say(
            "answer.actions.line",
            nr=action.nr,
            title=action.title,
            status=action.status,
            owner=action.owner or say("answer.actions.without_owner"),
        )
        for action in actions
    ]
    return "\n".join([say("answer.actions.heading"), *lines])


def _titles(searched: Sequence[Version], say: Texts) -> list[str]:
    lines = [say("answer.not_found.title", document=_document(version, say)) for version in searched[:_TITLES_SHOWN]]
    left = len(searched) - len(lines)
    return [*lines, say("answer.not_found.more", count=left)] if left else lines
