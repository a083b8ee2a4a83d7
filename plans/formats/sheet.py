"""A sheet of typed cells, before it is in any file format."""

from dataclasses import dataclass

from plans.importing.grid import Cell


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its headings and its rows, each as wide as the headings.

    `of_plan` says that this is the plan in a workbook with more in it, and how many of the first columns are the plan's
    own: these are what an import reads. `spans` tells how many rows each action of a plan takes. A sheet without
    headings is a text to read, with a label in the first column.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    of_plan: int | None = None
    spans: tuple[int, ...] = ()
