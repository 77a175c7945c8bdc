"""Runs the house: the web server, the worker, the embedded database, or all three together."""

import copy
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
from rich.console import Console

from config import environment
from ops import place
from ops.children import Child, on_signals
from ops.migrating import is_migrated
from ops.postgres import EmbeddedPostgres, unused_port

out = Console(highlight=False, soft_wrap=True)
FIRST_PORT, LAST_PORT = 8000, 8019


def serve(*, host: str, port: int) -> int:
    """Serve pages until told to stop."""
    with place.database():
        place.open_rooms()
        from django.conf import settings
        from granian import Granian
        from granian.constants import Interfaces
        from granian.log import LogLevels

        from ops import static_files
        from sumvay.ui import kept_pages

        if not settings.STORAGES["staticfiles"]["BACKEND"].startswith("django."):
            static_files.gather()
        # Their templates and styles may be of another version
        kept_pages.drop_all()
        # So that its processes count readers' networks together
        os.environ["SUMVAY_READ_KEY"] = settings.READ_KEY
        threading.Thread(target=_tell_when_answering, args=[port], daemon=True).start()
        Granian(
            "config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=settings.WEB_WORKERS,
            blocking_threads=settings.WEB_THREADS,
            # A thread that goes leaves its line to the database behind until the collector comes by
            blocking_threads_idle_timeout=600,
            websockets=False,
            log_level=LogLevels.error,
            log_dictconfig=copy.deepcopy(settings.LOGGING),
            respawn_failed_workers=True,
        ).serve()
    return 0


def work() -> int:
    """Do the jobs of the queue until told to stop; what a dead worker left is taken up first."""
    with place.database():
        place.open_rooms()
        from django.conf import settings
        from procrastinate.contrib.django import app
        from procrastinate.exceptions import AlreadyEnqueued

        from config.jobs import SILENT_SECONDS, rescue_stalled_jobs

        with suppress(AlreadyEnqueued):
            rescue_stalled_jobs.defer(timestamp=int(time.time()))
        with app.replace_connector(app.connector.get_worker_connector()) as worker:
            worker.run_worker(
                concurrency=settings.JOBS_AT_ONCE,
                # A call that comes while it looks for work is lost; it looks again this soon
                fetch_job_polling_interval=1,
                update_heartbeat_interval=SILENT_SECONDS / 4,
                stalled_worker_timeout=SILENT_SECONDS,
            )
    return 0


def keep_database() -> int:
    """Keep the embedded PostgreSQL up until told to stop, and bring it back when it falls."""
    own = place.embedded()
    if own is None:
        sys.stderr.write("sumvay: SUMVAY_DATABASE_URL names another database; there is nothing to keep.\n")
        _tell_ready()
        return 2
    stopping = on_signals()
    with own:
        _tell_ready()
        out.print(f"The database in {own.folder} is up.")
        while not stopping.wait(0.3):
            own.revive()
    return 0


def _tell_ready() -> None:
    """Tell systemd, where it waits for that, by the protocol of sd_notify(3)."""
    if address := os.environ.get("NOTIFY_SOCKET"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
            told.sendto(b"READY=1", address)


def _tell_when_answering(port: int) -> None:
    """Tell systemd when the first page can be had."""
    while os.environ.get("NOTIFY_SOCKET"):
        if _answers(port):
            _tell_ready()
            return
        time.sleep(0.2)


def run(*, host: str, port: int | None, demo: bool) -> int:
    """Everything on one machine: database, migrations, demo the first time, web and worker, until Ctrl-C."""
    stopping = on_signals()
    own = place.embedded()
    with claimed_port(host, port) as port, place.database(own) as url:
        os.environ.setdefault("SUMVAY_BASE_URL", f"http://127.0.0.1:{port}")
        _prepare(url, demo, stopping)
        everyone = [] if stopping.is_set() else _start_all(host, port)
        try:
            return _keep(everyone, own, port, stopping)
        finally:
            for child in everyone:
                child.ask_to_stop()
            for child in everyone:
                child.stop()


def _start_all(host: str, port: int) -> list[Child]:
    """Web and worker; without a mail server also a catcher, so that letters can be looked at and harm nobody."""
    log = place.var() / "log"
    everyone = []
    if not environment.text("SUMVAY_EMAIL_URL"):
        mail_port = str(unused_port())
        os.environ |= {"SUMVAY_EMAIL_URL": f"smtp://127.0.0.1:{mail_port}", "SUMVAY_DEMO": "yes"}
        everyone.append(Child("catch-mail", "--port", mail_port, log=log / "mail.log"))
    everyone.append(Child("serve", "--host", host, "--port", str(port), log=log / "web.log"))
    return [*everyone, Child("work", log=log / "worker.log")]


def _prepare(url: str, demo: bool, stopping: threading.Event) -> None:
    """Migrate, and load the demo into an empty house; each only when needed."""
    if not is_migrated(url):
        _do("migrate", stopping)
    if demo and find_spec("ops.demo") and not stopping.is_set() and _is_empty(url):
        _do("demo", stopping)


def _do(command: str, stopping: threading.Event) -> None:
    """Run one command to its end; when it fails, so do we, and it has said why."""
    if Child(command).finish(stopping) and not stopping.is_set():
        raise SystemExit(1)


def _keep(everyone: list[Child], own: EmbeddedPostgres | None, port: int, stopping: threading.Event) -> int:
    """Greet when the web answers, then bring back what falls, until told to stop."""
    greeted = False
    while not stopping.wait(0.1 if not greeted else 0.5):
        if own is not None:
            own.revive()
        for child in everyone:
            if not child.keep_alive():
                sys.stderr.write(f"sumvay: {child.arguments[0]} keeps ending; see {child.log}\n")
                return 1
        if not greeted and _answers(port):
            greeted = True
            _greet(port)
    out.print("Stopped. Everything is kept; start again with the same command.")
    return 0


def _greet(port: int) -> None:
    """Say where it is and who can look at what."""
    out.print(f"\n[bold]Sum Vầy[/bold] is at [bold cyan]http://127.0.0.1:{port}/[/bold cyan]\n")
    if find_spec("ops.demo"):
        from ops.demo import PASSPHRASE, SIGN_INS

        for sign_in in SIGN_INS:
            out.print(f"  {sign_in.login:<20} {sign_in.password:<18} {sign_in.sees}")
        out.print(f"  Mật khẩu khóa của ý kiến kín (tinh, phuong, kiemtra): {PASSPHRASE}")
    out.print(f"\nLogs are in {place.var() / 'log'}. Ctrl-C stops everything.")


def _is_empty(url: str) -> bool:
    """Whether no unit exists yet."""
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT NOT EXISTS (SELECT FROM org_unit)").fetchone()[0]


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return answer.status == 200
    except (URLError, ConnectionError, TimeoutError):
        return False


@contextmanager
def claimed_port(host: str, asked: int | None) -> Iterator[int]:
    """
    The port asked for, else the first free one from 8000 on, which no other `sumvay run` takes meanwhile.

    Between looking and listening minutes may pass, and the web server shares its port with whoever else allows it.
    """
    ports = [asked] if asked else range(FIRST_PORT, LAST_PORT + 1)
    with socket.socket(socket.AF_UNIX) as claim:
        if port := next((port for port in ports if _is_claimed(claim, host, port)), None):
            yield port
            return
    taken = f"port {asked} is taken" if asked else f"no free port from {FIRST_PORT} to {LAST_PORT}"
    sys.stderr.write(f"sumvay: {taken}; choose one with --port.\n")
    raise SystemExit(2)


def _is_claimed(claim: socket.socket, host: str, port: int) -> bool:
    with socket.socket() as probe, suppress(OSError):
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
        # An address without a file (unix(7)): it goes with the process
        claim.bind(f"\0sumvay.port.{port}")
        return True
    return False
