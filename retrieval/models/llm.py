"""Ask a language model to word an answer, through langchain: only this file and `embedding` beside it know langchain.

A process that has not imported it asks an OpenAI-compatible server by `retrieval.models.direct`: it may live for one
answer.

The model gets the instructions from ``prompts/`` and, apart from them, the question and the passages as JSON: data that
cannot be taken for instructions by their form. It has no tools, gets one try, and answers in a fixed structure. All
that can go wrong becomes `Unworded`. Whether what it says is true is not decided here.
"""

import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel, Field

from prompts.texts import texts
from retrieval.checking.verifying import DraftQuote, DraftSentence
from retrieval.models.deadline import LEAST, STARTING, Late, within
from retrieval.models.direct import Server, server_of
from retrieval.models.knocking import knock
from retrieval.models.pointing import MOST_POINTED, Lineup
from retrieval.models.providers import names_of, options
from retrieval.models.wording import MOST_SENTENCES, Assignment, Excuse, Unworded

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Structure = TypeVar("Structure", bound=BaseModel)

LONGEST_REPLY: Final = 60_000  # characters; a true one has a few thousand
_TOKENS_OUT: Final = 2_000
_LEAST_SECONDS: Final = 0.2  # with less left there is no point in asking


class Quoted(BaseModel):
    """A quote as the model gives it."""

    key: str = Field(description="the key of the passage, such as P1")
    quote: str = Field(description="what stands in that passage, word for word")


class Sentence(BaseModel):
    """A sentence as the model gives it."""

    text: str = Field(description="one complete sentence of the answer")
    quotes: list[Quoted] = Field(description="what the sentence rests on, at least one quote")


class Wording(BaseModel):
    """The answer's sentences, in order; none where the passages do not answer."""

    sentences: list[Sentence]


class PointedOut(BaseModel):
    """The sentences that answer; none where no sentence does."""

    keys: list[str] = Field(description="the keys of the sentences that answer the question, such as S4")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Which model, where it answers, and how long it may take: `name` is ``provider:model``, `seconds` in all."""

    name: str
    url: str | None = None
    key: str | None = None
    seconds: float = 4.2

    @property
    def provider(self) -> str:
        """The part of the name before the colon."""
        return self.name.partition(":")[0]

    def options(self, seconds: float, longest_reply: int, tokens: int | None = None) -> dict[str, Any]:
        """Return what the provider's class is told; `longest_reply` in bytes, which only some can be held to."""
        told = options(self.provider, self.url, self.key, seconds=seconds, tokens=tokens)
        if names_of(self.provider).takes_a_client:
            from retrieval.models.capped import client  # noqa: PLC0415 - its library comes with these providers

            told["http_client"] = client(seconds, longest_reply)
        return told


class LanguageModel:
    """A model behind an endpoint, opened once; `turn` gives the writer of one answer.

    `directly`: a server that can be asked without the provider's library is, as long as the model is not open.
    """

    def __init__(self, endpoint: Endpoint, *, directly: bool = True) -> None:
        self._endpoint = endpoint
        self._directly = directly
        self._chat: BaseChatModel | None = None

    @property
    def name(self) -> str:
        """The model's name, ``provider:model``."""
        return self._endpoint.name

    @property
    def is_ready(self) -> bool:
        """Tell whether the model can be asked at once."""
        return self._chat is not None or self._server is not None

    def structured(self, kind: type[Structure], instructions: str, material: str) -> tuple[Structure, int]:
        """Return the reply in the structure of `kind`, and how many tokens it took, 0 where nobody counts.

        Raises:
            Exception: whatever the provider's library raises, and `ValueError` where the reply has another structure.
        """
        if self._chat is None and self._server is not None:
            said = (("system", instructions), ("user", material))
            reply = self._server.structure(kind.model_json_schema(), kind.__name__, said, _TOKENS_OUT)
            return kind.model_validate_json(reply.content), reply.tokens
        return _structured(self.open(), kind, instructions, material)

    @cached_property
    def _server(self) -> Server | None:
        one = self._endpoint
        return server_of(one.name, one.url, one.key, one.seconds, LONGEST_REPLY) if self._directly else None

    def open(self) -> "BaseChatModel":
        """Return the model, its library imported and its client made: seconds the first time."""
        self._chat = self._chat or _open(self._endpoint)
        return self._chat

    def turn(self, seconds: float, spent: Callable[[int], None]) -> "Turn":
        """Return a writer that gives up after `seconds` in all; `spent` is told how many tokens each call took."""
        return Turn(self, min(seconds, self._endpoint.seconds), spent)

    def patient(self, seconds: float, spent: Callable[[int], None]) -> "Turn":
        """Return a writer that takes the time it needs, `seconds` at most: to find out whether the model answers."""
        return Turn(LanguageModel(replace(self._endpoint, seconds=seconds), directly=False), seconds, spent)


class Turn:
    """A model with the time and the account of one answer."""

    def __init__(self, model: LanguageModel, seconds: float, spent: Callable[[int], None]) -> None:
        self._model = model
        self._seconds = seconds
        self._spent = spent

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    def write(self, assignment: Assignment) -> Sequence[DraftSentence]:
        """Return the model's sentences.

        Raises:
            Unworded: the model cannot be reached, takes too long, or answers with something else.
        """
        instructions = texts(assignment.language)("model_answer", most=MOST_SENTENCES)
        reply = self._reply(Wording, instructions, _as_json(assignment))
        return [
            DraftSentence(one.text, tuple(DraftQuote(quote.key, quote.quote) for quote in one.quotes))
            for one in reply.sentences
        ]

    def point(self, lineup: Lineup) -> Sequence[str]:
        """Return the keys of the sentences that the model points out.

        Raises:
            Unworded: as above.
        """
        instructions = texts(lineup.language)("model_pointing", most=MOST_POINTED)
        return self._reply(PointedOut, instructions, _lined_up(lineup)).keys

    def _reply(self, kind: type[Structure], instructions: str, material: str) -> Structure:
        """Return the reply to `instructions` and `material`.

        Raises:
            Unworded: there is none.
        """
        if self._seconds < _LEAST_SECONDS:
            raise Unworded(Excuse.STARTING)
        try:
            left = self._started()
            return within(left, lambda: self._ask(kind, instructions, material))
        except Unworded:
            raise
        except Exception as error:  # whatever the provider raises, to the reader it is the same
            raise Unworded(Excuse.FAILED, reason_of(error)) from error

    def _started(self) -> float:
        """Return the seconds that are left once the model is open: importing it is no fault of a server that lives."""
        began = time.monotonic()
        if self._model.is_ready:
            return self._seconds
        try:
            within(max(self._seconds, STARTING), self._model.open)
        except Late as late:
            raise Unworded(Excuse.STARTING) from late
        return max(LEAST, self._seconds - (time.monotonic() - began))

    def _ask(self, kind: type[Structure], instructions: str, material: str) -> Structure:
        used = 0
        try:
            reply, used = self._model.structured(kind, instructions, material)
        finally:
            self._spent(used or len(instructions + material) // 3)  # three characters each where nobody counts
        return _bounded(reply)


def no_tracing() -> None:
    """Keep langchain from sending what is asked and answered to a tracing service, whatever the environment says."""
    for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2"):
        os.environ[name] = "false"


def reason_of(error: Exception) -> str:
    """Return what went wrong in a few words for the log and `handslag check`: never what the other side wrote."""
    status = getattr(error, "status_code", None)
    named = type(error).__name__
    return f"{named} {status}" if isinstance(status, int) else named


def _as_json(assignment: Assignment) -> str:
    passages = [{"key": one.key, "section": list(one.section), "text": one.text} for one in assignment.evidence]
    return json.dumps({"question": assignment.question, "passages": passages}, ensure_ascii=False)


def _lined_up(lineup: Lineup) -> str:
    """Return the question and the sentences, those of one section together under its headings."""
    sections = [
        {
            "document": version.title,
            "section": list(path),
            "sentences": [{"key": one.key, "text": one.point.text} for one in held],
        }
        for (version, path), held in (
            (place, list(held)) for place, held in groupby(lineup.offered, lambda one: (one.version, one.point.path))
        )
    ]
    return json.dumps({"question": lineup.question, "sections": sections}, ensure_ascii=False)


def _open(endpoint: Endpoint) -> "BaseChatModel":
    knock(endpoint.url)
    no_tracing()
    from langchain.chat_models import init_chat_model  # noqa: PLC0415 - takes seconds, and only with a model set

    chat: BaseChatModel = init_chat_model(
        endpoint.name, **endpoint.options(endpoint.seconds, LONGEST_REPLY, _TOKENS_OUT)
    )
    return chat


def _structured(
    model: "BaseChatModel", kind: type[Structure], instructions: str, material: str
) -> tuple[Structure, int]:
    """Ask through langchain; see `LanguageModel.structured`."""
    from langchain_core.callbacks import UsageMetadataCallbackHandler  # noqa: PLC0415 - is imported by now

    counted = UsageMetadataCallbackHandler()
    # Not `include_raw`: it asks in a pool of threads, which the program would wait for when it ends.
    asked = model.with_structured_output(kind, method="json_schema")
    reply = asked.invoke([("system", instructions), ("human", material)], {"callbacks": [counted]})
    if not isinstance(reply, kind):
        raise ValueError("the model did not answer in the structure it was given")  # noqa: TRY004 - a value from outside
    return reply, sum(one["total_tokens"] for one in counted.usage_metadata.values())


def _bounded(reply: Structure) -> Structure:
    """Return a reply as it is.

    Raises:
        ValueError: it is longer than any true one.
    """
    if len(reply.model_dump_json()) > LONGEST_REPLY:
        raise ValueError("the model answered far more than it was asked")
    return reply
