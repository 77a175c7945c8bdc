"""What the demo's members wrote: to a ward union in two weeks, and what elsewhere became issues and a warning."""

from typing import NamedTuple

from sumvay.feedback.models import Case, Kind
from sumvay.feedback.services import AnswerWords

WARD = "SH-BL"
DAY = 24


class Wrote(NamedTuple):
    """
    One message: so many hours ago, by somebody of a unit, through a door, to the ward or to the unit named.

    What becomes an issue names its `kind`: a demo must not hang on how the reader takes it.
    """

    hours: float
    unit: str
    text: str
    door: str = Case.Door.WEB_FORM
    name: str = ""
    phone: str = ""
    to: str = WARD
    kind: str = ""


NIGHT_PAY = [
    "Lái xe tuyến đêm công ty Đường Xanh chưa được trả tiền làm thêm từ tháng 9, anh em hỏi thì bảo chờ.",
    "cong ty Duong Xanh con no tien lam dem 2 thang, nho cong doan hoi giup khi nao tra",
    "Em phụ xe ở Vận tải Đường Xanh, lương cứng có rồi mà tiền ca đêm tháng 9, tháng 10 vẫn chưa thấy ạ.",
    "Chồng tôi chạy xe đêm cho Đường Xanh, hai tháng nay không có tiền phụ trội. Đề nghị công đoàn làm rõ.",
    "Mấy anh em ca 3 bên Đường Xanh bị chậm tiền làm đêm, kế toán nói tại phần mềm mới. Chờ đến bao giờ?",
    "Tiền làm thêm ban đêm của tổ 2 Đường Xanh treo từ 15/9 tới giờ, xin công đoàn có ý kiến với giám đốc.",
]
TO_THE_WARD = [
    *(Wrote(200 - 9 * place, "SH-BL-04", text, kind=Kind.REFLECTION) for place, text in enumerate(NIGHT_PAY)),
    Wrote(1.2, "SH-BL-07", "Kho lạnh siêu thị mùi gas nồng từ trưa, hai chị choáng phải ra ngoài mà vẫn bắt vào lấy."),
    Wrote(5, "SH-BL-02", "Điều dưỡng cấp cứu trực 24 giờ có được nghỉ bù hôm sau không, tiền trực tính thế nào ạ?"),
    Wrote(20, "SH-BL-01", "Cô nuôi ký hợp đồng từng năm một đã sáu năm, trường không chịu ký dài hạn, có đúng không?",
          name="Phạm Thị Nhàn", phone="0912 000 418"),
    Wrote(26, "SH-BL-03", "Đề nghị mở lớp tập huấn sơ cứu cho tổ sửa ống, cả tổ chưa ai được học.", Case.Door.VISIT),
    Wrote(30, "SH-BL-06", "Nghe nói sang năm hợp tác xã không đóng bảo hiểm cho lái xe nữa, có thật không các anh?"),
    Wrote(44, "SH-BL-05", "Nhờ chuyển lời cảm ơn công đoàn phường đã thăm cô Hạnh nằm viện, cả trường ấm lòng."),
    Wrote(50, "SH-BL-07", "Cần tiền tiêu Tết có ngay trong ngày, chỉ cần căn cước, gọi 0900 000 777, lãi thấp nhất."),
    Wrote(60, "SH-BL-02", "Em nghỉ sinh từ tháng 8 mà tới nay chưa có tiền thai sản, hồ sơ đã nộp.", Case.Door.PHONE,
          name="Vũ Thu Hiền", phone="0912 000 533"),
    Wrote(75, "SH-BL-07", "Đứng quầy 10 tiếng không có ghế, đi vệ sinh phải xin thẻ. Tụi em mệt quá mà không dám nói."),
    Wrote(100, "SH-BL-03", "Thưởng Tết năm nay nước sạch tính theo ngày công hay theo hệ số, công bố ngày nào vậy ạ?"),
]  # fmt: skip
# So many days ago, by somebody of which unit
BEFORE = [
    (48, "SH-BL-02", "Ca trực Tết xếp từ khi nào, ai đã trực năm ngoái có được miễn không?"),
    (47, "SH-BL-04", "Đề nghị công ty trả tiền điện thoại cho lái xe vì phải gọi khách liên tục."),
    (47, "SH-BL-01", "Lớp 40 cháu chỉ có hai cô, đề nghị thêm người trông giờ trưa."),
    (46, "SH-BL-07", "Tăng ca đến 22 giờ mà không có xe về, chị em sợ đi một mình."),
    (45, "SH-BL-03", "Quần áo bảo hộ phát cỡ nào cũng giống nhau, mặc không vừa thì làm sao an toàn."),
    (45, "SH-BL-05", "Trường thu quỹ của giáo viên mà không công khai chi."),
    (27, "SH-BL-06", "Xã viên hợp tác xã xe có được vào nghiệp đoàn không?"),
    (26, "SH-BL-07", "Phụ cấp độc hại ở kho lạnh được bao nhiêu, công ty chưa trả khoản này."),
    (25, "SH-BL-02", "Khám sức khỏe định kỳ năm nay bao giờ có?"),
    (25, "SH-BL-04", "Xe số 12 phanh kém, báo hai lần chưa sửa."),
    (24, "SH-BL-01", "Xin hỗ trợ cho cô Lý bị cháy nhà tuần trước."),
    (24, "SH-BL-03", "Lương tháng 9 của tổ bơm thiếu hai công, kế toán đã nhận sai mà chưa bù."),
]
NOTED = "Công đoàn đã nhận, đang xác minh và sẽ báo lại kết quả."
LOOKED_INTO = "Công đoàn phường đã làm việc với đơn vị, đơn vị hứa giải quyết trong tháng và báo lại cho tổ công đoàn."
CONTENT = [5, 4, 4, 3, 5, 4, 2, 5]
INSURANCE = [
    Wrote(34 * DAY - 4 * place, "SH-HS-01", text, to="SH-HS", kind=Kind.REFLECTION)
    for place, text in enumerate(
        [
            "Công ty May Hồ Sen trừ tiền bảo hiểm hằng tháng mà thẻ bảo hiểm y tế của tôi báo hết hạn từ tháng trước.",
            "Tôi đi khám mới biết May Hồ Sen ngừng đóng bảo hiểm xã hội bốn tháng nay, lương vẫn trừ đủ.",
            "may ho sen no bao hiem, chi em ca chuyen 3 di de khong duoc thanh toan",
            "Xem trên ứng dụng thấy công ty May Hồ Sen chưa đóng bảo hiểm quý vừa rồi, đề nghị công đoàn kiểm tra.",
            "Con tôi nằm viện phải trả toàn bộ vì thẻ bảo hiểm của May Hồ Sen không còn giá trị. Ai chịu ạ?",
            "Bảo hiểm thất nghiệp công ty May Hồ Sen có đóng không mà trung tâm nói không có tên tôi?",
        ]
    )
]
HEAT = [
    "Xưởng dệt Gò Vải nóng 39 độ, quạt hút hỏng từ hè mà chưa sửa, có chị ngất tuần trước.",
    "Nóng quá chịu không nổi ở chuyền dệt, đề nghị công ty Dệt Gò Vải lắp lại quạt hút.",
    "Bụi bông dày đặc trong xưởng dệt, quạt hút gió tắt, ai cũng ho.",
    "Công ty phát khẩu trang mỗi tuần một cái, bụi bông thì mù mịt, quạt không chạy.",
    "quat hut xuong det hong 3 thang roi chua ai sua, nong va bui lam",
]
BRICKS = "Tổ ra lò gạch làm cạnh lò không có quạt, nóng rát người, xin công đoàn nói với công ty."
BONUS_NOW = [
    Wrote(11 * DAY - 30 * place, "KCN-04", text, to="KCN")
    for place, text in enumerate(
        [
            "Giày Bình An năm nay có thưởng Tết không mà tới giờ chưa thấy thông báo gì?",
            "Nghe quản đốc nói thưởng Tết Giày Bình An chỉ còn nửa tháng lương, công nhân hoang mang lắm.",
            "thuong tet giay binh an nam nay bao nhieu, cac cong ty ben canh thong bao het roi",
            "Chuyền 7 Giày Bình An đề nghị công ty công bố mức thưởng Tết trước ngày 15.",
            "Năm ngoái thưởng một tháng lương, năm nay Giày Bình An bảo tùy đơn hàng. Vậy là có hay không?",
            "Chị em chuyền may Giày Bình An lo không có tiền về quê vì chưa biết thưởng Tết thế nào.",
            "Đề nghị công đoàn hỏi giúp công ty Giày Bình An bao giờ trả thưởng Tết để còn mua vé xe.",
            "Công nhân thời vụ ở Giày Bình An có được thưởng Tết không, hay chỉ người ký hợp đồng một năm?",
        ]
    )
]
BONUS_BEFORE = [
    Wrote(days * DAY, "KCN-04", text, to="KCN")
    for days, text in [
        (25, "Thưởng Tết ở Giày Bình An tính cả thời gian nghỉ sinh không ạ?"),
        (47, "Giày Bình An có trả thưởng Tết cho người nghỉ việc tháng 12 không?"),
        (74, "Hỏi sớm về thưởng Tết của Giày Bình An để gia đình tính chuyện về quê."),
        (102, "Thưởng Tết năm trước Giày Bình An trả thiếu hai ngày công, hỏi ai bây giờ?"),
    ]
]
NO_WORD_YET = "Công ty chưa công bố. Công đoàn sẽ hỏi và thông báo ngay khi có mức thưởng."


class AskedUp(NamedTuple):
    """What one message of a unit became: an issue its upper unit raised so many days ago, and the answer from above."""

    to: str
    unit: str
    days: int
    text: str
    title: str
    answer: str = ""
    source: str = ""
    has_promise: bool = True


ASKED_UP = [
    AskedUp("SH-CD", "SH-CD-01", 55, "Công trình không có nhà vệ sinh cho nữ, chị em phải đi nhờ hàng xóm.",
            "Nhà vệ sinh cho nữ ở công trường", "Nhà thầu đã đặt nhà vệ sinh lưu động tại ba công trường.",
            "Biên bản làm việc của Liên đoàn với nhà thầu"),
    AskedUp("SH-CD", "SH-CD-05", 52, "Khách sạn thu tiền đồng phục của nhân viên mới, mỗi người một triệu.",
            "Thu tiền đồng phục của nhân viên mới", "Khách sạn đã trả lại tiền và bỏ khoản thu này.",
            "Biên bản làm việc của Liên đoàn với khách sạn"),
    AskedUp("SH-HS", "SH-HS-04", 50, "Xưởng mộc phát găng tay thủng, ba tháng mới đổi một lần.",
            "Găng tay, khẩu trang ở xưởng mộc", "Công ty đổi găng tay hằng tháng, công đoàn cùng kiểm tra.",
            "Luật An toàn, vệ sinh lao động 2015, Điều 23"),
    AskedUp("SH-HS", "SH-HS-06", 47, "Bảo vệ trực 12 tiếng liền, không có người thay để ăn cơm.",
            "Bảo vệ trực 12 giờ không có nghỉ giữa ca", "Công ty bố trí người thay, nghỉ giữa ca 45 phút.",
            "Bộ luật Lao động 2019, Điều 109"),
    AskedUp("SH-GV", "SH-GV-03", 45, "Xe đưa đón bỏ bến Gò Vải, tổ cám phải đi bộ ba cây số lúc 5 giờ sáng.",
            "Xe đưa đón bỏ bến Gò Vải", "Xe đưa đón dừng lại ở bến Gò Vải từ đầu tháng này.",
            "Văn bản trả lời của công ty"),
    AskedUp("KCN", "KCN-01", 43, "Khu trọ gần cổng A thu tiền điện 4.500 đồng một số, gấp rưỡi giá nhà nước.",
            "Giá điện khu trọ công nhân cổng A", "Điện lực đã áp giá sinh hoạt cho 62 phòng trọ.",
            "Văn bản trả lời của Điện lực"),
    AskedUp("KCN", "KCN-06", 40, "Nhà trẻ khu công nghiệp đóng cửa lúc 17 giờ, tăng ca không ai đón con.",
            "Nhà trẻ khu công nghiệp đóng cửa sớm", "Nhà trẻ nhận giữ đến 19 giờ 30, phí do công ty trả.",
            "Thỏa thuận giữa Liên đoàn và ban quản lý khu", has_promise=False),
    AskedUp("KCN", "KCN-02", 18, "Đề nghị mở thêm tuyến xe buýt vào khu công nghiệp, chờ một tiếng mới có chuyến.",
            "Thêm chuyến xe buýt vào khu công nghiệp"),
    AskedUp("SH-CD", "SH-CD-03", 14, "Đề nghị xin cho tổ in được khám bệnh nghề nghiệp vì tiếp xúc dung môi.",
            "Khám bệnh nghề nghiệp cho thợ in"),
    AskedUp("SH-GV", "SH-GV-02", 9, "Đề nghị hỗ trợ học phí nghề cho con xã viên hợp tác xã.",
            "Hỗ trợ học nghề cho con đoàn viên"),
]  # fmt: skip

CODE = "Bộ luật Lao động 2019"
NIGHT = (
    "Theo Điều 98 Bộ luật Lao động 2019, làm việc ban đêm được trả thêm ít nhất bằng 30% tiền lương của ngày làm việc "
    "bình thường. Công đoàn đã hỏi công ty và sẽ báo lại ngày trả."
)
# Unit, subject, question, answer, source; days for which it still holds
ANSWERS = [
    (WARD, "luong", "Làm việc ban đêm được trả thêm bao nhiêu?", NIGHT, f"{CODE}, Điều 98", 365),
    (WARD, "viec_lam", "Hợp đồng có thời hạn được ký mấy lần?",
     "Hợp đồng xác định thời hạn chỉ được ký thêm một lần. Sau đó vẫn tiếp tục làm việc thì phải ký hợp đồng không xác "
     "định thời hạn, trừ vài trường hợp luật nêu riêng.", f"{CODE}, Điều 20", 365),
    (WARD, "luong", "Công ty được trả lương chậm bao lâu?",
     "Chỉ khi có lý do bất khả kháng, đã tìm mọi cách khắc phục, và không quá 30 ngày. Chậm từ 15 ngày trở lên thì "
     "phải trả thêm tiền lãi của số tiền chậm.", f"{CODE}, Điều 97", 12),
    ("SH", "thuong_tet", "Công ty có bắt buộc thưởng Tết không?",
     "Thưởng do quy chế của doanh nghiệp quyết định, công bố công khai tại nơi làm việc sau khi hỏi ý kiến tổ chức đại "
     "diện người lao động. Đã ghi trong thỏa ước hoặc hợp đồng thì phải trả.", f"{CODE}, Điều 104", 365),
    ("SH", "atvsld", "Thấy nơi làm việc nguy hiểm thì có được dừng lại không?",
     "Được. Người lao động có quyền từ chối làm việc khi có nguy cơ rõ ràng, trực tiếp đe dọa tính mạng, sức khỏe; báo "
     "ngay cho người phụ trách.", f"{CODE}, Điều 5", None),
]  # fmt: skip
DRAFT = AnswerWords(
    category="thuong_tet", question="Thưởng Tết trả vào ngày nào?",
    answer="Ngày trả theo quy chế thưởng đã công bố. Chưa có quy chế thì đề nghị công ty công bố.",
    source=f"{CODE}, Điều 104",
)  # fmt: skip
