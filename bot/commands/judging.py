"""`feedback`: what people think of the answers, and why."""

import typer

from bot.commands.terminal import AsJson, Now, terminal


def add_to(cli: typer.Typer) -> None:
    """Add the command of this module."""
    cli.command("feedback")(feedback)


def feedback(context: typer.Context, as_json: AsJson = False, now: Now = None) -> None:
    """List what people think of the answers, the latest first, with the year's count."""
    from bot.feedback import counted

    here = terminal(context)
    app = here.app(now)
    thumbs = app.feedback.all()
    year = app.now().astimezone(app.settings.zone).year
    up, down = counted(thumbs, year)
    if as_json:
        rows = [
            {
                "answer_id": thumb.answer,
                "at": thumb.at.isoformat(),
                "helpful": thumb.helpful,
                "question": thumb.question,
                "reason": thumb.reason or None,
            }
            for thumb in thumbs
        ]
        here.print_json({"year": year, "helpful": up, "unhelpful": down, "feedback": rows})
        return
    lines = [here.texts("cli.feedback.count", year=year, up=up, down=down)]
    for thumb in thumbs:
        day = thumb.at.astimezone(app.settings.zone).date()
        key = "helped" if thumb.helpful else "why" if thumb.reason else "did_not_help"
        values = {"reason": thumb.reason} if key == "why" else {}
        lines.append(here.texts(f"cli.feedback.{key}", day=day, question=thumb.question, **values))
    here.say("\n".join(lines) if thumbs else here.texts("cli.feedback.none"))
