"""What the demo's newsroom has published: written for this project, about invented units and people."""

from typing import Any, NamedTuple

SECTIONS = [
    ("tin-hoat-dong", "Tin hoạt động", "Việc các cấp công đoàn đang làm"),
    ("tet-sum-vay", "Tết sum vầy", "Chăm lo đoàn viên, người lao động dịp Tết Đinh Mùi 2027"),
    ("doi-song-viec-lam", "Đời sống – Việc làm", "Tiền lương, nhà ở, bữa ăn ca, việc làm"),
    ("hoi-dap-phap-luat", "Hỏi đáp pháp luật", "Hỏi và trả lời về quyền lợi của người lao động"),
    ("guong-sang", "Gương sáng", "Người tốt ở quanh ta"),
    ("video-anh", "Video – Ảnh", "Chương trình, chùm ảnh"),
    ("viec-tot-cach-hay", "Cách làm hay", "Kinh nghiệm để đơn vị khác làm theo"),
]


class Told(NamedTuple):
    """One piece: whose, where, what; `days` ago it was published; `more` are further fields and blocks."""

    unit: str
    section: str
    kind: str
    scene: str
    days: float
    title: str
    standfirst: str
    text: str
    more: dict[str, Any] = {}


TLD, SH, TS, BL, CD = "TLD", "SH", "TS", "SH-BL", "SH-CD"
PIECES = [
    Told(TLD, "tet-sum-vay", "article", "den-long", 0.2,
         "Không ai bị bỏ lại khi Tết đến: các cấp công đoàn vào cao điểm chăm lo",
         "Từ nay đến ngày 28 tháng Chạp, mỗi công đoàn cơ sở rà lại một lượt danh sách đoàn viên khó khăn, "
         "báo việc đã làm ngay trong tuần.",
         """Còn hơn hai tháng nữa mới tới Tết Đinh Mùi nhưng ở nhiều khu trọ, câu chuyện về quê hay ở lại đã bắt đầu
         từ đầu tháng Mười một. Năm nay các cấp công đoàn chọn cách làm sớm: rà danh sách trước, xếp chuyến xe trước,
         công bố lịch phiên chợ trước để người lao động kịp thu xếp.

         Điểm mới là mỗi đơn vị tự nói rõ ba việc: đã đến thăm ai, còn ai chưa tới, cần cấp trên giúp gì. Những tên
         còn bỏ trống trong danh sách được gọi lại trong tuần kế tiếp, không đợi tới báo cáo cuối đợt.

         Công nhân ở lại đón Tết được ghi thành danh sách riêng. Với họ, một mâm cơm tất niên ở nhà ăn ca, một cuộc
         gọi hình về quê có khi quý hơn phần quà.""",
         {"kicker": "Tết Đinh Mùi 2027", "is_lead": True, "place": "Hà Nội",
          "quote": ("Danh sách không phải để báo cáo cho đủ. Danh sách là để không sót một người nào.",
                    "Chị Vũ Thanh Mai, cán bộ phong trào")}),
    Told(SH, "tet-sum-vay", "article", "chuyen-xe", 0.6,
         "Bốn mươi hai chuyến xe nghĩa tình mở đăng ký chỗ ngồi",
         "Công nhân quê xa đăng ký ngay tại tổ công đoàn, được chọn điểm đón gần khu trọ.",
         """Liên đoàn Lao động tỉnh Sông Hồng vừa chốt lịch bốn mươi hai chuyến xe đưa người lao động về quê. Xe chạy
         trong ba ngày, từ chiều 24 đến sáng 27 tháng Chạp, có sáu điểm đón trải đều quanh các khu công nghiệp.

         Mỗi xe có một cán bộ công đoàn đi cùng, mang theo danh sách, thuốc say xe, nước uống và số điện thoại người
         nhà. Gia đình có con nhỏ được xếp ngồi hàng đầu.

         Người lao động đăng ký với tổ trưởng công đoàn trước ngày 10 tháng Chạp. Ai đổi lịch tăng ca thì báo lại
         để nhường chỗ, ban tổ chức giữ danh sách dự phòng tới giờ xe lăn bánh.""",
         {"kicker": "Chuyến xe nghĩa tình", "place": "Sông Hồng"}),
    Told(BL, "tet-sum-vay", "photo_story", "cho-tet", 1.1,
         "Phiên chợ 0 đồng ở Bãi Lúa: mỗi người một giỏ, ai cũng có phần",
         "Buổi chiều cuối tuần, sân nhà văn hóa phường thành khu chợ nhỏ cho lao động thuê trọ.",
         """Chợ mở lúc 15 giờ, khi ca sáng vừa tan. Người đến nhận phiếu theo số, lần lượt qua từng gian gạo, dầu ăn,
         bánh mứt, rau quả. Không ai phải đứng đợi quá mười lăm phút.

         Các gian hàng do chính công đoàn cơ sở trong phường góp lại. Hàng còn dư được chở thẳng về khu trọ cuối
         phường cho những gia đình bận con nhỏ không đến được.""",
         {"place": "Phường Bãi Lúa", "gallery": ["cho-tet", "qua-tet", "mai"]}),
    Told(SH, "doi-song-viec-lam", "infographic", "nha-may", 1.4,
         "Thưởng Tết qua những con số của tỉnh Sông Hồng",
         "Số liệu do công đoàn cơ sở gửi về tính đến giữa tháng Mười một, sẽ cập nhật hằng tuần.",
         """Các con số dưới đây chỉ tính doanh nghiệp đã công bố kế hoạch. Doanh nghiệp chưa công bố được để trống,
         không tính là không thưởng.""",
         {"figures": [("38/60", "đơn vị đã công bố kế hoạch thưởng Tết"), ("1,2 tháng lương", "mức thưởng phổ biến"),
                      ("12 ngày", "công bố sớm hơn năm trước"), ("9", "đơn vị thưởng thêm cho lao động ở lại")]}),
    Told(CD, "tin-hoat-dong", "article", "qua-tet", 1.8,
         "Nghiệp đoàn Xe ôm Cầu Đá giữ nếp quỹ nghĩa tình",
         "Mỗi cuốc xe góp một nghìn đồng, cuối năm thành phần quà cho đồng nghiệp ốm đau.",
         """Chiếc hộp sắt đặt ở quán nước đầu bến đã đi qua sáu cái Tết. Tối nào nghiệp đoàn cũng mở hộp trước mặt mọi
         người, ghi sổ, chụp ảnh trang sổ gửi vào nhóm.

         Năm nay quỹ đủ cho mười một phần quà. Việc chọn ai nhận do anh em bỏ phiếu kín, người đã nhận năm ngoái tự
         xin rút để nhường người mới.""", {"place": "Phường Cầu Đá"}),
    Told(TLD, "hoi-dap-phap-luat", "legal_answer", "phap-luat", 2.0,
         "Làm việc ngày mùng Một Tết được trả lương thế nào?",
         "Một đoàn viên ngành sợi – may hỏi khi được xếp lịch trực máy đêm giao thừa.",
         "", {"question": ("Tôi hưởng lương ngày, được phân công trực máy ngày mùng Một Tết. Tiền lương tính ra sao?",
              "<p>Ngày mùng Một Tết là ngày nghỉ hưởng nguyên lương. Người lao động đi làm được trả ít nhất bằng 300% "
              "tiền lương của ngày làm việc bình thường, chưa kể tiền lương ngày lễ đối với người hưởng lương ngày.</p>"
              "<p>Nếu làm vào ban đêm thì còn thêm ít nhất 30% và phần làm thêm giờ ban đêm. Bạn nên giữ lại lịch trực "
              "có chữ ký và đối chiếu với bảng lương; nếu thấy chưa đúng, đề nghị báo công đoàn cơ sở để trao đổi với "
              "doanh nghiệp.</p>"),
              "legal_source": "Điều 98 và Điều 112 Bộ luật Lao động số 45/2019/QH14"}),
    Told(SH, "hoi-dap-phap-luat", "legal_answer", "phap-luat", 5.2,
         "Công ty cho nghỉ Tết sớm có được trừ vào phép năm không?",
         "Câu hỏi của một nhóm công nhân lắp ráp linh kiện trong khu công nghiệp.",
         "", {"question": ("Xưởng hết đơn hàng, công ty cho nghỉ sớm bốn ngày, trừ vào phép năm. Có đúng không?",
              "<p>Người sử dụng lao động được quy định lịch nghỉ hằng năm nhưng phải hỏi ý kiến người lao động và "
              "thông báo trước. Nếu không báo trước mà cho nghỉ vì hết việc thì đó là ngừng việc và được trả lương "
              "ngừng việc theo thỏa thuận, không đương nhiên trừ vào phép năm.</p>"),
              "legal_source": "Điều 99 và Điều 113 Bộ luật Lao động số 45/2019/QH14"}),
    Told(BL, "guong-sang", "exemplary", "chuyen-xe", 2.3,
         "Người cầm lái mười năm chưa đón giao thừa ở nhà",
         "Anh Đỗ Hải Sơn, tổ trưởng công đoàn đội xe, năm nào cũng nhận chuyến cuối cùng.",
         """Đêm ba mươi, khi chuyến xe cuối trả khách ở bến quê, anh Sơn thường ăn bữa tất niên trong ca bin cùng phụ
         xe. Cặp lồng cơm do vợ chuẩn bị từ sáng, có thêm lát giò và mấy lá dưa.

         Anh bảo nghề này vui ở lúc mở cửa xe: người đứng đợi dưới đường ùa lại, gọi đúng tên người trên xe. Mười năm,
         anh chưa để một chuyến nào chậm quá nửa giờ.

         Năm nay công đoàn xếp cho anh nghỉ. Anh xin đổi: chạy chuyến cuối, để cậu lái trẻ mới cưới được về nhà.""",
         {"quote": ("Mình về muộn một hôm, mà bốn chục nhà được đủ người.", "Anh Đỗ Hải Sơn")}),
    Told(TS, "guong-sang", "exemplary", "mai", 6.5,
         "Cô giáo nội trú và bốn mươi chiếc bánh chưng gửi bản xa",
         "Học trò không về kịp phiên chợ cuối năm, cô mang Tết lên tận lớp.",
         """Trường Dân tộc nội trú Đèo Xanh có hơn hai trăm học sinh ở lại cuối tuần. Từ ba năm nay, tổ nữ công của
         trường gói bánh ngay tại sân, mỗi em tự buộc một chiếc mang về cho bố mẹ.

         Người khởi đầu là cô Hoàng Thu Lan, tổ trưởng nữ công. Cô xin lá dong từ vườn phụ huynh, gạo do công đoàn cơ sở
         các đơn vị trong phường góp.""", {"place": "Phường Đèo Xanh"}),
    Told(SH, "viec-tot-cach-hay", "good_practice", "nha-may", 2.6,
         "Mười lăm phút đầu tuần: đối thoại ngay tại chuyền may",
         "Cách làm của Công đoàn cơ sở Công ty CP May Ban Mai giúp ý kiến nhỏ không thành việc lớn.",
         """Sáng thứ Hai, trước giờ chạy máy, tổ trưởng công đoàn hỏi ba câu: tuần qua có gì chưa ổn, đã báo ai, đã
         được trả lời chưa. Câu trả lời ghi lên bảng cuối chuyền, ai đi qua cũng thấy.

         Sau nửa năm, số ý kiến gửi lên cấp trên giảm một nửa vì phần lớn được giải quyết ngay trong tuần: quạt hỏng,
         nước nóng, suất ăn ca đêm, đổi ca cho người có con nhỏ.

         Đơn vị khác muốn làm theo chỉ cần một tấm bảng và một người chịu trách nhiệm trả lời đúng hẹn.""",
         {"kicker": "Cách làm hay"}),
    Told(BL, "viec-tot-cach-hay", "good_practice", "qua-tet", 7.3,
         "Tủ đồ dùng chung ở khu trọ: lấy thứ mình cần, để thứ mình dư",
         "Công đoàn phường Bãi Lúa đặt bốn chiếc tủ tại bốn khu trọ đông công nhân.",
         """Tủ không khóa. Bên trong là quần áo trẻ em, nồi cơm, sách giáo khoa cũ, xe đạp nhỏ. Mỗi khu cử một người
         trông nom, tuần dọn một lần.

         Gần Tết, tủ có thêm ngăn áo ấm. Người để đồ vào được nhắc giặt sạch, là phẳng, ghi cỡ số.""", {}),
    Told(TLD, "video-anh", "video", "talk", 3.0,
         "Video: một ngày ở điểm đón Chuyến xe nghĩa tình",
         "Từ lúc xe còn trống tới khi hàng ghế cuối cùng có người ngồi.",
         """Phim ngắn ghi lại công việc của tổ tiếp đón: phát số ghế, buộc hành lý, gọi từng tên, chờ người cuối cùng
         tan ca chạy tới.""", {"video_url": "https://www.youtube.com/watch?v=demo0000001"}),
    Told(TLD, "video-anh", "programme", "talk", 20.0,
         "Bữa cơm cuối ca",
         "Chương trình trò chuyện hai tuần một kỳ: ngồi xuống, ăn một bữa và nói chuyện thật.",
         """Mỗi kỳ một nhà ăn ca, một vị khách và những câu hỏi do chính công nhân đặt ra. Không kịch bản, không sân
         khấu, chỉ có mâm cơm và câu chuyện.""", {}),
    Told(TLD, "video-anh", "episode", "talk", 16.0,
         "Bữa cơm cuối ca, kỳ 1: Ai quyết định suất ăn của tôi?",
         "Bếp trưởng, tổ trưởng chuyền và cán bộ công đoàn cùng ngồi một bàn.",
         """Suất ăn mười tám nghìn hay hai mươi hai nghìn khác nhau ở đâu, ai được góp ý thực đơn, và vì sao canh hay
         nguội: ba câu hỏi đi suốt kỳ đầu.""", {"video_url": "https://www.youtube.com/watch?v=demo0000002"}),
    Told(TLD, "video-anh", "episode", "nha-may", 9.0,
         "Bữa cơm cuối ca, kỳ 2: Tăng ca tới mấy giờ thì đủ?",
         "Chuyện tăng ca cuối năm, nhìn từ bảng lương và từ giấc ngủ của con.",
         """Khách mời là hai vợ chồng cùng làm một xưởng, thay nhau ca sáng ca tối. Kỳ này cũng nói rõ số giờ làm thêm
         tối đa và cách từ chối khi đã mệt.""", {"video_url": "https://www.youtube.com/watch?v=demo0000003"}),
    Told(TLD, "video-anh", "episode", "den-long", 2.8,
         "Bữa cơm cuối ca, kỳ 3: Tết này về hay ở?",
         "Ba người chọn ở lại kể vì sao, và họ chuẩn bị gì cho đêm giao thừa.",
         """Có người ở lại vì vé xe, có người vì ca trực, có người vì năm nay muốn gửi cả tiền vé về sửa mái nhà. Mâm
         cơm kỳ này có thêm đĩa bánh chưng đầu mùa.""", {"video_url": "https://www.youtube.com/watch?v=demo0000004"}),
    Told(SH, "tin-hoat-dong", "live", "cho-tet", 0.9,
         "Trực tiếp: khai mạc Chợ Tết Công đoàn khu công nghiệp Sông Hồng",
         "Cập nhật diễn biến từ lúc mở cổng đến giờ đóng chợ.",
         """Chợ có sáu mươi gian, bán hàng thiết yếu theo giá nhà máy, mở cửa hai ngày cuối tuần.""",
         {"updates": [(2, "<p>Gian hàng cuối cùng dọn xong, ban tổ chức phát nốt hai trăm phiếu mua hàng.</p>"),
                      (5, "<p>Cao điểm sau giờ tan ca, lối vào được chia hai làn.</p>"),
                      (8, "<p>Mở cổng. Những người đầu tiên là công nhân ca đêm vừa rời xưởng.</p>")]}),
    Told(SH, "doi-song-viec-lam", "article", "nha-may", 3.6,
         "Xóm trọ bớt tiền nhà cho người ở lại trực Tết",
         "Công đoàn vận động, mười chín chủ trọ đồng ý giảm nửa tháng tiền phòng.",
         """Lời vận động bắt đầu từ một tờ giấy dán ở cổng khu trọ, ghi rõ ai ở lại, trực máy nào, mấy ngày. Chủ trọ
         đọc xong tự gạch tên phòng mình giảm.

         Khoản giảm không lớn nhưng ai cũng nói điều quý là được hỏi tới. Danh sách chủ trọ tham gia được đăng công
         khai để công nhân mới tìm phòng.""", {}),
    Told(TS, "tet-sum-vay", "article", "dao", 4.1,
         "Chuyến xe ngược núi chở Tết lên Suối Trong",
         "Hai trăm phần quà theo xe tải nhỏ vượt bốn mươi cây số đường đèo.",
         """Xe xuất phát từ ba giờ sáng để kịp qua đoạn sương dày. Đoàn dừng ở ba cụm lâm trường, mỗi nơi chừng một
         giờ: trao quà, hỏi chuyện, ghi lại việc cần giúp.

         Điều được nhắc nhiều nhất là sóng điện thoại. Không có sóng, bà con không gửi được ảnh về cho con làm công
         nhân dưới xuôi xem hoa đào đã nở.""", {"place": "Xã Suối Trong"}),
    Told(TS, "tin-hoat-dong", "article", "mai", 4.8,
         "Công ty CP Chè Đèo Xanh ký thỏa ước mới, thêm hai ngày nghỉ có lương",
         "Thỏa ước được thông qua sau ba vòng lấy ý kiến tại đồi chè.",
         """Điểm người lao động quan tâm nhất là hai ngày nghỉ có lương cho người có con dưới ba tuổi và tiền ăn ca tăng
         thêm bốn nghìn đồng.

         Ban thương lượng đem dự thảo lên tận đồi, đọc từng điều cho tổ hái nghe, ghi ý kiến vào sổ rồi mới về bàn.""",
         {}),
    Told(CD, "doi-song-viec-lam", "article", "phap-luat", 5.9,
         "Năm điều cần xem trước khi ký giấy ứng lương cuối năm",
         "Ứng lương để lo Tết là việc thường, nhưng nên đọc kỹ năm dòng sau.",
         """Một, số tiền ứng và ngày trừ ghi bằng số và bằng chữ. Hai, có tính lãi hay không; ứng lương đúng thì
         không tính lãi. Ba, mỗi tháng trừ bao nhiêu.

         Bốn, nếu nghỉ việc giữa chừng thì trả phần còn lại thế nào. Năm, mình giữ một bản có chữ ký. Thấy dòng nào lạ,
         hãy chụp lại gửi cho tổ trưởng công đoàn trước khi ký.""", {}),
    Told(SH, "tet-sum-vay", "campaign", "dao", 8.0,
         "Tết sum vầy Đinh Mùi 2027: những việc đang làm",
         "Trang chung của đợt truyền thông: lịch, chủ đề và thông điệp.",
         """Ba chủ đề của đợt gồm Chuyến xe nghĩa tình, Chợ Tết Công đoàn, lương thưởng Tết và tiếng nói người lao động.
         Các đơn vị gửi tin, ảnh về bàn biên tập gần nhất; tin hay được đăng kèm tên người gửi.""", {}),
    Told(TLD, "tin-hoat-dong", "document", "phap-luat", 10.0,
         "Mẫu danh sách chăm lo đoàn viên khó khăn dịp Tết",
         "Biểu mẫu dùng chung, điền được trên điện thoại.",
         """Mẫu gồm bảy cột, bỏ cột số căn cước so với năm trước. Đơn vị chỉ ghi hoàn cảnh ở mức cần thiết và không gửi
         danh sách vào nhóm đông người.""", {}),
    Told(SH, "doi-song-viec-lam", "job", "nha-may", 1.5,
         "Tuyển 40 thợ may chuyền, có xe đưa đón",
         "Làm việc ngay sau Tết, ưu tiên người ở gần khu công nghiệp.",
         """Công việc: may chuyền áo sơ mi, được kèm nghề hai tuần, hưởng lương ngay từ ngày đầu. Có nhà trẻ cạnh xưởng,
         bữa ăn ca hai mươi lăm nghìn đồng, công đoàn cơ sở hoạt động đều.

         Nộp hồ sơ tại phòng nhân sự hoặc nhắn cho tổ công đoàn.""",
         {"employer": "Công ty CP May Ban Mai", "pay": "8.500.000–12.000.000 đồng/tháng", "expires": 45}),
    Told(TS, "doi-song-viec-lam", "job", "chuyen-xe", 3.3,
         "Tuyển 6 lái xe khách tuyến Đèo Xanh – Sông Hồng",
         "Có kinh nghiệm đường đèo từ hai năm, được bố trí chỗ nghỉ hai đầu bến.",
         """Lịch chạy chia đều, mỗi tuần nghỉ một ngày rưỡi. Bến xe đóng đủ bảo hiểm, khám sức khỏe sáu tháng một lần,
         thưởng chuyến an toàn.""",
         {"employer": "Bến xe Đèo Xanh", "pay": "Từ 13.000.000 đồng/tháng", "expires": 30}),
    Told(TLD, "tin-hoat-dong", "article", "mai", 11.0,
         "A Tết for those who stay: how unions prepare for 2027",
         "Buses home, zero-đồng markets, and a table for everyone who works through the holiday.",
         """Every winter millions of workers in Viet Nam decide whether to travel home for the lunar new year. This year
         local unions began early: seats on free buses were listed in November, and each workplace keeps a list of
         those who will stay.

         For them there will be a new year's eve dinner in the canteen and a video call home.""", {"language": "en"}),
]  # fmt: skip
