"""How fast the tree is loaded, and how fast a province's units are found."""

import io

from django.db import connection, transaction
from django.utils import timezone

from ops.bench import movement
from ops.bench.timing import Row, seconds, told
from sumvay.org import selectors, services
from sumvay.org.models import Unit, UnitPath

TABLES = ("org_unit", "org_unitname", "org_parentlink", "org_unitpath", "org_unitsize")


class RolledBack(Exception):
    """Ends a measured transaction without keeping it."""


def load() -> list[Row]:
    """Load all units through the service, then the same rows by bare COPY."""
    services.add_starting_kinds()
    rows = movement.rows()
    taken = seconds(lambda: services.bulk_load_units(rows))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    floor = _floor()
    units, paths = Unit.objects.count(), UnitPath.objects.count()
    return [Row(f"import of {units:,} units ({paths:,} paths)", told(taken), told(floor) + " bare COPY")]


def _floor() -> float:
    dumps = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            kept = io.BytesIO()
            with cursor.copy(f"COPY {table} TO STDOUT") as out:
                for block in out:
                    kept.write(block)
            dumps[table] = kept.getvalue()

    def copy_back() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")
                for table, dump in dumps.items():
                    with cursor.copy(f"COPY {table} FROM STDIN") as into:
                        into.write(dump)
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                raise RolledBack
        except RolledBack:
            return

    return seconds(copy_back)


def descendants() -> list[Row]:
    """Ids of everything below one province, through the selector and as bare SQL over the same index."""
    province, today = Unit.objects.get(code="P07"), timezone.localdate()
    found = selectors.descendants_of(province, on=today)
    below = selectors.paths_on(today).filter(ancestor=province, depth__gt=0).values("descendant_id")
    sql, parameters = below.query.sql_with_params()
    bare = "SELECT descendant_id FROM org_unitpath WHERE ancestor_id = %s AND valid_to = '9999-12-31' AND depth > 0"
    count = found.count()
    return [
        Row(
            f"descendants of a province ({count:,} units), time in SQL",
            told(_executed(sql, parameters)),
            told(_executed(bare, [province.pk])) + " bare",
            "< 5 ms",
        ),
        Row("… as Django objects in alphabetical order", told(seconds(lambda: list(found.all()), times=5))),
    ]


def _executed(sql, parameters) -> float:
    times = []
    with connection.cursor() as cursor:
        for _time in range(7):
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON, TIMING OFF) {sql}", parameters)
            times.append(cursor.fetchone()[0][0]["Execution Time"] / 1000)
    return sorted(times)[3]
