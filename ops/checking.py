"""Looks at everything that must be right on a machine, and says what is not."""

import imaplib
import shutil
import smtplib
from collections.abc import Callable

import psycopg
from rich.console import Console

from ops import migrating, place

OLDEST_SERVER = 150000
LITTLE_SPACE = 2_000_000_000
EXTENSIONS = ("btree_gist", "pg_trgm")
SILENT_WORKER_SECONDS = 60

out = Console(highlight=False, soft_wrap=True)


class Wrong(Exception):
    """One thing is not as it must be; the text says what, and what to do."""


def check(*, mail: str | None) -> int:
    """Print one line for each thing looked at; 0 when all is right. MAIL "" signs in only, an address gets a letter."""
    with place.database() as url:
        place.open_rooms()
        looks: list[tuple[str, Callable[[], str]]] = [
            ("settings", _settings),
            ("space", _space),
            ("database", lambda: _database(url)),
            ("migrations", lambda: _migrations(url)),
            ("worker", lambda: _worker(url)),
        ]
        if mail is not None:
            looks += [("mail out", lambda: _mail_out(mail)), ("mail in", _mail_in)]
        return max([_look(name, look) for name, look in looks])


def _look(name: str, look: Callable[[], str]) -> int:
    """Print what was found; 1 when it is wrong."""
    try:
        out.print(f"[green]right[/green]  {name}: {look()}")
    except Wrong as wrong:
        out.print(f"[red]wrong[/red]  {name}: {wrong}")
        return 1
    return 0


def _settings() -> str:
    from django.conf import settings
    from django.core.checks import ERROR, run_checks

    serious = [str(found.msg) for found in run_checks() if found.level >= ERROR]
    if serious:
        raise Wrong("; ".join(serious))
    if settings.DEBUG:
        raise Wrong("SUMVAY_DEBUG is on; turn it off where people work.")
    return settings.BASE_URL


def _space() -> str:
    folder = place.var()
    free = shutil.disk_usage(folder).free
    if free < LITTLE_SPACE:
        raise Wrong(f"only {free / 1e9:.1f} GB are left in {folder}; make room.")
    return f"{free / 1e9:.0f} GB free in {folder}"


def _database(url: str) -> str:
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            number = connection.info.server_version
            known = {row[0] for row in connection.execute("SELECT name FROM pg_available_extensions")}
    except psycopg.OperationalError as error:
        raise Wrong(str(error).splitlines()[0]) from error
    if number < OLDEST_SERVER:
        raise Wrong(f"PostgreSQL {number // 10000} is too old; 15 or newer is needed.")
    if missing := set(EXTENSIONS) - known:
        raise Wrong(f"the extensions {', '.join(sorted(missing))} are not there; install PostgreSQL's contrib package.")
    return f"PostgreSQL {number // 10000}.{number % 10000}"


def _migrations(url: str) -> str:
    if not migrating.is_migrated(url):
        raise Wrong("the tables are not those of this version; run `sumvay migrate`.")
    return "up to date"


def _worker(url: str) -> str:
    with psycopg.connect(url) as connection:
        if connection.execute("SELECT to_regclass('procrastinate_workers')").fetchone()[0] is None:
            raise Wrong("there is no queue yet; run `sumvay migrate`.")
        alive, waiting, failed = connection.execute(
            "SELECT (SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - %s * interval '1 s'),"
            " count(*) FILTER (WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()),"
            " count(*) FILTER (WHERE status = 'failed') FROM procrastinate_jobs",
            [SILENT_WORKER_SECONDS],
        ).fetchone()
    found = f"{alive} at work, {waiting} jobs waiting, {failed} failed"
    if not alive:
        raise Wrong(f"{found}; start one with `sumvay work`.")
    return found


def _mail_out(address: str) -> str:
    from django.conf import settings
    from django.core.mail import EmailMessage, mailers

    if "smtp" not in settings.MAILERS["default"]["BACKEND"]:
        raise Wrong(f"SUMVAY_EMAIL_URL is not set; letters only lie in {place.var() / 'outbox'}.")
    server = settings.MAILERS["default"]["OPTIONS"]["host"]
    try:
        with mailers.default as connection:
            if address:
                connection.send_messages([EmailMessage("Sum Vầy", "sumvay check --mail", to=[address])])
    except (OSError, smtplib.SMTPException) as error:
        raise Wrong(f"{server} did not take us in: {error}") from error
    return f"{server}, a letter went to {address}" if address else f"{server} lets us in"


def _mail_in() -> str:
    from django.conf import settings

    box = settings.MAILBOX
    if box is None:
        raise Wrong("SUMVAY_IMAP_URL is not set; reports by e-mail cannot come in.")
    door = imaplib.IMAP4_SSL if box["ssl"] else imaplib.IMAP4
    try:
        with door(box["host"], box["port"], timeout=20) as connection:
            connection.login(box["user"], box["password"])
            answer, count = connection.select(box["folder"])
    except (OSError, imaplib.IMAP4.error) as error:
        raise Wrong(f"{box['host']} did not let us in: {error}") from error
    if answer != "OK":
        raise Wrong(f"{box['host']} has no folder {box['folder']}.")
    return f"{box['host']} {box['folder']}, {int(count[0])} letters"
