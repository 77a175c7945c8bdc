"""The embedded PostgreSQL survives what happens to processes, and never harms its data."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from ops.migrating import HOUSE
from ops.postgres import DatabaseTrouble, EmbeddedPostgres, answers
from tests.ops.conftest import environment_of
from tests.processes import wait_until

KEEPER = """
import sys, time
from pathlib import Path
from ops.postgres import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]))
server.start()
print(server.child.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def folder(var):
    return var / "postgres"


def write(url: str, line: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS lines (line text)")
        connection.execute("INSERT INTO lines VALUES (%s)", [line])


def lines(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute("SELECT line FROM lines ORDER BY 1")]


def keep_elsewhere(folder: Path) -> tuple[subprocess.Popen, int]:
    """Another process that keeps the database; also the server's pid."""
    keeper = subprocess.Popen([sys.executable, "-c", KEEPER, str(folder)], cwd=HOUSE, stdout=subprocess.PIPE, text=True)
    return keeper, int(keeper.stdout.readline())


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_data_is_there_after_a_restart(folder):
    with EmbeddedPostgres(folder) as url:
        write(url, "Tết Đinh Mùi")
    with EmbeddedPostgres(folder) as url:
        assert lines(url) == ["Tết Đinh Mùi"]


def test_it_behaves_the_same_everywhere(folder):
    question = (
        "SELECT lower('ĐẶNG'), current_setting('server_encoding'), datlocprovider::text, datlocale"
        " FROM pg_database WHERE datname = 'sumvay'"
    )
    with EmbeddedPostgres(folder) as url, psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
    assert row == ("đặng", "UTF8", "b", "C.UTF-8")


def test_the_password_is_needed_and_the_network_cannot_reach_it(folder):
    server = EmbeddedPostgres(folder)
    with server as url:
        with psycopg.connect(url) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(host="127.0.0.1", port=server.port, user="sumvay", password="guess", dbname="sumvay")
        assert (folder / "address").stat().st_mode & 0o777 == 0o600


def test_a_second_keeper_joins_and_does_not_end_what_is_not_its_own(folder):
    first, second = EmbeddedPostgres(folder), EmbeddedPostgres(folder)
    with first as url:
        with second as joined:
            assert joined == url
        write(url, "still here")
        assert lines(url) == ["still here"]


def test_who_joined_keeps_it_when_the_first_keeper_has_ended(folder):
    """Otherwise `sumvay database` would watch over nothing after a command that was quicker at the start."""
    first, second = EmbeddedPostgres(folder), EmbeddedPostgres(folder)
    url = first.start()
    write(url, "kept")
    with second:
        assert not second.revive()
        first.stop()
        assert second.revive()
        assert lines(url) == ["kept"]
        assert not second.revive()
    assert not (folder / "address").exists()


def test_systemd_hears_of_the_database_when_it_answers(var, tmp_path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(60)
        environment = environment_of(var, NOTIFY_SOCKET=str(tmp_path / "notify"))
        keeper = subprocess.Popen([sys.executable, "-m", "ops", "database"], cwd=HOUSE, env=environment)
        assert systemd.recv(100) == b"READY=1"
        assert answers((var / "postgres" / "address").read_text())
        keeper.terminate()
        assert keeper.wait(30) == 0


def test_a_killed_server_comes_back_on_the_same_address(folder):
    server = EmbeddedPostgres(folder)
    with server as url:
        write(url, "acknowledged")
        os.kill(server.child.pid, signal.SIGKILL)
        server.child.wait()
        assert server.revive()
        assert lines(url) == ["acknowledged"]
        assert not server.revive()


def test_the_address_stays_the_same_from_start_to_start(folder):
    with EmbeddedPostgres(folder) as first:
        pass
    with EmbeddedPostgres(folder) as second:
        assert second == first


def test_an_address_that_somebody_else_took_meanwhile_is_given_up(folder):
    server = EmbeddedPostgres(folder)
    with server as first:
        write(first, "kept")
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", server.port))
        other.listen()
        with EmbeddedPostgres(folder) as second:
            assert second != first
            assert lines(second) == ["kept"]


def test_stopping_leaves_no_process_behind(folder):
    server = EmbeddedPostgres(folder)
    server.start()
    pid = server.child.pid
    server.stop()
    assert not Path(f"/proc/{pid}").exists()
    assert not (folder / "address").exists()


def test_a_server_whose_keeper_was_killed_is_ended_and_replaced(folder):
    keeper, orphan = keep_elsewhere(folder)
    with EmbeddedPostgres(folder) as url:
        write(url, "before")
    keeper.kill()
    keeper.wait()
    assert is_running(orphan)
    with EmbeddedPostgres(folder) as url:
        assert lines(url) == ["before"]
        assert not is_running(orphan)


def test_a_pid_file_that_points_at_a_stranger_harms_nobody(folder):
    with EmbeddedPostgres(folder) as url:
        write(url, "kept")
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    server = EmbeddedPostgres(folder)
    server.choose_place()
    (server.data / "postmaster.pid").write_text(f"{stranger.pid}\n{server.data}\n1\n5432\n")
    with server as url:
        assert lines(url) == ["kept"]
        assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_data_of_another_major_version_is_refused_and_left_alone(folder):
    server = EmbeddedPostgres(folder)
    with server as url:
        write(url, "old")
    (server.data / "PG_VERSION").write_text("15\n")
    with pytest.raises(DatabaseTrouble, match="PostgreSQL 15"):
        EmbeddedPostgres(folder).start()
    (server.data / "PG_VERSION").write_text("18\n")
    with EmbeddedPostgres(folder) as url:
        assert lines(url) == ["old"]


def test_a_making_that_was_interrupted_is_done_again(folder):
    server = EmbeddedPostgres(folder)
    folder.mkdir()
    server.choose_place()
    (server.home / "data.new").mkdir()
    (server.home / "data.new" / "PG_VERSION").write_text("18\n")
    with server as url:
        write(url, "whole")
        assert lines(url) == ["whole"]


def test_it_works_in_a_folder_that_only_its_owner_may_enter(var):
    """As root the server runs as another user, who cannot enter: data and programs then lie under /var/lib/sumvay."""
    (var / "home").mkdir(mode=0o700)
    server = EmbeddedPostgres(var / "home" / "postgres")
    with server as url:
        write(url, "reached")
        assert lines(url) == ["reached"]
        owner = server.data.stat().st_uid
        assert owner != 0
        if os.geteuid() == 0:
            assert (server.folder / "where").read_text().strip() == str(server.home)
            assert server.home.is_relative_to("/var/lib/sumvay")
    with EmbeddedPostgres(var / "home" / "postgres") as url:
        assert lines(url) == ["reached"]


def test_what_people_typed_does_not_reach_its_log(folder):
    with EmbeddedPostgres(folder) as url, psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE people (name text UNIQUE)")
        connection.execute("INSERT INTO people VALUES ('Nguyễn Thị Bí Mật')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO people VALUES ('Nguyễn Thị Bí Mật')")
    log = (folder / "postgres.log").read_text()
    assert "duplicate key" in log
    assert "Bí Mật" not in log


def test_wait_until_gives_up_with_a_sentence():
    with pytest.raises(AssertionError, match="the moon is green"):
        wait_until(lambda: False, "the moon is green", seconds=0.1)
