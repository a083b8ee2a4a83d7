"""The one shape of an error that a person reads: what happened, why, and what to do about it.

A refusal carries the key of a text under ``errors`` and its variables, so that each reader gets it in their own
language. ``str()`` gives English, for logs and tests. Packages derive their own small trees from it.
"""

from prompts.texts import texts


class Refusal(Exception):  # noqa: N818 - a refusal is what the reader meets; not every one is an error
    """Something could not be done; `code` names the text under ``errors``, `values` are its variables."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(self.text("en"))

    def text(self, language: str) -> str:
        """Return the sentence(s) for a reader of `language`: what, why and what to do."""
        return texts(language)(f"errors.{self.code}", **self.values)
