"""The one way in which frozen values become JSON text and come back exactly: for hashes, snapshots and SQL columns.

Dates and times are ISO text, codes of enums stand as they are, and a `Decimal` is ``{"decimal": "1.50"}`` so that the
number 18 and the words "18" stay apart. Reading back is led by the dataclass's own types. Nothing here knows SQL.

A field that came later is left out while it holds its default, so that what was hashed before it came still has the
same hash. Hence a field may be added, with a default that never changes, and none may be taken away or renamed.
"""

import json
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
_quoted = json.encoder.encode_basestring_ascii  # as json.dumps writes a text with ensure_ascii
Decoder = Callable[[Any], Any]  # Any: what JSON holds is known only when it is read


class Encoded(str):
    """Text that `canonical` has made of a value, and that is not to be made again."""

    __slots__ = ()


def canonical(value: object) -> str:
    """Return `value` as JSON text, the same for equal values: keys sorted, no blanks, ASCII only.

    Raises:
        TypeError: it holds something that has no place here (a float, a set …).
    """
    kind: type[Any] = type(value)
    return _writer(kind)(value)  # type: ignore[arg-type]  # a class can be a key


def field_texts(record: object) -> dict[str, str]:
    """Return the text of each field that `canonical` writes of a record, by name: for writing it again with changes."""
    kind: type[Any] = type(record)
    contents = ((name, getattr(record, name), default, like) for name, _, default, like in _shape(kind))  # type: ignore[arg-type]  # as above
    return {
        name: canonical(content)
        for name, content, default, like in contents
        if not (type(content) is like and content == default)
    }


def joined(fields: Mapping[str, str]) -> str:
    """Return the text of a record whose fields have these texts."""
    return "{" + ",".join([f"{_quoted(name)}:{fields[name]}" for name in sorted(fields)]) + "}"


@cache
def _writer(kind: type[Any]) -> Callable[[Any], str]:
    """Return how values of exactly this type are written, found once per type."""
    if kind is bool or kind is type(None):
        return {True: "true", False: "false", None: "null"}.__getitem__
    for each, written in _WRITTEN:
        if issubclass(kind, each):
            return written
    if is_dataclass(kind):
        return _record_writer(kind)
    raise TypeError(f"{kind.__name__} has no encoding: use text, whole numbers, Decimal, dates or tuples of them")


def _record_writer(kind: type[Any]) -> Callable[[Any], str]:
    shape = _shape(kind)  # type: ignore[arg-type]  # as above

    def write(record: Any) -> str:  # noqa: ANN401 - any frozen record
        written = []
        for name, label, default, like in shape:
            content = getattr(record, name)
            held: type[Any] = type(content)
            if held is like and content == default:  # 0 and False are not the same here
                continue
            # As `canonical`, without a call for each field: a plan has hundreds of thousands.
            if held is str:
                written.append(label + _quoted(content))
            elif content is None:
                written.append(label + "null")
            else:
                written.append(label + _writer(held)(content))  # type: ignore[arg-type]  # as above
        return "{" + ",".join(written) + "}"

    return write


# The records that had fields with a default when the first hashes were made, with what each of them always writes.
# Later fields of theirs, and the fields of every other record, are left out at their default.
_FROM_THE_START: Mapping[str, str] = {
    "Source": "file sheet row",
    "Action": "nr title source scope aspect area goal accountable contributors contributors_text reporter start end "
    "continuous schedule_text indicator baseline target implementation forecast status_text comment position extra "
    "written more",
    "Person": "address name role language organisation slack teams",
    "IndicatorValue": "indicator value unit",
    "Reading": "language implementation forecast progress values new_end completed_on obstacles decisions_needed done "
    "next_steps unchanged not_mine question",
    "ReportingCycle": "year state opens due cut_off opened_at compiled_at",
    "UpdateRequest": "id year nr addressee due state created_at sent_at answered_at update_id replaces reason "
    "snoozed_until snoozes",
    "StatusUpdate": "id year nr text reading author received_at confirmed_by confirmed_at parser late request_id "
    "corrects",
    "Delegation": "id nr year giver receiver offered_at accepted answered_at",
    "Dispatch": "key to text_key values nrs year rule step why at channel state sent_at",
    "PriorityArea": "aspect area challenges",
    "Snapshot": "id year taken_at cycle actions requests updates people dispatches delegations areas strategy_title",
}


@cache
def _shape(kind: type[Any]) -> tuple[tuple[str, str, object, type], ...]:
    """Return the names of a record's fields in order, each as JSON has it, with the default it is left out at.

    That default's type stands last. MISSING: never left out.
    """
    always = _FROM_THE_START.get(kind.__name__, "").split()
    defaults = {field.name: MISSING if field.name in always else _default(field) for field in fields(kind)}
    return tuple((name, f"{_quoted(name)}:", defaults[name], type(defaults[name])) for name in sorted(defaults))


def _default(field: Field[Any]) -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _in_utc(moment: datetime) -> str:
    return f'"{(moment if moment.tzinfo is UTC else moment.astimezone(UTC)).isoformat()}"'


def _mapping(values: Mapping[Any, Any]) -> str:
    return joined({str(key): canonical(value) for key, value in values.items()})


def _list(values: Sequence[Any]) -> str:
    return "[" + ",".join([canonical(value) for value in values]) + "]"


_WRITTEN: tuple[tuple[type[Any], Callable[[Any], str]], ...] = (
    (Enum, lambda value: canonical(value.value)),
    (str, _quoted),
    (int, int.__repr__),
    (datetime, _in_utc),  # before date, which it also is
    (date, lambda value: f'"{value.isoformat()}"'),
    (Decimal, lambda value: f'{{"decimal":{_quoted(str(value))}}}'),
    (Mapping, _mapping),
    (tuple, _list),
    (list, _list),
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
