"""Names of units printed in capitals, given back in ordinary writing."""

import re

from sumvay.documents.reading.wording import LOWER, UPPER
from sumvay.vietnamese.letters import fold

# In the order they are tried; what is left over is taken for a proper name.
FIXED = [
    "Tổng Liên đoàn Lao động Việt Nam", "Tổng Liên đoàn", "Liên đoàn Lao động", "Đoàn Chủ tịch", "Công đoàn",
    "Nghiệp đoàn", "Tạp chí", "Ban Thường vụ", "Ban Chấp hành", "Ủy ban Kiểm tra", "Ban Tổ chức", "Văn phòng",
    "Việt Nam", "cơ sở", "tỉnh", "thành phố", "thị xã", "thị trấn", "huyện", "quận", "phường", "xã",
    "Khu công nghiệp", "Khu công nghệ cao", "Khu kinh tế", "các", "và", "trực thuộc", "trung ương", "ngành",
    "Tổng công ty", "Tập đoàn", "Công ty",
]  # fmt: skip
SHORT_FORM = re.compile(r"LĐLĐ|CĐCS|CĐ|KCN|KCX|KCNC|TNHH|MTV|UBND|MTTQ|TP|VN")
# Sector names: only the first word of each part is a capital ("Nông nghiệp và Phát triển nông thôn").
PAIRS = {
    "cong nghiep", "cong thuong", "nong nghiep", "nong thon", "phat trien", "xay dung", "giao duc", "dao tao",
    "giao thong", "van tai", "ngan hang", "dau khi", "dien luc", "cao su", "dien tu", "buu dien", "thong tin",
    "truyen thong", "hang hai", "hang khong", "duong sat", "vien chuc", "khoang san", "the thao", "du lich",
    "quoc phong", "cong an", "tai chinh", "kinh te", "xa hoi", "lao dong", "doi song", "cong nghe", "cong doan",
    "lam nghiep", "thuy san", "y te", "phan xuong",
}  # fmt: skip


def ordinary(name: str, text: str) -> str:
    """
    A name in capitals as the paper's own running text writes it, else by rule.

    `name`: in capitals; `text`: the paper's body, where the same name mostly stands in ordinary writing.
    """
    words = r"\s+".join(re.escape(word) for word in name.split())
    for found in re.finditer(rf"\b{words}\b", text, re.I):
        if any(c.islower() for c in found.group()):
            return " ".join(found.group().split())
    return _by_rule(" ".join(name.split()))


def _by_rule(name: str) -> str:
    words, place, parts = name.split(), 0, []
    while place < len(words):
        fixed = next(
            (f for f in FIXED if [fold(w) for w in words[place : place + len(f.split())]] == fold(f).split()), None
        )
        if fixed:
            parts.append(_as_written(" ".join(words[place : place + len(fixed.split())]), fixed))
            place += len(fixed.split())
        elif fold(" ".join(words[place : place + 2])) in PAIRS:
            parts += [_title(words[place]), words[place + 1].lower()]
            place += 2
        else:
            parts.append(words[place] if SHORT_FORM.fullmatch(words[place]) else _title(words[place]))
            place += 1
    text = " ".join(parts)
    return text[:1].upper() + text[1:]


def _as_written(capitals: str, pattern: str) -> str:
    return "".join(c if p.isupper() else c.lower() for c, p in zip(capitals, pattern, strict=False))


def _title(word: str) -> str:
    return re.sub(rf"[{UPPER}{LOWER}]+", lambda m: m[0][:1].upper() + m[0][1:].lower(), word)
