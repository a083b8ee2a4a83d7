"""A look at a request from Teams before its token is verified: what is plainly not for us costs nothing.

Microsoft's library accepts another tenant's valid token, compares no address where an activity names none, and fetches
keys, waiting for them, for each issuer it does not know. So what a token and an activity claim is compared with what
may be, unverified, first; the library then verifies the rest. Facts as measured: ``reliability.md`` of the design.
"""

import base64
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeGuard
from urllib.parse import urlsplit

ISSUER: Final = "https://api.botframework.com"
HOSTS: Final = ("smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com", "botapi.teams.microsoft.com")
"""Where Microsoft's connector may be reached; the address comes with each activity and gets our token."""
_FILES: Final = (".sharepoint.com", ".sharepoint.us")  # where Teams keeps files that people send
_CHANNEL: Final = "msteams"
_LONGEST_TOKEN: Final = 10_000  # characters; Microsoft's have two thousand


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
        """Return the HTTP status to refuse a request with, 0 when its token may be verified."""
        if not _is_whole(activity):
            return 400
        claims = _claims(token_of(headers))
        if claims is None or claims.get("iss") != self.issuer or claims.get("aud") != self.client:
            return 401
        if activity.get("channelId") != _CHANNEL or not self._is_ours(activity):
            return 403
        return 0 if self.may_serve(str(activity.get("serviceUrl", ""))) else 403

    def _is_ours(self, activity: Mapping[str, Any]) -> bool:
        """Tell whether an activity is of a conversation in our tenant, and names no other anywhere.

        Its second mention of the tenant is not in all of them: Microsoft's Playground leaves it out with a thumb.
        """
        data = activity.get("channelData")
        also = data.get("tenant") if isinstance(data, dict) else None
        named = [activity["conversation"].get("tenantId"), *([_id_of(also)] if also is not None else [])]
        return all(str(each).casefold() == self.tenant.casefold() for each in named)

    def may_serve(self, address: str) -> bool:
        """Tell whether answers may be sent to an address: Microsoft's, over TLS, and nothing hidden in it."""
        if address.rstrip("/") in {allowed.rstrip("/") for allowed in self.services}:
            return True
        return _host_of(address) in HOSTS

    def may_fetch(self, address: str) -> bool:
        """Tell whether a file may be fetched from an address that somebody's message names."""
        places = {urlsplit(allowed)[:2] for allowed in self.services}
        return urlsplit(address)[:2] in places or _host_of(address).endswith(_FILES)


def token_of(headers: Mapping[str, str]) -> str:
    """Return the bearer token of a request, empty where it has none."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and len(token) < _LONGEST_TOKEN else ""


def _id_of(named: object) -> object:
    return named.get("id") if isinstance(named, dict) else None


def _host_of(address: str) -> str:
    """Return the host of an address over TLS, empty where anything about it is out of the ordinary."""
    try:
        parts = urlsplit(address)
        is_plain = parts.scheme == "https" and parts.port in {None, 443} and "@" not in parts.netloc
    except ValueError:
        return ""
    return (parts.hostname or "") if is_plain and "\\" not in address else ""


def _is_whole(activity: object) -> TypeGuard[Mapping[str, Any]]:
    """Tell whether an activity has what Teams always sends: what the rest may take for granted."""
    if not isinstance(activity, dict):
        return False
    who, where = activity.get("from"), activity.get("conversation")
    if not isinstance(who, dict) or not isinstance(where, dict):
        return False
    named = (activity.get("type"), activity.get("id"), who.get("id"), where.get("id"))
    return all(isinstance(each, str) and each for each in named)


def _claims(token: str) -> Mapping[str, Any] | None:
    """Return what a token claims, unverified; None where there is none to read."""
    parts = token.split(".")
    if len(parts) != 3:  # noqa: PLR2004 - a JWT's parts
        return None
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (ValueError, RecursionError):
        return None
    return claims if isinstance(claims, dict) else None
