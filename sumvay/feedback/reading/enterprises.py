"""Which enterprise and which place a message speaks of, found by the words before the name; quick enough for intake."""

import re
from itertools import pairwise

from sumvay.feedback.reading.number_patterns import CAPITALS, same_length_fold

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
PLAIN_NAME = re.compile(r"([a-z]+)[ -]([a-z]+)(?: (vina|viet nam|vn|group|garment|express))?")
BY_ENDING = re.compile(
    rf"{NAME}(?: {NAME}){{0,3}} (?:Vina|VINA|Express|Garment|Electronics|Group|Logistics|JSC|Seafood|Textile)(?!\w)"
)
# What follows "công ty" when no name does, as a verb or an ordinary word; folded
ORDINARY_WORDS = """
a ai an anh ap ban bang bao bat be ben bi bia biet bo bon boi bot bua ca cai cam can cap cat chat chay che chi chia
chieu cho chu chua chung chuyen co coi con cong cu cua cung cuoi da dai dang dap dat day de dem den deu di dia dich
dieu do doa doi don dong du dua duoc duong dut e em ep gan ghi gi gia giai giam gio gioi giu giup goi gui hai ham han
hang hay het hien ho hoac hoi hop hua huy j k ke keo kem keu khac khai khao khi khoa khoi khong kia kiem ko ky la lai
lam lan lau lay le lech len lo loi luc luon luong ma mat me mien minh mo moi mot mua muon nam nao nay ne nen neu nghi
ngoai nguoi nha nham nhan nhieu nhin nho nhu nhung no noi non nop nua o oi phai phan phat phep phia phu qua quen qui
quy quyet ra rac rieng roi rut sa sao sap sau se so som su ta tai tang tao te tet thang the them theo thi thieu thu
thue thuong thuoc tien tieu tinh tinh to toi tot tra trang tren tri tro trong trua truoc tru truy tu tui tung tuyen ty
uy va van vao vay ve vi viec vo voi vua vung xa xay xem xep xin xong xuat xuong yeu y thui hok hem dc dk vs z r bh
bhxh tnhh cp mn ad tr nv cn sx
"""
ORDINARY = frozenset(ORDINARY_WORDS.split())
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
        end = _end_of_name(text, folded, match.end(), cased)
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


def _is_cased(text: str) -> bool:
    """Whether capitals mean something: not in messages without any, nor in those of nothing else."""
    capitals = sum(map(str.isupper, text))
    return capitals >= 2 and capitals * 3 < len(text)


def _end_of_name(text: str, folded: str, at: int, cased: bool) -> int:
    """Where the name that starts here ends; 0 when no name does."""
    if cased:
        named = NAMED.match(text, at)
        return named.end() if named and len(named[0]) > 1 else 0
    plain = PLAIN_NAME.match(folded, at)
    if plain and plain[1] not in ORDINARY and plain[2] not in ORDINARY:
        return plain.end()
    return 0
