"""Which files are meant: folders walked, each name once, what cannot be read passed by and told."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from prompts.texts import Texts
from retrieval.readers import READERS
from retrieval.refusals import DocumentRefusal


def gather(paths: Sequence[Path], words: Texts) -> tuple[list[Path], tuple[str, ...]]:
    """Return the files to read, each name once, and a sentence for each file in a folder that is passed by.

    Raises:
        DocumentRefusal: nothing was named, a folder holds nothing to read, or two different files have one name.
    """
    if not paths:
        raise DocumentRefusal("documents.nothing")
    found: dict[Path, None] = {}
    skipped: list[str] = []
    for path in paths:
        if path.is_dir():
            inside, passed = _inside(path)
            found |= dict.fromkeys(inside)
            skipped += [words("documents.skipped", path=str(one), known=_known()) for one in passed]
        else:
            found[path] = None
    return _one_of_each(found), tuple(skipped)


def _inside(folder: Path) -> tuple[list[Path], list[Path]]:
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    )
    wanted = [path for path in files if path.suffix.lower() in READERS]
    if not wanted:
        raise DocumentRefusal("documents.empty_folder", path=str(folder), known=_known())
    return wanted, [path for path in files if path.suffix.lower() not in READERS]


def _known() -> str:
    return ", ".join(sorted(READERS))


def _one_of_each(paths: Iterable[Path]) -> list[Path]:
    """Return the paths without a second one to the same content under the same name.

    Raises:
        DocumentRefusal: two different files have one name.
    """
    by_name: dict[str, Path] = {}
    for path in paths:
        first = by_name.setdefault(path.name, path)
        if first != path and not (path.is_file() and first.is_file() and fingerprint(first) == fingerprint(path)):
            raise DocumentRefusal("documents.same_name", name=path.name, first=str(first), second=str(path))
    return list(by_name.values())


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file's bytes.

    Raises:
        DocumentRefusal: the file cannot be opened.
    """
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise DocumentRefusal("documents.unreadable", name=path.name, reason=str(error.strerror)) from error
