"""A municipality's sign-in provider as the protocol knows it, and the way out there."""

from django.conf import settings
from django.urls import reverse

from holdepunkt.people import oidc
from holdepunkt.people.models import IdentityProvider


def party(row: IdentityProvider) -> oidc.Party:
    """The provider as the protocol knows it; its secret comes from the environment."""
    secret = settings.PROVIDER_SECRETS.get(row.secret_name, "")
    strength = tuple(row.acr_values.split())
    return oidc.Party(row.issuer, row.client_id, secret, row.audience, row.scope, strength, row.asks_for_mfa)


def way_out(row: IdentityProvider) -> str:
    """Where one signs out at the provider too; empty when it offers none, or does not answer."""
    back = settings.HOLDEPUNKT_URL.rstrip("/") + reverse(
        settings.LOGOUT_REDIRECT_URL, kwargs={"slug": row.municipality.slug}
    )
    try:
        return oidc.address_to_leave(party(row), back=back)
    except oidc.NotTrusted:
        return ""
