"""What members wrote about during a period, in figures that speak of nobody alone."""

from datetime import date, datetime, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import make_aware

from sumvay.feedback import selectors
from sumvay.feedback.models import Issue, ServiceTime
from sumvay.feedback.selectors import period_of
from sumvay.feedback.selectors.veils import Told, veil_parts
from sumvay.org import spans
from sumvay.org.models import SideLink
from tests.factories.feedback import answering_house
from tests.factories.listening import OCTOBER, wrote
from tests.factories.org import UnitFactory, UnitKindFactory

pytestmark = pytest.mark.django_db

ADDRESS = "?span=month&since=2026-10-01"


@pytest.fixture
def house():
    return answering_house()


def lines(unit, name, period=OCTOBER):
    found = selectors.synthesis_of(unit, period).lines[name]
    return {line.key: line for line in found}


@pytest.mark.parametrize(
    ("people", "shown"),
    [
        ([9, 6, 5], [9, 6, 5]),
        ([9, 6, 4], [9, None, None]),
        ([9, 0, 4], [None, 0, None]),
        ([4, 3, 0], [None, None, 0]),
        ([9, 3, 2], [None, None, None]),
        ([3], [None]),
    ],
)
def test_what_speaks_of_fewer_than_five_is_veiled_and_cannot_be_worked_out(people, shown):
    assert [told.cases for told in veil_parts(Told(number, number) for number in people)] == shown


def test_what_is_left_over_always_speaks_of_five_or_of_nothing():
    for one in range(8):
        for two in range(8):
            for three in range(8):
                parts = veil_parts([Told(one, one), Told(two, two), Told(three, three)])
                hidden = [was for was, told in zip((one, two, three), parts, strict=True) if told.veil]
                total = one + two + three
                assert len(hidden) != 1 or total < 5
                assert not hidden or sum(hidden) >= 5 or sum(hidden) == total


def test_one_who_writes_often_is_one(house):
    wrote(house.ward, 1, times=9, category="bhxh")
    wrote(house.ward, 8)
    told = lines(house.ward, "category")
    assert (told["bhxh"].now.cases, told["bhxh"].now.veil) == (None, "few")
    assert told["luong"].now.veil == "withheld"


def test_all_below_is_counted_and_nothing_beside(house):
    wrote(house.unit, 6)
    wrote(house.ward, 7)
    wrote(house.other, 20)
    assert selectors.synthesis_of(house.ward, OCTOBER).total.now == Told(13, 13)
    assert selectors.synthesis_of(house.province, OCTOBER).total.now == Told(33, 33)
    assert selectors.synthesis_of(house.unit, OCTOBER).total.now == Told(6, 6)


def test_change_is_told_where_both_figures_are(house):
    wrote(house.ward, 12)
    wrote(house.ward, 7, day=date(2026, 9, 30))
    wrote(house.ward, 6, category="bhxh")
    wrote(house.ward, 2, day=date(2026, 9, 30), category="bhxh")
    wrote(house.ward, 9, day=date(2026, 11, 1))
    told = selectors.synthesis_of(house.ward, OCTOBER)
    assert told.total.change == 9
    found = {line.key: line for line in told.lines["category"]}
    assert [found[key].now.cases for key in ("luong", "bhxh")] == [12, 6]
    assert [found[key].before.cases for key in ("luong", "bhxh")] == [None, None]
    assert found["luong"].change is None


def test_what_was_put_aside_is_not_counted(house):
    wrote(house.ward, 6)
    wrote(house.ward, 6, category="khac", put_aside_at=timezone.now())
    assert selectors.synthesis_of(house.ward, OCTOBER).total.now.cases == 6


def test_places_few_people_named_go_together_without_their_names(house):
    wrote(house.ward, 5, place="Khu công nghiệp Thử")
    wrote(house.ward, 3, place="kcn thu", day=date(2026, 10, 15))
    for n, place in enumerate(["Thôn Một", "Thôn Hai", "Thôn Ba"]):
        wrote(house.ward, 3, place=place, day=date(2026, 10, 10 + n))
    told = lines(house.ward, "place")
    assert {key: line.now.cases for key, line in told.items()} == {"Khu công nghiệp Thử": 8, "*": 9}


def test_kind_door_and_answer_are_counted_each_by_itself(house):
    nine = make_aware(datetime(2026, 10, 14, 9))
    wrote(house.ward, 7, kind="khieu_nai", door="email", first_answered_at=nine + timedelta(hours=20))
    wrote(house.unit, 6, first_answered_at=nine + timedelta(hours=30))
    wrote(house.ward, 5, category="bhxh", is_urgent=True, urgent_why="Lửa",
          first_answered_at=nine + timedelta(hours=3))  # fmt: skip
    assert {key: line.now.cases for key, line in lines(house.ward, "kind").items()} == {"khieu_nai": 7, "phan_anh": 11}
    assert {key: line.now.cases for key, line in lines(house.ward, "door").items()} == {"email": 7, "web_form": 11}
    assert {key: line.now.cases for key, line in lines(house.ward, "answer").items()} == {"kept": 7, "late": 11}


def test_the_units_own_promise_says_what_is_in_time(house):
    nine = make_aware(datetime(2026, 10, 14, 9))
    ServiceTime.objects.create(unit=house.province, kind="phan_anh", first_answer_hours=48, result_days=9)
    ServiceTime.objects.create(unit=house.other, kind="phan_anh", first_answer_hours=12, result_days=9)
    wrote(house.ward, 7, first_answered_at=nine + timedelta(hours=40))
    wrote(house.other, 6, first_answered_at=nine + timedelta(hours=13))
    wrote(house.ward, 5, category="bhxh", kind="hoi_dap", first_answered_at=nine + timedelta(hours=40))
    wrote(house.ward, 9, category="atvsld", is_urgent=True, urgent_why="Lửa",
          first_answered_at=nine + timedelta(hours=1))  # fmt: skip
    assert {key: line.now.cases for key, line in lines(house.province, "answer").items()} == {"kept": 16, "late": 11}


def test_kinds_of_units_and_sectors_are_counted_and_veiled(house):
    school = UnitFactory(parent=house.ward, kind=UnitKindFactory(code="truong-hoc", name="Công đoàn trường học"))
    teachers = UnitFactory(name="Công đoàn Giáo dục Thử")
    SideLink.objects.create(unit=school, beside=teachers, kind="sector", valid=spans.since(date(2026, 10, 10)))
    SideLink.objects.create(unit=house.unit, beside=house.other, kind="caretaker", valid=spans.since(date(2026, 1, 1)))
    wrote(house.ward, 9)
    wrote(school, 4)
    wrote(house.unit, 3)
    told = lines(house.ward, "sector")
    assert {key: line.now.cases for key, line in told.items()} == {"": None, teachers.name: None}
    assert told[teachers.name].now.veil == "few"
    wrote(school, 6, day=date(2026, 10, 2), category="bhxh")
    wrote(school, 2, day=date(2026, 10, 20), category="bhxh")
    assert {key: line.now.cases for key, line in lines(house.ward, "sector").items()} == {"": 18, teachers.name: 6}
    kinds = lines(house.ward, "unit_kind")
    assert kinds["Công đoàn trường học"].now.cases == 12


def test_weeks_are_veiled_like_the_rest(house):
    wrote(house.ward, 8, day=date(2026, 10, 6))
    wrote(house.ward, 6, day=date(2026, 10, 13))
    wrote(house.ward, 2, day=date(2026, 10, 20))
    weeks = {day: told.cases for day, told in selectors.synthesis_of(house.ward, OCTOBER).steps}
    monday = date(2026, 9, 28)
    assert list(weeks.values()) == [0, 8, None, None, 0]
    assert list(weeks) == [monday + timedelta(weeks=n) for n in range(5)]


def test_a_year_goes_by_month(house):
    wrote(house.ward, 8, day=date(2025, 8, 31))
    wrote(house.ward, 6, day=date(2025, 9, 1))
    year = period_of("year", date(2025, 1, 1))
    told = selectors.synthesis_of(house.ward, year)
    steps = {day: step.cases for day, step in told.steps}
    assert (len(steps), steps[date(2025, 8, 1)], steps[date(2025, 9, 1)]) == (12, 8, 6)
    assert selectors.finding(told, year) == "Nhiều nhất là tháng 08/2025: 8 ý kiến"


def test_issues_are_counted_where_they_were_raised_to_without_lines_of_few(house):
    now = timezone.now()
    above = Issue.objects.create(
        unit=house.ward, title="Chậm lương, gọi 0912345678", category="luong", state="open", created_at=now
    )
    raised = {"category": "luong", "state": "raised", "above": above, "raised_at": now, "created_at": now}
    below = Issue.objects.create(unit=house.unit, title="Lương", **raised)
    few = Issue.objects.create(unit=house.unit, title="Lương nữa", **raised)
    wrote(house.ward, 5, issue=above)
    wrote(house.unit, 6, issue=below)
    wrote(house.unit, 3, issue=few, day=date(2026, 10, 15))
    (top,) = selectors.synthesis_of(house.ward, OCTOBER).issues
    assert (top.pk, top.cases, top.members, top.units) == (above.pk, 11, 11, 2)
    assert top.title == "Chậm lương, gọi [số điện thoại]"
    (own,) = selectors.synthesis_of(house.unit, OCTOBER).issues
    assert (own.pk, own.members) == (below.pk, 6)


@pytest.mark.parametrize(("said", "content"), [(4, None), (5, 4.0)])
def test_how_content_senders_are_is_told_from_five_on(house, said, content):
    wrote(house.ward, 6)
    wrote(house.ward, said, category="bhxh", satisfied=4)
    assert selectors.synthesis_of(house.ward, OCTOBER).content == content


def test_figures_take_as_many_questions_for_much_as_for_little(house, django_assert_num_queries):
    for people in (5, 60):
        issue = Issue.objects.create(
            unit=house.unit, title="Lương", category="luong", state="open", created_at=timezone.now()
        )
        wrote(house.unit, people, day=date(2026, 10, people % 28 + 1), issue=issue)
        with django_assert_num_queries(13):
            selectors.synthesis_of(house.province, OCTOBER)


def test_the_page_and_its_sheet_tell_the_same_and_nobody_alone(house, client):
    wrote(house.ward, 12)
    wrote(house.ward, 9, category="atvsld", day=date(2026, 9, 8))
    wrote(house.ward, 3, category="bhxh", place="Thôn Kín")
    client.force_login(house.clerk)
    page = client.get(reverse("feedback:synthesis") + ADDRESS)
    words = page.content.decode()
    assert page.status_code == 200
    assert "Tháng 10/2026" in words
    assert "dưới 5" in words
    assert "Thôn Kín" not in words
    assert 'id="weeks-data"' in words
    sheet = client.get(reverse("feedback:synthesis_workbook") + ADDRESS)
    cells = [[cell.value for cell in row] for row in openpyxl.load_workbook(BytesIO(sheet.content)).active.iter_rows()]
    assert [row[2:4] for row in cells if row[1] == "Bảo hiểm xã hội"] == [["dưới 5", "dưới 5"]]
    assert next(row[2:6] for row in cells if row[1] == "Tất cả") == ["15", "15", "9", "+6"]


def test_a_page_without_messages_says_so(house, client):
    client.force_login(house.clerk)
    page = client.get(reverse("feedback:synthesis") + ADDRESS)
    assert page.status_code == 200
    assert "Không có ai gửi ý kiến" in page.content.decode()


def test_who_does_not_handle_messages_finds_nothing(house, client, django_user_model):
    wrote(house.ward, 12)
    client.force_login(django_user_model.objects.create_user(email="ai@thu.vn", full_name="Ai Đó"))
    for name in ("synthesis", "synthesis_workbook"):
        assert client.get(reverse(f"feedback:{name}")).status_code == 404
    client.force_login(house.outsider)
    told = client.get(reverse("feedback:synthesis") + ADDRESS).context["told"]
    assert told.total.now.cases == 0


def test_only_looking_is_possible(house, client):
    client.force_login(house.clerk)
    for name in ("synthesis", "synthesis_workbook"):
        assert client.post(reverse(f"feedback:{name}")).status_code == 405
