"""All settings of Parley, read from the environment by typed readers.

Without any variable set, Parley runs for one person on one machine: embedded PostgreSQL and Redis,
data below `var/`, plain HTTP on localhost. `docs/deploying.md` lists every variable.
"""

import secrets
from pathlib import Path
from typing import Any

import pgtrigger
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env
from kombu import Exchange, Queue

from config import embedded
from config.release import release

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()


def read_or_make_secret(path: Path) -> str:
    """Return the secret kept in `path`, made at random with mode 600 when it is not there yet."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        try:
            path.hardlink_to(fresh)  # two first starts at once agree on one secret
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text()


def own_value(name: str, example: str) -> str:
    """Return a variable that may be absent only on a machine of one's own."""
    value = env.str(name, "")
    if not value and SERVES_OTHERS:
        raise ImproperlyConfigured(
            f"{name} is not set. It is required as soon as HTTPS, DATABASE_URL or REDIS_URL is "
            f"set, because Parley then serves others. Set it to {example}"
        )
    return value


# Where data lives, and which mode we are in
DATA_DIR = env.path("PARLEY_DATA_DIR", BASE_DIR / "var")
DEBUG = env.bool("DEBUG", False)
HTTPS = env.bool("HTTPS", False)  # set behind a TLS proxy: secure cookies, HSTS, redirects
PROXIES = int(env.str("PROXIES", "") or HTTPS)  # of ours, each adding to X-Forwarded-For
DATABASE_URL = env.str("DATABASE_URL", "")
REDIS_URL = env.str("REDIS_URL", "")
SERVES_OTHERS = bool(HTTPS or DATABASE_URL or REDIS_URL)
SECRET_KEY = own_value(
    "SECRET_KEY",
    "a long random text: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
) or read_or_make_secret(DATA_DIR / "secret_key")
own_value("ALLOWED_HOSTS", "the names under which readers reach it, separated by commas.")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "records",
    "talks",
    "sanctions",
    "aid",
    "timeline",
    "imports",
    "modeltrans",
    "pghistory",
    "pgtrigger",
    "axes",
    "csp",
    "django_htmx",
    "template_partials",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "config.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    },
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "rows"],
        "OPTIONS": {"environment": "records.jinja.environment"},
    },
]

# PostgreSQL and Redis: yours by address, else the embedded ones
EMBEDDED_DURABLE = env.bool("EMBEDDED_DURABLE", True)  # off: faster, for data that may be lost
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.dj_db_url("DATABASE_URL")
    if DATABASE_URL
    else {"ENGINE": "config.embedded_postgresql", "NAME": "parley"}
}
DATABASES["default"].setdefault("CONN_MAX_AGE", 600)
DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)
# Without a value, pgtrigger's look at this setting fails and is rolled back once for each row that
# a trigger sees, and each roll-back walks all deferred foreign keys: minutes for a bulk of rows.
connection_options = DATABASES["default"].setdefault("OPTIONS", {})
connection_options["options"] = (
    f"{connection_options.get('options', '')} -c pgtrigger.ignore={{}}".strip()
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# History: written by statement-level triggers, one insert for a bulk of rows
PGHISTORY_LEVEL = pgtrigger.Statement
PGHISTORY_ADMIN_CLASS = None

# Languages: English needs no prefix
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("uk", _("Ukrainian"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
MODELTRANS_AVAILABLE_LANGUAGES = ["fr", "uk"]
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", "UTC")

# People
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "config.clients.client_address"
AXES_VERBOSE = False
LOGIN_URL = "admin:login"

# Security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SECURE = HTTPS

# Files
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "uploads"  # imported files: never served, read by workers only
FILE_UPLOAD_PERMISSIONS = 0o600
IMPORT_MAX_BYTES = env.int("IMPORT_MAX_MB", 50) * 1024 * 1024
IMPORT_CHUNK_ROWS = env.int("IMPORT_CHUNK_ROWS", 1000)  # per transaction of reading
# Chunks per transaction of applying, whose statements look all of a file's actors and sources up
IMPORT_APPLY_CHUNKS = env.int("IMPORT_APPLY_CHUNKS", 5)
IMPORT_TRUSTED: list[str] = env.list(
    "IMPORT_TRUSTED", []
)  # forms of file that are published at once
IMPORT_MAX_UNPACKED_BYTES = 4 * IMPORT_MAX_BYTES  # of a workbook, which is a ZIP archive

# What Parley asks of others: `imports.fetching`
FETCH_ALLOWED: list[str] = env.list("FETCH_ALLOWED", [])  # names, addresses, networks of your own
FETCH_USER_AGENT = env.str("FETCH_USER_AGENT", "") or (
    f"Parley (+http{'s' if HTTPS else ''}://{next(iter(ALLOWED_HOSTS), 'localhost').lstrip('.*')}/)"
)

# Celery: the job is a row in PostgreSQL, so no result backend
CELERY_BROKER_URL = REDIS_URL or f"embedded+socket://{embedded.redis_socket(DATA_DIR)}"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
# Feeds do not wait for imports: queues of their own, each with workers of its own (config.run). A
# worker that is told of no queue serves them all.
QUEUES = ("celery", "imports", "feeds")
CELERY_TASK_QUEUES = [Queue(name, Exchange(name), routing_key=name) for name in QUEUES]
CELERY_TASK_ROUTES = {
    "imports.fetch_feed": {"queue": "feeds"},
    "imports.sweep_feeds": {"queue": "feeds"},
    "imports.*": {"queue": "imports"},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    "take up stuck imports": {"task": "imports.sweep", "schedule": 30.0},
    "fetch due feeds": {
        "task": "imports.sweep_feeds",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "forget old changes": {"task": "records.forget_old_changes", "schedule": 60.0},
}

# Pages kept for readers until the data change (records.keeping), beside the queue
KEEPS_PAGES = env.bool("KEEPS_PAGES", True)
EXPORTS_AT_ONCE = env.int("EXPORTS_AT_ONCE", 2)  # by a process: each keeps one of its threads
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache"
        if REDIS_URL
        else "config.page_store.EmbeddedCache",
        "LOCATION": REDIS_URL or f"unix://{embedded.redis_socket(DATA_DIR)}",
        "KEY_PREFIX": f"pages-{release(BASE_DIR)}",
        "OPTIONS": {
            "serializer": "config.page_store.Bytes",
            "socket_connect_timeout": 0.25,
            "socket_timeout": 0.5,
        },
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
}
