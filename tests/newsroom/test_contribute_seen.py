"""What a unit sees of its own: the list, the way, what the desk changed, where it was read, why it was refused."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom import selectors, services
from sumvay.newsroom.changed_words import runs
from sumvay.newsroom.models import PieceSource, ReadCount
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.factories.newsroom import listed
from tests.newsroom.writing import TEXT, TITLE, agreed, begun, sent, shot, writing_house


@pytest.fixture
def house(db):
    return writing_house()


def published(house, item, **fields):
    listing = listed(at=timezone.now(), unit=house.ward, title=TITLE, **fields)
    PieceSource.objects.create(piece=listing.piece, contribution=item, at=timezone.now())
    return listing


def page_of(client, officer, item):
    client.force_login(officer)
    return client.get(reverse("newsroom:contribution", args=[item.pk])).content.decode()


def test_the_list_holds_the_units_own_and_nobody_elses(house, client):
    mine, draft = sent(house), begun(house)
    client.force_login(house.colleague)
    page = client.get(reverse("newsroom:mine"))
    assert list(page.context["page"]) == [draft, mine]
    assert page.context["counts"] == {"all": 2, "writing": 1, "under_way": 1, "published": 0, "ended": 0}
    client.force_login(house.stranger)
    page = client.get(reverse("newsroom:mine"))
    assert list(page.context["page"]) == []
    assert TITLE not in page.content.decode()


def test_the_list_is_narrowed_by_part_and_by_words_without_accents(house, client):
    item = sent(house)
    begun(house)
    client.force_login(house.writer)
    address = reverse("newsroom:mine")
    assert list(client.get(address, {"part": "under_way"}).context["page"]) == [item]
    assert len(client.get(address, {"q": "tat nien"}).context["page"]) == 2
    assert list(client.get(address, {"q": "dong dat"}).context["page"]) == []


def test_the_list_asks_the_same_number_of_questions_for_one_row_and_for_three(
    house, client, django_assert_max_num_queries
):
    client.force_login(house.writer)
    address = reverse("newsroom:mine")
    shot(house, begun(house))
    with django_assert_max_num_queries(14):
        client.get(address)
    sent(house)
    sent(house)
    with django_assert_max_num_queries(14):
        client.get(address)


def test_the_way_and_the_reason_of_a_refusal_are_shown(house, client):
    item = sent(house)
    services.refuse(
        actor=house.editors[house.ward], contribution=item, reason="Đã có bài khác về việc này", now=timezone.now()
    )
    page = page_of(client, house.writer, item)
    assert "Công đoàn phường An ghi: Đã có bài khác về việc này" in page
    assert "Đường đi của tin bài" in page


def test_what_the_desk_changed_is_marked_word_by_word(house, client):
    item = sent(house)
    editor = house.editors[house.ward]
    services.take(actor=editor, contribution=item, now=timezone.now())
    item.refresh_from_db()
    services.edit_contribution(
        actor=editor, contribution=item, title=TITLE, text=TEXT.replace("320", "325"), note="", now=timezone.now()
    )
    changes = selectors.changes_of(item)
    assert [change.step.act for change in changes] == ["edited"]
    assert [run.text for run in changes[0].text if run.kind != "same"] == ["320", "325"]
    page = page_of(client, house.writer, item)
    assert "<del>320</del><ins>325</ins>" in page


def test_what_the_unit_mended_itself_is_not_called_the_desks(house):
    item = sent(house)
    editor = house.editors[house.ward]
    services.return_contribution(actor=editor, contribution=item, reason="Thiếu", now=timezone.now())
    item.refresh_from_db()
    services.save_contribution(
        actor=house.writer, contribution=item, fields={"text": "Viết lại"}, edition=None, now=timezone.now()
    )
    services.send_contribution(actor=house.writer, contribution=item, now=timezone.now())
    assert selectors.changes_of(item) == []


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("a b c", "a b c", [("same", "a b c")]),
        ("bữa cơm vui", "bữa tiệc vui", [("same", "bữa "), ("del", "cơm"), ("ins", "tiệc"), ("same", " vui")]),
        ("một hai", "ba bốn", [("del", "một hai"), ("ins", "ba bốn")]),
        ("", "mới", [("ins", "mới")]),
        ("cũ\nmới", "cũ", [("same", "cũ"), ("del", "\nmới")]),
    ],
)
def test_changed_words(before, after, marked):
    assert [(run.kind, run.text) for run in runs(before, after)] == marked
    assert "".join(run.text for run in runs(before, after) if run.kind != "ins") == before
    assert "".join(run.text for run in runs(before, after) if run.kind != "del") == after


def test_a_very_long_text_is_compared_by_paragraph():
    before = "".join(f"Đoạn {n} của bài\n" for n in range(1500))
    after = before.replace("Đoạn 700 của", "Đoạn bảy trăm của")
    assert [run.text for run in runs(before, after) if run.kind == "del"] == ["Đoạn 700 của bài\n"]


def test_where_it_was_published_and_how_often_it_was_read(house, client):
    item = sent(house)
    listing = published(house, item, body=[("text", f"<p>{TEXT.splitlines()[0]}</p>")])
    for day, count in ((1, 40), (2, 2)):
        ReadCount.objects.create(piece=listing.piece, on=date(2026, 11, day), count=count)
    listed(at=timezone.now(), unit=house.other, title="Bài khác")
    found = selectors.published_from(item)
    assert [(shown.piece, shown.path, shown.reads, shown.sources) for shown in found] == [
        (listing.piece, listing.path, 42, 1)
    ]
    assert "Mỗi người nhận một suất quà." in "".join(r.text for r in found[0].change.text if r.kind == "del")
    page = page_of(client, house.writer, item)
    assert f'href="{listing.path}"' in page
    assert "42 lượt đọc" in page
    client.force_login(house.writer)
    assert client.get(reverse("newsroom:mine")).context["page"][0].reads == 42


def test_published_as_it_was_sent_shows_no_change(house):
    item = sent(house)
    published(house, item, body=[("text", "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n")))])
    assert selectors.published_from(item)[0].change is None


def test_a_piece_that_was_taken_down_is_shown_no_more(house):
    item = sent(house)
    listing = published(house, item)
    listing.delete()
    assert selectors.published_from(item) == []


def test_consents_are_shown_with_their_day_of_withdrawal(house, client):
    item = sent(house)
    consent = agreed(house, item)
    services.withdraw_consent(actor=house.writer, consent=consent, now=timezone.now())
    page = page_of(client, house.writer, item)
    assert "Nguyễn Thị Lan" in page
    assert "Đã rút ngày" in page


def test_the_author_is_told_of_an_outcome_once_a_step(house):
    item = sent(house)
    services.refuse(actor=house.editors[house.ward], contribution=item, reason="Trùng", now=timezone.now())
    Notice.objects.all().delete()
    for _twice in range(2):
        services.tell_author(contribution=item, act="refused", note="Trùng", now=timezone.now())
    notice = Notice.objects.get()
    assert (notice.officer, notice.body) == (house.writer, "Trùng")
    assert notice.title == f"“{TITLE}” không được Công đoàn phường An sử dụng."


def test_when_the_author_has_left_the_units_officers_are_told(house):
    item = sent(house)
    today = timezone.localdate()
    Appointment.objects.filter(officer=house.writer).update(valid=(date(2025, 7, 1), today))
    Notice.objects.all().delete()
    services.tell_author(contribution=item, act="lifted", note="", now=timezone.now())
    assert [notice.officer for notice in Notice.objects.all()] == [house.colleague]
