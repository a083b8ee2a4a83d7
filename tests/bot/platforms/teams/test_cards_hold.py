"""Hundreds of generated replies, answers, homes and forms: within Teams' limits, all shown, no ping, no link (T10)."""

import re

import pytest
from hypothesis import given

from bot.platforms.base import Button, Form, Home, HomePart, Page, Reply
from bot.platforms.plain import visible
from bot.platforms.teams.cards import activities_of, attached, form_card, home_card, page_card, text_card
from retrieval.model import AnswerMode
from tests.bot.platforms.slack.test_blocks_hold import NASTY, SEEDS, many
from tests.bot.platforms.slack.test_blocks_hold import Maker as SlacksMaker
from tests.stand_ins.teams import CARD_BYTES, activity_faults, card_bytes, card_faults, weight
from tests.stand_ins.teams.cards import parts_of
from tests.stand_ins.teams.world import Message

KEYS = ("confirm", "source", "source", "compare", "helpful", "unhelpful", "form", "next")
TEAMS_NASTY = (
    "<at>Handslag</at>",
    "<at id='29:1anna'>Anna</at>",
    "<a href='https://ont.example'>Klicka</a>",
    "<img src='https://ont.example/a.png'>",
    "[Klicka]( https://ont.example )",
    "[Klicka] (https://ont.example)",
    "{{DATE(2027-01-01T00:00:00Z)}}",
    "${secret}",
    "**fet**",
    "# rubrik",
    "www.ont.example",
    "&lt;at&gt;",
    "\\",
)
MESSAGE_BYTES = 100 * 1024  # as UTF-16


class Maker(SlacksMaker):
    """The same, with what Teams reads, and quicker: no value of a button is as long as a book."""

    nasty = NASTY + TEAMS_NASTY

    def text(self):
        return super().text()[: self.of((2_000, 8_000, 30_000))]

    def button(self):
        return Button(self.of(KEYS), self.short(), self.of((self.short(), "A1#2", "", "x" * 3_000)))


def bare(text):
    """A text without white space and the marks that lists are shown for."""
    return re.sub(r"[\s•–-]", "", visible(text))


def runs(card):
    """The runs of a card that are somebody's text: not the line on what an answer is worth."""
    for part in parts_of(card["body"]):
        if part.get("type") == "RichTextBlock" and not any(run.get("isSubtle") for run in part["inlines"]):
            yield from part["inlines"]


def words(activities):
    """What the messages show of their text, in order."""
    for one in activities:
        yield one.get("text", "")
        for attachment in one.get("attachments", ()):
            yield from (run["text"] for run in runs(attachment["content"]))


def without_values(part):
    """A card without what its inputs hold: they are shown as they stand."""
    if isinstance(part, list):
        return [without_values(one) for one in part]
    if not isinstance(part, dict):
        return part
    is_input = str(part.get("type", "")).startswith("Input.")
    kept = {name: without_values(held) for name, held in part.items() if not (is_input and name == "value")}
    return kept | ({"choices": [{"title": c["title"]} for c in kept["choices"]]} if "choices" in kept else {})


def holds(activity):
    """Whether Teams takes it, shows all of it, and makes no link and no mention of anything in it."""
    assert activity_faults(activity) == []
    assert weight(activity) < MESSAGE_BYTES
    for attachment in activity.get("attachments", ()):
        assert card_bytes(attachment["content"]) <= CARD_BYTES
    message = Message("1", "19:plan", "28:bot", activity.get("text", ""))
    message.attachments = without_values(activity.get("attachments", []))
    message.entities = activity.get("entities", [])
    assert not message.links
    assert not message.pings


def card_holds(card):
    assert card_faults(card) == []
    holds({"type": "message", "attachments": [attached(card)]})


@many(150)
@given(seed=SEEDS)
def test_every_reply_is_shown_whole_within_teams_limits_and_pings_and_links_nothing(seed):
    make = Maker(seed)
    reply = Reply(make.text(), make.buttons(), form=make.of(("", "S6")))

    activities = activities_of(reply, "sv", "n1")

    for one in activities:
        holds(one)
    assert bare("".join(words(activities))) == bare(reply.text)


@many(150)
@given(seed=SEEDS)
def test_every_answer_is_shown_whole_within_teams_limits_and_says_whether_a_model_wrote_it(seed):
    make = Maker(seed)
    answer = make.answer()

    activities = activities_of(Reply(answer.text, make.buttons(), answer), "sv", "n1")

    for one in activities:
        holds(one)
    assert bare("".join(words(activities))) == bare(answer.text)
    labels = [entity.get("additionalType") for entity in activities[0].get("entities", ())]
    assert (["AIGeneratedContent"] in labels) == (answer.mode is AnswerMode.LLM)


@many(50)
@given(seed=SEEDS)
def test_every_home_is_one_card_within_teams_limits(seed):
    make = Maker(seed)
    parts = make.several(lambda: HomePart(heading=make.short(), text=make.text(), buttons=make.buttons()), 8)

    card_holds(home_card(Home(title="Handslag", parts=parts), "n1"))


@many(75)
@given(seed=SEEDS)
def test_every_form_is_one_card_within_teams_limits_with_or_without_faults(seed):
    make = Maker(seed)
    fields = tuple(make.field(f"k{n}") for n in range(make.random.randrange(1, 10)))
    form = Form(
        key="report",
        about="S6",
        title=make.short(),
        nonce="n",
        fields=fields,
        submit="Skicka",
        cancel="Avbryt",
        lead=make.text(),
    )

    card_holds(form_card(form))
    card_holds(form_card(form, {"k0": make.short()}, {"k0": make.text(), "k1": "v3"}))


@many(50)
@given(seed=SEEDS)
def test_every_page_and_text_is_one_card_and_what_is_meant_is_bold(seed):
    make = Maker(seed)
    text = make.text()
    start, end = sorted((make.random.randrange(len(text) + 1), make.random.randrange(len(text) + 1)))

    page = page_card(Page(title=make.short(), lead=make.short(), text=text, marked=(start, end), close="Stäng"))

    card_holds(page)
    card_holds(text_card(text))
    bold = [run["text"] for run in runs(page) if run.get("weight") == "Bolder" and "size" not in run]
    assert bare(text[start:end]).startswith(bare("".join(bold)))


@pytest.mark.parametrize("length", [2_799, 2_801, 5_999, 6_001, 60_000])
@pytest.mark.parametrize("mark", ["", "https://"])
def test_a_text_without_a_single_space_is_cut_and_nothing_of_it_lost(length, mark):
    text = mark + "x" * length

    assert "".join(words(activities_of(Reply(text), "sv", "n1"))) == text
