"""Comments on a piece: said, dealt with, opened again; who is told; what they do to publishing."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.newsroom import services
from sumvay.newsroom.models import PieceComment, PlannedPiece
from sumvay.newsroom.services import comments
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.factories.newsroom import PieceFactory, editing_house, listed
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db
Post = Appointment.Post


@pytest.fixture
def house():
    house = editing_house()
    house.editor = house.editors[house.ward]
    house.colleague = officer_of(house.ward, Post.MANAGING_EDITOR)
    house.piece = PieceFactory(unit=house.ward, created_by=house.editor)
    return house


def press(person, name, pk, **sent):
    client = Client()
    client.force_login(person)
    return client.post(reverse(f"newsroom:{name}", args=[pk]), sent, follow=True)


def said(house, text="Kiểm tra lại con số"):
    return services.comment(actor=house.colleague, piece=house.piece, text=text, now=timezone.now())


def test_a_comment_stands_on_the_screen_with_its_author_until_it_is_dealt_with(house):
    page = press(house.colleague, "comment", house.piece.pk, text="Kiểm tra lại con số").content.decode()
    assert "Kiểm tra lại con số" in page
    remark = PieceComment.objects.get()
    assert (remark.by, remark.resolved_at) == (house.colleague, None)
    press(house.editor, "resolve_comment", remark.pk)
    remark.refresh_from_db()
    assert (remark.resolved_by, remark.resolved_at is not None) == (house.editor, True)
    press(house.colleague, "reopen_comment", remark.pk)
    remark.refresh_from_db()
    assert (remark.resolved_by, remark.resolved_at) == (None, None)
    verbs = Entry.objects.filter(action__startswith="comment.").order_by("pk").values_list("action", flat=True)
    assert list(verbs) == ["comment.add", "comment.resolve", "comment.reopen"]


def test_who_wrote_it_who_is_to_write_it_and_who_spoke_are_told_and_nobody_else(house):
    assigned, spoke, idle = (officer_of(house.ward, Post.EDITOR) for _number in range(3))
    PlannedPiece.objects.create(
        desk=house.ward.desk, on=timezone.localdate(), title="Bài", assignee=assigned, piece=house.piece
    )
    services.comment(actor=spoke, piece=house.piece, text="Tựa hơi dài", now=timezone.now())
    Notice.objects.all().delete()
    said(house)
    assert set(Notice.objects.values_list("officer", flat=True)) == {house.editor.pk, assigned.pk, spoke.pk}
    assert not Notice.objects.filter(officer__in=[idle, house.colleague]).exists()
    assert Notice.objects.first().path == reverse("newsroom:piece_state", args=[house.piece.pk])


def test_who_has_left_the_desk_is_told_no_more(house):
    Appointment.objects.filter(officer=house.editor).delete()
    said(house)
    assert not Notice.objects.exists()


def test_whoever_edits_elsewhere_finds_nothing(house):
    remark = said(house)
    for person in (house.outsider, officer_of(house.ward, Post.CLERK), officer_of(house.ward, Post.COLLABORATOR)):
        assert press(person, "comment", house.piece.pk, text="Chen vào").status_code == 404
        assert press(person, "resolve_comment", remark.pk).status_code == 404
        assert press(person, "reopen_comment", remark.pk).status_code == 404
        with pytest.raises(comments.NotYourPiece):
            services.comment(actor=person, piece=house.piece, text="Chen vào", now=timezone.now())
        with pytest.raises(comments.NotYourPiece):
            services.resolve_comment(actor=person, remark=remark, now=timezone.now())
        with pytest.raises(comments.NotYourPiece):
            services.reopen_comment(actor=person, remark=remark, now=timezone.now())
    assert PieceComment.objects.filter(resolved_at=None).count() == 1


def test_pressing_twice_is_one_comment_and_one_notice(house):
    for _press in range(2):
        press(house.colleague, "comment", house.piece.pk, text="Kiểm tra lại con số")
    assert (PieceComment.objects.count(), Notice.objects.count()) == (1, 1)
    remark = PieceComment.objects.get()
    services.resolve_comment(actor=house.editor, remark=remark, now=timezone.now())
    with pytest.raises(comments.NotAsItStood):
        services.resolve_comment(actor=house.colleague, remark=remark, now=timezone.now())
    services.reopen_comment(actor=house.editor, remark=remark, now=timezone.now())
    with pytest.raises(comments.NotAsItStood):
        services.reopen_comment(actor=house.editor, remark=remark, now=timezone.now())
    assert Entry.objects.filter(action__in=["comment.resolve", "comment.reopen"]).count() == 2


def test_nothing_said_or_too_much_leaves_nothing(house):
    for text in (" ", "x" * (PieceComment.LONGEST + 1)):
        assert press(house.colleague, "comment", house.piece.pk, text=text).status_code == 422
        with pytest.raises(comments.NothingSaid):
            said(house, text)
    assert not PieceComment.objects.exists()
    assert not Notice.objects.exists()


def test_only_a_press_of_a_button_changes_anything(house):
    remark = said(house)
    client = Client()
    client.force_login(house.editor)
    for name, pk in (("comment", house.piece.pk), ("resolve_comment", remark.pk), ("reopen_comment", remark.pk)):
        assert client.get(reverse(f"newsroom:{name}", args=[pk])).status_code == 405
    remark.refresh_from_db()
    assert remark.resolved_at is None


def test_what_is_written_is_shown_as_text(house):
    page = press(house.colleague, "comment", house.piece.pk, text="<b>đậm</b>").content.decode()
    assert "&lt;b&gt;đậm&lt;/b&gt;" in page


def test_the_desk_counts_pieces_with_open_comments(house):
    said(house)
    said(house, "Thiếu ảnh")
    done = services.comment(
        actor=house.colleague, piece=PieceFactory(unit=house.ward, title="Đã xong"), text="Sửa", now=timezone.now()
    )
    services.resolve_comment(actor=house.colleague, remark=done, now=timezone.now())
    services.comment(
        actor=house.outsider, piece=PieceFactory(unit=house.other, title="Nơi khác"), text="Sửa", now=timezone.now()
    )
    client = Client()
    client.force_login(house.editor)
    page = client.get(reverse("newsroom:desk"), {"view": "comments"})
    assert [(piece.pk, piece.said) for piece in page.context["page"]] == [(house.piece.pk, 2)]
    assert page.context["counts"]["comments"] == 1
    assert "2 ý kiến chưa xử lý" in page.content.decode()


def test_publishing_with_open_comments_is_warned_of_and_goes_through(house):
    said(house)
    client = Client()
    client.force_login(house.editor)
    page = client.get(reverse("wagtailsnippets_newsroom_piece:edit", args=[house.piece.pk]))
    assert ["Bài này còn 1 ý kiến chưa xử lý." in str(one) for one in get_messages(page.wsgi_request)] == [True]
    assert "Kiểm tra lại con số" in page.content.decode()
    services.publish_piece(actor=house.editor, piece=house.piece, now=timezone.now())
    house.piece.refresh_from_db()
    assert house.piece.live


def test_a_bulletin_with_open_comments_asks_before_it_is_published(house):
    told = listed(at=timezone.now(), unit=house.ward)
    bulletin = PieceFactory(unit=house.ward, kind="bulletin", happened_on=timezone.localdate(), picks=[told.pk])
    client = Client()
    client.force_login(house.editor)
    address = reverse("newsroom:bulletin", args=[bulletin.pk])
    assert "Vẫn đăng?" not in client.get(address).content.decode()
    services.comment(actor=house.colleague, piece=bulletin, text="Đổi thứ tự", now=timezone.now())
    asked = " ".join(client.get(address).content.decode().split())
    assert 'data-confirm="Còn 1 ý kiến chưa xử lý. Vẫn đăng?"' in asked
    client.post(reverse("newsroom:publish_bulletin", args=[bulletin.pk]))
    bulletin.refresh_from_db()
    assert bulletin.live
