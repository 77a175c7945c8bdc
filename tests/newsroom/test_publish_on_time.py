"""The clock publishes and ends pieces, one by one; a failing one stops no other, a refused one is told."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision

from sumvay.audit.models import Entry
from sumvay.newsroom import services
from sumvay.newsroom.models import Listing, Piece
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.factories.newsroom import PieceFactory
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db


def scheduled(**fields):
    """A piece put on the clock an hour ago for half an hour ago."""
    piece = PieceFactory(**fields)
    piece.go_live_at = timezone.now() + timedelta(hours=1)
    revision = piece.save_revision()
    revision.publish()
    revision.refresh_from_db()
    passed = timezone.now() - timedelta(minutes=30)
    revision.content["go_live_at"] = passed.isoformat()
    revision.approved_go_live_at = passed
    revision.save(update_fields=["content", "approved_go_live_at"])
    return piece


def minute_passes(run_jobs):
    services.publish_due(now=timezone.now())
    return run_jobs()


def test_what_is_scheduled_waits_and_then_goes_out(run_jobs):
    later = PieceFactory()
    later.go_live_at = timezone.now() + timedelta(hours=1)
    later.save_revision().publish()
    due = scheduled()
    assert not Listing.objects.exists()
    minute_passes(run_jobs)
    assert [row.piece_id for row in Listing.objects.all()] == [due.pk]
    assert Piece.objects.get(pk=due.pk).live
    assert Entry.objects.filter(action="piece.publish", target_id=due.pk, actor_id=None).exists()


def test_twice_a_minute_publishes_once(run_jobs):
    piece = scheduled()
    services.publish_due(now=timezone.now())
    services.publish_due(now=timezone.now())
    assert run_jobs().count("newsroom.publish_scheduled") == 1
    minute_passes(run_jobs)
    assert Entry.objects.filter(action="piece.publish", target_id=piece.pk).count() == 1


def test_one_that_is_refused_is_told_and_stops_no_other(run_jobs):
    refused, good = scheduled(title="Phỏng vấn"), scheduled(title="Tin")
    editor = officer_of(refused.unit, Appointment.Post.EDITOR)
    revision = Revision.objects.filter(approved_go_live_at__isnull=False, object_id=str(refused.pk)).get()
    revision.content["genre"] = "interview"
    revision.user = editor
    revision.save(update_fields=["content", "user"])
    minute_passes(run_jobs)
    assert [row.piece_id for row in Listing.objects.all()] == [good.pk]
    assert not Piece.objects.get(pk=refused.pk).live
    assert "Phỏng vấn" in Notice.objects.get(officer=editor, kind="piece_held_back").title
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None
    assert minute_passes(run_jobs) == []


def test_one_that_breaks_stops_no_other(run_jobs):
    broken, good = scheduled(title="Hỏng"), scheduled(title="Tin")
    revision = Revision.objects.get(approved_go_live_at__isnull=False, object_id=str(broken.pk))
    Revision.objects.filter(pk=revision.pk).update(content={"pk": broken.pk, "title": None})
    services.publish_due(now=timezone.now())
    with pytest.raises((AttributeError, TypeError)):
        run_jobs()
    run_jobs()
    assert Listing.objects.filter(piece=good).exists()
    assert not Listing.objects.filter(piece=broken).exists()


def test_a_version_taken_off_the_clock_in_the_meantime_stays_a_draft(run_jobs):
    piece = scheduled()
    services.publish_due(now=timezone.now())
    Revision.objects.update(approved_go_live_at=None)
    run_jobs()
    assert not Piece.objects.get(pk=piece.pk).live


def test_a_job_offer_ends_after_its_last_moment(run_jobs):
    over, running = PieceFactory(kind="job"), PieceFactory(kind="job")
    over.expire_at, running.expire_at = timezone.now() - timedelta(minutes=1), timezone.now() + timedelta(days=1)
    for piece in (over, running):
        piece.save_revision().publish()
    minute_passes(run_jobs)
    assert [row.piece_id for row in Listing.objects.all()] == [running.pk]
    answer = Client().get(over.get_absolute_url())
    assert answer.status_code == 410
    assert f"{timezone.localtime(over.expire_at):%d/%m/%Y}" in answer.content.decode()
