"""The library of approved answers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.feedback import selectors, services
from sumvay.feedback.models import ApprovedAnswer
from sumvay.feedback.services import AnswerWords
from sumvay.feedback.services.approved_answers import (
    AnswerIncomplete,
    AnswerMovedOn,
    AnswerOutOfDate,
    NotALeader,
    NotYourLibrary,
)
from tests.factories.feedback import answering_house, sorted_case

pytestmark = pytest.mark.django_db
WORDS = {
    "category": "luong",
    "question": "Công ty trả lương chậm thì sao?",
    "answer": "Chậm quá 15 ngày phải đền bù.",
    "source": "Bộ luật Lao động 2019, Điều 97",
}


@pytest.fixture
def house():
    return answering_house()


def written(actor, unit, **changes):
    return services.write_answer(actor=actor, unit=unit, words=AnswerWords(**{**WORDS, **changes}), now=timezone.now())


def approved(house, unit=None, leader=None, **changes):
    answer = written(leader or house.chair, unit or house.ward, **changes)
    services.approve_answer(actor=leader or house.chair, answer=answer, edition=answer.edition, now=timezone.now())
    return answer


def offered(case):
    return list(selectors.answers_offered(case, on=timezone.localdate()))


def test_what_a_leader_approved_is_offered_here_and_below(house):
    draft = written(house.clerk, house.ward)
    ours = approved(house)
    above = approved(house, house.province, house.head, category="bhxh")
    approved(house, house.other, house.outsider)
    case = sorted_case(house.ward)
    case.category = "bhxh"
    assert offered(case) == [above, ours]
    assert draft not in offered(sorted_case(house.unit))


def test_what_ran_out_is_not_offered_and_not_approved(house):
    today = timezone.localdate()
    last_day = approved(house, valid_until=today)
    assert offered(sorted_case(house.ward)) == [last_day]
    ApprovedAnswer.objects.update(valid_until=today - timedelta(days=1))
    assert offered(sorted_case(house.ward)) == []
    old = written(house.clerk, house.ward, valid_until=today - timedelta(days=1))
    with pytest.raises(AnswerOutOfDate):
        services.approve_answer(actor=house.chair, answer=old, edition=old.edition, now=timezone.now())


def test_only_leaders_approve_and_only_once(house):
    answer = written(house.clerk, house.ward)
    for who in (house.clerk, house.head, house.outsider):
        with pytest.raises(NotALeader):
            services.approve_answer(actor=who, answer=answer, edition=answer.edition, now=timezone.now())
    services.approve_answer(actor=house.chair, answer=answer, edition=answer.edition, now=timezone.now())
    with pytest.raises(AnswerMovedOn):
        services.approve_answer(actor=house.chair, answer=answer, edition=answer.edition, now=timezone.now())
    answer.refresh_from_db()
    assert (answer.state, answer.approved_by) == ("approved", house.chair)


def test_changed_it_waits_for_approval_again(house):
    answer = approved(house)
    words = AnswerWords(**{**WORDS, "answer": "Chậm quá 30 ngày phải đền bù."})
    services.change_answer(actor=house.clerk, answer=answer, words=words, now=timezone.now())
    assert (answer.state, answer.approved_by, offered(sorted_case(house.ward))) == ("draft", None, [])


def test_of_two_who_change_at_once_the_second_is_told(house):
    answer = written(house.clerk, house.ward)
    seen = ApprovedAnswer.objects.select_related("unit").get(pk=answer.pk)
    services.retire_answer(actor=house.clerk, answer=answer, now=timezone.now())
    with pytest.raises(AnswerMovedOn):
        services.change_answer(actor=house.chair, answer=seen, words=AnswerWords(**WORDS), now=timezone.now())


def test_readers_see_only_what_was_written_for_them(house):
    with pytest.raises(AnswerIncomplete):
        written(house.clerk, house.ward, is_public=True)
    approved(house)
    public = approved(house, is_public=True, public_question="Lương chậm được đền bù thế nào?")
    assert list(selectors.public_answers(on=timezone.localdate())) == [public]
    services.retire_answer(actor=house.clerk, answer=public, now=timezone.now())
    assert not selectors.public_answers(on=timezone.localdate()).exists()


def test_what_was_rewritten_since_it_was_read_is_not_approved(house, client):
    answer = written(house.clerk, house.ward, is_public=True, public_question="Chậm lương thì sao?", answer="a " * 300)
    client.force_login(house.chair)
    page = client.get(reverse("feedback:answers")).content.decode()
    assert ("Chậm lương thì sao?" in page, "a " * 299 in page) == (True, True)
    read = answer.edition
    services.change_answer(actor=house.clerk, answer=answer, words=AnswerWords(**WORDS), now=timezone.now())
    client.post(reverse("feedback:approve_answer", args=[answer.pk]), {"edition": read})
    answer.refresh_from_db()
    assert answer.state == "draft"


def test_others_keep_out(house):
    with pytest.raises(NotYourLibrary):
        written(house.outsider, house.ward)
    with pytest.raises(AnswerIncomplete):
        written(house.clerk, house.ward, source=" ")
    assert not ApprovedAnswer.objects.exists()


def test_the_doors_write_approve_and_put_into_the_answer_in_one_press(house, client):
    client.force_login(house.clerk)
    assert client.post(reverse("feedback:new_answer"), {**WORDS, "source": ""}).status_code == 422
    assert client.post(reverse("feedback:new_answer"), WORDS).status_code == 302
    answer = ApprovedAnswer.objects.get()
    client.post(reverse("feedback:approve_answer", args=[answer.pk]), {"edition": answer.edition})
    answer.refresh_from_db()
    assert answer.state == "draft"
    client.force_login(house.chair)
    assert client.get(reverse("feedback:approve_answer", args=[answer.pk])).status_code == 405
    client.post(reverse("feedback:approve_answer", args=[answer.pk]), {"edition": answer.edition})
    case = sorted_case(house.ward)
    page = client.get(reverse("feedback:case", args=[case.pk]), {"answer": answer.pk}).content.decode()
    assert f'data-key="t">{WORDS["answer"]}</textarea>' in page
    assert WORDS["question"] in client.get(reverse("feedback:answers"), {"q": "tra luong cham"}).content.decode()
    client.force_login(house.outsider)
    assert client.get(reverse("feedback:one_answer", args=[answer.pk])).status_code == 404
    assert client.post(reverse("feedback:retire_answer", args=[answer.pk])).status_code == 404


def test_put_in_with_scripts_it_is_the_answer_field_alone_and_chosen_once(house, client):
    answer = approved(house)
    case = sorted_case(house.ward)
    client.force_login(house.clerk)
    page = f"{reverse('feedback:case', args=[case.pk])}?answer={answer.pk}&whose=me"
    put_in = client.get(page, headers={"HX-Request": "true", "HX-Target": "answer"})
    assert put_in.status_code == 200
    assert WORDS["answer"] in put_in.text
    assert "desk__message" not in put_in.text
    door = f"{reverse('feedback:answer', args=[case.pk])}?answer={answer.pk}&whose=me"
    sent = client.post(door, {"text": WORDS["answer"], "source": WORDS["source"]})
    assert sent.headers["Location"] == f"{reverse('feedback:case', args=[case.pk])}?whose=me"


def test_the_whole_library_is_searched_for_one_message(house, client):
    answer, draft = approved(house), written(house.clerk, house.ward, question="Chưa duyệt?")
    ran_out = approved(house, question="Hết hạn?")
    ApprovedAnswer.objects.filter(pk=ran_out.pk).update(valid_until=timezone.localdate() - timedelta(days=1))
    case, foreign = sorted_case(house.ward), sorted_case(house.other)
    client.force_login(house.clerk)
    page = client.get(reverse("feedback:answers"), {"case": case.pk}).text
    put_in = f"{reverse('feedback:case', args=[case.pk])}?answer="
    assert f"{put_in}{answer.pk}#answer" in page
    assert not any(f"{put_in}{other.pk}#" in page for other in (draft, ran_out))
    assert "?answer=" not in client.get(reverse("feedback:answers"), {"case": foreign.pk}).text


def test_an_answered_message_begins_a_draft_without_personal_data(house, client):
    case = sorted_case(house.ward, "Tôi là Lò Thị Mến, gọi 0912345678, công ty nợ lương.")
    client.force_login(house.clerk)
    new = reverse("feedback:new_answer")
    assert client.get(new, {"case": case.pk}).context["form"].initial == {}
    services.answer_case(
        actor=house.clerk, case=case, text="Chào chị Lò Thị Mến, công ty trả ngày 15.", source=WORDS["source"],
        resolves=True, now=timezone.now(),
    )  # fmt: skip
    shown = client.get(reverse("feedback:case", args=[case.pk])).text
    assert f"{new}?case={case.pk}" in shown
    page = client.get(new, {"case": case.pk})
    begun = page.context["form"].initial
    assert (begun["category"], begun["source"], "công ty trả ngày 15" in begun["answer"]) == (
        "luong", WORDS["source"], True,
    )  # fmt: skip
    assert "Mến" not in page.text
    assert "0912345678" not in page.text
    client.force_login(house.outsider)
    assert client.get(new, {"case": case.pk}).context["form"].initial == {}
