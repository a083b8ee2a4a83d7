"""Cards as people see them in Teams, and what comes back of them."""

from datetime import UTC, date, datetime

import pytest
from inline_snapshot import snapshot

from bot.platforms.base import Button, Field, FieldKind, Form, Reply
from bot.platforms.teams.cards import activities_of, form_card
from retrieval.model import Answer, AnswerMode, AnswerStatus, Band, Citation, DocumentState
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


def answer(mode, *quotes):
    """An answer that quotes a strategy."""
    sources = [
        Citation(
            n=n,
            document="strategi.docx",
            title="Strategi för havsbandet",
            version="2026",
            state=DocumentState.CURRENT,
            page=4,
            section=("2. Beredskap",),
            start=0,
            end=len(quote),
            quote=quote,
        )
        for n, quote in enumerate(quotes, 1)
    ]
    return Answer(
        answer_id="A1",
        question="Vad gäller?",
        question_language="sv",
        answer_language="sv",
        mode=mode,
        status=AnswerStatus.ANSWERED,
        band=Band.HIGH,
        as_of=date(2027, 2, 2),
        text="Det finns ett lager [1] och en plan [2].",
        sources=tuple(sources),
        earlier=(),
        nearest=(),
        created_at=datetime(2027, 2, 2, tzinfo=UTC),
        sentences=(),
        actions=(),
    )


THUMBS = (Button("helpful", "Svaret hjälpte", "A1"), Button("unhelpful", "Svaret hjälpte inte", "A1"))


def test_answer_of_a_model_has_teams_own_label_citations_and_thumbs():
    given = answer(AnswerMode.LLM, "Ett gemensamt lager av sanerande utrustning", "En plan för hela kusten")

    (message,) = activities_of(Reply(given.text, THUMBS, given), "sv", "n1")

    assert message["entities"] == snapshot(
        [
            {
                "type": "https://schema.org/Message",
                "@type": "Message",
                "@context": "https://schema.org",
                "@id": "",
                "additionalType": ["AIGeneratedContent"],
                "citation": [
                    {
                        "@type": "Claim",
                        "position": 1,
                        "appearance": {
                            "@type": "DigitalDocument",
                            "name": "Strategi för havsbandet",
                            "abstract": "Ett gemensamt lager av sanerande utrustning",
                        },
                    },
                    {
                        "@type": "Claim",
                        "position": 2,
                        "appearance": {
                            "@type": "DigitalDocument",
                            "name": "Strategi för havsbandet",
                            "abstract": "En plan för hela kusten",
                        },
                    },
                ],
            }
        ]
    )
    assert message["channelData"] == {"feedbackLoop": {"type": "default"}}


def test_answer_in_the_documents_own_words_has_citations_and_no_label():
    given = answer(AnswerMode.EXTRACTIVE, "Ett gemensamt lager")

    (message,) = activities_of(Reply(given.text, THUMBS, given), "sv", "n1")

    (entity,) = message["entities"]
    assert "additionalType" not in entity
    assert [claim["position"] for claim in entity["citation"]] == [1]


def test_words_with_an_address_are_a_card_and_others_a_message():
    plain, linked = (activities_of(Reply(text), "sv", "n1")[0] for text in ("Hej.", "Se https://ont.example"))

    assert plain["text"] == "Hej."
    assert "text" not in linked
    assert drawn(linked["attachments"][0]["content"]) == "Se https://ont.example"
