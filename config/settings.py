"""All settings, from the environment (see docs/operations.md). Nothing here is edited by hand on a server."""

import sqlite3
import tempfile
from pathlib import Path

from django.utils.csp import CSP

from config import environment as env

BASE = env.BASE
FABRIQUE_ENV = env.choice("FABRIQUE_ENV", env.ENVIRONMENTS, "demonstration")
PRODUCTION = FABRIQUE_ENV == "production"
DEMONSTRATION = FABRIQUE_ENV == "demonstration"
TESTING = FABRIQUE_ENV == "test"
VAR = Path(tempfile.mkdtemp(prefix="fabrique-test-")) if TESTING else BASE / "var"

SECRET_KEY = env.secret_key(FABRIQUE_ENV)
# seals private words in the database; the first seals, all open
SERVER_KEYS = env.server_keys(FABRIQUE_ENV, SECRET_KEY)
DEBUG = False
_local = "localhost,127.0.0.1,[::1],testserver" if not PRODUCTION else None
_hosts = env.read("ALLOWED_HOSTS", _local, mend="Donnez les noms du site, séparés par des virgules.")
ALLOWED_HOSTS = [host.strip() for host in _hosts.split(",") if host.strip()]

# --- Areas, from the ground up: an area may import only what stands before it ---------------------------------------
AREAS = [
    "fabrique.ground.people",
    "fabrique.ground.messages",
    "fabrique.ground.keyring",
    "fabrique.ground.organisations",
    "fabrique.ground.territories",
    "fabrique.ground.referentials",
    "fabrique.ground.agenda",
    "fabrique.ground.permanences",
    "fabrique.accompaniment.devices",
    "fabrique.accompaniment.cohorts",
    "fabrique.accompaniment.recruitment",
    "fabrique.accompaniment.delegations",
    "fabrique.accompaniment.pairs",
    "fabrique.accompaniment.programme",
    "fabrique.accompaniment.pilots",
    "fabrique.accompaniment.diagnostics",
    "fabrique.accompaniment.interviews",
    "fabrique.accompaniment.restitution",
    "fabrique.accompaniment.supervision",
    "fabrique.accompaniment.peers",
    "fabrique.accompaniment.questions",
    "fabrique.accompaniment.workshops",
    "fabrique.accompaniment.evaluation",
    "fabrique.accompaniment.improvements",
    "fabrique.accompaniment.institutions",
    "fabrique.accompaniment.contracts",
    "fabrique.accompaniment.engineering",
    "fabrique.accompaniment.support",
    "fabrique.accompaniment.workspace",
    "fabrique.accompaniment.convergences",
    "fabrique.accompaniment.agora",
    "fabrique.accompaniment.companionship",
    "fabrique.accompaniment.circles",
    "fabrique.accompaniment.missions",
    "fabrique.accompaniment.narratives",
    "fabrique.roof.home",
    "fabrique.roof.reports",
    "fabrique.roof.demo",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_tasks_db",
    "fabrique.core",
    "fabrique.core.vault",
    "fabrique.core.ledger",
    "fabrique.core.live",
    *AREAS,
    # after our areas, so that our templates come first
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "fabrique.core.middleware.RequestReference",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "fabrique.core.middleware.PrivateByDefault",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    # before what signs a person out: it sees them leave, and closes their vault
    "fabrique.ground.keyring.middleware.OpenVault",
    "fabrique.ground.people.middleware.SignedIn",
    "fabrique.core.middleware.SafeRequestsReadOnly",
    "fabrique.core.middleware.Gatekeeper",
]
ROOT_URLCONF = "config.urls"
# the rule of views that libraries bring: they check the rest themselves
FOREIGN_VIEW_RULES = {"allauth": "fabrique.core.permissions.anyone"}
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"])],
            "builtins": ["django.templatetags.i18n", "fabrique.core.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fabrique.core.context.house",
                "fabrique.ground.keyring.context.vault",
                "fabrique.roof.home.context.navigation",
            ],
        },
    }
]
FORM_RENDERER = "fabrique.core.forms.HouseRenderer"

# --- Data ------------------------------------------------------------------------------------------------------------
# The WAL-reset corruption bug is mended in SQLite 3.51.3: before it, the rollback journal (reliability, header).
SQLITE_JOURNAL = "WAL" if sqlite3.sqlite_version_info >= (3, 51, 3) else "DELETE"
SQLITE = {
    # a deferred transaction that turns into a write fails at once instead of waiting its turn
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": f"PRAGMA journal_mode={SQLITE_JOURNAL}; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
    " PRAGMA mmap_size=0;",
}
_database = env.read("DATABASE_URL", f"sqlite:///{VAR / 'fabrique.sqlite3'}")
DATABASES = {
    "default": env.database("DATABASE_URL", _database, SQLITE),
    # the keys of the vault lie apart, and are saved apart: whoever takes the data takes no key with it
    "keys": env.database("KEYS_URL", env.read("KEYS_URL", env.beside(_database, VAR)), SQLITE),
}
DATABASE_ROUTERS = ["fabrique.core.vault.router.KeysApart"]
# of one try at a passphrase: memory in KiB (reliability 4: at least 128 MiB and half a second)
VAULT_COST = {"memory": 64, "rounds": 1} if TESTING else {"memory": 256 * 1024, "rounds": 3}
# the vaults of the demonstration's people: shown on the page that opens them, and nowhere else
DEMONSTRATION_PASSPHRASE = "" if PRODUCTION else "quatre lampes sous la table"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache(env.read("CACHE_URL", "")), "own": env.own_memory()}
TASKS = {
    "default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}
    if TESTING
    else {"BACKEND": "django_tasks_db.DatabaseBackend"}
}
MEDIA_ROOT = env.storage(env.read("STORAGE_URL", f"file://{VAR / 'files'}"))
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "servestatic.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# --- Mail ------------------------------------------------------------------------------------------------------------
_mail = None if PRODUCTION else f"file://{VAR / 'mail'}"
MAILERS = {"default": env.mailer(env.read("EMAIL_URL", _mail, mend="Par exemple smtp://compte:secret@serveur:587."))}
DEFAULT_FROM_EMAIL = env.read("EMAIL_FROM", None if PRODUCTION else "fabrique@demo.invalid",
                              mend="Donnez l’adresse qui écrit aux personnes.")  # fmt: skip

# --- People ----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if TESTING
    else ["django.contrib.auth.hashers.Argon2PasswordHasher"]
)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/etabli/"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "fabrique.core.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- What browsers are told ------------------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^sante$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"] if PRODUCTION else []

# --- Words -----------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "langue"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = PRODUCTION
USE_I18N = USE_TZ = True
TIME_ZONE = "Europe/Paris"
FORMAT_MODULE_PATH = "fabrique.core.formats"

SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "fabrique.core.logs.LineFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "fabrique": {"handlers": [], "level": "INFO", "propagate": True},
        "psycopg.pool": {"handlers": [], "level": "ERROR", "propagate": True},  # its warning holds the address
    },
}

# --- Sign-in: a code by e-mail first, passkeys, an optional password, an optional second factor ------------------------
SITE_URL = env.read(
    "SITE_URL",
    f"https://{ALLOWED_HOSTS[0].lstrip('.')}" if PRODUCTION else f"http://localhost:{env.read('PORT', '8000')}",
)
ACCOUNT_ADAPTER = "fabrique.ground.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = True
# the same work for an unknown address; the adapter composes the letter and does not send it
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
# other sessions end with the password (they prove it); the one that changed it goes on under a new key
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# By account a day: 40 passwords, 30 codes before they become too long to guess (people/codes.py), 5 × 3 reset codes:
# fewer than 100 guesses. Addresses of the network are wide, because a whole workshop may stand behind one.
ACCOUNT_RATE_LIMITS = {
    "login": "240/m/ip",
    "login_failed": "60/m/ip,5/5m/key,40/d/key",
    "request_login_code": "240/m/ip",
    "reset_password": "60/m/ip,3/h/key,5/d/key",
    "reset_password_from_key": "60/m/ip",
    "signup": "60/m/ip",
}
ACCOUNT_FORMS = {
    "login": "fabrique.ground.people.sign_in_forms.SignIn",
    "request_login_code": "fabrique.ground.people.sign_in_forms.RequestCode",
    "confirm_login_code": "fabrique.ground.people.sign_in_forms.ConfirmCode",
    "confirm_email_verification_code": "fabrique.ground.people.sign_in_forms.ConfirmAddress",
    "confirm_password_reset_code": "fabrique.ground.people.sign_in_forms.ConfirmReset",
    "add_email": "fabrique.ground.people.sign_in_forms.ChangeAddress",
    "reset_password": "fabrique.ground.people.sign_in_forms.AskReset",
    "reset_password_from_key": "fabrique.ground.people.sign_in_forms.NewPassword",
    "set_password": "fabrique.ground.people.sign_in_forms.SetPassword",
    "change_password": "fabrique.ground.people.sign_in_forms.ChangePassword",
    "reauthenticate": "fabrique.ground.people.sign_in_forms.Reauthenticate",
}
MFA_ADAPTER = "fabrique.ground.people.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
# browsers give keys to http://localhost only; a demonstration is tried there
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_FORMS = {
    "authenticate": "fabrique.ground.people.sign_in_forms.SecondFactor",
    "reauthenticate": "fabrique.ground.people.sign_in_forms.SecondFactorAgain",
    "activate_totp": "fabrique.ground.people.sign_in_forms.ActivateApp",
    "add_webauthn": "fabrique.ground.people.sign_in_forms.AddKey",
    "edit_webauthn": "fabrique.ground.people.sign_in_forms.RenameKey",
}
USERSESSIONS_TRACK_ACTIVITY = False
# X-Forwarded-For is read only behind that many proxies of ours
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", "0")
