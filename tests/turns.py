"""Two at one moment, always in the same order: the second begins while the first is through but not yet committed."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections, transaction


def someone_waits() -> bool:
    """Whether any connection to this database waits for a lock of another."""
    with connection.cursor() as cursor:
        # Within a transaction the first look would be repeated for ever
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        return cursor.fetchone()[0] > 0


def begun_meanwhile[Given](first: Callable[[], object], second: Callable[[], Given]) -> Given:
    """
    What `second` gives or raises, in a thread of its own; `first` commits as soon as `second` waits or is through.

    For tests with a `module_database`.
    """

    def act() -> Given:
        try:
            return second()
        finally:
            connections.close_all()

    with ThreadPoolExecutor() as other:
        with transaction.atomic():
            first()
            ended, until = other.submit(act), time.monotonic() + 20
            while not someone_waits() and not ended.done() and time.monotonic() < until:
                time.sleep(0.02)
        return ended.result(timeout=20)
