"""The confidential lane as it is seen: without scripts on a worker's phone, at the handler's desk, clean for axe."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.feedback.services import sealed_boxes, sealed_escrow
from tests.factories.files import photo
from tests.factories.org import UnitFactory, UnitKindFactory, officer_of
from tests.factories.sealed import PASSPHRASE, keyed, sealed_message, sealed_tree
from tests.portal.test_accessibility import faults_of

LONG = "CĐCS Công ty Trách nhiệm hữu hạn Một thành viên Đầu tư và Dịch vụ Công nghiệp Thượng Ưởng"


@pytest.fixture(scope="module")
def tree(server):
    """Boxes at three levels, one without a handler's key, one with an offered half, a long talk."""
    tree = sealed_tree()
    ward, now = tree.ward, timezone.now()
    tree.bare = UnitFactory(name=LONG, parent=ward.unit)
    keyless = officer_of(ward.unit, "communications", full_name="Nguyễn Thị Phương Uyên Khánh Linh")
    sealed_boxes.name_handler(actor=ward.chair, unit=ward.unit, officer=keyless, tied_to_employer=True, now=now)
    sealed_escrow.offer_half(actor=ward.chair, box=ward.box, passphrase=PASSPHRASE, now=now)
    text = "Kính gửi công đoàn,\n" + "Tổ trưởng bắt chúng tôi ký giấy trắng rồi trừ lương. " * 30
    tree.sent = sealed_message(ward.box, [ward.first], text, about=LONG, topic="to_cao", contents=[photo((900, 700))])
    tree.keyless = keyless
    return tree


@pytest.fixture
def without_scripts(browser, server):
    """A worker's phone on which no script runs."""
    context = browser.new_context(
        base_url=server.url, viewport={"width": 390, "height": 844}, locale="vi-VN", java_script_enabled=False
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    assert context.cookies() == []
    context.close()


def write(page, *, text="Bị ép làm thêm 4 giờ mỗi ngày", where="may thu nghiem", topic="luong"):
    """From the first page to the receipt, which it gives."""
    page.goto("/y-kien/kin/")
    page.fill("#where", where)
    page.check(f"input[name=topic][value={topic}]")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Nội dung", exact=False).fill(text) if page.get_by_label("Nội dung").count() else page.fill(
        "textarea[name=text]", text
    )
    page.get_by_role("button", name="Niêm phong và gửi").click()
    return page.locator(".sealed__code").inner_text()


def test_a_worker_writes_without_scripts_and_is_answered(tree, without_scripts, desk, sign_in):
    worker, text = without_scripts, "Bị ép làm thêm 4 giờ mỗi ngày"
    receipt = write(worker, text=text)
    assert re.fullmatch(r"(?:[A-Z2-7]{4}-){4}[A-Z2-7]{4}", receipt)

    sign_in(desk, tree.ward.first)
    desk.goto(reverse("feedback:sealed"))
    desk.get_by_label("Mật khẩu khóa").fill(PASSPHRASE)
    desk.get_by_role("button", name="Mở khóa").click()
    found = [link.get_attribute("href") for link in desk.locator(".row__title").all()]
    found = [address for address in found if str(tree.sent.case.pk) not in address]
    desk.goto(found[0])
    assert text in desk.locator("main").inner_text()
    desk.fill("textarea[name=text]", "Công đoàn phường đã làm việc với công ty.")
    desk.select_option("select[name=state]", "employer")
    desk.get_by_role("button", name="Lưu và báo người gửi").click()

    worker.goto("/y-kien/kin/tra-loi/")
    worker.fill("#receipt", receipt.lower().replace("-", ""))
    worker.get_by_role("button", name="Mở").click()
    assert "Công đoàn phường đã làm việc với công ty." in worker.locator("main").inner_text()
    assert receipt not in worker.url
    worker.fill("textarea[name=text]", "Cảm ơn, tháng này đã trả đủ.")
    worker.get_by_role("button", name="Niêm phong và gửi").click()
    desk.goto(found[0])
    assert "tháng này đã trả đủ" in desk.locator("main").inner_text()


def writers_pages(page, tree):
    """Each of the writer's pages, one after the other."""
    page.goto("/y-kien/kin/")
    yield "where"
    page.fill("#where", "cong ty")
    page.check("input[name=topic][value=khac]")
    page.get_by_role("button", name="Tiếp tục").click()
    yield "which"
    page.goto("/y-kien/kin/")
    page.fill("#where", "thuong uong")
    page.check("input[name=topic][value=to_cao]")
    page.get_by_role("button", name="Tiếp tục").click()
    yield "write"
    page.fill("textarea[name=text]", "x" * 3)
    for box in page.locator("input[name=reader]").all():
        box.uncheck()
    page.get_by_role("button", name="Niêm phong và gửi").click()
    yield "refused"
    write(page)
    yield "sent"
    page.goto("/y-kien/kin/tra-loi/")
    yield "receipt"
    page.fill("#receipt", tree.sent.receipt)
    page.get_by_role("button", name="Mở").click()
    yield "talk"


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (820, "dark"), (1280, "light")])
def test_no_page_of_the_writer_hurts_a_rule_or_sticks_out(tree, desk, scheme, width, tmp_path):
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 900})
    found = {}
    for name in writers_pages(desk, tree):
        if faults := faults_of(desk):
            found[name] = faults
        if desk.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found[f"{name} is wider than the screen"] = width
    assert found == {}


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (820, "light"), (1280, "dark")])
def test_no_screen_of_handlers_and_leaders_hurts_a_rule_or_sticks_out(tree, desk, sign_in, scheme, width):
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 900})
    found, ward = {}, tree.ward
    case = reverse("feedback:sealed_case", args=[tree.sent.case.pk])
    boxes = reverse("feedback:sealed_box", args=[ward.unit.pk])
    for person, addresses in (
        (tree.keyless, ["sealed", "sealed_key"]),
        (ward.chair, ["sealed", boxes]),
        (ward.vice, [boxes]),
        (ward.first, ["sealed", case, "unlock", "sealed", case, "sealed_key"]),
    ):
        sign_in(desk, person)
        for address in addresses:
            if address == "unlock":
                desk.get_by_label("Mật khẩu khóa").fill(PASSPHRASE)
                desk.get_by_role("button", name="Mở khóa").click()
                continue
            assert desk.goto(address if "/" in address else reverse(f"feedback:{address}")).status == 200, address
            if faults := faults_of(desk):
                found[address] = faults
            if desk.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found[f"{address} is wider than the screen"] = width
    assert found == {}


def test_a_leader_sets_a_box_up_from_nothing(tree, desk, sign_in):
    unit = UnitFactory(kind=UnitKindFactory(code="zone", is_grassroots=False), name="Công đoàn Khu công nghiệp Thử")
    chair, vice = keyed(officer_of(unit, full_name="Lê Văn Trưởng")), keyed(officer_of(unit, "vice_chair"))
    sign_in(desk, chair)
    desk.goto(reverse("feedback:sealed"))
    desk.get_by_role("link", name=unit.name).click()
    desk.select_option("select[name=first]", str(chair.pk))
    desk.select_option("select[name=second]", str(vice.pk))
    desk.get_by_role("button", name="Lập hộp kín").click()
    desk.select_option("select[name=officer]", str(vice.pk))
    desk.get_by_role("button", name="Phân công đọc").click()
    assert vice.full_name in desk.locator(".rows").inner_text()
