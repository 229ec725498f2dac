"""Roof: all settings in one file. What differs between places comes from the environment (portal/env.py)."""

import sqlite3
import sys
from pathlib import Path

import dj_database_url
from django.utils.csp import CSP

from portal import env
from portal.sqlite import journal_mode

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR") or BASE_DIR / "var")
PRODUCTION = env.choice("PORTAL_ENV", ("demo", "production"), "demo") == "production"
TESTING = "pytest" in sys.modules

# --- what this portal is -------------------------------------------------------------------------
HOME_PREFECTURE = env.text("HOME_PREFECTURE", "28")  # JIS X 0401; its municipalities are the members
PORTAL_NAME = env.text("PORTAL_NAME", "ひょうご地域DXポータル")
DEMO = not PRODUCTION
# Rows that the one search box finds: each class has `search_entries()` and `for_search()`.
SEARCHABLE = ["cases.models.CaseStudy", "meetings.models.Statement", "meetings.models.Meeting", "matching.models.Need"]

# --- safety --------------------------------------------------------------------------------------
DEBUG = env.flag("DEBUG") and not PRODUCTION
SECRET_KEY = env.secret_key(VAR_DIR, production=PRODUCTION)
ALLOWED_HOSTS = env.hosts(production=PRODUCTION)
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
BEHIND_TLS = env.flag("BEHIND_TLS", default=PRODUCTION)  # a TLS front sets X-Forwarded-Proto
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_TLS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "__Host-sid" if BEHIND_TLS else "sid"
CSRF_COOKIE_NAME = "__Host-csrf" if BEHIND_TLS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "portal.views.pages.csrf_failure"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024  # a pasted record may be long; files are limited in documents/uploads.py
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_PERMISSIONS = 0o640

# --- rooms ---------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "portal.apps.PortalConfig",
    "portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "accounts",
    "vocabulary",
    "documents",
    "search",
    "cases",
    "meetings",
    "matching",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.middleware.RefusedPage",
    "portal.middleware.PrivateAnswers",
    "portal.middleware.PlainAddresses",
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
                "portal.layout.frame",
            ],
            "builtins": ["django.templatetags.static", "vocabulary.templatetags.japanese"],
        },
    }
]
FORM_RENDERER = "portal.forms.PortalFormRenderer"

# --- data ----------------------------------------------------------------------------------------
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": VAR_DIR / "db.sqlite3",
    "OPTIONS": {
        "timeout": 20,
        # Writers queue instead of failing half way; every commit is on disk before it is acknowledged.
        "transaction_mode": "IMMEDIATE",
        "init_command": f"PRAGMA journal_mode={journal_mode(sqlite3.sqlite_version_info)};"
        "PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
    },
}
DATABASES = {"default": SQLITE}
if database_url := env.text("DATABASE_URL"):
    DATABASES["default"] = dj_database_url.parse(database_url, conn_max_age=0 if TESTING else 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache"
        if TESTING
        else "django.core.cache.backends.db.DatabaseCache",  # shared by all workers: sign-in limits count once
        "LOCATION": "cache",
    }
}

# --- people --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.InvitedOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation already proves the address
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.text("TRUSTED_PROXY_COUNT", "1" if PRODUCTION else "0"))
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend"
        if env.text("MAIL_HOST")
        else "django.core.mail.backends.console.EmailBackend",
        "OPTIONS": {"host": env.text("MAIL_HOST")} if env.text("MAIL_HOST") else {},
    }
}
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "portal@localhost")

# --- words, time, files --------------------------------------------------------------------------
LANGUAGE_CODE = "ja"
TIME_ZONE = "Asia/Tokyo"
USE_I18N = True
USE_TZ = True
FILTERS_EMPTY_CHOICE_LABEL = "すべて"
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "uploads"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- API -----------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["portal.bodies.BoundedJSON"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["portal.conditions.ReadAnyWriteSignedIn"],
    "DEFAULT_PAGINATION_CLASS": "portal.conditions.Pages",
    "DEFAULT_FILTER_BACKENDS": ["portal.conditions.StrictFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "portal.schema.PortalSchema",
    "EXCEPTION_HANDLER": "portal.api.problem",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Yokoten API",
    "DESCRIPTION": "Cases, rollouts, needs and meeting records of a prefecture and its municipalities.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    # Fields of one name with different choices: each set of choices is named once.
    "ENUM_NAME_OVERRIDES": {
        "CaseKindEnum": "cases.choices.CaseKind",
        "CaseStatusEnum": "cases.choices.CaseStatus",
        "RolloutStageEnum": "cases.choices.RolloutStage",
        "NeedStatusEnum": "matching.choices.NeedStatus",
        "MeetingStatusEnum": "meetings.choices.MeetingStatus",
        "SpeakerKindEnum": "meetings.choices.SpeakerKind",
        "StatementKindEnum": "meetings.choices.StatementKind",
    },
}

# --- logs ----------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO" if not TESTING else "CRITICAL"},
}
