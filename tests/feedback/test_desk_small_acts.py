"""Notes, laying aside and bringing back, and looking at who wrote."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.feedback import services
from sumvay.feedback.models import Case, Message
from sumvay.feedback.services import MovedOn, NotYourCase, TextMissing
from tests.factories.feedback import answering_house, sorted_case

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


def test_put_aside_it_leaves_the_queue_and_comes_back_where_it_was(house, case):
    due = case.due_at
    services.put_aside(actor=house.clerk, case=case, why="gửi nhầm", now=timezone.now())
    case.refresh_from_db()
    assert (bool(case.put_aside_at), case.put_aside_why) == (True, "gửi nhầm")
    with pytest.raises(MovedOn):
        services.put_aside(actor=house.chair, case=case, now=timezone.now())
    services.bring_back(actor=house.chair, case=case, now=timezone.now())
    case.refresh_from_db()
    assert (case.put_aside_at, case.put_aside_why, case.due_at) == (None, "", due)
    with pytest.raises(MovedOn):
        services.bring_back(actor=house.chair, case=case, now=timezone.now())


def test_others_lay_nothing_aside(house, case):
    with pytest.raises(NotYourCase):
        services.put_aside(actor=house.outsider, case=case, now=timezone.now())
    case.refresh_from_db()
    assert case.put_aside_at is None


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
    client.post(reverse("feedback:put_aside", args=[case.pk]), {"why": "quảng cáo"})
    assert Case.objects.get().put_aside_why == "quảng cáo"
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
