"""The user guide says what the screens show: every screen it describes is opened in the demo, and photographed."""

import re

from playwright.sync_api import expect

from sumvay.directives.models import Directive, Dispatch
from tests.journeys.guide_pictures import (
    CHAT,
    KEPT,
    LETTER,
    excel_list,
    guide_names,
    keep,
    offers,
    says,
    show_public_address,
    snap,
    words_on_screen,
)

HEAVIEST = 150_000


def of_unit(code: str, issuer: str) -> Dispatch:
    """What the unit received from the issuer."""
    return Dispatch.objects.get(unit__code=code, directive__unit__code=issuer, directive__kind="letter")


def directive_of(code: str) -> Directive:
    """The Tết letter of a unit."""
    return Directive.objects.get(unit__code=code, title__contains="Tết", status="issued")


# Province


def test_the_board_names_the_silent_branches(desk, enter):
    desk.set_viewport_size({"width": 1280, "height": 1420})
    enter(desk, "tinh", f"/desk/board/{directive_of('SH').pk}/")
    says(
        desk,
        "Nơi chưa phản hồi",
        "số đơn vị chưa phản hồi",
        "Công đoàn phường Cầu Đá",
        "Minh chứng mới",
        "Tính đến",
        "Tải về",
    )
    offers(desk, "Tin nhắn Zalo, gọi điện")
    assert desk.locator("canvas, .chart svg").count() >= 1
    lower_part = desk.get_by_role("heading", name="Theo đơn vị").bounding_box()
    desk.set_viewport_size({"width": 1280, "height": int(lower_part["y"]) - 24})
    keep("board", snap(desk))


def test_a_letter_from_above_is_read_and_becomes_assignments(desk, enter):
    enter(desk, "tinh", "/papers/receive/")
    desk.locator("textarea").fill(LETTER)
    offers(desk, "Đọc văn bản")
    desk.get_by_role("button", name="Đọc văn bản").click()
    desk.wait_for_url("**/review/")
    says(desk, "Kiểm tra nội dung đã đọc", "Số, ngày, địa danh")
    assert desk.locator("mark.passage").count() >= 8
    keep("lien-doan-kiem-tra", snap(desk))
    desk.get_by_role("button", name="Xác nhận và đi tiếp").click()
    desk.wait_for_url("**/directives/from-paper/**")
    says(desk, "Văn bản của đơn vị mình: phát hành", "Văn bản của cấp trên: triển khai bằng văn bản của đơn vị")
    desk.locator("button[value=superior]").click()
    desk.wait_for_url("**/edit/")
    says(desk, "Việc được giao và nơi nhận", "Gửi đến", "Tất cả đơn vị cấp dưới")
    offers(desk, "Thêm việc", "Lưu")
    desk.get_by_role("button", name="Lưu", exact=True).click()
    desk.get_by_role("link", name="Ký và cấp số văn bản").click()
    offers(desk, "Ký và cấp số", "Chỉ trình", "Sửa nội dung")
    keep("lien-doan-trinh-ky", snap(desk))
    desk.get_by_role("button", name="Ký và cấp số").click()
    offers(desk, "Phát hành cùng văn bản chỉ đạo")
    desk.get_by_role("link", name="Phát hành cùng văn bản chỉ đạo").click()
    expect(desk.get_by_role("button", name=re.compile(r"Phát hành đến \d+ đơn vị"))).to_be_visible()


def test_a_quick_ask_needs_no_letter(desk, enter):
    enter(desk, "tinh", "/directives/")
    desk.get_by_role("link", name="Báo cáo nhanh").click()
    says(desk, "Số liệu (từ một đến năm)", "Hằng ngày đến thời điểm đó", "Doanh nghiệp nợ lương, nợ thưởng")
    offers(desk, "Gửi yêu cầu")


def test_figures_are_gathered_closed_and_supplemented(desk, enter):
    enter(desk, "tinh", f"/directives/{directive_of('SH').pk}/")
    desk.get_by_role("link", name="Tổng hợp").click()
    desk.get_by_role("button", name="Bắt đầu tổng hợp").click()
    desk.wait_for_url("**/consolidations/**")
    says(desk, re.compile(r"\d+/\d+ đơn vị, tính đến"), "Kết quả nổi bật")
    desk.get_by_role("button", name="Ghim").first.click()
    desk.locator("tbody td a").first.click()
    expect(desk.locator("#contributors table")).to_be_visible()
    desk.evaluate("scrollTo(0, 0)")
    keep("lien-doan-tong-hop", snap(desk))
    desk.get_by_role("button", name="Chốt số liệu").click()
    desk.locator("dialog[open] .button--primary, dialog[open] .button--danger").first.click()
    says(desk, "Đã chốt số liệu", "Bổ sung số liệu đã chốt")
    offers(desk, "Lập văn bản báo cáo")


# Level between


def test_a_level_between_makes_its_own_paper_or_passes_on(desk, enter):
    waiting = Dispatch.objects.filter(directive=directive_of("SH"), unit__kind__is_grassroots=False, state="sent")
    received = waiting.exclude(unit__in=Directive.objects.values("unit")).first()
    enter(desk, received.unit.code.lower(), f"/directives/received/{received.pk}/")
    says(desk, "Liên đoàn Lao động tỉnh Sông Hồng", "Với các đơn vị cấp dưới")
    offers(desk, "Ban hành văn bản triển khai", "Chuyển tiếp nguyên văn")
    desk.get_by_role("link", name="Chuyển tiếp nguyên văn").click()
    offers(desk, "Chuyển tiếp")
    desk.goto(f"/directives/received/{received.pk}/")
    desk.get_by_role("button", name="Ban hành văn bản triển khai").click()
    says(desk, "Việc cấp trên giao: giữ nguyên nhiệm vụ, có thể sửa lời văn.", "Không áp dụng ở đây, vì")


def test_silent_units_are_called_and_reminded(desk, enter):
    enter(desk, "phuong", f"/directives/{directive_of('SH-BL').pk}/follow-up/")
    offers(desk, "Nhắc", "Tin nhắn Zalo kèm đường dẫn")
    keep("cap-tren-don-doc", snap(desk))
    desk.get_by_text("Ghi cuộc gọi").first.click()
    desk.locator("[name=note]").first.fill("đã gọi 15:10, hẹn mai báo cáo")
    desk.locator("[name=note]").first.press("Enter")
    says(desk, "đã gọi vừa xong: đã gọi 15:10, hẹn mai báo cáo")


def test_texts_for_zalo_open_without_a_password(desk, phone, enter, server):
    enter(desk, "phuong", f"/directives/{directive_of('SH-BL').pk}/follow-up/?state=sent")
    desk.locator("input[name=dispatch]").first.check()
    desk.get_by_role("button", name="Tin nhắn Zalo kèm đường dẫn").click()
    says(desk, "Gửi nhóm", "Gửi từng đơn vị")
    offers(desk, "Sao chép", "Mở Zalo")
    links = re.findall(r"/directives/[lg]/\S+", desk.locator("main").inner_text())
    show_public_address(desk)
    keep("cap-tren-zalo", snap(desk))
    for_group, for_unit = links[0], links[1]
    phone.goto(server.url + for_group)
    says(phone, "Đơn vị của đồng chí", "Số điện thoại hoặc e-mail đã đăng ký")
    offers(phone, "Gửi mã xác nhận")
    phone.goto(server.url + for_unit)
    phone.get_by_label("Người báo cáo").fill("Trần Thị Mận")
    door = snap(phone)
    phone.get_by_role("button", name="Mở", exact=True).click()
    says(phone, "Việc được giao", "Thông điệp chính", "Không áp dụng với đơn vị")
    offers(phone, "Nhận việc")
    keep("co-so-duong-dan", door, snap(phone))


def test_a_pasted_group_chat_is_read_before_anything_is_entered(desk, enter):
    desk.set_viewport_size({"width": 1280, "height": 960})
    enter(desk, "phuong", f"/reports/of/{directive_of('SH-BL').pk}/chat/")
    says(desk, "Dán tin nhắn nhóm")
    desk.locator("textarea").fill(CHAT)
    desk.get_by_role("button", name="Đọc tin nhắn").click()
    says(desk, "Bệnh viện Đa khoa Bãi Lúa")
    offers(desk, "Ghi nhận các mục đã chọn")
    keep("cap-tren-dan-tin-nhan", snap(desk))


def test_a_report_is_returned_accepted_or_corrected_on_behalf(desk, enter):
    enter(desk, "phuong", "/reports/?state=submitted")
    desk.locator(".row__title").first.click()
    offers(desk, "Tiếp nhận", "Mở để nhập")
    says(desk, "Trả lại để sửa")
    desk.get_by_role("link", name="Mở để nhập").click()
    says(desk, "nhập thay đơn vị; đơn vị sẽ được thông báo")


# Grassroots unit


def test_my_work_lists_what_is_due(phone, enter):
    enter(phone, "coso", "/desk/")
    says(phone, "Việc của tôi", "Văn bản mới", "Đã xong tuần này", re.compile(r"còn \d ngày"))
    offers(phone, "Thêm kết quả", "Gửi báo cáo")
    list_of_work = snap(phone)
    phone.get_by_role("link", name="Thêm kết quả").first.click()
    says(phone, "Nộp minh chứng", "Dán link", "Thêm ảnh", "Ghi hoạt động", "Viết ghi chú", "Thêm tệp")
    offers(phone, "Thêm đường dẫn", "Rút lại")
    keep("co-so-viec-cua-toi", list_of_work, snap(phone))


def test_the_report_takes_a_minute(phone, enter):
    received = of_unit("SH-BL-04", "SH-BL")
    enter(phone, "coso", f"/reports/fill/{received.pk}/")
    says(phone, "đã ghi nhận", "Số khác: ghi lý do", "Phần lời", "Đơn vị đã hoàn thành mọi việc được giao")
    counted = snap(phone)
    money = iter(["350 triệu", "25,5 triệu", "0"])
    for field in phone.locator(".ask__entry input:visible").all():
        if field.get_attribute("data-money"):
            field.fill(next(money))
        elif not field.input_value():
            phone.locator(f"[data-none-arising={field.get_attribute('id')}]").click()
    says(phone, "ba trăm năm mươi triệu đồng", "hai mươi lăm triệu năm trăm nghìn đồng")
    money_part = phone.get_by_text("Kinh phí từ tài chính công đoàn")
    money_part.evaluate("label => scrollTo(0, label.getBoundingClientRect().top + scrollY - 96)")
    keep("co-so-bao-cao", counted, snap(phone))
    phone.get_by_role("button", name="Gửi báo cáo").click()
    phone.wait_for_load_state()
    if phone.locator("[name=sure]").count():
        says(phone, "Đề nghị xem lại các số liệu sau")
        phone.locator("[name=sure]").check()
        phone.get_by_role("button", name="Gửi báo cáo").click()
    says(phone, "Báo cáo đã được gửi", "Ai xem được", "Công đoàn phường Bãi Lúa")
    offers(phone, "Sửa và gửi lại")


# Administration


def test_a_unit_has_its_officers_and_they_hand_over(desk, enter):
    enter(desk, "phuong", "/units/")
    desk.get_by_role("link", name="Công đoàn phường Bãi Lúa").first.click()
    says(desk, "Cán bộ", "Đơn vị trực thuộc", "Quy mô")
    offers(desk, "Thêm cán bộ")
    keep("quan-tri-don-vi", snap(desk))
    desk.get_by_role("link", name="Thêm cán bộ").click()
    says(desk, "Họ và tên", "Số điện thoại", "Chức vụ")
    offers(desk, "Ghi chức vụ")
    desk.go_back()
    desk.locator("#posts .row__title a").first.click()
    offers(desk, "Bàn giao cho người kế nhiệm", "Tạo đường dẫn mới", "Đổi số")
    desk.get_by_role("link", name="Bàn giao cho người kế nhiệm").click()
    says(desk, "Điện thoại người kế nhiệm", "Ngày người kế nhiệm nhận việc")


def test_an_excel_list_is_tried_before_it_is_taken_over(desk, enter):
    enter(desk, "phuong", "/units/import/")
    offers(desk, "Tải bảng mẫu", "Đọc tệp")
    desk.set_input_files("input[type=file]", excel_list())
    desk.get_by_role("button", name="Đọc tệp").click()
    says(desk, "Ý nghĩa các cột", "Tiêu đề trong tệp")
    desk.get_by_label("Loại của đơn vị mới").select_option(label="Công đoàn cơ sở")
    desk.get_by_label("Chức vụ của cán bộ").select_option(label="chủ tịch")
    desk.get_by_role("button", name="Xem trước thay đổi").click()
    says(desk, "Các dòng chưa nhập được", "Thiếu tên của đơn vị mới.")
    offers(desk, "Gửi tệp đã sửa", "Chọn lại cột")
    keep("quan-tri-nhap-excel", snap(desk))


def test_the_second_step_is_switched_on_in_the_account(desk, enter):
    enter(desk, "tinh", "/accounts/")
    says(desk, "Xác thực hai bước", "Chưa bật", "Đổi mật khẩu", "Ngôn ngữ")
    desk.get_by_role("link", name="Bật", exact=True).click()
    says(desk, "Ứng dụng xác thực")


# Questions


def test_a_dead_link_says_what_to_do(phone, demo):
    phone.goto("/directives/l/khong-con-dung/")
    says(phone, "Đường dẫn không còn dùng được")
    keep("hoi-dap-duong-dan", snap(phone, height=300))


# The guide itself


def test_every_picture_of_the_guide_is_kept_and_light():
    named = guide_names(r"!\[[^\]]{20,}\]\(pictures/([^)]+)\)")
    assert len(named) >= 10
    assert set(named) == {picture.name for picture in KEPT.glob("*.png")}
    assert [picture.name for picture in KEPT.glob("*.png") if picture.stat().st_size > HEAVIEST] == []


def test_every_button_of_the_guide_stands_on_a_screen():
    named = set(guide_names(r"\*\*(.+?)\*\*"))
    assert len(named) >= 50
    on_screen = words_on_screen()
    assert sorted(name for name in named if name.casefold() not in on_screen) == []
