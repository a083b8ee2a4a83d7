"""Rules about what an action in the plan lacks; of several indicators each is looked at."""

from collections.abc import Callable, Iterable, Iterator

from plans.gapping.material import Material, Rule
from plans.gapping.measures import is_measurable, is_somebody, is_value, shown
from plans.model import Action, Gap, GapKind, Indicator, Severity


def action_without_owner(material: Material) -> Iterator[Gap]:
    """A live action without an accountable organisation, or with a word that there is none."""
    return _lacking(
        material.live, GapKind.ACTION_WITHOUT_OWNER, Severity.HIGH, lambda action: not is_somebody(action.accountable)
    )


def action_without_reporter(material: Material) -> Iterator[Gap]:
    """A live action about which nobody can be asked."""
    return _lacking(material.live, GapKind.ACTION_WITHOUT_REPORTER, Severity.HIGH, lambda action: not action.reporter)


def action_without_end(material: Material) -> Iterator[Gap]:
    """A live action with neither an end date, in the plan or a reply, nor a continuous schedule."""
    return _lacking(
        material.live,
        GapKind.ACTION_WITHOUT_END,
        Severity.MEDIUM,
        lambda action: material.end(action) is None and not action.continuous,
    )


def action_without_indicator(material: Material) -> Iterator[Gap]:
    """An action of which nothing is measured."""
    return _lacking(
        material.kept,
        GapKind.ACTION_WITHOUT_INDICATOR,
        Severity.MEDIUM,
        lambda action: not any(is_value(indicator.name) for indicator in action.indicators),
    )


def indicator_without_baseline(material: Material) -> Iterator[Gap]:
    """An indicator that has nothing to be compared with."""
    return _unmeasured(
        material.kept,
        GapKind.INDICATOR_WITHOUT_BASELINE,
        Severity.LOW,
        lambda indicator: not is_value(indicator.baseline),
    )


def indicator_without_target(material: Material) -> Iterator[Gap]:
    """An indicator that has nothing to reach."""
    return _unmeasured(
        material.kept,
        GapKind.INDICATOR_WITHOUT_TARGET,
        Severity.MEDIUM,
        lambda indicator: not is_value(indicator.target),
    )


def target_not_measurable(material: Material) -> Iterator[Gap]:
    """A target in words of which nobody can say whether it was reached."""
    return _unmeasured(
        material.kept,
        GapKind.TARGET_NOT_MEASURABLE,
        Severity.MEDIUM,
        lambda indicator: (
            indicator.target is not None and is_value(indicator.target) and not is_measurable(indicator.target)
        ),
    )


def values_of(action: Action, indicator: Indicator | None = None) -> dict[str, str]:
    """Return what the texts of a gap may say of an action and of one of its indicators, the first if none is given."""
    measured = indicator or next(iter(action.indicators), None)
    return {
        "nr": action.nr,
        "title": action.title,
        "indicator": measured.name if measured else "–",
        "baseline": shown(measured.baseline if measured else None),
        "target": shown(measured.target if measured else None),
        "source": ", ".join(filter(None, (action.source.file, action.source.sheet))),
        "row": str(action.source.row or "–"),
    }


def _lacking(
    actions: Iterable[Action], kind: GapKind, severity: Severity, lacks: Callable[[Action], bool]
) -> Iterator[Gap]:
    return (Gap(kind, action.nr, severity, values_of(action)) for action in actions if lacks(action))


def _unmeasured(
    actions: Iterable[Action], kind: GapKind, severity: Severity, lacks: Callable[[Indicator], bool]
) -> Iterator[Gap]:
    for action in actions:
        for indicator in action.indicators:
            if is_value(indicator.name) and lacks(indicator):
                yield Gap(kind, action.nr, severity, values_of(action, indicator), indicator.name)


RULES: tuple[Rule, ...] = (
    action_without_owner,
    action_without_reporter,
    action_without_end,
    action_without_indicator,
    indicator_without_baseline,
    indicator_without_target,
    target_not_measurable,
)
