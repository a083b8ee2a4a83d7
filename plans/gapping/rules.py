"""Every rule that finds gaps, in the order they are told; `plans.gaps` runs them.

A rule is one small function over the same material, and stands by what it looks at: the strategy, the plan, the
replies, their words against their numbers, or what people have seen.
"""

from collections.abc import Iterator

from plans.gapping import contradictions, of_the_plan, of_the_replies, of_the_strategy
from plans.gapping.material import Material, Rule
from plans.model import Gap, GapKind


def found_by_person(material: Material) -> Iterator[Gap]:
    """What people have seen and no rule can find."""
    for note in material.notes:
        values = {
            "text": note.text,
            "by": note.by,
            "day": note.at.date().isoformat(),
            "area": note.area or "",
            "aspect": note.aspect or "",
            "scope": note.scope or "",
            "remedy": note.remedy or "",
        }
        values["place"] = note.area or note.aspect or ""
        placed, closing = "placed" if values["place"] else "", "remedy" if note.remedy else ""
        values |= {"case": "_".join(filter(None, (placed, closing)))}
        yield Gap(GapKind.FOUND_BY_PERSON, f"gap-{note.number}", note.severity, values)


RULES: tuple[Rule, ...] = (
    *of_the_strategy.RULES,
    *of_the_plan.RULES,
    *of_the_replies.RULES,
    *contradictions.RULES,
    *of_the_replies.LATER_RULES,
    of_the_strategy.area_in_one_region_only,
    found_by_person,
)
