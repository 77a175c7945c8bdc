"""What is public is corrected and taken down by those who may, with words, on record; the address says why."""

import pytest
from django.test import Client
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.newsroom import services
from sumvay.newsroom.models import Correction, Listing, TakeDown
from sumvay.newsroom.services.publishing import NothingSaid, NotPublished, PublishingDenied
from sumvay.org.models import Appointment
from tests.factories.newsroom import PieceFactory, desk_with_steps
from tests.factories.org import UnitFactory, officer_of

pytestmark = pytest.mark.django_db
Post = Appointment.Post


@pytest.fixture
def piece():
    piece = PieceFactory()
    piece.get_latest_revision().publish()
    piece.refresh_from_db()
    return piece


@pytest.fixture
def editor(piece):
    return officer_of(piece.unit, Post.EDITOR)


def correct(actor, piece, text="Số chuyến xe là 5, không phải 6."):
    return services.correct_piece(actor=actor, piece=piece, text=text, now=timezone.now())


def take_down(actor, piece, reason="Thông tin chưa chính xác"):
    return services.take_down(actor=actor, piece=piece, reason=reason, now=timezone.now())


def test_a_correction_stands_at_the_foot_of_the_piece(piece, editor):
    correction = correct(editor, piece)
    page = Client().get(piece.get_absolute_url()).content.decode()
    foot = page[page.index('class="corrections"') :]
    assert "Số chuyến xe là 5, không phải 6." in foot
    assert f"{timezone.localtime(correction.at):%d/%m/%Y %H:%M}" in foot
    assert Listing.objects.get(piece=piece).changed_at == correction.at
    entry = Entry.objects.get(action="piece.correct")
    assert (entry.actor_id, entry.changes) == (editor.pk, {"correction": correction.pk})


def test_where_approval_takes_steps_an_editor_still_corrects_and_takes_down(piece, editor):
    desk_with_steps(piece.unit, Post.MANAGING_EDITOR)
    correct(editor, piece)
    take_down(editor, piece)
    assert Correction.objects.filter(piece=piece).count() == 1
    assert not Listing.objects.exists()


@pytest.mark.parametrize("change", [correct, take_down])
def test_who_does_not_publish_changes_nothing(piece, change):
    for actor in (officer_of(piece.unit, Post.COMMUNICATIONS), officer_of(UnitFactory(), Post.EDITOR)):
        with pytest.raises(PublishingDenied):
            change(actor, piece)
    assert not Correction.objects.exists()
    assert not TakeDown.objects.exists()
    assert Listing.objects.filter(piece=piece).exists()


@pytest.mark.parametrize("change", [correct, take_down])
def test_a_change_without_words_is_refused(piece, editor, change):
    with pytest.raises(NothingSaid):
        change(editor, piece, "  \n ")
    assert Listing.objects.filter(piece=piece).exists()


def test_what_was_taken_down_is_gone_and_its_address_says_why(piece, editor):
    take_down(editor, piece)
    piece.refresh_from_db()
    answer = Client().get(piece.get_absolute_url())
    assert answer.status_code == 410
    assert "Thông tin chưa chính xác" in answer.content.decode()
    assert not piece.live
    assert not Listing.objects.exists()
    assert {entry.action for entry in Entry.objects.filter(actor_id=editor.pk)} == {"piece.take_down", "piece.unlist"}


@pytest.mark.parametrize("change", [correct, take_down])
def test_what_is_not_public_cannot_be_changed_for_readers(piece, editor, change):
    take_down(editor, piece)
    with pytest.raises(NotPublished):
        change(editor, piece)
    assert TakeDown.objects.count() == 1


def test_a_draft_written_in_the_meantime_survives_the_taking_down(piece, editor):
    stale = type(piece).objects.get(pk=piece.pk)
    piece.title = "Bản nháp mới"
    draft = piece.save_revision()
    take_down(editor, stale)
    piece.refresh_from_db()
    assert piece.latest_revision_id == draft.pk


def test_published_again_it_is_back_without_its_reason(piece, editor):
    take_down(editor, piece)
    piece.refresh_from_db()
    desk_with_steps(piece.unit)
    services.publish_piece(actor=editor, piece=piece, now=timezone.now())
    answer = Client().get(piece.get_absolute_url())
    assert answer.status_code == 200
    assert "Thông tin chưa chính xác" not in answer.content.decode()


def test_the_page_of_what_is_gone_is_in_the_paper_s_look(piece, editor):
    take_down(editor, piece)
    html = Client().get(piece.get_absolute_url()).content.decode()
    assert '<div class="opening">' in html
    assert '<a class="call" href="/">' in html
