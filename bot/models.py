"""The models that are configured, put together: who words answers and who says what is near, each within its limits."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import SecretStr

from bot.settings import PREFIX, Settings
from bot.underway import tell
from retrieval.model import Band
from retrieval.words.language import detect

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from plans.model import Action, Reading
    from plans.replies import Proposal
    from retrieval.checking.verifying import DraftSentence
    from retrieval.model import Answer, Passage, Version
    from retrieval.models.allowance import Allowance, Limits, UseLedger
    from retrieval.models.llm import LanguageModel
    from retrieval.models.nearness import FusedSearch, Nearness
    from retrieval.models.providers import ModelRefusal
    from retrieval.models.translating import Translations
    from retrieval.models.wording import Assignment, Searcher, Writer
    from retrieval.ranking.index import Progress
    from retrieval.search import SearchIndex
    from retrieval.words.analysis import Language
    from retrieval.words.glossary import Glossary

Left = Callable[[], float]  # the seconds that are left for an answer
_QUESTION_SECONDS: Final = 1.5  # for the vector of a question; the rest of the time is the language model's
_TRANSLATING_SECONDS: Final = 1.5  # for the words of a question
_PATIENCE: Final = 20.0  # seconds that `handslag check` waits, as nobody waits for an answer
_TERMINAL: Final = "terminal"  # who asks when nobody is named
_JUST_STARTED: Final = 15.0  # seconds: a question asked of a younger process was waited for since it started


class Models:
    """The configured models; with none configured everything passes through unchanged, and nothing is imported."""

    def __init__(self, settings: Settings, engine: Callable[[], "Engine"], now: Callable[[], datetime]) -> None:
        self._settings = settings
        self._engine = engine
        self._now = now
        self._is_service = False

    @property
    def has_embeddings(self) -> bool:
        """Tell whether an embedding model is set."""
        return self._settings.embeddings is not None

    def clock(self) -> Left:
        """Start the time that an answer with models may take; for a single command it began with the program."""
        gone = 0.0 if self._is_service else _age()
        ends = time.monotonic() + self._settings.model_seconds - (gone if gone < _JUST_STARTED else 0.0)
        return lambda: ends - time.monotonic()

    def searcher(self, index: "SearchIndex", left: Left | None = None) -> "SearchIndex | FusedSearch":
        """Return a search over `index` in which the embedding model has its say; `index` itself without one."""
        return index if self.nearness is None else self.nearness.searcher(index, left or self.clock())

    def lexicon(
        self, question: str, index: "SearchIndex", own: "Glossary | None", person: str, left: Left
    ) -> "Glossary | None":
        """Return `own` with what the language model says the question's words mean, where that may find more.

        It is asked where documents are in the other language and the search is not sure without it.
        """
        language: Language = "en" if detect(question) == "en" else "sv"
        target: Language = "sv" if language == "en" else "en"
        if self.language_model is None or target not in index.languages:
            return own
        if index.search(question, 1, lexicon=own).band is Band.HIGH:
            return own
        from retrieval.models.interpreting import ModelInterpreter
        from retrieval.models.wording import Unworded
        from retrieval.words.glossary import glossary

        allowance = self._allowance(person)
        interpreter = ModelInterpreter(self.language_model, min(left(), _TRANSLATING_SECONDS), allowance)
        try:
            pairs = self.translations.of(question, target, interpreter)
        except Unworded:
            return own
        return (own or glossary()).joined(pairs) if pairs else own

    def reworded(
        self, given: "Answer", versions: "Mapping[str, Version]", index: "Searcher", person: str, left: Left
    ) -> "Answer":
        """Return `given` in the language model's words where they hold; `given` itself without a model."""
        if self.language_model is None:
            return given
        from retrieval.models.allowance import Rationed
        from retrieval.models.wording import reworded

        allowance = self._allowance(person)
        writer = self.language_model.turn(left(), allowance.spend)
        return reworded(given, _Told(Rationed(writer, allowance)), versions, index)

    def pointed(
        self,
        given: "Answer",
        versions: "Mapping[str, Version]",
        index: "SearchIndex | FusedSearch",
        *,
        lexicon: "Glossary | None",
        person: str,
        left: Left,
    ) -> "Answer":
        """Return the sentences that the language model points out where `given` is not sure; else `given` itself."""
        if self.language_model is None:
            return given
        from retrieval.models.allowance import RationedPointer
        from retrieval.models.pointing import pointed

        allowance = self._allowance(person)
        pointer = self.language_model.turn(left(), allowance.spend)
        return pointed(given, RationedPointer(pointer, allowance), versions, index, lexicon)

    def proposals(
        self, reading: "Reading", text: str, action: "Action", today: date, person: str
    ) -> "Sequence[Proposal]":
        """Return what the language model reads in a reply beyond `reading`; nothing without a model."""
        if self.language_model is None:
            return ()
        from bot.proposing import ModelReader

        allowance = self._allowance(person)
        reader = ModelReader(self.language_model, self.clock()(), allowance)
        return reader.propose(reading, text, action, today)

    @property
    def has_language_model(self) -> bool:
        """Tell whether a language model is set."""
        return self._settings.model is not None

    def narrator(self) -> "Writer":
        """Return what words the replies of a follow-up: nobody waits for it, and only the month's share limits it."""
        from retrieval.models.allowance import Rationed

        if self.language_model is None:
            raise RuntimeError("no language model is set: ask `has_language_model` first")
        allowance = self._allowance("handslag", replace(self.limits, questions_a_day=0))
        return Rationed(self.language_model.turn(self._settings.model_seconds, allowance.spend), allowance)

    def index(self, passages: "Sequence[Passage]", progress: "Progress | None" = None) -> None:
        """Bring the embedding model's vectors up to date; where it fails, `handslag check` says so."""
        if self.nearness is not None:
            self.nearness.bring_up_to_date(passages, progress)

    def warm(self) -> None:
        """Import and open the models beside what else starts, so that the first question need not wait."""
        from retrieval.models.deadline import aside

        self._is_service = True
        if self.language_model is not None and self.missing_for_model() is None:
            aside(self.language_model.open)
        if self.nearness is not None and self.missing_for_embeddings() is None:
            aside(self.nearness.warm)

    def missing_for_model(self) -> "ModelRefusal | None":
        """Return what is not installed for the language model, None where nothing is missing."""
        return _missing(self._settings.model, "MODEL")

    def missing_for_embeddings(self) -> "ModelRefusal | None":
        """Return what is not installed for the embedding model, None where nothing is missing."""
        return _missing(self._settings.embeddings, "EMBEDDINGS")

    def model_fault(self) -> tuple[str | None, float]:
        """Ask the language model for nothing; return what went wrong, None where it answers, and after how long."""
        from retrieval.models.wording import Assignment, Unworded

        if self.language_model is None:
            return None, 0.0
        allowance = self._allowance(_TERMINAL)
        with suppress(Exception):  # asking meets it again, and says so
            self.language_model.open()  # what importing takes is no fault of the model's
        began = time.monotonic()
        try:
            self.language_model.patient(_PATIENCE, allowance.spend).write(Assignment("?", "en", ()))
        except Unworded as unworded:
            return unworded.reason, time.monotonic() - began
        self.ledger.note(self.language_model.name, None)
        return None, time.monotonic() - began

    def embeddings_fault(self) -> str | None:
        """Return why the embedding model gives no vectors, None where it does or none is set."""
        return None if self.nearness is None else self.nearness.fault(_PATIENCE)

    def _allowance(self, person: str, limits: "Limits | None" = None) -> "Allowance":
        """Return what `person` may still use today, and everybody this month."""
        from retrieval.models.allowance import Allowance

        today = self._now().astimezone(self._settings.zone).date()
        return Allowance(self.ledger, limits or self.limits, self._now, today, person or _TERMINAL)

    @property
    def tokens_this_month(self) -> int:
        """What everyone has used of the language model."""
        return self.ledger.use("", self._now().astimezone(self._settings.zone).date()).tokens_this_month

    @cached_property
    def translations(self) -> "Translations":
        """What the language model has translated for this process."""
        from retrieval.models.translating import Translations

        return Translations()

    @cached_property
    def language_model(self) -> "LanguageModel | None":
        """The model that words answers, None where none is set."""
        settings = self._settings
        if settings.model is None:
            return None
        from retrieval.models.llm import Endpoint, LanguageModel

        key = _value(settings.model_api_key)
        return LanguageModel(Endpoint(settings.model, settings.model_base_url, key, settings.model_seconds))

    @cached_property
    def nearness(self) -> "Nearness | None":
        """What says which passages are near a question, None where no embedding model is set."""
        settings = self._settings
        if settings.embeddings is None:
            return None
        from retrieval.models.embedding import EmbeddingModel
        from retrieval.models.llm import Endpoint
        from retrieval.models.nearness import Nearness
        from retrieval.ranking.index import ModelVectors
        from retrieval.stores.text_vectors import SqlVectors

        key = _value(settings.embeddings_api_key)
        seconds = min(_QUESTION_SECONDS, settings.model_seconds)
        model = EmbeddingModel(Endpoint(settings.embeddings, settings.embeddings_base_url, key, seconds))
        vectors = ModelVectors(settings.home / "vectors", model.name)
        cache = SqlVectors(self._engine())
        return Nearness(model, vectors, cache, ledger=self.ledger, now=self._now, limits=self.limits)

    @cached_property
    def ledger(self) -> "UseLedger":
        """Where use is counted."""
        from retrieval.stores.model_use import SqlUse

        return SqlUse(self._engine())

    @cached_property
    def limits(self) -> "Limits":
        """How much may be used."""
        from retrieval.models.allowance import Limits

        return replace(
            Limits(),
            questions_a_day=self._settings.model_daily_questions,
            tokens_a_month=self._settings.model_monthly_tokens,
        )


@dataclass(frozen=True, slots=True)
class _Told:
    """A writer that says when it begins, to whoever waits."""

    writer: "Writer"

    @property
    def name(self) -> str:
        return self.writer.name

    def write(self, assignment: "Assignment") -> "Sequence[DraftSentence]":
        tell()
        return self.writer.write(assignment)


def _value(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None


def _missing(name: str | None, setting: str) -> "ModelRefusal | None":
    from retrieval.models.providers import missing

    return None if name is None else missing(name, PREFIX + setting)


def _age() -> float:
    """Return the seconds since this process began, where the system tells; else its processor time, which is less."""
    try:
        ticks = Path("/proc/self/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[19]
        return max(0.0, time.clock_gettime(time.CLOCK_BOOTTIME) - int(ticks) / os.sysconf("SC_CLK_TCK"))
    except (OSError, ValueError, IndexError, AttributeError):
        return time.process_time()
