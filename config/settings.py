"""All settings, from the environment alone; a wrong value stops the start with one sentence and exit code 2."""

import secrets
from pathlib import Path

from django.utils.csp import CSP

from config import environment as env

HOUSE = Path(__file__).resolve().parent.parent
VAR = env.folder("SUMVAY_VAR", HOUSE / "var")

# Who we are on the network
DEBUG = env.yes_or_no("SUMVAY_DEBUG", default=False)
SECRET_KEY = env.secret("SUMVAY_SECRET_KEY", VAR / "secret")
BASE_URL = env.web_address("SUMVAY_BASE_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = env.names("SUMVAY_HOSTS", f"{BASE_URL.split('//')[1].rsplit(':', 1)[0]},127.0.0.1,localhost")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
BEHIND_TLS = BASE_URL.startswith("https://")
WSGI_APPLICATION = "config.wsgi.application"
ROOT_URLCONF = "config.urls"
WEB_WORKERS = env.whole_number("SUMVAY_WEB_WORKERS", 1, 1, 64)
WEB_THREADS = env.whole_number("SUMVAY_WEB_THREADS", 4, 1, 128)
JOBS_AT_ONCE = env.whole_number("SUMVAY_JOBS_AT_ONCE", 4, 1, 64)
# Tells readers' networks apart until the web server ends; given from process to process, written down nowhere
READ_KEY = env.text("SUMVAY_READ_KEY") or secrets.token_hex(32)

# Before the packages, so that a room's templates and words win over theirs
ROOMS = [
    "sumvay.dashboard",
    "sumvay.portal",
    "sumvay.reorganisation",
    "sumvay.reporting",
    "sumvay.newsroom",
    "sumvay.feedback",
    "sumvay.directives",
    "sumvay.documents",
    "sumvay.campaigns",
    "sumvay.notifications",
    "sumvay.mail",
    "sumvay.files",
    "sumvay.tally",
    "sumvay.org",
    "sumvay.accounts",
    "sumvay.audit",
    "sumvay.ui",
    "sumvay.vietnamese",
    "sumvay.links",
]
INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "django_htmx",
    "procrastinate.contrib.django",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.embeds",
    "wagtail.admin",
    "wagtail.search",
    "wagtail",
    "modelcluster",
    "taggit",
]
MIDDLEWARE = [
    "config.unseen.UnseenMiddleware",
    "config.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "config.editor_policy.EditorPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "config.refuse_nul.RefuseNulMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sumvay.accounts.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sumvay.org.middleware.ActingUnitMiddleware",
    "sumvay.newsroom.middleware.EditorDoorsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HOUSE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# The database: PostgreSQL from outside, else the embedded one that `sumvay run` keeps in VAR
DATABASE_ADDRESS = VAR / "postgres" / "address"
DATABASES = {
    "default": {
        **env.database("SUMVAY_DATABASE_URL", DATABASE_ADDRESS),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database, so that the limits on sign-in attempts hold across processes
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    # Wagtail would keep a copy of each small picture's row, at five questions a picture, where one finds them all
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
PROCRASTINATE_IMPORT_PATHS = ["config.jobs"]

# Language and time
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
# The rooms' catalogues are found by themselves; the frame's own words live with the design system, what Wagtail
# lacks in the newsroom
LOCALE_PATHS = [HOUSE / "sumvay" / "ui" / "locale", HOUSE / "sumvay" / "newsroom" / "wagtail_locale"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# Sign-in: by e-mail or phone with a password, accounts only by invitation
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "sumvay.newsroom.auth_backend.PostsBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_ADAPTER = "sumvay.accounts.allauth_adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone", "password1*"]
# An invitation link has already shown that the address or number is the officer's own
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PHONE_VERIFICATION_ENABLED = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "reset_password": "20/m/ip,5/m/key",
    # Asking for the bulletin uses up nobody's way to a new password
    "subscribe": "10/m/ip,5/m/key",
    # Passphrases of officers who read sealed messages
    "sealed": "10/300s/key",
}
# Behind TLS stands one proxy of ours; without it nobody's X-Forwarded-For is believed
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_TLS else 0
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Sum Vầy"

# What browsers may do
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "object-src": [CSP.NONE],
    # A film there plays in the page once the reader has pressed; nothing is asked of it before
    "frame-src": [CSP.SELF, "https://www.youtube-nocookie.com"],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
# Wagtail's editor writes style elements of its own, and shows its preview in a frame
EDITOR_PATH = "/newsroom/editor/"
EDITOR_CSP = {
    **SECURE_CSP,
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "frame-ancestors": [CSP.SELF],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_SECURE = BEHIND_TLS
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = BEHIND_TLS

# Files
MEDIA_ROOT = VAR / "files"
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
# Sizes of published pictures, for everyone; originals stay in MEDIA_ROOT behind their doors
PICTURES = VAR / "pictures"
# Readers' pages as they were last rendered, which nginx serves before it asks us; see sumvay.ui.kept_pages
KEPT_PAGES = VAR / "pages"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "pictures": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": PICTURES,
            "base_url": "/pictures/",
            "file_permissions_mode": 0o644,
            "directory_permissions_mode": 0o755,
        },
    },
    "staticfiles": {"BACKEND": "config.static_storage.RememberingStaticFilesStorage"},
}
# Films of published pieces under names nobody guesses, for everyone: second names of files in MEDIA_ROOT
FILMS = VAR / "films"
# How much room the films of one unit may take, and what stays free on the disk whatever comes
FILM_GIGABYTES = env.whole_number("SUMVAY_FILM_GIGABYTES", 6, 1, 100_000)
FREE_GIGABYTES = env.whole_number("SUMVAY_FREE_GIGABYTES", 5, 1, 100_000)
WHITENOISE_MAX_AGE = 3600
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# Text and fields of one request; a file's own limit is the business of the room `files`
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 30

# Letters out and in; without a server, letters lie as files in VAR/outbox
MAILERS = {"default": env.mailer("SUMVAY_EMAIL_URL", VAR / "outbox")}
DEFAULT_FROM_EMAIL = env.sender("SUMVAY_MAIL_FROM", "sumvay@localhost")
MAILBOX = env.mailbox("SUMVAY_IMAP_URL")
# Said by `sumvay run` when it takes letters in on this machine: each person may then look at their own
SUMVAY_DEMO = env.yes_or_no("SUMVAY_DEMO", default=False)

# The newsroom's editor
WAGTAIL_SITE_NAME = "Sum Vầy"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "newsroom.NewsPicture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "sumvay.newsroom.forms.uploads.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "newsroom.NewsDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "sumvay.newsroom.forms.uploads.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "csv", "txt"]

# Logs: one JSON object a line on stderr, with the request's id and without personal data
LOG_LEVEL = env.one_of("SUMVAY_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.JsonLine"}},
    # What members write in confidence leaves no line
    "filters": {"seen": {"()": "config.unseen.Seen"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["seen"]}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        # Every request is logged once by config.request_id
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        # Statements carry what people typed
        "django.db.backends": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "mail.log": {"level": "WARNING"},
        "pdfminer": {"level": "ERROR"},
        "procrastinate": {"level": "WARNING"},
        # They name titles
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
    },
}
