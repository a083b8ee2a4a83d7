"""The way in: documents into the register and the index, the plan into the store.

What is read is stored whole or not at all. Reading a strategy also proposes its tree of areas and challenges to the
plan, so that gaps can be found; only here do the two know of each other.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from bot.models import Models
from bot.planbook import PlanBook
from bot.strategies import current_strategy, proposed
from plans.cycle.desk import PROGRAM
from plans.model import PriorityArea
from plans.planning import ImportReport, import_plan
from plans.stores.base import Store
from plans.strategies import propose
from retrieval.documents.areas import areas
from retrieval.documents.strategy_reading import read_strategy
from retrieval.ingesting import IngestReport, Progress, Said, ingest
from retrieval.library import Library
from retrieval.model import Audience, Version
from retrieval.ranking.index import VectorIndex
from retrieval.register import Register, readable


class Intake:
    """Reads files in; `now` is the time of each call."""

    def __init__(
        self,
        register: Register,
        library: Library,
        vectors: VectorIndex,
        store: Store,
        planbook: PlanBook,
        *,
        models: Models,
        now: Callable[[], datetime],
        language: str,
    ) -> None:
        self._register = register
        self._library = library
        self._vectors = vectors
        self._store = store
        self._planbook = planbook
        self._models = models
        self._now = now
        self._language = language

    def documents(self, paths: Sequence[Path], said: Said, progress: Progress | None = None) -> IngestReport:
        """Read documents, bring the index up to date and propose the strategy's tree to the plan."""
        report = ingest(
            paths,
            self._register,
            now=self._now(),
            language=self._language,
            type=said.type,
            state=said.state,
            valid_from=said.valid_from,
            valid_to=said.valid_to,
            supersedes=said.supersedes,
            title=said.title,
            audience=said.audience,
            progress=progress,
        )
        versions = self._library.versions()
        self._index(versions, progress)
        if strategy := current_strategy(versions.values()):
            self._propose(strategy)
        return report

    def _propose(self, strategy: Version) -> None:
        """Keep what the strategy says as a proposal; a tree that a person has confirmed stays the one that counts."""
        tree = [
            PriorityArea(aspect=found.aspect, area=found.area, challenges=found.challenges)
            for found in areas(strategy.content)
        ]
        with self._store.transaction() as ledger:
            propose(ledger, proposed(read_strategy(strategy)), tree, self._now(), PROGRAM)

    def _index(self, versions: Mapping[str, Version], progress: Progress | None) -> None:
        """Bring the indexes up to date with the register; none is touched where nothing changed."""

        def step(what: str, done: int, of: int) -> None:
            if progress is not None:
                progress(done, of, what)

        everyones = readable(versions, Audience.EVERYONE)
        if len(everyones) != len(versions) and not self._library.is_indexed(everyones):
            self._library.index(everyones, step)
        if not self._library.is_indexed(versions):
            self._library.index(versions, step)
            self._vectors.rebuild(self._library.passages(versions), step)
        if self._models.has_embeddings:
            self._models.index(self._library.passages(versions), step)

    def plan(
        self, files: Sequence[Path], *, dry_run: bool = False, mapping: Mapping[str, str] | None = None
    ) -> ImportReport:
        """Read a plan; any error leaves everything as it was."""
        with self._store.transaction() as ledger:
            report = import_plan(
                files,
                ledger,
                now=self._now(),
                by=PROGRAM,
                dry_run=dry_run,
                mapping=mapping,
                today=self._planbook.today,
            )
            if not dry_run and not report.refused:
                self._planbook.follow_import(ledger, report.difference, PROGRAM)
        if not dry_run and not report.refused:
            self._planbook.gap_book.follow()
        return report
