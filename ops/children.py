"""Child processes that end when told to, and that never outlive the process which started them."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from ops.place import HOUSE
from ops.postgres import end_child

BIG_LOG = 20 * 1024 * 1024
SHORT_LIFE_SECONDS = 30
SHORT_LIVES = 5


class Child:
    """One `sumvay …` command run as a child; its standard input is the rope that ties it to us."""

    def __init__(self, *arguments: str, log: Path | None = None):
        """Start it; LOG takes what it says, else it speaks on our terminal."""
        self.arguments = arguments
        self.log = log
        self.short_lives = 0
        self._start()

    def _start(self) -> None:
        lines = None
        if self.log:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            big = self.log.exists() and self.log.stat().st_size > BIG_LOG
            lines = self.log.open("w" if big else "a")
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ops", *self.arguments],
            stdin=subprocess.PIPE,
            stdout=lines,
            stderr=lines,
            cwd=HOUSE,
            env={**os.environ, "SUMVAY_TIED": "1"},
            start_new_session=True,
        )
        if lines:
            lines.close()

    def ended(self) -> bool:
        """Whether it is no longer running."""
        return self.process.poll() is not None

    def finish(self, stopping: threading.Event) -> int:
        """Wait for its end, or end it when we are told to stop; gives its exit code."""
        while not self.ended() and not stopping.wait(0.05):
            pass
        self.stop()
        return self.process.returncode

    def keep_alive(self) -> bool:
        """Start it again when it has ended; False when it keeps ending at once and is given up."""
        if not self.ended():
            return True
        self.stop()
        lived_long = time.monotonic() - self.began > SHORT_LIFE_SECONDS
        self.short_lives = 0 if lived_long else self.short_lives + 1
        if self.short_lives >= SHORT_LIVES:
            return False
        self._start()
        return True

    def ask_to_stop(self) -> None:
        """Tell it to end, without waiting."""
        if not self.ended():
            self.process.terminate()

    def stop(self) -> None:
        """End it and whatever it started; reaped."""
        end_child(self.process, signal.SIGTERM, patience=20)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.stdin.close()


def end_with_parent() -> None:
    """When our parent tied us to itself: end politely as soon as it is gone, however it went."""
    if not os.environ.pop("SUMVAY_TIED", ""):
        return
    rope = os.dup(sys.stdin.fileno())

    def watch() -> None:
        while os.read(rope, 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def on_signals() -> threading.Event:
    """An event that Ctrl-C, a polite end, or the closing of the terminal sets."""
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stopping.set())
    return stopping
