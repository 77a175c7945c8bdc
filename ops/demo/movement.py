"""The demo's movement: invented provinces, wards, units and people."""

from datetime import date

from sumvay.org.services import UnitRow

SINCE = date(2025, 7, 1)
NATION, SONG_HONG, TRUONG_SON, TEXTILES, ZONES = "TLD", "SH", "TS", "DM", "KCN"

UPPER = [
    (NATION, "Tổng Liên đoàn Lao động (bản dùng thử)", "Tổng Liên đoàn", "national", "", "TLĐ", "Hà Nội"),
    (SONG_HONG, "Liên đoàn Lao động tỉnh Sông Hồng", "LĐLĐ Sông Hồng", "province", NATION, "LĐLĐ", "Sông Hồng"),
    (TRUONG_SON, "Liên đoàn Lao động tỉnh Trường Sơn", "LĐLĐ Trường Sơn", "province", NATION, "LĐLĐ", "Trường Sơn"),
    (TEXTILES, "Công đoàn ngành Sợi - May Sông Hồng", "CĐ ngành Sợi - May", "sector", NATION, "CĐN", "Sông Hồng"),
    (ZONES, "Công đoàn các khu công nghiệp Sông Hồng", "CĐ các KCN", "zone", SONG_HONG, "CĐKCN", "Sông Hồng"),
    ("SH-BL", "Công đoàn phường Bãi Lúa", "CĐ phường Bãi Lúa", "ward", SONG_HONG, "CĐP", "Bãi Lúa"),
    ("SH-CD", "Công đoàn phường Cầu Đá", "CĐ phường Cầu Đá", "ward", SONG_HONG, "CĐP", "Cầu Đá"),
    ("SH-HS", "Công đoàn phường Hồ Sen", "CĐ phường Hồ Sen", "ward", SONG_HONG, "CĐP", "Hồ Sen"),
    ("SH-GV", "Công đoàn xã Gò Vải", "CĐ xã Gò Vải", "commune", SONG_HONG, "CĐX", "Gò Vải"),
    ("SH-BC", "Công đoàn phường Bến Cũ", "CĐ phường Bến Cũ", "ward", SONG_HONG, "CĐP", "Bến Cũ"),
    ("TS-DX", "Công đoàn phường Đèo Xanh", "CĐ phường Đèo Xanh", "ward", TRUONG_SON, "CĐP", "Đèo Xanh"),
    ("TS-ST", "Công đoàn xã Suối Trong", "CĐ xã Suối Trong", "commune", TRUONG_SON, "CĐX", "Suối Trong"),
]

BELOW = {
    ZONES: [
        "Công ty TNHH Cơ khí Ánh Dương", "Công ty TNHH Điện tử Hoa Sứ", "Công ty CP Bao bì Lam Sơn",
        "Công ty TNHH Giày Bình An", "Công ty TNHH Nhựa Tân Tiến Phát", "Công ty CP Thực phẩm Đồng Xanh",
        "Công ty TNHH Linh kiện Sao Mai", "Công ty TNHH Gỗ Thông Đỏ", "Công ty TNHH Dây cáp Thành Phát",
        "Công ty CP Thủy tinh Trong Suốt", "Công ty TNHH Kho vận Ba Sông", "Công ty TNHH Bánh kẹo Mùa Vàng",
    ],
    "SH-BL": [
        "Trường Mầm non Hoa Mai Bãi Lúa", "Bệnh viện Đa khoa Bãi Lúa", "Công ty CP Nước sạch Bãi Lúa",
        "Công ty TNHH Vận tải Đường Xanh", "Trường Tiểu học Bãi Lúa 1", "Hợp tác xã Vận tải Sông Con",
        "Công ty TNHH Siêu thị Nhà Mình",
    ],
    "SH-CD": [
        "Công ty CP Xây lắp Cầu Đá", "Trường THCS Cầu Đá", "Công ty TNHH In Bút Chì", "Trạm Y tế phường Cầu Đá",
        "Công ty TNHH Khách sạn Bến Sông", "Nghiệp đoàn Xe ôm Cầu Đá", "Công ty CP Chiếu sáng Cầu Đá",
    ],
    "SH-HS": [
        "Công ty TNHH May Hồ Sen", "Trường Mầm non Sen Hồng", "Công ty CP Dược Hồ Sen",
        "Công ty TNHH Nội thất Tre Việt", "Trường THPT Hồ Sen", "Công ty TNHH Dịch vụ Bảo vệ Bình Yên",
    ],
    "SH-GV": [
        "Công ty TNHH Dệt Gò Vải", "Hợp tác xã Nông nghiệp Gò Vải", "Công ty TNHH Thức ăn chăn nuôi Ba Vì Xanh",
        "Trường Tiểu học Gò Vải", "Công ty CP Gạch Gò Vải",
    ],
    "SH-BC": ["Công ty CP Cảng Bến Cũ", "Công ty TNHH Cá đông lạnh Bến Cũ"],
    TEXTILES: [
        "Công ty CP May Ban Mai", "Công ty CP Sợi Phương Bắc", "Công ty TNHH May xuất khẩu Tay Vàng",
        "Công ty CP Nhuộm Bảy Màu", "Công ty TNHH May Gia Đình", "Công ty CP Dệt kim Mềm Mại",
    ],
    "TS-DX": [
        "Công ty CP Chè Đèo Xanh", "Trường Dân tộc nội trú Đèo Xanh", "Công ty TNHH Thủy điện Đèo Xanh",
        "Công ty TNHH Chế biến Măng", "Bến xe Đèo Xanh", "Công ty CP Du lịch Mây Trắng",
    ],
    "TS-ST": [
        "Lâm trường Suối Trong", "Trường THCS Suối Trong", "Công ty TNHH Mây tre Suối Trong",
        "Hợp tác xã Dược liệu Suối Trong", "Trạm Y tế xã Suối Trong", "Công ty CP Khoáng Suối Trong",
        "Công ty TNHH Ong mật Rừng Già", "Trường Mầm non Suối Trong", "Công ty TNHH Ván ép Suối Trong",
    ],
}  # fmt: skip

FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý"]
MIDDLE = ["Thị", "Văn", "Thu", "Minh", "Ngọc", "Quốc", "Thanh", "Hải", "Xuân", "Đức"]
GIVEN = ["Hoa", "Nam", "Hương", "Tuấn", "Mai", "Dũng", "Lan", "Hùng", "Yến", "Sơn", "Thảo", "Khánh", "Phượng", "Bình"]


def unit_rows(random) -> list[UnitRow]:
    """Every unit of the demo; grassroots units with members, workers and women."""
    rows = [
        UnitRow(
            code, name, kind, parent, SINCE, short_name=short, paper_symbol=symbol, paper_place=place,
            email=f"{code.lower()}@congdoan.demo",
        )
        for code, name, short, kind, parent, symbol, place in UPPER
    ]  # fmt: skip
    places = {row[0]: row[6] for row in UPPER}
    for parent, names in BELOW.items():
        for number, name in enumerate(names, 1):
            members = random.randint(28, 1450)
            workers = members + random.randint(0, members // 6)
            women = random.randint(workers // 4, workers * 3 // 4)
            kind = "guild" if name.startswith("Nghiệp đoàn") else "grassroots"
            full = name if kind == "guild" else f"Công đoàn cơ sở {name}"
            rows.append(
                UnitRow(
                    f"{parent}-{number:02d}", full, kind, parent, SINCE, short_name=name, paper_symbol="CĐCS",
                    paper_place=places[parent], members=members, workers=workers, women=women,
                )
            )  # fmt: skip
    return rows


def person_name(random) -> str:
    """An invented name."""
    return f"{random.choice(FAMILY)} {random.choice(MIDDLE)} {random.choice(GIVEN)}"
