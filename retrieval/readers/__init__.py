"""Read files into parts: one module per document format, and one line each in `READERS`."""

from collections.abc import Mapping
from pathlib import Path

from retrieval.readers import gate
from retrieval.readers.apart import read_apart
from retrieval.readers.base import Notice, RawDocument, Reader
from retrieval.readers.signs import without_unseen_signs

__all__ = ["READERS", "Notice", "RawDocument", "Reader", "read"]


def _read_text(path: Path) -> RawDocument:
    from retrieval.readers.text import read as read_text  # noqa: PLC0415 - an answer reads no file

    return read_text(path)


def _read_markdown(path: Path) -> RawDocument:
    from retrieval.readers.markdown import read as read_markdown  # noqa: PLC0415 - as above

    return read_markdown(path)


def _read_pdf(path: Path) -> RawDocument:
    from retrieval.readers.pdf import read as read_pdf  # noqa: PLC0415 - the PDF library is loaded for PDF only

    return read_pdf(path)


def _read_word(path: Path) -> RawDocument:
    from retrieval.readers.word import read as read_word  # noqa: PLC0415 - the Word library is loaded for Word only

    return read_word(path)


READERS: Mapping[str, Reader] = {
    ".pdf": _read_pdf,
    ".docx": _read_word,
    ".txt": _read_text,
    ".md": _read_markdown,
}


def read(path: Path) -> RawDocument:
    """Return the parts of the file at `path`, not yet cleaned.

    Raises:
        DocumentRefusal: the file is missing, empty, too large, of a format that is not read or not the one its name
            says, locked, broken, or holds no text.
    """
    suffix = path.suffix.lower()
    gate.check(path, READERS)
    document = read_apart(path) if gate.needs_a_room_of_its_own(path) else READERS[suffix](path)
    document = without_unseen_signs(document)
    gate.check_text(path, document)
    return document
