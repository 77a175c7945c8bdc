"""Questions asked at every press of a member, hundreds a second: the database plans them once a connection."""

from typing import Any

from django.db import connection
from psycopg import Cursor


def prepared(question: str, given: dict[str, Any]) -> list[tuple]:
    """The rows of a question; Django's own cursors bind on this side, so that PostgreSQL plans each one anew."""
    # As Django's own cursors begin: after a restart of the database a line that died is made anew
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        return cursor.execute(question, given, prepare=True).fetchall()
