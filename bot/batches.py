"""Read a file of JSON lines that others' scripts hand in, and say exactly which line is wrong."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from prompts.refusal import Refusal

Row = TypeVar("Row", bound=BaseModel)


class BatchRefusal(Refusal):
    """A batch file cannot be read; nothing was done."""


class QuestionRow(BaseModel):
    """A question to search for; other fields are the asker's own."""

    model_config = ConfigDict(extra="ignore")
    id: str | int
    question: str


class ReplyRow(BaseModel):
    """A reply to read, as if it came at `now` (an ISO time; else the time of the run)."""

    model_config = ConfigDict(extra="ignore")
    id: str | int
    nr: str
    text: str
    now: str | None = None


def rows(file: Path, shape: type[Row]) -> Iterator[Row]:
    """Yield the rows of `file`, each checked against `shape`.

    Raises:
        BatchRefusal: the file cannot be read, or a line is not what was asked for; the text names the line.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BatchRefusal("batch.unreadable", file=str(file), reason=str(error)) from None
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield _row(file, number, line, shape)


def _row(file: Path, number: int, line: str, shape: type[Row]) -> Row:
    fields = ", ".join(name for name, field in shape.model_fields.items() if field.is_required())
    try:
        return shape.model_validate(json.loads(line))
    except (ValueError, ValidationError):
        raise BatchRefusal("batch.wrong_line", file=str(file), line=number, fields=fields) from None
