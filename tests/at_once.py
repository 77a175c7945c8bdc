"""Two hands at one moment: the second acts while the first is done but not committed."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections, transaction

from sumvay.errors import Refusal


def while_uncommitted(first: Callable[[], object], second: Callable[[], object]) -> tuple:
    """Both on a database others see (`module_database`); gives what each gave, for the second also its refusal."""

    def run():
        try:
            return second()
        except Refusal as no:
            return type(no)
        finally:
            connections.close_all()

    with ThreadPoolExecutor() as other:
        with transaction.atomic():
            given = first()
            ended = other.submit(run)
            until = time.monotonic() + 20
            while not someone_waits() and not ended.done() and time.monotonic() < until:
                time.sleep(0.02)
        return given, ended.result(timeout=20)


def someone_waits() -> bool:
    """Does a connection to this database wait for another."""
    with connection.cursor() as cursor:
        # Within a transaction the first look would be repeated for ever
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        return cursor.fetchone()[0] > 0
