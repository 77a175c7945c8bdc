"""The tests' own PostgreSQL: migrated once, copied for every run, one database per worker and per browser module."""

import fcntl
import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.db import connections

from config import environment
from ops.migrating import HOUSE, fingerprint, migrate
from ops.postgres import EmbeddedPostgres

STORE = HOUSE / "var" / "test-postgres"
TEMPLATE = "sumvay"
numbers = itertools.count(1)


def start_for_this_run() -> EmbeddedPostgres:
    """A running server of this test run alone, whose database `sumvay` is migrated and empty."""
    with _one_at_a_time():
        for left_behind in STORE.glob("run-*"):
            EmbeddedPostgres(left_behind).destroy()
        server = EmbeddedPostgres(STORE / f"run-{os.getpid()}", fleeting=True, copy_of=_prepared())
        server.start()
    return server


def lay_migrated(folder: Path) -> None:
    """Make FOLDER a stopped server's, as it is after `sumvay migrate`."""
    with _one_at_a_time(), EmbeddedPostgres(folder, copy_of=_prepared()):
        pass


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    STORE.mkdir(parents=True, exist_ok=True)
    with (STORE / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _prepared() -> EmbeddedPostgres:
    """A stopped server with the migrated database, made anew only when a migration changed."""
    prepared = EmbeddedPostgres(STORE / f"migrated-{fingerprint()}", fleeting=True)
    if (prepared.folder / "ready").exists():
        return prepared
    for outdated in STORE.glob("migrated-*"):
        EmbeddedPostgres(outdated).destroy()
    with prepared as url:
        assert migrate(url) == 0, "the migrations failed; their output is above"
    (prepared.folder / "ready").touch()
    return prepared


def address_of(server_url: str, database: str) -> str:
    """The URL of another database on the same server."""
    return urlsplit(server_url)._replace(path=f"/{database}").geturl()


def copy_template(server_url: str, purpose: str) -> str:
    """Make a fresh migrated database and give its URL."""
    name = f"test_{purpose}_{next(numbers)}"
    with psycopg.connect(address_of(server_url, "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    return address_of(server_url, name)


@contextmanager
def in_use(url: str) -> Iterator[str]:
    """Django, and every process started meanwhile, works on this database."""
    place = connections["default"].settings_dict
    before, before_url = dict(place), os.environ.get("SUMVAY_DATABASE_URL")
    connections["default"].close()
    os.environ["SUMVAY_DATABASE_URL"] = url
    place.update(environment.database("SUMVAY_DATABASE_URL", Path("absent")))
    try:
        yield url
    finally:
        connections["default"].close()
        place.update(before)
        os.environ.pop("SUMVAY_DATABASE_URL")
        if before_url is not None:
            os.environ["SUMVAY_DATABASE_URL"] = before_url
