"""`plan gaps` with its marks, notes and filters, as a coordinator uses them on the command line and in chat."""

import re

import pytest

from bot.gaps_shown import gaps_in_words
from bot.settings import Settings
from bot.wiring import build
from plans.gapping.marks import JudgedGap
from plans.model import Gap, GapKind, Severity
from prompts.refusal import Refusal

EVA = "eva@havsbandet.example"


@pytest.fixture
def coordinator(handslag, strategy, plan):
    handslag("ingest", strategy)
    handslag("plan", "import", plan)
    handslag("people", "add", EVA, "--role", "coordinator")
    return handslag


def first_open(handslag):
    return re.search(r"• \[(\w{5})\]", handslag("plan", "gaps").out)[1]


def test_a_gap_is_marked_by_its_code_and_then_comes_last_with_who_and_why(coordinator):
    code = first_open(coordinator)

    marked = coordinator("plan", "gaps", "mark", code, "--state", "accepted", "--reason", "Tas nästa år", "--as", EVA)

    shown = coordinator("plan", "gaps").out
    assert marked.status == 0
    assert shown.index(f"[{code}]") > shown.index("Accepterat")
    assert re.search(rf"Markerat som accepterat av {EVA} \d+ \w+ \d{{4}}: Tas nästa år", shown)
    (gap,) = (gap for gap in coordinator("plan", "gaps", "--json").json if "mark" in gap)
    assert (gap["state"], gap["mark"]["reason"], gap["mark"]["by"]) == ("accepted", "Tas nästa år", EVA)


def test_only_gaps_in_a_state_are_shown_when_asked_for(coordinator):
    everything = coordinator("plan", "gaps", "--json").json
    coordinator("plan", "gaps", "mark", first_open(coordinator), "--state", "handled", "--reason", "Pågår", "--as", EVA)

    assert len(coordinator("plan", "gaps", "--state", "handled", "--json").json) == 1
    assert len(coordinator("plan", "gaps", "--state", "open", "--json").json) == len(everything) - 1


def test_somebody_who_may_not_mark_is_told_who_can(coordinator):
    refused = coordinator(
        "plan", "gaps", "mark", first_open(coordinator), "--state", "closed", "--reason", "Nej", "--as", "x@x.example"
    )

    assert refused.status == 1
    assert EVA in refused.err


def test_a_gap_that_a_person_has_seen_is_noted_and_counted(coordinator):
    before = len(coordinator("plan", "gaps", "--json").json)

    noted = coordinator("plan", "gaps", "add", "Ingen frågar fiskarna", "--severity", "high", "--as", EVA)

    gaps = coordinator("plan", "gaps", "--json").json
    assert "gap-1" in noted.out
    assert len(gaps) == before + 1
    assert "found_by_person" in {gap["kind"] for gap in gaps}  # the first, until the plan has come further
    (year,) = coordinator("plan", "gaps", "history", "--json").json
    assert (year["opened"], year["open"]) == (before + 1, before + 1)


def test_the_trail_tells_what_people_said_of_gaps(coordinator, home):
    coordinator("plan", "gaps", "add", "Ingen frågar fiskarna", "--as", EVA)
    coordinator("plan", "gaps", "mark", "gap-1", "--state", "closed", "--reason", "Frågade", "--as", EVA)

    with build(Settings(home=home)).store.reading() as ledger:
        said = [event for event in ledger.trail.all() if event.event.startswith("gap.")]
    assert [event.event for event in said] == ["gap.noted", "gap.closed"]
    assert said[1].details["reason"] == "Frågade"


@pytest.mark.usefixtures("coordinator")
def test_in_chat_gaps_are_asked_for_by_place_or_kind_and_what_is_unclear_is_refused(home):
    book = build(Settings(home=home)).planbook.gap_book

    assert "Beredskap" in book.asked("i Beredskap", "sv")
    assert "challenge" in book.asked("challenge without an action", "en")
    assert "gap aspekt C" in book.asked("", "sv")
    with pytest.raises(Refusal, match="No gap is about"):
        book.asked("månens baksida", "sv")


@pytest.mark.usefixtures("coordinator")
def test_a_long_list_comes_in_pages_and_says_how_to_go_on(home):
    book = build(Settings(home=home)).planbook.gap_book
    for number in range(20):
        book.add(f"Saknas {number}", EVA)

    first, second = book.asked("alla", "sv"), book.asked("alla sida 2", "sv")

    assert first.startswith("Gap 1–8 av")
    assert "gap alla sida 2" in first
    assert second.startswith("Gap 9–16 av")
    with pytest.raises(Refusal):
        book.asked("alla sida 99", "sv")


def test_challenge_that_is_perhaps_covered_stands_apart_with_the_action_to_read():
    def challenge(words, severity, **found):
        values = {"challenge": words, "area": "Klimat", "aspect": "A"} | found
        return JudgedGap(Gap(GapKind.CHALLENGE_WITHOUT_ACTION, words, severity, values, "Klimat"))

    near = {"nr": "S7", "title": "Minska utsläppen", "case": "touches", "shared": "vård"}

    told = gaps_in_words(
        [challenge("Grön el", Severity.LOW), challenge("Mindre resor i vården", Severity.LOW, **near)], "sv"
    )

    assert "  Prioriterad utmaning utan åtgärd (1)\n" in told
    assert "  Utmaning som kanske redan täcks av en åtgärd (1)\n" in told
    assert "Läs S7 Minska utsläppen, som har detta gemensamt: vård." in told
