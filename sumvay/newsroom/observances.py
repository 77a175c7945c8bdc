"""Days a union newsroom keeps in mind, by the sun and by the moon; names as Vietnamese papers print them."""

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from lunar_vn import solar_to_lunar

from sumvay.vietnamese import lunar_day, tet_day

DAY = timedelta(days=1)


class Observance(NamedTuple):
    """A day to write about; `is_major` where a union newsroom always has something."""

    name: str
    is_major: bool = False
    is_lunar: bool = False


BY_THE_SUN = {
    (1, 1): [Observance("Tết Dương lịch", True)],
    (1, 9): [Observance("Ngày truyền thống học sinh, sinh viên")],
    (2, 3): [Observance("Ngày thành lập Đảng Cộng sản Việt Nam", True)],
    (2, 27): [Observance("Ngày Thầy thuốc Việt Nam", True)],
    (3, 8): [Observance("Ngày Quốc tế Phụ nữ", True)],
    (3, 20): [Observance("Ngày Quốc tế Hạnh phúc")],
    (3, 26): [Observance("Ngày thành lập Đoàn TNCS Hồ Chí Minh")],
    (4, 21): [Observance("Ngày Sách và Văn hóa đọc Việt Nam")],
    (4, 28): [Observance("Ngày thế giới vì an toàn và sức khỏe tại nơi làm việc", True)],
    (4, 30): [Observance("Ngày Chiến thắng", True)],
    (5, 1): [
        Observance("Ngày Quốc tế Lao động", True),
        Observance("Mở đầu Tháng Công nhân, Tháng hành động về ATVSLĐ"),
    ],
    (5, 7): [Observance("Ngày Chiến thắng Điện Biên Phủ")],
    (5, 19): [Observance("Ngày sinh Chủ tịch Hồ Chí Minh", True)],
    (6, 1): [Observance("Ngày Quốc tế Thiếu nhi", True)],
    (6, 5): [Observance("Ngày Môi trường thế giới")],
    (6, 21): [Observance("Ngày Báo chí cách mạng Việt Nam", True)],
    (6, 28): [Observance("Ngày Gia đình Việt Nam")],
    (7, 27): [Observance("Ngày Thương binh - Liệt sĩ", True)],
    (7, 28): [Observance("Ngày thành lập Công đoàn Việt Nam", True)],
    (8, 19): [Observance("Ngày Cách mạng tháng Tám thành công")],
    (9, 2): [Observance("Quốc khánh", True)],
    (10, 10): [Observance("Ngày Chuyển đổi số quốc gia")],
    (10, 13): [Observance("Ngày Doanh nhân Việt Nam")],
    (10, 20): [Observance("Ngày Phụ nữ Việt Nam", True)],
    (11, 9): [Observance("Ngày Pháp luật Việt Nam")],
    (11, 18): [Observance("Ngày hội Đại đoàn kết toàn dân tộc")],
    (11, 20): [Observance("Ngày Nhà giáo Việt Nam", True)],
    (11, 24): [Observance("Ngày Văn hóa Việt Nam")],
    (12, 1): [Observance("Ngày thế giới phòng, chống AIDS")],
    (12, 22): [Observance("Ngày thành lập Quân đội nhân dân Việt Nam", True)],
}
# Month and day of the ordinary lunar month
BY_THE_MOON = {
    (1, 1): Observance("Mùng 1 Tết Nguyên đán", True, True),
    (1, 2): Observance("Mùng 2 Tết", False, True),
    (1, 3): Observance("Mùng 3 Tết", False, True),
    (1, 15): Observance("Rằm tháng Giêng", False, True),
    (3, 3): Observance("Tết Hàn thực", False, True),
    (3, 10): Observance("Giỗ Tổ Hùng Vương", True, True),
    (4, 15): Observance("Lễ Phật đản", False, True),
    (5, 5): Observance("Tết Đoan ngọ", False, True),
    (7, 15): Observance("Rằm tháng Bảy, Vu lan", False, True),
    (8, 15): Observance("Tết Trung thu", True, True),
    (12, 23): Observance("Ông Công, ông Táo", False, True),
}
NEW_YEARS_EVE = Observance("Giao thừa", True, True)


def observances_between(first: date, last: date) -> dict[date, list[Observance]]:
    """What stands on each day of a stretch, both ends included; days with nothing are missing. Years 1901 to 2099."""
    found: dict[date, list[Observance]] = defaultdict(list)
    for year in range(first.year - 1, last.year + 1):
        found[tet_day(year + 1) - DAY].append(NEW_YEARS_EVE)
        for (month, day), observance in BY_THE_MOON.items():
            found[lunar_day(year, month, day)].append(observance)
        for (month, day), several in BY_THE_SUN.items():
            found[date(year + 1, month, day)] += several
    return {day: found[day] for day in sorted(found) if first <= day <= last}


def short_lunar(day: date) -> str:
    """The lunar day as calendars print it small: "23", and "1/12" on the first of a month ("1/6 nhuận")."""
    moon = solar_to_lunar(day)
    if moon.day > 1:
        return str(moon.day)
    return f"1/{moon.month}" + (" nhuận" if moon.leap else "")
