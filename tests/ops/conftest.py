"""Folders and commands as an operator has them."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ops.migrating import HOUSE
from ops.postgres import EmbeddedPostgres


def environment_of(var: Path, **changes: str) -> dict[str, str]:
    """The environment of an operator's command, free of what this test run has set for itself."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SUMVAY_", "DJANGO_"))}
    return {**clean, "SUMVAY_VAR": str(var), **changes}


@contextmanager
def folder_for_all() -> Iterator[Path]:
    """A folder that other users may enter; databases in it are ended and removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="sumvay-var-"))
    folder.chmod(0o755)
    yield folder
    for claim in folder.rglob("keeper.lock"):
        EmbeddedPostgres(claim.parent).destroy()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def var():
    """A folder for everything that changes."""
    with folder_for_all() as folder:
        yield folder


@pytest.fixture
def sumvay(var):
    """A function that runs `sumvay …` to its end on that folder."""

    def run(*arguments: str, at: Path = var, **changes: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "ops", *arguments]
        environment = environment_of(at, **changes)
        return subprocess.run(
            command, cwd=HOUSE, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=120
        )

    return run
