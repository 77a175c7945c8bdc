"""`sumvay upgrade` moves an installed machine to another version, `sumvay return` brings it back."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from ops.migrating import HOUSE
from tests.ops.conftest import environment_of

SYSTEMCTL = '#!/bin/sh\necho "systemctl $*" >> "$STEPS"\n'
# Stands for the command of the machine: notes what was asked, and says whether tables are up to date
SUMVAY = """#!/bin/sh
echo "sumvay $*" >> "$STEPS"
[ "$*" = "migrate --check" ] && exit "$TABLES_CHANGED"
# The worker has signed in when `check` is asked a second time
[ "$*" = check ] && exec [ "$(grep -c "^sumvay check" "$STEPS")" -ge "$CHECKS" ]
[ "$1" = backup ] && exit "$NO_SPACE"
exit 0
"""
MAKEFILE = 'install:\n\techo "make install $$(cat version)" >> "$(STEPS)"\n'


def git(code, *arguments: str) -> str:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.vn", "-c", "commit.gpgsign=false"]
    return subprocess.run(
        ["git", "-C", str(code), *identity, *arguments], check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture
def machine(tmp_path, var):
    """Two versions of the code, the newer one tagged v2, on a machine whose services are only noted down."""
    code = tmp_path / "code"
    code.mkdir()
    shutil.copytree(HOUSE / "ops", code / "ops", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(HOUSE / "config", code / "config", ignore=shutil.ignore_patterns("__pycache__"))
    (code / ".gitignore").write_text("__pycache__/\n")
    (code / "Makefile").write_text(MAKEFILE)
    (code / "requirements.txt").touch()
    git(code, "init", "--quiet")
    for number in ("1", "2"):
        (code / "version").write_text(number)
        git(code, "add", ".")
        git(code, "commit", "--quiet", "-m", number)
    git(code, "tag", "v2")
    git(code, "checkout", "--quiet", "--detach", "HEAD~1")
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, script in (("systemctl", SYSTEMCTL), ("sumvay", SUMVAY)):
        (programs / name).write_text(script)
        (programs / name).chmod(0o755)
    return tmp_path


@pytest.fixture
def run(machine, var):
    def command(
        *arguments: str, tables_changed: bool = True, checks: int = 1, no_space: bool = False
    ) -> tuple[int, str, list[str]]:
        steps = machine / "steps"
        steps.unlink(missing_ok=True)
        environment = environment_of(
            var,
            PATH=f"{machine / 'programs'}:{os.environ['PATH']}",
            STEPS=str(steps),
            TABLES_CHANGED=str(int(tables_changed)),
            CHECKS=str(checks),
            NO_SPACE=str(int(no_space)),
        )
        done = subprocess.run(
            [sys.executable, "-m", "ops", *arguments],
            cwd=machine / "code",
            env=environment,
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stderr, steps.read_text().splitlines() if steps.exists() else []

    return command


def version_of(machine) -> str:
    return (machine / "code" / "version").read_text()


def test_an_upgrade_backs_up_before_it_changes_anything(machine, var, run):
    code, _, steps = run("upgrade", "v2")
    assert code == 0
    assert version_of(machine) == "2"
    archive = json.loads((var / "upgrade.json").read_text())["archive"]
    assert steps == [
        "systemctl stop sumvay-worker sumvay-web",
        f"sumvay backup {archive}",
        "make install 2",
        "systemctl restart sumvay-database",
        "sumvay migrate",
        "systemctl start sumvay-web sumvay-worker",
        "sumvay check",
    ]


def test_the_way_back_restores_data_when_the_tables_had_changed(machine, var, run):
    run("upgrade", "v2")
    archive = json.loads((var / "upgrade.json").read_text())["archive"]
    code, _, steps = run("return", tables_changed=True)
    assert code == 0
    assert version_of(machine) == "1"
    assert f"sumvay restore --force {archive}" in steps
    assert steps.index("make install 1") < steps.index(f"sumvay restore --force {archive}")


def test_the_way_back_keeps_what_was_entered_since_when_they_had_not(machine, run):
    run("upgrade", "v2")
    code, _, steps = run("return", tables_changed=False)
    assert code == 0
    assert [step for step in steps if "restore" in step] == []


def test_a_branch_is_taken_as_the_server_has_it_now(machine, run):
    """The branch of the first clone stays where it was; the upgrade must not take that one."""
    code, server = machine / "code", machine / "server"
    branch = git(code, "branch", "--format=%(refname:short)").split()[-1]
    git(machine, "clone", "--quiet", str(code), str(server))
    git(server, "checkout", "--quiet", "-B", branch, "v2")
    (server / "version").write_text("3")
    git(server, "commit", "--quiet", "-am", "3")
    git(code, "remote", "add", "origin", str(server))
    assert run("upgrade", branch)[0] == 0
    assert version_of(machine) == "3"


def test_the_worker_gets_time_to_sign_in_before_the_last_look(run):
    code, _, steps = run("upgrade", "v2", checks=2)
    assert code == 0
    assert steps[-2:] == ["sumvay check", "sumvay check"]


def test_without_a_backup_nothing_is_changed_and_everything_runs_again(machine, var, run):
    code, said, steps = run("upgrade", "v2", no_space=True)
    assert code == 1
    assert "the backup failed" in said
    assert "systemctl start sumvay-web sumvay-worker" in steps
    assert version_of(machine) == "1"
    assert not (var / "upgrade.json").exists()


def test_an_unknown_version_stops_nothing(machine, run):
    code, said, steps = run("upgrade", "v9")
    assert (code, steps) == (1, [])
    assert said.startswith("sumvay: git rev-parse")
    assert version_of(machine) == "1"


def test_code_changed_by_hand_is_not_overwritten(machine, run):
    (machine / "code" / "version").write_text("mine")
    code, said, steps = run("upgrade", "v2")
    assert (code, steps) == (1, [])
    assert "changed by hand" in said
    assert version_of(machine) == "mine"


def test_without_an_upgrade_there_is_no_way_back(run):
    code, said, steps = run("return")
    assert (code, steps) == (1, [])
    assert "no upgrade" in said
