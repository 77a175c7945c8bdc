"""A single item's own coefficient: given with a reason, read on the sheet, in the workbook and by its author."""

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import make_aware
from python_calamine import CalamineWorkbook

from sumvay.audit.models import Entry
from sumvay.newsroom import services
from sumvay.newsroom.models import ContributionStep, Desk, OwnCoefficient
from sumvay.newsroom.selectors import fees as selectors
from sumvay.newsroom.services.fees import NoRate, RatesNotYours, ReasonMissing, SheetClosed
from sumvay.org.models import Appointment
from tests.factories.newsroom import editing_house
from tests.factories.org import officer_of
from tests.newsroom.fee_house import JANUARY, at, published, rate

pytestmark = pytest.mark.django_db
# The sheet of January is made up in February
NOW = make_aware(datetime(2026, 2, 5, 9))
WHY = "Ảnh độc quyền, đi hiện trường hai ngày"


@pytest.fixture
def house():
    house = editing_house()
    house.desk = Desk.objects.get(unit=house.province)
    house.editor = house.editors[house.province]
    house.editor.full_name = "Phạm Thị Biên"
    house.editor.save(update_fields=["full_name"])
    rate(house.province, "news", "1.5", 100_000, points=2)
    house.items = [published(house.units[0], house.province, at(day), title=f"Tin {day}") for day in (5, 6)]
    return house


def line_of(house, number=0):
    step = ContributionStep.objects.get(contribution=house.items[number], act="published", desk=house.province)
    return selectors.fee_line(house.desk, step.pk)


def give(house, coefficient="2.75", reason=WHY, actor=None, number=0, now=NOW):
    services.set_own_coefficient(
        actor=actor or house.editor, desk=house.desk, line=line_of(house, number), reason=reason, now=now,
        coefficient=None if coefficient is None else Decimal(coefficient),
    )  # fmt: skip


def amounts(house):
    return [(line.coefficient, line.amount, line.worth) for line in selectors.fee_lines(house.desk, JANUARY)]


def signed_in(officer):
    client = Client()
    client.force_login(officer)
    return client


def door(house):
    return reverse("newsroom:own_coefficient", args=[line_of(house).pk])


def test_it_counts_in_place_of_the_rate_for_that_item_alone(house):
    give(house)
    assert amounts(house) == [(Decimal("2.75"), 275_000, 2), (Decimal("1.50"), 150_000, 2)]
    assert selectors.fee_totals(house.desk, JANUARY)["fee"] == 425_000
    assert selectors.fees_by_kind(house.desk, JANUARY)[0]["fee"] == 425_000
    assert selectors.points_by_unit(house.desk, JANUARY)[0]["fee"] == 425_000
    own = OwnCoefficient.objects.get()
    assert (own.by, own.at, own.reason) == (house.editor, NOW, WHY)
    entry = Entry.objects.get(action="fee.own_coefficient")
    assert (entry.actor_id, entry.changes["coefficient"], "reason" in entry.changes) == (house.editor.pk, "2.75", False)


def test_zero_is_a_coefficient(house):
    give(house, "0", "Đã trả ở nơi khác")
    assert amounts(house)[0] == (Decimal("0.00"), 0, 2)


def test_empty_falls_back_to_the_rate_and_is_on_record(house):
    give(house)
    give(house, None, "")
    assert amounts(house)[0] == (Decimal("1.50"), 150_000, 2)
    entries = Entry.objects.filter(action="fee.own_coefficient").order_by("pk")
    assert [entry.changes["coefficient"] for entry in entries] == ["2.75", None]
    # Nothing to take back
    give(house, None, "")
    assert entries.count() == 2


def test_twice_the_same_changes_nothing_and_another_replaces_it(house):
    give(house)
    other = officer_of(house.province, Appointment.Post.EDITOR_IN_CHIEF)
    give(house, actor=other)
    assert OwnCoefficient.objects.get().by == house.editor
    assert Entry.objects.filter(action="fee.own_coefficient").count() == 1
    give(house, "3", "Tòa soạn thống nhất lại", actor=other)
    own = OwnCoefficient.objects.get()
    assert (own.coefficient, own.by, own.reason) == (Decimal("3.00"), other, "Tòa soạn thống nhất lại")


def test_two_desks_pay_each_by_its_own(house):
    step = {"contribution": house.items[0], "act": "published", "desk": house.ward}
    ContributionStep.objects.create(**step, at=at(7), title="Tin 5")
    rate(house.ward, "news", "1", 50_000)
    give(house)
    lines = selectors.fee_lines(Desk.objects.get(unit=house.ward), JANUARY)
    assert [line.amount for line in lines] == [50_000]


def test_without_a_reason_or_a_rate_there_is_none(house):
    for reason in ("", "   "):
        with pytest.raises(ReasonMissing):
            give(house, reason=reason)
    house.items.append(published(house.units[0], house.province, at(8), kind="video"))
    with pytest.raises(NoRate):
        give(house, number=2)
    assert not OwnCoefficient.objects.exists()


def test_a_sheet_is_made_up_until_the_month_after_it_is_over(house):
    give(house, now=make_aware(datetime(2026, 2, 28, 23, 59)))
    with pytest.raises(SheetClosed, match="01/02/2026"):
        give(house, None, "", now=make_aware(datetime(2026, 3, 1)))
    assert amounts(house)[0][1] == 275_000


def test_who_does_not_publish_there_gives_none(house):
    helper = officer_of(house.province, Appointment.Post.COMMUNICATIONS)
    for officer in (helper, house.outsider, house.editors[house.ward]):
        with pytest.raises(RatesNotYours):
            give(house, actor=officer)
        client = signed_in(officer)
        assert client.get(door(house)).status_code == 404
        assert client.post(door(house), {"coefficient": "9", "reason": WHY}).status_code == 404
    assert "/accounts/login/" in Client().get(door(house)).url
    assert not OwnCoefficient.objects.exists()


def test_what_is_no_line_of_a_sheet_is_not_there(house):
    received = house.items[0].steps.create(act="received", desk=house.province, at=at(4))
    for odd in (0, 999_999_999, received.pk):
        address = reverse("newsroom:own_coefficient", args=[odd])
        assert signed_in(house.editor).get(address).status_code == 404


@pytest.fixture
def this_month(house):
    """The same today, when the screen is used."""
    ContributionStep.objects.update(at=timezone.now())
    return timezone.localdate()


def test_it_is_given_on_the_screen_as_typed_and_stands_on_the_sheet(house, this_month):
    client = signed_in(house.editor)
    page = client.get(door(house)).content.decode()
    assert "Hệ số của thể loại" in page
    answer = client.post(door(house), {"coefficient": "2,75", "reason": WHY})
    sheet = f"{reverse('newsroom:fee_sheet', args=[this_month])}?desk={house.province.pk}"
    assert answer.url == sheet
    shown = client.get(sheet).content.decode()
    assert f"Hệ số riêng: {WHY} (Phạm Thị Biên, {this_month:%d/%m/%Y})" in shown
    assert "275.000" in shown
    assert WHY in client.get(door(house)).content.decode()
    client.post(door(house), {"coefficient": "", "reason": ""})
    assert "Hệ số riêng" not in client.get(sheet).content.decode()
    assert client.put(door(house)).status_code == 405


@pytest.mark.parametrize("odd", ["-1", "10000", "1,555", "hai", "1e5", "NaN", "9" * 40])
def test_an_odd_number_is_an_error_of_its_field(house, this_month, odd):
    page = signed_in(house.editor).post(door(house), {"coefficient": odd, "reason": WHY}).content.decode()
    assert 'class="field__error"' in page
    assert not OwnCoefficient.objects.exists()


def test_a_number_without_a_reason_is_a_sentence(house, this_month):
    page = signed_in(house.editor).post(door(house), {"coefficient": "2", "reason": " "}).content.decode()
    assert "Xin ghi lý do dùng hệ số khác." in page
    assert not OwnCoefficient.objects.exists()


def test_who_only_edits_reads_it_on_the_sheet_without_a_way_to_change_it(house):
    give(house)
    helper = signed_in(officer_of(house.province, Appointment.Post.COMMUNICATIONS))
    page = helper.get(reverse("newsroom:fee_sheet", kwargs={"month": JANUARY})).content.decode()
    assert f"Hệ số riêng: {WHY}" in page
    assert reverse("newsroom:own_coefficient", args=[line_of(house).pk]) not in page


def test_the_workbook_says_why_by_whom_and_when(house):
    give(house)
    address = reverse("newsroom:fee_workbook", kwargs={"month": JANUARY})
    answer = signed_in(house.editor).get(address)
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    first, second, total = rows[3:6]
    assert first[7:12] == [2.75, 100_000, 275_000, 2, f"{WHY}, Phạm Thị Biên, 05/02/2026"]
    assert (second[7], second[11], total[9]) == (1.5, "", 425_000)


def test_its_author_reads_coefficient_and_reason_and_colleagues_do_not(house):
    give(house)
    unit = house.units[0]
    author, colleague = officer_of(unit), officer_of(unit)
    item = house.items[0]
    type(item).objects.filter(pk=item.pk).update(author=author)
    said = f"Hệ số nhuận bút: 2,75 ({WHY})"
    for officer, reads in ((author, True), (colleague, False)):
        page = signed_in(officer).get(reverse("newsroom:contribution", args=[item.pk]))
        assert (page.status_code, said in page.content.decode()) == (200, reads)


def test_the_way_back_leads_to_the_month_as_it_is_here(house):
    """Half past midnight here is the day before where clocks are kept."""
    moment = datetime(2026, 1, 31, 17, 30, tzinfo=UTC)
    ContributionStep.objects.filter(contribution=house.items[0]).update(at=moment)
    page = signed_in(house.editor).get(door(house)).content.decode()
    assert reverse("newsroom:fee_sheet", args=[datetime(2026, 2, 1, tzinfo=UTC)]) in page
