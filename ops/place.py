"""Where this house keeps its things, and how a command gets at its database and its rooms."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config import environment
from ops.migrating import is_migrated, migrate
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
    """Make the rooms usable in this process, on the database that `database()` has found meanwhile."""
    import django

    from config import settings

    # The settings were checked before the embedded database had an address
    settings.DATABASES["default"] |= environment.database("SUMVAY_DATABASE_URL", settings.DATABASE_ADDRESS)
    django.setup()


@contextmanager
def rooms(*, make_tables: bool = False) -> Iterator[str]:
    """The rooms on their database; tables of another version are refused, or made when MAKE_TABLES."""
    with database() as url:
        if make_tables and migrate(url):
            raise SystemExit(1)
        if not is_migrated(url):
            sys.stderr.write("sumvay: the tables are not those of this version; run `sumvay migrate` first.\n")
            raise SystemExit(1)
        open_rooms()
        yield url
