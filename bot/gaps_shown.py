"""Gaps as people read them in a terminal or a chat: the important ones first, like ones together."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from plans.gaps import gap_text
from plans.model import Gap, Severity
from prompts.texts import Texts, texts


def gaps_in_words(gaps: Sequence[Gap], language: str, *, brief: bool = False) -> str:
    """Return gaps, which come by severity, as text; `brief` words only the important ones and counts the rest."""
    words = texts(language)
    if not gaps:
        return words("cli.gaps.none")
    lines = [words("cli.gaps.count_one") if len(gaps) == 1 else words("cli.gaps.count", count=len(gaps))]
    for severity, found in groupby(gaps, lambda gap: gap.severity):
        lines += ["", words(f"cli.gaps.{severity}")]
        shown = _counted if brief and severity is not Severity.HIGH else _told
        lines += shown(sorted(found, key=lambda gap: gap.kind), words)
    return "\n".join(lines)


def _told(gaps: Sequence[Gap], words: Texts) -> Iterator[str]:
    """Tell each gap with its evidence, and what would close it once where it is the same for all of a kind."""
    for kind, found in groupby(gaps, lambda gap: gap.kind):
        same = list(found)
        yield f"  {words(f'gaps.{kind}.title')} ({len(same)})"
        remedies = list(dict.fromkeys(gap_text(gap, "closed_by", words.language) for gap in same))
        for gap in same:
            yield f"  • {gap_text(gap, 'evidence', words.language)}"
            if len(remedies) > 1:
                yield f"    → {gap_text(gap, 'closed_by', words.language)}"
        if len(remedies) == 1:
            yield f"    → {remedies[0]}"


def _counted(gaps: Sequence[Gap], words: Texts) -> Iterator[str]:
    for kind, found in groupby(gaps, lambda gap: gap.kind):
        yield f"  • {words(f'gaps.{kind}.title')}: {len(list(found))}"
