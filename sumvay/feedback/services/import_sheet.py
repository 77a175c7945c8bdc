"""Answers of a survey come in: the file, its columns, a trial, the worker that makes messages of it, the way back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.feedback import permissions, selectors, tasks
from sumvay.feedback.models import Case, Kind, Sheet, SheetCase
from sumvay.feedback.reading import reader
from sumvay.feedback.receipts import key_for, trace_of
from sumvay.feedback.services.issues_of_cases import dismiss_empty
from sumvay.feedback.services.receive_case import LONGEST, receive_case
from sumvay.feedback.sheet_rows import NAMES, RowRead, header_hash, moment_of, propose_columns, rows_read
from sumvay.org import selectors as org_selectors
from sumvay.org import services as org
from sumvay.org.models import Unit
from sumvay.vietnamese import fold, nfc

State = Sheet.State
MOST_ROWS = 20_000
AT_ONCE = 200


class NotYourSheet(Refusal):
    """Only those who handle the unit's messages bring some in."""


class UnfitSheet(Refusal):
    """The file cannot be read, or says nothing."""


class WordsUnclear(Refusal):
    """Without the column of the words there is no message."""


class MeantTwice(Refusal):
    """Only words may stand in several columns."""


class SheetMovedOn(Refusal):
    """It has been taken over already, or taken back."""


class HandledAlready(Refusal):
    """Somebody has worked on a message of the sheet."""


class SheetTrial(NamedTuple):
    """What would come: new messages, those that are here already, empty rows, advertising; remarks by row."""

    new: int
    same: int
    empty: int
    spam: int
    problems: list[tuple[int, str]]


@dataclass
class _Taken:
    """What became of a row: its case when it is new, and sentences about it."""

    case: Case | None
    remarks: list[str]


@transaction.atomic
def receive_sheet(*, actor: User, unit: Unit, content: bytes, filename: str, now: datetime) -> Sheet:
    """
    Read a file of answers (.xlsx, .xls, .csv), keep its rows; columns as settled for the last such file, else guessed.

    An older file of the same person that was not taken over is forgotten. Raises NotYourSheet, UnfitSheet.
    """
    _permit(actor, unit, now)
    head, *rows = org.read_table(content)
    if not rows:
        raise UnfitSheet(_("The file has headings but no rows below them."))
    if len(rows) > MOST_ROWS:
        raise UnfitSheet(_("The file has more than 20.000 rows; please send it in parts."))
    kept = header_hash(head.cells)
    earlier = Sheet.objects.filter(unit=unit, header_hash=kept).exclude(state=State.TRIED).order_by("-pk").first()
    Sheet.objects.filter(unit=unit, by=actor, state=State.TRIED).delete()
    return Sheet.objects.create(
        unit=unit, by=actor, filename=nfc(filename)[-200:], header_hash=kept, headings=head.cells,
        rows=[[row.number, *(cell.replace("\x00", "") for cell in row.cells)] for row in rows], total=len(rows),
        created_at=now,
        columns=earlier.columns if earlier else propose_columns(head.cells),
    )  # fmt: skip


@transaction.atomic
def map_sheet(*, actor: User, sheet: Sheet, meanings: Mapping[int, str], now: datetime) -> None:
    """
    Settle what each column means; several may hold words, all else stands in one.

    Raises NotYourSheet, WordsUnclear, MeantTwice, SheetMovedOn.
    """
    _permit(actor, sheet.unit, now)
    fit: dict[str, Any] = {}
    for place in sorted(place for place in meanings if 0 <= place < len(sheet.headings)):
        name = meanings[place]
        if name == "text" and name in fit:
            fit.setdefault("further", []).append(place)
        elif name in fit:
            raise MeantTwice(_("Two columns have the same meaning. Please choose one of them."))
        elif name in NAMES:
            fit[name] = place
    if "text" not in fit:
        raise WordsUnclear(_("Please say in which column the words of the message stand."))
    if not Sheet.objects.filter(pk=sheet.pk, state=State.TRIED).update(columns=fit):
        raise _moved_on()
    sheet.columns = fit


def try_sheet(*, sheet: Sheet) -> SheetTrial:
    """What taking the sheet over would bring; changes nothing."""
    rows = list(_rows(sheet))
    traces = {row.number: trace_of(key_for(row.token)) for row in rows}
    known = set(Case.objects.filter(receipt__in=traces.values()).values_list("receipt", flat=True))
    full = [row for row in rows if row.text]
    new = [row for row in full if traces[row.number] not in known]
    spam = sum(read.kind == Kind.SPAM for read in reader.read([row.text[:LONGEST] for row in new]))
    problems = [(row.number, remark) for row in full for remark in row.remarks]
    return SheetTrial(len(new), len(full) - len(new), len(rows) - len(full), spam, problems)


@transaction.atomic
def start_sheet(*, actor: User, sheet: Sheet, now: datetime) -> None:
    """
    Let the worker make messages of it, or go on with one whose job failed for good.

    Raises NotYourSheet, WordsUnclear, SheetMovedOn.
    """
    _permit(actor, sheet.unit, now)
    if "text" not in sheet.columns:
        raise WordsUnclear(_("Please say in which column the words of the message stand."))
    waiting = Sheet.objects.filter(pk=sheet.pk, state__in=[State.TRIED, State.RUNNING])
    if not waiting.update(state=State.RUNNING, by=actor) or selectors.is_sheet_at_work(sheet.pk):
        raise _moved_on()
    audit.record(
        actor=actor, action="sheet.start", target=sheet, at=now, unit_id=sheet.unit_id, changes={"rows": sheet.total}
    )
    tasks.take_sheet.defer(sheet_id=sheet.pk)


def take_sheet(*, sheet_id: int, now: datetime) -> None:
    """Make messages of the rows that are not yet, some at a time; broken off, it goes on where it was. Worker's."""
    sheet = Sheet.objects.select_related("unit__kind").get(pk=sheet_id)
    if sheet.state != State.RUNNING:
        return
    with override("vi"):
        rows = list(_rows(sheet))
        below = _units_by_name(sheet.unit, now)
        while sheet.done < sheet.total:
            _take_some(sheet, rows[sheet.done : sheet.done + AT_ONCE], below, now)
    with transaction.atomic():
        finished = Sheet.objects.filter(pk=sheet.pk, state=State.RUNNING)
        if finished.update(state=State.DONE, finished_at=now, rows=[]):
            audit.record(
                actor=None, action="sheet.done", target=sheet, at=now, unit_id=sheet.unit_id,
                changes={"cases": sheet.brought.count()},
            )  # fmt: skip


@transaction.atomic
def undo_sheet(*, actor: User, sheet: Sheet, now: datetime) -> int:
    """
    Take back every message of a sheet as long as nobody has worked on any; says how many.

    Raises NotYourSheet, SheetMovedOn, HandledAlready.
    """
    _permit(actor, sheet.unit, now)
    brought = Case.objects.filter(brought_by__sheet=sheet)
    pks = list(brought.select_for_update(of=("self",)).values_list("pk", flat=True))
    if not Sheet.objects.filter(pk=sheet.pk, state=State.DONE).update(state=State.UNDONE, finished_at=now):
        raise _moved_on()
    untouched = brought.filter(
        unit=sheet.unit, state=Case.State.RECEIVED, sorted_at=None, assigned_to=None, first_answered_at=None,
        escalated_at=None, erased_at=None, messages=None, forwardings=None, rights_requests=None,
    )  # fmt: skip
    if untouched.count() != len(pks):
        raise HandledAlready(_("Messages of this file are being handled already; it can no longer be taken back."))
    issues = set(brought.exclude(issue=None).values_list("issue", flat=True))
    Case.objects.filter(pk__in=pks).delete()
    dismiss_empty(issues)
    audit.record(
        actor=actor, action="sheet.undo", target=sheet, at=now, unit_id=sheet.unit_id, changes={"cases": len(pks)}
    )
    return len(pks)


@transaction.atomic
def _take_some(sheet: Sheet, rows: list[RowRead], below: Mapping[str, Unit], now: datetime) -> None:
    """Rows, their messages and how far it is commit together."""
    problems = [*sheet.problems]
    traces = {row.token: trace_of(key_for(row.token)) for row in rows}
    known = set(Case.objects.filter(receipt__in=traces.values()).values_list("receipt", flat=True))
    brought = []
    for row in rows:
        taken = _take(sheet, row, below, now) if traces[row.token] not in known else _Taken(None, [_known()])
        problems += [[row.number, remark] for remark in taken.remarks]
        brought += [SheetCase(sheet=sheet, case=taken.case)] if taken.case else []
    SheetCase.objects.bulk_create(brought)
    done = sheet.done + len(rows)
    # An ended unit's heir takes it over; the job begins again, for the heir
    claimed = Sheet.objects.filter(pk=sheet.pk, unit=sheet.unit, state=State.RUNNING, done=sheet.done)
    if not claimed.update(done=done, problems=problems):
        raise _moved_on()
    sheet.done, sheet.problems = done, problems


def _take(sheet: Sheet, row: RowRead, below: Mapping[str, Unit], now: datetime) -> _Taken:
    if not row.text:
        return _Taken(None, [_("Nothing is written in this row.")])
    about = below.get(fold(row.workplace))
    remarks = [*row.remarks]
    # A workplace that is no unit of ours is still said
    named = "" if about or not row.workplace else "\n\n" + _("Workplace: %(name)s") % {"name": row.workplace}
    if len(row.text) + len(named) > LONGEST:
        remarks.append(_("The text is longer than 10.000 letters; what is beyond was cut off."))
    received = receive_case(
        unit=sheet.unit, about_unit=about or sheet.unit, door=Case.Door.SHEET,
        text=row.text[: LONGEST - len(named)] + named, token=row.token, now=now, name=row.name, phone=row.phone,
        email=row.email, may_rise=row.may_rise,
    )  # fmt: skip
    # Counted when it was written; an answer is owed from now on
    Case.objects.filter(pk=received.case.pk).update(received_at=moment_of(row.at, now=now), owed_since=now)
    return _Taken(received.case, remarks)


def _rows(sheet: Sheet) -> Iterator[RowRead]:
    return rows_read(sheet.rows, sheet.columns, unit_pk=sheet.unit_id, headings=sheet.headings)


def _known() -> str:
    return _("This message is here already.")


def _units_by_name(unit: Unit, now: datetime) -> dict[str, Unit]:
    """Units at and below by name, code and short name; a name that two bear is left out."""
    found: dict[str, Unit] = {}
    twice: set[str] = set()
    for one in org_selectors.descendants_of(unit, on=localdate(now), include_self=True):
        for name in {fold(one.name), fold(one.short_name), fold(one.code)} - {""}:
            if found.setdefault(name, one).pk != one.pk:
                twice.add(name)
    return {name: one for name, one in found.items() if name not in twice}


def _permit(actor: User, unit: Unit, now: datetime) -> None:
    if not permissions.can_handle(actor, unit, on=localdate(now)):
        raise NotYourSheet(_("Only officers of %(unit)s can do this.") % {"unit": unit.name})


def _moved_on() -> SheetMovedOn:
    return SheetMovedOn(_("This file has been taken over or taken back in the meantime."))
