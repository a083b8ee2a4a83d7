"""What a press opens, what stands in its place afterwards, and what an old card does."""

import json

import pytest
from inline_snapshot import snapshot

from bot.platforms.base import Button, Page, Reply
from bot.platforms.teams.cards import activities_of, page_card
from bot.platforms.teams.carried import packed, unpacked
from tests.stand_ins.teams import card_bytes
from tests.stand_ins.teams.rendering import card as drawn


def written(card):
    return json.dumps(card, ensure_ascii=False)


def arrived(world):
    return sum(world.app.inbox.counts().values())


def asked(lisa):
    """The question about H2 that Lisa got without having asked for it."""
    return next(one for one in lisa.got() if one.card and "refresh" in one.card)


@pytest.fixture
def read_back(world, lisa):
    """What Lisa wrote, read back to be confirmed."""
    world.does(lisa.says, "H2 pågår enligt plan: 310 meter länsa är köpta")
    return lisa.got()[-1]


# A question that is looked at again, while it waits and when it does not.


def test_question_that_was_answered_in_another_way_says_so_when_it_is_looked_at_again(world, lisa, read_back):
    question = asked(lisa)
    assert question.card["refresh"]["userIds"] == [lisa.id]
    before = arrived(world)
    lisa.refreshes(question)
    still = lisa.card(question).buttons

    world.does(lisa.clicks, "Stämmer", read_back)
    at = arrived(world)
    lisa.refreshes(question)

    assert still == ["Fyll i formulär", "Oförändrat", "Inte min", "En annan dag", "Varför får jag frågan?"]
    assert not lisa.card(question).buttons
    assert "väntar inte på svar längre" in written(lisa.card(question).content)
    assert (arrived(world), at) == (at, before + 1)


def test_nobody_else_is_named_to_look_at_a_card_and_who_asks_all_the_same_is_told_nothing_of_hers(world, lisa, anna):
    question = asked(lisa)
    assert anna.refreshes(question).sent is False
    action = question.card["refresh"]["action"]
    value = {"action": {"type": "Action.Execute", "verb": "refresh", "data": action["data"]}, "trigger": "automatic"}
    world.does(anna.says, "Hej")
    forged = anna.last.activity | {"type": "invoke", "name": "adaptiveCard/action", "id": "f:r", "value": value}

    _, answer = world.teams.delivery.raw(json.dumps(forged))

    assert "väntar inte på svar längre" in answer  # not of Anna: and nothing that she did not send herself


def test_nothing_in_a_channel_is_looked_at_again(world, anna):
    board = world.teams.world.team(f"Styrgrupp {anna.user.name}", [anna.user], channels=("Planen",))
    plan = world.teams.world.channel(board, "Planen")

    world.does(anna.mentions, plan, "läget")

    assert not any("refresh" in (one.card or {}) for one in anna.got(plan))


# Sources.


def test_source_opens_beside_the_conversation_with_its_quote_in_bold_and_says_nothing_there(world, anna):
    world.does(anna.says, "Vad säger strategin om beredskap?")
    before, said = arrived(world), anna.sees()

    done = anna.clicks("Källa 1")

    assert anna.dialog.title == "Källa 1"
    assert "Beredskap för oljeutsläpp längs hela kusten" in anna.dialog.shown
    bold = [run["text"] for part in done.card["body"] for run in part["inlines"] if run.get("weight")]
    assert any("oljeutsläpp" in text for text in bold)
    assert (arrived(world), anna.sees()) == (before, said)


def test_source_of_somebody_elses_answer_is_not_opened(world, anna):
    world.does(anna.says, "Vad säger strategin om beredskap?")
    other = world.teams.person("Bo Ek", "bo@kommun.example")
    pressed = next(one for one in anna.got() if one.citations)
    anna.clicks("Källa 1", pressed)
    stolen = anna.last.activity | {"from": other.user.account, "id": "f:stolen"}
    stolen["conversation"] = stolen["conversation"] | {"id": other.chat.id}

    _, answer = world.teams.delivery.raw(json.dumps(stolen))

    assert "oljeutsläpp" not in answer
    assert json.loads(answer)["task"]["type"] == "message"


def test_whoever_reads_along_in_a_channel_opens_the_source_too_for_themselves_alone(world, anna):
    cia = world.teams.person("Cia Lund", "cia@kommun.example")
    board = world.teams.world.team(f"Läsarna {anna.user.name}", [anna.user, cia.user], channels=("Planen",))
    plan = world.teams.world.channel(board, "Planen")
    asked = world.does(anna.mentions, plan, "Vad säger strategin om beredskap?")
    before = anna.sees(plan, thread=asked)

    cia.clicks("Källa 1", place=plan)

    assert "oljeutsläpp" in cia.dialog.shown
    assert anna.dialog is None
    assert anna.sees(plan, thread=asked) == before


def test_long_source_shows_what_is_meant_wherever_it_stands():
    lines = [f"Rad {n} om något helt annat." for n in range(600)]
    text = "\n".join(lines)
    at = text.index(lines[480])

    made = page_card(Page(title="Källa 1", lead="Strategin", text=text, marked=(at, at + len(lines[480])), close="x"))

    shown = drawn(made)
    assert lines[480] in shown
    assert lines[479] in shown
    assert lines[0] not in shown
    assert card_bytes(made) <= 28_000


# What is chosen.


def test_choice_stands_where_the_buttons_stood_at_once_and_for_good(world, lisa, read_back):
    done = world.does(lisa.clicks, "Stämmer", read_back)

    assert (
        drawn(done.card)
        == drawn(read_back.card)
        == snapshot("""\
Så här har jag förstått ditt svar om H2 Bygg upp ett lager av länsor:
• Status: Pågår
• Prognos: Enligt plan
• Antal meter länsa: 310
• Det här är gjort: ”pågår enligt plan: 310 meter länsa är köpta”
Stämmer det?
Du valde: Stämmer\
""")
    )


def test_card_that_was_settled_can_be_pressed_no_more_and_its_press_once_more_changes_nothing(world, lisa, read_back):
    world.does(lisa.clicks, "Stämmer", read_back)
    pressed, said = lisa.last, len(lisa.got())
    with world.app.store.reading() as ledger:
        before = len(ledger.updates.about("H2"))

    world.does(world.teams.delivery.again, pressed, new_id=True)
    late = {**pressed.activity, "id": "f:late", "timestamp": "2027-10-01T09:00:00.000Z"}
    world.does(world.teams.delivery.raw, json.dumps(late))

    with world.app.store.reading() as ledger:
        assert len(ledger.updates.about("H2")) == before
    assert len(lisa.got()) == said + 1  # an old card is told that there is nothing to confirm
    assert not lisa.card(read_back).buttons


def test_client_without_execute_is_answered_and_its_card_keeps_its_buttons(world, lisa, read_back):
    world.teams.without_execute = True
    try:
        world.does(lisa.clicks, "Stämmer", read_back)
    finally:
        world.teams.without_execute = False

    assert "är sparad" in lisa.sees()
    assert "Stämmer" in lisa.card(read_back).buttons


def test_message_that_was_taken_away_is_not_said_anew(world, lisa, read_back):
    world.does(lisa.says, "Hej")
    with world.teams.faults.on("update", "ActivityNotFoundInConversation"):
        world.does(lisa.clicks, "Stämmer", read_back)

    assert sum("Så här har jag förstått ditt svar" in one.shown for one in lisa.got()[-2:]) == 0


# The form.


def test_form_that_was_sent_is_gone_and_what_stood_there_is_back_without_buttons(world, lisa):
    world.does(lisa.says, "rapportera H2")
    question = lisa.got()[-1]
    lisa.clicks("Fyll i formulär", question)
    form = lisa.card(question)
    label = next(one for one in form.labels if one.startswith("Antal meter länsa"))

    done = world.does(form.fills(label, "360").clicks, "Skicka")

    assert not lisa.card(question).buttons
    assert drawn(done.card) == drawn(question.card)
    assert question.shown.endswith("Skickat i formuläret.")
    assert "H2 är sparad" in lisa.sees()


def test_form_that_is_not_wanted_gives_back_what_stood_there_with_the_way_in_again(world, lisa):
    world.does(lisa.says, "rapportera H2")
    question = lisa.got()[-1]
    lisa.clicks("Fyll i formulär", question)

    lisa.clicks("Avbryt", question)
    lisa.clicks("Fyll i formulär", question)

    assert lisa.card(question).has("Skicka")


@pytest.mark.parametrize("word", ["", "x", "eJw", "å", None, 3, ["said"], packed([1])[4:]])
def test_what_a_card_brings_back_is_read_only_where_it_is_ours(word):
    assert unpacked(word) is None


def test_what_is_too_much_to_carry_is_left_out_and_a_bomb_is_not_unpacked():
    assert packed("".join(map(chr, range(0x4E00, 0x4E00 + 2_000)))) == ""
    assert unpacked(packed("x" * 50_000, 10_000)) is None
    assert unpacked(packed("Så här har jag läst det.")) == "Så här har jag läst det."


def test_reply_of_many_words_has_buttons_that_carry_nothing():
    messages = activities_of(Reply("ord " * 8_000, (Button("confirm", "Stämmer", "S6"),)), "sv", "n")

    assert len(messages) > 1
    assert '"said"' not in written(messages)
