"""Words that are often confused or lose a mark in union news, with what was meant."""

# Keys are lower-case; a key is matched as whole words, in any capitals.
ANOTHER_WORD = {
    "bổ xung": "bổ sung", "chia xẻ": "chia sẻ", "chia sẽ": "chia sẻ",
    "chuẩn đoán": "chẩn đoán", "chỉnh chu": "chỉn chu", "chân trọng": "trân trọng", "công xuất": "công suất",
    "dành chiến thắng": "giành chiến thắng", "dành giải": "giành giải", "giành cho": "dành cho",
    "đọc giả": "độc giả", "đường xá": "đường sá", "lãi xuất": "lãi suất",
    "lãng mạng": "lãng mạn", "năng xuất": "năng suất", "sát nhập": "sáp nhập", "sơ xuất": "sơ suất",
    "suất sắc": "xuất sắc", "sử lý": "xử lý", "xắp xếp": "sắp xếp", "sắp sếp": "sắp xếp", "tập chung": "tập trung",
    "thăm quan": "tham quan", "trao dồi": "trau dồi", "tựu chung": "tựu trung", "vô hình chung": "vô hình trung",
    "xuất quà": "suất quà", "xuất ăn": "suất ăn", "xuất học bổng": "suất học bổng", "xúc tích": "súc tích",
    "xung sức": "sung sức", "xum vầy": "sum vầy", "xum họp": "sum họp", "sum xuê": "sum suê",
    "trú trọng": "chú trọng", "chẻ em": "trẻ em", "trân thành": "chân thành", "xây dưng": "xây dựng",
}  # fmt: skip
ANOTHER_TONE = {
    "bồi dưởng": "bồi dưỡng", "cãm ơn": "cảm ơn", "củng như": "cũng như", "cỗ vũ": "cổ vũ", "đãm bảo": "đảm bảo",
    "đại biễu": "đại biểu", "giãi thưởng": "giải thưởng", "giãi quyết": "giải quyết", "giử gìn": "giữ gìn",
    "gìn giử": "gìn giữ", "hoàn cãnh": "hoàn cảnh", "hổ trợ": "hỗ trợ",
    "hướng dẩn": "hướng dẫn", "kỷ năng": "kỹ năng", "kỷ thuật": "kỹ thuật", "kỹ luật": "kỷ luật",
    "kỹ niệm": "kỷ niệm", "lảnh đạo": "lãnh đạo", "mâu thuẩn": "mâu thuẫn", "mổi": "mỗi", "nghĩ hưu": "nghỉ hưu",
    "nghĩ lễ": "nghỉ lễ", "nghĩ phép": "nghỉ phép", "nghĩ tết": "nghỉ Tết",
    "phát biễu": "phát biểu", "phát triễn": "phát triển", "sẳn sàng": "sẵn sàng", "thão luận": "thảo luận",
    "thoã thuận": "thỏa thuận", "tiêu biễu": "tiêu biểu", "triễn khai": "triển khai", "tuyên truyển": "tuyên truyền",
    "ũng hộ": "ủng hộ", "chổ ở": "chỗ ở", "gặp gở": "gặp gỡ", "cải vã": "cãi vã", "nổ lực": "nỗ lực",
    "những vướng mắt": "những vướng mắc", "khó khắn": "khó khăn", "doanh nghiêp": "doanh nghiệp",
    "công nhan": "công nhân", "phuc lợi": "phúc lợi",
}  # fmt: skip
WITHOUT_BAR = {
    "công doàn": "công đoàn", "doàn viên": "đoàn viên", "doàn kết": "đoàn kết", "lao dộng": "lao động",
    "dồng chí": "đồng chí", "dại hội": "đại hội", "dơn vị": "đơn vị", "dời sống": "đời sống", "dại diện": "đại diện",
    "dối thoại": "đối thoại", "hoạt dộng": "hoạt động", "lãnh dạo": "lãnh đạo",
    "hợp dồng": "hợp đồng", "quyết dịnh": "quyết định", "nghị dịnh": "nghị định", "triệu dồng": "triệu đồng",
    "tỷ dồng": "tỷ đồng", "nghìn dồng": "nghìn đồng", "dịa phương": "địa phương", "chế dộ": "chế độ",
    "giúp dỡ": "giúp đỡ", "diều kiện": "điều kiện", "dánh giá": "đánh giá", "dào tạo": "đào tạo",
    "dảm bảo": "đảm bảo",
}  # fmt: skip
# Words of every union paper: the same letters with other marks are a slip, but for the few that are words themselves
COMPOUNDS = (
    "công đoàn", "liên đoàn", "tổng liên đoàn", "đoàn viên", "người lao động", "lao động", "công nhân", "viên chức",
    "được biết", "chủ tịch", "ban chấp hành", "ban thường vụ", "đại hội", "hội nghị", "nghị quyết",
    "doanh nghiệp", "chính sách", "pháp luật", "chế độ", "đời sống", "phúc lợi", "bảo hiểm", "xã hội", "quan hệ",
    "tiền lương", "tiền thưởng", "hợp đồng", "đối thoại", "thương lượng", "kiến nghị", "phản ánh", "tuyên truyền",
    "phong trào", "thi đua", "khen thưởng", "biểu dương", "hoàn cảnh", "khó khăn", "chăm lo", "hỗ trợ", "trao tặng",
    "phát biểu", "phát triển", "triển khai", "lãnh đạo", "nhiệm vụ", "hoạt động", "tổ chức", "thực hiện", "đồng chí",
    "đơn vị", "địa phương", "thành phố", "gia đình", "tập thể", "sum vầy", "nghĩa tình", "nhà trọ",
)  # fmt: skip
ALSO_WORDS = {"công đoạn", "tổ chúc", "nhà tro", "phản anh", "hội nghĩ", "thi đùa", "gia định"}
