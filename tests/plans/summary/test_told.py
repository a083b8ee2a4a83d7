"""What an area's reader meets: short replies whole, long ones in their telling sentences, a model's words marked."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from inline_snapshot import snapshot as inline

from plans.model import NarratedSentence, Narrative
from plans.summary.blocks import Paragraph, Quote
from plans.summary.composing import compose
from plans.summary.condensing import condensed
from tests.plans.summary.conftest import reading, update

MADE = datetime(2027, 12, 15, 6, 0, tzinfo=UTC)
LONG = (
    "Hej! Tack för frågan, här kommer ett litet svar från oss som sitter med detta till vardags. "
    "Nytt ärendesystem infördes i maj. "
    "Vi har haft många möten under året och det har varit givande för alla som har deltagit i dem på olika sätt. "
    "Juristerna har inte hunnit med alla avtal. "
    "Det är trevligt att arbeta med detta och vi hoppas på fortsatt gott samarbete med alla parter framöver. "
    "Härnäst ska vi pröva med två kliniker."
)


def section(summary, key):
    return next(found for found in summary.sections if found.key == key)


def test_a_long_reply_is_shortened_to_its_telling_sentences_in_its_own_words():
    said = reading(
        done=("Nytt ärendesystem infördes i maj",),
        obstacles=("Juristerna har inte hunnit med alla avtal",),
        next_steps=("Härnäst ska vi pröva med två kliniker",),
    )

    assert condensed(update("V1", LONG, "2027-11-04T09:12", said)) == inline(
        "[…] Nytt ärendesystem infördes i maj. […] Juristerna har inte hunnit med alla avtal. […] "
        "Härnäst ska vi pröva med två kliniker."
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Klart.", "Klart."),
        (LONG, LONG[: LONG.index(" Nytt")] + " […]"),
        ("ord " * 300, "ord " * 119 + "ord […]"),
    ],
)
def test_a_reply_from_which_nothing_was_read_keeps_its_beginning(text, shown):
    assert condensed(update("V1", text, "2027-11-04T09:12", reading())) == shown


def test_a_shortened_reply_stands_whole_in_an_appendix(snapshot):
    longer = tuple(replace(u, text=LONG) if u.id == "l-2027-V1-1" else u for u in snapshot.updates)

    made = compose(replace(snapshot, updates=longer), language="sv", gaps=(), generated_at=MADE)

    assert LONG not in [b.words for b in section(made, "areas").blocks if isinstance(b, Quote)]
    assert LONG in [b.words for b in section(made, "appendix_sources").blocks if isinstance(b, Quote)]


def narrated(snapshot, **more):
    sentence = NarratedSentence(
        text="Ett nytt ärendesystem infördes i maj.",
        update_id="l-2027-V1-1",
        passages=("Nytt ärendesystem infördes i maj",),
    )
    values = {"nr": "V1", "language": "sv", "model": "openai:gpt-test", "update_ids": ("l-2027-V1-1",)}
    return replace(snapshot, narratives=(Narrative(**(values | {"sentences": (sentence,)} | more)),))


def test_a_models_sentence_is_marked_as_its_own_beside_the_words_that_it_rests_on(snapshot):
    made = compose(narrated(snapshot), language="sv", gaps=(), generated_at=MADE)

    quotes = [b for b in section(made, "areas").blocks if isinstance(b, Quote)]
    assert [(q.words, q.attribution) for q in quotes[:2]] == inline(
        [
            (
                "Ett nytt ärendesystem infördes i maj.",
                "formulerat av språkmodellen openai:gpt-test ur lägesrapporten 4\u00a0november\u00a02027",
            ),
            ("Nytt ärendesystem infördes i maj", "enligt rapportören, 4\u00a0november\u00a02027"),
        ]
    )
    assert quotes[0].sources == (1,)


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({}, "Varje mening är prövad"),
        ({"sentences": (), "answered": False}, "utan den"),
        ({"language": "en"}, "Ingen språkmodell"),
    ],
)
def test_the_follow_up_says_how_a_model_was_used(snapshot, more, shown):
    made = compose(narrated(snapshot, **more), language="sv", gaps=(), generated_at=MADE)

    assert shown in str(section(made, "about").blocks)


def test_a_correction_takes_a_models_words_of_the_old_reply_away(snapshot):
    of_old = narrated(snapshot, update_ids=("l-2026-V1-1",))
    stale = replace(of_old.narratives[0].sentences[0], update_id="l-2026-V1-1")

    made = compose(narrated(snapshot, sentences=(stale,)), language="sv", gaps=(), generated_at=MADE)

    assert "formulerat av" not in str(section(made, "areas").blocks)


def test_each_of_several_areas_begins_with_its_own_count(snapshot):
    made = compose(snapshot, language="sv", gaps=(), generated_at=MADE)

    tallies = [
        b.text for b in section(made, "areas").blocks if isinstance(b, Paragraph) and "area.1.1.actions" in b.figures
    ]
    assert tallies == inline(["2 åtgärder: 1 genomförd och 1 pågående. Prognos: 2 enligt plan."])
