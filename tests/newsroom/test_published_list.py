"""What is before readers, as the desk lists it: one's own branch, newest first, by title and kind, with its reads."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from sumvay.newsroom import services
from sumvay.newsroom.models import ReadCount
from sumvay.newsroom.views import published as views
from tests.factories.newsroom import PieceFactory, desk_with_steps, listed
from tests.factories.org import AppointmentFactory, UnitFactory, officer_of
from tests.newsroom.published_house import SECRET, before_readers, published_house, signed_in

ADDRESS = "/newsroom/published/"


@pytest.fixture
def house(db):
    return published_house()


def rows_for(person, **asked):
    return signed_in(person).get(ADDRESS, asked).context["page"].object_list


def test_the_list_holds_the_own_branch_and_nothing_of_another(house):
    PieceFactory(unit=house.units[0], title="Còn là bản nháp")
    above = before_readers(house.province, title="Bài của tỉnh")
    for person in (house.editor, house.writer):
        assert [row.pk for row in rows_for(person)] == [house.own.pk]
        assert SECRET not in signed_in(person).get(ADDRESS, {"q": "hoang hon"}).content.decode().replace(
            'value="hoang hon"', ""
        )
    assert {row.pk for row in rows_for(house.editors[house.province])} == {house.own.pk, above.pk}
    assert [row.pk for row in rows_for(house.outsider)] == [house.strange.pk]
    assert {row.pk for row in rows_for(officer_of(house.ward, is_superuser=True))} == {
        house.own.pk, house.strange.pk, above.pk,
    }  # fmt: skip


def test_who_edits_nowhere_finds_nothing_and_guests_are_asked_to_sign_in(house):
    page = signed_in(house.collaborator).get(ADDRESS)
    assert list(page.context["page"].object_list) == []
    assert "Chưa có bài nào được đăng" in page.content.decode()
    assert Client().get(ADDRESS).status_code == 302
    assert signed_in(house.editor).post(ADDRESS).status_code == 405


def test_a_row_leads_to_the_page_the_editor_the_desk_and_the_package(house):
    page = signed_in(house.editor).get(ADDRESS).content.decode()
    here = reverse("newsroom:published_piece", args=[house.own.pk])
    for address in (
        house.own.get_absolute_url(), reverse("wagtailsnippets_newsroom_piece:edit", args=[house.own.pk]),
        f"{here}#correct", f"{here}#take-down", reverse("newsroom:package", args=[house.own.pk]),
    ):  # fmt: skip
        assert f'href="{address}"' in page
    assert house.units[0].name in page
    for_writer = signed_in(house.writer).get(ADDRESS).content.decode()
    assert f'href="{here}"' in for_writer
    assert f"{here}#" not in for_writer


def test_the_newest_come_first_and_the_list_is_turned_over(house, monkeypatch):
    monkeypatch.setattr(views, "PER_PAGE", 2)
    now = timezone.now()
    older = [listed(at=now - timedelta(days=days), unit=house.ward, title=f"Bài {days}").pk for days in (3, 1, 2)]
    assert [row.pk for row in rows_for(house.editor)] == [house.own.pk, older[1]]
    assert [row.pk for row in rows_for(house.editor, page=2)] == [older[2], older[0]]


def test_it_is_searched_without_accents_and_narrowed_by_kind(house):
    last_day = timezone.now() + timedelta(days=9)
    job = before_readers(house.ward, title="Tuyển thợ may", kind="job", employer="Công ty May", expire_at=last_day)
    assert [row.pk for row in rows_for(house.editor, q="XOM tro")] == [house.own.pk]
    assert [row.pk for row in rows_for(house.editor, kind="job")] == [job.pk]
    assert len(rows_for(house.editor, kind="bịa", q="")) == 2
    assert rows_for(house.editor, q="%_") == []


def test_reads_of_the_last_seven_days_stand_beside_each(house):
    today = timezone.localdate()
    for days, count in ((0, 5), (6, 2), (7, 1000)):
        ReadCount.objects.create(piece=house.own, on=today - timedelta(days=days), count=count)
    ReadCount.objects.create(piece=house.strange, on=today, count=400)
    services.count_read(piece_id=house.own.pk, address="203.0.113.7", on=today)
    services.fold_reads()
    assert [row.reads for row in rows_for(house.editor)] == [8]
    assert "8 lượt đọc trong 7 ngày" in signed_in(house.editor).get(ADDRESS).content.decode()


def test_it_is_narrowed_by_the_days_they_came_out_on(house):
    now, day = timezone.now(), timezone.localdate()
    older = [listed(at=now - timedelta(days=days), unit=house.ward, title=f"Bài {days}").pk for days in (3, 2, 1)]
    since, until = (day - timedelta(days=3)).isoformat(), (day - timedelta(days=2)).isoformat()
    assert [row.pk for row in rows_for(house.editor, since=since, until=until)] == [older[1], older[0]]
    assert [row.pk for row in rows_for(house.editor, since=day.isoformat())] == [house.own.pk]
    assert len(rows_for(house.editor, since="hôm qua", until="9999-12-31")) == 4


def test_it_is_sorted_by_age_and_by_reads_of_the_last_days(house):
    today, now = timezone.localdate(), timezone.now()
    old = listed(at=now - timedelta(days=5), unit=house.ward, title="Bài cũ được đọc nhiều").piece
    ReadCount.objects.create(piece=old, on=today, count=9)
    # Read much, but long ago
    ReadCount.objects.create(piece=house.own, on=today - timedelta(days=20), count=500)
    assert [row.pk for row in rows_for(house.editor)] == [house.own.pk, old.pk]
    assert [row.pk for row in rows_for(house.editor, sort="oldest")] == [old.pk, house.own.pk]
    assert [row.pk for row in rows_for(house.editor, sort="read")] == [old.pk, house.own.pk]
    assert len(rows_for(house.editor, sort="bịa")) == 2


def sheet_of(person, **asked):
    answer = signed_in(person).get(reverse("newsroom:published_workbook"), asked)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="bai-da-dang-')
    return CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def test_what_the_list_shows_is_kept_as_a_sheet_with_all_reads(house):
    today = timezone.localdate()
    for days, count in ((0, 5), (40, 1_000)):
        ReadCount.objects.create(piece=house.own, on=today - timedelta(days=days), count=count)
    ReadCount.objects.create(piece=house.strange, on=today, count=400)
    rows = sheet_of(house.editor)
    first, total = rows[-2:]
    assert first[:4] == [1, today, house.own.title, "Bài viết"]
    assert (first[5], first[7]) == (house.units[0].name, 1_005)
    assert first[8].endswith(house.own.get_absolute_url())
    assert (total[2], total[7]) == ("Cộng", 1_005)
    assert SECRET not in str(rows)
    assert house.own.title not in str(sheet_of(house.editor, q="khong co bai nay"))


def test_the_sheet_of_who_edits_nowhere_is_empty_and_guests_get_none(house):
    assert house.own.title not in str(sheet_of(house.collaborator))
    assert Client().get(reverse("newsroom:published_workbook")).status_code == 302
    assert signed_in(house.editor).post(reverse("newsroom:published_workbook")).status_code == 405


def test_a_search_that_finds_nothing_leads_back_to_all(house):
    page = signed_in(house.editor).get(ADDRESS, {"q": "khong co bai nay"}).content.decode()
    assert f'href="{ADDRESS}">' in page
    assert "Xem tất cả bài" in page


def test_what_was_taken_down_leaves_the_list(house):
    services.take_down(actor=house.editor, piece=house.own, reason="Sai", now=timezone.now())
    assert rows_for(house.editor) == []


@pytest.mark.parametrize("size", [1, 6])
def test_the_list_costs_the_same_however_much_is_published(house, django_assert_num_queries, size):
    for number in range(size):
        unit = UnitFactory(parent=house.ward)
        AppointmentFactory(officer=house.editor, unit=unit, post="editor")
        ReadCount.objects.create(
            piece=before_readers(unit, title=f"Bài {number}"), on=timezone.localdate(), count=number + 1
        )
    client = signed_in(house.editor)
    client.get(ADDRESS)
    with django_assert_num_queries(11):
        assert len(client.get(ADDRESS).context["page"].object_list) == size + 1


def test_the_desk_leads_to_all_its_work(house):
    page = signed_in(house.editor).get(reverse("newsroom:desk")).content.decode()
    for name in ("published", "calendar", "bulletins", "fees"):
        assert f'href="{reverse(f"newsroom:{name}")}' in page
    assert reverse("newsroom:partners") not in page
    top = signed_in(house.editors[house.nation]).get(reverse("newsroom:desk")).content.decode()
    assert reverse("newsroom:partners") in top
    desk = house.ward.desk
    sheet = signed_in(house.editors[house.province]).get(reverse("newsroom:fees"), {"desk": desk.unit_id}, follow=True)
    assert sheet.context["desk"] == desk


def test_the_page_of_a_unit_leads_to_its_desk_for_those_who_set_it_up(house):
    address = reverse("org:detail", args=[house.ward.pk])
    leads = f'href="{reverse("newsroom:desk_set_up", args=[house.ward.pk])}"'
    assert leads in signed_in(officer_of(house.ward)).get(address).content.decode()
    assert leads not in signed_in(house.writer).get(address).content.decode()


def test_the_editor_leads_to_the_package_and_once_published_to_the_desk(house):
    desk_with_steps(house.units[0])
    draft, client = PieceFactory(unit=house.ward), signed_in(house.editor)
    shown = {
        piece.pk: client.get(reverse("wagtailsnippets_newsroom_piece:edit", args=[piece.pk])).content.decode()
        for piece in (house.own, draft)
    }
    assert all(reverse("newsroom:package", args=[pk]) in page for pk, page in shown.items())
    assert reverse("newsroom:published_piece", args=[house.own.pk]) in shown[house.own.pk]
    assert reverse("newsroom:published_piece", args=[draft.pk]) not in shown[draft.pk]
