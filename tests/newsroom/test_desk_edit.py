"""Editing what one has taken, lifting it, returning it, refusing it; each outcome reaches the author."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.newsroom import services
from sumvay.newsroom.models import Contribution, Desk
from sumvay.newsroom.services.desk_work import (
    InOtherHands,
    NoDeskAbove,
    NotAtYourDesk,
    NothingChanged,
    NotInHand,
    ReasonMissing,
    TextMissing,
)
from sumvay.notifications.models import Notice
from tests.factories.newsroom import SentContributionFactory, editing_house, photo_sent
from tests.factories.org import AppointmentFactory

State = Contribution.State


@pytest.fixture
def house(db):
    return editing_house()


@pytest.fixture
def item(house):
    """One that the ward's editor has taken."""
    contribution = SentContributionFactory(
        unit=house.units[0], desk=house.ward, state=State.TAKEN, editor=house.editors[house.ward]
    )
    AppointmentFactory(officer=contribution.author, unit=house.units[0])
    return contribution


def edit(actor, item, **words):
    words = {"title": "Tiêu đề mới", "text": "Nội dung đã sửa.", "note": "", **words}
    services.edit_contribution(actor=actor, contribution=item, now=timezone.now(), **words)


def test_the_edit_is_kept_with_the_step_and_the_remark(house, item):
    edit(house.editors[house.ward], item, title="  Tiêu đề\n mới ", note="Rút gọn phần đầu.")
    item.refresh_from_db()
    assert (item.title, item.text, item.folded) == (
        "Tiêu đề mới", "Nội dung đã sửa.", "tieu de moi noi dung da sua.",
    )  # fmt: skip
    assert (item.edition, item.state) == (1, State.TAKEN)
    step = item.steps.get()
    assert (step.act, step.note, step.title, step.text) == ("edited", "Rút gọn phần đầu.", item.title, item.text)
    notice = Notice.objects.get(officer=item.author)
    assert notice.title == "“Tiêu đề mới” đã được biên tập tại Công đoàn phường An."
    assert notice.body == "Rút gọn phần đầu."
    entry = Entry.objects.get(action="contribution.edit")
    assert entry.changes == {"state": "taken", "edition": 1}


def test_whoever_has_not_taken_it_does_not_edit(house, item):
    with pytest.raises(NotInHand):
        edit(house.editors[house.province], item)
    with pytest.raises(NotAtYourDesk):
        edit(house.outsider, item)
    Contribution.objects.filter(pk=item.pk).update(state=State.WAITING, editor=None)
    with pytest.raises(NotInHand):
        edit(house.editors[house.ward], item)
    item.refresh_from_db()
    assert (item.title, item.steps.count()) == ("Trao 200 suất quà Tết cho đoàn viên khó khăn", 0)


def test_an_edit_of_an_older_version_is_refused(house, item):
    older = Contribution.objects.get(pk=item.pk)
    edit(house.editors[house.ward], item)
    with pytest.raises(NotInHand):
        edit(house.editors[house.ward], older, text="Từ một trang mở trước đó.")
    item.refresh_from_db()
    assert item.text == "Nội dung đã sửa."


def test_nothing_is_written_down_when_nothing_was_changed_or_all_is_gone(house, item):
    with pytest.raises(NothingChanged):
        edit(house.editors[house.ward], item, title=item.title, text=item.text)
    with pytest.raises(TextMissing):
        edit(house.editors[house.ward], item, text=" \n")
    assert item.steps.count() == 0


def test_lifted_it_waits_at_the_next_open_desk_with_all_that_belongs_to_it(house, item):
    photo_sent(item)
    services.lift(actor=house.editors[house.ward], contribution=item, note="Đáng cho cả tỉnh đọc.", now=timezone.now())
    item.refresh_from_db()
    assert (item.desk, item.state, item.editor) == (house.province, State.WAITING, None)
    assert (item.unit, item.photos.count()) == (house.units[0], 1)
    step = item.steps.get()
    assert (step.act, step.desk, step.note) == ("lifted", house.ward, "Đáng cho cả tỉnh đọc.")
    assert Entry.objects.get(action="contribution.lift").changes["to"] == house.province.pk
    assert Notice.objects.get(officer=item.author).title.endswith("đã được Công đoàn phường An chuyển lên cấp trên.")


def test_a_closed_desk_is_passed_by(house, item):
    Desk.objects.filter(unit=house.province).update(is_open=False)
    services.lift(actor=house.editors[house.ward], contribution=item, note="", now=timezone.now())
    item.refresh_from_db()
    assert item.desk == house.nation


def test_where_no_desk_is_above_it_stays(house, item):
    Desk.objects.filter(unit__in=[house.province, house.nation]).update(is_open=False)
    with pytest.raises(NoDeskAbove):
        services.lift(actor=house.editors[house.ward], contribution=item, note="", now=timezone.now())
    item.refresh_from_db()
    assert (item.desk, item.state, item.steps.count()) == (house.ward, State.TAKEN, 0)


@pytest.mark.parametrize(
    ("act", "state", "step", "ended"),
    [
        (services.return_contribution, State.RETURNED, "returned", False),
        (services.refuse, State.REFUSED, "refused", True),
    ],
)
def test_it_is_returned_or_refused_with_a_reason_once(house, item, act, state, step, ended):
    editor = house.editors[house.ward]
    with pytest.raises(ReasonMissing):
        act(actor=editor, contribution=item, reason="  ", now=timezone.now())
    act(actor=editor, contribution=item, reason="Thiếu ngày và nơi.", now=timezone.now())
    item.refresh_from_db()
    assert (item.state, item.editor, item.outcome_at is not None) == (state, None, ended)
    assert (item.steps.get().act, item.steps.get().note) == (step, "Thiếu ngày và nơi.")
    assert Notice.objects.get(officer=item.author).body == "Thiếu ngày và nơi."
    with pytest.raises(InOtherHands):
        act(actor=editor, contribution=item, reason="Lần nữa.", now=timezone.now())
    assert item.steps.count() == 1


@pytest.mark.parametrize("act", [services.return_contribution, services.refuse, services.lift])
def test_what_a_colleague_has_in_hand_is_left_alone(house, item, act):
    word = "note" if act is services.lift else "reason"
    with pytest.raises(InOtherHands):
        act(actor=house.editors[house.province], contribution=item, now=timezone.now(), **{word: "Tôi làm thay."})
    with pytest.raises(NotAtYourDesk):
        act(actor=house.outsider, contribution=item, now=timezone.now(), **{word: "Người ngoài."})
    item.refresh_from_db()
    assert (item.state, item.editor) == (State.TAKEN, house.editors[house.ward])


DOORS = {
    "edit_contribution": {"title": "Tiêu đề mới", "text": "Nội dung đã sửa."},
    "lift": {"note": "Mời cấp trên xem."},
    "return_contribution": {"reason": "Thiếu ngày."},
    "refuse": {"reason": "Đã đăng rồi."},
}


@pytest.mark.parametrize(("door", "words"), DOORS.items(), ids=DOORS)
def test_the_doors(house, item, client, door, words):
    address = reverse(f"newsroom:{door}", args=[item.pk])
    client.force_login(house.outsider)
    assert client.post(address, words).status_code == 404
    client.force_login(house.editors[house.ward])
    assert client.get(address).status_code == 405
    if door != "lift":
        assert client.post(address, {}).status_code == 422
    assert item.steps.count() == 0
    assert client.post(address, words).status_code == 302
    assert item.steps.count() == 1
    page = client.post(address, words, follow=True)
    assert item.steps.count() == 1
    assert page.status_code in {200, 422, 404}


def test_the_door_keeps_what_was_typed_when_it_is_refused(house, item, client):
    client.force_login(house.editors[house.province])
    page = client.post(reverse("newsroom:edit_contribution", args=[item.pk]), DOORS["edit_contribution"])
    assert page.status_code == 422
    assert "Vui lòng nhận tin này trước khi sửa." in page.content.decode()
