"""Opening and closing a desk, and its steps of approval: who approves what, in which order, and nobody else."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState, Workflow, WorkflowState

from sumvay.audit.models import Entry
from sumvay.newsroom import selectors, services
from sumvay.newsroom.models import Contribution, Desk, Piece
from sumvay.newsroom.services.desk_setup import DeskNotEmpty, NotOpen, SettingUpDenied, StepsRepeated
from sumvay.org.models import Appointment
from tests.factories.newsroom import PieceFactory, SentContributionFactory, editing_house
from tests.factories.org import officer_of

Post = Appointment.Post
STEPS = [Post.EDITOR, Post.MANAGING_EDITOR, Post.EDITOR_IN_CHIEF]


@pytest.fixture
def house(db):
    return editing_house()


@pytest.fixture
def chair(house):
    return officer_of(house.ward)


def open_desk(actor, unit, posts=(), name="Ban biên tập phường An"):
    return services.open_desk(actor=actor, unit=unit, name=name, posts=list(posts), now=timezone.now())


def approve(piece, user):
    """As Wagtail's own screen does; False when the person is offered nothing."""
    state = Piece.objects.get(pk=piece.pk).current_workflow_task_state
    task = state.task.specific
    if "approve" not in [name for name, _label, _asks in task.get_actions(piece, user)]:
        return False
    task.on_action(state, user=user, action_name="approve")
    return True


def test_a_desk_is_opened_renamed_and_closed(house, chair):
    open_desk(officer_of(house.units[0]), house.units[0], name="Tổ tin công ty")
    desk = Desk.objects.get(unit=house.units[0])
    assert (desk.name, desk.is_open, desk.workflow) == ("Tổ tin công ty", True, None)
    assert selectors.desk_for(house.units[0], on=timezone.localdate()) == desk
    services.close_desk(actor=chair, unit=house.units[0], now=timezone.now())
    assert selectors.desk_for(house.units[0], on=timezone.localdate()).unit == house.ward
    with pytest.raises(NotOpen):
        services.close_desk(actor=chair, unit=house.units[0], now=timezone.now())
    assert open_desk(chair, house.units[0], name="Mở lại") == desk
    assert list(Entry.objects.filter(action__startswith="desk.").order_by("pk").values_list("action", flat=True)) == [
        "desk.open", "desk.close", "desk.open",
    ]  # fmt: skip


def test_others_set_nothing_up(house):
    for actor in (house.editors[house.ward], house.outsider, officer_of(house.units[0])):
        with pytest.raises(SettingUpDenied):
            open_desk(actor, house.ward, STEPS)
        with pytest.raises(SettingUpDenied):
            services.close_desk(actor=actor, unit=house.ward, now=timezone.now())
    desk = Desk.objects.get(unit=house.ward)
    assert (desk.is_open, desk.workflow) == (True, None)


def test_a_desk_at_which_something_lies_is_not_closed(house, chair):
    item = SentContributionFactory(unit=house.units[0], desk=house.ward)
    with pytest.raises(DeskNotEmpty):
        services.close_desk(actor=chair, unit=house.ward, now=timezone.now())
    Contribution.objects.filter(pk=item.pk).update(state=Contribution.State.REFUSED)
    services.close_desk(actor=chair, unit=house.ward, now=timezone.now())


def test_steps_are_kept_in_their_order_and_anew_only_when_they_change(house, chair):
    desk = open_desk(chair, house.ward, STEPS)
    assert selectors.approval_posts_of(desk) == STEPS
    first = desk.workflow
    assert open_desk(chair, house.ward, STEPS, name="Tên khác").workflow == first
    turned = open_desk(chair, house.ward, STEPS[::-1])
    assert selectors.approval_posts_of(turned) == STEPS[::-1]
    assert [task.name for task in first.tasks] == ["biên tập viên", "thư ký tòa soạn", "tổng biên tập"]
    with pytest.raises(StepsRepeated):
        open_desk(chair, house.ward, [Post.EDITOR, Post.EDITOR])
    assert open_desk(chair, house.ward).workflow is None


def test_a_piece_follows_the_nearest_open_desk(house, chair):
    piece = PieceFactory(unit=house.ward)
    assert piece.get_workflow() is None
    open_desk(officer_of(house.province), house.province, STEPS)
    assert Piece.objects.get(pk=piece.pk).get_workflow() is None
    services.close_desk(actor=chair, unit=house.ward, now=timezone.now())
    assert Piece.objects.get(pk=piece.pk).get_workflow() == Desk.objects.get(unit=house.province).workflow
    own = open_desk(chair, house.ward, [Post.CHAIR])
    assert Piece.objects.get(pk=piece.pk).get_workflow() == own.workflow


def test_three_posts_approve_one_after_the_other_and_then_it_is_published(house, chair):
    open_desk(chair, house.ward, STEPS)
    people = {post: officer_of(house.ward, post) for post in (*STEPS, Post.COLLABORATOR)}
    piece = PieceFactory(unit=house.ward)
    piece.get_workflow().start(piece, people[Post.COLLABORATOR])
    outside = [chair, house.outsider, people[Post.COLLABORATOR], house.editors[house.nation]]
    above = officer_of(house.province, Post.EDITOR_IN_CHIEF)
    for number, post in enumerate(STEPS):
        others = [people[other] for other in STEPS if other != post]
        watching = [person for person in outside if not (post == Post.EDITOR and person == house.editors[house.nation])]
        assert [approve(piece, person) for person in [*others, *watching]] == [False] * (len(others) + len(watching))
        assert not Piece.objects.get(pk=piece.pk).live
        assert TaskState.objects.filter(status="approved").count() == number
        assert approve(piece, above if post == Post.EDITOR_IN_CHIEF else people[post])
    assert Piece.objects.get(pk=piece.pk).live
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED


def test_the_editor_offers_approval_to_the_post_and_to_nobody_else(house, chair, client):
    open_desk(chair, house.ward, [Post.MANAGING_EDITOR])
    piece = PieceFactory(unit=house.ward)
    piece.get_workflow().start(piece, house.editors[house.ward])
    state = TaskState.objects.get()
    address = f"/newsroom/editor/snippets/newsroom/piece/workflow/action/{piece.pk}/approve/{state.pk}/"
    for person in (house.editors[house.ward], house.outsider, officer_of(house.ward, Post.COLLABORATOR)):
        client.force_login(person)
        client.post(address)
        state.refresh_from_db()
        assert (state.status, Piece.objects.get().live) == (TaskState.STATUS_IN_PROGRESS, False)
    client.force_login(officer_of(house.ward, Post.MANAGING_EDITOR))
    client.post(address)
    state.refresh_from_db()
    assert (state.status, Piece.objects.get().live) == (TaskState.STATUS_APPROVED, True)


def test_pieces_on_their_way_keep_the_steps_they_began_with(house, chair):
    first = open_desk(chair, house.ward, [Post.MANAGING_EDITOR]).workflow
    piece = PieceFactory(unit=house.ward)
    first.start(piece, house.editors[house.ward])
    open_desk(chair, house.ward, [Post.EDITOR_IN_CHIEF])
    assert not approve(piece, officer_of(house.ward, Post.EDITOR_IN_CHIEF))
    assert approve(piece, officer_of(house.ward, Post.MANAGING_EDITOR))
    assert Workflow.objects.filter(name="Ban biên tập phường An", active=True).count() == 2


def test_the_screen(house, chair, client):
    address = reverse("newsroom:desk_set_up", args=[house.ward.pk])
    for person in (house.editors[house.ward], house.outsider):
        client.force_login(person)
        assert client.get(address).status_code == 404
        assert client.post(address, {"name": "Chiếm bàn"}).status_code == 404
        assert client.post(reverse("newsroom:close_desk", args=[house.ward.pk])).status_code == 404
    client.force_login(chair)
    assert client.post(address, {"name": ""}).status_code == 422
    assert client.post(address, {"name": "An", "step_1": "king"}).status_code == 422
    repeated = client.post(address, {"name": "An", "step_1": "editor", "step_2": "editor"})
    assert "Mỗi chức danh chỉ duyệt một bước." in repeated.content.decode()
    assert client.post(address, {"name": "Tổ tin An", "step_1": "editor", "step_3": "chair"}).status_code == 302
    assert selectors.approval_posts_of(Desk.objects.get(unit=house.ward)) == ["editor", "chair"]
    assert 'value="Tổ tin An"' in client.get(address).content.decode()
    assert client.get(reverse("newsroom:close_desk", args=[house.ward.pk])).status_code == 405
    client.post(reverse("newsroom:close_desk", args=[house.ward.pk]))
    assert not Desk.objects.get(unit=house.ward).is_open


def test_the_screen_says_who_works_there_and_which_step_nobody_could_approve(house, chair, client):
    open_desk(chair, house.ward, [Post.EDITOR, Post.MANAGING_EDITOR, Post.EDITOR_IN_CHIEF])
    officer_of(house.province, Post.EDITOR_IN_CHIEF)
    officer_of(house.units[0], Post.MANAGING_EDITOR)
    client.force_login(chair)
    page = client.get(reverse("newsroom:desk_set_up", args=[house.ward.pk])).content.decode()
    assert "Chưa có ai giữ chức danh: thư ký tòa soạn. Bài sẽ dừng" in page
    assert house.editors[house.ward].full_name in page
    assert house.outsider.full_name not in page
    assert f'href="{reverse("org:invite_officer", args=[house.ward.pk])}"' in page
    officer_of(house.ward, Post.MANAGING_EDITOR)
    assert (
        "Chưa có ai giữ chức danh"
        not in client.get(reverse("newsroom:desk_set_up", args=[house.ward.pk])).content.decode()
    )
