"""Names that people write go into the trail as the person's address, which the trail makes a number of."""

from plans.known_names import KnownNames
from plans.model import Person

PEOPLE = (
    Person(address="anna@norr.example", name="Anna Berg"),
    Person(address="anna.maria@norr.example", name="Anna-Maria Berg Öst"),
    Person(address="bo@norr.example", name="Bo"),
    Person(address="per@norr.example", name="Per Ek"),
    Person(address="per.ek@norr.example", name="Per Ek"),
)


def replaced(text):
    return KnownNames(PEOPLE).replaced(text)


def test_a_whole_name_gives_way_to_the_address_in_any_case_and_in_the_genitive():
    assert replaced("Enligt ANNA BERG och Anna-Maria Berg Östs enhet.") == (
        "Enligt anna@norr.example och anna.maria@norr.example enhet."
    )


def test_a_name_that_two_people_bear_is_left_out():
    assert replaced("Per Eks svar") == "… svar"


def test_a_first_name_alone_and_other_words_are_left_as_they_are():
    assert replaced("Bo och Anna går till Bergs, Anna Bergström") == "Bo och Anna går till Bergs, Anna Bergström"
    assert replaced("") == ""
