"""What units of the demo have sent to their desks, and how far each has come."""

from typing import NamedTuple


class Sent(NamedTuple):
    """One contribution; `consent` names who agreed, in the picture when there is a scene, else in the text."""

    unit: str
    kind: str
    fate: str
    days: float
    title: str
    text: str
    place: str = ""
    scene: str = ""
    consent: str = ""
    speaker: str = ""
    remark: str = ""
    piece: str = "article"


SENT = [
    Sent("SH-BL-04", "news", "published", 6.0, "Đội xe Đường Xanh bảo dưỡng xong hai mươi xe phục vụ Tết",
         "Sau hai tuần, toàn bộ hai mươi xe tham gia Chuyến xe nghĩa tình đã kiểm tra phanh, lốp và điều hòa.\n\n"
         "Công đoàn cơ sở bố trí thêm một thợ đi theo đoàn để xử lý hỏng vặt dọc đường.",
         "Bãi xe Công ty Đường Xanh", "chuyen-xe"),
    Sent("SH-BL-01", "photo_story", "published", 5.0, "Các cô nuôi gói bánh tặng đoàn viên trực trường",
         "Buổi chiều, tổ nữ công gói sáu mươi chiếc bánh chưng, luộc ngay sân sau để sáng mai chia cho tổ trực.",
         "Trường Mầm non Hoa Mai", "mai", "Cô Bùi Thị Hương", piece="photo_story"),
    Sent("SH-CD-01", "article", "published", 4.4, "Công trường Cầu Đá lắp thêm phòng nghỉ có nước nóng",
         "Phòng nghỉ rộng ba mươi mét vuông, có bình nước nóng và chỗ phơi áo mưa, đáp lại ý kiến nêu ở buổi đối thoại "
         "tháng trước.\n\nÔng Ngô Đức Bình, chỉ huy trưởng, hẹn lắp thêm một phòng ở mũi thi công phía sông.",
         "Công trường Cầu Đá", "nha-may"),
    Sent("SH-BL-02", "voice", "waiting", 0.4, "Điều dưỡng trực Tết mong có chỗ gửi con buổi tối",
         "Chúng tôi trực đêm theo lịch ba ca, nhà trẻ chỉ nhận tới sáu giờ tối. Mong công đoàn đứng ra kết nối nhóm "
         "giữ trẻ quanh bệnh viện trong tuần giáp Tết.", "Bệnh viện Bãi Lúa", speaker="Một điều dưỡng trực đêm"),
    Sent("SH-BL-06", "news", "waiting", 0.8, "Hợp tác xã Vận tải Sông Con góp năm xe cho Chuyến xe nghĩa tình",
         "Năm xe mười sáu chỗ sẽ đón khách tại ngã tư Bãi Lúa, chạy các tuyến ngắn trong tỉnh vào ngày 26 tháng Chạp.",
         "Phường Bãi Lúa", "chuyen-xe"),
    Sent("SH-BL-07", "news", "waiting", 0.7, "Năm xe của Hợp tác xã Sông Con tham gia Chuyến xe nghĩa tình",
         "Năm xe mười sáu chỗ sẽ đón khách tại ngã tư Bãi Lúa, chạy các tuyến ngắn trong tỉnh vào ngày 26 tháng Chạp. "
         "Siêu thị Nhà Mình gửi kèm nước uống trên xe.", "Phường Bãi Lúa"),
    Sent("SH-CD-02", "good_practice", "taken", 1.2, "Sổ tay giáo viên mới: hỏi gì, hỏi ai trong tuần đầu",
         "Công đoàn trường in cuốn sổ mười hai trang, ghi số điện thoại tổ trưởng và cách xin nghỉ, đổi tiết.",
         "Trường THCS Cầu Đá"),
    Sent("SH-BL-03", "exemplary", "returned", 2.2, "Người thợ nước mười năm giữ mạch đêm giao thừa",
         "Anh trực trạm bơm đã mười đêm giao thừa, năm nào cũng có người nhà mang cơm ra trạm.",
         "Trạm bơm Bãi Lúa", remark="Bài hay, đề nghị bổ sung tên anh và một câu anh nói, kèm sự đồng ý của anh."),
    Sent("SH-CD-05", "article", "lifted", 1.6, "Khách sạn Bến Sông mở bếp chung cho nhân viên ở lại",
         "Từ 28 tháng Chạp, bếp nhân viên mở cả ngày. Người ở lại tự nấu món quê mình, khách sạn lo gạo và thịt.",
         "Khách sạn Bến Sông", "den-long", remark="Đề nghị bàn biên tập tỉnh xem, nhiều khách sạn có thể làm theo."),
    Sent("SH-CD-03", "news", "refused", 3.2, "Giới thiệu bộ lịch mới của công ty",
         "Bộ lịch năm 2027 có sáu mẫu, giá ưu đãi cho đơn vị đặt trước.", "Phường Cầu Đá",
         remark="Nội dung quảng cáo sản phẩm, không thuộc phạm vi trang tin công đoàn."),
    Sent("SH-BL-05", "article", "consent withdrawn", 2.8, "Lớp học tối của con công nhân xóm trọ",
         "Ba buổi một tuần, các cô giáo tiểu học mở lớp kèm bài cho học sinh con công nhân, không thu tiền.",
         "Trường Tiểu học Bãi Lúa 1", "phap-luat", "Chị Lý Thị Lan"),
    Sent("SH-CD-04", "question", "draft", 0.1, "Nhân viên y tế trực Tết được nghỉ bù thế nào?",
         "Trạm có bốn người, trực luân phiên cả chín ngày. Nghỉ bù tính theo ngày hay theo ca?", "Trạm Y tế Cầu Đá"),
]  # fmt: skip
