"""The words by which a message says that a person should see it at once, for the officer to see why."""

import re

from sumvay.vietnamese import fold, nfc

# Danger to life or limb; violence, threats, harassment; people locked in, child labour; self-harm; a stoppage or a
# mob; an owner who flees. With accents; a message without any is read without
WORDS = """
bị điện giật|điện giật|giật điện|rò điện|rò rỉ|rò gas|xì gas|mùi gas|bốc cháy|đang cháy|cháy|bốc khói|khói đen
|phát nổ|nổ|sập|sắp đổ|sụp|đứt cáp|rơi từ|té từ|ngã từ|kẹt trong|mắc kẹt|bị kẹt|bị cuốn|bị cán|bị dập|đứt tay
|đứt ngón|chảy máu|ngất xỉu|ngất|xỉu|khó thở|tím tái|co giật|bất tỉnh|hôn mê|ngộ độc|nôn ói|ói mửa|cấp cứu
|chết người|ngạt|bỏng|axit|hóa chất|đánh đập|đánh|đấm|tát|bóp cổ|đâm|chém|dao|súng|gậy|côn đồ|giang hồ
|xã hội đen|đòi giết|giết|xử đẹp|hăm dọa|hăm|đe dọa|dọa|sàm sỡ|sờ soạng|sờ mông|sờ|quấy rối|gạ gẫm|gạ|cưỡng hiếp
|hiếp|đụng chạm|đòi ngủ|vào khách sạn|quay lén|ảnh nóng|nhốt|khóa trái|khóa cửa|khóa cổng
|xích cửa|không cho ra|không cho về|không ra được|bị giữ|giữ hộ chiếu|lao động trẻ em|trẻ em|mười ba tuổi
|mười bốn tuổi|12 tuổi|13 tuổi|14 tuổi|11 tuổi|tự tử|tự vẫn|muốn chết|chết cho|chết quách|không muốn sống
|hết muốn sống|sống làm gì|nhảy lầu|nhảy cầu|nhảy xuống|thuốc ngủ|thuốc sâu|uống thuốc|rạch tay|thư tuyệt mệnh
|kết thúc tất cả|đình công|ngừng việc|nghỉ việc tập thể|lãn công|bãi công|biểu tình|ngồi lì|không vào chuyền
|không vô chuyền|tắt máy|đập phá|bao vây|chặn cổng|chặn xe|kéo lên|kéo ra|tập trung trước cổng|kích động|đốt
|bỏ trốn|trốn|biến mất|ôm tiền|chở máy|dọn máy|tẩu tán|tháo máy|bốc máy|không liên lạc được|cửa đóng|vắng chủ
"""


def _pattern(words: list[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)


WRITTEN = WORDS.replace("\n", "").strip().split("|")
# The tone stands on either vowel: dọa, doạ
WRITTEN += [word.replace("ọa", "oạ").replace("óa", "oá") for word in WRITTEN if "ọa" in word or "óa" in word]
WITH_ACCENTS = _pattern(WRITTEN)
# Without accents a short word may be another one: "no" is nổ, nợ and nó
CLEAR_ALONE = {"nhốt", "xỉu", "ngất", "axit", "sập", "đâm", "chém", "giết", "hiếp"}
WITHOUT = _pattern([fold(word) for word in WRITTEN if " " in word or word in CLEAR_ALONE])
MOST = 3


def danger_words(text: str) -> list[str]:
    """The danger words of a message as they stand in it, each once, at most three."""
    plain = nfc(text)
    found = WITHOUT.findall(plain) if plain.isascii() else WITH_ACCENTS.findall(plain)
    return list(dict.fromkeys(word.lower() for word in found))[:MOST]
