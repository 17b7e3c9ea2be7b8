"""How people sign in: providers and their roles, sessions, code apps and recovery codes."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models.place import Municipality, Unit
from holdepunkt.people.models.user import ROLES, Post, User
from holdepunkt.people.rules import Role
from holdepunkt.tenancy import OfOneMunicipality, QuicklyWritten, TenantRow


class SessionOfUser(QuicklyWritten):
    """One signed-in browser (or one on its way to be); the key itself is known to the browser alone."""

    key_hash = models.CharField(_("nøglens fingeraftryk"), max_length=64, primary_key=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")
    content = models.TextField(_("indhold"))
    browser = models.CharField(_("browser"), max_length=60, blank=True)
    began_at = models.DateTimeField(_("begyndt"))
    seen_at = models.DateTimeField(_("sidst brugt"))
    confirmed_at = models.DateTimeField(_("sidst bekræftet"))
    ends_at = models.DateTimeField(_("slutter"), db_index=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessioner")

    def __str__(self) -> str:
        return self.browser or str(self.uuid)


class Authenticator(TenantRow):
    """The app on somebody's phone that shows a new code every half minute."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="authenticator")
    sealed_secret = models.TextField(_("forseglet hemmelighed"))
    confirmed_at = models.DateTimeField(_("taget i brug"))
    last_step = models.BigIntegerField(_("seneste kodes nummer"))
    failures = models.PositiveIntegerField(_("forkerte koder i træk"), default=0)
    failed_at = models.DateTimeField(_("seneste forkerte kode"), null=True, blank=True)

    class Meta:
        verbose_name = _("kodeapp")
        verbose_name_plural = _("kodeapps")

    def __str__(self) -> str:
        return f"{self.user}"


class RecoveryCode(TenantRow):
    """A code that opens once, for the day the phone is gone; only its fingerprint is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(_("kodens fingeraftryk"), max_length=64)
    used_at = models.DateTimeField(_("brugt"), null=True, blank=True)

    class Meta:
        verbose_name = _("nødkode")
        verbose_name_plural = _("nødkoder")
        constraints = [models.UniqueConstraint(fields=["user", "code_hash"], name="one_recovery_code")]

    def __str__(self) -> str:
        return f"{self.user}"


class IdentityProvider(OfOneMunicipality):
    """A municipality's own sign-in service, spoken to in OpenID Connect. Its secret is never stored here."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="identity_providers")
    key = models.SlugField(_("kort navn"), max_length=40)
    name = models.CharField(_("navn"), max_length=80)
    issuer = models.CharField(_("udsteder"), max_length=300)
    client_id = models.CharField(_("vores id hos tjenesten"), max_length=200)
    secret_name = models.CharField(_("hemmelighedens navn i miljøet"), max_length=100, blank=True)
    audience = models.CharField(_("modtager"), max_length=200, blank=True)
    scope = models.CharField(_("det, vi beder om"), max_length=200, default="openid profile email")
    roles_claim = models.CharField(_("feltet med roller"), max_length=200, default="groups")
    acr_values = models.CharField(_("krævede sikringsniveauer"), max_length=300, blank=True, default="", db_default="")
    asks_for_mfa = models.BooleanField(_("kræver to trin"), default=False, db_default=False)
    is_active = models.BooleanField(_("kan bruges"), default=True)

    class Meta:
        verbose_name = _("login-tjeneste")
        verbose_name_plural = _("login-tjenester")
        constraints = [models.UniqueConstraint(fields=["municipality", "key"], name="one_provider_per_key")]

    def __str__(self) -> str:
        return self.name


class ProviderRole(TenantRow):
    """What one group or job-function role at the provider means here: a role in a unit."""

    provider = models.ForeignKey(IdentityProvider, on_delete=models.CASCADE, related_name="roles")
    value = models.CharField(_("gruppe eller rolle hos tjenesten"), max_length=300)
    role = models.CharField(_("rolle"), max_length=40)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("rolle fra login-tjenesten")
        verbose_name_plural = _("roller fra login-tjenesten")
        constraints = [
            models.UniqueConstraint(fields=["provider", "value", "role", "unit"], name="one_meaning_per_provider_role")
        ]

    def __str__(self) -> str:
        return f"{self.value}: {ROLES[Role(self.role)]}, {self.unit}"


class ProviderAccount(TenantRow):
    """Who somebody is at the provider. The subject is the provider's own id: mail addresses change hands."""

    provider = models.ForeignKey(IdentityProvider, on_delete=models.PROTECT, related_name="accounts")
    subject = models.CharField(_("personens id hos tjenesten"), max_length=255)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="provider_accounts")

    class Meta:
        verbose_name = _("konto hos login-tjenesten")
        verbose_name_plural = _("konti hos login-tjenesten")
        constraints = [models.UniqueConstraint(fields=["provider", "subject"], name="one_account_per_subject")]

    def __str__(self) -> str:
        return f"{self.provider}: {self.user}"


class ProviderPost(TenantRow):
    """A post that came from the provider: it ends when the provider no longer says so."""

    provider = models.ForeignKey(IdentityProvider, on_delete=models.PROTECT, related_name="posts")
    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="from_provider")

    class Meta:
        verbose_name = _("post fra login-tjenesten")
        verbose_name_plural = _("poster fra login-tjenesten")

    def __str__(self) -> str:
        return f"{self.provider}: {self.post}"
