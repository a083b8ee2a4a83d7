"""`report review`, `comment`, `settle`, `approve` …: how a draft becomes an approved version, and what differs."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.terminal import AsJson, Now, terminal

if TYPE_CHECKING:
    from plans.summary.differing import Difference

Year = Annotated[int, typer.Argument(help="The year of the follow-up.")]
By = Annotated[str, typer.Option("--as", help="Who says so, an address.")]
BY = "handslag"


def add_to(group: typer.Typer) -> None:
    """Add the commands of this module to the report's."""
    group.command("review")(review)
    group.command("comment")(comment)
    group.command("settle")(settle)
    group.command("approve")(approve)
    group.command("present")(present)
    group.command("archive")(archive)
    group.command("diff")(diff)


def review(
    context: typer.Context,
    year: Year,
    language: Annotated[str | None, typer.Option("--language", help="sv or en; else the installation's.")] = None,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Show where the review stands: the draft and its content hash, its comments, and the approved versions."""
    from bot.report_shown import review_in_words, review_json

    here = terminal(context)
    spoken = language or here.settings.language
    found = here.app(now).reports.review(year, spoken)
    if as_json:
        here.print_json(review_json(found))
    else:
        here.say("\n".join(review_in_words(found, spoken, here.settings.zone)))


def comment(
    context: typer.Context,
    year: Year,
    section: Annotated[str, typer.Argument(help="The section's number, letter or title.")],
    text: Annotated[str, typer.Argument(help="What you want to say about it.")],
    by: By = BY,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Comment on a section of the draft, as an area lead or a coordinator."""
    from bot.report_shown import comment_json

    here = terminal(context)
    address = by.strip().lower()
    made, found = here.app(now).reports.comment(year, section, text, address, here.settings.language)
    if as_json:
        here.print_json(comment_json(made))
    else:
        here.say(here.texts("report.review.commented", number=made.number, section=found.number, title=found.title))


def settle(
    context: typer.Context,
    year: Year,
    number: Annotated[int, typer.Argument(help="The comment's number.")],
    outcome: Annotated[str, typer.Option("--outcome", help="What was done about it.")],
    by: By = BY,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Say what came of a comment."""
    from bot.report_shown import comment_json

    here = terminal(context)
    made = here.app(now).reports.settle(year, number, outcome, by.strip().lower())
    if as_json:
        here.print_json(comment_json(made))
    else:
        here.say(here.texts("report.review.settled", number=made.number))


def approve(
    context: typer.Context,
    year: Year,
    content_hash: Annotated[str, typer.Argument(help="The content hash of what you have read, or how it begins.")],
    reason: Annotated[str, typer.Option("--reason", help="Why there is a version after the first.")] = "",
    by: By = BY,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Approve exactly the draft with this content hash; what is answered is frozen."""
    from bot.report_shown import version_json

    here = terminal(context)
    made = here.app(now).reports.approve(year, content_hash, by.strip().lower(), reason)
    if as_json:
        here.print_json(version_json(made))
    else:
        here.say(here.texts("report.review.approved", year=year, number=made.number, hash=made.content_hash))


def present(context: typer.Context, year: Year, by: By = BY, as_json: AsJson = False, now: Now = None) -> None:
    """Note that the approved version has been presented."""
    app = terminal(context).app(now)
    app.follow_up.present(year, app.now(), by.strip().lower())
    review(context, year, as_json=as_json, now=now)


def archive(context: typer.Context, year: Year, by: By = BY, as_json: AsJson = False, now: Now = None) -> None:
    """Note that the presented version has been archived; nothing in the follow-up changes after that."""
    app = terminal(context).app(now)
    app.follow_up.archive(year, app.now(), by.strip().lower())
    review(context, year, as_json=as_json, now=now)


def diff(
    context: typer.Context,
    year: Year,
    first: Annotated[int | None, typer.Option("--from", help="A version; else the latest approved.")] = None,
    second: Annotated[int | None, typer.Option("--to", help="A version; else the draft.")] = None,
    language: Annotated[str | None, typer.Option("--language", help="sv or en; else the installation's.")] = None,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Show what differs between two versions, figure by figure and line by line."""
    from bot.report_shown import difference_in_words, difference_json

    here = terminal(context)
    spoken = language or here.settings.language
    found: Difference = here.app(now).reports.difference(year, spoken, first, second)
    if as_json:
        here.print_json(difference_json(found))
    else:
        here.say("\n".join(difference_in_words(found, spoken)))
