"""An early warning on a phone and at the office: read, acted on, closed with what came of it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.feedback.models import Warning
from tests.factories.feedback import answering_house

LONG = "Công ty Trách nhiệm hữu hạn Một thành viên Sản xuất Thương mại Dịch vụ Xuất nhập khẩu Tường An Phú Cường"


@pytest.fixture(scope="module")
def house(module_database):
    house = answering_house()
    for n, key in enumerate(["mot", "hai"]):
        Warning.objects.create(
            unit=house.ward, above=house.province, about="enterprise", key=key, name=f"{LONG} {n}", category="luong",
            week=timezone.localdate(), made_at=timezone.now(), cases=14, people=12, past=[0, 2, 7, 5, *[0] * 9],
            people_before=14,
        )  # fmt: skip
    return house


@pytest.mark.parametrize(("door", "width", "key"), [("phone", 390, "mot"), ("desk", 1280, "hai")])
def test_a_warning_is_read_acted_on_and_closed(house, request, sign_in, door, width, key):
    page, warning = request.getfixturevalue(door), Warning.objects.get(key=key)
    sign_in(page, house.head)
    page.goto(reverse("feedback:warnings"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name=warning.name).click()
    page.wait_for_selector("[data-chart] canvas")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Bắt đầu xử lý").click()
    page.wait_for_selector("textarea[name=note]:visible")
    page.fill("textarea[name=note]", "Công ty đã trả đủ lương.")
    page.get_by_role("button", name="Kết thúc").click()
    page.wait_for_url(f"**{reverse('feedback:warnings')}")
    warning.refresh_from_db()
    assert (warning.state, warning.note, warning.changed_by) == ("closed", "Công ty đã trả đủ lương.", house.head)
