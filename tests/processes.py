"""Real processes for tests: the web server and the worker, as operators start them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from urllib.error import URLError
from urllib.request import urlopen

from ops.migrating import HOUSE
from ops.postgres import end_child


def wait_until(condition: Callable[[], object], what: str, seconds: float = 60) -> object:
    """Ask again and again until the condition holds; gives its answer. Fails with WHAT when the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := condition():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"waited {seconds} s in vain until {what}")


class Process:
    """One `sumvay …` process."""

    def __init__(self, *arguments: str):
        """Start it with the tests' settings and the database in use."""
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings_test"}
        command = [sys.executable, "-m", "ops", *arguments]
        self.child = subprocess.Popen(command, env=environment, cwd=HOUSE, start_new_session=True)

    def stop(self) -> None:
        """End it politely."""
        end_child(self.child, signal.SIGTERM, patience=15)

    def kill(self) -> None:
        """End it as a power cut would."""
        os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()


class WebServer(Process):
    """The web server on a free port."""

    def __init__(self):
        """Start it and wait until it answers."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        super().__init__("serve", "--port", str(port))
        wait_until(self._answers, f"the web server answers at {self.url}")

    def _answers(self) -> bool:
        assert self.child.poll() is None, "the web server ended while starting"
        try:
            with urlopen(f"{self.url}/healthz", timeout=5) as answer:  # noqa: S310
                return answer.status == 200
        except (URLError, ConnectionError):
            return False


class Worker(Process):
    """The worker; `stop`, `kill`, and make another one to go on."""

    def __init__(self):
        """Start it."""
        super().__init__("work")
