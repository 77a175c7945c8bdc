"""The queue of a desk: who reaches which desk, what lies in which part, and how each item is told on its card."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom import selectors
from sumvay.newsroom.models import Consent, Contribution, ContributionStep, Desk, PlannedPiece
from sumvay.org.models import Appointment
from tests.factories.accounts import OperatorFactory
from tests.factories.newsroom import SentContributionFactory, editing_house, photo_sent
from tests.factories.org import officer_of

State = Contribution.State
TEXT = (
    "Sáng 30/1, Ban Chấp hành Công đoàn Công ty May Sông Vân tổ chức chương trình Tết sum vầy, trao 200 suất quà cho "
    "đoàn viên có hoàn cảnh khó khăn của các phân xưởng."
)


@pytest.fixture
def house(db):
    return editing_house()


@pytest.fixture
def editor(house, client):
    """The ward's editor, signed in."""
    client.force_login(house.editors[house.ward])
    return house.editors[house.ward]


def sent(house, number=0, **fields):
    return SentContributionFactory(**{"unit": house.units[number], "desk": house.ward, **fields})


def shown(client, **query):
    page = client.get(reverse("newsroom:desk"), query)
    return [item.title for item in page.context["page"]]


def test_an_editor_reaches_the_own_desk_first_and_those_below(house):
    today = timezone.localdate()
    assert [desk.unit for desk in selectors.desks_of(house.editors[house.province], on=today)] == [
        house.province,
        house.ward,
    ]
    assert [desk.unit for desk in selectors.desks_of(house.editors[house.ward], on=today)] == [house.ward]
    assert selectors.desks_of(OperatorFactory(), on=today).count() == 4


def test_a_post_that_does_not_edit_reaches_no_desk(house):
    clerk = officer_of(house.province, Appointment.Post.CLERK)
    assert not selectors.desks_of(clerk, on=timezone.localdate()).exists()


def test_the_nearest_open_desk_receives_and_the_next_one_is_above(house):
    today = timezone.localdate()
    assert selectors.desk_for(house.units[0], on=today).unit == house.ward
    assert selectors.desk_for(house.ward, on=today).unit == house.ward
    assert selectors.desk_above(house.ward, on=today).unit == house.province
    assert selectors.desk_above(house.nation, on=today) is None
    Desk.objects.filter(unit__in=[house.ward, house.province]).update(is_open=False)
    assert selectors.desk_for(house.units[0], on=today).unit == house.nation


def test_each_part_of_the_queue_shows_its_own(house, editor, client):
    colleague = officer_of(house.ward, Appointment.Post.EDITOR)
    sent(house, title="Chưa ai nhận")
    sent(house, title="Tôi đang làm", state=State.TAKEN, editor=editor)
    sent(house, title="Bạn đang làm", state=State.TAKEN, editor=colleague)
    sent(house, title="Đã trả lại", state=State.RETURNED)
    sent(house, title="Đã đăng", state=State.PUBLISHED)
    sent(house, title="Không dùng", state=State.REFUSED)
    sent(house, title="Còn là nháp", state=State.DRAFT)
    sent(house, title="Ở bàn trên", desk=house.province)
    PlannedPiece.objects.create(desk=house.ward.desk, on=timezone.localdate(), title="Bài theo lịch")
    assert shown(client) == ["Chưa ai nhận"]
    assert shown(client, view="mine") == ["Tôi đang làm"]
    assert sorted(shown(client, view="waiting")) == ["Bạn đang làm", "Đã trả lại"]
    assert shown(client, view="planned") == ["Bài theo lịch"]
    page = client.get(reverse("newsroom:desk"))
    assert page.context["counts"] == {
        "new": 1, "mine": 1, "waiting": 2, "planned": 1, "approval": 0, "comments": 0,
    }  # fmt: skip


def test_what_was_lifted_leaves_the_queue_and_stays_in_the_part_of_lifted_ones(house, editor, client):
    lifted = sent(house, title="Đã lên tỉnh", desk=house.province)
    ContributionStep.objects.create(
        contribution=lifted, act=ContributionStep.Act.LIFTED, desk=house.ward, by=editor, at=timezone.now()
    )
    sent(house, title="Của bàn khác", desk=house.province)
    assert shown(client) == []
    assert shown(client, view="lifted") == ["Đã lên tỉnh"]
    Contribution.objects.filter(pk=lifted.pk).update(state=State.WITHDRAWN)
    assert shown(client, view="lifted") == []


def test_the_queue_is_searched_sorted_and_narrowed_by_its_address(house, editor, client):
    now = timezone.now()
    sent(house, title="Lương thưởng Tết", at=now - timedelta(days=2), kind=Contribution.Kind.ARTICLE)
    sent(house, 1, title="Hội thao", at=now - timedelta(days=1), happened_on=now.date())
    sent(house, title="Khám sức khỏe", at=now)
    assert shown(client) == ["Lương thưởng Tết", "Hội thao", "Khám sức khỏe"]
    assert shown(client, sort="newest") == ["Khám sức khỏe", "Hội thao", "Lương thưởng Tết"]
    assert shown(client, sort="unit") == ["Lương thưởng Tết", "Khám sức khỏe", "Hội thao"]
    assert shown(client, q="luong thuong") == ["Lương thưởng Tết"]
    assert shown(client, kind="article") == ["Lương thưởng Tết"]
    assert shown(client, sort="'; drop", kind="none", q="%_'\\") == []


def test_another_desk_in_reach_is_opened_by_its_address(house, client):
    client.force_login(house.editors[house.province])
    sent(house, title="Ở phường")
    assert shown(client) == []
    assert shown(client, desk=house.ward.pk) == ["Ở phường"]


@pytest.mark.parametrize("desk", ["province", "other", "units"])
def test_a_desk_out_of_reach_is_not_there(house, editor, client, desk):
    unit = house.units[0] if desk == "units" else getattr(house, desk)
    SentContributionFactory(unit=house.units[0], desk=house.province, title="Tin mật của tỉnh")
    page = client.get(reverse("newsroom:desk"), {"desk": unit.pk})
    assert page.status_code == 404
    assert "Tin mật" not in page.content.decode()


@pytest.mark.parametrize("query", [{"desk": "9" * 30}, {"desk": "x"}, {"page": "x"}, {"page": "-1"}])
def test_odd_addresses_show_the_own_desk(house, editor, client, query):
    sent(house, title="Chưa ai nhận")
    assert shown(client, **query) == ["Chưa ai nhận"]


def test_a_part_that_does_not_exist_is_not_there(editor, client):
    assert client.get(reverse("newsroom:desk"), {"view": "secret"}).status_code == 404


def test_who_edits_at_no_desk_is_led_to_what_one_sent(house, client):
    client.force_login(officer_of(house.units[0]))
    page = client.get(reverse("newsroom:desk"))
    assert page.status_code == 302
    assert page.url == reverse("newsroom:mine")


def test_a_card_tells_age_way_photos_and_consents(house, editor, client):
    item = sent(house, at=timezone.now() - timedelta(days=3), names_hardship=True)
    for unit, act in ((house.ward, "lifted"), (house.ward, "edited")):
        ContributionStep.objects.create(contribution=item, act=act, desk=unit, at=timezone.now())
    Contribution.objects.filter(pk=item.pk).update(desk=house.ward)
    agreed, silent = photo_sent(item, shows_people=True), photo_sent(item, b"2", shows_people=True)
    photo_sent(item, b"3")
    consent = {"contribution": item, "uses": ["portal"], "how": "Ký giấy", "given_on": timezone.localdate()}
    Consent.objects.create(photo=agreed, about="picture", person="Chị Mai", **consent)
    Consent.objects.create(photo=silent, about="picture", person="Anh Nam", **{**consent, "uses": ["archive"]})
    [row] = client.get(reverse("newsroom:desk")).context["page"]
    assert (row.days, row.photo_count, row.faces_without_consent) == (3, 3, 1)
    assert (row.hardship_without_consent, row.consent_withdrawn) == (True, False)
    assert [unit.name for unit in row.way] == [house.units[0].name, house.ward.name]
    Consent.objects.create(about="text", person="Chị Mai", **consent)
    Consent.objects.filter(photo=agreed).update(withdrawn_at=timezone.now())
    [row] = client.get(reverse("newsroom:desk")).context["page"]
    assert (row.faces_without_consent, row.hardship_without_consent, row.consent_withdrawn) == (2, False, True)


def test_a_card_says_when_something_is_like_it(house, editor, client):
    sent(house, title="Tết sum vầy", text=TEXT)
    sent(house, 1, title="Quà Tết", text=f"Theo tin từ cơ sở. {TEXT}")
    sent(house, 1, title="Chuyện khác hẳn", text="Đội bóng công ty thắng trận mở màn.")
    rows = client.get(reverse("newsroom:desk")).context["page"]
    assert [row.alike_count for row in rows] == [1, 1, 0]


@pytest.mark.parametrize("size", [1, 3])
def test_the_queue_costs_the_same_however_much_lies_there(house, editor, client, django_assert_num_queries, size):
    for number in range(size):
        photo_sent(sent(house, title=f"Tin {number}", text=TEXT), f"{number}".encode(), shows_people=True)
    client.get(reverse("newsroom:desk"))
    with django_assert_num_queries(19):
        page = client.get(reverse("newsroom:desk"))
    assert len(page.context["page"]) == size


def test_guests_are_asked_to_sign_in(client, db):
    assert client.get(reverse("newsroom:desk")).status_code == 302
    assert client.post(reverse("newsroom:desk")).status_code in {302, 405}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"view": "mine"}, "Tin đồng chí nhận từ mục Mới nằm ở đây"),
        ({"view": "waiting"}, "tin tác giả đang sửa lại nằm ở đây"),
        ({"view": "lifted"}, "Tin tòa soạn này chuyển lên cấp trên nằm ở đây"),
        ({"view": "refused"}, "Tin tòa soạn này không sử dụng nằm ở đây"),
        ({"view": "new", "q": "khong co"}, "Xem tất cả tin, bài"),
    ],
)
def test_an_empty_part_says_what_will_lie_there(house, client, editor, asked, words):
    if "q" in asked:
        sent(house)
    assert words in client.get(reverse("newsroom:desk"), asked).content.decode()


def test_a_filter_that_finds_nothing_says_so_and_leads_back_to_all(house, editor, client):
    sent(house)
    page = client.get(reverse("newsroom:desk"), {"view": "new", "consent": "withdrawn"}).content.decode()
    assert "Không có tin, bài nào như vậy" in page
    assert 'href="?view=new">Xem tất cả tin, bài' in page
