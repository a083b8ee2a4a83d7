"""Have a configured embedding model turn texts into vectors, through langchain.

A process that has not imported it yet has an OpenAI-compatible server turn a question into its vector by
`retrieval.models.direct`.
"""

import time
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from retrieval.models.deadline import LEAST, STARTING, Late, within
from retrieval.models.direct import Server, server_of
from retrieval.models.knocking import knock
from retrieval.models.llm import Endpoint, no_tracing, reason_of
from retrieval.models.providers import names_of
from retrieval.ranking.scoring import Floats

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

_AT_ONCE: Final = 64  # texts in one request
_READING_SECONDS: Final = 60.0  # for one request while documents are read in; a question waits far shorter
_LONGEST_REPLY: Final = 32_000_000  # bytes: 64 vectors of 4,096 numbers written out take a fifth


class NoVectors(Exception):  # noqa: N818 - an outcome, not a fault in the program
    """The model gave no usable vectors; `reason` in a few words. `is_starting`: there was no time to get it going."""

    def __init__(self, reason: str, *, is_starting: bool = False) -> None:
        self.reason = reason
        self.is_starting = is_starting
        super().__init__(f"no vectors: {reason}; see `handslag check`")


class EmbeddingModel:
    """A model behind an endpoint, `endpoint.seconds` being how long a question may wait for its vector."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._models: dict[float, Embeddings] = {}

    @property
    def name(self) -> str:
        """What its vectors are kept under: the model's name, and where it answers, as one name may mean two models."""
        return f"{self._endpoint.name} {self._endpoint.url or ''}".strip()

    def texts(self, texts: Sequence[str]) -> list[Floats]:
        """Return a vector for each of `texts`, all of the same length.

        Raises:
            NoVectors: the model cannot be reached, takes too long, or gives something else.
        """
        found: list[Floats] = []
        for start in range(0, len(texts), _AT_ONCE):
            batch = texts[start : start + _AT_ONCE]
            found += self._vectors(batch, _READING_SECONDS, _READING_SECONDS)
        if len({len(one) for one in found}) > 1:
            raise NoVectors("vectors of different lengths")
        return found

    def question(self, question: str, seconds: float) -> Floats:
        """Return the vector of a question, waiting `seconds` at most in all.

        Raises:
            NoVectors: as above.
        """
        if seconds <= 0:
            raise NoVectors("no time left", is_starting=True)
        opened, server = self._endpoint.seconds in self._models, self._server
        if not opened and server is not None:
            return _usable([question], lambda: within(seconds, lambda: server.vectors([question])))[0]
        return self._vectors([question], self._endpoint.seconds, self._started(seconds))[0]

    @cached_property
    def _server(self) -> Server | None:
        one = self._endpoint
        return server_of(one.name, one.url, one.key, one.seconds, _LONGEST_REPLY)

    def _started(self, seconds: float) -> float:
        """Return what is left of `seconds` once the model is open; a server that lives is not blamed for the import."""
        began = time.monotonic()
        if self._endpoint.seconds in self._models:
            return seconds
        try:
            within(max(seconds, STARTING), self.open)
        except Late as late:
            raise NoVectors("not opened in time", is_starting=True) from late
        except Exception as error:  # whatever the provider raises, to the search it is the same
            raise NoVectors(reason_of(error)) from error
        return max(LEAST, seconds - (time.monotonic() - began))

    def open(self) -> None:
        """Import the model's library and make its client: seconds the first time."""
        self._model(self._endpoint.seconds)

    def _vectors(self, texts: Sequence[str], for_each_part: float, in_all: float) -> list[Floats]:
        return _usable(texts, lambda: within(in_all, lambda: self._model(for_each_part).embed_documents(list(texts))))

    def _model(self, seconds: float) -> "Embeddings":
        if seconds not in self._models:
            self._models[seconds] = _open(self._endpoint, seconds)
        return self._models[seconds]


def _usable(texts: Sequence[str], ask: Callable[[], Sequence[Sequence[float]]]) -> list[Floats]:
    """Return the vectors that `ask` gives for `texts`.

    Raises:
        NoVectors: it raises, or gives something else.
    """
    try:
        found = [np.asarray(row, np.float32) for row in ask()]
    except Exception as error:  # whatever the provider raises, to the search it is the same
        raise NoVectors(reason_of(error)) from error
    if len(found) != len(texts) or not all(_is_usable(one) for one in found):
        raise NoVectors("not one usable vector for each text")
    return found


def _is_usable(found: Floats) -> bool:
    return found.ndim == 1 and len(found) > 1 and bool(np.isfinite(found).all()) and bool(found.any())


def _open(endpoint: Endpoint, seconds: float) -> "Embeddings":
    knock(endpoint.url)
    no_tracing()
    from langchain.embeddings import init_embeddings  # noqa: PLC0415 - takes seconds, and only with a model set

    options = endpoint.options(seconds, _LONGEST_REPLY)
    if names_of(endpoint.provider).takes_a_client:
        options["check_embedding_ctx_length"] = False  # else it sends numbers where other servers expect text
    if endpoint.provider == "mistralai":
        options["tokenizer"] = _letters()
    model: Embeddings = init_embeddings(endpoint.name, **options)
    return model


def _letters() -> object:
    """Return a tokenizer that counts letters, at least as many as tokens: without one the class fetches its own."""
    from tokenizers import Regex, Tokenizer, models, pre_tokenizers  # noqa: PLC0415 - comes with the provider

    found = Tokenizer(models.WordLevel({"x": 0}, unk_token="x"))  # noqa: S106 - a letter, no password
    found.pre_tokenizer = pre_tokenizers.Split(Regex("."), "isolated")
    return found
