"""A worker on a phone asks, sees how it stands, is answered; officers of two levels raise and answer for forty."""

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from sumvay.feedback import services
from sumvay.feedback.models import Case, Issue
from sumvay.org.models import Appointment
from tests.factories.org import UnitFactory, UnitKindFactory, officer_of
from tests.journeys.guide_pictures import keep, says, snap
from tests.portal.test_accessibility import faults_of

ASK = "Bữa ăn giữa ca ở Công ty May Sông Vân tuần này thiếu thịt, cơm nguội."
ALIKE = ["Cơm ca ở Công ty May Sông Vân nguội và thiếu thịt", "com ca cty May Song Van nguoi qua, it thit", ASK]
FIVE_WORDS = ["Đã nhận", "Đang xác minh", "Đã làm việc với công ty", "Đã chuyển", "Có kết quả"]
ANSWER = "Công ty nâng suất ăn ca lên 25.000 đồng từ ngày 01/12."
WIDTHS = (390, 820, 1280)


@pytest.fixture(scope="module")
def ward(module_database):
    kind = UnitKindFactory(code="ward", name="Công đoàn phường", is_grassroots=False)
    ward = UnitFactory(kind=kind, name="Công đoàn phường Sông Vân", code="SV")
    officer_of(ward, full_name="Lê Thị Hạnh")
    return ward


@pytest.fixture(scope="module")
def unit(ward):
    unit = UnitFactory(parent=ward, name="Công đoàn Công ty May Sông Vân", code="SV-01")
    officer_of(unit, full_name="Trần Văn Bình")
    return unit


def looked_at(page):
    """At three widths and by day and night nothing hurts a rule, nothing is cut off."""
    size = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            assert faults_of(page) == [], (width, scheme)
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), (width, page.url)
        keep(f"look-{re.sub(r'[^a-z0-9]+', '-', page.url.split('/', 3)[3]).strip('-')}-{width}", snap(page))
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(size)


def asks(phone, unit) -> str:
    phone.goto(f"/y-kien/{unit.code}/")
    phone.fill("textarea[name=text]", ASK)
    phone.check("input[name=topics][value=khac]")
    phone.get_by_role("button", name="Gửi ý kiến").click()
    # Whoever is quicker than people are is asked to press once more
    while phone.locator(".form-errors").count():
        phone.get_by_role("button", name="Gửi ý kiến").click()
    keep("nguoi-lao-dong-ma", snap(phone))
    says(phone, *FIVE_WORDS)
    return phone.inner_text("#receipt-key")


def comes_back(phone, key):
    phone.goto("/y-kien/tra-loi/")
    phone.fill("#key", key)
    phone.get_by_role("button", name="Xem trả lời").click()


def thirty_nine_more(unit):
    for number in range(39):
        services.receive_case(
            unit=unit, about_unit=unit, door="web_form", text=f"{ALIKE[number % 3]} Tổ {number}.", token=uuid.uuid4(),
            now=timezone.now() - timedelta(hours=1), may_rise=number % 5 == 0,
        )  # fmt: skip
    services.group_cases(now=timezone.now())
    first = Issue.objects.filter(unit=unit).first()
    chair = officer_at(unit)
    pks = list(Case.objects.filter(unit=unit).values_list("pk", flat=True))
    services.merge_cases(actor=chair, pks=pks, into=first, title="Bữa ăn ca nguội, thiếu thịt", now=timezone.now())
    return Issue.objects.filter(unit=unit).exclude(state="dismissed").get()


def officer_at(unit):
    return Appointment.objects.get(unit=unit, post="chair").officer


def raises(desk, title):
    desk.goto("/cases/issues/")
    says(desk, title, "40")
    looked_at(desk)
    desk.get_by_role("link", name=title).click()
    desk.get_by_role("button", name="Trích gửi cấp trên").first.click()
    desk.get_by_text("Chuyển lên cấp trên", exact=True).click()
    desk.get_by_label("Việc đơn vị đã giải quyết được").fill("Đã làm việc với nhà bếp.")
    desk.get_by_label("Kiến nghị với cấp trên").fill("Đề nghị đối thoại với công ty về suất ăn ca.")
    looked_at(desk)
    keep("van-de-chuyen-len", snap(desk))
    desk.get_by_role("button", name="Chuyển lên", exact=True).click()
    says(desk, "Công đoàn phường Sông Vân", "Rút về")


def answers(desk, title):
    desk.goto("/cases/issues/")
    desk.get_by_role("link", name=title).click()
    says(desk, "Đã làm việc với nhà bếp.", "Đề nghị đối thoại", "40")
    looked_at(desk)
    desk.get_by_label("Trả lời", exact=True).fill(ANSWER)
    desk.get_by_label("Căn cứ trả lời").fill("Biên bản đối thoại 12/BB")
    keep("van-de-tra-loi", snap(desk))
    desk.get_by_role("button", name="Gửi trả lời").click()
    says(desk, "40", ANSWER, "Mở lại")


def test_forty_ask_two_levels_answer_and_the_worker_reads_it(phone, desk, sign_in, unit, ward):
    key = asks(phone, unit)
    issue = thirty_nine_more(unit)

    sign_in(desk, officer_at(unit))
    raises(desk, issue.title)
    comes_back(phone, key)
    says(phone, "Đã chuyển Công đoàn phường Sông Vân")
    keep("nguoi-lao-dong-da-chuyen", snap(phone))

    sign_in(desk, officer_at(ward))
    answers(desk, Issue.objects.get(unit=ward).title)
    assert Case.objects.filter(state="resolved").count() == 40
    comes_back(phone, key)
    says(phone, ANSWER, "Biên bản đối thoại 12/BB", "Công đoàn phường Sông Vân trả lời ngày")
    expect(phone.locator("[aria-current=step]")).to_contain_text("Có kết quả")
    keep("nguoi-lao-dong-ket-qua", snap(phone))


def test_readers_find_answers_and_commitments(desk, ward):
    words = services.AnswerWords(
        category="luong", question="Chậm lương", answer="Chậm quá 15 ngày phải trả thêm tiền lãi.",
        source="Điều 97 Bộ luật Lao động 2019", is_public=True, public_question="Công ty chậm lương thì sao?",
    )  # fmt: skip
    answer = services.write_answer(actor=officer_at(ward), unit=ward, words=words, now=timezone.now())
    services.approve_answer(actor=officer_at(ward), answer=answer, edition=answer.edition, now=timezone.now())
    for address in ("/hoi-dap/?q=cham+luong", "/cam-ket/", f"/cam-ket/{ward.code}/", f"/don-vi/{ward.code}/"):
        desk.goto(address)
        looked_at(desk)
