"""Elements of a web page, and the one place where a text becomes HTML: whatever is not `Html` already is escaped."""

from html import escape
from typing import Final, TypeAlias

Value: TypeAlias = "str | int | bool | None"
_EMPTY: Final = frozenset({"meta"})  # elements that hold nothing and are not closed
_BREAK: Final = "<br>"


class Html(str):
    """A piece of finished HTML. Only this module makes it from text; the charts' own SVG is the exception, by name."""

    __slots__ = ()


def element(name: str, /, *inside: str, **attributes: Value) -> Html:
    """Return an element. Its texts are escaped and their line ends kept; an attribute of None or False is left out.

    Attributes are written as Python names: ``class_`` and ``aria_label`` become ``class`` and ``aria-label``.
    """
    said = "".join(
        _attribute(key, value) for key, value in attributes.items() if value is not None and value is not False
    )
    if name in _EMPTY:
        return Html(f"<{name}{said}>")
    return Html(f"<{name}{said}>{joined(*inside)}</{name}>")


def joined(*parts: str) -> Html:
    """Return parts after each other, the texts among them escaped."""
    return Html("".join(part if type(part) is Html else _escaped(part) for part in parts))


def _escaped(text: str) -> str:
    return escape(text).replace("\n", _BREAK)


def _attribute(key: str, value: Value) -> str:
    name = key.removesuffix("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
