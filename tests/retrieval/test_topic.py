"""What a question is about, found again in text."""

import pytest

from retrieval.answers.ideas import ideas
from retrieval.answers.topic import Topic, terms
from retrieval.words.kinship import is_light
from retrieval.words.wordstock import WordStock


def _coverage(question, text, language="sv", others=()):
    stretches = [terms(text), *(terms(other) for other in others)]
    topic = Topic(ideas(question, language), [WordStock(stretches)])
    return topic.coverage(topic.touch(stretches[0]))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("beredskap", "God beredskap behövs."),
        ("beredskapen?", "Beredskap"),
        ("vad är syftet", "Syfte"),
        ("målen", "Ett mål"),
        ("vem följer upp?", "Uppföljning sker."),
        ("uppföljning", "Resultatet följs upp."),
        ("uppfoljning", "Uppföljning"),
        ("utvärdering", "Strategin utvärderas."),
        ("bereskap", "Beredskap"),
        ("klinska", "kliniska"),
    ],
)
def test_a_word_is_found_in_its_other_forms(question, text):
    assert _coverage(question, text) >= 0.8


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("preparedness", "Beredskap"),
        ("clinical trials", "kliniska prövningar"),
        ("health care", "hälso- och sjukvården"),
        ("digitalisation", "Digitalisering"),
        ("immunology", "immunologi"),
    ],
)
def test_an_english_word_is_found_in_swedish(question, text):
    assert _coverage(question, text, "en") >= 0.6


@pytest.mark.parametrize("question", ["hur ska funding attraheras?", "vad säger strategin om external funding?"])
def test_an_english_word_in_a_swedish_question_is_found_in_swedish(question):
    assert _coverage(question, "Aktörerna attraherar extern finansiering.") > 0.8


def test_what_is_done_weighs_less_than_what_it_is_done_to():
    talent, received = ideas("How should talent be received?", "en")

    assert talent.emphasis > received.emphasis


def test_words_of_the_frame_are_no_topic():
    assert [idea.word for idea in ideas("Which challenges concern test beds?", "en")] == ["challenges", "test beds"]


def test_a_part_of_a_compound_counts_but_less_than_the_word():
    others = ("annat", "något helt annat")

    assert 0.5 <= _coverage("beredskap", "pandemiberedskap", others=others) < 1


@pytest.mark.parametrize(
    ("question", "text"),
    [("skolmat", "Hälsodata delas."), ("sport", "export av läkemedel"), ("katt", "skatt"), ("bil", "biljett")],
)
def test_other_words_do_not_meet(question, text):
    assert _coverage(question, text) < 0.5


def test_a_compound_that_ends_in_a_word_of_like_meaning_counts_but_less_than_that_word():
    question = "Hur skyddas barnen?"
    others = ("barn i skolan", "barn och unga", "något helt annat")

    kind = _coverage(question, "Regionens driftsäkerhet för barn", others=others)
    itself = _coverage(question, "Regionens säkerhet för barn", others=others)

    assert _coverage(question, "Regionens säkerhetschef för barn", others=others) < kind < itself


def test_of_an_expression_the_word_that_says_what_it_is_about_counts_alone_but_less():
    others = ("något annat", "något helt annat")

    assert 0.5 <= _coverage("ny teknik", "En testbädd för välfärdsteknik.", others=others) < 0.8


def test_a_name_does_not_lose_the_words_that_say_little():
    assert _coverage("Vem ritade Nya Karolinska?", "Karolinska är en part.") < 0.42


def test_half_an_expression_is_less_than_half_found():
    assert _coverage("clinical trials", "klinisk forskning", "en") < 0.5


def test_a_name_of_several_words_is_found_whole_or_not_at_all():
    question = "what is Capital of Life?"

    assert _coverage(question, "klustret Capital of Life", "en") == 1
    assert _coverage(question, "riskkapital för life science", "en") == 0


def test_the_frame_of_a_question_is_no_topic():
    assert [idea.word for idea in ideas("Vad säger strategin om beredskap?", "sv")] == ["beredskap"]
    assert [idea.word for idea in ideas("what does the strategy say about health data", "en")] == ["health data"]


def test_rare_words_weigh_more_than_common_ones():
    stretches = [terms(text) for text in ("vården växer", "vården i Uppsala", "vården och skolan")]

    topic = Topic(ideas("vården i Uppsala", "sv"), [WordStock(stretches)])

    assert [idea.word for idea in topic.ideas] == ["vården", "uppsala"]
    assert topic.weights[1] > topic.weights[0]


def test_english_words_that_say_nothing_alone_are_no_topic_where_others_are():
    asked = ideas("What happens once the strategy has actually come to take effect in 2031?", "en")

    assert not {"happens", "once", "actually"} & {idea.word for idea in asked}


def test_what_is_left_of_an_english_question_of_such_words_alone_is_its_topic():
    assert [idea.word for idea in ideas("What happens?", "en")] == ["happens"]


@pytest.mark.parametrize("word", ["took", "needed", "lies", "starting"])
def test_an_english_word_that_says_little_says_little_in_all_its_forms(word):
    assert is_light(word, "en")


def test_an_english_name_that_the_glossary_knows_is_found_in_swedish():
    assert _coverage("What is the Research Promise?", "Forskningslöftet har en målsättning.", "en") > 0.9


def test_what_is_like_a_translation_counts_where_nothing_else_is_found_but_never_enough_alone():
    assert 0 < _coverage("a prescription", "Läkemedel förskrivs.", "en") < 0.5
    assert _coverage("a prescription", "Läkemedel.", "en", others=["Recept förnyas."]) == 0


def test_a_swedish_particle_joins_no_english_word():
    joined = {stem for idea in ideas("Can we get in to the labs?", "en") for one in idea.readings for stem in one.stems}

    assert "inget" not in joined


def test_after_a_subject_or_an_infinitive_marker_stands_what_is_done():
    weighs = {idea.word: idea.emphasis for idea in ideas("Who do they want to convince abroad?", "en")}

    assert weighs["convince"] < weighs["abroad"]
