"""Many units at once, with closure, in seconds: for imports, the demo and measuring."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db import connection, transaction
from django.db.models.functions import Lower

from sumvay.errors import Refusal
from sumvay.org import closure
from sumvay.org.bulk_rows import UnitRow, codes_in_circles
from sumvay.org.models import ParentLink, Unit, UnitKind, UnitName, UnitSize
from sumvay.org.naming import name_columns
from sumvay.vietnamese import nfc


class RowsUnfit(Refusal):
    """The rows do not make a tree: a parent or kind that does not exist, or a circle; the text names the code."""


UNIT_COLUMNS = ("id", "code", "name", "short_name", "kind_id", "sort_key", "folded", *UnitRow._fields[6:12], "lifetime")


@transaction.atomic
def bulk_load_units(rows: Iterable[UnitRow], *, paper: str = "") -> dict[str, int]:
    """Load new units with names, links, paths and sizes; asks no permission. Returns the ids by lower-case code.

    Rows may come in any order. Raises RowsUnfit; codes that exist already are refused by the database.
    """
    rows = list(rows)
    if not rows:
        return {}
    closure.hold_tree()
    ids = _reserve_ids(len(rows))
    new = {row.code.lower(): pk for row, pk in zip(rows, ids, strict=True)}
    parents = _parents(rows, new)
    kinds = dict(UnitKind.objects.values_list("code", "pk"))
    starts = dict(zip(ids, (row.since for row in rows), strict=True)) | _starts_of(set(parents.values()) - set(ids))
    _copy(Unit, UNIT_COLUMNS, _unit_values(rows, ids, kinds))
    _copy(
        UnitName,
        ("unit_id", "name", "short_name", "valid", "paper"),
        ((pk, nfc(row.name), nfc(row.short_name), f"[{row.since},)", paper) for row, pk in zip(rows, ids, strict=True)),
    )
    _copy(
        ParentLink,
        ("child_id", "parent_id", "valid", "paper"),
        ((pk, up, f"[{max(starts[pk], starts[up])},)", paper) for pk, up in parents.items()),
    )
    closure.grow_many(ids[0], ids[-1])
    _copy(UnitSize, ("unit_id", "on", "members", "workers", "women"), _size_values(rows, ids))
    return new


def _reserve_ids(count: int) -> Sequence[int]:
    """Consecutive ids: the tree is held, and everyone who makes units holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM org_unit")
        sequence = "pg_get_serial_sequence('org_unit', 'id')"
        cursor.execute(f"SELECT nextval({sequence})")
        first = cursor.fetchone()[0]
        cursor.execute(f"SELECT setval({sequence}, %s)", [first + count - 1])
    return range(first, first + count)


def _parents(rows: Sequence[UnitRow], new: dict[str, int]) -> dict[int, int]:
    """Parent id by unit id, after checking that every chain of new units reaches the top or an existing unit."""
    wanted = {row.parent.lower() for row in rows if row.parent} - set(new)
    alive = Unit.objects.filter(lifetime__upper_inf=True).annotate(lower_code=Lower("code"))
    existing = dict(alive.filter(lower_code__in=wanted).values_list("lower_code", "pk"))
    if unknown := wanted - set(existing):
        raise RowsUnfit(f"parent {min(unknown)}")
    above = {row.code.lower(): row.parent.lower() for row in rows}
    if circle := codes_in_circles(above):
        raise RowsUnfit(f"circle {min(circle)}")
    codes = existing | new
    return {new[row.code.lower()]: codes[row.parent.lower()] for row in rows if row.parent}


def _starts_of(ids: set[int]) -> dict[int, date]:
    return {unit.pk: unit.lifetime.lower for unit in Unit.objects.filter(pk__in=ids).only("lifetime")}


def _unit_values(rows: Sequence[UnitRow], ids: Sequence[int], kinds: dict[str, int]) -> Iterator[tuple]:
    for row, pk in zip(rows, ids, strict=True):
        if row.kind not in kinds:
            raise RowsUnfit(f"kind {row.kind}")
        code, name, short_name = nfc(row.code), nfc(row.name), nfc(row.short_name)
        columns = name_columns(code=code, name=name, short_name=short_name)
        head = (pk, code, name, short_name, kinds[row.kind], columns["sort_key"], columns["folded"])
        yield *head, row.email, row.phone, nfc(row.address), *row[9:12], f"[{row.since},)"


def _size_values(rows: Sequence[UnitRow], ids: Sequence[int]) -> Iterator[tuple]:
    for row, pk in zip(rows, ids, strict=True):
        if any(figure is not None for figure in row[12:15]):
            yield pk, row.since, *row[12:15]


def _copy(model, columns: Sequence[str], values: Iterable[tuple]) -> None:
    quoted = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{model._meta.db_table}" ({quoted}) FROM STDIN') as copy:
        for value in values:
            copy.write_row(value)
