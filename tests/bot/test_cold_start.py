"""What starting the program costs is what it imports; timings are for people, names of modules for tests."""

import json
import subprocess
import sys

import pytest

# None of these has anything to do with an answer from documents and plan, and each takes a tenth of a second or more.
SLOW = {
    "alembic",
    "apscheduler",
    "babel",
    "chromadb",
    "docx",
    "fastapi",
    "holidays",
    "httpx",
    "langchain",
    "langchain_core",
    "openpyxl",
    "pptx",
    "pypdfium2",
    "rich",
    "slack_bolt",
    "slack_sdk",
    "structlog",
    "typst",
    "xlsxwriter",
}
# Parts that belong to other commands, or to questions of another kind.
ELSEWHERE = {
    "bot.conversation",
    "bot.demo",
    "bot.health",
    "bot.intake",
    "bot.outbox",
    "bot.scheduling",
    "plans.followup",
    "plans.formats",
    "plans.gapping",
    "plans.importing",
    "plans.replies",
    "plans.summary",
    "retrieval.comparing",
    "retrieval.ranking.index",
    "retrieval.ingesting",
    "retrieval.models.llm",
    "retrieval.models.wording",
}
BARE = SLOW | ELSEWHERE | {"numpy", "sqlalchemy", "retrieval.search", "plans.stores.sql"}

IMPORTED = """
import json, sys
from bot.cli import main
main(json.loads(sys.argv[1]))
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def imported(*arguments):
    """Return the modules that a process of its own has imported when the command is done."""
    ran = subprocess.run(
        [sys.executable, "-c", IMPORTED, json.dumps([str(argument) for argument in arguments])],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return set(json.loads(ran.stderr.splitlines()[-1]))


@pytest.fixture
def full(handslag, strategy, earlier, plan):
    handslag("ingest", strategy, earlier)
    handslag("plan", "import", plan)


@pytest.mark.parametrize("question", ["Vad säger strategin om beredskap?", "Vem ansvarar för H1?"])
def test_a_cold_answer_imports_nothing_slow_that_it_does_not_use(full, home, question):
    found = imported("--home", home, "ask", question)

    assert found & (SLOW | ELSEWHERE) == set()
    assert {"retrieval.answering", "plans.stores.sql"} <= found


def test_help_imports_neither_the_database_nor_the_search(tmp_path):
    found = imported("--help")

    assert found & BARE == set()
    assert "bot.commands.answering" in found


def test_the_program_runs_as_a_module_and_ends_with_the_exit_status_of_the_command(tmp_path):
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "--home", str(tmp_path), "ask", "Vad säger strategin om beredskap?"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert ran.returncode == 1
    assert ran.stdout + ran.stderr
