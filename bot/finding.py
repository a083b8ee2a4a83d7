"""One thing that `handslag check` found: what it is and, where something is missing, what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from prompts.texts import Texts, variables


@dataclass(frozen=True, slots=True)
class Finding:
    """One check's outcome; `needed` checks that fail make `check` end with status 1."""

    name: str  # its texts are under ``cli.check.<name>``
    ok: bool
    values: Mapping[str, object] = field(default_factory=dict)
    needed: bool = False

    def to_json(self, words: Texts) -> dict[str, object]:
        """Return it as JSON shows it."""
        return {"check": self.name, "ok": self.ok, "message": self._what(words), "remedy": self._remedy(words)}

    def line(self, words: Texts) -> str:
        """Return it as a line of text."""
        if self.ok:
            return words("cli.check.ok", what=self._what(words))
        kind = "missing" if self.needed else "hint"
        return words(f"cli.check.{kind}", what=self._what(words), remedy=self._remedy(words))

    def _what(self, words: Texts) -> str:
        return self._said(words, "ok" if self.ok else "fault")

    def _remedy(self, words: Texts) -> str | None:
        return None if self.ok else self._said(words, "remedy")

    def _said(self, words: Texts, part: str) -> str:
        key = f"cli.check.{self.name}.{part}"
        wanted = variables(words.template(key))
        return words(key, **{name: value for name, value in self.values.items() if name in wanted})
