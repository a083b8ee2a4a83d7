"""Turn away what cannot be read before a parser sees it: by name, size and the first bytes."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

from retrieval.readers.base import MOST_BYTES, MOST_CHARACTERS, RawDocument
from retrieval.refusals import DocumentRefusal

_HEAD = 2048  # bytes; a PDF may have that much before its mark
_MOST_XML = 80 * 1024 * 1024  # unpacked; a document of a thousand pages has about 20 MB
_MUCH_XML = 4 * 1024 * 1024  # unpacked; a strategy of forty pages has about one
_MOST_RATIO = 200  # unpacked to packed bytes; ordinary Word files stay under 60
_RATIO_FROM = 20 * 1024 * 1024  # below this size unpacked nothing can do harm
_MOST_MEMBERS = 5_000

# What a file is, by its first bytes, and the suffix it should have. The first that fits counts.
_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", ".pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"),
    (b"{\\rtf", ".rtf"),
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
)
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # Word's envelope around a document with a password
_TAIL = 8192  # bytes at the end of a PDF in which its end mark stands
_IN_ZIP = (("word/", ".docx"), ("xl/", ".xlsx"), ("ppt/", ".pptx"), ("content.xml", ".odt"))


def check(path: Path, suffixes: Iterable[str]) -> None:
    """Refuse a file that is missing, empty, too large, or whose content is not what its suffix says.

    Raises:
        DocumentRefusal: with what is wrong and what to do.
    """
    known = sorted(suffixes)
    if not path.is_file():
        raise DocumentRefusal("documents.folder" if path.is_dir() else "documents.missing", path=str(path))
    suffix = path.suffix.lower()
    if suffix not in known:
        raise DocumentRefusal("documents.unknown_suffix", name=path.name, suffix=suffix or "–", known=", ".join(known))
    size = path.stat().st_size
    if not size:
        raise DocumentRefusal("documents.empty", name=path.name)
    if size > MOST_BYTES:
        raise DocumentRefusal("documents.too_large", name=path.name, size=_mb(size), limit=_mb(MOST_BYTES))
    found = kind(path)
    if found == ".doc" and suffix == ".docx" and _LOCKED in path.read_bytes():
        raise DocumentRefusal("documents.encrypted", name=path.name)
    if found and found != suffix:
        raise DocumentRefusal("documents.wrong_suffix", name=path.name, suffix=suffix, found=found)
    if suffix == ".docx":
        _check_package(path)
    elif suffix == ".pdf" and (found is None or not _has_end(path)):
        raise DocumentRefusal("documents.broken", name=path.name, format="PDF")


def needs_a_room_of_its_own(path: Path) -> bool:
    """Tell whether a file is to be read in a process of its own: every PDF, and Word files with much inside.

    Text cannot hurt its reader, and a small Word package cannot either once it has been let through.
    """
    suffix = path.suffix.lower()
    if suffix != ".docx":
        return suffix == ".pdf"
    with zipfile.ZipFile(path) as package:
        return sum(one.file_size for one in package.infolist() if one.filename.endswith((".xml", ".rels"))) > _MUCH_XML


def _has_end(path: Path) -> bool:
    """Tell whether a PDF is whole: the library would repair a cut-off one and silently leave out pages."""
    return b"%%EOF" in path.read_bytes().rstrip(b"\0\r\n\t ")[-_TAIL:]


def check_text(path: Path, document: RawDocument) -> None:
    """Refuse a document without words, or with more than any document has.

    Raises:
        DocumentRefusal: with what is wrong and what to do.
    """
    letters = sum(len(block.text) for block in document.blocks)
    if letters > MOST_CHARACTERS:
        raise DocumentRefusal("documents.too_much_text", name=path.name, limit=MOST_CHARACTERS)
    if not any(sign.isalnum() for block in document.blocks for sign in block.text):
        raise DocumentRefusal(
            "documents.scanned" if path.suffix.lower() == ".pdf" else "documents.no_text", name=path.name
        )


def kind(path: Path) -> str | None:
    """Return the suffix that the first bytes of the file ask for, None when they say nothing (plain text)."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(path)
    if b"%PDF-" in head[:1024]:
        return ".pdf"
    return next((suffix for sign, suffix in _SIGNS if head.startswith(sign)), None)


def _kind_of_zip(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return path.suffix.lower() if path.suffix.lower() in {".docx", ".xlsx", ".pptx"} else ".zip"
    return next((suffix for part, suffix in _IN_ZIP if any(name.startswith(part) for name in names)), ".zip")


def _check_package(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise DocumentRefusal("documents.broken", name=path.name, format="Word") from None
    unpacked = sum(member.file_size for member in members)
    xml = sum(member.file_size for member in members if member.filename.endswith((".xml", ".rels")))
    packed = max(1, sum(member.compress_size for member in members))
    swollen = unpacked > _RATIO_FROM and unpacked / packed > _MOST_RATIO
    if xml > _MOST_XML or swollen or len(members) > _MOST_MEMBERS:
        raise DocumentRefusal("documents.bomb", name=path.name, size=_mb(unpacked), packed=_mb(packed))


def _mb(size: int) -> str:
    return f"{size / 1024 / 1024:.0f} MB" if size >= 1024 * 1024 else f"{max(1, size // 1024)} kB"
