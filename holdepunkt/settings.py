"""Every setting of the product. Values come from the environment; docs/settings.md lists them all."""

import os
import secrets
import sys
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path(__file__).resolve().parent


def env_flag(name: str, default: str = "0") -> bool:
    """Read an on/off setting: 1, true, yes and on are on."""
    return os.environ.get(name, default).lower() in {"1", "true", "yes", "on"}


IN_REPOSITORY = (ROOT / "pyproject.toml").exists()


def _data_folder() -> Path:
    """HOLDEPUNKT_DATA; else `var` in the repository, and outside it a folder of the one who runs us."""
    if said := os.environ.get("HOLDEPUNKT_DATA"):
        return Path(said).resolve()
    if IN_REPOSITORY:
        return ROOT / "var"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "holdepunkt"


HOLDEPUNKT_DATA = _data_folder()
HOLDEPUNKT_DATA.mkdir(parents=True, exist_ok=True)
HOLDEPUNKT_DEMO = env_flag("HOLDEPUNKT_DEMO")
# An installed package carries what a checkout fetches: the design system and the packs.
_BUILT = PACKAGE / "built"
_DESIGN = _BUILT / "design" if (_BUILT / "design").exists() else ROOT / "node_modules" / "dkfds" / "dist"
HOLDEPUNKT_DESIGN = Path(os.environ.get("HOLDEPUNKT_DESIGN", _DESIGN))
PACKS = _BUILT / "packs" if (_BUILT / "packs").exists() else ROOT / "packs"


# Public pages a worker keeps in memory until the municipality's record changes; 0 keeps none.
HOLDEPUNKT_KEEP_MIB = int(os.environ.get("HOLDEPUNKT_KEEP_MIB", "8"))


def _today() -> date | None:
    """HOLDEPUNKT_TODAY (YYYY-MM-DD) stops the clock, in demo mode only."""
    text = os.environ.get("HOLDEPUNKT_TODAY", "")
    if not text:
        return None
    if not HOLDEPUNKT_DEMO:
        raise ImproperlyConfigured("HOLDEPUNKT_TODAY stops the clock and works in demo mode only.")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"HOLDEPUNKT_TODAY is {text!r}; expected YYYY-MM-DD.") from error


HOLDEPUNKT_TODAY = _today()


def _secret_key() -> str:
    """The key from the environment; in demo mode one of its own, kept in the data folder."""
    if key := os.environ.get("HOLDEPUNKT_SECRET_KEY"):
        return key
    path = HOLDEPUNKT_DATA / "secret-key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = _secret_key()


def _made_once(path: Path) -> str:
    """The key kept in this file, made by whichever process comes first."""
    if not path.exists():
        whole = path.with_suffix(f".{os.getpid()}")
        with open(os.open(whole, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(whole, path)  # all of it at once: nobody ever reads half a key
        whole.unlink()
    return path.read_text().strip()


# The first seals the record; those after a comma are older ones that still open what they sealed.
_record_keys = [key.strip() for key in os.environ.get("HOLDEPUNKT_RECORD_KEY", "").split(",") if key.strip()]
HOLDEPUNKT_RECORD_KEY_IS_DEFAULT = not _record_keys
HOLDEPUNKT_RECORD_KEYS = _record_keys or [_made_once(HOLDEPUNKT_DATA / "record-key")]
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("HOLDEPUNKT_OLD_SECRET_KEYS", "").split(",") if key]
SECRET_KEY_IS_GIVEN = bool(os.environ.get("HOLDEPUNKT_SECRET_KEY"))
DEBUG = env_flag("HOLDEPUNKT_DEBUG")
THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")
ALLOWED_HOSTS = os.environ.get("HOLDEPUNKT_HOSTS", ",".join(THIS_MACHINE)).split(",")
# In operation: said so, or answering to others than this machine without being a demo. It cannot be forgotten.
HOLDEPUNKT_PRODUCTION = env_flag("HOLDEPUNKT_PRODUCTION") or (
    not HOLDEPUNKT_DEMO and not set(ALLOWED_HOSTS) <= set(THIS_MACHINE)
)
HOLDEPUNKT_URL = os.environ.get("HOLDEPUNKT_URL", f"http://localhost:{os.environ.get('PORT', '8000')}")

INSTALLED_APPS = [
    "holdepunkt.pages",
    "holdepunkt.policy",
    "holdepunkt.voice",
    "holdepunkt.people",
    "holdepunkt.record",
    "holdepunkt.ui",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "axes",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "holdepunkt.pages.middleware.Watch",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "holdepunkt.ui.middleware.OnePolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "holdepunkt.ui.middleware.LanguageFromCookie",
    "holdepunkt.ui.middleware.WithoutNul",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "holdepunkt.people.middleware.AskerMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "holdepunkt.people.middleware.ExplainRefusals",
    "holdepunkt.ui.middleware.KeepWhatWasTyped",
]

ROOT_URLCONF = "holdepunkt.urls"
# Pages of upper slices that `people` sends somebody to: it asks here, and names nobody above itself.
START_PAGE = "pages:start"
LOGIN_REDIRECT_URL = "pages:mine"
LOGOUT_REDIRECT_URL = "policy:front"
WSGI_APPLICATION = "holdepunkt.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "holdepunkt.ui.jinja.Templates",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "holdepunkt.ui.jinja.environment",
            "context_processors": ["holdepunkt.pages.context.page"],
        },
    }
]
FORM_RENDERER = "holdepunkt.ui.renderer.FormRenderer"

# What the owner of PostgreSQL's tables does; everything else runs as the site's own role (docs/tenancy.md).
OWNERS_WORK = {"migrate", "database_roles", "demo"}


def _database_url() -> str:
    """The address of a PostgreSQL, or nothing for SQLite; the owner's own address for the owner's work."""
    owner = os.environ.get("HOLDEPUNKT_OWNER_DATABASE_URL", "")
    return owner if owner and OWNERS_WORK & set(sys.argv[1:2]) else os.environ.get("DATABASE_URL", "")


def _postgresql(url: str) -> dict[str, Any]:
    """The database at this address. What comes again and again is planned once a connection (docs/decisions/0026)."""
    found: dict[str, Any] = {**dj_database_url.parse(url)}
    return found | {"OPTIONS": {"server_side_binding": True, "prepare_threshold": 3} | found.get("OPTIONS", {})}


DATABASES: dict[str, dict[str, Any]] = {
    "default": _postgresql(url)
    if (url := _database_url())
    else {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOLDEPUNKT_DATA / "holdepunkt.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 5,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-20000; PRAGMA mmap_size=134217728;"
            ),
        },
        # A file, not memory: only a file has the write-ahead log and the locks we run with.
        "TEST": {"NAME": HOLDEPUNKT_DATA / "test.sqlite3"},
    }
}
DATABASES["default"]["CONN_MAX_AGE"] = 600
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "holdepunkt.people.passwords.NotACommonWord"},
    {"NAME": "holdepunkt.people.leaked.NotLeaked"},
]
HOLDEPUNKT_LEAKED_PASSWORDS = os.environ.get("HOLDEPUNKT_LEAKED_PASSWORDS", "")
LOGIN_URL = "/log-ind/"
# Whoever signs in here with one of these roles and a password needs a second step too.
TWO_FACTOR_ROLES = () if HOLDEPUNKT_DEMO else ("policy_lead", "operator")
# Wrong passwords lock one user name from one address, never a whole town hall behind one address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
# Tries while locked out neither count nor make the wait longer: nobody can keep another out for good.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "holdepunkt.people.addresses.address_of"
AXES_SENSITIVE_PARAMETERS = ["username", "password", "code", "next", "_key"]
# The sign-in page itself says that one must wait; the package's middleware would replace it.
SILENCED_SYSTEM_CHECKS = ["axes.W002"]
HOLDEPUNKT_PROXIES = int(os.environ.get("HOLDEPUNKT_PROXIES", "0"))
# What sign-in providers gave us stands in the environment under names of their own, never in the database.
PROVIDER_SECRETS = {name: value for name, value in os.environ.items() if name.startswith("HOLDEPUNKT_OIDC_")}

LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Dansk")), ("en", _("Engelsk"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOLDEPUNKT_DATA / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "holdepunkt.ui.finders.DesignSystemFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "holdepunkt.ui.storage.ForgivingStaticFilesStorage"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

EMAIL_BACKEND = os.environ.get("HOLDEPUNKT_EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = HOLDEPUNKT_DATA / "mail"
EMAIL_HOST = os.environ.get("HOLDEPUNKT_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("HOLDEPUNKT_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("HOLDEPUNKT_EMAIL_USER", "")
EMAIL_TIMEOUT = 20


def _mail_password() -> str:
    """The mail server's password: from a file that the site's user alone can read, or from the environment."""
    path = os.environ.get("HOLDEPUNKT_EMAIL_PASSWORD_FILE", "")
    if not path:
        return os.environ.get("HOLDEPUNKT_EMAIL_PASSWORD", "")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"HOLDEPUNKT_EMAIL_PASSWORD_FILE is {path}, which cannot be read.") from error


def _mail_security() -> str:
    """How the way to the mail server is encrypted: `starttls`, `tls`, or empty for not at all."""
    said = os.environ.get("HOLDEPUNKT_EMAIL_SECURITY", "").lower()
    if said not in ("", "starttls", "tls"):
        raise ImproperlyConfigured(f"HOLDEPUNKT_EMAIL_SECURITY is {said!r}; expected starttls, tls or nothing.")
    return said


EMAIL_HOST_PASSWORD = _mail_password()
# Django's names: USE_TLS begins in the open and turns encryption on, USE_SSL is encrypted from the first byte.
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail_security() == "starttls", _mail_security() == "tls"
DEFAULT_FROM_EMAIL = os.environ.get("HOLDEPUNKT_EMAIL_FROM", "holdepunkt@localhost")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
HOLDEPUNKT_HTTPS = env_flag("HOLDEPUNKT_HTTPS")
# A browser accepts a cookie named so from this very host only, over HTTPS only, for the whole site.
COOKIE_PREFIX = "__Host-" if HOLDEPUNKT_HTTPS else ""
SESSION_ENGINE = "holdepunkt.people.session_store"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 9 * 3600
SESSION_IDLE = 20 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "holdepunkt.pages.views.errors.stale"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HOLDEPUNKT_HTTPS
if HOLDEPUNKT_HTTPS:
    # The web server in front ends TLS and always writes this header itself (docs/operations.md).
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
# The web server in front sends http to https; subdomains and browsers' lists are not ours to promise for.
# The lock's answer is our own sign-in page, so axes needs no middleware.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021", "axes.W002"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# How much one paper beside an item of a council may take.
HOLDEPUNKT_PAPER_MIB = int(os.environ.get("HOLDEPUNKT_PAPER_MIB", "10"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

HOLDEPUNKT_POSTGRES_PROGRAMS = os.environ.get("HOLDEPUNKT_POSTGRES_PROGRAMS", "")
HOLDEPUNKT_MOVE_TO = os.environ.get("HOLDEPUNKT_MOVE_TO", "")
HOLDEPUNKT_METRICS_TOKEN = os.environ.get("HOLDEPUNKT_METRICS_TOKEN", "")
HOLDEPUNKT_LOG = os.environ.get("HOLDEPUNKT_LOG", "plain" if HOLDEPUNKT_DEMO or DEBUG else "json")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "holdepunkt.pages.operation.logs.line_writer"}, "plain": {"format": "%(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain" if HOLDEPUNKT_LOG == "plain" else "json"}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # A line for each request and each job; beside `make run` they would only be noise.
        "holdepunkt": {"level": "WARNING" if HOLDEPUNKT_LOG == "plain" else "INFO"},
        # Django's own handlers print paths and would mail errors with what was typed; ours tells of both.
        "django": {"handlers": [], "level": "WARNING" if HOLDEPUNKT_LOG == "plain" else "ERROR", "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # Names and addresses of wrong sign-ins belong in their table, not in the log.
        "axes": {"level": "ERROR"},
    },
}
