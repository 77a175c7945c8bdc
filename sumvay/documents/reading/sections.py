"""What each heading of the body is for: content to spread, duties of units, dates, purpose, funds and so on."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from sumvay.documents.reading.outline import Node
from sumvay.documents.reading.wording import ORGANISATION, UPPER, spelled_out
from sumvay.vietnamese.letters import fold


class Purpose(StrEnum):
    """What the lines under a heading are about."""

    CONTENT = "content"
    DUTIES = "duties"
    TARGETS = "targets"
    DATES = "dates"
    PROCESS = "process"
    ASIDE = "aside"  # purpose, scope, funds, prizes, shortcomings: asks nothing of units
    OURS = "ours"  # what the issuer itself does


# First match wins; headings are compared without accents.
TITLES = [
    (
        Purpose.ASIDE,
        r"muc dich|muc tieu|quan diem|pham vi|doi tuong|nguyen tac|han che|ton tai|nguyen nhan|kho khan|vuong mac",
    ),
    (
        Purpose.ASIDE,
        r"kinh phi|nguon luc|giai thuong|khen thuong|co cau giai|cach (thuc )?cham|tieu chi|ban quyen|khieu nai",
    ),
    (
        Purpose.ASIDE,
        r"yeu cau (doi voi|ve|cua) (bai|tac pham|san pham|video|anh)|the le|de xuat|kien nghi|dieu khoan|cach thuc",
    ),
    (Purpose.ASIDE, r"hinh thuc( to chuc| tuyen truyen| truyen thong| thuc hien)?$"),
    (Purpose.TARGETS, r"chi tieu"),
    (Purpose.PROCESS, r"quy trinh|cac buoc|trinh tu|bao mat"),
    (Purpose.DATES, r"thoi gian|thoi han|tien do|lich |moc thoi gian|dang ky|noi nhan|dia chi nhan"),
    (
        Purpose.DUTIES,
        r"to chuc( thuc hien)?$|to chuc thuc hien|trach nhiem|phan cong|viec can lam|nhiem vu|bien phap"
        r"|giai phap|che do bao cao|bao cao",
    ),
    (Purpose.DUTIES, r"(mot so )?yeu cau\b|de nghi|.*\b(de nghi|yeu cau|giao|phan cong)\b.*:$|thong tin,? bao cao"),
]
# An opening that ends so is followed by duties, unless it announces content to spread.
ASKED = re.compile(r"(?:đề nghị|yêu cầu|chỉ đạo|hướng dẫn|điện|giao)\b.*:$", re.I)
SPREAD = re.compile(
    r"(?:tuyên truyền|truyền thông|phổ biến|thông tin)\b[^:]{0,80}\b(?:nội dung|vấn đề|chủ đề)\b[^:]*:$", re.I
)
ADDRESSED = re.compile(r"^(?:đối với|về phía)\s+", re.I)
LEVELS = {"tinh", "thanh", "huyen", "quan", "phuong", "xa", "thi", "cac"}
# A heading over a line like this asks for something, whatever its name.
QUOTA = re.compile(r"\b(?:ít nhất|tối thiểu|tối đa|không quá)\s+\d", re.I)
DEADLINE = re.compile(r"\b(?:trước|chậm nhất|muộn nhất|hết)\s[^.;]{0,20}\d{1,2}/\d{1,2}", re.I)
LOWER = re.compile(
    r"(?:các\s+)?(?:cđcs|công đoàn cơ sở)|mỗi\s|các (?:đơn vị|cấp công đoàn|công đoàn|cơ sở|cụm)|đơn vị\b"
    r"|chủ tịch cđcs|ban chấp hành"
    r" (?:các )?(?:cđcs|công đoàn cơ sở)|bch (?:cđcs|công đoàn cơ sở)|công đoàn (?:các )?(?:xã|phường"
    r"|tổng công ty|công ty|tập đoàn|cấp"
    r" trên|trực thuộc|cơ quan|doanh nghiệp)(?:,|\s(?:các|trực|cơ|có|và|trên))|liên đoàn lao động các|lđlđ các",
    re.I,
)
OFFICE = re.compile(
    rf"(?:Thường trực|BTV|(?:Ủy|Uỷ) ban Kiểm tra|UBKT|Văn phòng|Ban (?=[{UPPER}])|Phòng|Tổ (?=[{UPPER}]|thư ký)"
    rf"|Hai (?:bên|đơn vị))\b"
)


def purposes_of(outline: Node, issuers: Iterable[str]) -> dict[int, Purpose]:
    """The purpose of every heading, and of items listed right under "… đề nghị:", by the place where each starts."""
    purposes = {node.start: _purpose(node, list(issuers)) for node in outline.below() if node.children}
    return purposes | dict.fromkeys(_asked_at_once(outline), Purpose.DUTIES)


def purpose_at(node: Node, purposes: dict[int, Purpose]) -> Purpose | None:
    """The purpose of the headings over a line: an aside or the issuer's own part first, else the nearest one."""
    found = [purposes[heading.start] for heading in node.above()]
    if not found:
        return purposes.get(node.start)
    special = [p for p in found if p in (Purpose.ASIDE, Purpose.OURS)]
    if special:
        return special[0]
    return next((p for p in found if p is not Purpose.CONTENT), Purpose.CONTENT)


def _asked_at_once(outline: Node) -> Iterator[int]:
    asked = False
    for node in outline.children:
        if node.kind == "text":
            asked = bool(ASKED.search(node.text)) and not SPREAD.search(node.text)
        elif asked and not node.children:
            yield node.start


def is_ours(words: str, issuers: Iterable[str]) -> bool:
    """Whether a phrase begins by naming the issuer or one of its offices, not the units below."""
    words = ADDRESSED.sub("", words)
    if LOWER.match(words):
        return False
    name = spelled_out(words)
    if OFFICE.match(words) or name.startswith("cong doan nganh"):
        return True
    return bool(ORGANISATION.match(words)) and any(_names_issuer(name, issuer) for issuer in issuers)


def _names_issuer(name: str, issuer: str) -> bool:
    # "Công đoàn phường" names "Công đoàn phường Lê Chân"; after the name the phrase may go on with a verb.
    words, own = name.split(), issuer.split()
    shared = next((n for n, (a, b) in enumerate(zip(words, own, strict=False)) if a != b), min(len(words), len(own)))
    if words[shared : shared + 1] and words[shared] in LEVELS:
        return False
    return shared >= 3 or shared == len(own) >= 2


def _purpose(node: Node, issuers: list[str]) -> Purpose:
    title = fold(node.text)
    for purpose, pattern in TITLES:
        if re.match(pattern, title):
            return purpose
    if is_ours(node.text, issuers):
        return Purpose.OURS
    below = " ".join(child.text for child in node.children)
    if LOWER.match(ADDRESSED.sub("", node.text)) or (QUOTA.search(below) and DEADLINE.search(below)):
        return Purpose.DUTIES
    return Purpose.CONTENT
