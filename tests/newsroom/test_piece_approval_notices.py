"""Approval is told: the next post that a piece waits, the writer how it ended; each once, whichever button it was."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom.services import approval
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.factories.newsroom import PieceFactory, desk_with_steps, editing_house
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db
Post = Appointment.Post


@pytest.fixture
def house():
    house = editing_house()
    house.ward.desk.delete()
    desk_with_steps(house.ward, Post.MANAGING_EDITOR, Post.EDITOR_IN_CHIEF)
    house.editor = house.editors[house.ward]
    house.manager = officer_of(house.ward, Post.MANAGING_EDITOR)
    house.chief = officer_of(house.ward, Post.EDITOR_IN_CHIEF)
    house.stranger = officer_of(house.other, Post.MANAGING_EDITOR)
    return house


@pytest.fixture
def piece(house):
    return PieceFactory(unit=house.ward, created_by=house.editor, title="Chuyến xe")


def submit(house, piece):
    approval.submit_piece(actor=house.editor, piece=piece, now=timezone.now())


def told(officer):
    return list(
        Notice.objects.filter(officer=officer, kind="piece_approval").order_by("pk").values_list("title", flat=True)
    )


def test_the_next_post_is_told_and_nobody_else(house, piece):
    submit(house, piece)
    assert told(house.manager) == ["“Chuyến xe” đang chờ duyệt."]
    assert [told(person) for person in (house.chief, house.stranger, house.editor)] == [[], [], []]
    notice = Notice.objects.get(officer=house.manager)
    assert notice.path == reverse("newsroom:piece_state", args=[piece.pk])


def test_the_second_post_is_told_when_the_first_has_approved_and_the_writer_at_the_end(house, piece):
    submit(house, piece)
    approval.approve_piece(actor=house.manager, piece=piece, now=timezone.now())
    assert told(house.chief) == ["“Chuyến xe” đang chờ duyệt."]
    assert told(house.editor) == []
    approval.approve_piece(actor=house.chief, piece=piece, now=timezone.now())
    assert told(house.editor) == ["“Chuyến xe” đã được duyệt."]


def test_the_writer_reads_why_it_came_back_and_the_approver_hears_of_it_again(house, piece):
    submit(house, piece)
    approval.return_piece(actor=house.manager, piece=piece, reason="Thiếu số liệu.", now=timezone.now())
    notice = Notice.objects.get(officer=house.editor)
    assert (notice.title, notice.body) == ("“Chuyến xe” được trả lại để sửa.", "Thiếu số liệu.")
    submit(house, piece)
    assert len(told(house.manager)) == 2


def test_it_is_told_from_wagtails_own_button_too_and_wagtail_writes_no_letter(house, piece):
    client = Client()
    client.force_login(house.editor)
    address = reverse("wagtailsnippets_newsroom_piece:edit", args=[piece.pk])
    page = client.get(address)
    form = {key: value for key, value in page.context["form"].initial.items() if value is not None}
    answer = client.post(
        address,
        {**form, "body-count": "0", "action-submit": "1", "section": piece.section_id, "comments": ""},
    )
    assert answer.status_code == 302
    assert told(house.manager) == ["“Chuyến xe” đang chờ duyệt."]
    assert mail.outbox == []


def test_a_changed_published_piece_waits_in_the_approvers_list(house, piece):
    for person in (house.manager, house.chief):
        if person is house.manager:
            submit(house, piece)
        approval.approve_piece(actor=person, piece=piece, now=timezone.now())
    piece.refresh_from_db()
    piece.title = "Chuyến xe thứ hai"
    piece.save_revision(user=house.editor, changed=True)
    submit(house, piece)
    client = Client()
    client.force_login(house.manager)
    assert "Chuyến xe thứ hai" in client.get(reverse("wagtailadmin_home")).content.decode()
