"""The clock publishes and ends pieces, one by one; a failing one stops no other, a refused one is told."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
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


@pytest.mark.parametrize("is_there", [True, False])
def test_who_is_told_is_led_to_the_piece_or_once_gone_from_the_unit_to_the_desk(run_jobs, client, is_there):
    piece = scheduled(title="Phỏng vấn")
    maker = officer_of(piece.unit if is_there else PieceFactory().unit, Appointment.Post.EDITOR)
    revision = Revision.objects.get(approved_go_live_at__isnull=False, object_id=str(piece.pk))
    revision.content["genre"] = "interview"
    revision.user = maker
    revision.save(update_fields=["content", "user"])
    minute_passes(run_jobs)
    notice = Notice.objects.get(officer=maker, kind="piece_held_back")
    assert notice.path == (reverse("newsroom:piece_state", args=[piece.pk]) if is_there else reverse("newsroom:desk"))
    client.force_login(maker)
    assert client.get(notice.path, follow=True).status_code == 200


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
    over, running = (PieceFactory(kind="job", employer="May Hòa Bình") for _ in range(2))
    over.expire_at, running.expire_at = timezone.now() - timedelta(minutes=1), timezone.now() + timedelta(days=1)
    for piece in (over, running):
        piece.save_revision().publish()
    minute_passes(run_jobs)
    assert [row.piece_id for row in Listing.objects.all()] == [running.pk]
    answer = Client().get(over.get_absolute_url())
    assert answer.status_code == 410
    assert f"{timezone.localtime(over.expire_at):%d/%m/%Y}" in answer.content.decode()


def ends_in_a_moment():
    """A job offer whose end has just come, before any job of the clock ran; kept pages and lists know nothing yet."""
    piece = PieceFactory(kind="job", title="Tuyển thợ may", employer="May Hòa Bình")
    piece.expire_at = timezone.now() + timedelta(hours=1)
    piece.save_revision().publish()
    past = timezone.now() - timedelta(seconds=1)
    Piece.objects.filter(pk=piece.pk).update(expire_at=past)
    Listing.objects.filter(pk=piece.pk).update(expires_at=past)
    return piece


def test_from_the_moment_of_its_end_its_pages_and_every_list_know_it_no_more():
    piece = ends_in_a_moment()
    running = PieceFactory(
        kind="job", title="Tuyển lái xe", employer="Bến xe", expire_at=timezone.now() + timedelta(days=9)
    )
    running.get_latest_revision().publish()
    for rest in ("", "in/"):
        answer = Client().get(f"{piece.get_absolute_url()}{rest}")
        assert answer.status_code == 410
        assert "Đã hết hạn nhận hồ sơ" in answer.content.decode()
    assert Client().get(f"/bai/{piece.pk}/the.png").status_code == 404
    for path in ("/", "/viec-lam/", "/tin.rss", f"/muc/{piece.section.slug}/", "/tim/?q=tuyen", "/sitemap-tin.xml"):
        page = Client().get(path).content.decode()
        assert "Tuyển thợ may" not in page, path
        assert piece.get_absolute_url() not in page, path
    assert "Tuyển lái xe" in Client().get("/viec-lam/").content.decode()


def test_its_end_is_put_on_the_clock_for_the_moment_itself(run_jobs):
    piece = PieceFactory(kind="job", employer="May Hòa Bình")
    piece.expire_at = timezone.now() + timedelta(days=3)
    piece.save_revision().publish()
    ending = ProcrastinateJob.objects.get(task_name="newsroom.end_expired")
    assert (ending.scheduled_at, ending.args) == (piece.expire_at, {"piece_id": piece.pk})
    # Put off in the meantime: the former moment ends nothing
    run_jobs()
    assert Piece.objects.get(pk=piece.pk).live
    # Moved forward: the clock of each minute does not wait for the moment first named
    Piece.objects.filter(pk=piece.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    minute_passes(run_jobs)
    assert not Piece.objects.get(pk=piece.pk).live
