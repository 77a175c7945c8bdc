"""The list and the page of issues: what they show to whom, what their buttons do."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.timezone import now
from python_calamine import CalamineWorkbook

from sumvay.feedback import services
from sumvay.feedback.models import Case, Issue
from tests.factories.feedback import answering_house
from tests.factories.issues import issue_of, raised_from
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db
BUTTONS = ["open_issue", "dismiss_issue", "raise_issue", "withdraw_raise", "promise", "answer_line", "reopen_issue"]


@pytest.fixture
def house():
    return answering_house()


def listed(client, officer, **asked):
    client.force_login(officer)
    return client.get(reverse("feedback:issues"), asked)


def titles(answer):
    return [row.title for row in answer.context["page"].object_list]


def page_of(client, officer, issue):
    client.force_login(officer)
    return client.get(reverse("feedback:issue", args=[issue.pk]))


def press(client, officer, name, issue, **typed):
    client.force_login(officer)
    return client.post(reverse(f"feedback:{name}", args=[issue.pk]), typed)


def test_the_list_is_narrowed_sorted_and_taken_along(house, client):
    issue_of(house.ward, 1, title="Bữa ăn ca")
    issue_of(house.ward, 3, title="Nợ bảo hiểm")
    issue_of(house.other, 9, title="Của nơi khác")
    done = issue_of(house.ward, title="Đã xong")
    services.answer_line(actor=house.chair, issue=done, text="Đã trả.", source="Điều 97", now=done.created_at)
    assert titles(listed(client, house.chair, sort="-cases")) == ["Nợ bảo hiểm", "Bữa ăn ca"]
    assert titles(listed(client, house.chair, q="bua an")) == ["Bữa ăn ca"]
    assert titles(listed(client, house.chair, state="answered")) == ["Đã xong"]
    assert len(titles(listed(client, house.chair, state=""))) == 3
    sheet = client.get(reverse("feedback:issues_workbook"), {"sort": "title"})
    rows = CalamineWorkbook.from_filelike(BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows if row[0] in (1, 2)] == ["Bữa ăn ca", "Nợ bảo hiểm"]


def test_a_list_of_issues_too_long_for_one_sheet_is_not_cut_off_in_silence(house, client, monkeypatch):
    monkeypatch.setattr("sumvay.feedback.views.issues.MOST_ROWS", 1)
    client.force_login(house.chair)
    issue_of(house.ward, 2)
    assert client.get(reverse("feedback:issues_workbook")).status_code == 200
    issue_of(house.ward, 2)
    answer = client.get(reverse("feedback:issues_workbook"), {"sort": "title"}, follow=True)
    assert answer.redirect_chain == [(f"{reverse('feedback:issues')}?sort=title", 302)]
    assert "hơn 1 dòng" in answer.text


def test_an_issue_of_another_unit_is_not_there(house, client):
    issue = issue_of(house.ward, 6)
    for officer in (house.outsider, house.head):
        assert page_of(client, officer, issue).status_code == 404
        for name in BUTTONS:
            assert press(client, officer, name, issue).status_code == 404
    client.force_login(house.chair)
    for name in BUTTONS:
        assert client.get(reverse(f"feedback:{name}", args=[issue.pk])).status_code == 405
    assert page_of(client, house.chair, issue).status_code == 200


def test_above_few_people_are_not_told_and_nobody_is_named(house, client):
    low = issue_of(house.ward, 3, may_rise=True, name="Lò Thị Mến", phone="0912345678")
    case = low.cases.order_by("pk").first()
    Case.objects.filter(pk=case.pk).update(text="Tôi là Lò Thị Mến, gọi 0912345678, công ty nợ lương.")
    case.refresh_from_db()
    services.choose_extract(actor=house.chair, case=case, now=low.created_at)
    top = raised_from(house.chair, low)
    told = page_of(client, house.head, top).content.decode()
    assert "dưới 5" in told
    assert "công ty nợ lương" in told
    assert "Đề nghị thanh tra." in told
    assert "Mến" not in told
    assert "0912345678" not in told
    assert reverse("feedback:case", args=[case.pk]) not in told


def test_the_buttons_take_an_issue_up_and_answer_it(house, client):
    issue = issue_of(house.ward, 6)
    refused = press(client, house.chair, "raise_issue", issue, solved="", proposal="")
    assert refused.status_code == 422
    assert press(client, house.chair, "raise_issue", issue, solved="", proposal="Đề nghị thanh tra.").status_code == 302
    top = Issue.objects.get(unit=house.province)
    assert press(client, house.head, "promise", top, what="Thanh tra", by_day="2099-01-31").status_code == 302
    assert "31/01/2099" in page_of(client, house.chair, issue).content.decode()
    assert press(client, house.head, "answer_line", top, text="Đã trả.").status_code == 422
    assert press(client, house.head, "answer_line", top, text="Đã trả.", source="Điều 97").status_code == 302
    assert set(Case.objects.values_list("state", flat=True)) == {"resolved"}
    assert "Đã trả." in page_of(client, house.chair, issue).content.decode()


def test_a_message_is_chosen_and_taken_out(house, client):
    issue = issue_of(house.ward, 2, may_rise=True)
    first, second = issue.cases.order_by("pk")
    client.force_login(house.chair)

    def act(case, what):
        return client.post(reverse("feedback:case_of_issue", args=[issue.pk, case.pk]), {"act": what}).status_code

    assert [act(first, "choose"), act(second, "split"), act(second, "split"), act(first, "nothing")] == [
        302, 302, 404, 302,
    ]  # fmt: skip
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.chosen_at is not None, second.issue) == (True, None)


def test_the_list_asks_as_much_for_twenty_as_for_two(house, client, django_assert_max_num_queries):
    for n in range(20):
        issue_of(house.ward, 1, title=f"Vấn đề {n}")
    client.force_login(house.chair)
    client.get(reverse("feedback:issues"))
    with django_assert_max_num_queries(22):
        assert len(titles(client.get(reverse("feedback:issues")))) == 20


def test_figures_are_told_of_what_was_raised_here_and_not_of_what_is_deeper(house, client):
    lower = officer_of(house.unit)
    middle = raised_from(lower, issue_of(house.unit, 6))
    own = issue_of(house.ward, 2)
    Case.objects.filter(issue=own).update(issue=middle)
    top = raised_from(house.chair, middle)
    page = page_of(client, house.head, top)
    assert [(under.unit, depth, hasattr(under, "said")) for under, depth in page.context["below"]] == [
        (house.ward, 1, True), (house.unit, 2, False),
    ]  # fmt: skip
    assert "8 ý kiến, 8 người gửi" in page.text
    assert "6 ý kiến" not in page.text


def test_whatever_was_raised_is_found_page_by_page(house, client):
    top = issue_of(house.province, 1)
    for n in range(31):
        Issue.objects.create(
            unit=house.ward, title=f"Vấn đề thứ {n}", category="luong", state="raised", above=top, raised_at=now(),
            raised_by=house.chair, created_at=now(),
        )  # fmt: skip
    client.force_login(house.head)
    page = client.get(reverse("feedback:issue", args=[top.pk]), {"below": 2})
    assert [under.title for under, _depth in page.context["below"]] == ["Vấn đề thứ 30"]
