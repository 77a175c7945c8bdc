"""What goes out and what ends by the clock, each piece by a job of its own."""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task
from wagtail.models import Revision

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.newsroom import tasks
from sumvay.newsroom.models import Piece
from sumvay.newsroom.permissions.desks import can_edit_at
from sumvay.notifications import services as notifications

log = logging.getLogger(__name__)


def publish_due(*, now: datetime) -> None:
    """Find the versions whose time has come and the pieces whose time is over; one that fails stops no other."""
    for revision_id in _due(now).order_by("approved_go_live_at", "pk").values_list("pk", flat=True):
        _enqueue(tasks.publish_scheduled, f"newsroom.revision:{revision_id}", "revision_id", revision_id)
    over = Piece.objects.filter(live=True, expire_at__lte=now).order_by("expire_at", "pk")
    for piece_id in over.values_list("pk", flat=True):
        _enqueue(tasks.end_expired, f"newsroom.ending:{piece_id}", "piece_id", piece_id)


def publish_scheduled(*, revision_id: int, now: datetime) -> None:
    """
    Publish one version that is due; when a rule refuses it now, it is taken off the clock and its maker is told why.

    A version put off or already out in the meantime is left alone.
    """
    revision = _due(now).filter(pk=revision_id).first()
    if revision is None:
        log.info("revision %s is no longer due", revision_id)
        return
    try:
        revision.publish(log_action="wagtail.publish.scheduled")
    except Refusal as no:
        _take_off_the_clock(revision, no, now)


@transaction.atomic
def end_expired(*, piece_id: int, now: datetime) -> None:
    """Take a piece whose time is over off the portal, as a job offer after its last day."""
    piece = Piece.objects.select_for_update(of=("self",)).filter(pk=piece_id, live=True, expire_at__lte=now).first()
    if piece is None:
        log.info("piece %s need not end", piece_id)
        return
    piece.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


@transaction.atomic
def _take_off_the_clock(revision: Revision, no: Refusal, now: datetime) -> None:
    if not Revision.objects.filter(pk=revision.pk, approved_go_live_at__isnull=False).update(approved_go_live_at=None):
        return
    piece = Piece.objects.get(pk=revision.object_id)
    audit.record(
        actor=None, action="piece.hold_back", target=piece, at=now, unit_id=piece.unit_id,
        changes={"revision": revision.pk, "why": type(no).__name__},
    )  # fmt: skip
    makers = User.objects.filter(pk__in={revision.user_id, piece.created_by_id} - {None})
    for maker in makers:
        # Who has left the unit since would find nothing there
        path = piece.get_desk_url() if can_edit_at(maker, piece.unit_id) else reverse("newsroom:desk")
        notifications.notify_officers(
            officers=[maker], kind="piece_held_back", unit=piece.unit, body=str(no), path=path,
            title=_("Not published at its time: %(title)s") % {"title": piece.title},
            about=f"newsroom.revision:{revision.pk}", now=now,
        )  # fmt: skip


def _due(now: datetime) -> QuerySet[Revision]:
    of_pieces = {"base_content_type__app_label": "newsroom", "base_content_type__model": "piece"}
    return Revision.objects.filter(approved_go_live_at__lte=now, **of_pieces)


def _enqueue(task: Task, lock: str, name: str, pk: int) -> None:
    try:
        with transaction.atomic():
            task.configure(queueing_lock=lock, lock=lock).defer(**{name: pk})
    except AlreadyEnqueued:
        log.debug("%s waits already", lock)
