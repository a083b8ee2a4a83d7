"""Put an answer that a language model worded before its reader: the sentences, then every source with its quote.

The reader sees that a machine wrote the sentences and what each rests on. What the previous strategy said follows under
its own heading, in its own words.
"""

from collections.abc import Sequence

from prompts.texts import Texts, texts
from retrieval.model import Answer, AnswerSentence, Citation


def written_by_model(given: Answer, sentences: Sequence[AnswerSentence]) -> str:
    """Return the text of an answer; `sentences` are the model's, their sources numbered in `given`."""
    say = texts(given.answer_language)
    own = {number for sentence in sentences for number in sentence.citations}
    former = [source for source in given.sources if source.n in given.earlier]
    lines = [say("models.sentence", text=one.text, marks=_marks(one.citations)) for one in sentences]
    pieces = ["\n".join([say("models.opening"), *lines]), _sources([one for one in given.sources if one.n in own], say)]
    if given.actions:
        pieces.append(_actions(given, say))
    if former:
        quotes = [say("answer.quote.line", quote=one.quote, marks=_marks([one.n])) for one in former]
        pieces += ["\n".join([say("answer.earlier.plain"), *quotes]), _sources(former, say, quoted=False)]
    return "\n\n".join(pieces)


def with_a_word(text: str, excuse: str, language: str) -> str:
    """Return an answer of quotes with a sentence before it on why no model worded it."""
    return f"{texts(language)(f'models.instead.{excuse}')}\n\n{text}"


def without_help(text: str, language: str) -> str:
    """Return an answer that is not sure with a sentence before it: the model did not help to look further."""
    return f"{texts(language)('models.no_help')}\n\n{text}"


def _sources(citations: Sequence[Citation], say: Texts, *, quoted: bool = True) -> str:
    return "\n".join([say("answer.sources.heading"), *(_source(one, say, quoted=quoted) for one in citations)])


def _source(citation: Citation, say: Texts, *, quoted: bool) -> str:
    path = citation.section[1:] if citation.section[:1] == (citation.title,) else citation.section
    state = f" ({say(f'terms.document_state.{citation.state}')})"
    page = say("answer.sources.page", page=citation.page) if citation.page is not None else ""
    section = say.template("answer.sources.between").join(path)
    place = ", ".join(part for part in (citation.title + state, section, page) if part)
    line = say("answer.sources.line", marks=_marks([citation.n]), place=place)
    return say("models.quoted", source=line, quote=citation.quote) if quoted else line


def _marks(numbers: Sequence[int]) -> str:
    return " ".join(f"[{number}]" for number in numbers)


def _actions(given: Answer, say: Texts) -> str:
    owner = say("answer.actions.without_owner")
    lines = [
        say("answer.actions.line", nr=one.nr, title=one.title, status=one.status, owner=one.owner or owner)
        for one in given.actions
    ]
    return "\n".join([say("answer.actions.heading"), *lines])
