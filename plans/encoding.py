"""The one way in which frozen values become JSON text and come back exactly: for hashes, snapshots and SQL columns.

Dates and times are ISO text, codes of enums stand as they are, and a `Decimal` is ``{"decimal": "1.50"}`` so that the
number 18 and the words "18" stay apart. Reading back is led by the dataclass's own types. Nothing here knows SQL.
"""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Decoder = Callable[[Any], Any]  # Any: what JSON holds is known only when it is read


def canonical(value: object) -> str:
    """Return `value` as JSON text, the same for equal values: keys sorted, no blanks, ASCII only."""
    return json.dumps(encode(value), sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def encode(value: object) -> object:
    """Return `value` as what JSON can hold.

    Raises:
        TypeError: it holds something that has no place here (a float, a set …).
    """
    if value is None or isinstance(value, bool | int) or type(value) is str:
        return value
    for kind, written in _WRITTEN:
        if isinstance(value, kind):
            return written(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(
        f"{type(value).__name__} has no encoding: use text, whole numbers, Decimal, dates or tuples of them"
    )


_WRITTEN: tuple[tuple[type[Any], Callable[[Any], object]], ...] = (
    (Enum, lambda value: value.value),
    (str, str),
    (datetime, lambda value: value.astimezone(UTC).isoformat()),  # before date, which it also is
    (date, lambda value: value.isoformat()),
    (Decimal, lambda value: {"decimal": str(value)}),
    (Mapping, lambda value: {str(key): encode(entry) for key, entry in value.items()}),
    (tuple, lambda value: [encode(entry) for entry in value]),
    (list, lambda value: [encode(entry) for entry in value]),
)


def decode(kind: type[T], text: str) -> T:
    """Return the value of type `kind` that `canonical` wrote as `text`."""
    return cast("T", decoder(cast("Any", kind))(text))


@cache
def decoder(kind: Any) -> Callable[[str], Any]:  # noqa: ANN401 - a type as typing hands it out, also unions and tuples
    """Return the function that reads text from `canonical` as a value of `kind`, for reading many."""
    read = _decoder(kind)
    return lambda text: read(json.loads(text))


@cache
def _decoder(kind: Any) -> Decoder:  # noqa: ANN401 - a type as typing hands it out, also unions and generics
    """Return the function that reads a value of `kind` from JSON, made once per type."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _union(parts)
    if origin is tuple:
        return _entries(_decoder(parts[0]))
    if origin is not None and issubclass(origin, Mapping):
        return dict
    if is_dataclass(kind):
        return _dataclass(kind)
    return _plain(kind)


_READ: Mapping[type, Decoder] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    Decimal: lambda written: Decimal(written["decimal"]),
}


def _plain(kind: type) -> Decoder:
    if issubclass(kind, Enum):
        return kind
    return _READ.get(kind, lambda written: written)


def _union(parts: tuple[Any, ...]) -> Decoder:
    """Read None as None, a tagged number as Decimal, and anything else as the one other part."""
    rest = [part for part in parts if part not in (type(None), Decimal)]
    other = _decoder(rest[0]) if rest else _decoder(Decimal)
    number = _decoder(Decimal)
    if Decimal not in parts:
        return lambda written: None if written is None else other(written)

    def read(written: Any) -> Any:  # noqa: ANN401 - as Decoder
        if isinstance(written, dict) and "decimal" in written:
            return number(written)
        return None if written is None else other(written)

    return read


def _entries(entry: Decoder) -> Decoder:
    return lambda written: tuple(entry(each) for each in written)


def _dataclass(kind: Any) -> Decoder:  # noqa: ANN401 - a dataclass type
    hints = get_type_hints(kind)
    decoders = tuple((field.name, _decoder(hints[field.name])) for field in fields(kind))

    def read(written: dict[str, Any]) -> Any:  # noqa: ANN401 - an instance of `kind`
        # A field added later is missing in what was stored before: it takes its default.
        return kind(**{name: decoder(written[name]) for name, decoder in decoders if name in written})

    return read
