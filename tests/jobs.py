"""Jobs that only tests enqueue: they let a test stop a worker at a chosen moment."""

import time
from pathlib import Path

from procrastinate.contrib.django import app


@app.task(name="tests.hold")
def hold(folder: str) -> None:
    """Note that work began, then go on only when the test opens the gate."""
    with (Path(folder) / "begun").open("a") as begun:
        begun.write("x")
    while not (Path(folder) / "gate").exists():
        time.sleep(0.02)
    (Path(folder) / "done").touch()
