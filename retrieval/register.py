"""Which documents there are: every version of every document, kept until a person removes it.

The register is the truth that indexes are made from. What it is kept in is decided under ``stores/``.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol

from retrieval.model import Audience, DocumentState, Version
from retrieval.refusals import DocumentRefusal


class Register(Protocol):
    """Keeps versions of documents."""

    def latest(self) -> tuple[Version, ...]:
        """Return the latest version of every document, by name."""
        ...

    def versions(self, document: str) -> tuple[Version, ...]:
        """Return every version of a document, the first one first; empty where there is no such document."""
        ...

    def save(self, versions: Iterable[Version]) -> None:
        """Keep versions, all of them or none; one with the same document and number is replaced."""
        ...


class Readable:
    """A register as an audience sees it on a day: nothing that is not for them, and no word that there is any."""

    def __init__(self, register: Register, audience: Audience, day: date) -> None:
        self._register = register
        self._audience = audience
        self._day = day

    def latest(self) -> tuple[Version, ...]:
        """Return the latest version of every document that may be read, by name, with the state it has on the day."""
        stated = all_at({one.document: one for one in self._register.latest()}, self._day)
        return tuple(readable(stated, self._audience).values())

    def versions(self, document: str) -> tuple[Version, ...]:
        """Return the versions of a document that may be read, none where its latest may not.

        A document that was opened to everyone was perhaps not when an earlier version of it was read.
        """
        latest = {one.document: one for one in self.latest()}
        if document not in latest:
            return ()
        found = [_unlinked(one, latest) for one in self._register.versions(document) if may_read(self._audience, one)]
        return (*found[:-1], latest[document])

    def save(self, versions: Iterable[Version]) -> None:
        """Keep versions."""
        self._register.save(versions)


def may_read(audience: Audience, version: Version) -> bool:
    """Tell whether an audience may read a version."""
    return audience is Audience.INTERNAL or version.audience is Audience.EVERYONE


def readable(versions: Mapping[str, Version], audience: Audience) -> dict[str, Version]:
    """Return those of `versions`, by document, that an audience may read, without links to those it may not."""
    found = {name: one for name, one in versions.items() if may_read(audience, one)}
    return found if len(found) == len(versions) else {name: _unlinked(one, found) for name, one in found.items()}


def _unlinked(version: Version, known: Collection[str]) -> Version:
    links = {version.supersedes, version.superseded_by} - {None}
    if all(link in known for link in links):
        return version
    return replace(
        version,
        supersedes=version.supersedes if version.supersedes in known else None,
        superseded_by=version.superseded_by if version.superseded_by in known else None,
        state_reason="",  # it names the other document
    )


def get(register: Register, document: str, number: int | None = None) -> Version:
    """Return a version of the document, the latest unless `number` is given. A name without its suffix will do.

    Raises:
        DocumentRefusal: there is no such document or no such version.
    """
    latest = register.latest()
    name = resolve(document, [version.document for version in latest])
    found = [version for version in register.versions(name) if number in {None, version.number}]
    if not found:
        newest = next(version.number for version in latest if version.document == name)
        raise DocumentRefusal("documents.unknown_version", name=name, number=number, latest=newest)
    return found[-1]


def resolve(document: str, names: Iterable[str]) -> str:
    """Return the name in `names` that `document` means: itself, or the only one that it is without its suffix.

    Raises:
        DocumentRefusal: none or several fit.
    """
    known = sorted(names)
    wanted = document.replace("\\", "/").rsplit("/", 1)[-1].casefold()
    for fits in (
        [name for name in known if name == document],
        [name for name in known if name.casefold() == wanted],
        [name for name in known if name.rsplit(".", 1)[0].casefold() == wanted],
    ):
        if len(fits) == 1:
            return fits[0]
    raise DocumentRefusal("documents.unknown", name=document, known=", ".join(known) or "–")


def state_at(version: Version, as_of: date) -> DocumentState:
    """Return what the version is worth on a day: a current one whose validity has passed counts as superseded."""
    if version.state is DocumentState.CURRENT and version.valid_to is not None and version.valid_to < as_of:
        return DocumentState.SUPERSEDED
    return version.state


def all_at(versions: Mapping[str, Version], as_of: date) -> dict[str, Version]:
    """Return the versions, by document, with the state that each has on a day.

    A strategy that was replaced by rule is current until its successor begins: on its first day of validity, else on
    1 January of its own year. Before that day the successor is not in force and counts as a draft.
    """
    begun = {name: _begins(version) for name, version in versions.items()}
    stated = {}
    for name, version in versions.items():
        newer = version.superseded_by
        waits = newer in begun and (first := begun[newer]) is not None and as_of < first
        if version.state is DocumentState.SUPERSEDED and waits and "state" not in version.said:
            stated[name] = at(replace(version, state=DocumentState.CURRENT), as_of)
        elif version.state is DocumentState.CURRENT and version.supersedes in versions and _is_ahead(version, as_of):
            stated[name] = replace(version, state=DocumentState.DRAFT)
        else:
            stated[name] = at(version, as_of)
    return stated


def known_by(versions: Mapping[str, Version], day: date) -> dict[str, Version]:
    """Return the versions, by document, that there were on a day gone by, with the state that each had.

    What begins later, by its first day of validity or its own year, was not there: not even as a draft.
    """
    there = {name: one for name, one in versions.items() if (first := _begins(one)) is None or first <= day}
    return {name: state for name, state in all_at(versions, day).items() if name in there}


def _begins(version: Version) -> date | None:
    return version.valid_from or (date(version.year, 1, 1) if version.year else None)


def _is_ahead(version: Version, as_of: date) -> bool:
    first = _begins(version)
    return first is not None and as_of < first and "state" not in version.said


def at(version: Version, as_of: date) -> Version:
    """Return the version with the state it has on a day."""
    state = state_at(version, as_of)
    return version if state is version.state else replace(version, state=state)
