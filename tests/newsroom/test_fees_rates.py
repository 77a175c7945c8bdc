"""A desk's rates: a change ends the old one, months that are over stand, and only publishers set them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import make_aware

from sumvay.audit.models import Entry
from sumvay.newsroom import services
from sumvay.newsroom.models import Desk, FeeRate
from sumvay.newsroom.services.fees import RatesNotYours, SheetClosed
from sumvay.org.models import Appointment
from tests.factories.newsroom import editing_house
from tests.factories.org import officer_of
from tests.newsroom.fee_house import rate

pytestmark = pytest.mark.django_db
NOW = make_aware(datetime(2026, 3, 20, 9))


@pytest.fixture
def house():
    house = editing_house()
    house.desk = Desk.objects.get(unit=house.province)
    house.editor = house.editors[house.province]
    return house


def set_rate(actor, desk, on, **fields):
    said = {"kind": "news", "coefficient": Decimal("2.5"), "unit_of_fee": 120_000, "points": 2, **fields}
    return services.set_rate(actor=actor, desk=desk, on=on, now=NOW, **said)


def spans(desk, kind="news"):
    rows = FeeRate.objects.filter(desk=desk, kind=kind).order_by("valid")
    return [(row.coefficient, row.valid.lower, row.valid.upper) for row in rows]


def test_a_change_ends_the_old_rate(house):
    rate(house.province, "news", "1", since=date(2025, 1, 1))
    rate(house.province, "article", "4", since=date(2025, 1, 1))
    set_rate(house.editor, house.desk, date(2026, 4, 1))
    assert spans(house.desk) == [
        (Decimal("1"), date(2025, 1, 1), date(2026, 4, 1)),
        (Decimal("2.5"), date(2026, 4, 1), None),
    ]
    assert spans(house.desk, "article") == [(Decimal("4"), date(2025, 1, 1), None)]
    entry = Entry.objects.get(action="fee_rate.set")
    assert (entry.actor_id, entry.unit_id, entry.changes["coefficient"]) == (house.editor.pk, house.province.pk, "2.5")


def test_a_rate_between_two_ends_before_the_next(house):
    rate(house.province, "news", "1", since=date(2025, 1, 1), until=date(2026, 6, 1))
    rate(house.province, "news", "3", since=date(2026, 6, 1))
    set_rate(house.editor, house.desk, date(2026, 4, 1))
    assert [span[1:] for span in spans(house.desk)] == [
        (date(2025, 1, 1), date(2026, 4, 1)),
        (date(2026, 4, 1), date(2026, 6, 1)),
        (date(2026, 6, 1), None),
    ]


def test_the_first_rate_ends_before_one_to_come_and_may_begin_with_the_running_month(house):
    rate(house.province, "news", "3", since=date(2026, 6, 1))
    set_rate(house.editor, house.desk, date(2026, 3, 1))
    assert [span[1:] for span in spans(house.desk)] == [(date(2026, 3, 1), date(2026, 6, 1)), (date(2026, 6, 1), None)]


def test_twice_for_one_day_replaces(house):
    set_rate(house.editor, house.desk, date(2026, 4, 1))
    set_rate(house.editor, house.desk, date(2026, 4, 1), coefficient=Decimal("3"))
    assert spans(house.desk) == [(Decimal("3"), date(2026, 4, 1), None)]


def test_months_that_are_over_keep_their_rates(house):
    rate(house.province, "news", "1", since=date(2025, 1, 1))
    with pytest.raises(SheetClosed, match="01/03/2026"):
        set_rate(house.editor, house.desk, date(2026, 2, 28))
    set_rate(house.editor, house.desk, date(2026, 3, 1))
    assert len(spans(house.desk)) == 2


def test_a_month_that_is_over_gets_no_rate_where_there_was_none(house):
    rate(house.province, "article", "4", since=date(2025, 1, 1))
    with pytest.raises(SheetClosed, match="01/03/2026"):
        set_rate(house.editor, house.desk, date(2026, 2, 28))
    assert spans(house.desk) == []
    assert not Entry.objects.filter(action="fee_rate.set").exists()


def test_the_screen_says_that_the_month_is_closed(house):
    client = Client()
    client.force_login(house.editor)
    typed = {"kind": "news", "coefficient": "1", "unit_of_fee": "100000", "points": "1", "on": "2025-12-31"}
    page = client.post(f"{reverse('newsroom:fee_rates')}?desk={house.province.pk}", typed).content.decode()
    assert "Mức của các tháng đã qua được giữ nguyên." in page
    assert not FeeRate.objects.exists()


def test_who_does_not_publish_there_sets_nothing(house):
    helper = officer_of(house.province, Appointment.Post.COMMUNICATIONS)
    for officer in (helper, house.outsider, house.editors[house.ward]):
        with pytest.raises(RatesNotYours):
            set_rate(officer, house.desk, date(2026, 4, 1))
    assert not FeeRate.objects.exists()


def test_the_screen_sets_a_rate_as_typed(house):
    client = Client()
    client.force_login(house.editor)
    address = f"{reverse('newsroom:fee_rates')}?desk={house.province.pk}"
    typed = {
        "kind": "news",
        "coefficient": "1,5",
        "unit_of_fee": "120 nghìn",
        "points": "2",
        "on": timezone.localdate().isoformat(),
    }
    assert client.post(address, typed).status_code == 302
    row = FeeRate.objects.get()
    assert (row.coefficient, row.unit_of_fee, row.points) == (Decimal("1.5"), 120_000, 2)
    page = client.get(address).content.decode()
    assert "120.000 đồng" in page
    for odd in (
        {"coefficient": "1,555"},
        {"coefficient": "-1"},
        {"coefficient": "99999"},
        {"unit_of_fee": "9 tỷ"},
        {"points": "-1"},
    ):
        answer = client.post(address, {**typed, **odd})
        assert answer.status_code == 200
        assert 'class="field__error"' in answer.content.decode()
    assert FeeRate.objects.count() == 1


def test_whoever_only_edits_sees_the_rates_without_a_form(house):
    rate(house.province)
    helper = officer_of(house.province, Appointment.Post.COMMUNICATIONS)
    client = Client()
    client.force_login(helper)
    page = client.get(reverse("newsroom:fee_rates")).content.decode()
    assert "100.000 đồng" in page
    assert 'name="coefficient"' not in page
    assert client.post(reverse("newsroom:fee_rates"), {"kind": "news"}).status_code == 404
    client.force_login(house.outsider)
    assert client.get(reverse("newsroom:fee_rates"), {"desk": house.province.pk}).status_code == 404
