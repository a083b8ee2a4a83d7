"""Cards as people see them in Teams, and what comes back of them."""

import pytest
from inline_snapshot import snapshot

from bot.platforms.base import Button, Field, FieldKind, Form, Reply
from bot.platforms.teams.cards import activities_of, form_card
from tests.stand_ins.teams.cards import actions_of, inputs_of
from tests.stand_ins.teams.rendering import card as drawn

FETCHES = {"msteams": {"type": "task/fetch"}}


def form(cancel="Avbryt"):
    status = Field(
        key="implementation",
        label="Status",
        kind=FieldKind.CHOICE,
        value="ongoing",
        options=(("ongoing", "Pågår"), ("done", "Klar")),
        required=True,
    )
    done = Field(key="done", label="Det här är gjort", kind=FieldKind.TEXT, hint="En rad räcker.")
    return Form(
        key="report", about="S6", title="Läge S6", nonce="n", fields=(status, done), submit="Skicka", cancel=cancel
    )


def test_a_reading_is_lines_with_bold_labels_and_buttons():
    reply = Reply("Så här:\n- Status: Pågår\n- Framdrift: 60 %", (Button("confirm", "Stämmer", "S6"),))

    (message,) = activities_of(reply, "sv", "n1")

    assert drawn(message["attachments"][0]["content"]) == snapshot("""\
Så här:
• Status: Pågår
• Framdrift: 60 %
[Stämmer]\
""")


def test_a_form_says_what_is_wrong_above_the_field_as_it_was_filled_in():
    card = form_card(form(), {"done": "Skriv minst en rad."}, {"implementation": "done", "done": ""})

    assert drawn(card) == snapshot("""\
Läge S6
Status*: Pågår / (Klar)
Skriv minst en rad.
Det här är gjort (En rad räcker.): _
[Skicka] [Avbryt]\
""")


@pytest.mark.parametrize(("cancel", "said"), [("Avbryt", "Fyll i det här fältet."), ("Cancel", "Fill in this field.")])
def test_a_required_field_says_so_in_the_forms_language(cancel, said):
    assert inputs_of(form_card(form(cancel)))[0]["errorMessage"] == said


def test_only_the_button_that_sends_a_form_asks_for_what_is_required():
    send, cancel = actions_of(form_card(form()))

    assert "associatedInputs" not in send
    assert cancel["associatedInputs"] == cancel["fallback"]["associatedInputs"] == "none"


def test_seven_sources_are_a_list_whose_choice_comes_back_as_the_value_of_a_press():
    buttons = tuple(Button("source", f"Källa {n}", f"A1#{n}") for n in range(1, 8))

    (message,) = activities_of(Reply("Så.", buttons), "sv", "n1")

    card = message["attachments"][0]["content"]
    (field,), (action,) = inputs_of(card), actions_of(card)
    assert (field["id"], field["value"], len(field["choices"])) == ("value", "A1#1", 7)
    assert action["data"] == {"verb": "press", "key": "source", "nonce": "n1", "label": "Öppna en källa", **FETCHES}


def test_words_with_an_address_are_a_card_and_others_a_message():
    plain, linked = (activities_of(Reply(text), "sv", "n1")[0] for text in ("Hej.", "Se https://ont.example"))

    assert plain["text"] == "Hej."
    assert "text" not in linked
    assert drawn(linked["attachments"][0]["content"]) == "Se https://ont.example"
