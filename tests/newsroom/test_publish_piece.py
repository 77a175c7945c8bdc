"""A piece is published: who may, what refuses, what readers find, what is left when a rule says no."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.newsroom import services
from sumvay.newsroom.fitness import ConsentMissing, GenreNotAllowed
from sumvay.newsroom.models import (
    Consent,
    Contribution,
    ContributionPhoto,
    ContributionStep,
    Desk,
    Listing,
    Piece,
    PieceSource,
    SiteIdentity,
)
from sumvay.newsroom.services.publishing import EmbargoStands, PublishingDenied
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.factories.files import stored_file
from tests.factories.newsroom import NewsPictureFactory, PieceFactory, desk_with_steps
from tests.factories.org import UnitFactory, officer_of

pytestmark = pytest.mark.django_db
Post = Appointment.Post


@pytest.fixture
def piece():
    piece = PieceFactory(standfirst="Năm chuyến xe", body=[("text", "<p>Lương, thưởng Tết đã trả đủ.</p>")])
    desk_with_steps(piece.unit)
    return piece


@pytest.fixture
def editor(piece):
    return officer_of(piece.unit, Post.EDITOR)


def publish(actor, piece):
    return services.publish_piece(actor=actor, piece=piece, now=timezone.now())


def finds(column, query):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM newsroom_listing WHERE {column} @@ %s::tsquery", [query])  # noqa: S608
        return cursor.fetchone()[0]


def contributed(piece, **fields):
    author = officer_of(UnitFactory(parent=piece.unit))
    given = {"unit": author.appointments.get().unit, "author": author, "title": "Chuyến xe", "text": "Xe đã chạy."}
    now = timezone.now()
    contribution = Contribution.objects.create(
        **{**given, "state": "taken", "desk": piece.unit, "created_at": now, "changed_at": now, **fields}
    )
    PieceSource.objects.create(piece=piece, contribution=contribution, at=now)
    return contribution


def pictured(piece, contribution, **fields):
    photo = ContributionPhoto.objects.create(
        contribution=contribution, stored=stored_file(f"ảnh {piece.pk} {len(fields)}".encode()), **fields
    )
    piece.picture = NewsPictureFactory(unit=piece.unit, photo=photo)
    piece.save_revision()
    return photo


def agreed(contribution, photo=None, uses=("portal",), **fields):
    about = Consent.About.PICTURE if photo else Consent.About.TEXT
    given = {"person": "Chị Hoa", "how": "giấy", "given_on": "2026-11-01", "uses": list(uses)}
    return Consent.objects.create(contribution=contribution, photo=photo, about=about, **{**given, **fields})


def test_readers_find_it_with_accents_and_without(piece, editor):
    publish(editor, piece)
    listing = Listing.objects.get(piece=piece)
    assert (listing.title, listing.path) == (piece.title, f"/bai/{piece.slug}-{piece.pk}/")
    assert finds("unaccented", "luong_thuong & tet")
    assert finds("accented", "thương2")
    assert not finds("accented", "thương")
    assert piece.live
    assert listing.published_at == piece.first_published_at


def test_it_is_on_record_who_published(piece, editor):
    publish(editor, piece)
    entry = Entry.objects.get(action="piece.publish")
    assert (entry.actor_id, entry.target_id, entry.unit_id) == (editor.pk, piece.pk, piece.unit_id)


def test_a_second_version_keeps_the_day_of_the_first(piece, editor):
    publish(editor, piece)
    first = Listing.objects.get(piece=piece)
    piece.title = "Tựa mới"
    piece.save_revision()
    publish(editor, piece)
    second = Listing.objects.get(piece=piece)
    assert (second.title, second.published_at) == ("Tựa mới", first.published_at)
    assert second.changed_at > first.changed_at


@pytest.mark.parametrize("post", [Post.COMMUNICATIONS, Post.VICE_CHAIR])
def test_who_only_edits_does_not_publish(piece, post):
    with pytest.raises(PublishingDenied):
        publish(officer_of(piece.unit, post), piece)
    assert not Listing.objects.exists()
    assert not Entry.objects.filter(action="piece.publish").exists()


def test_an_editor_of_another_branch_does_not_publish(piece):
    with pytest.raises(PublishingDenied):
        publish(officer_of(UnitFactory(), Post.EDITOR_IN_CHIEF), piece)


def test_where_approval_takes_steps_nobody_publishes_alone():
    piece = PieceFactory()
    desk_with_steps(piece.unit, Post.MANAGING_EDITOR)
    with pytest.raises(PublishingDenied):
        publish(officer_of(piece.unit, Post.EDITOR), piece)


def test_nothing_is_published_before_the_embargo_ends(piece, editor):
    piece.embargo_until = timezone.now() + timedelta(hours=1)
    piece.save_revision()
    with pytest.raises(EmbargoStands):
        publish(editor, piece)
    assert not Listing.objects.exists()


def test_approval_before_the_embargo_ends_only_puts_it_on_the_clock(piece):
    piece.embargo_until = timezone.now() + timedelta(hours=1)
    revision = piece.save_revision()
    revision.publish()
    piece.refresh_from_db()
    revision.refresh_from_db()
    assert not piece.live
    assert revision.approved_go_live_at == piece.embargo_until
    assert not Listing.objects.exists()
    assert Entry.objects.filter(action="piece.schedule", target_id=piece.pk).exists()


@pytest.mark.parametrize("genre", ["interview", "reportage", "investigation"])
def test_an_internal_site_carries_no_journalism_of_the_press(piece, editor, genre):
    piece.genre = genre
    revision = piece.save_revision()
    with pytest.raises(GenreNotAllowed):
        publish(editor, piece)
    with pytest.raises(GenreNotAllowed):
        revision.publish()
    piece.refresh_from_db()
    assert not piece.live
    assert not Listing.objects.exists()


def test_the_licensed_press_carries_them(piece, editor):
    SiteIdentity.objects.create(
        pk=1, profile="press", name="Báo", owner="LĐLĐ", licence_line="GP 1", responsible_person="A"
    )
    piece.genre = "interview"
    piece.save_revision()
    publish(editor, piece)
    assert Listing.objects.get(piece=piece).genre == "interview"


def test_a_face_needs_a_consent_for_the_portal_in_force(piece, editor):
    contribution = contributed(piece)
    photo = pictured(piece, contribution, caption="Chị Hoa lên xe", shows_people=True)
    agreed(contribution, photo, uses=["print"])
    with pytest.raises(ConsentMissing, match="Chị Hoa lên xe"):
        publish(editor, piece)
    agreed(contribution, photo)
    publish(editor, piece)
    assert Listing.objects.filter(piece=piece).exists()


def test_one_person_who_withdrew_holds_the_photo_back(piece, editor):
    contribution = contributed(piece)
    photo = pictured(piece, contribution, shows_people=True)
    agreed(contribution, photo)
    agreed(contribution, photo, person="Anh Nam", withdrawn_at=timezone.now())
    with pytest.raises(ConsentMissing):
        publish(editor, piece)
    agreed(contribution, photo, person="Anh Nam")
    publish(editor, piece)
    assert Listing.objects.filter(piece=piece).exists()


def test_a_photo_in_the_text_is_asked_about_too(piece, editor):
    photo = pictured(piece, contributed(piece), caption="Ảnh trong bài", shows_people=True)
    shown = photo.pictures.get()
    piece.picture = None
    piece.body = [("gallery", [{"picture": shown, "caption": "", "credit": ""}])]
    piece.save_revision()
    with pytest.raises(ConsentMissing, match="Ảnh trong bài"):
        publish(editor, piece)


def test_a_photo_without_people_needs_no_consent(piece, editor):
    pictured(piece, contributed(piece), shows_people=False)
    publish(editor, piece)
    assert Listing.objects.get(piece=piece).picture["sources"][0]["type"] == "image/webp"


def test_told_hardship_needs_the_persons_consent(piece, editor):
    contribution = contributed(piece, names_hardship=True)
    with pytest.raises(ConsentMissing, match="Chuyến xe"):
        publish(editor, piece)
    assert not Piece.objects.get(pk=piece.pk).live
    agreed(contribution)
    publish(editor, piece)
    assert Listing.objects.filter(piece=piece).exists()


@pytest.mark.parametrize(
    "half", [{}, {"hardship_person": "Chị Lan"}, {"hardship_how": "Ký phiếu", "hardship_person": " "}]
)
def test_hardship_the_desk_tells_of_itself_needs_the_persons_consent(piece, editor, half):
    def said(**fields):
        Piece.objects.filter(pk=piece.pk).update(names_hardship=True, **fields)
        found = Piece.objects.get(pk=piece.pk)
        found.save_revision()
        return found

    with pytest.raises(ConsentMissing, match="Nguồn tin và sự đồng ý"):
        publish(editor, said(**half))
    assert not Piece.objects.get(pk=piece.pk).live
    publish(editor, said(hardship_person="Chị Lan", hardship_how="Ký phiếu"))
    assert Listing.objects.filter(piece=piece).exists()


def test_its_authors_are_told_once(piece, editor):
    contribution = contributed(piece)
    publish(editor, piece)
    publish(editor, piece)
    contribution.refresh_from_db()
    assert contribution.state == Contribution.State.PUBLISHED
    assert contribution.outcome_at
    step = ContributionStep.objects.get(contribution=contribution, act="published")
    assert (step.note, step.by_id) == (f"/bai/{piece.slug}-{piece.pk}/", editor.pk)
    assert Notice.objects.filter(officer=contribution.author, kind="contribution").count() == 1


def test_only_the_highest_desk_leads_the_front_page():
    province = UnitFactory()
    ward = UnitFactory(parent=province)
    for unit in (province, ward):
        Desk.objects.create(unit=unit, name=f"Tòa soạn {unit.pk}")
    for unit, leads in ((province, True), (ward, False)):
        marked = PieceFactory(unit=unit, is_lead=True, live=False)
        publish(officer_of(unit, "editor"), marked)
        assert Listing.objects.get(pk=marked.pk).is_lead is leads
