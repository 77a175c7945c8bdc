"""`sumvay backup` and `sumvay restore`: everything comes back, and nothing is harmed by a bad archive."""

import os
import shutil
import tarfile

import psycopg
import pytest

from config import environment
from ops.keeping import connection_environment
from ops.migrating import fingerprint
from ops.postgres import EmbeddedPostgres

TABLES = """
    CREATE TABLE django_migrations (id int);
    CREATE TABLE units (name text);
    INSERT INTO units VALUES ('Công đoàn phường Bồ Đề');
"""


@pytest.fixture
def house(var):
    """A small house: a database that counts as migrated, one stored file, the secret."""
    with EmbeddedPostgres(var / "postgres") as url, psycopg.connect(url) as connection:
        connection.execute(TABLES)
        connection.execute(f"COMMENT ON TABLE django_migrations IS '{fingerprint()}'")
    (var / "files" / "ab").mkdir(parents=True)
    (var / "files" / "ab" / "photo.jpg").write_bytes(os.urandom(300_000))
    (var / "secret").write_text("s" * 64)
    return var


def units(var) -> list[str]:
    with EmbeddedPostgres(var / "postgres") as url, psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM units ORDER BY 1")]


def rename_unit(var, name: str) -> None:
    with EmbeddedPostgres(var / "postgres") as url, psycopg.connect(url) as connection:
        connection.execute("UPDATE units SET name = %s", [name])


def test_everything_comes_back_on_an_empty_machine(house, sumvay):
    archive = house / "all.tar.gz"
    assert sumvay("backup", str(archive)).returncode == 0
    (house / "second").mkdir()
    done = sumvay("restore", str(archive), at=house / "second")
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0)
    assert units(house / "second") == ["Công đoàn phường Bồ Đề"]
    photo = "files/ab/photo.jpg"
    assert (house / "second" / photo).read_bytes() == (house / photo).read_bytes()
    assert (house / "second" / "secret").read_text() == "s" * 64


def test_the_archive_is_for_its_owner_alone_and_whole_or_absent(house, sumvay):
    sumvay("backup")
    folder = house / "backups"
    (archive,) = folder.iterdir()
    assert archive.stat().st_mode & 0o777 == 0o600
    with tarfile.open(archive) as tar:
        assert tar.getnames() == ["database.dump", "files/ab/photo.jpg", "secret", "manifest.json"]


def test_only_the_newest_archives_stay(house, sumvay):
    for _ in range(3):
        sumvay("backup", "--keep", "2")
    assert len(list((house / "backups").iterdir())) == 2


def test_a_database_that_is_not_empty_is_refused(house, sumvay):
    archive = house / "all.tar.gz"
    sumvay("backup", str(archive))
    rename_unit(house, "later")
    done = sumvay("restore", str(archive))
    assert done.returncode == 1
    assert "not empty" in done.stderr
    assert units(house) == ["later"]


def test_with_force_what_was_there_is_kept_in_an_archive_of_its_own(house, sumvay):
    archive = house / "all.tar.gz"
    sumvay("backup", str(archive))
    rename_unit(house, "later")
    (house / "files" / "ab" / "photo.jpg").write_bytes(b"later")
    assert sumvay("restore", str(archive), "--force").returncode == 0
    assert units(house) == ["Công đoàn phường Bồ Đề"]
    assert len((house / "files" / "ab" / "photo.jpg").read_bytes()) == 300_000
    (kept,) = (house / "backups").iterdir()
    assert sumvay("restore", str(kept), "--force").returncode == 0
    assert units(house) == ["later"]
    assert (house / "files" / "ab" / "photo.jpg").read_bytes() == b"later"


@pytest.mark.parametrize("damage", ["cut", "flipped", "no archive"])
def test_a_damaged_archive_changes_nothing(house, sumvay, damage):
    archive = house / "all.tar.gz"
    sumvay("backup", str(archive))
    content = bytearray(archive.read_bytes())
    if damage == "cut":
        content = content[: len(content) // 2]
    elif damage == "flipped":
        content[len(content) // 2] ^= 0xFF
    else:
        content = b"hello"
    archive.write_bytes(content)
    rename_unit(house, "later")
    done = sumvay("restore", str(archive), "--force")
    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert "Traceback" not in done.stderr
    assert units(house) == ["later"]


def test_a_part_that_was_exchanged_is_noticed(house, sumvay):
    archive = house / "all.tar.gz"
    sumvay("backup", str(archive))
    with tarfile.open(archive) as tar:
        tar.extractall(house / "open", filter="data")
    (house / "open" / "files" / "ab" / "photo.jpg").write_bytes(b"x" * 300_000)
    with tarfile.open(archive, "w:gz") as tar:
        for name in ("database.dump", "files/ab/photo.jpg", "secret", "manifest.json"):
            tar.add(house / "open" / name, name)
    done = sumvay("restore", str(archive), "--force")
    assert done.returncode == 1
    assert "not those of its manifest" in done.stderr


def test_nothing_is_restored_while_others_are_connected(house, sumvay):
    archive = house / "all.tar.gz"
    sumvay("backup", str(archive))
    with EmbeddedPostgres(house / "postgres") as url, psycopg.connect(url):
        done = sumvay("restore", str(archive), "--force")
    assert done.returncode == 1
    assert "stop web and worker first" in done.stderr
    assert units(house) == ["Công đoàn phường Bồ Đề"]


def test_a_backup_is_taken_while_people_work(house, sumvay):
    with EmbeddedPostgres(house / "postgres") as url, psycopg.connect(url) as connection:
        connection.execute("INSERT INTO units VALUES ('not yet committed')")
        assert sumvay("backup", str(house / "all.tar.gz")).returncode == 0
    shutil.rmtree(house / "files")
    sumvay("restore", str(house / "all.tar.gz"), "--force")
    assert units(house) == ["Công đoàn phường Bồ Đề"]


def test_the_password_is_not_on_the_command_line(house):
    url = "postgresql://an:secret@db.example.vn:5432/tree?sslmode=require"
    found = connection_environment(url)
    assert (found["PGPASSWORD"], found["PGHOST"], found["PGSSLMODE"]) == ("secret", "db.example.vn", "require")
    assert environment.text("PGPASSWORD") == ""
