"""Made-up pieces for the bench: words of union life by how common they are, rare syllables, numbers of papers."""

import random
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# The first thirds of a text's words come from here, the rest from what follows
COMMON = """
công đoàn|người lao động|đoàn viên|công nhân|doanh nghiệp|tổ chức|hoạt động|chương trình|cán bộ|thực hiện|tham gia
|của|và|các|cho|trong|với|được|những|là|để|tại|đã|có|không|này|khi|từ|đến|về|như|cùng|sẽ|theo|trên|nhiều|một|ra|vào
|công ty|cơ sở|cấp trên|thành phố|địa phương|tỉnh|phường|xã|khu công nghiệp|ban chấp hành|chủ tịch|phó chủ tịch
"""
USUAL = """
lương thưởng|tiền lương|thưởng Tết|Tết Nguyên đán|sum vầy|phúc lợi|nhà ở xã hội|nhà ở công nhân|an toàn lao động
|vệ sinh lao động|bảo hiểm xã hội|bảo hiểm y tế|bảo hiểm thất nghiệp|hợp đồng lao động|thỏa ước lao động tập thể
|đối thoại|thương lượng tập thể|quan hệ lao động|bữa ăn ca|chăm lo|hỗ trợ|quà tặng|vé xe|chuyến tàu|chợ Tết
|mái ấm công đoàn|tháng công nhân|sáng kiến|thi đua|khen thưởng|lao động giỏi|tuyên truyền|pháp luật|tư vấn
|nữ công|trẻ em|con công nhân|học bổng|trường học|nhà trẻ|bệnh viện|khám sức khỏe|tai nạn|bệnh nghề nghiệp
|đào tạo|tập huấn|kỹ năng|tay nghề|việc làm|tuyển dụng|ca đêm|tăng ca|nghỉ phép|thai sản|lương tối thiểu
|đóng góp|quỹ xã hội|tài chính|thu chi|kiểm tra|giám sát|đại hội|hội nghị|báo cáo|kế hoạch|nghị quyết|chỉ thị
|văn hóa|thể thao|văn nghệ|hội thi|giao lưu|du lịch|gia đình|hạnh phúc|nhà văn hóa|thư viện|mạng xã hội
|chuyển đổi số|công nghệ|trực tuyến|ứng dụng|phần mềm|dữ liệu|thông tin|báo chí|phóng viên|tin giả
|xây dựng|dệt may|da giày|điện tử|chế biến|thủy sản|cao su|than khoáng sản|dầu khí|giao thông|y tế|giáo dục
|ngân hàng|viên chức|giáo viên|lái xe|ngư dân|nghiệp đoàn|thợ lò|thợ may|kỹ sư|bảo vệ|tạp vụ|vệ sinh
|số lượng|thường xuyên|thương tật|thượng tầng|tệ nạn|nhân công|đoàn công tác|lao đao|động lực|phục vụ|sum suê
|hoà giải|hòa bình|thúy nga|thuý kiều|khoẻ mạnh|tuỳ chọn|ủy ban|uỷ viên|quý trọng|mùa xuân|mùa hè|mùa thu
|mùa đông|năm học mới|ngày hội|ngày truyền thống|kỷ niệm|thành lập|biên chế|tinh gọn|sáp nhập|hợp nhất
"""
PLACES = """
Hà Nội|Hải Phòng|Đà Nẵng|Cần Thơ|Huế|Quảng Ninh|Thái Nguyên|Bắc Ninh|Nghệ An|Thanh Hóa|Đồng Nai|Tây Ninh|Lâm Đồng
|Khánh Hòa|Gia Lai|Đắk Lắk|Cà Mau|An Giang|Vĩnh Long|Đồng Tháp|Phú Thọ|Lào Cai|Sơn La|Điện Biên|Hưng Yên|Ninh Bình
"""
# What readers type; accented here, asked both ways
ASKED = """
lương thưởng Tết|nhà ở công nhân|an toàn lao động|bảo hiểm xã hội|người lao động|công đoàn cơ sở|mái ấm công đoàn
|Tết sum vầy|thỏa ước lao động tập thể|vé xe Tết|học bổng con công nhân|lương tối thiểu|thai sản|tai nạn lao động
|tháng công nhân|đối thoại doanh nghiệp Bắc Ninh|khám sức khỏe công nhân Đồng Nai|hỗ trợ đoàn viên khó khăn
|tuyển dụng thợ may|chuyển đổi số công đoàn|nghiệp đoàn ngư dân|chủ tịch công đoàn|bữa ăn ca|thương lượng tập thể
|sáng kiến kỹ sư Quảng Ninh|quỹ xã hội|nhà trẻ khu công nghiệp|tăng ca|công nhân|tin giả mạng xã hội|hòa giải|thợ lò
|kế hoạch đại hội|du lịch gia đình đoàn viên|phúc lợi|thưởng Tết Cà Mau|bảo hiểm thất nghiệp|12/2026/NĐ-CP
|chăm lo đời sống nữ công nhân|trường học vùng cao Điện Biên
"""
ONSETS = "b c ch d đ g h kh l m n nh ph s t th tr v x"
RIMES = """
à ạ ả ang ánh ạch ay âm ấp ầu ây ẹo em én ênh ếch ì ít iên iếu oa oắt oang oen oét ôi ộc ồng ợp ơn ùn út uy uôn ươm
ướt ương ượu ưa ựng
"""
ABOUT = 25
TONES = "\u0300\u0309\u0303\u0301\u0323"


class MadeUp(NamedTuple):
    """One piece."""

    title: str
    standfirst: str
    body: str


def made_up(seed: int, part: int = 0) -> Iterator[MadeUp]:
    """Pieces without end, the same for a seed and part; bodies of 400 to 1,100 syllables, one in 200 ten times that."""
    words, weights = _words(random.Random(seed))
    chance = random.Random(seed + part)
    while True:
        title = _sentence(chance.choices(words, weights, k=chance.randint(4, 8)))
        standfirst = _sentence(chance.choices(words, weights, k=chance.randint(12, 24)))
        size = chance.randint(200, 550) * (10 if chance.random() < 0.005 else 1)
        # A piece is about something: some of its words come again and again
        about = chance.choices(words, weights, k=ABOUT)
        chosen = chance.choices(words, weights, k=size // 2) + chance.choices(about, k=size - size // 2)
        chance.shuffle(chosen)
        chosen[0] = (
            f"{chance.randint(1, 200)}/{chance.randint(2018, 2026)}/{chance.choice(('NĐ-CP', 'QĐ-TLĐ', 'TT-BNV'))}"
        )
        sentences = (_sentence(chosen[start : start + 12]) for start in range(0, size, 12))
        yield MadeUp(title[:240], standfirst[:500], " ".join(sentences))


def asked() -> list[str]:
    """What readers type, with accents."""
    return _split(ASKED)


def _words(chance: random.Random) -> tuple[list[str], list[float]]:
    """Words and how often each comes; a third of the phrases people ask for carry wrong accents."""
    phrases = [phrase for phrase in asked() if "/" not in phrase]
    weighed = [(_split(COMMON), 0.55), (_split(USUAL), 0.2), (_split(PLACES), 0.04)]
    weighed += [(phrases, 0.004), ([_mistoned(phrase, chance) for phrase in phrases], 0.002)]
    weighed += [([onset + rime for onset in ONSETS.split() for rime in RIMES.split()], 0.202)]
    words = [word for group, _share in weighed for word in group]
    # Within a group the n-th word comes 1/n as often as the first, as in any language (Zipf)
    weights = []
    for group, share in weighed:
        whole = sum(1 / place for place in range(1, len(group) + 1))
        weights += [share / place / whole for place in range(1, len(group) + 1)]
    return words, weights


def _mistoned(phrase: str, chance: random.Random) -> str:
    """The same letters with another tone on each syllable: "luong thuong tet" finds it, and should not put it first."""
    syllables = []
    for syllable in phrase.split():
        letters = [letter for letter in unicodedata.normalize("NFD", syllable) if letter not in TONES]
        vowel = max(place for place, letter in enumerate(letters) if letter in "aeiouyAEIOUY")
        after = next((n for n in range(vowel + 1, len(letters)) if letters[n].isalpha()), len(letters))
        letters.insert(after, chance.choice(TONES))
        syllables.append(unicodedata.normalize("NFC", "".join(letters)))
    return " ".join(syllables)


def _sentence(words: list[str]) -> str:
    text = " ".join(words)
    return f"{text[:1].upper()}{text[1:]}."


def _split(listed: str) -> list[str]:
    return listed.replace("\n", "").strip().split("|")
