"""The strategy that a plan carries out: proposed as it was read from its document, and confirmed by a person.

What was read never replaces what a person has confirmed; it stands beside it as a proposal. Until somebody has
confirmed a tree, the one that was read is what gaps are looked for in. A person edits a proposal as a TOML file.
"""

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from plans.model import PriorityArea, Strategy
from plans.refusals import PlanRefusal
from plans.stores.base import Ledger

# What is edited and compared, in the order it is shown; the tree and the effects are lists.
TEXTS: Final = ("title", "purpose", "main_goal", "adopted_by", "diary_number")
YEARS: Final = ("starts", "ends")
_KEYS: Final = frozenset({*TEXTS, *YEARS, "adopted_on", "desired_effects", "areas", "document"})


@dataclass(frozen=True, slots=True)
class Kept:
    """The two states of one strategy."""

    read: Strategy | None = None
    confirmed: Strategy | None = None


def kept(ledger: Ledger, document: str) -> Kept:
    """Return what is kept of the strategy in `document`."""
    own = [strategy for strategy in ledger.plans.strategies() if strategy.key == document]
    return Kept(
        next((strategy for strategy in own if not strategy.is_confirmed), None),
        next((strategy for strategy in own if strategy.is_confirmed), None),
    )


def propose(ledger: Ledger, read: Strategy, tree: Iterable[PriorityArea], now: datetime, by: str) -> bool:
    """Keep what was read of the current strategy; return False, changing nothing, where it was so already.

    Args:
        ledger: the transaction to write in.
        read: the strategy as it was read.
        tree: the areas with the challenges that gaps are looked for in until a person has confirmed a tree.
        now: the time of the reading.
        by: who had it read.
    """
    before = kept(ledger, read.key)
    used = before.confirmed.areas if before.confirmed else tuple(tree)
    title = before.confirmed.title if before.confirmed else read.title
    if (ledger.summaries.strategy_title(), ledger.summaries.areas()) != (title, used):
        ledger.summaries.save_areas(title, used)
    if before.read == read:
        return False
    ledger.plans.save_strategy(read)
    ledger.trail.append(now, by, "strategy.read", read.title, areas=str(len(read.areas)))
    return True


def confirm(ledger: Ledger, strategy: Strategy, now: datetime, by: str, *, is_current: bool) -> Strategy:
    """Keep a strategy as a person says that it is right; gaps are looked for in the tree of the current one."""
    before = kept(ledger, strategy.key)
    confirmed = replace(strategy, confirmed_by=by, confirmed_at=now)
    ledger.plans.save_strategy(confirmed)
    if is_current:
        ledger.summaries.save_areas(confirmed.title, confirmed.areas)
    against = before.confirmed or before.read
    changed = [name for name, _, _ in differences(against, confirmed)] if against else []
    details = {"areas": str(len(confirmed.areas)), "changed": ", ".join(changed)}
    ledger.trail.append(now, by, "strategy.confirmed", confirmed.title, **{k: v for k, v in details.items() if v})
    return confirmed


def differences(before: Strategy, after: Strategy) -> tuple[tuple[str, str, str], ...]:
    """Return the parts in which two states differ: name, before, after, in words."""
    pairs = ((name, _said(before, name), _said(after, name)) for name in (*TEXTS, *YEARS, "adopted_on"))
    found = [(name, old, new) for name, old, new in pairs if old != new]
    found += _list_differences("desired_effects", before.desired_effects, after.desired_effects)
    found += _list_differences("areas", _leaves(before.areas), _leaves(after.areas))
    return tuple(found)


def to_toml(strategy: Strategy) -> str:
    """Return a strategy as a file that a person edits and `from_toml` reads."""
    return "\n".join(_toml_lines(strategy)) + "\n"


def from_toml(text: str, name: str) -> Strategy:
    """Return the strategy that an edited file says.

    Raises:
        PlanRefusal: the file cannot be read, or a part of it is not what it should be; all faults at once.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PlanRefusal("plan_strategy.file_broken", file=name, fault=str(error)) from error
    faults = list(_faults(said))
    if faults:
        raise PlanRefusal("plan_strategy.file_wrong", file=name, faults=", ".join(faults))
    areas = tuple(
        PriorityArea(aspect=area["aspect"], area=area["area"], challenges=tuple(area.get("challenges", ())))
        for area in said.get("areas", ())
    )
    return Strategy(
        title=said["title"],
        document=said.get("document") or None,
        purpose=said.get("purpose") or None,
        main_goal=said.get("main_goal") or None,
        desired_effects=tuple(said.get("desired_effects", ())),
        areas=areas,
        starts=said.get("starts"),
        ends=said.get("ends"),
        adopted_by=said.get("adopted_by") or None,
        adopted_on=said.get("adopted_on"),
        diary_number=said.get("diary_number") or None,
    )


def strategy_json(strategy: Strategy) -> dict[str, object]:
    """Return a strategy as JSON holds it."""
    return {
        "document": strategy.document,
        "title": strategy.title,
        "starts": strategy.starts,
        "ends": strategy.ends,
        "adopted_by": strategy.adopted_by,
        "adopted_on": strategy.adopted_on.isoformat() if strategy.adopted_on else None,
        "diary_number": strategy.diary_number,
        "purpose": strategy.purpose,
        "main_goal": strategy.main_goal,
        "desired_effects": list(strategy.desired_effects),
        "areas": [
            {"aspect": area.aspect, "area": area.area, "challenges": list(area.challenges)} for area in strategy.areas
        ],
        "confirmed_by": strategy.confirmed_by,
        "confirmed_at": strategy.confirmed_at.isoformat() if strategy.confirmed_at else None,
    }


def _said(strategy: Strategy, name: str) -> str:
    value = getattr(strategy, name)
    return "–" if value is None else str(value)


def _leaves(areas: Iterable[PriorityArea]) -> tuple[str, ...]:
    lines: list[str] = []
    for area in areas:
        lines.append(f"{area.aspect} / {area.area}")
        lines += [f"{area.aspect} / {area.area} / {challenge}" for challenge in area.challenges]
    return tuple(lines)


def _list_differences(name: str, before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    yield from ((name, line, "–") for line in before if line not in after)
    yield from ((name, "–", line) for line in after if line not in before)


def _toml_lines(strategy: Strategy) -> Iterator[str]:
    if strategy.document:
        yield f"document = {_quoted(strategy.document)}"
    for name in TEXTS:
        yield f"{name} = {_quoted(getattr(strategy, name) or '')}"
    for name in (*YEARS, "adopted_on"):
        if (value := getattr(strategy, name)) is not None:
            yield f"{name} = {value}"
    yield from _toml_list("desired_effects", strategy.desired_effects)
    for area in strategy.areas:
        yield from ("", "[[areas]]", f"aspect = {_quoted(area.aspect)}", f"area = {_quoted(area.area)}")
        yield from _toml_list("challenges", area.challenges)


def _toml_list(name: str, entries: Sequence[str]) -> Iterator[str]:
    if not entries:
        yield f"{name} = []"
        return
    yield from (f"{name} = [", *(f"    {_quoted(entry)}," for entry in entries), "]")


def _quoted(text: str) -> str:
    """Return a text as TOML quotes it, which is as JSON does except for one sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _faults(said: Mapping[str, object]) -> Iterator[str]:
    """Yield the names of the parts that are missing, unknown or of the wrong kind."""
    yield from (name for name in said if name not in _KEYS)
    if not said.get("title"):
        yield "title"
    for name, is_right in _RIGHT.items():
        if name in said and not is_right(said[name]):
            yield name
    areas = said.get("areas", [])
    if isinstance(areas, list):
        yield from (f"areas {number}" for number, area in enumerate(areas, start=1) if not _is_area(area))


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) and entry for entry in value)


def _is_area(area: object) -> bool:
    if not isinstance(area, dict) or not {"aspect", "area"} <= set(area) <= {"aspect", "area", "challenges"}:
        return False
    named = all(isinstance(area[name], str) and area[name] for name in ("aspect", "area"))
    return named and _is_texts(area.get("challenges", []))


# What each part has to be.
_RIGHT: Final[Mapping[str, Callable[[object], bool]]] = {
    **dict.fromkeys((*TEXTS, "document"), lambda value: isinstance(value, str)),
    **dict.fromkeys(YEARS, lambda value: isinstance(value, int) and not isinstance(value, bool)),
    "adopted_on": lambda value: isinstance(value, date) and not isinstance(value, datetime),
    "desired_effects": _is_texts,
    "areas": lambda value: isinstance(value, list),
}
