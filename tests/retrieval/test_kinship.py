"""Everyday words lead to those of documents, and articles hide no word."""

from importlib import resources

import pytest

from retrieval.answers.ideas import ideas
from retrieval.model import DocumentState, DocumentType, Passage
from retrieval.ranking.question import Role
from retrieval.search import SearchIndex
from retrieval.words.analysis import stem, stop_words, words
from retrieval.words.kinship import bare_of, light_words, near, roots


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("locka", "attrahera"),
        ("lockar", "attrahera"),
        ("utlandet", "internationell"),
        ("följderna", "konsekvens"),
        ("pandemin", "smitta"),
        ("personalbristen", "kompetensbrist"),
    ],
)
def test_an_everyday_word_in_any_form_leads_to_that_of_documents(asked, said):
    assert said in near(asked)


def test_no_word_is_near_itself():
    assert all(stem("pengar") != stem(word) for word in near("pengar"))


@pytest.mark.parametrize(
    ("definite", "plain"),
    [("klimatet", "klimat"), ("pandemin", "pandemi"), ("vattnet", "vatten"), ("sjukfrånvaron", "sjukfrånvaro")],
)
def test_a_word_and_its_definite_form_share_a_root(definite, plain):
    assert roots(stem(definite)) & roots(stem(plain))


def test_the_bare_word_has_no_article():
    assert bare_of("vattnet") == "vatten"


def test_each_line_of_near_words_holds_at_least_two():
    text = (resources.files("retrieval.words") / "lexicon" / "near.sv.txt").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]

    assert len(lines) > 500
    assert all(len(set(line)) == len(line) >= 2 for line in lines)


def _everyday():
    text = (resources.files("retrieval.words") / "lexicon" / "everyday.sv.txt").read_text(encoding="utf-8")
    return [line.partition(">") for line in text.splitlines() if line and not line.startswith("#")]


def test_each_line_of_everyday_words_says_what_leads_to_what():
    sides = [(said.split(), written.split()) for said, _, written in _everyday()]

    assert len({word for said, _ in sides for word in said}) >= 1_500
    assert all(said and written for said, written in sides)
    assert [side for line in sides for side in line if len(set(side)) != len(side)] == []


def test_no_everyday_word_is_one_that_carries_no_topic():
    said = {word for line, _, _ in _everyday() for word in line.split()}

    assert sorted(said & stop_words("sv")) == []
    assert sorted(word for word in said if words(word) != [word]) == []


def test_no_everyday_word_leads_to_one_that_is_said_of_anything():
    written = {word for _, _, line in _everyday() for word in line.split()}

    assert (
        sorted(written & {*stop_words("sv"), "gång", "tidig", "biologisk", "offentlig", "arbete", "tid", "system"})
        == []
    )


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("sprutor", "vaccination"),
        ("hackad", "informationssäkerhet"),
        ("avgaserna", "utsläpp"),
        ("dagiset", "förskola"),
        ("flickorna", "kön"),
        ("sålde", "sälja"),
    ],
)
def test_what_people_say_leads_to_what_documents_write(asked, written):
    assert written in near(asked)


@pytest.mark.parametrize(
    ("question", "written"),
    [("Vem ser till att det blir av?", "ansvarig"), ("Ska skolan läggas ner?", "nedläggning")],
)
def test_a_verb_with_its_particle_leads_to_what_documents_write(question, written):
    found = {key for idea in ideas(question, "sv") for reading in idea.readings for key in reading.stems}

    assert stem(written) in found


def test_what_documents_write_does_not_lead_to_what_people_say():
    assert "sprutor" not in near("vaccination")


def test_words_that_lead_to_the_same_do_not_lead_to_one_another():
    assert "kollektivtrafik" in near("spårvagn")
    assert "kollektivtrafik" in near("tunnelbana")
    assert "tunnelbana" not in near("spårvagn")


@pytest.fixture(scope="module")
def index():
    said = ("Klustret ska attrahera investeringar från andra länder.", "Bostäder byggs i Norrvik.", "Skolan är öppen.")
    return SearchIndex.build(
        [
            Passage("plan.md", "Plan", "1", DocumentType.PLAN, DocumentState.CURRENT, None, (), 0, len(text), text)
            for text in said
        ]
    )


def test_a_word_that_the_corpus_lacks_is_found_by_one_of_like_meaning(index):
    found = index.search("Hur ska vi locka hit pengar utifrån?")

    assert found.hits[0].passage.text.startswith("Klustret ska attrahera")


def test_a_word_that_the_corpus_has_stands_for_itself_alone(index):
    concept = index.bridge.take("attrahera").concepts[0]

    assert [variant.words for variant in concept.variants] == [("attrahera",)]


def test_a_word_that_says_little_and_is_unknown_asks_for_nothing(index):
    roles = [concept.role for concept in index.bridge.take("Vilka övriga bostäder byggs?").concepts]

    assert roles == [Role.STOP, Role.FRAME, Role.TOPIC, Role.TOPIC]


def test_a_word_within_an_expression_may_be_said_otherwise_too():
    (idea,) = ideas("minska utsläppen", "sv")

    assert ("minsk", stem("klimatpåverkan")) in {reading.stems for reading in idea.readings}


@pytest.mark.parametrize(
    ("asked", "written"), [("elen", "el"), ("hästar", "veterinärmedicin"), ("epidemin", "pandemi")]
)
def test_everyday_words_are_near_those_of_strategies(asked, written):
    assert written in near(asked)


@pytest.mark.parametrize("word", ["alltid", "överallt", "litet", "snabbare", "inför", "bättre", "helped", "faster"])
def test_words_that_fit_any_wish_say_little(word):
    assert word in light_words()


@pytest.mark.parametrize(("asked", "other"), [("val", "väl"), ("lån", "län"), ("råd", "rad"), ("vår", "var")])
def test_dots_and_rings_make_another_word_of_a_short_one(asked, other):
    assert not roots(asked) & roots(other)


def test_a_longer_word_written_without_its_dots_and_rings_is_the_same():
    assert roots("framgang") & roots("framgång")
