"""Retention and erasure for the whole installation: the follow-up's records, conversations, counters and files.

What is done is recorded in the audit trail in numbers only, and written as a protocol into ``audit/`` in the home.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from plans.model import RequestState, Role
from plans.refusals import PlanRefusal
from plans.retention import PROPOSED, Retention, RetentionClass, decided
from plans.stores.sql_keeping import Column, Erased, SqlKeeping
from prompts.texts import LANGUAGES, Texts, texts

if TYPE_CHECKING:
    from bot.wiring import App
    from plans.stores.sql import SqlLedger

# The parts of the database that are not the follow-up's, by the column that their age is counted from.
_AGES: Final = {
    "threads": Column("conversation_threads", "at"),
    "memory": Column("chat_memory", "at"),
    "shown": Column("answers_shown", "at"),
    "feedback": Column("feedback", "at"),
    "handed_on": Column("coordinator_questions", "at"),
    "inbox": Column("inbox", "done_at"),
    "outgoing": Column("outgoing", "settled_at"),
    "use": Column("model_use", "day"),
}
# What is kept of somebody's talk with the bot, each row under the address of the one it is about.
_TALK: Final = ("conversation_threads", "chat_memory", "answers_shown", "feedback", "coordinator_questions")
_ACCOUNTS: Final = ("accounts", "account_claims", "account_searches")
_OPEN: Final = frozenset(
    {
        RequestState.PLANNED,
        RequestState.SENT,
        RequestState.IN_DIALOGUE,
        RequestState.AWAITING_CONFIRMATION,
        RequestState.RETURNED,
    }
)
PROGRAM: Final = "handslag"


@dataclass(frozen=True, slots=True)
class Protocol:
    """What was done, or on a dry run would be done; `files` are where it is written."""

    body: Mapping[str, object]
    text: str
    files: tuple[Path, ...] = ()


def _elsewhere(address: str, accounts: Sequence[str]) -> list[tuple[Column, str]]:
    """Return the columns of other parts that hold a person, with what they hold.

    Before an account was linked what it did was written down under its own address, one of `accounts`.
    """
    found = [(Column(table, "address"), address) for table in _ACCOUNTS]
    for known in (address, *accounts):
        found += [(Column(table, "person"), known) for table in (*_TALK, "outgoing")]
        found += [(Column("model_use", "person"), hashlib.sha256(known.encode()).hexdigest()[:16])]
        found += [(Column("inbox", "lane"), known)]  # what failed still holds what was written
    return found + [(Column("dispatches", "to"), each) for each in accounts]


class Keeping:
    """What is kept and what goes, in one installation."""

    def __init__(self, app: "App") -> None:
        self._app = app
        self._home = app.settings.home
        self._sql = SqlKeeping(app.engine)

    @property
    def retention(self) -> Retention:
        """The rules: those of ``retention.toml`` in the home, else what is proposed.

        Raises:
            PlanRefusal: the file cannot be used.
        """
        own = self._home / "retention.toml"
        return decided(own.read_text(encoding="utf-8")) if own.is_file() else Retention(PROPOSED)

    def due(self) -> dict[str, int]:
        """Return how many records of each kind are past their time."""
        counts = self._sql.remove_due(self._before(with_disposal=True), _AGES, None)
        return {kind: count for kind, count in (counts | self._old_faults()).items() if count}

    def run(self, language: str, *, by: str, decision: str | None = None, dry_run: bool = False) -> Protocol:
        """Remove what is past its time; what is disposed of only under a decision."""
        decision = decision or self.retention.decision
        due = self.due()
        waiting = {} if decision or dry_run else self._disposed(due)
        now = self._app.now()
        body: dict[str, object] = {
            "kind": "retention",
            "at": now.astimezone(UTC).isoformat(),
            "by": by,
            "decision": decision,
            "dry_run": dry_run,
            "removed": [self._account(kind, due[kind], language) for kind in due if kind not in waiting],
            "waiting_for_decision": [self._account(kind, count, language) for kind, count in waiting.items()],
        }
        if not dry_run:
            before = self._before(with_disposal=decision is not None)

            def note(ledger: "SqlLedger", counts: dict[str, int]) -> None:
                numbers = {kind: str(count) for kind, count in (counts | self._old_faults()).items() if count}
                ledger.trail.append(now, by, "retention.run", decision or "-", **numbers)

            if body["removed"]:
                self._sql.remove_due(before, _AGES, note)
                for file in self._faults():
                    file.unlink(missing_ok=True)
        return self._written("retention", body, _retention_text(texts(language), body), dry_run=dry_run)

    def erase(self, address: str, language: str, *, by: str, decision: str | None = None, dry_run: bool) -> Protocol:
        """Remove what is about one person, and tell what is kept of them and why.

        Raises:
            PlanRefusal: `by` is no coordinator, nobody has the address, or the person still has questions to answer.
        """
        name = self._may_go(address, by)
        now = self._app.now()

        def note(ledger: "SqlLedger", removed: Mapping[str, int], replaced: Mapping[str, int]) -> None:
            numbers = {f"removed.{table}": str(count) for table, count in removed.items() if count}
            numbers |= {f"replaced.{table}": str(count) for table, count in replaced.items() if count}
            ledger.trail.append(now, by, "person.erased", address, **numbers)

        accounts = [each.sender.address for each in self._app.accounts.all() if each.address == address]
        others = _elsewhere(address, accounts)
        loose = self._unconfirmed_files(address)
        erased = self._sql.erase(address, name, others, None if dry_run else note, accounts=accounts)
        files = [file for file in self._files() if _mentions(file, address, name)]
        faults = [file for file in files if file.parent == self._home / "faults"]
        if not dry_run:
            for file in faults:
                file.unlink(missing_ok=True)
            self._drop(loose)
        body = self._erasure(erased, [file for file in files if file not in faults], len(faults))
        body = {"at": now.astimezone(UTC).isoformat(), "by": by, "decision": decision, "dry_run": dry_run} | body
        shown = "\n\n".join(_erasure_text(texts(each), body) for each in (language, *_others(language)))
        return self._written("erasure", body, shown, dry_run=dry_run)

    def _may_go(self, address: str, by: str) -> str | None:
        with self._app.store.reading() as ledger:
            coordinator = ledger.people.get(by)
            if coordinator is None or coordinator.role not in {Role.COORDINATOR, Role.ADMINISTRATOR}:
                others = [each.address for each in ledger.people.all() if each.role is Role.COORDINATOR]
                raise PlanRefusal("plans.coordinators_only", who=", ".join(others) or PROGRAM)
            person = ledger.people.get(address)
            requests = [each for cycle in ledger.cycles.all() for each in ledger.cycles.requests(cycle.year)]
            tied = {action.nr for action in ledger.actions.all() if action.reporter == address}
            tied |= {each.nr for each in requests if each.addressee == address and each.state in _OPEN}
            known = person or address in ledger.trail.people().values()
        if not known:
            raise PlanRefusal("retention.nobody", address=address)
        if tied:
            raise PlanRefusal("retention.still_asked", address=address, nrs=", ".join(sorted(tied)))
        return person.name if person else None

    def _erasure(self, erased: Erased, files: list[Path], faults: int) -> dict[str, object]:
        kept = [self._reason(table, count, table) for table, count in sorted(erased.kept.items())]
        kept += [self._reason(str(file.relative_to(self._home)), 1, "file") for file in sorted(files)]
        return {
            "kind": "erasure",
            "person": f"person {erased.number}",
            "removed": dict(erased.removed) | ({"faults": faults} if faults else {}),
            "replaced": dict(erased.replaced),
            "kept": kept,
        }

    @staticmethod
    def _reason(place: str, count: int, key: str) -> dict[str, object]:
        wording = {each: texts(each) for each in LANGUAGES}
        chosen = key if wording["sv"].has(f"retention.kept.{key}") else "other"
        return {"place": place, "count": count} | {
            f"reason_{each}": said(f"retention.kept.{chosen}") for each, said in wording.items()
        }

    def _account(self, kind: str, count: int, language: str) -> dict[str, object]:
        rule = next(rule for rule in self.retention.rules if rule.kind == kind)
        return {
            "kind": kind,
            "class": rule.retention,
            "days": rule.days,
            "count": count,
            "ground": rule.ground or texts(language)(f"retention.kind.{kind}.ground"),
        }

    def _disposed(self, due: Mapping[str, int]) -> dict[str, int]:
        disposed = {rule.kind for rule in self.retention.rules if rule.retention is RetentionClass.DISPOSED}
        return {kind: count for kind, count in due.items() if kind in disposed}

    def _before(self, *, with_disposal: bool) -> dict[str, datetime]:
        """Return the time before which records of each kind in the database go."""
        found = {}
        for rule in self.retention.rules:
            before = rule.before(self._app.now())
            wanted = with_disposal or rule.retention is RetentionClass.WEEDED
            if before is not None and wanted and rule.kind != "faults":
                found[rule.kind] = before
        return found

    def _old_faults(self) -> dict[str, int]:
        return {"faults": len(list(self._faults()))}

    def _faults(self) -> Iterator[Path]:
        rule = next(rule for rule in self.retention.rules if rule.kind == "faults")
        before = rule.before(self._app.now())
        if before is not None:
            for file in (self._home / "faults").glob("*.txt"):
                if datetime.fromtimestamp(file.stat().st_mtime, UTC) < before:
                    yield file

    def _unconfirmed_files(self, address: str) -> set[str]:
        """Return the hashes of what the person attached to replies that were never confirmed."""
        with self._app.store.reading() as ledger:
            return {
                each.sha256 for each in ledger.evidence.all() if each.added_by == address and each.update_id is None
            }

    def _drop(self, hashes: set[str]) -> None:
        """Remove attached files that no row names any more."""
        with self._app.store.reading() as ledger:
            named = {each.sha256 for each in ledger.evidence.all()}
        for sha256 in hashes - named:
            (self._home / "evidence" / sha256[:2] / sha256).unlink(missing_ok=True)

    def _files(self) -> Iterator[Path]:
        """Yield every file of the home but the database, which is looked through as tables."""
        for file in self._home.rglob("*"):
            if file.is_file() and not file.name.startswith("handslag.db"):
                yield file

    def _written(self, name: str, body: Mapping[str, object], shown: str, *, dry_run: bool) -> Protocol:
        if dry_run:
            return Protocol(body, shown)
        folder = self._home / "audit"
        folder.mkdir(parents=True, exist_ok=True)
        stem, number = f"{name}-{self._app.now().astimezone(UTC):%Y%m%dT%H%M%S}", 1
        while (folder / f"{stem}-{number}.json").exists():
            number += 1
        files = (folder / f"{stem}-{number}.json", folder / f"{stem}-{number}.txt")
        files[0].write_text(json.dumps(body, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        files[1].write_text(shown + "\n", encoding="utf-8")
        return Protocol(body, shown, files)


def _others(language: str) -> Iterator[str]:
    return (each for each in LANGUAGES if each != language)


def _mentions(file: Path, address: str, name: str | None) -> bool:
    sought = [address.casefold()] + ([name.casefold()] if name and " " in name else [])
    content = file.read_bytes().decode("utf-8", errors="ignore").casefold()
    return any(each in content for each in sought)


def _retention_text(words: Texts, body: Mapping[str, object]) -> str:
    removed, waiting = _accounts(body["removed"]), _accounts(body["waiting_for_decision"])
    heading = "retention.would" if body["dry_run"] else "retention.done"
    lines = [words(heading, at=body["at"], by=body["by"], decision=body["decision"] or "–")]
    lines += [_line(words, each) for each in removed] or [words("retention.nothing")]
    if waiting:
        lines += ["", words("retention.waiting"), *(_line(words, each) for each in waiting)]
    return "\n".join(lines)


def _line(words: Texts, account: Mapping[str, object]) -> str:
    return words(
        "retention.line",
        name=words(f"retention.kind.{account['kind']}.name"),
        what=words(f"retention.class.{account['class']}"),
        count=account["count"],
        days=account["days"],
        ground=account["ground"],
    )


def _erasure_text(words: Texts, body: Mapping[str, object]) -> str:
    heading = "retention.erasure_would" if body["dry_run"] else "retention.erasure"
    lines = [words(heading, person=body["person"], at=body["at"], by=body["by"], decision=body["decision"] or "–")]
    for part in ("removed", "replaced"):
        counts = body[part]
        if isinstance(counts, Mapping) and counts:
            lines += ["", words(f"retention.{part}"), *(f"• {place}: {count}" for place, count in counts.items())]
    lines += ["", words("retention.still_there")]
    lines += [
        f"• {each['place']}: {each['count']} – {each[f'reason_{words.language}']}" for each in _accounts(body["kept"])
    ]
    return "\n".join([*lines, "", words("retention.backups")])


def _accounts(found: object) -> list[Mapping[str, object]]:
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []
