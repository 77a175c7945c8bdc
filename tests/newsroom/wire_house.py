"""A small paper for tests of feeds: pieces with pictures in a section, of two units, and of a campaign."""

import json
from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from sumvay.newsroom.models import PieceSource
from tests.factories.newsroom import (
    NewsDocumentFactory,
    NewsPictureFactory,
    SectionFactory,
    SentContributionFactory,
    campaign,
    listed,
    text_body,
)
from tests.factories.org import UnitFactory

SHOWN = {
    "alt": "Đoàn xe trước cổng công ty",
    "credit": "Ảnh: Minh Hà",
    "width": 800,
    "height": 600,
    "sources": [
        {"type": "image/webp", "width": 800, "url": "/pictures/2027/01/xe.webp"},
        {"type": "image/jpeg", "width": 400, "url": "/pictures/2027/01/xe-400.jpg"},
        {"type": "image/jpeg", "width": 800, "url": "/pictures/2027/01/xe-800.jpg"},
    ],
}


def paper(pieces: int = 1) -> SimpleNamespace:
    """`.province` over `.unit`, `.section`, `.campaign`, and `.rows`: pieces with pictures, sources and quotes."""
    province = UnitFactory(code="TINH", name="LĐLĐ tỉnh Bình Minh")
    unit = UnitFactory(code="CDCS1", parent=province, name="CĐCS Công ty May An & Bình")
    section, tet = SectionFactory(), campaign(unit=province)
    now = timezone.now()
    house = SimpleNamespace(province=province, unit=unit, section=section, campaign=tet, now=now, rows=[])
    for number in range(pieces):
        house.rows.append(_row(house, number))
    return house


def _row(house, number):
    picture = NewsPictureFactory(unit=house.unit, caption="Xe chờ sẵn", credit="Minh Hà", description="Đoàn xe")
    picture.get_renditions("width-400|format-jpeg|jpegquality-78")
    body = [
        *json.loads(text_body('Sáng nay <b>12 chuyến xe</b> rời bến. <a href="https://example.vn/">Xem lịch</a>')),
        {"type": "picture", "value": {"picture": picture.pk, "caption": "", "credit": ""}},
        {"type": "quote", "value": {"text": "Về được nhà rồi", "speaker": "chị Hoa <thợ may>"}},
        {"type": "figures", "value": [{"type": "item", "value": {"number": "12", "says": "chuyến xe"}}]},
        {"type": "document", "value": NewsDocumentFactory(unit=house.unit).pk},
    ]
    row = listed(
        at=house.now - timedelta(hours=number + 1), unit=house.unit, section=house.section, campaign=house.campaign,
        title=f"Chuyến xe nghĩa tình số {number} <Tết>", standfirst="Công đoàn lo vé cho 500 đoàn viên & gia đình.",
        byline="Nguyễn Thị Hoa", kicker="Tết sum vầy", place="Bình Minh", picture=SHOWN, body=json.dumps(body),
    )  # fmt: skip
    row.piece.picture = picture
    row.piece.save(update_fields=["picture"])
    sent = SentContributionFactory(unit=house.unit, state="published")
    PieceSource.objects.create(piece=row.piece, contribution=sent, at=house.now)
    return row
