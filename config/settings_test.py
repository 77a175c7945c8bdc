"""The few differences for tests; the database itself comes from tests/conftest.py."""

import atexit
import os
import shutil
import tempfile

# Files of a test run lie apart, also for the processes that the run starts
if "SUMVAY_VAR" not in os.environ:
    os.environ["SUMVAY_VAR"] = tempfile.mkdtemp(prefix="sumvay-test-")
    atexit.register(shutil.rmtree, os.environ["SUMVAY_VAR"], ignore_errors=True)

# Tests run side by side have databases of their own: what one finds without a row, and sweeps, is a file of another
if os.environ.get("PYTEST_XDIST_WORKER", "") not in ("", os.path.basename(os.environ["SUMVAY_VAR"])):
    os.environ["SUMVAY_VAR"] = os.path.join(os.environ["SUMVAY_VAR"], os.environ["PYTEST_XDIST_WORKER"])
    os.makedirs(os.environ["SUMVAY_VAR"], exist_ok=True)

from config.settings import *  # noqa: F403
from config.settings import LOGGING, PROCRASTINATE_IMPORT_PATHS, STORAGES

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
LOGGING = {**LOGGING, "root": {"handlers": ["stderr"], "level": "WARNING"}}
PROCRASTINATE_IMPORT_PATHS = [*PROCRASTINATE_IMPORT_PATHS, "tests.jobs"]
