"""Replies as Teams' messages and Adaptive Cards 1.5. Pure: a reply in, JSON out.

A card's texts are `TextBlock`s and `FactSet`s, in which Teams reads a little Markdown: what anybody wrote is escaped,
so that it shows as it stands. Addresses are never links unless they come from the register.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from bot.platforms.base import Button, Field, FieldKind, Form, Home, HomePart, Reply
from bot.platforms.teams.reading import FORM, PRESS
from prompts.texts import texts
from retrieval.model import Answer, AnswerMode

VERSION: Final = "1.5"
MOST_TEXT: Final = 6_000  # characters of a text in a card; a card may hold 28 KB in all
_SCHEMA: Final = "http://adaptivecards.io/schemas/adaptive-card.json"
_CARD: Final = "application/vnd.microsoft.card.adaptive"
_SUMMARY: Final = 200  # characters of what a notification shows
_LABEL: Final = 80
_NAME, _ABSTRACT, _CITATIONS = 80, 160, 20  # characters of a citation's name and text; how many a message may have
_ACTIONS: Final = 6  # of a card, before Teams hides the rest
_THUMBS: Final = frozenset({"helpful", "unhelpful"})  # Teams has its own under the message
_MARKUP: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!>~|<&])")

Json = dict[str, Any]


def activities_of(reply: Reply, language: str, nonce: str) -> list[Json]:
    """Return a reply as messages, to be sent in this order: its text, cited where it answers, then its buttons.

    `nonce` is what the presses of its buttons share.
    """
    if reply.answer is not None:
        return _answer(reply, language, nonce)
    if not (reply.buttons or reply.form):
        return [{"type": "message", "textFormat": "plain", "text": part} for part in parts_of(reply.text)]
    return [
        {"type": "message", "summary": reply.text[:_SUMMARY], "attachments": [attached(made)]}
        for made in _cards(reply, language, nonce)
    ]


def _answer(reply: Reply, language: str, nonce: str) -> list[Json]:
    """Return an answer as text with Teams' own citations, and a card with what can be done with it."""
    messages: list[Json] = [{"type": "message", "textFormat": "plain", "text": part} for part in parts_of(reply.text)]
    if reply.answer is not None and reply.answer.sources:
        messages[0]["entities"] = [_citations(reply.answer)]
    messages[-1]["channelData"] = {"feedbackLoop": {"type": "custom"}}
    if actions := _actions(
        replace(reply, buttons=tuple(b for b in reply.buttons if b.key not in _THUMBS)), language, nonce
    ):
        messages[-1]["attachments"] = [attached(card([], actions[:_ACTIONS]))]
    return messages


def _citations(answer: Answer) -> Json:
    """Return the one entity that a message may have of its kind: its citations, and whether a model wrote it."""
    made: Json = {
        "type": "https://schema.org/Message",
        "@type": "Message",
        "@context": "https://schema.org",
        "@id": "",
        "citation": [
            {
                "@type": "Claim",
                "position": source.n,
                "appearance": {
                    "@type": "DigitalDocument",
                    "name": source.title[:_NAME] or source.document[:_NAME],
                    "abstract": source.quote[:_ABSTRACT],
                },
            }
            for source in answer.sources[:_CITATIONS]
        ],
    }
    return made | ({"additionalType": ["AIGeneratedContent"]} if answer.mode is AnswerMode.LLM else {})


def _cards(reply: Reply, language: str, nonce: str) -> list[Json]:
    parts = list(parts_of(reply.text)) or [reply.text]
    actions = _actions(reply, language, nonce)
    return [card(list(_paragraphs(part)), actions if n == len(parts) - 1 else ()) for n, part in enumerate(parts)]


def parts_of(text: str, most: int = MOST_TEXT) -> Iterator[str]:
    """Return a text in parts no longer than `most`, cut between lines or sentences where that can be."""
    rest = text.strip()
    while len(rest) > most:
        cuts = (rest.rfind(mark, most // 2, most) for mark in ("\n\n", "\n", ". ", " "))
        cut = next((at + 1 for at in cuts if at > 0), most)
        yield rest[:cut].rstrip()
        rest = rest[cut:].lstrip()
    if rest:
        yield rest


def card(body: Sequence[Json], actions: Sequence[Json] = ()) -> Json:
    """Return a card."""
    made: Json = {"type": "AdaptiveCard", "$schema": _SCHEMA, "version": VERSION, "body": list(body)}
    return made | ({"actions": list(actions)} if actions else {})


def attached(content: Json) -> Json:
    """Return a card as a message carries it."""
    return {"contentType": _CARD, "content": content}


def text_card(text: str) -> Json:
    """Return a card that only shows a text."""
    return card(list(_paragraphs(text)))


def form_card(form: Form, faults: Mapping[str, str] | None = None, filled: Mapping[str, str] | None = None) -> Json:
    """Return a form as a card, as it was `filled` in where it was, what is wrong said above its field."""
    body = [_text(form.title, weight="Bolder", size="Medium"), *([_text(form.lead)] if form.lead else [])]
    for field in form.fields:
        if faults and field.key in faults:
            body.append(_text(faults[field.key], color="Attention"))
        body.append(_input(replace(field, value=filled.get(field.key, "")) if filled else field))
    data = {"verb": FORM, "key": form.key, "value": form.about, "nonce": form.nonce}
    cancel = {"verb": PRESS, "key": "form_cancel", "value": form.about, "nonce": form.nonce, "label": form.cancel}
    return card(body, [_execute(form.submit, data), _execute(form.cancel, cancel, reads_inputs=False)])


def home_card(home: Home, nonce: str) -> Json:
    """Return somebody's page as a card: Teams has no page of a bot's own without a web site."""
    body: list[Json] = []
    for part in home.parts:
        body += _part(part, nonce)
    return card(body)


def _part(part: HomePart, nonce: str) -> Iterator[Json]:
    if part.heading:
        yield _text(part.heading, weight="Bolder", size="Medium", separator=True)
    if part.text:
        yield from _paragraphs(part.text)
    if part.buttons:
        yield {"type": "ActionSet", "actions": [_press(button, nonce) for button in part.buttons]}


def _paragraphs(text: str) -> Iterator[Json]:
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield _text(paragraph.strip()[:MOST_TEXT])


def _actions(reply: Reply, language: str, nonce: str) -> list[Json]:
    form = [Button("form", texts(language)("chat.button.form"), reply.form)] if reply.form else []
    return [_press(button, nonce) for button in (*form, *reply.buttons)]


def _press(button: Button, nonce: str) -> Json:
    label = button.label[:_LABEL]
    data = {"verb": PRESS, "key": button.key, "value": button.value, "nonce": nonce, "label": label}
    return _execute(label, data, reads_inputs=False)


def _execute(label: str, data: Json, *, reads_inputs: bool = True) -> Json:
    """Return an action that Teams answers in place, and that older clients send as a message."""
    inputs = {} if reads_inputs else {"associatedInputs": "none"}
    fallback = {"type": "Action.Submit", "title": label, "data": data, **inputs}
    return {
        "type": "Action.Execute",
        "title": label,
        "verb": data["verb"],
        "data": data,
        "fallback": fallback,
        **inputs,
    }


def _input(field: Field) -> Json:
    kinds = {
        FieldKind.CHOICE: _choice,
        FieldKind.LINE: _line,
        FieldKind.TEXT: _lines,
        FieldKind.NUMBER: _line,  # Teams' own number field takes no decimal comma
        FieldKind.DATE: _date,
    }
    label = f"{field.label} ({field.hint})" if field.hint else field.label
    made: Json = {"id": field.key, "label": label, "isRequired": field.required, **kinds[field.kind](field)}
    return made | ({"value": field.value} if field.value else {})


def _choice(field: Field) -> Json:
    choices = [{"title": label, "value": value} for value, label in field.options]
    return {"type": "Input.ChoiceSet", "style": "compact", "choices": choices}


def _line(_: Field) -> Json:
    return {"type": "Input.Text"}


def _lines(field: Field) -> Json:
    return {"type": "Input.Text", "isMultiline": True} | ({"maxLength": field.most} if field.most else {})


def _date(_: Field) -> Json:
    return {"type": "Input.Date"}


def _text(text: str, **style: object) -> Json:
    return {"type": "TextBlock", "text": escaped(text), "wrap": True, **style}


def escaped(text: str) -> str:
    """Return a text that a card shows as it stands, whatever Markdown it looks like; line breaks stay."""
    return _MARKUP.sub(r"\\\1", text).replace("\n", "\n\n")
