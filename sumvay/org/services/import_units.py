"""A file of units and officers: taken in, its columns settled, tried, applied all or nothing."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.org import closure, permissions, spans
from sumvay.org.import_columns import HeadedTable, fit_columns, header_hash, propose_columns, split_headings
from sumvay.org.import_plan import SIZES, ChangedUnit, Plan, plan_import
from sumvay.org.import_rows import Problem
from sumvay.org.models import Appointment, ColumnMapping, Unit, UnitImport, UnitKind, UnitName, UnitSize
from sumvay.org.naming import name_columns
from sumvay.org.services import rules
from sumvay.org.services.bulk_load import bulk_load_units
from sumvay.org.sheet import Row, read_table
from sumvay.vietnamese import nfc


class AlreadyApplied(Refusal):
    """This file has been taken over already."""


class ColumnsUnclear(Refusal):
    """Without the code of the unit no row can be told from another."""


class RowsRefused(Refusal):
    """Some rows cannot be taken, so none were; `result` names them."""

    def __init__(self, result: "ImportResult"):
        """The same sentence for every file."""
        super().__init__(_("Some rows cannot be taken, so nothing was changed."))
        self.result = result


class ImportResult(NamedTuple):
    """What an import did or would do: counts of units, of posts given, and the rows that stand in the way."""

    rows: int
    created: int
    changed: int
    unchanged: int
    problems: list[Problem]
    posts: int = 0


def import_units(
    *,
    actor: User | None,
    unit: Unit,
    content: bytes,
    filename: str,
    columns: Mapping[str, str] | None = None,
    defaults: Mapping[str, str] | None = None,
    dry_run: bool,
    now: datetime,
) -> ImportResult:
    """Take a whole file at and below UNIT, or only try it; ACTOR None is the operator at the console.

    COLUMNS is field by heading; without it the headings remembered or known decide. Nothing is written while there are
    problems. Raises NotPermitted, UnfitFile, ColumnsUnclear.
    """
    upload = receive_import(actor=actor, unit=unit, content=content, filename=filename, now=now)
    table = table_of(upload)
    if columns is not None:
        places = {field: table.headings.index(nfc(heading)) for field, heading in columns.items()}
        map_import(actor=actor, upload=upload, columns=places, defaults=defaults or {}, now=now)
    elif defaults:
        map_import(actor=actor, upload=upload, columns=upload.columns["columns"], defaults=defaults, now=now)
    if dry_run:
        return try_import(upload=upload, now=now)
    try:
        return apply_import(actor=actor, upload=upload, now=now)
    except RowsRefused as refused:
        return refused.result


@transaction.atomic
def receive_import(*, actor: User | None, unit: Unit, content: bytes, filename: str, now: datetime) -> UnitImport:
    """Read a file and keep its rows until they are applied; columns are proposed from what is remembered or known.

    An older file of the same person that was not applied is forgotten. Raises NotPermitted, UnfitFile.
    """
    _permit(actor, unit, now)
    table = split_headings(read_table(content))
    remembered = ColumnMapping.objects.filter(unit=unit, header_hash=header_hash(table.headings)).first()
    settled = remembered.columns if remembered else {"columns": propose_columns(table.headings), "defaults": {}}
    UnitImport.objects.filter(unit=unit, by=actor, state=UnitImport.State.TRIED).delete()
    return UnitImport.objects.create(
        unit=unit,
        by=actor,
        filename=nfc(filename)[-200:],
        rows={"headings": table.headings, "rows": [[row.number, *row.cells] for row in table.rows]},
        columns=settled,
        created_at=now,
    )


@transaction.atomic
def map_import(
    *,
    actor: User | None,
    upload: UnitImport,
    columns: Mapping[str, int],
    defaults: Mapping[str, str],
    now: datetime,
) -> None:
    """Settle which column means what, and remember it for the next file with the same headings.

    Raises NotPermitted, ColumnsUnclear.
    """
    _permit(actor, upload.unit, now)
    headings = table_of(upload).headings
    fitting = fit_columns(columns, headings)
    settled = {"columns": fitting, "defaults": _fit_defaults(defaults)}
    if "code" not in fitting:
        raise ColumnsUnclear(_("Say which column holds the code of the unit."))
    UnitImport.objects.filter(pk=upload.pk).update(columns=settled)
    ColumnMapping.objects.update_or_create(
        unit=upload.unit, header_hash=header_hash(headings), defaults={"columns": settled, "saved_at": now}
    )
    upload.refresh_from_db(fields=["columns"])


def try_import(*, upload: UnitImport, now: datetime) -> ImportResult:
    """What applying would do; writes nothing."""
    return _result(_plan(upload, timezone.localdate(now)))


@transaction.atomic
def apply_import(*, actor: User | None, upload: UnitImport, now: datetime) -> ImportResult:
    """Take the file over, everything or nothing; doing it twice, or sending the same file again, changes nothing.

    Raises NotPermitted, AlreadyApplied, RowsRefused.
    """
    _permit(actor, upload.unit, now)
    rules.check_alive(upload.unit)
    on = timezone.localdate(now)
    closure.hold_tree()
    plan = _plan(upload, on)
    if plan.problems:
        raise RowsRefused(_result(plan))
    waiting = UnitImport.objects.filter(pk=upload.pk, state=UnitImport.State.TRIED)
    if not waiting.update(state=UnitImport.State.APPLIED, applied_at=now, rows={}):
        raise AlreadyApplied(_("This file has been taken over already."))
    bulk_load_units(plan.created, paper=upload.filename)
    for change in plan.changed:
        _write_change(change, on)
    _write_posts(plan, upload.unit, on)
    result = _result(plan)
    changes = {"created": result.created, "changed": [c.unit.pk for c in plan.changed], "posts": result.posts}
    audit.record(actor=actor, action="units.import", target=upload, at=now, unit_id=upload.unit_id, changes=changes)
    return result


def table_of(upload: UnitImport) -> HeadedTable:
    """The headings and rows of a file that waits."""
    rows = [Row(number, cells) for number, *cells in upload.rows.get("rows", [])]
    return HeadedTable(upload.rows.get("headings", []), rows)


def _fit_defaults(defaults: Mapping[str, str]) -> dict[str, str]:
    known = {"kind": set(UnitKind.objects.values_list("code", flat=True)), "officer_post": set(Appointment.Post.values)}
    return {name: value for name, value in defaults.items() if value in known.get(name, ())}


def _permit(actor: User | None, unit: Unit, now: datetime) -> None:
    rules.permit(actor is None or permissions.can_manage(actor, unit, on=timezone.localdate(now)))


def _plan(upload: UnitImport, on: date) -> Plan:
    settled = upload.columns
    return plan_import(upload.unit, table_of(upload).rows, settled["columns"], settled["defaults"], on=on)


def _result(plan: Plan) -> ImportResult:
    problems = sorted(plan.problems)
    return ImportResult(plan.rows, len(plan.created), len(plan.changed), plan.unchanged, problems, len(plan.posts))


def _write_change(change: ChangedUnit, on: date) -> None:
    unit, row = change.unit, change.row
    fields = {name: row[name] for name in change.fields if name not in (*SIZES, "kind")}
    if "kind" in change.fields:
        fields["kind"] = UnitKind.objects.get(code=change.kind)
    names = {"name": row["name"] or unit.name, "short_name": row["short_name"] or unit.short_name}
    if names != {"name": unit.name, "short_name": unit.short_name}:
        fields |= name_columns(code=unit.code, **names)
        UnitName.objects.filter(unit=unit, valid__startswith__gte=on).delete()
        UnitName.objects.filter(unit=unit, valid__upper_inf=True).update(valid=spans.ended("valid", on))
        UnitName.objects.create(unit=unit, valid=spans.since(on), **names)
    if fields:
        Unit.objects.filter(pk=unit.pk).update(**fields)
    if figures := {name: row[name] for name in SIZES if name in change.fields}:
        UnitSize.objects.update_or_create(unit=unit, on=on, defaults=change.size_before | figures)


def _write_posts(plan: Plan, top: Unit, on: date) -> None:
    people = _add_people(plan)
    codes = {post.code for post in plan.posts}
    below = Unit.objects.filter(paths_up__ancestor=top, paths_up__valid_to__gt=on)
    units = {code.lower(): pk for code, pk in below.values_list("code", "pk") if code.lower() in codes}
    Appointment.objects.bulk_create(
        Appointment(
            officer=post.person or people[post.row.number],
            unit_id=units[post.code],
            post=post.post,
            valid=spans.since(post.since),
        )
        for post in plan.posts
    )


def _add_people(plan: Plan) -> dict[int, User]:
    """New people by the number of the row that describes them; they sign in once they are invited."""
    rows = {post.row.number: post.row for post in plan.posts if not post.person}
    unusable = make_password(None)
    people: Sequence[User] = User.objects.bulk_create(
        User(
            full_name=row["officer_name"],
            email=row["officer_email"],
            phone=row["officer_phone"],
            password=unusable,
        )
        for row in rows.values()
    )
    return dict(zip(rows, people, strict=True))
