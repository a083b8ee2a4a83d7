"""Make what cannot be seen visible, so that a reader meets every character that somebody sent.

Control, format and private characters (bidirectional overrides, zero-width and tag characters) become their code in
angle marks, ⟨U+202E⟩. Line ends become one kind. Nothing else is changed: escaping is each format's own matter.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache, lru_cache
from operator import is_
from typing import Any, TypeVar, cast

_Kept = TypeVar("_Kept")
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
_SPACES = {"\t": " ", "\u00a0": " ", "\u202f": " "}


@lru_cache(maxsize=4096)
def visible(text: str) -> str:
    """Return `text` with every hidden character shown as its code, and line ends as newlines."""
    if text.isprintable():  # nearly all are, and a report has a hundred thousand
        return text.strip()
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    lines = unified.split("\n")
    return "\n".join(line if line.isprintable() else "".join(map(_shown, line)) for line in lines).strip()


def all_visible(value: _Kept) -> _Kept:
    """Return a frozen record with every text in it made visible, however deep; the record itself where all are."""
    return cast("_Kept", _walked(value))


def _shown(character: str) -> str:
    if character in _SPACES:
        return _SPACES[character]
    return f"⟨U+{ord(character):04X}⟩" if unicodedata.category(character) in _HIDDEN else character


def _walked(value: Any) -> Any:  # noqa: ANN401 - walks records of any kind and gives each back as it was
    if type(value) is str:  # not an enum's text
        return visible(value)
    if isinstance(value, tuple):
        parts = tuple(map(_walked, value))
        return value if all(map(is_, parts, value)) else parts
    if names := _names(value.__class__):
        changed = {name: part for name in names if (part := _walked(was := getattr(value, name))) is not was}
        return replace(value, **changed) if changed else value
    if isinstance(value, dict | Mapping):
        return {_walked(key): _walked(part) for key, part in value.items()}
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Return the names of a record's fields, none for what is no record."""
    return tuple(part.name for part in fields(kind)) if is_dataclass(kind) else ()
