"""What a person can do with a card before anything is sent."""

import pytest

from tests.stand_ins.teams import CannotDo, Sheet, card_faults

HIDDEN = {"type": "TextBlock", "id": "more", "text": "Det som var dolt", "isVisible": False}
UNFOLDED = {
    "type": "AdaptiveCard",
    "body": [
        {"type": "Input.Text", "id": "why", "label": "Varför?", "isRequired": True, "errorMessage": "Skriv varför"}
    ],
    "actions": [{"type": "Action.Submit", "title": "Skicka"}],
}
CARD = {
    "type": "AdaptiveCard",
    "version": "1.5",
    "body": [
        {"type": "Input.Text", "id": "name", "label": "Namn", "regex": "^[A-ZÅÄÖ]", "errorMessage": "Stor bokstav"},
        {
            "type": "Input.ChoiceSet",
            "id": "days",
            "label": "Dagar",
            "isMultiSelect": True,
            "choices": [{"title": "Måndag", "value": "mon"}, {"title": "Tisdag", "value": "tue"}],
        },
        {"type": "Input.Toggle", "id": "sure", "title": "Säker", "valueOn": "ja", "valueOff": "nej"},
        {"type": "Input.Date", "id": "day", "label": "Dag", "min": "2027-01-01", "errorMessage": "Tidigast i år"},
        HIDDEN,
        {"type": "Input.Number", "id": "count", "label": "Antal"},
    ],
    "actions": [
        {"type": "Action.ToggleVisibility", "title": "Visa", "targetElements": ["more", {"elementId": "count"}]},
        {"type": "Action.ShowCard", "title": "Nej", "card": UNFOLDED},
        {"type": "Action.Submit", "title": "Ja"},
        {"type": "Action.OpenUrl", "title": "Öppna", "url": "https://kommun.se"},
    ],
}


@pytest.fixture
def pressed():
    return []


@pytest.fixture
def sheet(pressed):
    return Sheet(CARD, lambda action, inputs: pressed.append((action["title"], inputs)))


def test_the_card_is_one_that_teams_would_show():
    assert card_faults(CARD) == []


def test_what_is_filled_in_goes_out_as_strings_and_what_is_empty_does_not(sheet, pressed):
    sheet.clicks("Ja")
    sheet.fills("Namn", "Anna").fills("Dagar", ["Måndag", "Tisdag"]).fills("Säker", value=True)
    sheet.fills("Dag", "2027-05-01").fills("Antal", 3).clicks("Ja")

    assert pressed[0] == ("Ja", {"name": "", "sure": "nej", "day": ""})
    full = {"name": "Anna", "days": "mon,tue", "sure": "ja", "day": "2027-05-01", "count": "3"}
    assert pressed[1] == ("Ja", full)
    assert sheet.value("Dagar") == "Måndag, Tisdag"


def test_teams_checks_patterns_dates_and_numbers_itself(sheet, pressed):
    done = sheet.fills("Namn", "anna").fills("Dag", "2026-05-01").fills("Antal", "tre").clicks("Ja")

    assert done.errors == {"Namn": "Stor bokstav", "Dag": "Tidigast i år", "Antal": "This is not right"}
    assert pressed == []


def test_an_unfolded_card_sends_its_own_inputs_too_and_the_outer_one_does_not_ask_for_them(sheet, pressed):
    with pytest.raises(CannotDo):
        sheet.clicks("Skicka")

    sheet.clicks("Nej")
    refused = sheet.clicks("Skicka")
    sheet.fills("Varför?", "Tid").clicks("Skicka")
    sheet.clicks("Ja")

    assert refused.errors == {"Varför?": "Skriv varför"}
    assert [(title, inputs.get("why")) for title, inputs in pressed] == [("Skicka", "Tid"), ("Ja", None)]


def test_parts_are_hidden_and_shown(sheet):
    before = sheet.shown
    sheet.clicks("Visa")

    assert "Det som var dolt" not in before
    assert "Det som var dolt" in sheet.shown
    assert "Antal" not in sheet.labels
    assert sheet.clicks("Öppna").said == "https://kommun.se"
