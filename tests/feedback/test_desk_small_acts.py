"""Notes, laying aside and bringing back, and looking at who wrote."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.feedback import selectors, services
from sumvay.feedback.models import Case, Message
from sumvay.feedback.services import MovedOn, NotYourCase, TextMissing
from tests.factories.feedback import answering_house, sorted_case
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return answering_house()


@pytest.fixture
def case(house):
    return sorted_case(
        house.ward, "Gọi tôi số 0912345678", name="Trần Thị Kín", phone="0912345678", email="kin@example.vn"
    )


def test_a_note_is_for_colleagues(house, case):
    services.note_case(actor=house.clerk, case=case, text=" Đã gọi công ty ", now=timezone.now())
    note = Message.objects.get()
    assert (note.author, note.text, note.officer) == ("note", "Đã gọi công ty", house.clerk)
    with pytest.raises(TextMissing):
        services.note_case(actor=house.clerk, case=case, text=" ", now=timezone.now())
    with pytest.raises(NotYourCase):
        services.note_case(actor=house.outsider, case=case, text="Xem", now=timezone.now())
    assert Message.objects.count() == 1


def aside(officer, case, why="twice", **said):
    services.put_aside(actor=officer, case=case, why=why, now=timezone.now(), **said)


def test_put_aside_it_leaves_the_queue_with_its_reason_and_comes_back_where_it_was(house, case):
    due = case.due_at
    aside(house.clerk, case, words=" gửi nhầm ")
    case.refresh_from_db()
    assert (bool(case.put_aside_at), case.put_aside_why) == (True, "ý kiến trùng: gửi nhầm")
    assert Entry.objects.get(action="case.put_aside").changes == {"why": "twice"}
    with pytest.raises(MovedOn):
        aside(house.chair, case)
    services.bring_back(actor=house.chair, case=case, now=timezone.now())
    case.refresh_from_db()
    assert (case.put_aside_at, case.put_aside_why, case.due_at) == (None, "", due)
    with pytest.raises(MovedOn):
        services.bring_back(actor=house.chair, case=case, now=timezone.now())


def test_without_a_reason_nothing_is_laid_aside_and_others_may_not(house, case, client):
    for why in ("", "other", "không có"):
        with pytest.raises(TextMissing):
            aside(house.clerk, case, why=why)
    with pytest.raises(NotYourCase):
        aside(house.outsider, case)
    client.force_login(house.clerk)
    assert client.post(reverse("feedback:put_aside", args=[case.pk])).status_code == 422
    case.refresh_from_db()
    assert case.put_aside_at is None


def test_urgent_and_unanswered_ones_are_seen_above_even_laid_aside(house):
    urgent, let_rise, late = (sorted_case(house.unit, f"Thư {n}") for n in range(3))
    Case.objects.filter(pk=urgent.pk).update(is_urgent=True, urgent_why="tai nạn")
    Case.objects.filter(pk=let_rise.pk).update(may_rise=True)
    Case.objects.filter(pk=late.pk).update(escalated_at=timezone.now(), escalated_to=house.ward)
    below = officer_of(house.unit)
    for one in (urgent, let_rise, late):
        aside(below, one)
    seen = selectors.cases_seen_from_above(house.chair, on=timezone.localdate())
    assert set(seen) == {urgent, late}


def test_who_took_the_urgency_away_stands_in_the_history(house, case, client):
    for is_urgent in (True, False):
        services.sort_case(actor=house.clerk, case=case, is_urgent=is_urgent, now=timezone.now())
    changes = Entry.objects.filter(action="case.sort").order_by("pk").values_list("changes__urgent", "actor_id")
    assert list(changes) == [([False, True], house.clerk.pk), ([True, False], house.clerk.pk)]
    client.force_login(house.chair)
    assert "Bỏ dấu khẩn" in client.get(reverse("feedback:case", args=[case.pk])).content.decode()


def test_who_wrote_is_shown_on_a_press_that_leaves_a_trail(house, case, client):
    client.force_login(house.clerk)
    masked = client.get(reverse("feedback:case", args=[case.pk])).content.decode()
    assert [secret in masked for secret in ("0912345678", "Trần Thị Kín", "kin@example.vn")] == [False] * 3
    assert not Entry.objects.filter(action="case.open").exists()
    opened = client.post(reverse("feedback:open_fully", args=[case.pk])).content.decode()
    assert [secret in opened for secret in ("0912345678", "Trần Thị Kín", "kin@example.vn")] == [True] * 3
    entry = Entry.objects.get(action="case.open")
    assert (entry.actor_id, entry.target_id, entry.changes) == (house.clerk.pk, case.pk, {})


def test_nobody_else_opens_it_and_no_trail_is_left(house, case, client):
    client.force_login(house.outsider)
    assert client.post(reverse("feedback:open_fully", args=[case.pk])).status_code == 404
    with pytest.raises(NotYourCase):
        services.open_fully(actor=house.head, case=case, now=timezone.now())
    assert not Entry.objects.filter(action="case.open").exists()


def test_the_doors_take_a_press_alone(house, case, client):
    client.force_login(house.clerk)
    for name in ("note", "put_aside", "bring_back", "open_fully"):
        assert client.get(reverse(f"feedback:{name}", args=[case.pk])).status_code == 405
    client.post(reverse("feedback:put_aside", args=[case.pk]), {"why": "other", "words": "báo thử"})
    assert Case.objects.get().put_aside_why == "lý do khác: báo thử"
    part = client.post(reverse("feedback:bring_back", args=[case.pk]), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert Case.objects.get().put_aside_at is None
    assert client.post(reverse("feedback:note", args=[case.pk]), {"text": ""}).status_code == 422
    client.post(reverse("feedback:note", args=[case.pk]), {"text": "Hẹn gặp thứ hai"})
    assert Message.objects.get().text == "Hẹn gặp thứ hai"


def test_a_message_is_put_into_an_issue_from_the_desk_and_taken_out_again(house, case, client):
    client.force_login(house.clerk)
    client.post(reverse("feedback:merge", args=[case.pk]), {"title": "Không gọi được công đoàn"})
    case.refresh_from_db()
    issue = case.issue
    assert (issue.title, issue.unit) == ("Không gọi được công đoàn", house.ward)
    other = sorted_case(house.ward)
    client.post(reverse("feedback:merge", args=[other.pk]), {"issue": issue.pk})
    client.post(reverse("feedback:split", args=[case.pk]))
    assert list(issue.cases.all()) == [other]
    foreign = sorted_case(house.other)
    assert client.post(reverse("feedback:merge", args=[foreign.pk]), {"issue": issue.pk}).status_code == 404


def test_the_history_names_each_deed_and_the_sender(house, client):
    case, now = sorted_case(house.ward, may_rise=True), timezone.now()
    issue = services.merge_cases(actor=house.chair, pks=[case.pk], into=None, title="Chậm lương", now=now)
    case.refresh_from_db()
    services.choose_extract(actor=house.chair, case=case, now=now)
    services.drop_extract(actor=house.chair, case=case, now=now)
    services.split_case(actor=house.chair, case=case, now=now)
    services.answer_case(actor=house.chair, case=case, text="Đã trả.", source="", resolves=True, now=now)
    services.say_how_content(case=case, degree=4, word="", now=now)
    services.write_back(case=case, text="Chưa thấy trả", again=True, now=now)
    client.force_login(house.chair)
    page = client.get(reverse("feedback:case", args=[case.pk])).text
    history = page[page.index('<ol class="history') :].replace("\n", "")
    deeds = (
        "Chọn trích gửi cấp trên", "Thôi trích gửi cấp trên", "Tách khỏi vấn đề", "Đánh giá mức hài lòng", "Viết thêm",
        "Đề nghị xem lại",
    )  # fmt: skip
    assert [deed for deed in deeds if f"<p>{deed}</p>" not in history] == []
    assert history.count("Người gửi ·") == 3
    assert "<p>Xử lý</p>" not in history
    assert issue.title not in history
