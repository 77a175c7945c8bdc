"""Words and letters that every step of the reader knows: capitals, organisations, offices, kinds of papers."""

import re

from sumvay.vietnamese.letters import fold

UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"

MARKER = re.compile(
    r"(?P<marker>(?P<chapter>(?:Phần|Chương|Mục|Điều)\s+(?:\d{1,2}|[IVX]{1,5}))\s*[.:)]?"
    r"|(?P<capital>[A-H])\s*\.(?!\S)|(?P<roman>[IVX]{1,5})\s*[.)/](?!\S)|(?P<decimal>\d{1,2}(?:\.\d{1,2})+)\s*[.)]?(?!\S)|(?P<number>\d{1,2})\s*[.)/](?!\S)"
    rf"|(?P<letter>[{LOWER}])\s?\)(?!\S)|(?P<stars>\*+)(?=[\s{UPPER}“\"])|(?P<dash>[-–—])(?=[\s{UPPER}“\"])"
    r"|(?P<plus>\+)|(?P<bullet>[•●▪■◦»])|(?P<circle>o)(?=\s\S))\s*"
)
NAME = re.compile(rf"(?:[{UPPER}][^\W\d_]*\s){{1,5}}[{UPPER}][^\W\d_]*")
KINDS = {
    "công văn": "cong_van",
    "kế hoạch": "ke_hoach",
    "hướng dẫn": "huong_dan",
    "thông báo": "thong_bao",
    "chương trình": "chuong_trinh",
    "báo cáo": "bao_cao",
    "thể lệ": "the_le",
    "chỉ thị": "chi_thi",
    "quy định": "quy_dinh",
    "nghị quyết": "nghi_quyet",
    "luật": "luat",
    "bộ luật": "luat",
}
OTHER_KINDS = [
    "quyết định", "nghị định", "thông tư", "kết luận", "điều lệ", "công điện", "tờ trình", "quy chế", "đề án",
    "thông tri", "pháp lệnh", "biên bản", "giấy mời", "thư kêu gọi", "lời kêu gọi", "phương án", "dự án", "chiến lược",
    "thông cáo", "quy trình", "giấy giới thiệu", "đề cương",
]  # fmt: skip
BASIS_ONLY = {"quy_dinh", "nghi_quyet", "luat"}
ORGANISATION = re.compile(
    r"(?:tổng liên đoàn|liên đoàn|lđlđ|tổng lđlđ|công đoàn|cđ|cđcs|nghiệp đoàn|tạp chí|báo|đài|ban|ủy ban"
    r"|uỷ ban|ubnd|sở|bộ|đảng ủy"
    r"|đảng uỷ|hội|cụm|trường|trung tâm|công ty|tổng công ty|tập đoàn|văn phòng|cục|chi cục|hội đồng"
    r"|đoàn chủ tịch|nhà văn hóa|viện)\b",
    re.I,
)
SHORT_FORMS = [
    (re.compile(r"\btổng lđlđ\b"), "tổng liên đoàn lao động"),
    (re.compile(r"\blđlđ\b"), "liên đoàn lao động"),
    (re.compile(r"\bcđ\b"), "công đoàn"),
    (re.compile(r"\bkcn\b"), "khu công nghiệp"),
    (re.compile(r"\btp\b\.?"), "thành phố"),
]


def is_capitals(text: str) -> bool:
    """Whether a line is set in capitals, as titles, issuers and posts are."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def kind_of(words: str) -> str:
    """The code of a kind of paper by the words that name it ("Kế hoạch liên tịch" is ke_hoach); khac when unknown."""
    folded = fold(words)
    return next((code for name, code in KINDS.items() if folded.startswith(fold(name))), "khac")


def spelled_out(name: str) -> str:
    """A unit's name in small letters with the usual short forms written out, to compare two names."""
    name = name.lower()
    for short, whole in SHORT_FORMS:
        name = short.sub(whole, name)
    return fold(name)
