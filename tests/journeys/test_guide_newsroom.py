"""The guide's chapter on news says what the screens show: from a unit's phone over the desks to readers."""

from tests.journeys.guide_pictures import keep, offers, says, snap


def test_news_is_sent_from_a_phone_and_followed(phone, enter):
    enter(phone, "coso", "/newsroom/mine/")
    phone.get_by_role("button", name="Viết tin bài mới").click()
    says(phone, "Thể loại gửi", "Thêm ảnh", "Bài có nói về bệnh tật, hoàn cảnh khó khăn của người được nêu tên")
    offers(phone, "Xem lại và gửi")
    phone.get_by_label("Tiêu đề").fill("Bữa sáng cho chuyến xe đầu tiên")
    phone.get_by_label("Nội dung").fill("Bốn giờ sáng, tổ công đoàn nấu 60 suất xôi cho lái xe và phụ xe chuyến đầu.")
    phone.evaluate("scrollTo(0, 0)")
    writing = snap(phone)
    # Sent by the page itself: leaving it at once would break that off
    with phone.expect_response(lambda answer: answer.request.method == "POST"):
        phone.get_by_role("button", name="Lưu", exact=True).click()
    phone.goto("/newsroom/mine/")
    says(phone, "Bữa sáng cho chuyến xe đầu tiên", "Đang viết", "Ở tòa soạn", "Đã đăng", "Không dùng, đã rút")
    keep("co-so-gui-tin", writing, snap(phone))
    phone.get_by_role("link", name="Đội xe Đường Xanh bảo dưỡng").first.click()
    says(phone, "lượt đọc", "Đường đi của tin bài")


def test_the_desk_takes_an_item_and_sees_its_twin(desk, enter):
    desk.set_viewport_size({"width": 1280, "height": 860})
    enter(desk, "phuong", "/newsroom/")
    says(desk, "Mới", "Của tôi", "Đang chờ", "Dự kiến", "Đã chuyển lên", "Giống 1 tin khác", "Có người rút đồng ý")
    offers(
        desk, "Viết bài", "Bài đã đăng", "Lịch biên tập", "Bản tin trong ngày", "Bảng nhuận bút", "Thiết lập tòa soạn"
    )
    keep("ban-bien-tap", snap(desk))
    desk.get_by_role("link", name="Hợp tác xã Vận tải Sông Con góp năm xe").click()
    says(desk, "Giống tin khác", "Chuyển lên trên", "Trả lại tác giả", "Không sử dụng")
    desk.get_by_role("button", name="Nhận tin").click()
    offers(desk, "Trả về hàng chờ", "Lưu bản sửa")
    desk.locator("summary", has_text="Dựng thành bài").click()
    desk.get_by_role("button", name="Dựng bài").click()
    desk.wait_for_url("**/edit/**")
    says(desk, "Nội dung", "Vị trí và thời gian", "Nguồn tin và sự đồng ý")
    offers(desk, "Lưu bản nháp")


def test_a_piece_is_written_and_handed_in(desk, enter):
    desk.set_viewport_size({"width": 1280, "height": 900})
    enter(desk, "editor", "/newsroom/published/")
    says(desk, "Đính chính", "Gỡ bài")
    row = desk.locator("article", has_text="Không ai bị bỏ lại khi Tết đến")
    row.locator("a[href*='/edit/']").click()
    desk.get_by_role("button", name="Thao tác khác").click()
    says(desk, "Gửi duyệt (Ban biên tập trang tin)", "Sa-pô", "Ảnh chính")
    desk.evaluate("Promise.allSettled(document.getAnimations().map(one => one.finished))")
    keep("soan-bai", snap(desk))
    desk.keyboard.press("Escape")
    desk.get_by_role("tab", name="Vị trí và thời gian").click()
    says(desk, "Không đăng trước")
    desk.get_by_role("button", name="Hiện hoặc ẩn trạng thái").click()
    offers(desk, "Đặt lịch")


def test_the_bulletin_of_the_day_is_arranged(desk, enter):
    enter(desk, "editor-in-chief", "/newsroom/bulletins/")
    offers(desk, "Soạn bản tin hôm nay")
    desk.get_by_role("link", name="Bản tin ngày").click()
    says(desk, "Trong bản tin", "Tin, bài khác trong ngày")
    # What else came out on its day depends on the hour the demo was made; words find a piece at any
    desk.get_by_role("searchbox", name="Tìm tin, bài để thêm").fill("chuyến xe")
    desk.keyboard.press("Enter")
    says(desk, "Thêm")
    keep("ban-tin", snap(desk))
    desk.goto("/newsroom/calendar/")
    says(desk, "Thêm vào kế hoạch", "Tuần")
    desk.goto("/newsroom/fees/")
    offers(desk, "Điểm cộng tác", "Chỉ tiêu tin, bài", "Mức nhuận bút", "Tệp Excel")


def test_readers_find_without_accents_and_share(desk, phone, demo):
    desk.set_viewport_size({"width": 1280, "height": 844})
    desk.goto("/")
    says(desk, "Dành cho cán bộ công đoàn", "Nhận bản tin qua thư điện tử", "Nguồn tin RSS")
    phone.goto("/")
    keep("trang-tin", snap(desk), snap(phone))
    phone.goto("/tim/?q=chuyen+xe")
    says(phone, "Bốn mươi hai chuyến xe nghĩa tình", "Lọc kết quả")
    phone.get_by_role("link", name="Bốn mươi hai chuyến xe nghĩa tình").first.click()
    offers(phone, "Facebook", "Zalo", "Sao chép liên kết", "In")
