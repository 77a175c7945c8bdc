"""`sumvay run`: one command brings everything up, brings back what falls, and takes everything down again."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from ops.migrating import HOUSE
from ops.running import claimed_port
from tests import databases
from tests.ops.conftest import environment_of, folder_for_all
from tests.processes import wait_until


class House:
    """A running `sumvay run --no-demo` on a folder of its own."""

    def __init__(self, var: Path):
        """Start it and wait until it greets."""
        self.var = var
        self.out = (var / "out").open("w+")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ops", "run", "--no-demo"],
            cwd=HOUSE,
            env=environment_of(var),
            stdout=self.out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        wait_until(lambda: "Ctrl-C stops everything" in self.said(), "the house greets", seconds=90)
        self.url = re.search(r"http://127\.0\.0\.1:\d+", self.said())[0]

    def said(self) -> str:
        self.out.seek(0)
        return self.out.read()

    def is_ready(self) -> bool:
        try:
            with urlopen(f"{self.url}/readyz", timeout=5) as answer:  # noqa: S310
                return answer.status == 200
        except (HTTPError, URLError, ConnectionError, TimeoutError):
            return False

    def children(self) -> dict[str, int]:
        """Process ids of what the supervisor has started, by the first word that tells them apart."""
        pids = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        found = {}
        for pid in pids:
            command = Path(f"/proc/{pid}/cmdline").read_text()
            found[next((word for word in ("serve", "work", "catch-mail") if f"\0{word}\0" in command), "postgres")] = (
                int(pid)
            )
        return found

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(how)
        return self.process.wait(40)


@pytest.fixture(scope="module")
def var():
    """A folder with a migrated database: one test sees it being made, the others need not wait for that."""
    with folder_for_all() as folder:
        databases.lay_migrated(folder / "postgres")
        yield folder


@pytest.fixture
def house(var):
    yield from running_in(var)


@pytest.fixture
def new_house():
    with folder_for_all() as folder:
        yield from running_in(folder)


def running_in(var: Path) -> Iterator[House]:
    running = House(var)
    yield running
    if running.process.poll() is None:
        running.stop()


def descendants_of(var: Path) -> list[str]:
    """Commands of all living processes that work for this folder."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if str(var) in (place / "environ").read_text() + (place / "cmdline").read_text():
                found.append((place / "cmdline").read_text())
        except (PermissionError, FileNotFoundError, ProcessLookupError):
            continue
    return found


def test_it_comes_up_ready_out_of_nothing_and_goes_down_without_a_trace(new_house):
    house, var = new_house, new_house.var
    assert "brought up to date" in house.said()
    assert house.is_ready()
    assert set(house.children()) == {"serve", "work", "catch-mail", "postgres"}
    with urlopen(f"{house.url}/healthz") as answer:  # noqa: S310
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert (var / "static" / "staticfiles.json").exists()
    assert house.stop() == 0
    assert "Stopped." in house.said()
    assert descendants_of(var) == []


def test_it_keeps_its_data_for_the_next_start(house, var):
    house.stop(signal.SIGTERM)
    secret = (var / "secret").read_text()
    again = House(var)
    assert again.is_ready()
    assert "brought up to date" not in again.said()
    assert (var / "secret").read_text() == secret
    again.stop()


def test_what_is_killed_comes_back(house):
    for victim in ("serve", "work", "catch-mail", "postgres"):
        pid = house.children()[victim]
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda victim=victim, pid=pid: house.children().get(victim, pid) != pid, f"{victim} is back")
        wait_until(house.is_ready, f"the house is ready again after {victim}")


def test_when_the_supervisor_is_killed_the_next_start_finds_order(house, var):
    house.process.kill()
    house.process.wait()
    again = House(var)
    assert again.is_ready()
    assert again.stop() == 0
    wait_until(lambda: descendants_of(var) == [], "nothing is left of the first house")


def test_a_busy_port_is_passed_over():
    with claimed_port("127.0.0.1", None) as free:
        pass
    with socket.socket() as busy:
        busy.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        busy.bind(("127.0.0.1", free))
        busy.listen()
        with claimed_port("127.0.0.1", None) as other:
            assert other > free


def test_two_houses_that_start_together_take_two_ports():
    with claimed_port("127.0.0.1", None) as one, claimed_port("127.0.0.1", None) as other:
        assert one != other
    with claimed_port("127.0.0.1", one) as asked, claimed_port("127.0.0.1", None) as other:
        assert asked == one != other


def test_a_port_that_was_asked_for_and_is_taken_is_said(capsys):
    with claimed_port("127.0.0.1", None) as taken, pytest.raises(SystemExit), claimed_port("127.0.0.1", taken):
        pytest.fail("two houses at one port")
    assert f"port {taken} is taken" in capsys.readouterr().err
