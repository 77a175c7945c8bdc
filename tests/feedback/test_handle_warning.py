"""Officers read an early warning, say that they have seen it, act on it, and close it with what came of it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.feedback import services
from sumvay.feedback.models import Handler, Warning
from sumvay.feedback.services.refusals import MovedOn, TextMissing
from sumvay.org.models import Appointment
from tests.factories.feedback import answering_house
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db
State = Warning.State
LIST = "/cases/warnings/"


@pytest.fixture
def house():
    house = answering_house()
    house.warning = a_warning(house.ward, above=house.province)
    return house


def a_warning(unit, **given):
    """More people than usual speak of wages."""
    now = timezone.now()
    said = {
        "about": "enterprise", "key": "lam hong", "name": "Công ty May Lam Hồng", "category": "luong",
        "week": date(2026, 11, 16), "made_at": now, "cases": 14, "people": 12, "past": [0, 2, 7, *[0] * 10],
        "people_before": 9, "above": None,
    }  # fmt: skip
    return Warning.objects.create(unit=unit, **{**said, **given})


def press(client, officer, warning, name, **words):
    client.force_login(officer)
    return client.post(reverse(f"feedback:{name}", args=[warning.pk]), words)


def page(client, officer, address=LIST):
    client.force_login(officer)
    return client.get(address).content.decode()


def test_both_levels_read_it_with_its_purpose(client, house):
    for officer in (house.chair, house.clerk, house.head):
        text = page(client, officer)
        assert "Công ty May Lam Hồng: tiền lương" in text
        assert "<strong>12</strong> người trong 14 ngày" in text
        assert "Vì quyền lợi của đoàn viên" in text


def test_others_do_not_learn_that_it_is_there(client, house):
    one = reverse("feedback:warning", args=[house.warning.pk])
    for officer in (house.outsider, officer_of(house.unit), officer_of(house.ward, Appointment.Post.EDITOR)):
        assert "Lam Hồng" not in page(client, officer)
        assert client.get(one).status_code == 404
        for name in ("see_warning", "act_on_warning", "close_warning"):
            assert press(client, officer, house.warning, name, note="Xong.").status_code == 404
        with pytest.raises(services.NotYourWarning):
            services.see_warning(actor=officer, warning=house.warning, now=timezone.now())
    house.warning.refresh_from_db()
    assert house.warning.state == State.NEW


def test_who_is_marked_as_tied_to_the_employer_does_not_read_it(client, house):
    Handler.objects.create(unit=house.ward, officer=house.clerk, tied_to_employer=True, named_on=date(2026, 1, 1))
    assert "Lam Hồng" not in page(client, house.clerk)
    assert press(client, house.clerk, house.warning, "see_warning").status_code == 404


def test_it_is_seen_acted_on_and_closed(client, house):
    for name, state in (("see_warning", State.SEEN), ("act_on_warning", State.ACTING)):
        assert press(client, house.chair, house.warning, name).status_code == 302
        house.warning.refresh_from_db()
        assert (house.warning.state, house.warning.changed_by) == (state, house.chair)
    assert press(client, house.head, house.warning, "close_warning", note="Đã làm việc, công ty trả đủ.").url == LIST
    house.warning.refresh_from_db()
    assert (house.warning.state, house.warning.note) == (State.CLOSED, "Đã làm việc, công ty trả đủ.")
    deeds = Entry.objects.filter(target_label="feedback.warning").order_by("pk").values_list("action", flat=True)
    assert list(deeds) == ["warning.seen", "warning.acting", "warning.closed"]
    assert "Lam Hồng" not in page(client, house.chair)
    assert "công ty trả đủ" in page(client, house.chair, LIST + "?view=closed")


@pytest.mark.parametrize("name", ["see_warning", "act_on_warning", "close_warning"])
def test_only_a_press_changes_it(client, house, name):
    client.force_login(house.chair)
    assert client.get(reverse(f"feedback:{name}", args=[house.warning.pk])).status_code == 405


def test_the_pages_take_no_post(client, house):
    client.force_login(house.chair)
    for address in (LIST, reverse("feedback:warning", args=[house.warning.pk])):
        assert client.post(address).status_code == 405


def test_whoever_comes_second_is_told_so(client, house):
    now, stale = timezone.now(), Warning.objects.get()
    services.close_warning(actor=house.chair, warning=house.warning, note="Xong.", now=now)
    for act in (services.see_warning, services.act_on_warning):
        with pytest.raises(MovedOn):
            act(actor=house.clerk, warning=stale, now=now)
    answer = press(client, house.clerk, house.warning, "close_warning", note="Khác.")
    assert answer.status_code == 422
    assert "Đồng nghiệp" in answer.content.decode()
    house.warning.refresh_from_db()
    assert (house.warning.note, house.warning.changed_by) == ("Xong.", house.chair)
    assert Entry.objects.filter(target_label="feedback.warning").count() == 1


def test_it_is_not_closed_without_a_word(client, house):
    with pytest.raises(TextMissing):
        services.close_warning(actor=house.chair, warning=house.warning, note="  ", now=timezone.now())
    assert press(client, house.chair, house.warning, "close_warning", note=" ").status_code == 422
    house.warning.refresh_from_db()
    assert house.warning.state == State.NEW


def test_when_the_trail_fails_it_stays_as_it_was(house, monkeypatch):
    def broken(**_asked):
        raise RuntimeError("no trail")

    monkeypatch.setattr("sumvay.audit.services.record", broken)
    with pytest.raises(RuntimeError):
        services.see_warning(actor=house.chair, warning=house.warning, now=timezone.now())
    assert Warning.objects.get().state == State.NEW


def test_a_note_with_somebody_s_data_is_shown_masked(client, house):
    note = "Đã gọi anh Nguyễn Văn Bí Mật số 0912345678, công ty hẹn tuần sau."
    services.close_warning(actor=house.chair, warning=house.warning, note=note, now=timezone.now())
    text = page(client, house.head, reverse("feedback:warning", args=[house.warning.pk]))
    assert "công ty hẹn tuần sau" in text
    assert "0912345678" not in text
    assert "Bí Mật" not in text


def test_no_figure_speaks_of_fewer_than_five(client, house):
    Warning.objects.update(past=[0, 3, 5, *[0] * 10])
    client.force_login(house.head)
    context = client.get(reverse("feedback:warning", args=[house.warning.pk])).context
    assert context["plot"]["series"][0]["values"][:4] == [0, None, 5, 0]
    few = [bar.height for bar in context["warning"].bars]
    Warning.objects.update(past=[0, 1, 5, *[0] * 10])
    again = client.get(LIST).context["page"].object_list[0]
    assert [bar.height for bar in again.bars] == few
    assert again.usual == "trước đó 26 tuần, bình quân chưa đến 1 người trong 14 ngày"


@pytest.mark.parametrize(
    ("past", "people_before", "words"),
    [
        ([0] * 13, 0, "26 tuần trước đó chưa ai nhắc đến"),
        ([1, 0, 2], 3, "6 tuần trước đó chưa đến 5 người nhắc đến"),
        ([9] * 13, 4, "26 tuần trước đó chưa đến 5 người nhắc đến"),
        ([2] * 13, 20, "trước đó 26 tuần, bình quân khoảng 2 người trong 14 ngày"),
        ([], 0, "chưa có số liệu trước đó để so sánh"),
    ],
)
def test_what_was_usual_is_said_in_words(client, house, past, people_before, words):
    Warning.objects.update(past=past, people_before=people_before)
    assert words in page(client, house.chair)


def test_of_one_matter_the_newest_is_listed_and_earlier_weeks_stand_on_its_page(client, house):
    newer = a_warning(house.ward, above=house.province, week=date(2026, 11, 23), people=30)
    a_warning(house.ward, week=date(2026, 11, 23), category="bhxh")
    text = page(client, house.chair)
    assert text.count("Công ty May Lam Hồng: ") == 2
    assert "<strong>12</strong> người trong 14 ngày" in text
    assert reverse("feedback:warning", args=[house.warning.pk]) not in text
    one = page(client, house.chair, reverse("feedback:warning", args=[newer.pk]))
    assert "Các lần cảnh báo trước" in one


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_takes_as_many_questions_for_many_as_for_one(client, house, django_assert_num_queries, many):
    for n in range(many):
        made = timezone.now() - timedelta(hours=n)
        a_warning(house.ward, above=house.province, key=f"so {n}", made_at=made, changed_by=house.chair,
                  changed_at=made, state="seen")  # fmt: skip
    client.force_login(house.chair)
    client.get(LIST)
    with django_assert_num_queries(6):
        assert len(client.get(LIST).context["page"].object_list) == many + 1


def test_the_desk_leads_here(client, house):
    assert f'href="{LIST}"' in page(client, house.chair, "/cases/")


def test_its_messages_in_the_queue_are_for_the_unit_itself(client, house):
    one = reverse("feedback:warning", args=[house.warning.pk])
    assert "?enterprise=" in page(client, house.chair, one)
    assert "?enterprise=" not in page(client, house.head, one)


def test_nothing_to_warn_of_says_so(client, house):
    Warning.objects.all().delete()
    assert "Chưa có gì khác thường" in page(client, house.chair)
