"""Approval outside the editor: handed in, approved step by step, returned with a remark; the bulletin's road, too."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.newsroom import services
from sumvay.newsroom.models import Listing, Piece
from sumvay.newsroom.services import approval
from sumvay.newsroom.services.bulletins import WaitsForApproval
from sumvay.org.models import Appointment
from tests.factories.newsroom import PieceFactory, SectionFactory, desk_with_steps, editing_house, listed
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db
Post = Appointment.Post


@pytest.fixture
def house():
    """The ward's desk asks for two approvals; one person holds each post."""
    house = editing_house()
    house.ward.desk.delete()
    house.desk = desk_with_steps(house.ward, Post.MANAGING_EDITOR, Post.EDITOR_IN_CHIEF)
    house.editor = house.editors[house.ward]
    house.manager = officer_of(house.ward, Post.MANAGING_EDITOR, full_name="Trần Thị Thư Ký")
    house.chief = officer_of(house.ward, Post.EDITOR_IN_CHIEF, full_name="Lê Văn Tổng Biên")
    return house


@pytest.fixture
def bulletin(house):
    SectionFactory(slug="ban-tin")
    listed(at=timezone.now() - timedelta(minutes=5), unit=house.ward, title="Trao quà Tết")
    return services.draft_bulletin(
        actor=house.editor, unit=house.ward, day=timezone.localdate(), now=timezone.now()
    )  # fmt: skip


def press(person, name, pk, **sent):
    client = Client()
    client.force_login(person)
    return client.post(reverse(f"newsroom:{name}", args=[pk]), sent, follow=True)


def screen(person, name, pk):
    client = Client()
    client.force_login(person)
    return client.get(reverse(f"newsroom:{name}", args=[pk]))


def test_a_bulletin_goes_the_whole_way_from_its_own_screen(house, bulletin):
    page = screen(house.editor, "bulletin", bulletin.pk).content.decode()
    assert "Gửi duyệt" in page
    assert reverse("newsroom:publish_bulletin", args=[bulletin.pk]) not in page
    page = press(house.editor, "submit_piece", bulletin.pk).content.decode()
    assert "Trần Thị Thư Ký" in page
    assert reverse("newsroom:approve_piece", args=[bulletin.pk]) not in page
    page = press(house.manager, "approve_piece", bulletin.pk).content.decode()
    assert "Lê Văn Tổng Biên" in page
    assert not Listing.objects.filter(pk=bulletin.pk).exists()
    press(house.chief, "approve_piece", bulletin.pk)
    bulletin.refresh_from_db()
    assert (bulletin.live, Listing.objects.filter(pk=bulletin.pk).count()) == (True, 1)
    assert [entry.action for entry in Entry.objects.filter(action__startswith="piece.").order_by("pk")] == [
        "piece.submit", "piece.approve", "piece.publish", "piece.approve",
    ]  # fmt: skip


def test_what_is_returned_says_why_and_goes_back_to_whoever_returned_it(house):
    piece = PieceFactory(unit=house.ward, created_by=house.editor)
    press(house.editor, "submit_piece", piece.pk)
    press(house.manager, "approve_piece", piece.pk)
    press(house.chief, "return_piece", piece.pk, reason="Thiếu nguồn số liệu")
    page = screen(house.editor, "piece_state", piece.pk).content.decode()
    assert "Thiếu nguồn số liệu" in page
    assert "Lê Văn Tổng Biên" in page
    page = press(house.editor, "submit_piece", piece.pk).content.decode()
    assert "Lê Văn Tổng Biên" in page
    press(house.chief, "approve_piece", piece.pk)
    piece.refresh_from_db()
    assert piece.live


def test_returning_without_words_keeps_it_waiting(house):
    piece = PieceFactory(unit=house.ward)
    press(house.editor, "submit_piece", piece.pk)
    assert press(house.manager, "return_piece", piece.pk, reason="  ").status_code == 422
    with pytest.raises(approval.RemarkMissing):
        services.return_piece(actor=house.manager, piece=piece, reason=" ", now=timezone.now())
    assert Piece.objects.get(pk=piece.pk).workflow_in_progress


def test_a_step_is_the_posts_alone(house):
    piece = PieceFactory(unit=house.ward)
    press(house.editor, "submit_piece", piece.pk)
    for person in (house.editor, house.chief):
        press(person, "approve_piece", piece.pk)
        assert press(person, "return_piece", piece.pk, reason="Không được").status_code == 422
        with pytest.raises(approval.NotYoursToApprove):
            services.approve_piece(actor=person, piece=piece, now=timezone.now())
    state = Piece.objects.get(pk=piece.pk).current_workflow_state
    assert (state.status, state.current_task_state.task.specific.post) == ("in_progress", Post.MANAGING_EDITOR)


def test_whoever_edits_elsewhere_finds_nothing(house):
    piece = PieceFactory(unit=house.ward)
    press(house.editor, "submit_piece", piece.pk)
    stranger = officer_of(house.other, Post.MANAGING_EDITOR)
    assert screen(stranger, "piece_state", piece.pk).status_code == 404
    assert screen(stranger, "preview_piece", piece.pk).status_code == 404
    for name in ("submit_piece", "approve_piece", "return_piece"):
        assert press(stranger, name, piece.pk, reason="x").status_code == 404
    with pytest.raises(approval.NotYourPiece):
        services.submit_piece(actor=stranger, piece=piece, now=timezone.now())
    assert Piece.objects.get(pk=piece.pk).workflow_in_progress


def test_pressing_twice_hands_in_and_approves_once(house):
    piece = PieceFactory(unit=house.ward)
    press(house.editor, "submit_piece", piece.pk)
    assert "đang chờ duyệt" in press(house.editor, "submit_piece", piece.pk).content.decode()
    press(house.manager, "approve_piece", piece.pk)
    press(house.manager, "approve_piece", piece.pk)
    state = Piece.objects.get(pk=piece.pk).current_workflow_state
    assert state.current_task_state.task.specific.post == Post.EDITOR_IN_CHIEF
    assert Entry.objects.filter(action="piece.approve").count() == 1
    assert Entry.objects.filter(action="piece.submit").count() == 1


def test_only_a_press_of_a_button_changes_anything(house):
    piece = PieceFactory(unit=house.ward)
    for name in ("submit_piece", "approve_piece", "return_piece"):
        assert screen(house.editor, name, piece.pk).status_code == 405
    client = Client()
    client.force_login(house.editor)
    assert client.post(reverse("newsroom:piece_state", args=[piece.pk])).status_code == 405
    assert not Piece.objects.get(pk=piece.pk).workflow_in_progress


def test_a_rule_that_refuses_publishing_leaves_the_last_step_open(house):
    piece = PieceFactory(unit=house.ward, genre="interview")
    press(house.editor, "submit_piece", piece.pk)
    press(house.manager, "approve_piece", piece.pk)
    assert "trang thông tin nội bộ" in press(house.chief, "approve_piece", piece.pk).content.decode()
    fresh = Piece.objects.get(pk=piece.pk)
    assert (fresh.live, fresh.workflow_in_progress) == (False, True)
    assert Entry.objects.filter(action="piece.approve").count() == 1


def test_a_desk_without_steps_has_nothing_to_hand_in(house):
    piece = PieceFactory(unit=house.province)
    editor = house.editors[house.province]
    assert "Gửi duyệt" not in screen(editor, "piece_state", piece.pk).content.decode()
    with pytest.raises(approval.NoStepsHere):
        services.submit_piece(actor=editor, piece=piece, now=timezone.now())


def test_what_readers_have_is_not_handed_in_again(house):
    piece = PieceFactory(unit=house.ward)
    piece.get_latest_revision().publish()
    piece.refresh_from_db()
    with pytest.raises(approval.NothingNew):
        services.submit_piece(actor=house.editor, piece=piece, now=timezone.now())


def test_while_it_waits_only_the_approver_arranges_the_bulletin(house, bulletin):
    press(house.editor, "submit_piece", bulletin.pk)
    with pytest.raises(WaitsForApproval):
        services.arrange(actor=house.editor, bulletin=bulletin, picks=[], now=timezone.now())
    services.arrange(actor=house.manager, bulletin=bulletin, picks=[], now=timezone.now())
    page = screen(house.editor, "bulletin", bulletin.pk).content.decode()
    assert 'name="add"' not in page


def test_a_post_nobody_holds_is_said(house):
    Appointment.objects.filter(officer=house.manager).delete()
    piece = PieceFactory(unit=house.ward)
    page = press(house.editor, "submit_piece", piece.pk).content.decode()
    assert "chưa có ai giữ chức danh này" in page


def queue(person, view="approval", **query):
    client = Client()
    client.force_login(person)
    return client.get(reverse("newsroom:desk"), {"view": view, **query})


def test_the_queue_shows_what_waits_for_ones_own_approval_and_leads_there(house):
    waiting = PieceFactory(unit=house.ward, title="Chờ thư ký")
    PieceFactory(unit=house.ward, title="Còn là nháp")
    elsewhere = PieceFactory(unit=house.other, title="Ở tỉnh khác")
    house.other.desk.delete()
    desk_with_steps(house.other, Post.MANAGING_EDITOR).workflow.start(elsewhere, house.outsider)
    press(house.editor, "submit_piece", waiting.pk)
    page = queue(house.manager)
    assert [piece.title for piece in page.context["page"]] == ["Chờ thư ký"]
    assert page.context["counts"]["approval"] == 1
    assert reverse("newsroom:piece_state", args=[waiting.pk]) in page.content.decode()
    for person in (house.editor, house.chief, house.editors[house.province]):
        assert list(queue(person).context["page"]) == []
    press(house.manager, "approve_piece", waiting.pk)
    assert list(queue(house.manager).context["page"]) == []
    assert [piece.title for piece in queue(house.chief).context["page"]] == ["Chờ thư ký"]


def test_who_approves_from_above_finds_it_at_the_own_desk_with_its_age(house):
    above = officer_of(house.province, Post.MANAGING_EDITOR)
    piece = PieceFactory(unit=house.ward)
    press(house.editor, "submit_piece", piece.pk)
    step = Piece.objects.get(pk=piece.pk).current_workflow_task_state
    type(step).objects.filter(pk=step.pk).update(started_at=timezone.now() - timedelta(days=3))
    page = queue(above, desk=house.province.pk)
    assert [row.pk for row in page.context["page"]] == [piece.pk]
    assert "chờ 3 ngày" in page.content.decode()


def test_the_part_costs_the_same_however_much_waits(house):
    client, address, costs = Client(), reverse("newsroom:desk"), []
    client.force_login(house.manager)
    for _round in range(2):
        services.submit_piece(actor=house.editor, piece=PieceFactory(unit=house.ward), now=timezone.now())
        client.get(address, {"view": "approval"})
        with CaptureQueriesContext(connection) as asked:
            page = client.get(address, {"view": "approval"})
        costs.append(len(asked))
    assert len(page.context["page"]) == 2
    assert costs[0] == costs[1]
