"""Publishing from Wagtail's editor: the same rules hold, their sentence is shown, what was written stays."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from sumvay.audit.models import Entry
from sumvay.newsroom.models import Listing
from sumvay.org.models import Appointment
from tests.factories.newsroom import PieceFactory, desk_with_steps
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db
Post = Appointment.Post
EDIT = "wagtailsnippets_newsroom_piece:edit"


@pytest.fixture
def piece():
    piece = PieceFactory()
    desk_with_steps(piece.unit)
    return piece


def pressed(client, piece, button, **changes):
    client.force_login(officer_of(piece.unit, Post.EDITOR))
    given = {
        "title": piece.title, "slug": piece.slug, "kind": piece.kind, "genre": piece.genre, "language": "vi",
        "section": piece.section_id, "body-count": "0", button: button, **changes,
    }  # fmt: skip
    return client.post(reverse(EDIT, args=[piece.pk]), given)


def test_the_button_publishes_in_the_editors_name(client, piece):
    answer = pressed(client, piece, "action-publish", title="Tựa từ trình soạn")
    assert answer.status_code == 302
    assert Listing.objects.get(piece=piece).title == "Tựa từ trình soạn"
    assert Entry.objects.get(action="piece.publish").actor_id == int(client.session["_auth_user_id"])


def test_a_rule_that_refuses_is_said_above_the_piece_and_the_text_is_kept(client, piece):
    answer = pressed(client, piece, "action-publish", title="Tựa từ trình soạn", genre="interview")
    assert (answer.status_code, answer.url) == (302, reverse(EDIT, args=[piece.pk]))
    assert ["trang thông tin nội bộ" in str(one) for one in get_messages(answer.wsgi_request)] == [True]
    piece.refresh_from_db()
    assert not piece.live
    assert piece.get_latest_revision().content["title"] == "Tựa từ trình soạn"
    assert not Listing.objects.exists()


def test_hardship_the_desk_tells_of_is_asked_for_and_said_on_the_form(client, piece):
    answer = pressed(client, piece, "action-publish", names_hardship="on")
    assert ["ai đồng ý" in str(one) for one in get_messages(answer.wsgi_request)] == [True]
    assert not Listing.objects.exists()
    page = client.get(reverse(EDIT, args=[piece.pk])).content.decode()
    assert "Bệnh tật, hoàn cảnh khó khăn trong phần tòa soạn tự viết" in page
    pressed(client, piece, "action-publish", names_hardship="on", hardship_person="Chị Lan", hardship_how="Ký phiếu")
    assert Listing.objects.filter(piece=piece).exists()
    piece.refresh_from_db()
    assert (piece.names_hardship, piece.hardship_person, piece.hardship_how) == (True, "Chị Lan", "Ký phiếu")


def test_the_last_approval_is_refused_likewise_and_stays_open(client):
    piece = PieceFactory(genre="interview")
    desk = desk_with_steps(piece.unit, Post.EDITOR)
    state = desk.workflow.start(piece, officer_of(piece.unit, Post.COMMUNICATIONS))
    client.force_login(officer_of(piece.unit, Post.EDITOR))
    step = state.current_task_state.pk
    address = reverse("wagtailsnippets_newsroom_piece:workflow_action", args=[piece.pk, "approve", step])
    answer = client.post(address, {"comment": ""})
    assert (answer.status_code, answer.url) == (302, reverse(EDIT, args=[piece.pk]))
    state.refresh_from_db()
    piece.refresh_from_db()
    assert (state.status, piece.live) == ("in_progress", False)
    assert not Listing.objects.exists()
