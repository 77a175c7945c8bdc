"""The name in a piece's address follows its title until readers have it, and never afterwards."""

import pytest
from django.urls import reverse

from sumvay.newsroom.models import Listing
from sumvay.org.models import Appointment
from tests.factories.newsroom import PieceFactory, desk_with_steps
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db
EDIT = "wagtailsnippets_newsroom_piece:edit"


@pytest.fixture
def piece():
    piece = PieceFactory(title="Tựa nháp đầu tiên")
    desk_with_steps(piece.unit)
    return piece


@pytest.fixture
def editor(client, piece):
    client.force_login(officer_of(piece.unit, Appointment.Post.EDITOR))
    return client


def saved(client, piece, button="", **changes):
    """What the editor's form sends; the slug as it stood when the form was opened."""
    piece.refresh_from_db()
    newest = piece.get_latest_revision_as_object()
    given = {
        "title": newest.title, "slug": newest.slug, "kind": piece.kind, "genre": piece.genre, "language": "vi",
        "section": piece.section_id, "body-count": "0", **({button: button} if button else {}), **changes,
    }  # fmt: skip
    answer = client.post(reverse(EDIT, args=[piece.pk]), given)
    assert answer.status_code in (200, 302)
    piece.refresh_from_db()
    return piece.get_latest_revision_as_object()


def test_it_follows_each_title_of_a_draft(editor, piece):
    assert saved(editor, piece, title="Lương thưởng Tết").slug == "luong-thuong-tet"
    assert saved(editor, piece, title="Lương, thưởng Tết năm 2027").slug == "luong-thuong-tet-nam-2027"


def test_it_is_the_title_s_when_the_piece_is_published_with_a_new_one(editor, piece):
    saved(editor, piece, "action-publish", title="Chuyến tàu về quê")
    assert Listing.objects.get(piece=piece).path == f"/bai/chuyen-tau-ve-que-{piece.pk}/"


def test_a_name_chosen_by_hand_stays(editor, piece):
    saved(editor, piece, slug="ten-tu-dat")
    assert saved(editor, piece, title="Tựa khác").slug == "ten-tu-dat"


def test_once_published_it_stays_whatever_becomes_of_the_title(editor, piece, client):
    saved(editor, piece, "action-publish", title="Chuyến tàu về quê")
    assert saved(editor, piece, title="Tựa đổi sau khi đăng").slug == "chuyen-tau-ve-que"
    saved(editor, piece, "action-publish")
    assert Listing.objects.get(piece=piece).path == f"/bai/chuyen-tau-ve-que-{piece.pk}/"
    piece.unpublish()
    assert saved(editor, piece, title="Tựa lúc đã gỡ").slug == "chuyen-tau-ve-que"


def test_any_other_name_with_the_number_leads_to_the_right_one(editor, piece, client):
    saved(editor, piece, "action-publish", title="Chuyến tàu về quê")
    path = Listing.objects.get(piece=piece).path
    for rest in ("", "in/"):
        answer = client.get(f"/bai/tua-nhap-dau-tien-{piece.pk}/{rest}")
        assert (answer.status_code, answer.url) == (301, f"{path}{rest}")
