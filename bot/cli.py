"""The command line, `handslag`: the contract that others' scripts rely on.

Exit status: 0 done, 1 refused or not found (with the reason on stderr), 2 wrong usage. Never a traceback: what nobody
foresaw is written to a file in the home, and its name is printed.
"""

import os
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.commands import (
    answering,
    benching,
    briefing,
    checking,
    comparing,
    cycling,
    documenting,
    judging,
    keeping,
    people,
    planning,
    playing,
    replying,
    reporting,
    serving,
    slacking,
    teaming,
    trailing,
    usage,
)
from bot.commands.terminal import Terminal, terminal
from prompts.refusal import Refusal
from prompts.texts import texts
from retrieval.models.deadline import is_left_behind

cli = typer.Typer(
    name="handslag",
    help="Follow up strategies and action plans: cited answers, confirmed status, a summary that can be traced.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for group in (
    playing,
    documenting,
    answering,
    judging,
    comparing,
    planning,
    cycling,
    replying,
    reporting,
    briefing,
    people,
    keeping,
    trailing,
    serving,
    slacking,
    teaming,
    checking,
    benching,
):
    group.add_to(cli)


REFUSED = 1


@cli.callback()
def root(
    context: typer.Context,
    home: Annotated[
        Path | None, typer.Option("--home", help="Where everything lives; else HANDSLAG_HOME, else the data folder.")
    ] = None,
) -> None:
    """Follow up strategies and action plans: cited answers, confirmed status, a summary that can be traced."""
    terminal(context).home = home


def run() -> None:
    """Run the command line and end the process with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # both are text streams
    status = main(sys.argv[1:])
    if is_left_behind():
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)  # what hangs on a dead server must not hang this process too
    sys.exit(status)


def main(arguments: list[str]) -> int:
    """Run one command line and return its exit status."""
    here = Terminal()
    try:
        ended = cli(args=arguments, prog_name="handslag", obj=here, standalone_mode=False)
        return ended if isinstance(ended, int) else 0
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except usage.UsageError as error:
        return usage.tell(error, here)
    except typer.Abort:
        here.note(here.texts_or_default("cli.usage.aborted"))
    except Refusal as refusal:
        here.refuse(refusal, as_json="--json" in arguments)
    except BrokenPipeError:
        # Whoever read the output has heard enough; nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:  # noqa: BLE001 - the last line of defence: people get a sentence, a file gets the trace
        here.note(_unforeseen(error, here))
    return REFUSED


def _unforeseen(error: Exception, here: Terminal) -> str:
    """Write the trace to a file in the home and return the sentence that names it."""
    trace = "".join(traceback.format_exception(error))
    try:
        folder = here.settings.home / "faults"
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}.txt"
        file.write_text(trace, encoding="utf-8")
        return here.texts("cli.unforeseen", kind=type(error).__name__, file=str(file))
    except (OSError, Refusal):
        return texts("en")("cli.unforeseen_unwritten", kind=type(error).__name__)
