"""Two questions a watchman asks: is the process alive, and can it do its work."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SLOW_QUEUE_SECONDS = 600
OLDEST_WAITING = """
    SELECT coalesce(extract(epoch FROM now() - min(greatest(scheduled_at, at))), 0)
    FROM procrastinate_jobs JOIN procrastinate_events ON job_id = procrastinate_jobs.id AND type = 'deferred'
    WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()
"""


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, is migrated, and no job has waited ten minutes; else 503 and what is wrong."""
    try:
        state = {"database": "ok", "migrations": _migrations(), "queue": _queue()}
    except DatabaseError:
        state = {"database": "unreachable or not migrated"}
    ready = all(value == "ok" for value in state.values())
    return JsonResponse(state, status=200 if ready else 503)


@cache
def _migrations_on_disk() -> frozenset:
    """App and name of every migration; the files cannot change under a running process."""
    return frozenset(MigrationLoader(None).disk_migrations)


def _migrations() -> str:
    """`ok`, or how many migrations wait."""
    waiting = len(_migrations_on_disk() - set(MigrationRecorder(connection).applied_migrations()))
    return f"{waiting} waiting" if waiting else "ok"


def _queue() -> str:
    """`ok`, or for how long the oldest due job has waited."""
    with connection.cursor() as cursor:
        cursor.execute(OLDEST_WAITING)
        waited = int(cursor.fetchone()[0])
    return "ok" if waited < SLOW_QUEUE_SECONDS else f"oldest job has waited {waited} s"
