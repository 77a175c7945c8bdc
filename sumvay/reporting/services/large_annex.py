"""The annex of a cut of thousands of units: the worker makes it, and whoever asked is told where the file is."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from procrastinate.exceptions import AlreadyEnqueued

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.files import services as files
from sumvay.files.models import StoredFile
from sumvay.notifications import services as notifications
from sumvay.reporting import reach, tasks
from sumvay.reporting.models import Consolidation
from sumvay.reporting.services.refusals import NotYours
from sumvay.reporting.services.workbook import annex_workbook
from sumvay.reporting.totals import Totals
from sumvay.vietnamese import fold

AT_ONCE = 2_000


def is_large(totals: Totals) -> bool:
    """Whether the annex by unit has too many rows to be made while somebody waits: more than AT_ONCE reports."""
    return totals.reported > AT_ONCE


@transaction.atomic
def ask_annex(*, actor: User, consolidation: Consolidation, now: datetime) -> bool:
    """Have the annex by unit made; the officer gets a notice with the file. False when it is being made already.

    Raises NotYours.
    """
    if not reach.consolidations_visible_to(actor, on=localdate(now)).filter(pk=consolidation.pk).exists():
        raise NotYours(_("Only officers of %(unit)s can do this.") % {"unit": consolidation.unit.name})
    task = tasks.make_annex.configure(queueing_lock=f"reporting.annex:{consolidation.pk}:{actor.pk}")
    try:
        with transaction.atomic():
            task.defer(consolidation_id=consolidation.pk, officer_id=actor.pk)
    except AlreadyEnqueued:
        return False
    audit.record(
        actor=actor, action="consolidation.ask_annex", target=consolidation, at=now, unit_id=consolidation.unit_id
    )
    return True


def make_annex_or_say_so(*, consolidation_id: int, officer_id: int, now: datetime) -> StoredFile | None:
    """The last time it is tried: what breaks is for the operators, and who asked is told that nothing comes."""
    try:
        return make_annex(consolidation_id=consolidation_id, officer_id=officer_id, now=now)
    except Exception:
        officer, held = _asked(consolidation_id, officer_id, now)
        if held:
            body = _("Please ask for it once more; if it cannot be made again, tell the operators.")
            _tell(officer, held, _("The annex by unit could not be made: %(title)s"), body, "", now)
        raise


def make_annex(*, consolidation_id: int, officer_id: int, now: datetime) -> StoredFile | None:
    """Make the annex and tell who asked for it, also when there is no room; nothing for who may see the cut no more."""
    officer, held = _asked(consolidation_id, officer_id, now)
    if held is None:
        return None
    content = annex_workbook(consolidation=held, now=now)
    name = f"{slugify(fold(f'{held.unit.name} {held.form.title}'))[:120]}.xlsx"
    purpose = StoredFile.Purpose.EXPORT
    try:
        stored = files.store_file(actor=officer, unit=held.unit, name=name, content=content, purpose=purpose, now=now)
    except Refusal as no:
        _tell(officer, held, _("The annex by unit could not be kept: %(title)s"), str(no), "", now)
        return None
    path = reverse("files:open", args=[stored.key])
    _tell(officer, held, _("The annex by unit is ready: %(title)s"), "", path, now)
    return stored


def _asked(consolidation_id: int, officer_id: int, now: datetime) -> tuple[User, Consolidation | None]:
    """Who asked, and the cut as long as they may see it."""
    officer = User.objects.get(pk=officer_id)
    visible = reach.consolidations_visible_to(officer, on=localdate(now))
    return officer, visible.filter(pk=consolidation_id).first()


def _tell(officer: User, held: Consolidation, sentence: str, body: str, path: str, now: datetime) -> None:
    path = path or reverse("reporting:consolidation", args=[held.pk])
    notifications.notify_officers(
        officers=[officer], kind="annex", title=sentence % {"title": held.form.title}, body=body, path=path,
        about=f"annex:{held.pk}:{now.isoformat()}", now=now, unit=held.unit,
    )  # fmt: skip
