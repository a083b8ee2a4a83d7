"""Read documents into the register: every file first, then everything at once, so that nothing is ever half stored.

Unchanged files are not read. A changed file becomes a new version of the document with its name; what a person once
said about the document stays until a person says something else. Which strategies are current is worked out anew.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from prompts.texts import Texts, texts
from retrieval.documents import facts
from retrieval.documents.cleaning import clean
from retrieval.documents.gathering import fingerprint, gather
from retrieval.documents.structure import assemble
from retrieval.documents.superseding import with_states
from retrieval.model import Audience, CleanText, DocumentState, DocumentType, Version
from retrieval.readers import RawDocument, read
from retrieval.readers.base import READING, Notice
from retrieval.refusals import DocumentRefusal
from retrieval.register import Register, resolve

Progress = Callable[[int, int, str], None]  # files done, files in all, the name of the file at hand


class Change(StrEnum):
    """What became of a file."""

    ADDED = "added"
    NEW_VERSION = "new_version"
    UPDATED = "updated"  # the same text, described anew by a person
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; `warnings` are sentences for the person who read it in."""

    document: str
    change: Change
    version: Version
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of every file, which files in folders were passed by, and which other documents changed state."""

    outcomes: tuple[Outcome, ...]
    skipped: tuple[str, ...] = ()  # sentences
    restated: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says about the documents; None leaves a fact to the document and the rules."""

    type: DocumentType | None = None
    state: DocumentState | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    supersedes: str | None = None
    title: str | None = None
    audience: Audience | None = None

    @property
    def fields(self) -> dict[str, object]:
        """The facts that were given, by the name of the field."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name)) is not None}


class SeveralRefusals(DocumentRefusal):
    """More than one file cannot be read; tells them all."""

    def __init__(self, refusals: Sequence[DocumentRefusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("documents.several", count=len(refusals))

    def text(self, language: str) -> str:
        return "\n".join([super().text(language), *(f"• {refusal.text(language)}" for refusal in self.refusals)])


def ingest(
    paths: Iterable[Path],
    register: Register,
    *,
    now: datetime,
    language: str = "sv",
    type: DocumentType | None = None,  # noqa: A002 - the option's own name on the command line
    state: DocumentState | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    supersedes: str | None = None,
    title: str | None = None,
    audience: Audience | None = None,
    progress: Progress | None = None,
) -> IngestReport:
    """Read files and folders into the register and return what became of each.

    `now` is an aware time. Warnings and reasons are worded in `language`. Folders are walked by name; what is hidden,
    temporary or of another format in them is passed by.

    Raises:
        DocumentRefusal: a file cannot be read, two files have one name, or an option cannot be followed; nothing is
            stored then. Several refusals come as one `SeveralRefusals`.
    """
    words = texts(language)
    files, skipped = gather([Path(path) for path in paths], words)
    known = {version.document: version for version in register.latest()}
    said = _checked(Said(type, state, valid_from, valid_to, supersedes, title, audience), files, known)
    tell = progress or (lambda _done, _all, _name: None)
    outcomes: list[Outcome] = []
    refusals: list[DocumentRefusal] = []
    for done, path in enumerate(files):
        tell(done, len(files), path.name)
        try:
            outcomes.append(_outcome(path, known.get(path.name), said, now, words))
        except DocumentRefusal as refusal:
            refusals.append(refusal)
    if refusals:
        raise refusals[0] if len(refusals) == 1 else SeveralRefusals(refusals)
    tell(len(files), len(files), "")
    return _stored(register, known, outcomes, skipped, words)


def _stored(
    register: Register, known: dict[str, Version], outcomes: Sequence[Outcome], skipped: tuple[str, ...], words: Texts
) -> IngestReport:
    merged = known | {outcome.document: outcome.version for outcome in outcomes}
    if all(outcome.version == known.get(outcome.document) for outcome in outcomes):
        return IngestReport(tuple(outcomes), skipped)
    stated = {version.document: version for version in with_states(tuple(merged.values()), words)}
    register.save(version for name, version in stated.items() if version != known.get(name))
    read_now = {outcome.document for outcome in outcomes}
    restated = tuple(
        version for name, version in stated.items() if name not in read_now and version.state is not known[name].state
    )
    return IngestReport(
        tuple(replace(outcome, version=stated[outcome.document]) for outcome in outcomes), skipped, restated
    )


def _checked(said: Said, files: Sequence[Path], known: Iterable[str]) -> Said:
    """Return what a person said with the superseded document's full name.

    Raises:
        DocumentRefusal: several files at once, no known document, the file itself, or dates the wrong way round.
    """
    if said.valid_from and said.valid_to and said.valid_from > said.valid_to:
        raise DocumentRefusal("documents.dates_swapped", first=said.valid_from, last=said.valid_to)
    for option in ("title", "supersedes"):
        if option in said.fields and len(files) > 1:
            raise DocumentRefusal("documents.one_at_a_time", option=f"--{option}", count=len(files))
    if said.supersedes is None:
        return said
    names = sorted(known)
    try:
        older = resolve(said.supersedes, names)
    except DocumentRefusal:
        raise DocumentRefusal(
            "documents.unknown_superseded", name=said.supersedes, known=", ".join(names) or "–"
        ) from None
    if older == files[0].name:
        raise DocumentRefusal("documents.supersedes_itself", name=older)
    return replace(said, supersedes=older)


# --- one file ------------------------------------------------------------------------------------------------------


def _outcome(path: Path, before: Version | None, said: Said, now: datetime, words: Texts) -> Outcome:
    if before is None:
        version = _described(path, _first_version(path, now, words), said)
        return Outcome(path.name, Change.ADDED, version, version.warnings)
    if before.sha256 == _sha(path) and (again := _read_again(path, before)):
        version = _described(path, again, said)
        same = version == replace(before, reader=version.reader)
        if same:
            return Outcome(path.name, Change.UNCHANGED, version)
        return Outcome(path.name, Change.UPDATED, version)
    version = _first_version(path, now, words)
    kept = {name: getattr(before, name) for name in before.said}
    version = _described(path, replace(version, number=before.number + 1, said=before.said, **kept), said)
    return Outcome(path.name, Change.NEW_VERSION, version, (*version.warnings, *_moved(path, before, words)))


def _read_again(path: Path, before: Version) -> Version | None:
    """Return the version as today's reading rules have it; None when they find another text: that is a new version."""
    if before.reader == READING:
        return before
    _, content = read_clean(path)
    return replace(before, reader=READING) if content == before.content else None


def _sha(path: Path) -> str:
    if not path.is_file():
        raise DocumentRefusal("documents.missing", path=str(path))
    return fingerprint(path)


def _described(path: Path, version: Version, said: Said) -> Version:
    """Return the version with what a person said about it; the document's own words give way."""
    given = said.fields
    if all(getattr(version, name) == value and name in version.said for name, value in given.items()):
        return version
    return replace(version, **given, said=tuple(sorted({*version.said, *given})), source=str(path.resolve()))  # type: ignore[arg-type]  # the fields of Said are fields of Version


def _moved(path: Path, before: Version, words: Texts) -> tuple[str, ...]:
    """Return a warning when a document of that name was read from another folder: it may be another document."""
    here = str(path.resolve())
    if not before.source or before.source == here:
        return ()
    return (words("documents.notice.moved", name=path.name, before=before.source, now=here),)


def _first_version(path: Path, now: datetime, words: Texts) -> Version:
    sha256 = _sha(path)
    document, content = read_clean(path)
    source = facts.Source(path.name, document.title, content, document.heads)
    title = facts.title_of(source)
    kind = facts.type_of(source, title)
    first, last = facts.validity_of(source, title, kind)
    notices = (*document.notices, *facts.draft_signs(source, title, kind))
    return Version(
        document=path.name,
        number=1,
        sha256=sha256,
        title=title,
        type=kind,
        state=DocumentState.CURRENT,
        state_reason=words("documents.reason.current"),
        content=content,
        ingested_at=now,
        year=facts.year_of(source, title) or (first.year if first else None),
        valid_from=first,
        valid_to=last,
        warnings=tuple(_worded(notice, path, words) for notice in notices),
        source=str(path.resolve()),
        reader=READING,
    )


def _worded(notice: Notice, path: Path, words: Texts) -> str:
    return words(f"documents.notice.{notice.code}", **{"name": path.name, **notice.values})


def read_clean(path: Path) -> tuple[RawDocument, CleanText]:
    """Return a file as its reader found it, and its cleaned text.

    Raises:
        DocumentRefusal: the file cannot be read; the message says why and what to do.
    """
    try:
        document = read(path)
    except OSError as error:
        raise DocumentRefusal("documents.unreadable", name=path.name, reason=str(error.strerror or error)) from error
    return document, assemble(clean(document.blocks))
