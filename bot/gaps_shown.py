"""Gaps as people read them in a terminal or a chat: the open ones first, the important before the others."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from plans.gapping.history import GapCounts
from plans.gapping.marks import JudgedGap
from plans.gaps import gap_text
from plans.model import GapState, Severity
from plans.wording import written_date
from prompts.refusal import Refusal
from prompts.texts import Texts, texts

PAGE = 8  # gaps that are still read in a chat


def gaps_in_words(gaps: Sequence[JudgedGap], language: str, *, brief: bool = False) -> str:
    """Return gaps, open ones first and by severity, as text; `brief` words only the important and counts the rest."""
    words = texts(language)
    if not gaps:
        return words("cli.gaps.none")
    open_ones = [one for one in gaps if one.state is GapState.OPEN]
    lines = [_headline(len(open_ones), len(gaps) - len(open_ones), words)]
    for severity, found in groupby(open_ones, lambda one: one.gap.severity):
        lines += ["", words(f"cli.gaps.{severity}")]
        shown = _counted if brief and severity is not Severity.HIGH else _told
        lines += shown(sorted(found, key=lambda one: one.gap.kind), words)
    for state, marked in groupby(gaps[len(open_ones) :], lambda one: one.state):
        lines += ["", words(f"terms.gap_state.{state}")]
        lines += (_counted if brief else _told)(sorted(marked, key=lambda one: one.gap.kind), words)
    return "\n".join(lines)


def gaps_on_page(gaps: Sequence[JudgedGap], language: str, *, asked: str, page: int) -> str:
    """Return one page of gaps, with what to write for the next; `asked` is what was asked for, in the asker's words.

    Raises:
        Refusal: there is no such page.
    """
    words = texts(language)
    pages = max(1, -(-len(gaps) // PAGE))
    if not 1 <= page <= pages:
        raise Refusal("gaps.page", page=page, pages=pages)
    if not gaps:
        return words("cli.gaps.none")
    first = (page - 1) * PAGE
    shown = gaps[first : first + PAGE]
    if pages == 1:
        return gaps_in_words(shown, language)
    lines = [words("cli.gaps.page", first=first + 1, last=first + len(shown), count=len(gaps))]
    for state, found in groupby(shown, lambda one: one.state):
        lines += ["", words(f"terms.gap_state.{state}")]
        lines += _told(list(found), words)
    if page < pages:
        more = " ".join(filter(None, (asked, words("cli.gaps.page_word"), str(page + 1))))
        lines += ["", words("cli.gaps.more", words=more)]
    return "\n".join(lines)


def counts_in_words(counts: GapCounts, year: int, language: str) -> str:
    """Return how many gaps a year opened and closed, and how many are open."""
    return texts(language)(
        "cli.gaps.year",
        year=year,
        opened=counts.opened,
        by_plan=counts.closed_by_plan,
        by_people=counts.closed_by_people,
        accepted=counts.accepted,
        open=counts.open,
    )


def _headline(unmarked: int, marked: int, words: Texts) -> str:
    if not unmarked:
        return words("cli.gaps.only_marked", marked=marked)
    count = words("cli.gaps.count_one") if unmarked == 1 else words("cli.gaps.count", count=unmarked)
    return words("cli.gaps.and_marked", count=count, marked=marked) if marked else count


def _told(gaps: Sequence[JudgedGap], words: Texts) -> Iterator[str]:
    """Tell each gap with its evidence, and what would close it once where it is the same for all of a name."""
    for title, same in _by_title(gaps, words):
        yield f"  {title} ({len(same)})"
        remedies = list(dict.fromkeys(gap_text(one.gap, "closed_by", words.language) for one in same if _is_left(one)))
        for one in same:
            yield f"  • [{one.handle}] {gap_text(one.gap, 'evidence', words.language)}"
            yield from _said(one, words)
            if len(remedies) > 1 and _is_left(one):
                yield f"    → {gap_text(one.gap, 'closed_by', words.language)}"
        if len(remedies) == 1:
            yield f"    → {remedies[0]}"


def _is_left(one: JudgedGap) -> bool:
    """Tell whether there is still something to do about a gap."""
    return one.state in {GapState.OPEN, GapState.HANDLED}


def _said(one: JudgedGap, words: Texts) -> Iterator[str]:
    """Tell who marked a gap, when and why; and of a mark that no longer counts, that it does not."""
    if mark := one.mark or one.lapsed:
        key = "cli.gaps.marked" if one.mark else "cli.gaps.lapsed"
        state = words(f"terms.gap_state.{mark.state}").lower()
        day = written_date(mark.at.date(), words.language)
        yield f"    {words(key, state=state, by=mark.by, day=day, reason=mark.reason)}"


def _counted(gaps: Sequence[JudgedGap], words: Texts) -> Iterator[str]:
    for title, same in _by_title(gaps, words):
        yield f"  • {title}: {len(same)}"


def _by_title(gaps: Sequence[JudgedGap], words: Texts) -> Iterator[tuple[str, list[JudgedGap]]]:
    """Yield the gaps that are called the same, together: a challenge that is perhaps covered has a name of its own."""
    groups: dict[str, list[JudgedGap]] = {}
    for one in gaps:
        groups.setdefault(gap_text(one.gap, "title", words.language), []).append(one)
    yield from groups.items()
