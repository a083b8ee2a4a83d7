"""`ingest` and `documents`: what the answers are found in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.terminal import AsJson, Now, Terminal, terminal
from retrieval.model import Audience, DocumentState, DocumentType, Version

if TYPE_CHECKING:
    from bot.wiring import App
    from retrieval.ingesting import IngestReport

group = typer.Typer(help="The documents that answers are found in.", invoke_without_command=True)
_HASH_SHOWN = 12


def add_to(cli: typer.Typer) -> None:
    """Add the commands of this module."""
    cli.command("ingest")(read)
    cli.add_typer(group, name="documents")


def read(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files or folders: .docx, .pdf, .md, .txt.")],
    kind: Annotated[DocumentType | None, typer.Option("--type", help="What kind of document it is.")] = None,
    state: Annotated[DocumentState | None, typer.Option("--state", help="What it is worth today.")] = None,
    valid_from: Annotated[
        str | None, typer.Option("--valid-from", help="The first day it applies, as 2026-01-01.")
    ] = None,
    valid_to: Annotated[str | None, typer.Option("--valid-to", help="The last day it applies, as 2031-12-31.")] = None,
    supersedes: Annotated[str | None, typer.Option("--supersedes", help="The document that it replaces.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="Its title, where the file does not tell.")] = None,
    audience: Annotated[
        Audience | None,
        typer.Option("--audience", help="Who may read it: everyone, or internal: the people of the register alone."),
    ] = None,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Read documents into the register and the index; unchanged files are left alone."""
    from retrieval.ingesting import Said

    here = terminal(context)
    said = Said(kind, state, here.day(valid_from), here.day(valid_to), supersedes, title, audience)
    app = here.app(now)
    with here.progress() as step:
        report = app.intake.documents(paths, said, lambda done, of, what: step(what, done, of))
    if as_json:
        here.print_json(_report_json(report))
    else:
        here.say("\n".join(_report_lines(here, report)))
        _tell_of_twins(here, app, report)
        _tell_of_the_tree(here, app, report)


@group.callback()
def show_all(context: typer.Context, as_json: AsJson = False) -> None:
    """List the documents: what they are, which state they are in and why."""
    if context.invoked_subcommand is not None:
        return
    here = terminal(context)
    versions = here.app().register.latest()
    if as_json:
        here.print_json([document_json(version) for version in versions])
    elif not versions:
        here.say(here.texts("cli.documents.none"))
    else:
        names = ["document", "title", "type", "state", "version", "why"]
        names += ["audience"] if any(version.audience is Audience.INTERNAL for version in versions) else []
        rows = [_row(here, version)[: len(names)] for version in versions]
        here.table([here.texts(f"cli.documents.{name}") for name in names], rows)


@group.command("show")
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The document's file name.")],
    text: Annotated[bool, typer.Option("--text", help="Print the cleaned text exactly as spans index it.")] = False,
    version: Annotated[int | None, typer.Option("--version", min=1, help="Which version; else the latest.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show one document, or its cleaned text."""
    from retrieval.register import get

    here = terminal(context)
    app = here.app()
    if text and version is None and (plan := app.answers.plan_text(name)):
        # A plan is no document, but what computed answers quote of it can be checked in the same way.
        typer.echo(plan, nl=False)
        return
    found = get(app.register, name, version)
    if text:
        typer.echo(found.content.text, nl=False)
    elif as_json:
        here.print_json(document_json(found))
    else:
        here.say("\n".join(f"{label}: {value}" for label, value in _described(here, found)))


def document_json(version: Version) -> dict[str, object]:
    """Return a document's latest version as JSON shows it."""
    return {
        "document": version.document,
        "version": version.label,
        "title": version.title,
        "type": version.type,
        "state": version.state,
        "state_reason": version.state_reason,
        "audience": version.audience,
        "year": version.year,
        "valid_from": version.valid_from.isoformat() if version.valid_from else None,
        "valid_to": version.valid_to.isoformat() if version.valid_to else None,
        "supersedes": version.supersedes,
        "superseded_by": version.superseded_by,
        "sha256": version.sha256,
        "characters": len(version.content.text),
        "pages": version.content.page_starts[-1][1] if version.content.page_starts else None,
        "warnings": list(version.warnings),
        "ingested_at": version.ingested_at.isoformat(),
    }


def _tell_of_twins(here: Terminal, app: "App", report: "IngestReport") -> None:
    """Say which documents that were just read have the title of another one in force: one text in two formats."""
    in_force = [one for one in app.register.latest() if one.state is DocumentState.CURRENT]
    for outcome in report.outcomes:
        read = outcome.version
        twins = [one.document for one in in_force if one.title == read.title and one.document != read.document]
        if twins and outcome.change != "unchanged" and read.state is DocumentState.CURRENT:
            here.note(here.texts("cli.ingest.twin", document=read.document, other=twins[0]))


def _tell_of_the_tree(here: Terminal, app: "App", report: "IngestReport") -> None:
    """Say that the current strategy's tree waits to be confirmed, when it was just read."""
    read = {one.document for one in report.outcomes if one.change != "unchanged"}
    tree = app.strategies.unconfirmed()
    if tree is not None and tree.document in read and tree.areas:
        challenges = sum(len(area.challenges) for area in tree.areas)
        here.note(here.texts("strategy.proposed", areas=len(tree.areas), challenges=challenges))


def _report_json(report: "IngestReport") -> dict[str, object]:
    return {
        "documents": [
            {"change": outcome.change, **document_json(outcome.version), "warnings": list(outcome.warnings)}
            for outcome in report.outcomes
        ],
        "restated": [document_json(version) for version in report.restated],
        "skipped": list(report.skipped),
    }


def _report_lines(here: Terminal, report: "IngestReport") -> list[str]:
    lines = []
    for outcome in report.outcomes:
        version = outcome.version
        lines.append(
            here.texts(
                f"cli.ingest.{outcome.change}",
                document=outcome.document,
                title=version.title,
                type=here.texts(f"terms.document_type.{version.type}").lower(),
                state=here.texts(f"terms.document_state.{version.state}"),
                version=version.label,
            )
        )
        if version.state is DocumentState.SUPERSEDED:
            lines.append(f"  {version.state_reason}")
        lines += [f"  {warning}" for warning in outcome.warnings]
    for version in report.restated:
        state = here.texts(f"terms.document_state.{version.state}")
        lines += [
            here.texts("cli.ingest.restated", document=version.document, state=state),
            f"  {version.state_reason}",
        ]
    return [*lines, *report.skipped]


def _row(here: Terminal, version: Version) -> list[str]:
    return [
        version.document,
        version.title,
        here.texts(f"terms.document_type.{version.type}"),
        here.texts(f"terms.document_state.{version.state}"),
        version.label,
        version.state_reason,
        here.texts(f"terms.audience.{version.audience}"),
    ]


def _described(here: Terminal, version: Version) -> list[tuple[str, str]]:
    values = {
        "document": version.document,
        "title": version.title,
        "type": here.texts(f"terms.document_type.{version.type}"),
        "state": here.texts(f"terms.document_state.{version.state}"),
        "why": version.state_reason,
        "audience": here.texts(f"terms.audience.{version.audience}"),
        "version": version.label,
        "valid": f"{version.valid_from or '–'} – {version.valid_to or '–'}",
        "hash": version.sha256[:_HASH_SHOWN],
        "warnings": " ".join(version.warnings) or "–",
    }
    return [(here.texts(f"cli.documents.{name}"), value) for name, value in values.items()]
