"""A look at a request from Teams before the SDK takes it: what is plainly not for us costs nothing and changes nothing.

The SDK accepts another tenant's valid token, and fetches keys, waiting for them, for each token it does not know. So
what a token and an activity claim is compared with what may be, unverified, first; the SDK then verifies the rest.
Facts as measured: ``reliability.md`` of the design.
"""

import base64
import binascii
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from bot.platforms.teams.reading import tenant_of

ISSUER: Final = "https://api.botframework.com"
HOSTS: Final = ("smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com", "botapi.teams.microsoft.com")
"""Where Microsoft's connector may be reached; the address comes with each activity and gets our token."""
_FILES: Final = (".sharepoint.com", ".sharepoint.us")  # where Teams keeps files that people send
_CHANNEL: Final = "msteams"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What may come in: for which app, from which tenant, with answers to which hosts.

    `services` are addresses that are allowed beside Microsoft's, for a stand-in in a test.
    """

    client: str
    tenant: str
    issuer: str = ISSUER
    services: Collection[str] = ()

    def refusal(self, headers: Mapping[str, str], activity: object) -> int:
        """Return the HTTP status to refuse a request with, 0 when the SDK may look at it."""
        if not isinstance(activity, dict):
            return 400
        claims = _claims(headers.get("authorization", ""))
        if claims is None or claims.get("iss") != self.issuer or claims.get("aud") != self.client:
            return 401
        if activity.get("channelId") != _CHANNEL or tenant_of(activity) != self.tenant:
            return 403
        if not self.may_serve(str(activity.get("serviceUrl", ""))):
            return 403
        return 0

    def may_serve(self, address: str) -> bool:
        """Tell whether answers may be sent to an address: Microsoft's, over TLS, and nothing hidden in it."""
        if address.rstrip("/") in {allowed.rstrip("/") for allowed in self.services}:
            return True
        parts = urlsplit(address)
        plain = parts.scheme == "https" and not parts.username and not parts.password and parts.port in {None, 443}
        return plain and parts.hostname in HOSTS

    def may_fetch(self, address: str) -> bool:
        """Tell whether a file may be fetched from an address that somebody's message names."""
        if any(address.startswith(allowed) for allowed in self.services):
            return True
        parts = urlsplit(address)
        plain = parts.scheme == "https" and not parts.username and not parts.password and parts.port in {None, 443}
        return plain and (parts.hostname or "").endswith(_FILES)


def _claims(authorization: str) -> Mapping[str, Any] | None:
    """Return what a token claims, unverified; None where there is none to read."""
    scheme, _, token = authorization.partition(" ")
    parts = token.split(".")
    if scheme != "Bearer" or len(parts) != 3:  # noqa: PLR2004 - a JWT's parts
        return None
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (ValueError, binascii.Error):
        return None
    return claims if isinstance(claims, dict) else None
