"""Which enterprise and which place a message speaks of, found by the words before the name; quick enough for intake."""

import re
from itertools import pairwise

from sumvay.feedback.reading.number_patterns import CAPITALS, same_length_fold
from sumvay.feedback.reading.ordinary_words import is_ordinary

KIND = (
    r"c(?:ông )?ty|c\.ty|cty|ct(?= tnhh| cp| may)|doanh nghiệp|xí nghiệp|nhà máy|tập đoàn|tổng công ty|"
    r"hợp tác xã|htx|"
    r"bệnh viện|bv|phòng khám|khách sạn|ks|nhà hàng|siêu thị|ngân hàng|nông trường|xưởng|hãng taxi|"
    r"trường (?:mầm non|tiểu học|thcs|thpt)"
)
FORM = (
    r"tnhh|cp|cổ phần|mtv|một thành viên|1tv|1 thành viên|tm|dv|sx|xk|xnk|xklđ|thương mại|dịch vụ|sản xuất|"
    r"xuất nhập khẩu|"
    r"liên doanh|quốc tế"
)
TRADE = (
    r"may mặc|may xuất khẩu|may|da giày|giày dép|giày|dệt nhuộm|dệt may|dệt|sợi|nhuộm|gỗ|nội thất|bao bì|balo|"
    r"túi xách|nhựa|"
    r"cao su|thép|cơ khí|xi mạ|xi măng|gạch men|gạch|gốm|điện tử|điện lạnh|linh kiện|phần mềm|công nghệ|"
    r"viễn thông|thuỷ sản|"
    r"thủy sản|hải sản|thực phẩm|bánh kẹo|nước mắm|chế biến|chè|hạt điều|dược phẩm|giấy|xây dựng|xây lắp|cầu đường|"
    r"vận tải|vận chuyển|logistics|taxi|xe khách|xe buýt|môi trường đô thị|môi trường|môi giới|cung ứng nhân lực|"
    r"cung ứng lao động|cung ứng|nhân lực|cấp nước|cây xanh|du lịch|hoá chất|hóa chất|chế tạo|mây tre|đồ chơi|in ấn"
)
# Ordinary words too ("kính", "sơn", "bảo vệ"): names only after the word for company
TRADE_TOO = r"kính|đá|sứ|điện|mắm|tôm|sơn|pin|bảo vệ|vệ sĩ|vệ sinh|thương mại|đầu tư|sản xuất|su|in"


def _both(pattern: str) -> str:
    """Words as they are and without accents."""
    return f"{pattern}|{same_length_fold(pattern)}"


LED = re.compile(
    rf"(?<!\w)(?:{_both(KIND)}) (?:(?:{_both(FORM)})[ &.,-]+)*(?:(?:{_both(TRADE + '|' + TRADE_TOO)}) )*(?=\w)"
)
# Trades that lead a name without the word for company: "may Tường An", "bên giày Phú Cường Thịnh"
TRADED = re.compile(rf"(?<!\w)(?:{TRADE}) (?=\w)")
TRADED_PLAIN = re.compile(rf"(?<!\w)(?:{same_length_fold(TRADE)}) (?=\w)")
NAME = rf"(?:[{CAPITALS}][\w'&-]*)"
NAMED = re.compile(rf"{NAME}(?:[ -](?:&[ ])?(?:{NAME}|\d{{1,3}}(?= *[.,;)]|$))){{0,4}}")
# A workshop inside an enterprise, a size of paper: "xưởng A2", "giấy A4"
HALL = re.compile(r"[A-Z]{1,2}\d{1,3}")
PLAIN_NAME = re.compile(r"([a-z]+)[ -]([a-z]+)(?: (vina|viet nam|vn|group|garment|express))?")
BY_ENDING = re.compile(
    rf"{NAME}(?: {NAME}){{0,3}} (?:Vina|VINA|Express|Garment|Electronics|Group|Logistics|JSC|Seafood|Textile)(?!\w)"
)
PLACE_LED = re.compile(
    r"(?<!\w)(kcn|kcx|ccn|khu công nghiệp|khu chế xuất|cụm công nghiệp|khu công nghệ cao|khu kinh tế|tp|"
    r"thành phố|tỉnh|huyện|"
    r"quận|thị xã|thị trấn|phường|xã|khu cong nghiep|khu che xuat|cum cong nghiep|khu cong nghe cao|thanh pho|"
    r"thi xa|thi tran|"
    r"huyen) (?=\w)"
)
# Provinces and cities, those before the mergers of 2025 too, and towns of much industry
TOWNS = """
an giang|ba ria|vung tau|bac giang|bac kan|bac lieu|bac ninh|ben tre|binh dinh|binh duong|binh phuoc|binh thuan|
ca mau|can tho|cao bang|da nang|dak lak|dak nong|dien bien|dong nai|dong thap|gia lai|ha giang|ha nam|ha noi|
ha tinh|hai duong|hai phong|hau giang|hoa binh|hung yen|khanh hoa|kien giang|kon tum|lai chau|lam dong|lang son|
lao cai|long an|nam dinh|nghe an|ninh binh|ninh thuan|phu tho|phu yen|quang binh|quang nam|quang ngai|quang ninh|
quang tri|soc trang|son la|tay ninh|thai binh|thai nguyen|thanh hoa|thua thien|tien giang|tra vinh|tuyen quang|
vinh long|vinh phuc|yen bai|sai gon|bien hoa|thu duc|di an|thuan an|ben cat|tan uyen|long thanh|nhon trach|duc hoa|
ben luc|can giuoc|cu chi|hoc mon|binh tan|tan binh|que vo|yen phong|tu son|viet yen|pho noi|my hao|kim thanh|
nghi son|chu lai|dung quat|quy nhon|buon ma thuot|pleiku|da lat|nha trang|cam ranh|phan thiet|rach gia|long xuyen|
my tho|sa dec|cao lanh|go cong|trang bang|song than|dong anh|soc son|me linh|gia lam|thuy nguyen|an duong|uong bi|
cam pha|ha long|mong cai|viet tri|song cong|pho yen|tam ky|hoi an|dien ban|hoa khanh|lien chieu|vinh loc|tan tao
"""
TOWN_PAIRS = frozenset(tuple(town.split()) for town in TOWNS.replace("\n", "").split("|") if len(town.split()) == 2)
WORD = re.compile(r"[^\W_]+")
ZONES = {"khu cong nghiep": "kcn", "khu che xuat": "kcx", "cum cong nghiep": "ccn", "khu cong nghe cao": "kcnc"}
# Written or left out at will; a ward or commune, of which many have one name, keeps its word
GOVERNED = re.compile(r"^(?:tp|thanh pho|tinh|huyen|quan|thi xa|thi tran) (?=\w)")
PLAIN_LEAD = same_length_fold(f"{KIND}|{FORM}|{TRADE}|{TRADE_TOO}")
DROPPED = re.compile(rf"^(?:(?:{PLAIN_LEAD}|ben|o) )+|(?: (?:{same_length_fold(FORM)}|vina|viet nam|vn|jsc|ltd|co))+$")


def enterprise_in(text: str) -> str:
    """The enterprise a message names first, as it is written there; "" when it names none."""
    folded = same_length_fold(text)
    cased, lowered = _is_cased(text), text.lower()
    for led in (LED, TRADED if lowered != folded else TRADED_PLAIN):
        for match in led.finditer(lowered):
            end = _end_of_name(text, folded, match.end(), cased)
            if end:
                return " ".join(text[match.start() : end].split())
    ending = BY_ENDING.search(text) if cased else None
    return ending[0] if ending else ""


def place_in(text: str) -> str:
    """The industrial zone, town or province a message names, as it is written there; "" when it names none."""
    folded = same_length_fold(text)
    cased = _is_cased(text)
    for match in PLACE_LED.finditer(text.lower()):
        end = _end_of_name(text, folded, match.end(), cased, told_as_zone=match[1].startswith(("k", "c")))
        if end:
            return text[match.start() : end]
    words = list(WORD.finditer(folded))
    for one, two in pairwise(words):
        if (one[0], two[0]) in TOWN_PAIRS and (not cased or text[one.start()].isupper()):
            return text[one.start() : two.end()]
    return ""


def key_of(name: str) -> str:
    """The name by which one enterprise is known however it is written: "Cty TNHH May Tường An" gives "tuong an"."""
    plain = " ".join(WORD.findall(same_length_fold(name)))
    return DROPPED.sub("", plain).strip() or plain


def place_key_of(name: str) -> str:
    """The name by which one place is known however it is written: "Khu công nghiệp Sông Đà" gives "kcn song da"."""
    plain = " ".join(WORD.findall(same_length_fold(name)))
    for said, short in ZONES.items():
        plain = re.sub(rf"^{said}\b", short, plain)
    return GOVERNED.sub("", plain) or plain


def _is_cased(text: str) -> bool:
    """Whether capitals mean something: not in messages without any, nor in those of nothing else."""
    capitals = sum(map(str.isupper, text))
    return capitals >= 2 and capitals * 3 < len(text)


def _end_of_name(text: str, folded: str, at: int, cased: bool, *, told_as_zone: bool = False) -> int:
    """Where the name that starts here ends; 0 when no name does. After "kcn" any second word is part of a name."""
    named = NAMED.match(text, at) if cased else PLAIN_NAME.match(folded, at)
    if not named or HALL.fullmatch(named[0]):
        return 0
    if cased:
        # "Công ty Nước sạch": the capital of a phrase, not of a name
        goes_on = " " not in named[0] and text[named.end() : named.end() + 2].strip().islower()
        parts = [named.span()] if goes_on else []
    else:
        parts = [named.span(1)] if told_as_zone else [named.span(1), named.span(2)]
    if any(is_ordinary(text[begin:end].lower(), folded[begin:end]) for begin, end in parts):
        return 0
    return named.end()
