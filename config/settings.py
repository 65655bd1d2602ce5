"""The one settings file. What differs between places is read from the environment, or from .env beside it."""

from datetime import date
from pathlib import Path

from csp.constants import NONE, SELF

from config import environment

BASE_DIR = Path(__file__).resolve().parent.parent
environment.load_env_file(BASE_DIR / ".env")

# What the pages call the product and whom it serves.
PRODUCT_NAME = environment.text("PRODUCT_NAME", "Plan in Hand")
COUNCIL_NAME = environment.text("COUNCIL_NAME", "Bury Council")

# Whom to ask for another format; an e-mail address becomes a link.
ACCESSIBILITY_CONTACT = environment.text("ACCESSIBILITY_CONTACT", "")

# Demonstration: known accounts on the sign-in page, and a today that stands still. It is the first of these days,
# inside an open round of the 2022 plan; the banner leads to the others, such as one after the SEND plan of 2024.
DEMONSTRATION = environment.switch("DEMONSTRATION", False)
DEMONSTRATION_DAYS = [date(2022, 6, 20), date(2024, 7, 8)]

DEBUG = environment.switch("DEBUG", False)
HTTPS = environment.switch("HTTPS", True)
SECRET_KEY = environment.text(
    "SECRET_KEY", "demonstration-only-" * 3 if DEMONSTRATION and not HTTPS else None
)
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "127.0.0.1,localhost")
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")
# How people reach the product: links in reminders begin with it.
SITE_ADDRESS = environment.site("SITE_ADDRESS", "http://127.0.0.1:8000")

INSTALLED_APPS = [
    "governance",
    "kpis",
    "improvement",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_filters",
    "django_tables2",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "improvement.middleware.health_needs_no_session",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "improvement.middleware.idle_time_out",
    "improvement.middleware.demonstration_day",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "improvement.middleware.KeepTyping",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "improvement.middleware.SayWhichDay",
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
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "improvement.context_processors.product",
            ],
            "builtins": ["improvement.templatetags.words", "improvement.templatetags.ratings"],
        },
    }
]
FORM_RENDERER = "improvement.forms.rendering.HouseRenderer"

DATABASES = {"default": environment.database("DATABASE_URL", BASE_DIR / "plan-in-hand.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Rate limits of the sign-in page live here, so every process must see the same cache.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}

# People
AUTH_USER_MODEL = "improvement.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    # Cyber Essentials 3.2: twelve characters and a deny list; no rules of composition, no forced change.
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "improvement:home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "improvement.accounts.InvitationOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "improvement.accounts.display_name"
ACCOUNT_EMAIL_VERIFICATION = "none"  # People are invited by name; the invitation itself proves the address.
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "improvement.forms.accounts.SignInForm",
    "reset_password": "improvement.forms.accounts.ForgottenPasswordForm",
    "reset_password_from_key": "improvement.forms.accounts.ChoosePasswordForm",
    "change_password": "improvement.forms.accounts.ChangePasswordForm",
}

# A session ends after this many idle minutes; the page warns first and no typing is lost.
SESSION_IDLE_MINUTES = environment.whole_number("SESSION_IDLE_MINUTES", 30)
SESSION_COOKIE_AGE = SESSION_IDLE_MINUTES * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_FAILURE_VIEW = "improvement.views.errors.form_expired"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "form-action": [SELF],
    }
}

# E-mail: to the console until a server is named, in a demonstration too.
EMAIL_HOST = environment.text("EMAIL_HOST", "")
EMAIL_PORT = environment.whole_number("EMAIL_PORT", 25)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = environment.switch("EMAIL_USE_TLS", bool(EMAIL_HOST))
EMAIL_TIMEOUT = environment.whole_number(
    "EMAIL_TIMEOUT", 30
)  # Seconds: a silent server must not hold a run up.
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = environment.text("FROM_EMAIL", f"{PRODUCT_NAME} <plan-in-hand@localhost>")

# Files
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "build" / "collected"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    BASE_DIR / "build" / "static",
    ("fonts", BASE_DIR / "node_modules" / "@fontsource" / "source-sans-3" / "files"),
]
# The sheet of printed pages: for paper only, so no browser is ever sent it.
PRINT_STYLES = BASE_DIR / "build" / "print" / "print.css"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": environment.text("EVIDENCE_FOLDER", str(BASE_DIR / "media"))},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Evidence: the largest file taken, in megabytes.
EVIDENCE_MAX_MEGABYTES = environment.whole_number("EVIDENCE_MAX_MEGABYTES", 20)

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

DJANGO_TABLES2_TEMPLATE = "parts/table.html"
DJANGO_TABLES2_TABLE_ATTRS = {"class": "data-table"}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"private": {"()": "config.logs.HidePrivateAddresses"}},
    "formatters": {
        "server": {
            "()": "django.utils.log.ServerFormatter",
            "format": "[{server_time}] {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["private"]},
        "server": {"class": "logging.StreamHandler", "filters": ["private"], "formatter": "server"},
    },
    "loggers": {
        # Filtered where they are made: Django gives what follows them handlers of its own.
        "django.request": {"filters": ["private"]},
        "django.security": {"filters": ["private"]},
        "django.server": {"handlers": ["server"], "level": "INFO", "propagate": False},
    },
    "root": {"handlers": ["console"], "level": environment.text("LOG_LEVEL", "WARNING")},
}
