"""Words that names of people are made of, as they are given in Viet Nam and by those who work there."""

from sumvay.vietnamese import fold

FAMILY = """
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đoàn Lương Mai Trương Lâm Đào Hà Tô
Tạ Cao Châu Tăng Thái Quách Lưu Phùng Vương Từ Kiều Chu Tống La Lã Lữ Mạc Nghiêm Ninh Ông Quan Quản Sơn Thạch Danh Kim
Triệu Trà Trang Tôn Tiêu Thân Thẩm Thiều Khổng Khuất Khúc Hứa Giáp Giang Doãn Diệp Cù Công Cấn Bành Bạch Âu An Viên Vi
Ứng Ung Uông Tưởng Tòng Tiết Thi Tất Tào Sử Sầm Quang Phó Phí Phương Ôn Nông Nhâm Nhan Lộc Lô Lường Lò Lục Lầu Lù Lèng
Lăng Lại Ngân Quàng Cà Cầm Đèo Điêu Khà Hà Hoàng Giàng Vàng Thào Sùng Vừ Mùa Cứ Hạng Ly Ma Má Mã Tẩn Chảo Phàn Lỳ Pờ
Sìn Bàn Đèn Hầu Hoa Âu Đồng Đậu Đàm Đan Đới Đường Cung Cáp Bế Bồ Biện Chử Chung Khương Khâu Kha Kiên Kpă Kpắ Kpuih
Ksor Siu Rơ Rmah Rahlan Rcom Nay Niê Mlô Êban Ayun Ya Ka Y H Hờ Đinh Brôl Alăng Zơ Bríu Blúp Coor Pơloong Hồ A Arất
Neáng Néang Thị Sa Lù Tếnh Chau Chế Đạo Lưu Kiều Bá Thiên Tôn Thất Liễu Lao Âu Đổng Viêng Xa Xeo Xồng Lỷ Hờ Và Lả
Lương Khăm Cút Kring Park Kim Choi Lee Jung Jeong Kang Cho Yoon Yun Jang Lim Han Shin Seo Kwon Hwang Ahn Song Hong Oh
Bae Baek Ryu Yoo Nam Ko Chen Wang Wu Lin Huang Chang Zhang Liu Li Yang Chou Hsu Tsai Tanaka Suzuki Sato Yamada
Yamamoto Watanabe Nakamura Ito Takahashi Kobayashi Mori Saito Takeshi Kenji Hiroshi David John Peter Michael James
Smith
"""
GIVEN = """
An Anh Ánh Ái Ân Âu Bách Bạch Bảo Bảy Bắc Bằng Bân Bích Biên Bình Bổn Bưởi Bông Ba Cẩm Cam Canh Cảnh Cát Cầm Cần Cẩn
Châm Châu Chi Chí Chiến Chiều Chín Chinh Chính Chung Chương Chức Chuyên Cúc Cương Cường Công Cơ Cung Cảm Chánh Danh
Dậu Diễm Diên Diễn Diện Diệp Diệu Dịu Doan Doanh Du Dũng Duy Duyên Duyệt Dung Dự Dư Dương Dưỡng Đà Đại Đàn Đan Đào Đạo
Đạt Đăng Đẳng Đặng Đắc Đậu Đệ Điểm Điền Điệp Định Đình Đoan Đoàn Đô Độ Đồng Đông Đôn Động Đức Đường Đực Em Gái Gấm Gia
Giang Giao Giáp Giàu Giỏi Hà Hai Hải Hạ Hạnh Hảo Hào Hân Hằng Hăng Hận Hậu Hiên Hiền Hiến Hiển Hiếu Hiệu Hiệp Hinh Hoa
Hoà Hòa Hoá Hoài Hoan Hoàn Hoàng Hoạt Học Hồi Hội Hồng Hợi Hợp Huân Huấn Huế Huệ Hùng Huy Huyên Huyền Huỳnh Hưng Hương
Hường Hướng Hưởng Hữu Hợi Ích Kha Khá Khải Khang Khanh Khánh Khiêm Khiết Khoa Khoan Khoát Khôi Khởi Khuê Khương Khuyên
Kiên Kiều Kiệt Kiểm Kiệm Kim Kỳ Kỷ La Lài Lam Lâm Lan Lành Lạc Lang Lãm Lân Lập Lăng Lê Lệ Liên Liêm Liễu Linh Lĩnh
Loan Long Lộc Lợi Luân Luận Luật Lũy Luyến Luyện Lụa Lữ Lực Lượng Lương Lưu Lý Ly Mai Mạnh Mận Mẫn Mão Mến Mến Miên
Miền Minh Mít Mùi Mười Mỹ My Mơ Mừng Na Nam Năm Năng Nết Nga Ngà Ngát Ngân Nghi Nghĩa Nghiêm Ngoan Ngọ Ngọc Ngọt Ngộ
Nguyên Nguyện Nguyệt Ngự Ngữ Nhạc Nhài Nhã Nhan Nhàn Nhân Nhất Nhật Nhi Nhị Nhiên Nho Nhơn Nhớ Nhu Nhung Nhuận Như
Nhựt Nhường Ninh Nở Nữ Nương Oanh Út Phấn Phát Phi Phiến Phin Phong Phòng Phú Phúc Phùng Phụng Phương Phước Phượng
Phấn Quan Quang Quân Quế Quốc Quý Quyên Quyền Quyết Quyến Quỳnh Quảng Sa San Sang Sanh Sâm Sáng Sáu Sen Sim Sinh Sòn
Son Song Sĩ Sơn Sửu Sương Sự Sỹ Tạo Tài Tám Tâm Tân Tấn Tần Tất Tây Thạch Thái Thái Thanh Thành Thạnh Thao Thảo Thạo
Thắm Thắng Thăng Thân Thận Thế Thêm Thêu Thi Thìn Thiên Thiện Thiết Thiệu Thịnh Thoa Thoại Thoan Thơ Thơm Thông Thời
Thu Thuận Thuật Thục Thuỷ Thủy Thuý Thúy Thuỳ Thùy Thuyên Thuyết Thư Thức Thương Thường Thưởng Thược Tiên Tiến Tiển
Tiếp Tiệp Tín Tính Tình Tịnh Toan Toàn Toản Toại Toán Tố Trà Trác Trạch Trai Trang Tráng Trâm Trân Trầm Tri Trí Triều
Triển Triết Triệu Trinh Trình Trọng Trúc Trung Trường Trực Trưởng Tuân Tuấn Tuệ Tùng Tú Tuyên Tuyền Tuyến Tuyết Tươi
Tường Tưởng Tư Từ Tường Tý Tỵ Uyên Uyển Uy Út Vàng Vân Vận Vẻ Ven Vi Vĩ Vị Viên Viễn Việt Vĩnh Vinh Vinh Vịnh Vọng Võ
Vũ Vui Vương Vượng Vững Vy Xuân Xoan Xuyến Xinh Yên Yến Ý Hến Tèo Tí Tửu Nụ Lựu Đoá Sương Tuất Thuấn Hoè Huynh Văn Thị
Đình Hữu Đức Xuân Quang Ngọc Minh Thanh Công Bá Sỹ Mạnh Trọng Thuỷ Kim Mỹ Hồng Bảo Gia Phúc Thiên Hoàng Nhật Khắc Viết
Duy Tuấn Tiến
"""
# Children are called by their order of birth in the south: Hai is the eldest
RANKS = "Hai Ba Tư Năm Sáu Bảy Tám Chín Mười Út Cả Mười Một"
TITLES = """
anh chị ông bà cô chú bác dì cậu mợ thím em cháu con cụ thầy bé sếp mr mrs ms miss mister tên là thằng nhỏ ổng bả
chồng vợ đồng chí đ/c bạn chế mẹ má ba bố cha o mệ hia tía quản đốc đốc trưởng chuyền phó giám chủ thợ cai kế toán
chtc ct gđ tp đội gặp
"""


def _exact(words: str) -> frozenset[str]:
    return frozenset(words.lower().split())


FAMILY_WORDS, GIVEN_WORDS, RANK_WORDS = _exact(FAMILY), _exact(GIVEN), _exact(RANKS)
FAMILY_FOLDED = frozenset(map(fold, FAMILY_WORDS))
GIVEN_FOLDED = frozenset(map(fold, GIVEN_WORDS))
TITLE_FOLDED = frozenset(map(fold, _exact(TITLES)))
