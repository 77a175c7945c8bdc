"""The queue of the triage desk: its order, what narrows it, who sees it, what it never shows."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from sumvay.feedback import selectors, services
from sumvay.feedback.models import Case
from tests.factories.accounts import PersonFactory
from tests.factories.feedback import answering_house, sorted_case
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return answering_house()


def told(case: Case, **changes) -> Case:
    Case.objects.filter(pk=case.pk).update(**changes)
    case.refresh_from_db()
    return case


def queue(client, officer, **asked):
    client.force_login(officer)
    return client.get(reverse("feedback:triage"), asked)


def shown(answer) -> list[int]:
    return [row.pk for row in answer.context["page"].object_list]


def test_urgent_ones_stand_first_then_by_when_an_answer_is_owed(house, client):
    now = timezone.now()
    late, soon, urgent = (sorted_case(house.ward, f"Thư {n}") for n in range(3))
    told(late, due_at=now - timedelta(hours=3))
    told(soon, due_at=now + timedelta(hours=1))
    told(urgent, due_at=now + timedelta(hours=2), is_urgent=True, urgent_why="tai nạn")
    assert shown(queue(client, house.chair)) == [urgent.pk, late.pk, soon.pk]


def test_only_messages_of_units_one_handles_are_there(house, client):
    mine = sorted_case(house.ward)
    sorted_case(house.other)
    sorted_case(house.unit)
    assert shown(queue(client, house.chair)) == [mine.pk]
    assert queue(client, house.chair, unit=house.other.pk).status_code == 404
    client.force_login(house.outsider)
    assert client.get(reverse("feedback:case", args=[mine.pk])).status_code == 404


def test_a_denunciation_is_seen_by_designated_handlers_alone(house, client):
    case = told(sorted_case(house.ward), kind="to_cao", is_reserved=True)
    assert shown(queue(client, house.clerk)) == []
    assert client.get(reverse("feedback:case", args=[case.pk])).status_code == 404
    assert shown(queue(client, house.chair)) == [case.pk]


def test_filters_narrow_the_queue(house, client):
    words = told(sorted_case(house.ward, "Nhà trọ tăng giá điện, nước"), categories=["doi_song"], kind="kien_nghi")
    urgent = told(
        sorted_case(house.ward, "Nồi hơi rò rỉ"), is_urgent=True, urgent_why="nguy hiểm", categories=["atvsld"],
        kind="phan_anh", enterprise="Công ty May Thử", enterprise_key="thu",
    )  # fmt: skip
    told(urgent, assigned_to=house.chair)
    told(words, is_urgent=False, urgent_why="", due_at=timezone.now() - timedelta(hours=1))
    answers = {
        "q=nha tro": [words.pk], "category=atvsld": [urgent.pk], "kind=kien_nghi": [words.pk],
        "urgent=true": [urgent.pk],
        "whose=me": [urgent.pk], "whose=nobody": [words.pk], "late=true": [words.pk],
        "enterprise=Công ty May Thử": [urgent.pk], "state=forwarded": [], "q=không có từ này": [],
    }  # fmt: skip
    for asked, found in answers.items():
        name, value = asked.split("=")
        assert shown(queue(client, house.chair, **{name: value})) == found, asked


def test_what_is_put_aside_or_has_a_result_lies_in_its_own_view(house, client):
    now = timezone.now()
    aside = told(sorted_case(house.ward), put_aside_at=now, put_aside_why="spam")
    closed = told(sorted_case(house.ward), state="resolved", resolved_at=now)
    assert shown(queue(client, house.chair)) == []
    assert shown(queue(client, house.chair, view="aside")) == [aside.pk]
    assert shown(queue(client, house.chair, view="resolved")) == [closed.pk]


def test_opened_beside_an_empty_queue_a_message_shows_its_own_words(house, client):
    aside = told(sorted_case(house.ward, "Bán sim số đẹp"), put_aside_at=timezone.now(), put_aside_why="spam")
    client.force_login(house.chair)
    page = client.get(reverse("feedback:case", args=[aside.pk])).text
    assert '<p class="desk__text">Bán sim số đẹp</p>' in page


def test_the_queue_and_its_sheet_show_no_personal_data(house, client):
    sorted_case(
        house.ward, "Liên hệ tôi qua số 0912345678 nhé", name="Trần Thị Kín", phone="0912345678", email="kin@example.vn"
    )
    page = queue(client, house.chair).content.decode()
    sheet = client.get(reverse("feedback:workbook")).content
    rows = CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0).to_python()
    for secret in ("0912345678", "Trần Thị Kín", "kin@example.vn"):
        assert secret not in page
        assert secret not in str(rows)
    assert "Liên hệ tôi qua số" in str(rows)


def test_a_queue_too_long_for_one_sheet_is_not_cut_off_in_silence(house, client, monkeypatch):
    monkeypatch.setattr("sumvay.feedback.views.triage.MOST_ROWS", 1)
    sorted_case(house.ward, "Chậm lương hai tháng")
    client.force_login(house.chair)
    assert client.get(reverse("feedback:workbook")).status_code == 200
    sorted_case(house.ward, "Nhà ăn thiếu rau")
    answer = client.get(reverse("feedback:workbook"), {"view": "open"}, follow=True)
    assert answer.redirect_chain == [(f"{reverse('feedback:triage')}?view=open", 302)]
    assert "hãy lọc bớt" in answer.content.decode()


def test_a_writer_who_wrote_again_is_marked(house, client):
    case = sorted_case(house.ward)
    case.messages.create(author="writer", text="Vẫn chưa có lương", at=timezone.now())
    assert "Người gửi viết thêm" in queue(client, house.chair).content.decode()


def test_a_press_leaves_the_mark_in_the_row(house, client):
    case = sorted_case(house.ward)
    case.messages.create(author="writer", text="Vẫn chưa có lương", at=timezone.now())
    client.force_login(house.chair)
    note = reverse("feedback:note", args=[case.pk])
    assert "Người gửi viết thêm" in client.post(note, {"text": "Đã gọi"}, headers={"HX-Request": "true"}).text


def test_with_htmx_the_rows_alone_come_back(house, client):
    sorted_case(house.ward)
    client.force_login(house.chair)
    part = client.get(reverse("feedback:triage"), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "data-key-row" in part


def test_without_a_post_the_page_says_so(client):
    assert "Tài khoản chưa giữ chức vụ" in queue(client, PersonFactory()).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions_for_one_and_for_three(
    house, client, count, django_assert_num_queries
):
    for _ in range(count):
        told(sorted_case(house.ward), assigned_to=house.clerk)
    client.force_login(house.chair)
    client.get(reverse("feedback:triage"))
    with django_assert_num_queries(LIST_QUERIES):
        client.get(reverse("feedback:triage"))


@pytest.mark.parametrize("count", [1, 3])
def test_one_message_asks_the_same_number_of_questions_however_much_was_said(
    house, client, count, django_assert_num_queries
):
    case = sorted_case(house.ward)
    for _ in range(count):
        case.messages.create(author="note", officer=house.clerk, text="Đã gọi", at=timezone.now())
    client.force_login(house.chair)
    headers = {"HX-Request": "true"}
    client.get(reverse("feedback:case", args=[case.pk]), headers=headers)
    with django_assert_num_queries(CASE_QUERIES):
        client.get(reverse("feedback:case", args=[case.pk]), headers=headers)


LIST_QUERIES, CASE_QUERIES = 16, 13


def test_an_erased_one_waits_nowhere_and_is_never_late(house, client):
    erased, waiting = sorted_case(house.unit), sorted_case(house.unit)
    long_ago = timezone.now() - timedelta(days=5)
    Case.objects.update(due_at=long_ago, is_urgent=True, urgent_why="tai nạn")
    told(erased, erased_at=timezone.now(), text="", folded="")
    answer = queue(client, officer_of(house.unit))
    assert shown(answer) == [waiting.pk]
    assert (answer.context["counts"]["open"], answer.context["counts"]["late"]) == (1, 1)
    assert services.escalate_overdue(now=timezone.now()) == 1
    assert list(selectors.cases_seen_from_above(house.chair, on=timezone.localdate())) == [waiting]
    assert selectors.standing_of(house.unit, now=timezone.now()).late == 1
