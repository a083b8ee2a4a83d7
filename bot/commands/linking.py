"""`people claims` and `people unlink`: which account is whose; `people add --slack ID` links one."""

from typing import Annotated

import typer

from bot.commands.terminal import AsJson, terminal


def add_to(group: typer.Typer) -> None:
    """Add the commands of this module to `people`."""
    group.command("claims")(claims)
    group.command("unlink")(unlink)


def claims(context: typer.Context, as_json: AsJson = False) -> None:
    """List the accounts that say to be somebody and wait for a coordinator's word."""
    here = terminal(context)
    waiting = here.app().claims.waiting()
    if as_json:
        here.print_json(
            [
                {
                    "id": claim.id,
                    "address": claim.address,
                    "platform": claim.sender.platform,
                    "account": f"{claim.sender.tenant}:{claim.sender.user}",
                    "asked_at": claim.asked_at.isoformat(),
                }
                for claim in waiting
            ]
        )
    elif not waiting:
        here.say(here.texts("linking.claims.none"))
    else:
        headings = [here.texts(f"linking.claims.{name}") for name in ("id", "address", "account", "asked")]
        rows = [
            [each.id, each.address, f"{each.sender.platform} {each.sender.tenant}:{each.sender.user}",
             each.asked_at.astimezone(here.settings.zone).date().isoformat()]
            for each in waiting
        ]  # fmt: skip
        here.table(headings, rows)


def unlink(
    context: typer.Context, address: Annotated[str, typer.Argument(help="E-mail address of the person.")]
) -> None:
    """Take a person's accounts on chat platforms away from them; they are not written to there any more."""
    from bot.identity import BY_HAND

    here = terminal(context)
    app, wanted = here.app(), address.strip().lower()
    found = [account for account in app.accounts.all() if account.address == wanted]
    for account in found:
        app.identities.unlink(account, by=BY_HAND)
    here.say(here.texts("linking.claims.unlinked" if found else "linking.none_there", address=wanted))
