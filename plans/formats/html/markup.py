"""Elements of a web page, and the one place where a text becomes HTML: whatever is not `Html` already is escaped."""

from functools import cache
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
    said = ""
    for key, value in attributes.items():
        if value is not None and value is not False:
            said += _attribute(key, value)
    if name in _EMPTY:
        return Html(f"<{name}{said}>")
    return Html(f"<{name}{said}>{_run(inside)}</{name}>")


def joined(*parts: str) -> Html:
    """Return parts after each other, the texts among them escaped."""
    return Html(_run(parts))


def _run(parts: tuple[str, ...]) -> str:
    return "".join([part if type(part) is Html else _escaped(part) for part in parts])


def _escaped(text: str) -> str:
    if text.isalnum():  # a count, a number of an action
        return text
    return escape(text).replace("\n", _BREAK)


def _attribute(key: str, value: Value) -> str:
    return f" {_written(key)}" if value is True else f' {_written(key)}="{escape(str(value))}"'


@cache
def _written(key: str) -> str:
    return key.removesuffix("_").replace("_", "-")
