"""Goals on rows of their own among the actions, and a sum in words below them, as plans are kept in practice."""

import pytest
from openpyxl import Workbook

from plans.importing.reading import read_plan

HEADINGS = ["Nr", "Åtgärd", "Ansvarig", "Klart senast", "Status"]


@pytest.fixture
def read(tmp_path):
    def reading(*rows):
        book = Workbook()
        for row in (HEADINGS, *rows):
            book.active.append(list(row))
        file = tmp_path / "plan.xlsx"
        book.save(file)
        return read_plan(file)

    return reading


def test_goal_on_a_row_of_its_own_is_the_goal_of_the_actions_below_it(read):
    found = read(
        ["Mål 1: Rent vatten"],
        ["1", "Bygg en brygga", "Hamnen", "2027-12-31", "Pågår"],
        ["Delmål 1.2 Fler prov"],
        ["2", "Mät vattnet", "Hamnen", "2027-12-31", "Pågår"],
        ["Mål 2: Fler båtar"],
        ["3", "Köp båtar", "Hamnen", "2028", "Ej påbörjad"],
    )

    assert [(each.nr, each.goal, each.aspect, each.area) for each in found.actions] == [
        ("1", "Mål 1: Rent vatten", None, None),
        ("2", "Delmål 1.2 Fler prov", None, None),
        ("3", "Mål 2: Fler båtar", None, None),
    ]


def test_goal_ends_where_another_part_begins(read):
    found = read(
        ["A. Hav"],
        ["Mål 1: Rent vatten"],
        ["1", "Bygg en brygga", "Hamnen", "2027-12-31", "Pågår"],
        ["B. Land"],
        ["2", "Röj stigen", "Hamnen", "2027-12-31", "Pågår"],
    )

    assert [(each.aspect, each.goal) for each in found.actions] == [("A. Hav", "Mål 1: Rent vatten"), ("B. Land", None)]


@pytest.mark.parametrize("total", ["2 åtgärder", "2", "2 st"])
def test_sum_in_words_is_no_action(read, total):
    found = read(
        ["1", "Bygg en brygga", "Hamnen", "2027-12-31", "Pågår"],
        ["2", "Mät vattnet", "Hamnen", "2027-12-31", "Pågår"],
        ["Summa", total],
    )

    assert [each.nr for each in found.actions] == ["1", "2"]
