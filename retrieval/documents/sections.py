"""A whole section of a document as an answer: its text verbatim, in one citation."""

from datetime import date, datetime
from uuid import uuid4

from prompts.texts import texts
from retrieval.checking.citations import cite, section_at
from retrieval.model import Answer, AnswerMode, AnswerSentence, AnswerStatus, Band, BlockKind, SentenceKind, Version
from retrieval.words.language import detect


def whole_section(
    version: Version, start: int, *, question: str, as_of: date, now: datetime, language: str
) -> Answer | None:
    """Return the section that the character at `start` stands in, with all below it; None where there is none."""
    path = section_at(version.content, start)
    blocks = [block for block in version.content.blocks if block.path[: len(path)] == path]
    held = [block for block in blocks if block.kind is not BlockKind.HEADING] if path else []
    if not held:
        return None
    source = cite(version, blocks[0].start, held[-1].end, n=1)
    say = texts(language)
    page = say("answer.sources.page", page=source.page) if source.page is not None else ""
    state = say(f"terms.document_state.{version.state}")
    place = ", ".join(part for part in (f"{version.title} ({state})", " › ".join(path), page) if part)
    line = say("answer.sources.line", marks="[1]", place=place)
    return Answer(
        answer_id=uuid4().hex,
        question=question,
        question_language=detect(question, default=language),
        answer_language=language,
        mode=AnswerMode.EXTRACTIVE,
        status=AnswerStatus.ANSWERED,
        band=Band.HIGH,
        as_of=as_of,
        text="\n\n".join([source.quote, "\n".join([say("answer.sources.heading"), line])]),
        sentences=(AnswerSentence(source.quote, SentenceKind.QUOTE, (1,)),),
        sources=(source,),
        actions=(),
        earlier=(),
        nearest=(),
        created_at=now,
    )
