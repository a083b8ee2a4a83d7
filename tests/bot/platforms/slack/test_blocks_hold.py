"""A thousand generated replies, answers, homes and forms: within Slack's limits, all shown, no ping, no link (T10)."""

import re
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.platforms.base import Button, Field, FieldKind, Form, Home, HomePart, Page, Reply
from bot.platforms.heard import Heard, Sender, Where
from bot.platforms.plain import visible
from bot.platforms.slack.blocks import Written, messages_of
from bot.platforms.slack.home_view import home_view
from bot.platforms.slack.limits import VIEW
from bot.platforms.slack.modals import opened
from retrieval.model import (
    Answer,
    AnswerMode,
    AnswerSentence,
    AnswerStatus,
    Band,
    Citation,
    DocumentState,
    RelatedAction,
    SentenceKind,
)
from tests.stand_ins.slack import message_faults, too_long, view_faults
from tests.stand_ins.slack.rendering import links, pings, texts
from tests.stand_ins.slack.world import Message

PLAIN = ("Beredskap.", "Vad gäller?", "Så här säger strategin:", "ord " * 40, "Övning i november.", "å" * 50)
NASTY = (
    "<!channel>",
    "<!here>",
    "<@U0ANNA>",
    "<#C1|planen>",
    "@everyone",
    "<https://ont.example|Klicka här>",
    "https://ont.example/x?a=1&b=2",
    "mailto:a@b.se",
    "*fet*",
    "_kursiv_",
    "~struken~",
    "`kod`",
    "```kod```",
    "> citat",
    ":smile:",
    ":rotating_light:",
    "&lt;!channel&gt;",
    "&amp;",
    "\u202egnp.exe",
    "\u2066dold\u2069",
    "\x00",
    "\x1b[31m",
    "\ufeff",
    "[länk](https://ont.example)",
    "![bild](https://ont.example/a.png)",
    "<!date^1^{date}^https://ont.example|nu>",
    "<!subteam^S1|@alla>",
    "Källor\n[1] <!channel>",
    "• punkt",
    "- punkt",
    "\n\n",
    "\n",
    "”citat” [1]",
    "1. ett",
    "| a | b |",
    "Status: Pågår",
    "S6 Öva",
    "å" * 50,
    "😀",
    "👩‍👩‍👧",
    "\ud800",
    "{nyckel}",
    "%s",
    "\t",
    "Åtgärder som rör frågan:",
)
KEYS = ("confirm", "change", "source", "compare", "helpful", "unhelpful", "say", "number", "link")
AT = datetime(2027, 9, 1, tzinfo=UTC)
HEARD = Heard(
    key="k", sender=Sender("slack", "T1", "UANNA"), where=Where(platform="slack", tenant="T1", conversation="D1"), at=AT
)
SEEDS = st.integers(0, 2**32)


def many(times):
    return settings(max_examples=times, deadline=None, derandomize=True, database=None)


class Maker:
    """Makes what people and documents may hold, all of it decided by a seed."""

    def __init__(self, seed):
        self.random = Random(seed)
        self.of = self.random.choice

    nasty = NASTY

    def words(self):
        """What is chosen alone is made: a thousand of these are made for one book."""
        kind = self.random.randrange(3)
        if kind < 2:
            return self.of((self.nasty, PLAIN)[kind])
        return "".join(map(chr, self.random.choices(range(1, 0x3000), k=8)))

    def short(self):
        return " ".join(self.words() for _ in range(self.random.randrange(8)))[:400]

    def text(self):
        """Mostly as long as an answer, sometimes as long as a book's chapter."""
        times = self.of((1, 1, 1, 1, 1, 1, 1, self.random.randrange(1, 200)))
        joined = self.of((" ", "\n", "\n\n", "\n• ", ". ", "")).join(
            self.words() for _ in range(self.random.randrange(60))
        )
        return (joined * times)[:60_000]

    def several(self, make, most):
        return tuple(make() for _ in range(self.random.randrange(most + 1)))

    def button(self):
        return Button(self.of(KEYS), self.short(), self.of((self.short, self.text))())

    def buttons(self):
        return self.several(self.button, 12)

    def citation(self):
        section = self.several(self.short, 3)
        page = self.of((None, 7))
        return Citation(
            self.random.randrange(30),
            self.short(),
            self.short(),
            "1",
            self.of(tuple(DocumentState)),
            page,
            section,
            0,
            5,
            self.short(),
        )

    def answer(self):
        return Answer(
            answer_id="a1",
            question=self.short(),
            question_language="sv",
            answer_language=self.of(("sv", "en")),
            mode=self.of(tuple(AnswerMode)),
            status=self.of(tuple(AnswerStatus)),
            band=self.of(tuple(Band)),
            as_of=AT.date(),
            text=self.text(),
            sources=self.several(self.citation, 5),
            earlier=(),
            nearest=(),
            created_at=AT,
            sentences=self.several(lambda: AnswerSentence(self.short(), self.of(tuple(SentenceKind)), (1,)), 2),
            actions=self.several(lambda: RelatedAction(self.short(), self.short(), self.short(), self.short()), 3),
        )

    def field(self, key):
        options = tuple((f"v{n}", self.short()) for n in range(self.random.randrange(120)))
        value = self.of((self.text, lambda: "v3", lambda: "2027-09-01", str))()
        return Field(
            key=key,
            label=self.short(),
            kind=self.of(tuple(FieldKind)),
            value=value,
            options=options,
            hint=self.short(),
            required=self.of((True, False)),
            most=self.of((0, 10, 2_000, 9_000)),
        )


def bare(text):
    """A text without white space and the marks that lists, and cuts, are shown for."""
    return re.sub(r"[\s•–-]", "", visible(text))


def shown(blocks):
    """What of the blocks is the reply's own text: not its buttons, nor the line on what the answer is worth."""
    kept = [block for block in blocks if block["type"] == "rich_text"]
    return [text for key, text in texts(kept) if key == "text"]


def is_harmless(written):
    message = Message("C1", "1.0", "U0BOT", written.text)
    message.blocks = list(written.blocks)
    return not pings(message) and not links(message) and "<" not in written.text and len(written.text) <= 1_000


@many(300)
@given(seed=SEEDS)
def test_every_reply_is_shown_whole_within_slacks_limits_and_pings_and_links_nothing(seed):
    make = Maker(seed)
    reply = Reply(make.text(), make.buttons(), form=make.of(("", "S6")))

    written = messages_of(reply, "sv")

    for one in written:
        assert message_faults(list(one.blocks)) == []
        assert not too_long(list(one.blocks))
        assert is_harmless(one)
    assert bare("".join(text for one in written for text in shown(one.blocks))) == bare(reply.text)


@many(300)
@given(seed=SEEDS)
def test_every_answer_is_shown_whole_within_slacks_limits_and_pings_and_links_nothing(seed):
    make = Maker(seed)
    answer = make.answer()

    written = messages_of(Reply(answer.text, make.buttons(), answer), make.of(("sv", "en")))

    for one in written:
        assert message_faults(list(one.blocks)) == []
        assert not too_long(list(one.blocks))
        assert is_harmless(one)
    blocks = [block for one in written for block in one.blocks if block["type"] in {"rich_text", "context"}]
    assert bare("".join(text for key, text in texts(blocks) if key == "text")).startswith(bare(answer.text))


@many(150)
@given(seed=SEEDS)
def test_every_home_is_within_slacks_limits_and_pings_and_links_nothing(seed):
    make = Maker(seed)
    parts = make.several(lambda: HomePart(heading=make.short(), text=make.text(), buttons=make.buttons()), 8)

    view = home_view(Home(title="Handslag", parts=parts))

    assert view_faults(view, "home") == []
    assert is_harmless(Written("", tuple(view["blocks"])))


@many(150)
@given(seed=SEEDS)
def test_every_form_is_within_slacks_limits(seed):
    make = Maker(seed)
    fields = tuple(make.field(f"k{n}") for n in range(make.random.randrange(1, 10)))
    form = Form(
        key="report",
        about=make.short(),
        title=make.short(),
        nonce="n",
        fields=fields,
        submit="Skicka",
        cancel="Avbryt",
        lead=make.text(),
    )

    view = opened(form, HEARD)

    assert view_faults(view, "modal") == []
    assert is_harmless(Written("", tuple(view["blocks"])))


@many(150)
@given(seed=SEEDS)
def test_every_page_is_within_slacks_limits_and_marks_what_is_meant(seed):
    make = Maker(seed)
    text = make.text()
    start, end = sorted((make.random.randrange(len(text) + 1), make.random.randrange(len(text) + 1)))

    view = opened(Page(title=make.short(), lead=make.short(), text=text, marked=(start, end), close="Stäng"), HEARD)

    assert view_faults(view, "modal") == []
    assert is_harmless(Written("", tuple(view["blocks"])))
    bold = "".join(run["text"] for run in runs(view["blocks"]) if run.get("style", {}).get("bold"))
    assert bare(text[start:end]).startswith(bare(bold))
    is_cut = len(view["blocks"]) == 99 or sum(len(shown) for _, shown in texts(view["blocks"])) > 0.8 * VIEW
    assert bare(bold) == bare(text[start:end]) or is_cut


@many(50)
@given(seed=SEEDS)
def test_a_text_in_place_of_a_form_is_within_slacks_limits(seed):
    view = opened(Reply(Maker(seed).text()), HEARD)

    assert view_faults(view, "modal") == []


def runs(blocks):
    for block in blocks:
        for part in block.get("elements", ()) if block["type"] == "rich_text" else ():
            yield from part["elements"]


@pytest.mark.parametrize("length", [2_799, 2_800, 2_801, 11_000, 60_000])
def test_a_text_without_a_single_space_is_cut_and_nothing_of_it_lost(length):
    written = messages_of(Reply("x" * length), "sv")

    assert "".join(text for one in written for text in shown(one.blocks)) == "x" * length
    assert not any(too_long(list(one.blocks)) for one in written)
