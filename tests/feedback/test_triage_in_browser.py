"""The triage desk by keyboard alone: opened, sorted, taken in hand, laid aside, without a page being loaded anew."""

import pytest
from django.urls import reverse

from sumvay.feedback.models import Case
from tests.factories.feedback import answering_house, sorted_case


@pytest.fixture(scope="module")
def house(module_database):
    house = answering_house()
    house.cases = [sorted_case(house.ward, f"Thư số {n}, quạt xưởng hỏng") for n in range(3)]
    return house


def opened(page) -> int:
    return int(page.get_attribute("#case [data-case]", "data-case"))


def test_a_morning_at_the_desk_without_a_mouse(house, desk, sign_in):
    sign_in(desk, house.chair)
    desk.goto(reverse("feedback:triage"))
    desk.keyboard.press("j")
    desk.wait_for_selector("#case [data-case]")
    first = opened(desk)
    desk.keyboard.press("5")
    desk.wait_for_selector('#case [data-key="5"][aria-pressed="true"]')
    desk.keyboard.press("m")
    desk.wait_for_selector('#case [data-key="m"][value="nobody"]')
    desk.keyboard.press("j")
    desk.wait_for_selector(f'#case [data-case]:not([data-case="{first}"])')
    second = opened(desk)
    desk.keyboard.press("x")
    desk.select_option('#case select[data-key="x"]', "advertising")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    desk.wait_for_selector("#case .note--warn")
    desk.keyboard.press("t")
    desk.keyboard.type("xj")
    assert desk.input_value('#case textarea[data-key="t"]') == "xj"
    sorted_one, laid_aside = Case.objects.get(pk=first), Case.objects.get(pk=second)
    assert (sorted_one.category, sorted_one.assigned_to) == ("bhxh", house.chair)
    assert laid_aside.put_aside_at is not None


def test_kinds_and_ticks_have_keys_and_the_answer_leaves_by_keyboard(house, desk, sign_in):
    sign_in(desk, house.chair)
    desk.goto(reverse("feedback:triage"))
    desk.keyboard.press("j")
    desk.wait_for_selector("#case [data-case]")
    case = opened(desk)
    desk.keyboard.press("b")
    desk.wait_for_selector(".bulk:not([hidden])")
    assert desk.is_checked(f'input[name=case][value="{case}"]')
    desk.keyboard.press("e")
    desk.wait_for_selector('#case [data-key="e"][aria-pressed="true"]')
    desk.keyboard.press("t")
    desk.keyboard.type("Cong doan da nhan")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_selector(".said--officer")
    assert Case.objects.get(pk=case).kind == "kien_nghi"


def test_on_a_phone_the_queue_leads_to_a_page_of_one_message(house, phone, sign_in):
    sign_in(phone, house.chair)
    phone.goto(reverse("feedback:triage"))
    phone.locator("[data-key-open]").first.click()
    phone.wait_for_selector("#case [data-case]")
    assert not phone.locator(".desk__queue").is_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.fill("#case textarea[data-key=t]", "Công đoàn đã nhận, sẽ trả lời sớm.")
    phone.get_by_role("button", name="Gửi trả lời").click()
    phone.wait_for_selector(".said--officer")


def test_what_cannot_be_done_is_said_at_the_desk(house, desk, sign_in):
    case = sorted_case(house.ward, "Thư hỏi hai lần, nước uống đục")
    sign_in(desk, house.chair)
    desk.goto(reverse("feedback:case", args=[case.pk]))
    for _ in range(2):
        desk.fill("#case textarea[data-key=t]", "Công đoàn đã nhận.")
        desk.get_by_role("button", name="Gửi trả lời").click()
        desk.wait_for_selector(".said--officer")
    desk.wait_for_selector("#case .form-errors")
    assert "Người gửi đã nhận được câu trả lời này." in desk.inner_text("#case .form-errors")
    assert desk.input_value("#case textarea[data-key=t]") == "Công đoàn đã nhận."
    assert case.messages.count() == 1
