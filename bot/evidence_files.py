"""The files that owners attach: checked, kept in the home under their SHA-256, and noted as evidence.

Whatever the way in (the command line, a chat platform), a file passes here. Its content is kept as it came and is never
opened, run or served by the program; the checks keep out what is too large, of a kind that can do something when it is
opened, or not what its name says. The same content is kept once, whoever sends it.
"""

import hashlib
import os
import re
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

from plans.cycle.attaching import StoredFile
from plans.followup import Followup
from plans.model import Evidence
from plans.stores.base import Store
from prompts.refusal import Refusal

MOST_BYTES: Final = 20 * 1024 * 1024
_LONGEST_NAME: Final = 150
_OURS: Final = re.compile(r"[0-9a-f]{64}|tmp\w+")  # the latter while a file is written
_DAY_SECONDS: Final = 24 * 60 * 60
_NO_ENTRIES_LIKE: Final = re.compile(r"vbaProject|macrosheets|Basic/|activeX", re.IGNORECASE)


class EvidenceRefusal(Refusal):
    """A file was not kept; nothing was stored."""


def _begins(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(signatures)


def _is_text(content: bytes) -> bool:
    return b"\x00" not in content


def _is_package(content: bytes) -> bool:
    return zipfile.is_zipfile(BytesIO(content))


# What may be attached, with what shows that the content is what the name says.
KINDS: Mapping[str, Callable[[bytes], bool]] = {
    ".pdf": _begins(b"%PDF-"),
    ".docx": _is_package,
    ".xlsx": _is_package,
    ".pptx": _is_package,
    ".odt": _is_package,
    ".ods": _is_package,
    ".odp": _is_package,
    ".png": _begins(b"\x89PNG\r\n\x1a\n"),
    ".jpg": _begins(b"\xff\xd8\xff"),
    ".jpeg": _begins(b"\xff\xd8\xff"),
    ".csv": _is_text,
    ".txt": _is_text,
    ".md": _is_text,
}


class Attachments:
    """Takes files as evidence of replies; `folder` is where their content lies."""

    def __init__(self, folder: Path, follow_up: Followup, store: Store) -> None:
        self._folder = folder
        self._follow_up = follow_up
        self._store = store

    def attach(self, nr: str, name: str, content: bytes, author: str, at: datetime) -> Evidence:
        """Keep a file as evidence of the reply that `author` confirms next about the action `nr`.

        Raises:
            EvidenceRefusal: the file is empty, too large, of a kind that is not taken or not what its name says.
            PlanRefusal: there is no such action, or `author` may not answer for it.
        """
        file = checked(name, content)
        place = self.place(file.sha256)
        is_new = not _renewed(place)
        if is_new:
            _written(place, content)
        try:
            kept = self._follow_up.attach(nr, file, author, at)
        except Refusal:
            if is_new:
                place.unlink(missing_ok=True)
            raise
        if not place.is_file():  # swept before the row was there
            _written(place, content)
        return kept

    def sweep(self) -> int:
        """Remove what lies in the folder that no row names and that is older than a day; return how many files.

        A transaction that is undone leaves its file, and a process that dies leaves half of one. The rows are read in
        a transaction that writes, so that on SQLite no other can be about to name a file; `attach` makes an old file
        new before it names it, and writes it once more if it is gone after that.
        """
        if not self._folder.is_dir():
            return 0
        before = _time_in(self._folder) - _DAY_SECONDS
        old = {place for place in self._ours() if _is_from(place, before)}
        with self._store.reading() as ledger:
            old -= {self.place(each.sha256) for each in ledger.evidence.all()}
        if not old:
            return 0
        with self._store.transaction() as ledger:
            left = old - {self.place(each.sha256) for each in ledger.evidence.all()}
            swept = [place for place in sorted(left) if _is_from(place, before)]
            for place in swept:
                place.unlink(missing_ok=True)
        return len(swept)

    def _ours(self) -> Iterator[Path]:
        """Yield what this class has written, whole or half."""
        for place in self._folder.glob("??/*"):
            if _OURS.fullmatch(place.name) and place.is_file():
                yield place

    def place(self, sha256: str) -> Path:
        """Return where the content with this hash lies."""
        return self._folder / sha256[:2] / sha256


def checked(name: str, content: bytes) -> StoredFile:
    """Return what is known of a file that may be kept.

    Raises:
        EvidenceRefusal: it may not; the text says why and what may.
    """
    shown = plain_name(name)
    suffix = PurePosixPath(shown).suffix.lower()
    if not content:
        raise EvidenceRefusal("evidence.empty", file=shown)
    if len(content) > MOST_BYTES:
        raise _too_large(shown, len(content))
    if suffix not in KINDS:
        raise EvidenceRefusal("evidence.kind", file=shown, kinds=_kinds())
    if not KINDS[suffix](content):
        raise EvidenceRefusal("evidence.not_what_it_says", file=shown, kind=suffix)
    if KINDS[suffix] is _is_package and _has_macros(content):
        raise EvidenceRefusal("evidence.macros", file=shown)
    return StoredFile(shown, hashlib.sha256(content).hexdigest(), len(content))


def read_file(path: Path) -> bytes:
    """Return a file's content, reading no more of it than may be kept.

    Raises:
        EvidenceRefusal: it cannot be read, or is too large.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise _too_large(path.name, size)
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise EvidenceRefusal("evidence.unreadable", file=str(path), reason=error.strerror or str(error)) from None


def plain_name(name: str) -> str:
    """Return a file's name without the folders before it and without characters that cannot be seen."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    seen = "".join(character for character in last if unicodedata.category(character)[0] != "C").strip()
    if len(seen) <= _LONGEST_NAME:
        return seen or "–"
    suffix = PurePosixPath(seen).suffix[:10]
    return f"{seen[: _LONGEST_NAME - len(suffix) - 1]}…{suffix}"


def _has_macros(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            return any(_NO_ENTRIES_LIKE.search(name) for name in package.namelist())
    except zipfile.BadZipFile:
        return True  # what cannot be looked into is not let in


def _kinds() -> str:
    return ", ".join(kind.removeprefix(".") for kind in KINDS)


def _too_large(name: str, size: int) -> EvidenceRefusal:
    megabyte = 1024 * 1024
    return EvidenceRefusal("evidence.too_large", file=name, size=-(-size // megabyte), most=MOST_BYTES // megabyte)


def _renewed(place: Path) -> bool:
    """Make a file as new as if it had come now; tell whether it is there."""
    try:
        os.utime(place)
    except FileNotFoundError:
        return False
    return True


def _time_in(folder: Path) -> float:
    """Return the time by the clock that dates files in a folder, in seconds; the program's may be another."""
    with tempfile.TemporaryFile(dir=folder) as made:
        return os.fstat(made.fileno()).st_mtime


def _is_from(place: Path, before: float) -> bool:
    """Tell whether a file is there and was written before a time."""
    try:
        return place.stat().st_mtime < before
    except FileNotFoundError:
        return False


def _written(place: Path, content: bytes) -> None:
    """Write a file whole or not at all, for nobody but the program's own user."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
