"""Keep what a language model has worded of a year's frozen replies, as a new state of what is frozen."""

from dataclasses import replace

from plans.cycle.closing import CLOSED, content_id
from plans.cycle.desk import Desk
from plans.model import Narrative, Snapshot
from plans.refusals import PlanRefusal


def keep(desk: Desk, year: int, of: str, narratives: tuple[Narrative, ...], by: str) -> Snapshot:
    """Keep `narratives` with the snapshot of the id `of` and return the snapshot that now counts.

    Where something has been frozen since, that counts and nothing is kept.

    Raises:
        PlanRefusal: nothing is frozen, or the year's report is approved already.
    """
    frozen = desk.ledger.summaries.snapshot(year)
    if frozen is None:
        raise PlanRefusal("plans.no_cycle", year=year)
    if desk.cycle(year).state in CLOSED:
        raise PlanRefusal("plans.cycle_closed", year=year)
    if frozen.id != of:
        return frozen
    told = replace(frozen, narratives=narratives)
    told = replace(told, id=content_id(told))
    if told.id == frozen.id:
        return frozen
    desk.ledger.summaries.save_snapshot(told)
    models = ", ".join(dict.fromkeys(one.model for one in narratives))
    held = sum(1 for one in narratives if one.sentences)
    desk.record(by, "cycle.narrated", str(year), snapshot=told.id, replaces=frozen.id, model=models, held=held)
    return told
