"""A comparison: what became of each point of two texts, and which of it a reader is shown. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from retrieval.difference.aligning import ChangeKind
from retrieval.model import Citation, Version

_SHOWN: Final = 12  # quotes of a kind that a reader is shown; JSON has them all
_HEADINGS: Final = 24  # the same of an overview, which shows headings only
# In the order a reader wants them; what is unchanged is only counted.
SHOWN_KINDS: Final = (ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.MOVED, ChangeKind.REMOVED)


@dataclass(frozen=True, slots=True)
class Change:
    """One point's fate; the citations are numbered across the comparison."""

    kind: ChangeKind
    before: Citation | None
    after: Citation | None
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """An aligned difference. `before` and `after` are the versions compared; empty sides say nothing on the topic."""

    topic: str
    before: Version
    after: Version
    changes: tuple[Change, ...]
    before_speaks: bool
    after_speaks: bool
    text: str

    @property
    def sources(self) -> tuple[Citation, ...]:
        """Every citation, by its number."""
        cited = (side for change in self.changes for side in (change.before, change.after) if side is not None)
        return tuple(sorted({one.n: one for one in cited}.values(), key=lambda one: one.n))

    @property
    def is_overview(self) -> bool:
        """Whether only headings are shown."""
        return is_overview(self.topic, self.changes)

    @property
    def former(self) -> tuple[str, str]:
        """The document and version of the earlier side."""
        return self.before.document, self.before.label

    def to_json(self) -> dict[str, object]:
        """Return it as `compare --json` prints it."""
        return {
            "topic": self.topic,
            "from": _side_json(self.before),
            "to": _side_json(self.after),
            "changes": [
                {
                    "kind": change.kind.value,
                    "before": _citation_json(change.before),
                    "after": _citation_json(change.after),
                }
                for change in self.changes
            ],
            "text": self.text,
        }


def of_kind(changes: Iterable[Change], kind: ChangeKind) -> list[Change]:
    """Return the changes of one kind."""
    return [change for change in changes if change.kind is kind]


def is_overview(topic: str, changes: Sequence[Change]) -> bool:
    """Tell whether a reader is shown headings only: no topic is given, and there is more than a reader takes in."""
    held = [change for change in changes if change.kind in SHOWN_KINDS]
    return not topic.strip() and len(held) > 2 * _SHOWN and any(change.is_heading for change in held)


def to_show(changes: Sequence[Change], kind: ChangeKind, *, overview: bool) -> list[Change]:
    """Return the changes of one kind that a reader may be shown."""
    held = of_kind(changes, kind)
    if not overview:
        return held
    headings = [change for change in held if change.is_heading]
    often = Counter(_quote(change) for change in headings)
    return [change for change in headings if often[_quote(change)] == 1]  # "Nuläge" under every heading tells nothing


def _quote(change: Change) -> str:
    side = change.after or change.before
    return side.quote if side else ""


def most_of_a_kind(*, overview: bool) -> int:
    """Return how many changes of a kind a reader is shown."""
    return _HEADINGS if overview else _SHOWN


def shown(changes: Sequence[Change], *, overview: bool) -> list[Change]:
    """Return the changes that a reader is shown, in the order that they are."""
    most = most_of_a_kind(overview=overview)
    return [change for kind in SHOWN_KINDS for change in to_show(changes, kind, overview=overview)[:most]]


def _side_json(version: Version) -> dict[str, object]:
    return {
        "document": version.document,
        "title": version.title,
        "version": version.label,
        "year": version.year,
        "state": version.state.value,
    }


def _citation_json(citation: Citation | None) -> dict[str, object] | None:
    return None if citation is None else asdict(citation)
