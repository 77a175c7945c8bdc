"""Sets Sum Vay up on one machine: writes the files of ops.machine_files and starts the services."""

import argparse
import os
import pwd
import re
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from ops.machine_files import ENVIRONMENT, Machine, files_of
from ops.place import HOUSE

VAR = Path("/var/lib/sumvay/var")
SERVICES = ["sumvay-database", "sumvay-web", "sumvay-worker"]
DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$", re.IGNORECASE)


def install(asked: argparse.Namespace) -> int:
    """Write what is missing or changed and start everything; settings that the operator has edited stay.

    With --dry-run or another --root than /, the steps are shown and not taken.
    """
    _check(asked)
    real = asked.root == Path("/") and not asked.dry_run
    # nginx refuses to start at all on files that name a certificate which is not there
    _take_steps(_certificate_steps(asked), real)
    for path, content in files_of(_machine(asked)).items():
        _write(asked.root / path, content, dry_run=asked.dry_run, once=path == ENVIRONMENT)
    _take_steps(_service_steps(asked), real)
    if real:
        sys.stdout.write(f"https://{asked.domain}/ is served. Next: sumvay init, then sumvay check --mail.\n")
    return 0


def _machine(asked: argparse.Namespace) -> Machine:
    live = Path("/etc/letsencrypt/live") / asked.domain
    return Machine(
        domain=asked.domain,
        certificate=asked.certificate or live / "fullchain.pem",
        key=asked.key or live / "privkey.pem",
        user=asked.user,
        house=HOUSE,
        var=VAR,
        cores=os.cpu_count() or 1,
    )


def _check(asked: argparse.Namespace) -> None:
    """Refuse before anything is written."""
    if not DOMAIN.match(asked.domain):
        _refuse(f"--domain must be a name such as sumvay.congdoan.example, not {asked.domain!r}.")
    if bool(asked.certificate) != bool(asked.key) or bool(asked.certificate) == bool(asked.acme):
        _refuse("give either --certificate and --key, or --acme with an e-mail address.")
    for path in filter(None, (asked.certificate, asked.key)):
        if not path.is_file() or not path.is_absolute():
            _refuse(f"there is no file {path}; give its whole path.")
    if asked.root == Path("/") and not asked.dry_run:
        _check_machine()


def _check_machine() -> None:
    """Refuse where the services could not run."""
    if os.geteuid() != 0:
        _refuse("only root can install; try --dry-run to see what would be written.")
    for place in (HOUSE, Path(sys.executable).resolve()):
        if place.is_relative_to("/root") or place.is_relative_to("/home"):
            _refuse(f"the services cannot reach {place}; put the code under /opt/sumvay, and Python not at home.")


def _take_steps(steps: list[list[str]], real: bool) -> None:
    """Run the commands one after the other, or only show them."""
    for step in steps:
        sys.stdout.write(f"{'run' if real else 'to run'}: {' '.join(step)}\n")
        sys.stdout.flush()
        if real and subprocess.run(step).returncode:
            _refuse(f"this step failed: {' '.join(step)}; put it right and run `sumvay install` again.", 1)


def _certificate_steps(asked: argparse.Namespace) -> list[list[str]]:
    """The command that asks Let's Encrypt; certbot keeps its hooks for every renewal."""
    if not asked.acme:
        return []
    certbot = ["certbot", "certonly", "--standalone", "--non-interactive", "--agree-tos", "--keep-until-expiring"]
    hooks = ["--pre-hook", "systemctl stop nginx", "--post-hook", "systemctl start nginx"]
    return [[*certbot, *hooks, "-m", asked.acme, "-d", asked.domain]]


def _service_steps(asked: argparse.Namespace) -> list[list[str]]:
    """The commands that turn the files into running services; each may be run again."""
    steps = []
    if not _exists(asked.user):
        steps.append(["useradd", "--system", "--home-dir", str(VAR.parent), "--shell", "/usr/sbin/nologin", asked.user])
    owned = ["-o", asked.user, "-g", asked.user]
    # nginx passes through to the pages, pictures and films that are everybody's, and sees nothing else
    steps.append(["install", "-d", "-m", "0711", *owned, str(VAR.parent), str(VAR)])
    steps.append(["install", "-d", "-m", "0755", *owned, *(str(VAR / name) for name in ("pages", "pictures", "films"))])
    steps.append(["chown", f"root:{asked.user}", f"/{ENVIRONMENT}"])
    steps.append(["nginx", "-t"])
    steps.append(["systemctl", "daemon-reload"])
    steps.append(["systemctl", "enable", *SERVICES, "sumvay-backup.timer", "nginx"])
    steps.append(["systemctl", "restart", *SERVICES, "sumvay-backup.timer", "nginx"])
    return steps


def _exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


def _write(path: Path, content: str, *, dry_run: bool, once: bool) -> None:
    """Write a file unless it is there already as it should be; a file of settings is written once."""
    if path.exists() and (once or path.read_text() == content):
        sys.stdout.write(f"kept: {path}\n")
        return
    sys.stdout.write(f"{'to write' if dry_run else 'written'}: {path}\n")
    if dry_run:
        sys.stdout.write("".join(f"    {line}\n" for line in content.splitlines()))
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    path.chmod(0o755 if content.startswith("#!") else 0o640 if once else 0o644)


def _refuse(why: str, code: int = 2) -> NoReturn:
    """End with one sentence."""
    sys.stderr.write(f"sumvay: {why}\n")
    raise SystemExit(code)
