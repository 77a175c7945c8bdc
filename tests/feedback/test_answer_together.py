"""One answer to several members: those ticked in the queue, those behind one issue."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.feedback import services
from sumvay.feedback.models import Case, Issue, Message
from sumvay.feedback.services import NobodyToAnswer, NotYourCase
from tests.factories.feedback import answering_house, sorted_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return answering_house()


def told(case, **changes):
    Case.objects.filter(pk=case.pk).update(**changes)
    return case


def together(actor, cases, *, text="Công ty trả lương ngày 15.", resolves=True):
    return services.answer_cases(
        actor=actor, pks=[case.pk for case in cases], text=text, source="", resolves=resolves, now=timezone.now()
    )


def test_every_chosen_writer_gets_the_answer_and_the_trail_names_each(house):
    cases = [sorted_case(house.ward) for _ in range(3)]
    assert together(house.clerk, cases) == 3
    assert set(Case.objects.values_list("state", flat=True)) == {"resolved"}
    assert Message.objects.filter(author="officer").count() == 3
    assert Entry.objects.filter(action="case.answer").count() == 3


def test_what_has_its_result_is_left_out_and_nobody_is_answered_twice(house):
    cases = [sorted_case(house.ward) for _ in range(2)]
    together(house.clerk, cases[:1])
    assert together(house.clerk, cases) == 1
    with pytest.raises(NobodyToAnswer):
        together(house.clerk, cases)
    assert Message.objects.count() == 2


def test_who_has_just_been_given_these_words_is_left_out(house):
    first, second = (sorted_case(house.ward) for _ in range(2))
    together(house.clerk, [first], resolves=False)
    assert together(house.chair, [first, second], resolves=False) == 1
    with pytest.raises(NobodyToAnswer):
        together(house.clerk, [first, second], resolves=False)
    assert list(Message.objects.order_by("pk").values_list("case", flat=True)) == [first.pk, second.pk]
    services.note_case(actor=house.clerk, case=first, text="Đã gọi.", now=timezone.now())
    assert together(house.clerk, [first], text="Công ty đã trả.", resolves=False) == 1


def test_one_that_is_not_ones_own_stops_all(house):
    mine, foreign = sorted_case(house.ward), sorted_case(house.other)
    with pytest.raises(NotYourCase):
        together(house.clerk, [mine, foreign])
    assert Message.objects.count() == 0


def test_everybody_behind_an_issue_is_answered_but_what_was_put_aside(house):
    issue = Issue.objects.create(unit=house.ward, title="Chậm lương", category="luong", created_at=timezone.now())
    behind = [told(sorted_case(house.ward), issue=issue) for _ in range(2)]
    aside = told(sorted_case(house.ward), issue=issue, put_aside_at=timezone.now())
    foreign = told(sorted_case(house.other), issue=issue)
    count = services.answer_issue(
        actor=house.clerk, issue=issue, text="Đã trả.", source="", resolves=True, now=timezone.now()
    )
    assert count == 2
    assert set(Message.objects.values_list("case", flat=True)) == {case.pk for case in behind}
    assert set(Case.objects.filter(state="received").values_list("pk", flat=True)) == {aside.pk, foreign.pk}
    assert Entry.objects.get(action="issue.answer_cases").changes == {"cases": 2}


def test_many_are_answered_with_few_questions(house, django_assert_max_num_queries):
    issue = Issue.objects.create(unit=house.ward, title="Chậm lương", category="luong", created_at=timezone.now())
    for _ in range(20):
        told(sorted_case(house.ward), issue=issue)
    with django_assert_max_num_queries(20):
        services.answer_issue(
            actor=house.clerk, issue=issue, text="Đang xem xét.", source="", resolves=False, now=timezone.now()
        )


def test_the_door_shows_what_was_ticked_and_sends(house, client):
    mine, foreign = sorted_case(house.ward, "Nợ lương tháng 9"), sorted_case(house.other, "Chuyện phường khác")
    client.force_login(house.clerk)
    address = reverse("feedback:together")
    page = client.get(address, {"case": [mine.pk, foreign.pk]}).content.decode()
    assert "Nợ lương tháng 9" in page
    assert "Chuyện phường khác" not in page
    refused = client.post(address, {"pks": f"{mine.pk},{foreign.pk}", "text": "Đã trả."})
    assert (refused.status_code, Message.objects.count()) == (422, 0)
    assert client.post(address, {"pks": f"{mine.pk}", "text": "Đã trả."}).url == reverse("feedback:triage")
    assert Message.objects.get().case == mine


def test_the_door_puts_what_was_ticked_into_one_issue(house, client):
    mine = [sorted_case(house.ward, f"Nợ lương tháng {n}") for n in (8, 9)]
    foreign = sorted_case(house.other, "Chuyện phường khác")
    client.force_login(house.clerk)
    address = reverse("feedback:merge_together")
    page = client.get(address, {"case": [case.pk for case in [*mine, foreign]]}).text
    assert "Nợ lương tháng 9" in page
    assert "Chuyện phường khác" not in page
    pks = ",".join(str(case.pk) for case in mine)
    assert client.post(address, {"pks": pks, "title": ""}).status_code == 422
    assert client.post(address, {"pks": f"{pks},{foreign.pk}", "title": "Nợ lương"}).status_code == 422
    assert Issue.objects.count() == 0
    done = client.post(address, {"pks": pks, "title": "Nợ lương"})
    issue = Issue.objects.get()
    assert done.url == reverse("feedback:issue", args=[issue.pk])
    assert set(issue.cases.values_list("pk", flat=True)) == {case.pk for case in mine}
    third = sorted_case(house.ward)
    client.post(address, {"pks": f"{third.pk}", "into": issue.pk})
    assert issue.cases.count() == 3
    assert "Chưa chọn ý kiến nào" in client.get(address).text


def test_the_door_answers_everybody_behind_an_issue(house, client):
    issue = Issue.objects.create(unit=house.ward, title="Chậm lương", category="luong", created_at=timezone.now())
    for _ in range(2):
        told(sorted_case(house.ward), issue=issue)
    address = reverse("feedback:issue_answer", args=[issue.pk])
    client.force_login(house.outsider)
    assert client.get(address).status_code == 404
    client.force_login(house.clerk)
    assert "2 ý kiến" in client.get(address).content.decode()
    client.post(address, {"text": "Công ty đã trả.", "resolves": "on"})
    assert Case.objects.filter(state="resolved").count() == 2
    assert client.post(address, {"text": "Công ty đã trả."}).status_code == 404
