"""The strategy that the plan carries out: what was read of its document shown with where it stands, and confirmed.

Only here and in the intake do documents and the plan know of each other.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plans.cycle.desk import PROGRAM
from plans.model import PriorityArea, Role, Strategy
from plans.refusals import PlanRefusal
from plans.stores.base import Ledger, Store
from plans.strategies import Kept, confirm, differences, from_toml, kept, strategy_json, to_toml
from prompts.texts import Texts, texts
from retrieval.documents.strategy_reading import Found, FoundArea, StrategyReading, read_strategy
from retrieval.model import DocumentState, DocumentType, Version
from retrieval.register import Register


def current_strategy(versions: Iterable[Version]) -> Version | None:
    """Return the strategy that is current, the latest by its own year where there are several."""
    current = [v for v in versions if v.type is DocumentType.STRATEGY and v.state is DocumentState.CURRENT]
    return max(current, key=lambda version: (version.year or 0, version.document), default=None)


def proposed(reading: StrategyReading) -> Strategy:
    """Return what was read as the plan keeps it, for a person to confirm."""
    areas = (PriorityArea(aspect=a.aspect, area=a.area, challenges=a.challenges) for a in reading.areas)
    return Strategy(
        title=reading.title,
        document=reading.document,
        purpose=_text(reading.purpose),
        main_goal=_text(reading.main_goal),
        desired_effects=tuple(found.text for found in reading.desired_effects),
        areas=tuple(areas),
        starts=reading.starts,
        ends=reading.ends,
        adopted_by=_text(reading.adopted_by),
        adopted_on=reading.adopted_on,
        diary_number=_text(reading.diary_number),
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """A strategy as it was read and as it is kept."""

    reading: StrategyReading
    kept: Kept

    @property
    def proposed(self) -> Strategy:
        """What was read, as the plan keeps it."""
        return proposed(self.reading)

    @property
    def toml(self) -> str:
        """The file that a person edits: what is confirmed, else what was read."""
        return to_toml(self.kept.confirmed or self.proposed)

    def difference_text(self, wanted: Strategy, language: str) -> str:
        """Return what `wanted` changes of what counts now."""
        lines = _difference_lines(self.kept.confirmed or self.proposed, wanted, language)
        heading = "would_change" if lines else "would_change_nothing"
        return "\n".join([texts(language)(f"strategy.{heading}"), *lines])

    def to_json(self) -> dict[str, object]:
        """Return what was read with its places, and what is confirmed."""
        return {
            "proposed": {**strategy_json(proposed(self.reading)), "places": _places(self.reading)},
            "confirmed": strategy_json(self.kept.confirmed) if self.kept.confirmed else None,
        }

    def text(self, language: str) -> str:
        """Return it for a person: what was read and where it stands, and whether anybody has confirmed it."""
        return "\n".join(_lines(self, texts(language)))


class Strategies:
    """The strategies of the register and what the plan keeps of them; `now` is the time of each call."""

    def __init__(self, register: Register, store: Store, now: Callable[[], datetime]) -> None:
        self._register = register
        self._store = store
        self._now = now

    def shown(self, document: str | None = None) -> Shown:
        """Return the strategy of `document`, the current one when left out.

        Raises:
            PlanRefusal: there is no such strategy among the documents.
        """
        versions = [version for version in self._register.latest() if version.type is DocumentType.STRATEGY]
        named = next((version for version in versions if version.document == document), None)
        version = named if document else current_strategy(versions)
        if version is None:
            known = ", ".join(version.document for version in versions)
            if document and known:
                raise PlanRefusal("plan_strategy.no_such_strategy", names=known)
            raise PlanRefusal("plan_strategy.no_strategy")
        with self._store.reading() as ledger:
            return Shown(read_strategy(version), kept(ledger, version.document))

    def unconfirmed(self) -> Strategy | None:
        """Return the current strategy as it was read, None where there is none or a person has confirmed it."""
        version = current_strategy(self._register.latest())
        if version is None:
            return None
        with self._store.reading() as ledger:
            found = kept(ledger, version.document)
        return None if found.confirmed else found.read

    def edited(self, file: Path, document: str | None = None) -> Strategy:
        """Return what an edited file says of the strategy.

        Raises:
            PlanRefusal: the file is not there or cannot be read.
        """
        if not file.is_file():
            raise PlanRefusal("plan_strategy.file_missing", file=str(file))
        said = from_toml(file.read_text(encoding="utf-8"), file.name)
        shown = self.shown(document or said.document)
        if said.document not in (None, shown.reading.document):
            raise PlanRefusal("plan_strategy.file_wrong", file=file.name, faults="document")
        return said

    def confirm(self, strategy: Strategy, by: str) -> Strategy:
        """Make the strategy count, as `by` says that it is right.

        Raises:
            PlanRefusal: `by` is no coordinator.
        """
        current = current_strategy(self._register.latest())
        is_current = current is None or strategy.key == current.document
        with self._store.transaction() as ledger:
            _coordinates(ledger, by)
            return confirm(ledger, strategy, self._now(), by, is_current=is_current)


def _coordinates(ledger: Ledger, by: str) -> None:
    """Refuse somebody who is no coordinator; who is at the command line without a name is one."""
    leads = [person for person in ledger.people.all() if person.role in {Role.COORDINATOR, Role.ADMINISTRATOR}]
    if by != PROGRAM and by not in {person.address for person in leads}:
        raise PlanRefusal("plans.coordinators_only", who=", ".join(person.address for person in leads) or PROGRAM)


def _difference_lines(before: Strategy, after: Strategy, language: str) -> list[str]:
    """Return the parts in which two states differ, a line each."""
    words = texts(language)
    return [
        words("strategy.changed", part=words(f"strategy.parts.{name}"), old=old, new=new)
        for name, old, new in differences(before, after)
    ]


def _text(found: Found | None) -> str | None:
    return found.text if found else None


def _places(reading: StrategyReading) -> dict[str, object]:
    single = {name: getattr(reading, name) for name in ("purpose", "main_goal", "adopted_by", "diary_number")}
    return {
        **{name: _place(found) for name, found in single.items()},
        "desired_effects": [_place(found) for found in reading.desired_effects],
        "areas": [_place(area.place) for area in reading.areas],
    }


def _place(found: Found | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {"page": found.page, "section": list(found.section), "start": found.start, "end": found.end}


def _lines(shown: Shown, words: Texts) -> Iterator[str]:
    reading, state = shown.reading, shown.kept
    yield from (reading.title, words("strategy.document", document=reading.document), "")
    for name in ("purpose", "main_goal"):
        yield f"{words(f'strategy.parts.{name}')}: {_told(getattr(reading, name), words)}"
    years = "–".join(str(year) for year in (reading.starts, reading.ends) if year)
    yield f"{words('strategy.parts.years')}: {years or words('strategy.not_found')}"
    decided = " ".join(filter(None, [_told(reading.adopted_by, words), str(reading.adopted_on or "")]))
    yield f"{words('strategy.parts.adopted_by')}: {decided}"
    yield f"{words('strategy.parts.diary_number')}: {_told(reading.diary_number, words)}"
    yield from ("", f"{words('strategy.parts.desired_effects')}:")
    yield from (f"- {_told(found, words)}" for found in reading.desired_effects)
    if not reading.desired_effects:
        yield words("strategy.not_found")
    yield from ("", f"{words('strategy.parts.areas')}:")
    yield from _area_lines(reading.areas, words)
    if not reading.areas:
        yield words("strategy.not_found")
    yield ""
    yield from _state_lines(proposed(reading), state, words)


def _area_lines(areas: Iterable[FoundArea], words: Texts) -> Iterator[str]:
    aspect = None
    for area in areas:
        if area.aspect != aspect:
            aspect = area.aspect
            yield aspect
        page = area.place.page if area.place else None
        where = f" ({words('strategy.page', page=page)})" if page else ""
        yield f"  {area.area}{where}"
        yield from (f"    - {challenge}" for challenge in area.challenges)


def _state_lines(read: Strategy, state: Kept, words: Texts) -> Iterator[str]:
    if state.confirmed is None or state.confirmed.confirmed_at is None:
        yield words("strategy.unconfirmed")
        return
    day = state.confirmed.confirmed_at.date()
    yield words("strategy.confirmed", by=state.confirmed.confirmed_by or "–", date=day)
    changed = _difference_lines(state.confirmed, read, words.language)
    if changed:
        yield words("strategy.differs")
        yield from changed


def _told(found: Found | None, words: Texts) -> str:
    if found is None:
        return words("strategy.not_found")
    where = _where(found, words)
    return f"{found.text} ({where})" if where else found.text


def _where(found: Found | None, words: Texts) -> str:
    """Return where words stand, as a person finds them: the page where there are pages, else the section."""
    if found is None:
        return ""
    if found.page:
        return words("strategy.page", page=found.page)
    section = [heading for heading in found.section if heading != found.text]
    return section[-1] if section else ""
