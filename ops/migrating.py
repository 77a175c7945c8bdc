"""Migrates a database, and remembers inside it which migrations it has, so that nothing is done twice."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg

HOUSE = Path(__file__).resolve().parent.parent
# In one process, and Wagtail's hundred migrations while few tables are known: each of them looks at all that are
SCRIPT = """
import django
from django.core.management import call_command
django.setup()
call_command("migrate", "wagtailcore", verbosity=0)
call_command("migrate", verbosity=0)
call_command("createcachetable")
"""


def fingerprint() -> str:
    """A short text that changes whenever a migration of ours or a package changes."""
    digest = hashlib.sha256()
    for path in [*sorted(HOUSE.glob("sumvay/*/migrations/*.py")), HOUSE / "requirements.txt"]:
        digest.update(f"{path.relative_to(HOUSE)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def is_migrated(url: str) -> bool:
    """Whether this database was migrated with exactly these migrations."""
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT obj_description(to_regclass('public.django_migrations'), 'pg_class')"
        ).fetchone()
    return row[0] == fingerprint()


def migrate(url: str) -> int:
    """Bring the database up to date, unless it is; 0 when it is now. When a migration fails Django has said why."""
    if is_migrated(url):
        return 0
    sys.stdout.write("The tables are being brought up to date …\n")
    sys.stdout.flush()
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings", **os.environ, "SUMVAY_DATABASE_URL": url}
    failed = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, cwd=HOUSE).returncode
    if failed:
        return failed
    with psycopg.connect(url) as connection:
        connection.execute(f"COMMENT ON TABLE django_migrations IS '{fingerprint()}'")
    return 0
