"""Which promises of the contract a platform is declared not to keep: what the table in ``docs/platforms.md`` says."""

import re
import tomllib
from pathlib import Path

TABLE = Path(__file__).parents[4] / "docs" / "platforms.toml"
_LACKS = re.compile(r"(?:–|no)(?!\w)")  # how a cell begins that says what is done instead


def promise(key):
    """A promise that every platform keeps but those whose cell in the row `key` says that it is not there.

    Those fail it because it cannot be done; one that keeps it all the same is declared wrongly.
    """

    def named(test):
        test.promise = key
        return test

    return named


def lacking():
    """The platforms that lack something, by the key of its row."""
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["row"]
    return {
        row["promise"]: {name for name in ("console", "slack", "teams") if _LACKS.match(row[name])}
        for row in rows
        if "promise" in row
    }
