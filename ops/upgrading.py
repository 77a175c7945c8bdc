"""Moves an installed machine to another version of the code, and back."""

import json
import subprocess
import sys
import time
from datetime import datetime
from typing import NoReturn

from ops import place

SERVICES = ["sumvay-worker", "sumvay-web"]
WORKER_SECONDS = 30


def upgrade(version: str) -> int:
    """Stop, back up, take the new code and packages, migrate, start; `sumvay return` undoes all of it."""
    if _git("status", "--porcelain", "--untracked-files=no"):
        _refuse(f"files in {place.HOUSE} were changed by hand; put them aside first.")
    before = _git("rev-parse", "HEAD")
    _run("git", "-C", str(place.HOUSE), "fetch", "--tags", "--quiet")
    commit = _commit_of(version)
    archive = place.var() / "backups" / f"before-upgrade-{datetime.now():%Y%m%d-%H%M%S}.tar.gz"
    _run("systemctl", "stop", *SERVICES)
    if subprocess.run(["sumvay", "backup", str(archive)]).returncode:
        _start()
        _refuse("the backup failed, so nothing was changed; the services were started again.")
    (place.var() / "upgrade.json").write_text(json.dumps({"commit": before, "archive": str(archive)}))
    _take(commit)
    _run("sumvay", "migrate")
    return _start()


def go_back() -> int:
    """Take the code from before the last upgrade, and its data too when the upgrade had changed the tables."""
    note = place.var() / "upgrade.json"
    if not note.exists():
        _refuse("no upgrade was made on this machine.")
    before = json.loads(note.read_text())
    _run("systemctl", "stop", *SERVICES)
    _take(before["commit"])
    # Only a changed table needs the old data; else what was entered since would be lost for nothing
    if subprocess.run(["sumvay", "migrate", "--check"]).returncode:
        _run("sumvay", "restore", "--force", before["archive"])
    return _start()


def _commit_of(version: str) -> str:
    """The commit of a tag, a commit, or a branch; a branch as it is now, not as it was when it was cloned."""
    branch = _git("for-each-ref", "--format=%(refname)", f"refs/remotes/origin/{version}")
    return _git("rev-parse", "--verify", "--quiet", f"{branch or version}^{{commit}}")


def _take(commit: str) -> None:
    """The code and the packages of one version; PostgreSQL is one of them."""
    _run("git", "-C", str(place.HOUSE), "checkout", "--quiet", "--detach", commit)
    _run("make", "-C", str(place.HOUSE), "install")
    _run("systemctl", "restart", "sumvay-database")


def _start() -> int:
    """Start, and look at everything; the worker gets some moments to sign in to the queue."""
    _run("systemctl", "start", *reversed(SERVICES))
    end = time.monotonic() + WORKER_SECONDS
    while True:
        done = subprocess.run(["sumvay", "check"], capture_output=True, text=True)
        if not done.returncode or time.monotonic() > end:
            break
        time.sleep(1)
    sys.stdout.write(done.stdout)
    sys.stderr.write(done.stderr)
    return done.returncode


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(place.HOUSE), *arguments], capture_output=True, text=True)
    if done.returncode:
        _refuse(f"git {' '.join(arguments)} failed: {done.stderr.strip() or 'there is no such version.'}")
    return done.stdout.strip()


def _run(*command: str) -> None:
    sys.stdout.write(f"{' '.join(command)}\n")
    sys.stdout.flush()
    if subprocess.run(command).returncode:
        _refuse(f"this step failed: {' '.join(command)}; put it right and try again, or go back with `sumvay return`.")


def _refuse(why: str) -> NoReturn:
    """End with one sentence."""
    sys.stderr.write(f"sumvay: {why}\n")
    raise SystemExit(1)
