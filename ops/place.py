"""Where this house keeps its things, and how a command gets at its database and its rooms."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config import environment
from ops.postgres import EmbeddedPostgres

HOUSE = Path(__file__).resolve().parent.parent


def var() -> Path:
    """The folder of everything that changes."""
    return environment.folder("SUMVAY_VAR", HOUSE / "var")


def embedded() -> EmbeddedPostgres | None:
    """Our own PostgreSQL, not yet started; None when SUMVAY_DATABASE_URL names another."""
    if environment.text("SUMVAY_DATABASE_URL"):
        return None
    return EmbeddedPostgres(var() / "postgres")


@contextmanager
def database(own: EmbeddedPostgres | None = None) -> Iterator[str]:
    """The URL of the database, embedded (OWN) or from outside; Django and every child process use it meanwhile."""
    own = own or embedded()
    if own is None:
        yield environment.text("SUMVAY_DATABASE_URL")
        return
    with own as url:
        os.environ["SUMVAY_DATABASE_URL"] = url
        try:
            yield url
        finally:
            del os.environ["SUMVAY_DATABASE_URL"]


def open_rooms() -> None:
    """Make the rooms usable in this process; wrong settings end it here with exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
