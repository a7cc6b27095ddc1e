"""Settings. Every name read from the environment is documented in docs/configuration.md.

All state lies under DATA_DIR. Nothing here needs a server: the defaults are
SQLite and the embedded search engine.
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.prefix = ""

# --- safety -----------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
DEVELOPMENT_SECRET_KEY = "development-only-not-secret"  # noqa: S105 - refused below unless DEBUG
SECRET_KEY = env.str("SECRET_KEY", default=DEVELOPMENT_SECRET_KEY if DEBUG else "")
if not DEBUG and SECRET_KEY in ("", DEVELOPMENT_SECRET_KEY):
    raise ImproperlyConfigured("SECRET_KEY is not set: without DEBUG nothing starts with a default key (see docs/configuration.md)")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
HTTPS = env.bool("HTTPS", default=BASE_URL.startswith("https://"))
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz(/|$)", r"^metrics$"]  # watchers ask the process itself, behind the proxy that ends TLS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.views.errors.form_refused"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail shows previews in a frame of its own site
SILENCED_SYSTEM_CHECKS = [
    "security.W005", "security.W021",  # the city's other sites are not this one's to bind to HTTPS
    "security.W019",  # see X_FRAME_OPTIONS
]  # fmt: skip

# --- state ------------------------------------------------------------------
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds keys, accounts and officers' files
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
#: Workbooks as officers sent them: kept as evidence, never served.
IMPORT_ROOT = DATA_DIR / "imports"
SEARCH_INDEX_DIR = DATA_DIR / "index"

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
#: Longest statement of a web request, in seconds, and longest wait for another writer; 0 for no limit. PostgreSQL only.
DATABASE_STATEMENT_TIMEOUT = env.int("DATABASE_STATEMENT_TIMEOUT", default=30)
DATABASE_LOCK_TIMEOUT = env.int("DATABASE_LOCK_TIMEOUT", default=20)
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # WAL lets readers go on while one writes; immediate transactions wait for
    # the write lock instead of failing in the middle.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
    }
elif "postgresql" in DATABASES["default"]["ENGINE"]:
    # Who it is, for pg_stat_activity; a server that does not answer is given up before the reader gives up.
    DATABASES["default"]["OPTIONS"] = {"application_name": "portal", "connect_timeout": 5, **DATABASES["default"].get("OPTIONS", {})}
    # A pool that changes the server between transactions (PgBouncer) knows no cursor that outlives one.
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = env.bool("DATABASE_POOLED", default=False)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
# Rendered pages, about 6 kB each as packed. A memory cache of its own, since the
# default one holds 300 entries only; a shared cache serves both.
CACHES["pages"] = dict(CACHES["default"])
if "locmem" in CACHES["pages"]["BACKEND"]:
    CACHES["pages"] |= {"LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": env.int("PAGE_CACHE_ENTRIES", default=5_000)}}

# --- the portal's own settings ------------------------------------------------
#: Largest workbook taken, in bytes, and the most it may unpack to.
IMPORT_MAX_BYTES = env.int("IMPORT_MAX_BYTES", default=32 * 1024 * 1024)
IMPORT_MAX_EXPANDED_BYTES = env.int("IMPORT_MAX_EXPANDED_BYTES", default=512 * 1024 * 1024)
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
#: Items that one download gives at most; a narrower question gives the rest.
DOWNLOAD_MAX_ITEMS = env.int("DOWNLOAD_MAX_ITEMS", default=50_000)
#: Requests that one client address may make of what costs, cached pages apart: a number and s, m or h; empty for no limit.
#: Generous: a town hall or a library comes from one address.
RATE_LIMIT_SEARCH = env.str("RATE_LIMIT_SEARCH", default="600/m")
RATE_LIMIT_API = env.str("RATE_LIMIT_API", default="600/m")
RATE_LIMIT_DOWNLOADS = env.str("RATE_LIMIT_DOWNLOADS", default="60/h")
RATE_LIMIT_EXEMPT = env.list("RATE_LIMIT_EXEMPT", default=["127.0.0.0/8", "::1/128"])
#: Proxies before the portal, each of which adds to X-Forwarded-For.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1 if SECURE_PROXY_SSL_HEADER else 0)
#: A deadline is near when so many working days are left, the last day included; the terms themselves are rows (docs/clock.md).
CLOCK_AMBER_WORKING_DAYS = env.int("CLOCK_AMBER_WORKING_DAYS", default=2)
#: Who may read /metrics: whoever sends this token (Authorization: Bearer …), or asks from one of these networks. Nobody unless set.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
METRICS_NETWORKS = env.list("METRICS_NETWORKS", default=[])
#: A question that takes the engine so many seconds is written to the log, with its shape and without its words; 0 for none.
SEARCH_SLOW_SECONDS = env.float("SEARCH_SLOW_SECONDS", default=1.0)
#: Changes that wait longer than this for an index, in seconds, are a reason to look.
SEARCH_LAG_SECONDS = env.float("SEARCH_LAG_SECONDS", default=300.0)
#: A cluster of Elasticsearch; several hosts between commas. Without one the embedded engine answers.
ELASTICSEARCH_URL = env.list("ELASTICSEARCH_URL", default=[])
ELASTICSEARCH_API_KEY = env.str("ELASTICSEARCH_API_KEY", default="")
ELASTICSEARCH_USER = env.str("ELASTICSEARCH_USER", default="")
ELASTICSEARCH_PASSWORD = env.str("ELASTICSEARCH_PASSWORD", default="")
ELASTICSEARCH_CA = env.str("ELASTICSEARCH_CA", default="")
ELASTICSEARCH_PREFIX = env.str("ELASTICSEARCH_PREFIX", default="portal")
ELASTICSEARCH_SHARDS = env.int("ELASTICSEARCH_SHARDS", default=1)
ELASTICSEARCH_REPLICAS = env.int("ELASTICSEARCH_REPLICAS", default=0)
ELASTICSEARCH_REFRESH = env.str("ELASTICSEARCH_REFRESH", default="1s")
#: From when on the cluster itself logs what is slow. Off: its log would hold the words of questions.
ELASTICSEARCH_SLOW_QUERY = env.str("ELASTICSEARCH_SLOW_QUERY", default="-1")
ELASTICSEARCH_SLOW_INDEX = env.str("ELASTICSEARCH_SLOW_INDEX", default="-1")
#: Which engine answers: "embedded" (no server) or "elastic".
SEARCH_ENGINE = env.str("SEARCH_ENGINE", default="elastic" if ELASTICSEARCH_URL else "embedded")

# --- applications -------------------------------------------------------------
INSTALLED_APPS = [
    "portal",
    "search",
    "content",
    "enforcement",
    "import_export",
    "django_tasks",
    "django_tasks_db",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.public_headers.PublicHeadersMiddleware",
    "portal.middleware.count_requests.CountRequestsMiddleware",
    "portal.middleware.odd_path.OddPathMiddleware",
    "portal.middleware.page_cache.PageCacheMiddleware",
    "portal.middleware.throttle.ThrottleMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- language and time --------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = USE_TZ = True

# --- static files -------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
    "imports": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": IMPORT_ROOT, "base_url": None, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
}

# --- Wagtail ------------------------------------------------------------------
WAGTAIL_SITE_NAME = "执法公示平台"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "简体中文")]
WAGTAIL_ENABLE_UPDATE_CHECK = False  # the portal runs in networks without a way out
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no request leaves the site
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- logging ------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    # Two lines for each task done would drown what matters; the worker sets its loggers' level itself.
    "filters": {
        "no_routine": {
            "()": "django.utils.log.CallbackFilter",
            "callback": lambda record: record.levelname != "INFO" or not record.name.startswith("django_tasks"),
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_routine"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    # A line for every question to the cluster, however fast: what is slow has a log of its own (search.slow).
    "loggers": {"elastic_transport": {"level": "WARNING"}},
}
