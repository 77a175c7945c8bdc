"""The guide's chapter on members' messages says what the screens show: from a worker's phone up to the province."""

from ops.demo import PASSPHRASE
from sumvay.feedback.models import Issue, Warning
from sumvay.org.models import Unit
from tests.journeys.guide_pictures import keep, offers, says, snap

ASK = "Xe số 8 ghế lái gãy tựa, tôi báo hai lần mà chưa ai sửa, chạy đêm đau lưng lắm."
FIVE_WORDS = ["Đã nhận", "Đang xác minh", "Đã làm việc với công ty", "Đã chuyển", "Có kết quả"]


def to_the_top(page, selector: str, above: int = 96) -> None:
    """Scroll so that what is meant stands below the bar."""
    page.locator(selector).first.evaluate(
        "(one, above) => scrollTo(0, one.getBoundingClientRect().top + scrollY - above)", above
    )


def test_a_member_writes_on_a_phone_and_comes_back_with_the_key(phone, demo):
    phone.emulate_media(reduced_motion="reduce")
    phone.goto("/y-kien/")
    phone.get_by_role("searchbox").fill("duong xanh")
    phone.keyboard.press("Enter")
    phone.get_by_role("link", name="Công ty TNHH Vận tải Đường Xanh").click()
    says(phone, "Trước khi viết", "Ai đọc ý kiến này", "Không phải là đơn")
    phone.locator("textarea[name=text]").fill(ASK)
    phone.get_by_role("checkbox", name="Việc khác").check()
    to_the_top(phone, "form .field__label", 16)
    writing = snap(phone)
    phone.get_by_role("button", name="Gửi ý kiến").click()
    # Whoever is quicker than people are is asked to press once more
    while phone.locator(".form-errors").count():
        phone.get_by_role("button", name="Gửi ý kiến").click()
    says(phone, "Mã chỉ hiện lần này", *FIVE_WORDS)
    keep("nguoi-gui-y-kien", writing, snap(phone))
    key = phone.inner_text("#receipt-key")
    phone.goto("/y-kien/tra-loi/")
    phone.locator("#key").fill(key)
    phone.get_by_role("button", name="Xem trả lời").click()
    says(phone, ASK, "Viết thêm", "Đề nghị sửa hoặc xóa", *FIVE_WORDS)


def test_an_officer_sorts_and_answers_at_the_desk(desk, enter):
    desk.set_viewport_size({"width": 1280, "height": 900})
    enter(desk, "phuong", "/cases/")
    offers(desk, "Cảnh báo sớm", "Kho câu trả lời", "Sổ tiếp đoàn viên, người lao động", "Thời hạn trả lời")
    desk.get_by_role("link", name="Kho lạnh siêu thị mùi gas").click()
    desk.wait_for_selector("#case [data-case]")
    says(desk, "Khẩn: mùi gas", "Phân loại", "Ghi chú nội bộ", "Chuyển cơ quan ngoài công đoàn", "Để riêng")
    says(desk, "Xem người gửi và toàn văn", "Nhận xử lý", "Gửi trả lời")
    keep("ban-y-kien", snap(desk))
    desk.goto("/cases/receptions/")
    says(desk, "Ngô Thị Sâm", "Chờ ý kiến chỉ đạo")


def test_an_issue_goes_up_and_its_answer_comes_down(desk, enter):
    desk.set_viewport_size({"width": 1280, "height": 900})
    raised = Issue.objects.get(unit__code="SH", below__unit__code="SH-BL")
    enter(desk, "tinh", f"/cases/issues/{raised.pk}/")
    says(desk, "Quá trình qua các cấp", "Cam kết trước ngày", "Công đoàn phường Bãi Lúa", "Do cấp dưới chuyển lên")
    keep("van-de-tu-cap-duoi", snap(desk))
    answered = Issue.objects.get(unit__code="SH", below__below__isnull=False)
    desk.goto(f"/cases/issues/{answered.pk}/")
    says(desk, "Công đoàn xã Gò Vải", "Luật An toàn, vệ sinh lao động 2015, Điều 16")


def test_everybody_reads_what_was_promised_and_kept(desk, phone, demo):
    desk.goto("/cam-ket/SH/")
    says(desk, "Cam kết của Liên đoàn Lao động tỉnh Sông Hồng", "Đã thực hiện đúng hạn")
    phone.goto("/hoi-dap/")
    says(phone, "Làm việc ban đêm được trả thêm bao nhiêu?", "Bộ luật Lao động 2019, Điều 98")
    keep("bang-cam-ket", snap(desk), snap(phone, height=800))


def test_a_warning_is_read_and_acted_on(desk, enter):
    desk.set_viewport_size({"width": 1280, "height": 860})
    warning = Warning.objects.get(unit__code="KCN")
    enter(desk, "tinh", f"/cases/warnings/{warning.pk}/")
    says(desk, "Giày Bình An: thưởng Tết", "người trong 14 ngày", "Kết thúc")
    offers(desk, "Đánh dấu đã xem", "Bắt đầu xử lý")
    keep("canh-bao-som", snap(desk))


def test_the_synthesis_of_a_month_is_drawn_up(desk, enter):
    desk.set_viewport_size({"width": 1280, "height": 1100})
    enter(desk, "tinh", "/cases/synthesis/")
    says(desk, "Tổng hợp ý kiến đoàn viên", "dưới 5")
    offers(desk, "Lập báo cáo tổng hợp ý kiến", "Kỳ trước")
    keep("tong-hop-y-kien", snap(desk))


def test_what_is_sealed_opens_by_the_passphrase_alone(desk, enter):
    desk.set_viewport_size({"width": 1280, "height": 900})
    enter(desk, "tinh", "/cases/sealed/")
    desk.get_by_role("link", name="Ý kiến kín ngày").click()
    desk.get_by_label("Mật khẩu khóa").fill(PASSPHRASE)
    desk.get_by_role("button", name="Mở khóa").click()
    says(desk, "hai bảng lương", "Công ty TNHH Vận tải Đường Xanh", "có thể gửi sau giờ làm")
    keep("y-kien-kin", snap(desk))
    desk.goto(f"/cases/sealed/boxes/{Unit.objects.get(code='SH').pk}/")
    says(desk, "Ai đọc", "Chìa dự phòng", "Đinh Thị Quế", "Nhật ký của hộp")
