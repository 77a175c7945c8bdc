"""Backup and restore: database and files in one archive that says what it holds."""

import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import time
import zlib
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, NoReturn

import psycopg
from psycopg.conninfo import conninfo_to_dict
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from ops import migrating, place
from ops.postgres import EmbeddedPostgres

FORMAT = 1
DUMP, MANIFEST, SECRET, FILES = "database.dump", "manifest.json", "secret", "files/"
ENVIRONMENT_NAMES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


def backup(archive: Path | None, *, keep: int | None) -> int:
    """Put everything into one archive, whole or not at all; with KEEP, only the newest N of its folder stay.

    The database is dumped as of one moment; files come after it, so that every file a row names is in the archive.
    """
    archive = archive or place.var() / "backups" / f"sumvay-{datetime.now():%Y%m%d-%H%M%S-%f}.tar.gz"
    archive.parent.mkdir(parents=True, exist_ok=True)
    draft = archive.with_name(f".{archive.name}.part")
    with place.database() as url, tempfile.TemporaryDirectory(dir=archive.parent) as folder:
        dump = Path(folder) / DUMP
        try:
            with _progress() as progress:
                _dump(url, dump, progress)
                with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                    _write(file, dump, url, progress)
            draft.rename(archive)
        finally:
            draft.unlink(missing_ok=True)
    _say(f"{archive} holds everything: {archive.stat().st_size / 1e6:.1f} MB.")
    if keep:
        for old in sorted(archive.parent.glob("sumvay-*.tar.gz"))[:-keep]:
            old.unlink()
    return 0


def restore(archive: Path, *, force: bool) -> int:
    """Put an archive back after checking every part of it; what was there goes into an archive of its own first.

    Nothing is touched when the archive is damaged, the database is not empty (without FORCE), or somebody works on it.
    """
    if not archive.is_file():
        _refuse(f"there is no file {archive}.")
    manifest = _checked_manifest(archive)
    with place.database() as url:
        _check_alone(url)
        if not _is_empty(url):
            if not force:
                _refuse("the database is not empty; --force puts it into an archive and replaces it.")
            backup(None, keep=None)
        with tempfile.TemporaryDirectory(dir=place.var()) as folder:
            _unpack(archive, Path(folder), manifest)
            _load(url, Path(folder) / DUMP)
            _put_files(Path(folder))
        failed = migrating.migrate(url)
    if not failed:
        _say(f"Restored as of {manifest['made_at']}, {len(manifest['parts']) - 1} files.")
    return failed


def _dump(url: str, dump: Path, progress: Progress) -> None:
    """The database as of one moment, in PostgreSQL's own compressed form."""
    bar = progress.add_task("Database", total=None)
    # What is kept out of the log is for today alone
    command = [_program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", "--no-unlogged-table-data"]
    command.append(f"--file={dump}")
    with subprocess.Popen(command, env=connection_environment(url), stderr=subprocess.PIPE, text=True) as child:
        while child.poll() is None:
            progress.update(bar, completed=dump.stat().st_size if dump.exists() else 0)
            time.sleep(0.1)
        if child.returncode:
            _refuse(f"the database could not be dumped: {child.stderr.read().strip()}")
    progress.update(bar, completed=dump.stat().st_size, total=dump.stat().st_size)


def _write(file: BinaryIO, dump: Path, url: str, progress: Progress) -> None:
    """All parts, then the manifest with the SHA-256 of each."""
    files_root = place.var() / "files"
    files = sorted(path for path in files_root.rglob("*") if path.is_file())
    parts = [(DUMP, dump), *((FILES + path.relative_to(files_root).as_posix(), path) for path in files)]
    if (place.var() / "secret").exists():
        parts.append((SECRET, place.var() / "secret"))
    bar = progress.add_task("Archive", total=sum(path.stat().st_size for _, path in parts))
    sums = {}
    # Dump and pictures are compressed already: more effort would only cost time
    with tarfile.open(fileobj=file, mode="w:gz", compresslevel=1) as tar:
        for name, path in parts:
            with path.open("rb") as content:
                counted = _Counted(content, progress, bar)
                tar.addfile(_entry(name, path.stat().st_size), counted)
            sums[name] = counted.sum.hexdigest()
        text = json.dumps({**_about(url), "parts": sums}, indent=1).encode()
        tar.addfile(_entry(MANIFEST, len(text)), io.BytesIO(text))


def _about(url: str) -> dict:
    """When and from what this archive is made."""
    with psycopg.connect(url) as connection:
        server = connection.execute("SHOW server_version").fetchone()[0]
    made_at = datetime.now().astimezone().isoformat(timespec="seconds")
    return {"format": FORMAT, "made_at": made_at, "postgresql": server, "migrations": migrating.fingerprint()}


def _checked_manifest(archive: Path) -> dict:
    """What the archive says it holds, after comparing every part with its SHA-256."""
    sums, manifest = {}, None
    try:
        with archive.open("rb") as file, _progress() as progress:
            bar = progress.add_task("Checking", total=archive.stat().st_size)
            with tarfile.open(fileobj=_Counted(file, progress, bar), mode="r|gz") as tar:
                for entry in tar:
                    content = tar.extractfile(entry)
                    if entry.name == MANIFEST:
                        manifest = json.load(content)
                    else:
                        sums[entry.name] = hashlib.file_digest(content, "sha256").hexdigest()
    except (tarfile.TarError, OSError, EOFError, zlib.error, ValueError) as error:
        _refuse(f"{archive} is damaged or not one of our archives ({type(error).__name__}); nothing was changed.")
    if not manifest or manifest.get("format") != FORMAT or manifest["parts"] != sums or DUMP not in sums:
        _refuse(f"{archive} is damaged: its parts are not those of its manifest; nothing was changed.")
    return manifest


def _unpack(archive: Path, folder: Path, manifest: dict) -> None:
    """Lay the parts of a checked archive into a folder."""
    with tarfile.open(archive) as tar, _progress() as progress:
        bar = progress.add_task("Unpacking", total=archive.stat().st_size)
        for entry in tar:
            tar.extract(entry, folder, filter="data")
            progress.update(bar, completed=min(tar.offset, archive.stat().st_size))


def _load(url: str, dump: Path) -> None:
    """Replace what the database holds by the dump, all or nothing."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    command = [_program("pg_restore"), "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
    done = subprocess.run(
        [*command, f"--dbname={conninfo_to_dict(url)['dbname']}", str(dump)],
        env=connection_environment(url),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        _refuse(f"the database could not be restored and is empty now: {done.stderr.strip()}")


def _put_files(folder: Path) -> None:
    """Swap the files in; those that were there are kept beside them."""
    home = place.var() / "files"
    (folder / FILES).mkdir(exist_ok=True)
    if home.exists() and any(home.iterdir()):
        home.rename(home.with_name(f"files.before-{datetime.now():%Y%m%d-%H%M%S-%f}"))
    elif home.exists():
        home.rmdir()
    (folder / FILES).rename(home)
    if (folder / SECRET).exists():
        (folder / SECRET).rename(place.var() / "secret")


def _is_empty(url: str) -> bool:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT NOT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public')").fetchone()
    return row[0]


def _check_alone(url: str) -> None:
    """Refuse while web, worker or anybody else is connected."""
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchone()
    if row[0]:
        _refuse("others are connected to the database; stop web and worker first.")


def _program(name: str) -> str:
    return EmbeddedPostgres(place.var() / "postgres").program(name)


def connection_environment(url: str) -> dict[str, str]:
    """The connection for PostgreSQL's programs, without the password on the command line."""
    parts = conninfo_to_dict(url)
    return {**os.environ, **{ENVIRONMENT_NAMES[key]: str(value) for key, value in parts.items()}}


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, 0o600, int(time.time())
    return entry


class _Counted(io.RawIOBase):
    """A file whose reading moves a progress bar and sums up what was read."""

    def __init__(self, file: BinaryIO, progress: Progress, bar: TaskID):
        self.file, self.progress, self.bar = file, progress, bar
        self.sum = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        block = self.file.read(size)
        self.sum.update(block)
        self.progress.advance(self.bar, len(block))
        return block


def _progress() -> Progress:
    columns = (TextColumn("{task.description:<10}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True))


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _refuse(why: str) -> NoReturn:
    """End with one sentence."""
    sys.stderr.write(f"sumvay: {why}\n")
    raise SystemExit(1)
