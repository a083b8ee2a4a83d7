"""Real RS256 tokens: those that Teams signs its calls with, those that the bot is given, and every wrong kind."""

import json
import time
import uuid
from functools import cache

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

ISSUER = "https://api.botframework.com"
SCOPE = "https://api.botframework.com/.default"
OURS, FORGED = "stand-in-key", "forged-key"


@cache
def _key(name):
    """One key for the whole test run: making one takes a tenth of a second."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public_keys():
    """The JSON of `/.well-known/keys`."""
    written = RSAAlgorithm.to_jwk(_key(OURS).public_key())
    found = json.loads(written) if isinstance(written, str) else written
    return {"keys": [found | {"kid": OURS, "x5t": OURS, "use": "sig", "alg": "RS256", "endorsements": ["msteams"]}]}


def metadata(url):
    """The JSON of `/.well-known/openidconfiguration`."""
    return {
        "issuer": ISSUER,
        "authorization_endpoint": "https://invalid.botframework.com",
        "jwks_uri": f"{url}v1/.well-known/keys",
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
    }


def signed(claims, key=OURS, kid=None):
    return jwt.encode(claims, _key(key), algorithm="RS256", headers={"kid": kid or key, "x5t": kid or key})


class Tokens:
    """`inbound` for what Teams sends to the app, `own` for what the app calls Teams with."""

    def __init__(self, teams):
        self._teams = teams
        self.clock = time.time
        self.lives = 3600  # seconds
        self.issued: set[str] = set()  # those the token endpoint gave

    def inbound(self, *, service_url="", audience="", issuer=ISSUER, expires_in=None, key=OURS, kid=None, **claims):
        """A token as Teams sends it, right unless it is told otherwise; `key=FORGED` signs with a key nobody knows.

        `service_url=None` leaves the claim out, a negative `expires_in` gives one that is over.
        """
        now, alive = int(self.clock()), self.lives if expires_in is None else expires_in
        held = {"iss": issuer, "aud": audience or self._teams.app_id, "iat": now - 1, "nbf": now - 301}
        held["exp"] = now + alive
        if alive < 0:
            held |= {"iat": now + alive - 60, "nbf": now + alive - 60}
        if service_url is not None:
            held["serviceurl"] = service_url or self._teams.service_url()
        return signed(held | claims, key, kid)

    def junk(self, nr=0):
        """A token with a key that nobody has heard of, every other one of a tenant that nobody has heard of either."""
        tenant = str(uuid.uuid4())
        issuer = f"https://sts.windows.net/{tenant}/" if nr % 2 else ISSUER
        return self.inbound(issuer=issuer, key=FORGED, kid=f"k{nr}", tid=tenant)

    def own(self, scope=SCOPE, tenant=""):
        """The bot's own token, as the token endpoint gives it; fits `App(token=…)` as it is."""
        now = int(self.clock())
        tenant = tenant or self._teams.tenant
        claims = {
            "aud": scope.removesuffix("/.default"),
            "iss": f"https://sts.windows.net/{tenant}/",
            "iat": now,
            "nbf": now,
            "exp": now + self.lives,
            "appid": self._teams.app_id,
            "tid": tenant,
            "jti": str(uuid.uuid4()),
        }
        token = signed(claims)
        self.issued.add(token)
        return token

    def wrong(self, header):
        """What is wrong with the bearer token of a call to the connector; empty when nothing is."""
        kind, _, token = header.partition(" ")
        if kind != "Bearer" or not token:
            return "no bearer token"
        if token not in self.issued:
            return "a token that was not issued here"
        held = jwt.decode(token, options={"verify_signature": False})
        if held["exp"] < self.clock():
            return "an expired token"
        if held["aud"] != ISSUER:
            return f"a token for {held['aud']}"
        return "" if held["tid"] == self._teams.tenant else "a token of another tenant"

    def asked(self, tenant, form):
        """(status, answer) of the token endpoint: client credentials of the one tenant alone."""
        if form.get("grant_type") != "client_credentials":
            return 400, _refusal("unsupported_grant_type", "AADSTS70003")
        if tenant != self._teams.tenant:
            return 400, _refusal("unauthorized_client", "AADSTS700016: not found in the directory")
        if form.get("client_id") != self._teams.app_id or form.get("client_secret") != self._teams.secret:
            return 401, _refusal("invalid_client", "AADSTS7000215: Invalid client secret provided")
        scope = form.get("scope", "").split(" ")[0]
        if not scope.endswith("/.default"):
            return 400, _refusal("invalid_scope", "AADSTS70011")
        token = self.own(scope, tenant)
        return 200, {"token_type": "Bearer", "expires_in": self.lives, "ext_expires_in": 3600, "access_token": token}


def _refusal(error, words):
    return {"error": error, "error_description": words}
