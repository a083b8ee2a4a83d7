"""Questions in one language over documents in the other."""

import pytest
from inline_snapshot import snapshot

from retrieval.ranking.bridging import Bridge, dice, respelled
from retrieval.ranking.question import Role
from retrieval.ranking.vocabulary import Vocabulary
from retrieval.words.analysis import Language, words
from retrieval.words.glossary import Glossary, field_glossary, glossary

SWEDISH = """Pandemiberedskap och beredskap för kris. Fler kliniska prövningar i regionen. Immunologi är starkt.
Hälsodata ska delas. Karolinska och Vinnova samarbetar. Kommunen yttrar sig. Capital of life är klustrets namn."""
ENGLISH = "Preparedness for a crisis. More clinical trials in the region. Health data shall be shared."


def bridge(*texts, languages):
    tokens = list(dict.fromkeys(word for text in texts for word in words(text)))
    language: Language = "en" if languages == {"en"} else "sv"
    return Bridge(Vocabulary.of(tokens, [language] * len(tokens)), frozenset(languages))


@pytest.fixture(scope="module")
def over_swedish():
    return bridge(SWEDISH, languages={"sv"})


@pytest.fixture(scope="module")
def over_english():
    return bridge(ENGLISH, languages={"en"})


def topic(question):
    return [[" ".join(variant.words) for variant in concept.variants] for concept in question.topic]


def test_the_topic_of_an_english_question_is_translated_and_its_frame_is_left_out(over_swedish):
    assert topic(over_swedish.take("what does the strategy say about preparedness")) == snapshot([["beredskap"]])


def test_a_phrase_is_translated_as_a_whole_whatever_its_inflection(over_swedish):
    assert "kliniska prövningar" in topic(over_swedish.take("Are there more clinical trials?"))[-1]


def test_a_name_stands_for_itself(over_swedish):
    assert topic(over_swedish.take("What does Vinnova do?")) == [["vinnova"]]


def test_a_word_that_the_glossary_lacks_is_bridged_by_its_spelling(over_swedish):
    empty = bridge(SWEDISH, languages={"sv"})

    assert empty._cognates("immunology", "en") == ("immunologi",)


def test_the_swedish_word_in_an_english_question_is_kept(over_swedish):
    assert ["beredskap"] in topic(over_swedish.take("What does it say about beredskap?"))


def test_an_english_word_that_says_nothing_alone_is_left_out_where_another_is_left(over_swedish):
    assert topic(over_swedish.take("What happens once beredskap is tested?"))[0] == ["beredskap"]


def test_an_english_word_that_says_nothing_alone_stays_where_none_other_is_left(over_swedish):
    assert over_swedish.take("What happens?").topic


def test_a_word_that_means_nothing_here_is_still_part_of_the_question(over_swedish):
    assert topic(over_swedish.take("How do I cook pancakes?"))[-1] == ["pancakes"]


def test_the_headword_that_is_spelled_most_like_the_word_decides():
    assert glossary().meanings(("municipality",), "en") == (("kommun",),)


def test_a_swedish_question_over_swedish_text_is_taken_as_it_is_written(over_swedish):
    asked = over_swedish.take("Vad säger strategin om beredskap?")

    assert topic(asked) == [["beredskap"]]
    assert [concept.role for concept in asked.concepts] == [Role.STOP, Role.FRAME, Role.FRAME, Role.STOP, Role.TOPIC]


def test_a_swedish_question_finds_english_text(over_english):
    assert "preparedness" in topic(over_english.take("Vad säger strategin om beredskap?"))[0]
    assert "clinical trials" in topic(over_english.take("Hur många kliniska prövningar pågår?"))[1]


def test_stop_words_of_a_language_that_the_documents_do_not_speak_count_for_nothing(over_swedish):
    asked = over_swedish.take("What is the role of the region?")

    assert not [concept for concept in asked.concepts if concept.role is Role.STOP]


def test_documents_in_both_languages_are_asked_in_both():
    both = bridge(SWEDISH, ENGLISH, languages={"sv", "en"})

    assert topic(both.take("beredskap")) == snapshot(
        [["beredskap", "contingency", "emergency preparedness", "preparedness", "readiness"]]
    )


def test_a_question_of_frame_words_only_is_about_them(over_swedish):
    assert topic(over_swedish.take("Vad är strategin?")) == [["strategin"]]


@pytest.mark.parametrize("question", ["", "?", "…!", "och", "42", "AI"])
def test_any_question_can_be_taken(over_swedish, question):
    assert len(topic(over_swedish.take(question))) == len(words(question))


def test_a_coordinator_can_add_words(tmp_path):
    more = tmp_path / "words.tsv"
    more.write_text("# own words\nsandbox\tregulatorisk testmiljö; sandlåda\n", encoding="utf-8")

    assert glossary(more).meanings(("sandboxes",), "en") == (("regulatorisk", "testmiljö"), ("sandlåda",))


def test_cognates_are_spelled_by_rule_and_measured_by_trigrams():
    assert "klinisk" in respelled("clinical", "en")
    assert "clinic" in respelled("klinisk", "sv")
    assert dice("immunologi", "immunologi") == 1
    assert dice("immunologi", "pannkaka") == 0


@pytest.mark.parametrize(
    ("form", "swedish"),
    [
        (("wrote",), "skriva"),
        (("children",), "barn"),
        (("took", "part"), "delta"),
        (("organization",), "organisation"),
        (("organisation",), "organisation"),
        (("prioritized",), "prioriterad"),
        (("labor", "market"), "arbetsmarknad"),
        (("labour", "market"), "arbetsmarknad"),
        (("research", "centers"), "forskning"),
        (("behaviour",), "beteende"),
        (("kryptonite",), None),
    ],
)
def test_irregular_forms_and_both_spellings_lead_to_the_headword(form, swedish):
    meanings = glossary().meanings(form, "en") or glossary().meanings(form[:1], "en")

    assert (swedish is None) if not meanings else (swedish,) in meanings


def test_a_swedish_plural_whose_stem_is_not_that_of_its_base_is_found():
    assert ("greenhouse", "gas") in glossary().meanings(("växthusgaserna",), "sv")


def test_everyday_words_find_but_lend_no_word_to_an_answer():
    assert glossary().meanings(("postpone",), "en")
    assert not field_glossary().meanings(("postpone",), "en")


def test_words_that_stand_in_the_corpus_side_by_side_count_in_full_as_a_name(over_swedish):
    name = over_swedish.take("What is capital of life?").topic
    stray = over_swedish.take("How much capital is there?").topic

    assert [concept.variants[0].weight for concept in name] == [1.0, 1.0]
    assert stray[-1].variants[0].weight < 1


@pytest.mark.parametrize(
    ("phrase", "swedish"),
    [
        (("red", "tape"), "regelverk"),
        (("head", "hunting"), "rekrytering"),
        (("teaming", "up"), "samverka"),
        (("firms",), "företag"),
        (("reception",), "mottagande"),
        (("received",), "mottagande"),
        (("prolonged",), "förlängd"),
        (("public", "transit"), "kollektivtrafik"),
    ],
)
def test_words_of_an_outsider_mean_those_of_the_documents(phrase, swedish):
    assert (swedish,) in glossary().meanings(phrase, "en")


@pytest.mark.parametrize(
    ("phrase", "english"),
    [
        (("leverantörer",), ("supplier",)),
        (("tas", "emot"), ("receive",)),
        (("ta", "emot"), ("receive",)),
    ],
)
def test_a_swedish_form_means_what_its_base_means(phrase, english):
    assert english in glossary().meanings(phrase, "sv")


def test_what_means_a_swedish_word_best_goes_first():
    mine = Glossary(((("aid",), ("stöd",)), (("aid",), ("verktyg",)), (("tool",), ("verktyg",))))

    assert mine.meanings(("verktyg",), "sv") == (("tool",), ("aid",))


@pytest.mark.parametrize(
    ("word", "stands_for"),
    [
        ("klimatet", [("klimat",)]),  # its article away, and no parts beside it
        ("bussavgift", [("buss", "avgift")]),
        ("medskick", []),  # "med" says nothing of what is sent along
        ("åkyta", []),  # a part of three letters may be anything
    ],
)
def test_a_swedish_word_that_the_corpus_lacks_is_found_by_its_base_or_by_parts_that_say_what_it_is(word, stands_for):
    corpus = bridge("buss avgift klimat skick med åk yta", languages={"sv"})

    (concept,) = corpus.take(word).concepts

    assert [variant.words for variant in concept.variants if variant.is_near] == stands_for
