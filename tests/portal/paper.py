"""A paper full enough to look at: sections, a deep tree of units, pieces of all kinds, long titles, pictures."""

from datetime import timedelta
from io import BytesIO
from itertools import cycle
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from PIL import Image, ImageDraw

from sumvay.campaigns.models import Campaign
from sumvay.newsroom.models import Listing, PartnerFeed, PartnerItem, Piece, ReadCount, SiteIdentity
from tests.factories.newsroom import SectionFactory, listed
from tests.factories.org import UnitFactory, UnitKindFactory

SECTIONS = [
    ("thoi-su", "Thời sự công đoàn"),
    ("doi-song", "Đời sống công nhân"),
    ("phap-luat", "Chính sách, pháp luật"),
    ("nguoi-tot", "Người tốt, việc tốt"),
    ("van-hoa", "Văn hóa, thể thao"),
    ("an-toan", "An toàn, vệ sinh lao động"),
]
TITLES = [
    "Hơn hai nghìn vé xe nghĩa tình đưa công nhân về quê sum họp cuối năm",
    "Bữa ăn ca ở nhà máy giày Thượng Hải Đường: từ mười lăm nghìn lên hai mươi lăm nghìn đồng sau một cuộc đối thoại",
    "Lớp học vẽ tối thứ Tư của con em công nhân khu trọ Bãi Dâu",
    "Công đoàn phường mới gõ cửa từng dãy trọ",
    "Ký thỏa ước lao động tập thể nhóm doanh nghiệp dệt may: 14.000 người được thêm một ngày nghỉ hưởng lương",
    "Tổ trưởng chuyền may và cuốn sổ ghi sinh nhật của bốn mươi hai chị em",
    "Nhịp trống trên công trường cầu vượt sông",
    "Sáng kiến che nắng bằng tấm pin: mát hơn bốn độ, điện nhẹ đi một phần ba",
    "Khám sức khỏe lưu động cho lao động nữ làm đêm",
    "Giải bóng chuyền hơi mùa nước nổi khép lại với trận chung kết năm ván",
]
STANDFIRST = (
    "Từ sáng sớm, sân nhà văn hóa đã kín người. Mỗi gia đình được giữ chỗ trước, có suất ăn dọc đường và một phần "
    "quà nhỏ cho người ở nhà đợi."
)
LONG_UNIT = (
    "Công đoàn cơ sở Công ty Trách nhiệm hữu hạn Một thành viên Sản xuất, Thương mại và Dịch vụ Xuất nhập khẩu "
    "Thủy sản Đồng bằng Nguyễn Đường Phước Thịnh"
)
SHADES = [
    ((38, 92, 120), (236, 190, 120)),
    ((60, 110, 70), (232, 222, 160)),
    ((120, 60, 50), (240, 190, 150)),
    ((50, 60, 90), (190, 200, 230)),
]


def picture(number: int) -> dict:
    """A drawn evening over roofs, in the three widths; as a listing keeps it."""
    sources = []
    for width in (400, 800, 1200):
        name = f"thu/{number}-{width}.webp"
        path = Path(settings.PICTURES) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_bytes(_evening(number, width))
        sources.append({"type": "image/webp", "width": width, "url": f"/pictures/{name}"})
    return {"alt": "Mái nhà trong chiều", "credit": "Ảnh: Minh Châu", "width": 1200, "height": 800, "sources": sources}


def _evening(number: int, width: int) -> bytes:
    low, high = SHADES[number % len(SHADES)]
    image = Image.linear_gradient("L").resize((width, width * 2 // 3))
    image = Image.merge(
        "RGB", [image.point(lambda v, a=a, b=b: a + (b - a) * v // 255) for a, b in zip(low, high, strict=True)]
    )
    draw = ImageDraw.Draw(image)
    step = width // 8
    for place in range(9):
        roof = width // 3 + (place * 37 + number * 53) % (width // 6)
        draw.polygon(
            [(place * step - step, width), (place * step - step // 2, roof), (place * step + step, width)],
            fill=tuple(c // 2 for c in low),
        )
    draw.ellipse([width * 0.7, width * 0.1, width * 0.8, width * 0.2], fill=(250, 230, 170))
    kept = BytesIO()
    image.save(kept, "WEBP", quality=74)
    return kept.getvalue()


def full_paper(now=None) -> dict:
    """Fill the paper; gives what stands behind each of its addresses."""
    now = now or timezone.now()
    _identity()
    sections = [SectionFactory(slug=slug, name=name, position=n) for n, (slug, name) in enumerate(SECTIONS)]
    units = _units()
    _news(now, sections, units)
    campaign = Campaign.objects.create(
        unit=units[0],
        starts_on=timezone.localdate(now),
        created_at=now,
        title="Tết sum vầy, xuân ơn Đảng ở các khu trọ và xưởng ca đêm",
        hashtags=["#TetSumVay", "#CongDoanDongHanh"],
        state="running",
    )
    campaign.topics.create(
        position=1,
        title="Chăm lo đời sống trước kỳ nghỉ",
        items=["Vé xe, quà cho gia đình ở xa", "Bữa cơm cuối năm tại xưởng"],
    )
    campaign.key_messages.create(position=1, text="Không người lao động nào không có Tết.")
    told = listed(
        at=now - timedelta(hours=30),
        title="Phiên chợ không đồng mở cửa ba đêm liền",
        section=sections[1],
        unit=units[2],
        campaign=campaign,
        picture=picture(3),
        byline="Lê Thị Mỹ Ái",
        standfirst=STANDFIRST,
    )
    programme = _of_other_kinds(now, sections, units)
    _services(now, sections, units)
    feed = PartnerFeed.objects.create(name="Báo Người Thợ", url="https://bao.example/tin.rss")
    for number in range(4):
        PartnerItem.objects.create(
            feed=feed,
            title=f"Giá thuê trọ quanh khu công nghiệp tăng quý thứ {number + 1}",
            url=f"https://bao.example/{number}",
            published_at=now,
        )
    for number, row in enumerate(Listing.objects.order_by("pk")[:8]):
        ReadCount.objects.create(piece=row.piece, on=timezone.localdate(now), count=100 - number)
    held = {"section": sections[0], "unit": units[-1], "campaign": campaign, "programme": programme}
    return {**held, "author": "le-thi-my-ai", "told": told}


def _identity() -> None:
    SiteIdentity.objects.create(
        pk=1,
        name="Công đoàn Sông Vân",
        tagline="Tiếng nói của người lao động vùng sông nước",
        owner="Liên đoàn Lao động tỉnh Sông Vân",
        licence_line="Trang thông tin điện tử nội bộ, không phải cơ quan báo chí.",
        responsible_person="Nguyễn Thị Hòa An",
        address="Số 12 đường Bến Đò, phường An Hải, tỉnh Sông Vân",
        phone="0290 123 4567",
        email="toasoan@songvan.example",
    )


def _news(now, sections, units) -> None:
    where, which = cycle(sections), cycle(units)
    for number in range(44):
        listed(
            at=now - timedelta(hours=3 * number + 1),
            title=TITLES[number % len(TITLES)] + (f" ({number})" if number >= len(TITLES) else ""),
            section=next(where),
            unit=next(which),
            standfirst=STANDFIRST,
            picture=picture(number) if number % 5 != 3 else None,
            byline="Lê Thị Mỹ Ái",
            is_lead=number == 1,
            kicker="Tết sum vầy" if number % 3 == 0 else "",
            kind={2: "photo_story", 5: "exemplary"}.get(number, "article"),
        )


def _units() -> list:
    kinds = {code: UnitKindFactory(code=code, name=code, rank=rank) for code, rank in (("province", 20), ("ward", 40))}
    province = UnitFactory(
        kind=kinds["province"],
        name="Liên đoàn Lao động tỉnh Sông Vân",
        short_name="LĐLĐ tỉnh Sông Vân",
        phone="02901234567",
        email="ldld@songvan.example",
        address="Số 12 đường Bến Đò, phường An Hải",
    )
    ward = UnitFactory(kind=kinds["ward"], parent=province, name="Công đoàn phường An Hải")
    return [
        province,
        ward,
        UnitFactory(parent=ward, name="CĐCS Trường Mầm non Hoa Sữa"),
        UnitFactory(parent=ward, name=LONG_UNIT, phone="0909000111"),
    ]


def _of_other_kinds(now, sections, units) -> Piece:
    day = timedelta(days=1)
    show = listed(at=now - 9 * day, title="Chuyện ca đêm", kind="programme", section=sections[4], unit=units[0]).piece
    for number in range(4):
        listed(
            at=now - number * day,
            title=f"Bản tin công nhân số {48 - number}",
            kind="bulletin",
            section=sections[0],
            unit=units[0],
            standfirst="Gồm những nội dung sau: vé xe về quê; thưởng cuối năm; đối thoại về bữa ăn ca; khám sức khỏe.",
        )
        listed(
            at=now - number * day,
            title=f"Tập {9 - number}: Người giữ lửa lò gạch",
            kind="episode",
            programme=show,
            section=sections[4],
            unit=units[0],
            picture=picture(number) if number != 2 else None,
        )
    listed(
        at=now - day,
        title="Two thousand free coach seats take workers home",
        language="en",
        section=sections[0],
        unit=units[0],
        standfirst="Families keep their seats together.",
        picture=picture(1),
    )
    return show


def _services(now, sections, units) -> None:
    day = timedelta(days=1)
    for number in range(4):
        listed(
            at=now - number * day,
            title="Làm thêm giờ vào ngày nghỉ hằng tuần được trả bao nhiêu phần trăm lương?",
            kind="legal_answer",
            section=sections[2],
            unit=units[0],
        )
        listed(
            at=now - number * day,
            title="Thợ may công nghiệp, 120 chỗ làm",
            kind="job",
            employer="Công ty May Bình Minh",
            pay="8 – 12 triệu đồng một tháng",
            place="Phường An Hải",
            section=sections[1],
            unit=units[1],
            expire_at=now + 20 * day if number else None,
        )
        listed(
            at=now - number * day,
            title=f"Kế hoạch chăm lo Tết cho đoàn viên, lần {number + 1}",
            kind="document",
            section=sections[2],
            unit=units[0],
        )
