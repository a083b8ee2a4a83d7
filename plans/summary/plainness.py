"""Make what cannot be seen visible, so that a reader meets every character that somebody sent.

Control, format and private characters (bidirectional overrides, zero-width and tag characters) become their code in
angle marks, ⟨U+202E⟩. Line ends become one kind. Nothing else is changed: escaping is each format's own matter.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar, cast

_Kept = TypeVar("_Kept")
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
_SPACES = {"\t": " ", "\u00a0": " ", "\u202f": " "}


@lru_cache(maxsize=4096)
def visible(text: str) -> str:
    """Return `text` with every hidden character shown as its code, and line ends as newlines."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(_shown(character) for character in unified).strip()


def all_visible(value: _Kept) -> _Kept:
    """Return a frozen record with every text in it made visible, however deep it stands."""
    return cast("_Kept", _walked(value))


def _shown(character: str) -> str:
    if character == "\n" or character in _SPACES:
        return _SPACES.get(character, character)
    return f"⟨U+{ord(character):04X}⟩" if unicodedata.category(character) in _HIDDEN else character


def _walked(value: Any) -> Any:  # noqa: ANN401 - walks records of any kind and gives each back as it was
    if type(value) is str:  # not an enum's text
        return visible(value)
    if isinstance(value, tuple):
        return tuple(_walked(part) for part in value)
    if isinstance(value, Mapping):
        return {_walked(key): _walked(part) for key, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{part.name: _walked(getattr(value, part.name)) for part in fields(value)})
    return value
