"""/healthz says that the process is alive, /readyz that it can do its work."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def wait_long(seconds: int) -> None:
    """A due job that nobody has taken for that long."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, scheduled_at)"
            " VALUES ('default', 'waiting', '{}', 'todo', now() - %s * interval '1 s') RETURNING id",
            [seconds],
        )
        cursor.execute(
            "UPDATE procrastinate_events SET at = now() - %s * interval '1 s' WHERE job_id = %s",
            [seconds, cursor.fetchone()[0]],
        )


def test_a_living_process_is_healthy(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_a_migrated_house_without_backlog_is_ready(client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "migrations": "ok", "queue": "ok"})


def test_a_waiting_migration_makes_it_unready(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'org' AND name = '0001_initial'")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, "1 waiting")


def test_a_job_that_waits_nine_minutes_is_no_alarm(client):
    wait_long(540)
    assert client.get("/readyz").status_code == 200


def test_a_job_that_waits_eleven_minutes_makes_it_unready(client):
    wait_long(660)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["queue"].startswith("oldest job has waited 66")


def test_only_reading_is_allowed(client):
    assert client.post("/healthz").status_code == 405
    assert client.post("/readyz").status_code == 405
