"""Teams, put together of the settings: the way out to it, and the way in."""

from typing import TYPE_CHECKING

from bot.building.forms import OpensLater
from bot.platforms.teams.app import Hearing, TeamsApp
from bot.platforms.teams.files import Offers
from bot.platforms.teams.guard import Guard
from bot.platforms.teams.library import Addresses
from bot.platforms.teams.platform import Teams
from bot.platforms.teams.reading import heard_in
from bot.platforms.teams.sending import Sending

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.platforms.heard import Heard
    from bot.settings import Settings
    from bot.wiring import App


def door(settings: "Settings") -> TeamsApp:
    """Return what speaks with Teams, in and out; it hears nothing before it is told how (`way_in`)."""
    guard = Guard(
        client=settings.teams_client_id or "",
        tenant=settings.teams_tenant_id or "",
        services=(settings.teams_service_url,) if settings.teams_service_url else (),
    )
    addresses = Addresses(
        service=settings.teams_service_url, openid=settings.teams_openid_url, token=settings.teams_token_url
    )
    return TeamsApp(guard, _secret(settings), addresses)


def platform(app: "App") -> Teams:
    """Return the way out to Teams."""
    offers = Offers(app.settings.home / "outgoing", _secret(app.settings))
    return Teams(Sending(app.teams), app.accounts, offers, app.settings.language)


def way_in(app: "App", record: "Callable[[Heard], Awaitable[None]]") -> TeamsApp:
    """Return the way in for what Teams sends; `record` writes an event down before it is acknowledged."""
    app.teams.listen(
        Hearing(
            read=lambda activity: app.in_teams.met(heard_in(activity, app.now())),
            record=record,
            opens=OpensLater(app),
            shows=app.in_teams.show,
            hand_over=app.in_teams.hand_over,
            answer_in=lambda heard: app.outgoing.answer_in("teams", heard.where.conversation, heard.ref),
            language=app.settings.language,
        )
    )
    return app.teams


def _secret(settings: "Settings") -> str:
    secret = settings.teams_client_secret
    return secret.get_secret_value() if secret else ""
