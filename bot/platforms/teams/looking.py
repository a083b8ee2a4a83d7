"""What Microsoft's login says of the bot's secret when it is asked."""

from dataclasses import dataclass
from typing import Final

import httpx

from bot.platforms.teams.token import LOGIN, SCOPE

UNREACHED: Final = "unreached"  # our word for no answer at all
_SECONDS: Final = 5.0
# Microsoft's numbers for what goes wrong (https://learn.microsoft.com/entra/identity-platform/reference-error-codes),
# by our words for them.
_KINDS: Final = {
    7000215: "secret",
    7000222: "expired",
    700016: "client",
    7000112: "client",  # switched off by an administrator
    90002: "tenant",
    900023: "tenant",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the login answered: `kind` is our word, empty when all is well, `reason` is Microsoft's own."""

    kind: str = ""
    reason: str = ""


def look(tenant: str, client: str, secret: str, address: str = "") -> Look:
    """Ask for a token, as the bot does, and let go of it; `address` is another login than Microsoft's, for a test."""
    form = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret, "scope": SCOPE}
    try:
        response = httpx.post(address or LOGIN.format(tenant=tenant), data=form, timeout=_SECONDS)
        answer = response.json()
    except (httpx.HTTPError, ValueError):
        return Look(kind=UNREACHED)
    if response.is_success and isinstance(answer, dict) and answer.get("access_token"):
        return Look()
    codes = answer.get("error_codes") if isinstance(answer, dict) else None
    numbers = [code for code in codes if isinstance(code, int)] if isinstance(codes, list) else []
    said = f"AADSTS{numbers[0]}" if numbers else f"HTTP {response.status_code}"
    return Look(kind=next((_KINDS[n] for n in numbers if n in _KINDS), "other"), reason=said)
