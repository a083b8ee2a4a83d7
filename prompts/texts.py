"""Hand out a text by its key in a language, with its variables filled in.

Texts live in ``prompts/<language>/**/<file>.toml``. The text ``[first] body = "…"`` of ``asking.toml`` has the key
``asking.first.body``; the keys of ``errors/plans.toml`` begin with ``errors.plans.``. A Markdown file is one text,
its key the file's name: ``model_answer``. Variables are written ``{name}``. A missing key, a missing variable and an
unknown variable all raise: a wrong text is found by a test, never by a reader. This module decides nothing about which
text is wanted.
"""

import string
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

LANGUAGES = ("sv", "en")
_FORMATTER = string.Formatter()


class TextError(LookupError):
    """A text was asked for that does not exist, or with the wrong variables: a fault in the program, not in its use."""


class Texts:
    """The texts of one language, read once; call it with a key and the variables of that text."""

    def __init__(self, language: str, entries: Mapping[str, str]) -> None:
        self.language = language
        self._entries = entries

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the text of `key` with `values` filled in.

        Raises:
            TextError: the key is unknown, a variable is missing, or one is given that the text does not use.
        """
        template = self.template(key)
        wanted = variables(template)
        if missing := wanted - values.keys():
            raise TextError(f"text {key!r} ({self.language}) needs {sorted(missing)}: pass them as keyword arguments")
        if unknown := values.keys() - wanted:
            raise TextError(f"text {key!r} ({self.language}) has no place for {sorted(unknown)}: leave them out")
        return template.format_map(values)

    def template(self, key: str) -> str:
        """Return the text of `key` as it is written, variables unfilled."""
        try:
            return self._entries[key]
        except KeyError:
            raise TextError(f"no text {key!r} in {self.language!r}: add it under prompts/{self.language}/") from None

    def has(self, key: str) -> bool:
        """Tell whether there is a text for `key`."""
        return key in self._entries

    def keys(self) -> frozenset[str]:
        """Return every key of the language; both languages must have the same."""
        return frozenset(self._entries)


@cache
def variables(template: str) -> frozenset[str]:
    """Return the names of the variables in a text."""
    return frozenset(name for _, name, _, _ in _FORMATTER.parse(template) if name)


@cache
def texts(language: str) -> Texts:
    """Return the texts of `language` (a folder of this package).

    Raises:
        TextError: there is no such language.
    """
    folder = resources.files("prompts") / language
    if not language.isalpha() or not folder.is_dir():
        raise TextError(f"no texts in the language {language!r}: there are {', '.join(LANGUAGES)}")
    return Texts(language, _read(folder, ""))


def _read(folder: Traversable, prefix: str) -> dict[str, str]:
    entries: dict[str, str] = {}
    for entry in sorted(folder.iterdir(), key=lambda found: found.name):
        if entry.is_dir():
            entries.update(_read(entry, f"{prefix}{entry.name}."))
        elif entry.name.endswith(".toml"):
            tree = tomllib.loads(entry.read_text(encoding="utf-8"))
            entries.update(_flat(prefix + entry.name.removesuffix(".toml"), tree))
        elif entry.name.endswith(".md"):
            entries[prefix + entry.name.removesuffix(".md")] = entry.read_text(encoding="utf-8").strip("\n")
    return entries


def _flat(prefix: str, tree: Mapping[str, object]) -> dict[str, str]:
    entries: dict[str, str] = {}
    for name, value in tree.items():
        key = f"{prefix}.{name}"
        if isinstance(value, Mapping):
            entries.update(_flat(key, value))
        elif isinstance(value, str):
            entries[key] = value.strip("\n")
        else:
            raise TextError(f"text {key!r} is a {type(value).__name__}: write it as a string")
    return entries
