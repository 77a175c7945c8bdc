"""A job whose worker is killed is taken up by another one; nothing that was asked for is lost."""

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from config.jobs import TRIES
from tests.processes import Worker, wait_until


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def status_of(job_id: int) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job_id])
        return (cursor.fetchone() or [None])[0]


def silence_workers() -> None:
    """As if the time had passed after which a worker counts as dead."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")


def test_a_job_is_done_again_when_its_worker_was_killed_in_the_middle(module_database, folder):
    first = Worker()
    job = app.configure_task("tests.hold").defer(folder=str(folder))
    wait_until(lambda: (folder / "begun").exists(), "the job has begun")
    first.kill()
    assert status_of(job) == "doing"
    silence_workers()
    second = Worker()
    wait_until(lambda: (folder / "begun").read_text() == "xx", "another worker has taken the job up")
    (folder / "gate").touch()
    wait_until(lambda: status_of(job) == "succeeded", "the job is done")
    second.stop()
    assert (folder / "done").exists()


def test_a_job_that_ends_every_worker_is_given_up(module_database, folder):
    job = app.configure_task("tests.hold").defer(folder=str(folder))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', attempts = %s WHERE id = %s", [TRIES, job])
    worker = Worker()
    wait_until(lambda: status_of(job) == "failed", "the job is given up")
    worker.stop()
    assert not (folder / "begun").exists()


def test_a_killed_job_gives_way_to_one_of_its_kind_that_waits_already(module_database, folder):
    alone = app.configure_task("tests.hold", lock="tests.alone", queueing_lock="tests.alone")
    job, other = alone.defer(folder=str(folder)), app.configure_task("tests.hold").defer(folder=str(folder))
    first = Worker()
    wait_until(lambda: (folder / "begun").exists() and (folder / "begun").read_text() == "xx", "both jobs have begun")
    first.kill()
    waiting = alone.defer(folder=str(folder))
    silence_workers()
    (folder / "gate").touch()
    second = Worker()
    wait_until(lambda: status_of(waiting) == "succeeded", "the one that waited is done, nobody holds its lock")
    wait_until(lambda: status_of(other) == "succeeded", "what else the killed worker had is taken up too")
    second.stop()
    assert status_of(job) is None


def test_a_polite_end_lets_the_job_finish(module_database, folder):
    worker = Worker()
    job = app.configure_task("tests.hold").defer(folder=str(folder))
    wait_until(lambda: (folder / "begun").exists(), "the job has begun")
    worker.child.terminate()
    (folder / "gate").touch()
    worker.child.wait(30)
    assert status_of(job) == "succeeded"
