"""How long each kind of record is kept, as proposals that the authority changes by its own decision.

Swedish archive law tells three things apart. *Bevaras* (preserved): for good. *Gallras* (disposed): an official
document is destroyed, which takes a decision (arkivlagen 1990:782, 10 §). *Rensas* (weeded): working material that
never became an official document is cleared away (tryckfrihetsförordningen 2 kap. 12 §). What is proposed here is no
legal advice.

Pure: it decides from when a record is due; stores count and remove.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from plans.refusals import PlanRefusal


class RetentionClass(StrEnum):
    """What becomes of a kind of record."""

    PRESERVED = "preserved"  # bevaras
    DISPOSED = "disposed"  # gallras
    WEEDED = "weeded"  # rensas


@dataclass(frozen=True, slots=True)
class Rule:
    """What becomes of one kind of record; its name and ground are texts of ``retention.kind.<kind>``."""

    kind: str
    retention: RetentionClass
    days: int | None = None  # None: for as long as it is used
    ground: str | None = None  # the authority's own words, in place of the text

    def before(self, now: datetime) -> datetime | None:
        """Return the time before which a record is due; None where none ever is."""
        if self.retention is RetentionClass.PRESERVED or self.days is None:
            return None
        return now - timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Retention:
    """Every rule, and the decision that lets official documents be disposed of."""

    rules: tuple[Rule, ...]
    decision: str | None = None  # diarienummer of the authority's gallringsbeslut


PROPOSED: Final = (
    Rule("trail", RetentionClass.PRESERVED),
    Rule("updates", RetentionClass.PRESERVED),
    Rule("cycles", RetentionClass.PRESERVED),
    Rule("plan", RetentionClass.PRESERVED),
    Rule("decisions", RetentionClass.PRESERVED),
    Rule("evidence", RetentionClass.PRESERVED),
    Rule("snapshots", RetentionClass.PRESERVED),
    Rule("documents", RetentionClass.PRESERVED),
    Rule("drafts", RetentionClass.DISPOSED, 365),
    Rule("dispatches", RetentionClass.DISPOSED, 730),
    Rule("delegations", RetentionClass.DISPOSED, 730),
    Rule("absences", RetentionClass.DISPOSED, 365),
    Rule("people", RetentionClass.DISPOSED),
    Rule("threads", RetentionClass.WEEDED, 1),
    Rule("memory", RetentionClass.WEEDED, 60),
    Rule("shown", RetentionClass.WEEDED, 30),
    Rule("feedback", RetentionClass.WEEDED, 400),
    Rule("handed_on", RetentionClass.DISPOSED, 365),
    Rule("inbox", RetentionClass.WEEDED, 30),
    Rule("outgoing", RetentionClass.WEEDED, 90),
    Rule("use", RetentionClass.WEEDED, 400),
    Rule("faults", RetentionClass.WEEDED, 90),
    Rule("index", RetentionClass.WEEDED),
)
REMOVABLE: Final = frozenset(rule.kind for rule in PROPOSED if rule.days is not None)


def decided(text: str) -> Retention:
    """Return the rules with what the authority has decided in the TOML `text` in the place of the proposals.

    Raises:
        PlanRefusal: it cannot be read, names an unknown kind, or says something that cannot be done.
    """
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PlanRefusal("retention.unreadable", reason=str(error)) from None
    decision = given.pop("decision", None)
    known = {rule.kind: rule for rule in PROPOSED}
    for kind, said in given.items():
        if kind not in known or not isinstance(said, Mapping):
            raise PlanRefusal("retention.unknown_kind", kind=kind, known=", ".join(known))
        known[kind] = _changed(known[kind], said)
    return Retention(tuple(known.values()), str(decision) if decision else None)


def _changed(rule: Rule, said: Mapping[str, object]) -> Rule:
    wanted = said.get("class", rule.retention)
    days = said.get("days", rule.days)
    ground = said.get("ground")
    fits = wanted in set(RetentionClass) and (days is None or (type(days) is int and days >= 1))
    if not fits or (wanted != RetentionClass.PRESERVED and days is not None and rule.kind not in REMOVABLE):
        raise PlanRefusal("retention.impossible", kind=rule.kind)
    return replace(
        rule,
        retention=RetentionClass(str(wanted)),
        days=days if isinstance(days, int) else None,
        ground=str(ground) if ground else None,
    )
