"""An action with several indicators and milestones: which figure belongs where, and what is said to be done."""

from datetime import date
from decimal import Decimal

import pytest

from plans.model import Action, Source
from plans.model.plan import Indicator, Milestone
from plans.replies import read_back, read_reply

SUPPORT = Action(
    nr="M1",
    title="Stöd till unga företagare",
    source=Source("plan.xlsx"),
    end=date(2028, 6, 30),
    indicator="Antal genomförda kurser",
    baseline=Decimal(0),
    target=Decimal(8),
    more_indicators=(
        Indicator(name="Antal utbildade företagare", target=Decimal(200)),
        Indicator(name="Andel kvinnor bland deltagarna", unit="%", baseline="30 %"),
        Indicator(name="Handläggningstid i dagar"),
    ),
    milestones=tuple(
        Milestone(name=name)
        for name in (
            "Förstudie",
            "Kravställning",
            "Upphandling av kursledare",
            "Etapp 1",
            "Etapp 2",
            "Beslut i nämnden",
            "Ta fram webbplats",
        )
    ),
)


def read(text, action=SUPPORT):
    return read_reply(text, action=action, today=date(2027, 10, 18))


def values(text, action=SUPPORT):
    return {value.indicator: value.value for value in read(text, action).values}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Fem kurser är genomförda och 124 företagare utbildade.",
            {"Antal genomförda kurser": 5, "Antal utbildade företagare": 124},
        ),
        (
            "Antal kurser: 5\nAntal utbildade: 130\nAndel kvinnor: 47 %",
            {"Antal genomförda kurser": 5, "Antal utbildade företagare": 130, "Andel kvinnor bland deltagarna": 47},
        ),
        (
            "52 dagar i handläggningstid, 6 kurser genomförda",
            {"Antal genomförda kurser": 6, "Handläggningstid i dagar": 52},
        ),
        ("45 procent kvinnor hittills.", {"Andel kvinnor bland deltagarna": 45}),
    ],
)
def test_a_figure_goes_to_the_indicator_that_it_stands_beside(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize("text", ["Vi är uppe i 12.", "Sex klara"])
def test_a_figure_that_several_indicators_could_take_is_asked_about(text):
    reading = read(text)

    assert (reading.values, reading.question) == ((), "indicator")


def test_indicators_of_the_same_things_are_told_apart_by_their_own_words():
    teachers = Action(
        nr="M2",
        title="Fler lärare",
        source=Source("plan.xlsx"),
        indicator="Antal utbildade lärare",
        more_indicators=(Indicator(name="Antal anställda lärare"),),
    )

    assert values("Vi har anställt 12 lärare.", teachers) == {"Antal anställda lärare": 12}
    assert read("Vi har 12 lärare nu.", teachers).question == "indicator"


def test_a_bare_percentage_is_no_progress_where_one_of_the_indicators_is_a_share():
    reading = read("Ca 60 %")

    assert (reading.progress, reading.values, reading.question) == (None, (), "percent")


def test_a_unit_of_the_plan_tells_what_its_indicator_is():
    pieces = Action(nr="M3", title="Träd", source=Source("x"), indicator="Planterade träd", unit="st")

    assert values("Vi har planterat 240 träd.", pieces) == {"Planterade träd": 240}


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Förstudien är klar, kravställningen pågår.", ("Förstudie",)),
        ("Etapp 1 avslutad, etapp 2 startar i maj.", ("Etapp 1",)),
        ("Första etappen är klar.", ("Etapp 1",)),
        ("☑ Förstudie\n☑ Kravställning\n☐ Etapp 1", ("Förstudie", "Kravställning")),
        ("Kravställning: klar\nEtapp 2: pågår", ("Kravställning",)),
        ("Upphandlingen av kursledare är avslutad.", ("Upphandling av kursledare",)),
        ("Nämnden fattade beslut den 3 maj.", ("Beslut i nämnden",)),
        ("The website is done.", ("Ta fram webbplats",)),
    ],
)
def test_a_milestone_that_the_reply_says_is_done_is_read(text, done):
    assert read(text).milestones_done == done


@pytest.mark.parametrize(
    "text",
    [
        "Underlaget för upphandlingen av kursledare är klart.",
        "Webbplatsen är inte klar.",
        "Webbplatsen är nästan klar.",
        "När förstudien är klar börjar vi.",
        "Etappen är klar.",
        "Förstudien blir klar i maj.",
        "Är förstudien klar?",
        "☐ Förstudie",
    ],
)
def test_a_milestone_that_is_not_done_or_not_the_one_named_is_left(text):
    assert read(text).milestones_done == ()


def test_milestones_and_every_indicator_are_shown_back():
    text = read_back(read("Förstudien är klar. Fem kurser är genomförda och 44 procent kvinnor."), SUPPORT, "sv")

    assert "• Antal genomförda kurser: 5" in text
    assert "• Andel kvinnor bland deltagarna: 44 %" in text
    assert "• Klara delaktiviteter: Förstudie" in text
