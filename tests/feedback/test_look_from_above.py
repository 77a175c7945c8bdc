"""The list of messages from below: its order, and what narrows it."""

import pytest
from django.urls import reverse

from sumvay.feedback.models import Case
from tests.factories.feedback import answering_house, sorted_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return answering_house()


def risen(unit, text="Xưởng nóng", **changes):
    case = sorted_case(unit, text, may_rise=True)
    Case.objects.filter(pk=case.pk).update(**changes)
    return case.pk


def listed(client, officer, **asked):
    client.force_login(officer)
    return [case.pk for case in client.get(reverse("feedback:above"), asked).context["page"].object_list]


def test_urgent_ones_stand_first_then_the_oldest(house, client):
    oldest, newer = risen(house.unit), risen(house.unit)
    urgent = risen(house.unit, is_urgent=True, urgent_why="tai nạn")
    assert listed(client, house.chair) == [urgent, oldest, newer]


def test_words_unit_and_subject_narrow_the_list(house, client):
    water = risen(house.unit, "Nước uống đục", categories=["doi_song", "atvsld"])
    ward = risen(house.ward, "Nước uống ở trụ sở")
    pay = risen(house.unit, "Chậm lương", categories=["luong"])
    risen(house.other, "Nước uống nơi khác")
    assert listed(client, house.chair, q="nuoc uong") == [water]
    assert listed(client, house.chair, category="atvsld") == [water]
    assert listed(client, house.head, unit="phuong an") == [ward]
    assert listed(client, house.chair, unit="may thu") == [water, pay]
    assert listed(client, house.chair, q="không có từ này") == []
    part = client.get(reverse("feedback:above"), {"q": "nuoc"}, headers={"HX-Request": "true"}).text
    assert "Nước uống đục" in part
    assert "<html" not in part


def test_nobody_is_found_by_what_is_masked(house, client):
    case = risen(house.unit, "Tôi là Lò Thị Mến, gọi 0912345678, công ty nợ lương.")
    assert listed(client, house.chair, q="no luong") == [case]
    for hidden in ("0912345678", "lo thi men", "Mến"):
        assert listed(client, house.chair, q=hidden) == []
