"""Every text is used by something: a key nobody asks for is a text that somebody keeps translating for nothing.

A key is used where the program holds it as a string (an error's without ``errors.``, as a refusal names it), or holds
an f-string that it fits and each word that fills the f-string is a word of the program: ``f"terms.{kind}.{code}"``
uses ``terms.role.owner`` since something is called role and something owner.
"""

import ast
import re
import tomllib
from pathlib import Path

from prompts.texts import texts

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "retrieval", "plans", "prompts", "benchmarks", "docs")
NAMED_BY_CALLERS = {"report.notice.reviewed", "report.state.reviewed"}  # states of a summary, as a caller names them
FILLED_IN = "([a-z0-9_.]+)"


def program():
    """Return every string of the program, the words of its names and strings, and its f-strings as patterns."""
    strings, names, patterns = set(), set(), set()
    for file in (file for package in PACKAGES for file in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Constant(value=str(text)):
                    strings.add(text)
                case ast.JoinedStr(values=parts):
                    patterns.add(
                        "".join(re.escape(p.value) if isinstance(p, ast.Constant) else FILLED_IN for p in parts)
                    )
                case ast.FunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)) | ast.keyword(arg=str(name)):
                    names.add(name)
    year = tomllib.loads((ROOT / "bot" / "demo" / "year.toml").read_text(encoding="utf-8"))
    names |= {event[part] for event in year["events"] for part in ("scene", "note") if part in event}
    words = {word for text in strings | names if re.fullmatch("[a-z0-9_.:]+", text) for word in re.split("[._:]", text)}
    return strings, words, [re.compile(pattern) for pattern in patterns if re.match(r"[a-z_]+\\\.", pattern)]


def test_every_text_is_used():
    strings, words, patterns = program()

    def is_used(key):
        return key in strings or any(
            words.issuperset(re.split("[._]", "_".join(match.groups())))
            for match in (pattern.fullmatch(key) for pattern in patterns)
            if match
        )

    keys = texts("en").keys() - NAMED_BY_CALLERS
    unused = [key for key in sorted(keys) if not (is_used(key) or is_used(key.removeprefix("errors.")))]

    assert unused == []
