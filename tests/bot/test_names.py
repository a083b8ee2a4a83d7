"""Two people with the same name are told apart wherever several people are named."""

import pytest

from bot.names import called, told_apart
from plans.model import Person
from plans.stores.memory import MemoryStore

ANNA = Person(address="anna.berg@norrvik.example", name="Anna Berg", organisation="Region Norrvik")
OTHER = Person(address="anna@eksunda.example", name="Anna Berg", organisation="Eksunda kommun")
BO = Person(address="bo@norrvik.example", name="Bo Ek", organisation="Region Norrvik")


def test_a_name_that_one_person_has_stands_alone():
    assert told_apart(ANNA, [ANNA, BO]) == "Anna Berg"


def test_people_with_the_same_name_are_told_apart_by_their_organisation():
    names = [told_apart(one, [ANNA, OTHER, BO]) for one in (ANNA, OTHER, BO)]

    assert names == ["Anna Berg (Region Norrvik)", "Anna Berg (Eksunda kommun)", "Bo Ek"]


@pytest.mark.parametrize("organisation", ["Region Norrvik", "", None])
def test_they_are_told_apart_by_their_address_where_the_organisation_does_not(organisation):
    alike = Person(address="anna.b@norrvik.example", name="Anna Berg", organisation="Region Norrvik")
    asked = Person(address="anna.berg@norrvik.example", name="Anna Berg", organisation=organisation)

    assert told_apart(asked, [asked, alike]) == "Anna Berg (anna.berg@norrvik.example)"


def test_an_address_that_nobody_has_is_called_by_itself():
    assert called(MemoryStore(), "ingen@norrvik.example") == "ingen@norrvik.example"
