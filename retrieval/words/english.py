"""Lead an English word to the form the glossary is asked for: irregular forms, British and American spelling."""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

# Where British and American spelling differ by rule; the American one stands for both.
_BRITISH: Final = (
    (re.compile(r"(?<=[a-z]{3})(is|iz)(e|es|ed|ing|ation|ations|er|ers)$"), r"iz\2"),
    (re.compile(r"(?<=[a-z]{2})ys(e|es|ed|ing)$"), r"yz\1"),
    (re.compile(r"(?<=[a-z]{2})our(?=(s|ed|ing|er|ers|able|al|hood)?$)"), "or"),
    (re.compile(r"(?<=[bt])re(s?)$"), r"er\1"),
    (re.compile(r"(?<=[a-z]{2}[ae])ll(?=(ed|ing|er|ers|ation)$)"), "l"),
    (re.compile(r"(?<=[a-z])ogue(?=s?$)"), "og"),
    (re.compile(r"(?<=[a-z]{2})ence(?=s?$)"), "ense"),
    (re.compile(r"amme(?=s?$)"), "am"),
    (re.compile(r"^(an|h|p|gyn|orthop)ae(?=[a-z])"), r"\1e"),
)


_MAY_DIFFER: Final = re.compile("is|iz|ys|our|re|ll|ogue|ence|amme|ae")


@cache
def base(word: str) -> str:
    """Return the base of an irregular English form (*wrote*, *children*), else the word as Americans spell it."""
    if found := _irregular().get(word):
        return found
    if not _MAY_DIFFER.search(word):
        return word
    for british, american in _BRITISH:
        word = british.sub(american, word)
    return word


@cache
def _irregular() -> Mapping[str, str]:
    text = (resources.files("retrieval.words") / "lexicon" / "irregular.en.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {form: first for first, *forms in lines for form in forms}
