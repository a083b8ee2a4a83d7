"""What `handslag check` looks at in Teams: its settings, whether the login takes them, and whether anything comes.

Whether Teams reaches `/api/messages` cannot be asked for: it shows in what has come.
"""

import re
from collections.abc import Iterator
from typing import Final

from bot.finding import Finding
from bot.platforms.teams.looking import UNREACHED, look
from bot.settings import Settings
from bot.traffic.inbox import Inbox
from plans.wording import written_date

_GUID: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def teams_findings(settings: Settings, inbox: Inbox) -> Iterator[Finding]:
    """Yield every check's outcome; what cannot be asked for hides what lies behind it."""
    held = {
        "HANDSLAG_TEAMS_CLIENT_ID": settings.teams_client_id,
        "HANDSLAG_TEAMS_TENANT_ID": settings.teams_tenant_id,
        "HANDSLAG_TEAMS_CLIENT_SECRET": settings.teams_client_secret,
    }
    lacking = [name for name, value in held.items() if not value]
    if len(lacking) == len(held):
        yield Finding("teams_none", ok=True)
        return
    yield Finding("teams_settings", not lacking, {"names": ", ".join(lacking)}, needed=True)
    forms = list(_forms(settings))
    yield from forms
    if not lacking and all(finding.ok for finding in forms):
        yield _login(settings)
    last = inbox.last("teams")
    at = written_date(last.astimezone(settings.zone).date(), settings.language) if last else ""
    yield Finding("teams_events", last is not None, {"at": at})


def _forms(settings: Settings) -> Iterator[Finding]:
    """Yield whether the settings look like what they are to be: on Azure's pages they stand beside one another."""
    client, tenant, secret = settings.teams_client_id, settings.teams_tenant_id, settings.teams_client_secret
    if client:
        yield Finding("teams_client_form", _GUID.fullmatch(client) is not None, needed=True)
    if tenant:
        yield Finding("teams_tenant_form", _GUID.fullmatch(tenant) is not None and tenant != client, needed=True)
    if secret:
        yield Finding("teams_secret_form", not _GUID.fullmatch(secret.get_secret_value().strip()), needed=True)


def _login(settings: Settings) -> Finding:
    secret = settings.teams_client_secret.get_secret_value() if settings.teams_client_secret else ""
    found = look(settings.teams_tenant_id or "", settings.teams_client_id or "", secret, settings.teams_token_url or "")
    if not found.kind:
        return Finding("teams_login", ok=True, needed=True)
    name = "teams_unreached" if found.kind == UNREACHED else f"teams_login_{found.kind}"
    return Finding(name, ok=False, values={"reason": found.reason}, needed=True)
