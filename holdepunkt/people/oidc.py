"""OpenID Connect as the party that relies on it: code flow with PKCE, and every check on what comes back.

Knows no tables: a `Party` says whom we speak with, a `Flow` what one sign-in began with.
"""

import hmac
import secrets
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from holdepunkt.people import oidc_kept

if TYPE_CHECKING:
    from authlib.integrations.requests_client import OAuth2Session


SECONDS = 5
CLOCKS_DIFFER = 60
AT_HOME = {"localhost", "127.0.0.1", "::1"}
# Only signatures that the provider alone can make; never "none", never a shared secret.
SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]


class NotTrusted(Exception):
    """What came back is not what this sign-in asked for. `why` is a short word for the record."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Party:
    """A provider, and who we are to it."""

    issuer: str
    client_id: str
    secret: str
    audience: str
    scope: str
    acr_values: tuple[str, ...] = ()
    asks_for_mfa: bool = False


@dataclass(frozen=True)
class Flow:
    """One sign-in on its way: what must come back, and where the person was going."""

    provider: str
    issuer: str
    state: str
    nonce: str
    verifier: str
    purpose: str = "sign_in"
    next: str = ""

    def kept(self) -> dict[str, str]:
        """The flow as it is kept until the answer comes."""
        return asdict(self)


def begun(*, provider: str, issuer: str, purpose: str, next: str) -> Flow:
    """Begin a sign-in with fresh secrets; it is bound to this provider and issuer."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _n in range(3))
    return Flow(provider, issuer, state, nonce, verifier, purpose, next)


def discovered(party: Party, *, anew: bool = False) -> dict[str, Any]:
    """What the provider says about itself, at most an hour ago; it must say that it is the issuer we know."""
    ask = oidc_kept.asked_anew if anew else oidc_kept.kept
    return ask(_about(party), lambda address: _believed(party, _fetched(address)))


def _about(party: Party) -> str:
    return f"{party.issuer.rstrip('/')}/.well-known/openid-configuration"


def _believed(party: Party, found: dict[str, Any]) -> dict[str, Any]:
    if found.get("issuer") != party.issuer:
        raise NotTrusted("issuer")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        _require_safe(str(found.get(name, "")))
    return found


def address_to_leave(party: Party, *, back: str) -> str:
    """Where the person signs out at the provider too, and comes back to `back`; empty when it has no such place."""
    there = discovered(party).get("end_session_endpoint")
    if not isinstance(there, str) or not is_safe(there):
        return ""
    asked = urlencode({"client_id": party.client_id, "post_logout_redirect_uri": back})
    return f"{there}{'&' if '?' in there else '?'}{asked}"


def address_to_go_to(party: Party, flow: Flow, *, back: str) -> str:
    """Where the browser goes to sign in; it comes back to `back`."""
    found = discovered(party)
    more = {"prompt": "login", "max_age": "0"} if flow.purpose == "confirm" else {}
    if party.acr_values:
        more["acr_values"] = " ".join(party.acr_values)
    with _session(party, back, found) as session:
        address, _state = session.create_authorization_url(
            found["authorization_endpoint"], state=flow.state, nonce=flow.nonce, code_verifier=flow.verifier, **more
        )
    return str(address)


def claims_for(party: Party, flow: Flow, answer: dict[str, str], *, back: str) -> dict[str, Any]:
    """Trade the code for the provider's word about the person, and believe nothing unchecked. Raises NotTrusted."""
    import requests  # here and below: a worker carries the 25 MiB from the first sign-in with a provider on
    from authlib.integrations.base_client import OAuthError

    if not hmac.compare_digest(answer.get("state", "").encode(), flow.state.encode()):
        raise NotTrusted("state")
    if flow.issuer != party.issuer:
        raise NotTrusted("mixed up")
    found = discovered(party)
    _check_who_answers(party, found, answer)
    if "error" in answer or not answer.get("code"):
        raise NotTrusted("declined")
    with _session(party, back, found) as session:
        try:
            token = session.fetch_token(
                found["token_endpoint"], code=answer["code"], code_verifier=flow.verifier, timeout=SECONDS
            )
        except (OAuthError, requests.RequestException, ValueError) as error:
            if isinstance(error, requests.RequestException):
                oidc_kept.forget(_about(party))
            raise NotTrusted("code") from None
    return _checked(party, flow, token, found)


def _check_who_answers(party: Party, found: dict[str, Any], answer: dict[str, str]) -> None:
    """RFC 9207: an answer that names its issuer names ours, and one that must name it does."""
    told = answer.get("iss")
    must = found.get("authorization_response_iss_parameter_supported") is True
    if (told is not None or must) and told != party.issuer:
        raise NotTrusted("mixed up")


def _session(party: Party, back: str, found: dict[str, Any]) -> "OAuth2Session":
    """How we speak to the provider; our secret goes in the header unless it only takes it in the form."""
    from authlib.integrations.requests_client import OAuth2Session

    ways = found.get("token_endpoint_auth_methods_supported")
    in_form = isinstance(ways, list) and "client_secret_post" in ways and "client_secret_basic" not in ways
    way = "client_secret_post" if in_form else "client_secret_basic"
    return OAuth2Session(
        party.client_id,
        party.secret or None,
        scope=party.scope,
        redirect_uri=back,
        code_challenge_method="S256",
        token_endpoint_auth_method=way if party.secret else "none",
    )


def _checked(party: Party, flow: Flow, token: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """The claims of the token, when signature, issuer, audience, azp, nonce, times and access token fit."""
    from authlib.oidc.core import CodeIDToken
    from joserfc.errors import JoseError

    options: Any = {
        "iss": {"essential": True, "value": party.issuer},
        "aud": {"essential": True, "value": party.audience or party.client_id},
        "sub": {"essential": True},
        "nonce": {"essential": True, "value": flow.nonce},
    }
    # A token for an audience of its own names its client in `azp` as soon as it names two audiences.
    params = {"nonce": flow.nonce, "client_id": party.client_id, "access_token": token.get("access_token")}
    try:
        signed = _signed_by_the_provider(str(token.get("id_token", "")), str(found["jwks_uri"]))
        claims = CodeIDToken(signed.claims, signed.header, options, params)
        claims.validate(leeway=CLOCKS_DIFFER)
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise NotTrusted(_what_was_wrong(error)) from None
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
        raise NotTrusted("sub")
    if not is_strong_enough(claims, acr_values=party.acr_values, asks_for_mfa=party.asks_for_mfa):
        raise NotTrusted("strength")
    return dict(claims)


def _signed_by_the_provider(token: str, address: str) -> Any:
    """The token, read with the provider's keys; with fresh ones when those we keep do not open it."""
    from joserfc.errors import JoseError

    try:
        return _read(token, oidc_kept.kept(address, _fetched))
    except (JoseError, ValueError):
        if not oidc_kept.may_ask_again(address):
            raise
    return _read(token, oidc_kept.asked_anew(address, _fetched))


def _read(token: str, keys: Any) -> Any:
    from joserfc import jwt
    from joserfc.jwk import KeySet
    from joserfc.jws import JWSRegistry

    registry = JWSRegistry(algorithms=SIGNATURES, strict_check_header=False)
    return jwt.decode(token, key=KeySet.import_key_set(keys), registry=registry)


def is_strong_enough(claims: Mapping[str, Any], *, acr_values: Collection[str], asks_for_mfa: bool) -> bool:
    """Whether the provider says that the person signed in as strongly as we ask; when we ask nothing, always.

    >>> is_strong_enough({"acr": "high"}, acr_values=["high", "substantial"], asks_for_mfa=False)
    True
    >>> is_strong_enough({"amr": ["pwd", "mfa"]}, acr_values=["high"], asks_for_mfa=True)
    True
    >>> is_strong_enough({"acr": "low", "amr": ["pwd"]}, acr_values=["high"], asks_for_mfa=True)
    False
    >>> is_strong_enough({}, acr_values=[], asks_for_mfa=False)
    True
    """
    if not acr_values and not asks_for_mfa:
        return True
    told, ways = claims.get("acr"), claims.get("amr")
    by_mfa = asks_for_mfa and isinstance(ways, list) and "mfa" in ways
    return by_mfa or (isinstance(told, str) and told in acr_values)


def _what_was_wrong(error: Exception) -> str:
    return str(getattr(error, "claim", "") or getattr(error, "error", "") or "token")[:40]


def _fetched(address: str) -> dict[str, Any]:
    import requests

    _require_safe(address)
    try:
        answer = requests.get(address, timeout=SECONDS, allow_redirects=False)
        answer.raise_for_status()
        found = answer.json()
    except (requests.RequestException, ValueError):
        raise NotTrusted("unreachable") from None
    if not isinstance(found, dict):
        raise NotTrusted("unreachable")
    return found


def is_safe(address: str) -> bool:
    """HTTPS, or this very machine.

    >>> is_safe("https://login.kommune.example"), is_safe("http://127.0.0.1:9"), is_safe("http://kommune.example")
    (True, True, False)
    """
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in AT_HOME)


def _require_safe(address: str) -> None:
    if not is_safe(address):
        raise NotTrusted("address")


def values_at(claims: dict[str, Any], path: str) -> set[str]:
    """The texts at a claim, which may lie inside others: `realm_access.roles`.

    >>> sorted(values_at({"groups": ["a", "b"]}, "groups")), values_at({}, "groups")
    (['a', 'b'], set())
    >>> values_at({"realm_access": {"roles": "leder"}}, "realm_access.roles")
    {'leder'}
    >>> sorted(values_at({"https://kommune.example/roles": ["a"]}, "https://kommune.example/roles"))
    ['a']
    """
    found: Any = claims.get(path)
    if found is None:
        found = claims
        for step in path.split("."):
            found = found.get(step) if isinstance(found, dict) else None
    if isinstance(found, str):
        return {found}
    return {one for one in found if isinstance(one, str)} if isinstance(found, list | tuple) else set()


def was_just_asked(claims: dict[str, Any], *, now: float, within: int = 300) -> bool:
    """Whether the provider says that the person signed in there a moment ago.

    >>> was_just_asked({"auth_time": 1000}, now=1100.0), was_just_asked({"auth_time": 1000}, now=2000.0)
    (True, False)
    >>> was_just_asked({}, now=1100.0)
    False
    """
    told = claims.get("auth_time")
    return isinstance(told, int | float) and now - within <= told <= now + CLOCKS_DIFFER
