"""The editorial calendar: what stands in it, and what editors do there."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.newsroom.models import Piece, PlannedPiece
from sumvay.newsroom.selectors import planning as selectors
from sumvay.newsroom.services import pieces
from sumvay.newsroom.services import planning as services
from tests.factories.newsroom import PieceFactory, SectionFactory, editing_house, listed

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2027, 1, 20, 9, 0, tzinfo=HERE)
TET = date(2027, 2, 6)


@pytest.fixture
def house():
    return editing_house()


def planned(house, unit=None, **fields):
    unit = unit or house.province
    given = {"on": TET, "title": "Trực Tết ở nhà máy", "kind": "article", **fields}
    return services.plan_piece(actor=house.editors[unit], desk=unit.desk, now=NOW, **given)


def days(house, first=date(2027, 2, 1), last=date(2027, 2, 28)):
    found = selectors.plan_days(house.province.desk, first=first, last=last, month=2, now=NOW)
    return {day.on: day for day in found}


def signed_in(officer):
    client = Client()
    client.force_login(officer)
    return client


def test_a_day_shows_what_is_planned_scheduled_and_published(house):
    line = planned(house)
    noon = datetime(2027, 2, 8, 12, tzinfo=HERE)
    clocked = PieceFactory(unit=house.province, go_live_at=noon)
    held = PieceFactory(unit=house.province, embargo_until=noon + timedelta(days=1))
    out = listed(at=datetime(2027, 2, 10, 0, 30, tzinfo=HERE), unit=house.province, title="Xuất hành")
    listed(at=noon, unit=house.other, title="Tin tỉnh khác")
    planned(house, unit=house.ward, title="Kế hoạch của phường")
    found = days(house)
    assert found[TET].planned == [line]
    assert found[date(2027, 2, 8)].scheduled == [clocked]
    assert found[date(2027, 2, 9)].scheduled == [held]
    assert found[date(2027, 2, 10)].published == [out]
    assert sum(len(day.planned) + len(day.scheduled) + len(day.published) for day in found.values()) == 4


def test_days_to_come_without_anything_are_gaps_and_days_to_keep_are_missed(house):
    planned(house, on=date(2027, 2, 4))
    found = days(house, first=date(2027, 1, 18), last=date(2027, 2, 28))
    assert not found[date(2027, 1, 19)].is_gap
    assert found[date(2027, 1, 21)].is_gap
    assert not found[date(2027, 1, 21)].is_missed
    assert not found[date(2027, 2, 4)].is_gap
    assert found[TET].is_missed


def test_a_busy_day_shows_three_and_counts_the_rest(house):
    for minute in range(5):
        listed(at=datetime(2027, 2, 10, 8, minute, tzinfo=HERE), unit=house.province)
    day = days(house)[date(2027, 2, 10)]
    assert (len(day.published), day.more_published) == (3, 2)


def test_the_rest_of_a_busy_day_is_found_among_the_published(house, client):
    for minute in range(5):
        listed(at=datetime(2027, 2, 10, 8, minute, tzinfo=HERE), unit=house.province)
    client.force_login(house.editors[house.province])
    page = client.get(reverse("newsroom:calendar"), {"day": "2027-02-10"}).content.decode()
    link = f"{reverse('newsroom:published')}?since=2027-02-10&amp;until=2027-02-10"
    assert f'href="{link}"' in page
    assert len(client.get(link.replace("&amp;", "&")).context["page"].object_list) == 5


def test_a_line_moves_and_is_on_record(house):
    line = planned(house)
    services.move_planned(actor=house.editors[house.nation], planned=line, on=TET + timedelta(days=1), now=NOW)
    line.refresh_from_db()
    assert line.on == date(2027, 2, 7)
    entry = Entry.objects.get(action="plan.move")
    assert entry.changes == {"from": "2027-02-06", "to": "2027-02-07"}


def test_a_line_becomes_a_piece_once_and_then_stays(house):
    line, section = planned(house), SectionFactory()
    made = services.start_planned(actor=house.editors[house.province], planned=line, section=section, now=NOW)
    line.refresh_from_db()
    assert (line.piece, made.title, made.unit, made.live) == (made, "Trực Tết ở nhà máy", house.province, False)
    with pytest.raises(pieces.AlreadyMade):
        services.start_planned(actor=house.editors[house.province], planned=line, section=section, now=NOW)
    with pytest.raises(services.AlreadyBegun):
        services.remove_planned(actor=house.editors[house.province], planned=line, now=NOW)
    assert (Piece.objects.count(), PlannedPiece.objects.count()) == (1, 1)


def test_a_line_is_taken_out_once(house):
    line = planned(house)
    services.remove_planned(actor=house.editors[house.province], planned=line, now=NOW)
    with pytest.raises(services.AlreadyBegun):
        services.remove_planned(actor=house.editors[house.province], planned=line, now=NOW)
    with pytest.raises(services.AlreadyBegun):
        services.move_planned(actor=house.editors[house.province], planned=line, on=TET, now=NOW)
    assert Entry.objects.filter(action="plan.remove").count() == 1


def test_other_desks_and_lower_ones_do_not_touch_the_plan(house):
    line, section = planned(house), SectionFactory()
    acts = [
        lambda who: services.plan_piece(
            actor=who, desk=house.province.desk, on=TET, title="Lạ", kind="article", now=NOW
        ),
        lambda who: services.move_planned(actor=who, planned=line, on=NOW.date(), now=NOW),
        lambda who: services.remove_planned(actor=who, planned=line, now=NOW),
        lambda who: services.start_planned(actor=who, planned=line, section=section, now=NOW),
    ]
    for who in (house.outsider, house.editors[house.ward]):
        for act in acts:
            with pytest.raises(services.NotYourPlan):
                act(who)
    line.refresh_from_db()
    assert (PlannedPiece.objects.count(), line.on, Piece.objects.count()) == (1, TET, 0)


@pytest.mark.parametrize("title", ["", "   ", "\n\t"])
def test_a_line_says_what_it_is_about(house, title):
    with pytest.raises(services.TitleMissing):
        planned(house, title=title)


def test_the_doors_plan_move_begin_and_remove(house):
    client, desk, section = signed_in(house.editors[house.province]), house.province.desk, SectionFactory()
    fields = {"title": "Bữa cơm đoàn viên", "on": "2027-02-06", "kind": "photo_story", "view": "week"}
    answer = client.post(reverse("newsroom:plan_piece", args=[desk.pk]), fields)
    assert answer.url == f"/newsroom/calendar/?desk={desk.unit_id}&day=2027-02-06&view=week"
    line = PlannedPiece.objects.get()
    client.post(reverse("newsroom:move_planned", args=[line.pk]), {"on": "2027-02-07"})
    assert PlannedPiece.objects.get().on == date(2027, 2, 7)
    answer = client.post(reverse("newsroom:start_planned", args=[line.pk]), {"section": section.pk})
    made = Piece.objects.get()
    assert (answer.url, made.kind) == (reverse("wagtailsnippets_newsroom_piece:edit", args=[made.pk]), "photo_story")
    client.post(reverse("newsroom:remove_planned", args=[line.pk]))
    assert PlannedPiece.objects.count() == 1


@pytest.mark.parametrize("fields", [
    {"title": "", "on": "2027-02-06", "kind": "article"}, {"title": "A", "on": "hôm qua", "kind": "article"},
    {"title": "A", "on": "2027-02-06", "kind": "poem"}, {},
])  # fmt: skip
def test_odd_input_writes_nothing_and_is_explained(house, fields):
    client, desk = signed_in(house.editors[house.province]), house.province.desk
    fields = {**fields, "note": "Mời nhiếp ảnh"}
    page = client.post(reverse("newsroom:plan_piece", args=[desk.pk]), fields)
    assert (page.status_code, PlannedPiece.objects.count()) == (422, 0)
    assert "field__error" in page.content.decode()
    assert "Mời nhiếp ảnh" in page.content.decode()


def test_a_stranger_finds_no_calendar_and_no_line(house):
    line, client = planned(house), signed_in(house.outsider)
    assert client.get(reverse("newsroom:calendar"), {"desk": house.province.pk}).status_code == 404
    for name in ("move_planned", "remove_planned", "start_planned"):
        assert client.post(reverse(f"newsroom:{name}", args=[line.pk]), {"on": "2027-02-07"}).status_code == 404
        assert client.get(reverse(f"newsroom:{name}", args=[line.pk])).status_code == 405
    assert "Trực Tết" not in client.get(reverse("newsroom:calendar"), {"day": "2027-02-06"}).content.decode()


@pytest.mark.parametrize("asked", [{}, {"view": "week"}, {"print": "1"}, {"day": "2026-12-31"}, {"day": "2027-01-01"}])
def test_month_week_and_print_are_shown(house, asked):
    client = signed_in(house.editors[house.province])
    planned(house)
    page = client.get(reverse("newsroom:calendar"), {"day": "2027-02-06", **asked})
    assert page.status_code == 200
    assert ("Trực Tết ở nhà máy" in page.content.decode()) == ("day" not in asked)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2027-02-30", "x"])
def test_a_day_no_calendar_has_is_not_found(house, day):
    assert signed_in(house.editors[house.province]).get(reverse("newsroom:calendar"), {"day": day}).status_code == 404


def test_a_full_month_costs_no_more_queries_than_a_thin_one(house):
    client, address = signed_in(house.editors[house.province]), reverse("newsroom:calendar")
    counts = []
    for more in (1, 12):
        for number in range(more):
            planned(house, on=TET + timedelta(days=number), assignee=house.editors[house.province])
        client.get(address, {"day": "2027-02-06"})
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(address, {"day": "2027-02-06"})
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_who_edits_nowhere_is_told_so(house):
    from_unit = signed_in(house.outsider)
    house.other.desk.delete()
    assert from_unit.get(reverse("newsroom:calendar")).status_code == 200


def test_today_is_in_view_when_no_day_is_asked(house):
    page = signed_in(house.editors[house.province]).get(reverse("newsroom:calendar")).content.decode()
    assert f'data-day="{timezone.localdate():%Y-%m-%d}"' in page
