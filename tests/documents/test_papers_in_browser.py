"""The room in a real browser: a letter is dropped in, checked with its passages lit, a paper is signed in one press."""

import pytest
from playwright.sync_api import expect

from sumvay.documents.models import OfficialPaper, Register
from tests.factories.documents import PaperFactory
from tests.factories.org import UnitFactory, UnitKindFactory, officer_of

pytestmark = pytest.mark.usefixtures("module_database")

LETTER = """LIÊN ĐOÀN LAO ĐỘNG TỈNH SÔNG VÂN
Số: 15/LĐLĐ
Sông Vân, ngày 11 tháng 11 năm 2025

V/v truyền thông chăm lo Tết

Kính gửi: Công đoàn các phường, xã.

Thực hiện Công văn số 28/TLĐ ngày 05/11/2025 của Tổng Liên đoàn Lao động Việt Nam về việc chăm lo Tết, Ban Thường vụ \
Liên đoàn Lao động tỉnh đề nghị các đơn vị truyền thông những nội dung sau:

* Truyền thông về Chợ Tết Công đoàn

- Nét đẹp văn hóa của Chợ Tết Công đoàn tại các cấp công đoàn.

- Giới thiệu gian hàng 0 đồng cho đoàn viên khó khăn.

* Ban Thường vụ đề nghị các đơn vị thực hiện:

+ Đăng ít nhất 02 tin, bài về Chợ Tết trên trang của đơn vị.

+ Tổng hợp phản ánh của đoàn viên về lương, thưởng Tết.

Báo cáo kết quả về Liên đoàn Lao động tỉnh qua email vanphong@songvan.example trước ngày 25/12/2025./.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Trần Thị Hòa
"""


@pytest.fixture
def ward():
    return UnitFactory(name="Công đoàn phường Thượng Hòa", kind=UnitKindFactory(code="ward"), paper_symbol="CĐTH")


@pytest.fixture
def chair(ward):
    return officer_of(ward, "chair", full_name="Trần Văn Đức")


def test_a_letter_is_dropped_in_checked_and_confirmed(desk, sign_in, chair, ward):
    sign_in(desk, chair)
    desk.goto("/papers/receive/")
    desk.set_input_files("input[type=file]", {"name": "15.txt", "mimeType": "text/plain", "buffer": LETTER.encode()})
    desk.get_by_role("button", name="Đọc văn bản").click()
    desk.wait_for_url("**/review/")

    number = desk.locator("#id_number")
    assert number.input_value() == "15"
    number.focus()
    assert desk.locator("mark[data-passage=number]").get_attribute("data-lit") is not None
    line = desk.locator("#review-line")
    before = line.inner_text()
    desk.get_by_role("button", name="Thêm nhiệm vụ").click()
    rows = desk.locator("textarea[name^=tasks-]")
    expect(rows).to_have_count(4)
    expect(rows.last).to_be_focused()
    rows.last.fill("Treo băng rôn tại cổng")
    expect(line).not_to_have_text(before)

    desk.get_by_role("button", name="Chỉ lưu").click()
    desk.wait_for_url("**/papers/*/")
    paper = OfficialPaper.objects.get(unit=ward)
    assert paper.confirmed_at is not None
    assert paper.fields["tasks"][-1] == "Treo băng rôn tại cổng"


def test_the_chair_signs_and_numbers_in_one_press(desk, sign_in, chair, ward):
    Register.objects.filter(unit=ward).delete()
    paper = PaperFactory(unit=ward)
    sign_in(desk, chair)
    desk.goto(f"/papers/{paper.pk}/")
    desk.get_by_role("button", name="Ký và cấp số").click()
    desk.wait_for_selector("text=01/KH-CĐTH")
    paper.refresh_from_db()
    assert (paper.state, paper.signer) == ("numbered", "Trần Văn Đức")


def test_on_a_phone_the_leader_returns_a_paper_with_a_remark(phone, sign_in, chair, ward):
    paper = PaperFactory(unit=ward, state="submitted")
    sign_in(phone, chair)
    phone.goto(f"/papers/{paper.pk}/")
    phone.get_by_label("Bút phê").fill("Bổ sung căn cứ")
    phone.get_by_role("button", name="Trả lại kèm ý kiến").click()
    phone.wait_for_selector("text=“Bổ sung căn cứ”")
    paper.refresh_from_db()
    assert paper.state == "returned"
