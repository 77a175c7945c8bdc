"""A page of every readers' template: the paper's own, and a piece of every kind with every block and all around it."""

import re
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.utils import timezone

from sumvay.feedback.models import Issue
from sumvay.newsroom import services
from sumvay.newsroom.models import ContributionPhoto, Correction, Listing, Piece, PieceSource
from tests.factories.documents import NumberedPaperFactory
from tests.factories.files import stored_file
from tests.factories.films import film
from tests.factories.issues import issue_of
from tests.factories.newsroom import (
    NewsDocumentFactory,
    NewsPictureFactory,
    SentContributionFactory,
    SubscriberFactory,
    listed,
)
from tests.portal.addresses import addresses_of
from tests.portal.paper import LONG_UNIT, STANDFIRST

FRAME = re.compile(r'{% (?:extends|include) "(?:base_public|head_public)\.html"')
USED = re.compile(r'{% (?:extends|include) "([^"]+)"')
# Opened by a press, in tests/feedback
AFTER_A_PRESS = {
    "feedback/sent.html",
    "feedback/receipt_case.html",
    "feedback/receipt_acts.html",
    "ui/form_errors.html",
}
# Drawn by template tags, not by name in another template
BY_TAG = {"portal/picture.html", "newsroom/piece_picture.html"}


def readers_templates() -> set[str]:
    """What readers' pages are made of: all with the paper's frame, the blocks of pieces, and what they include."""
    folders = [Path(one.path) / "templates" for one in apps.get_app_configs()] + settings.TEMPLATES[0]["DIRS"]
    texts = {
        str(file.relative_to(folder)): file.read_text(encoding="utf-8")
        for folder in map(Path, folders)
        if folder.is_relative_to(settings.HOUSE)
        for file in folder.rglob("*.html")
    }
    found = {name for name, text in texts.items() if FRAME.search(text)}
    found |= BY_TAG | {name for name in texts if name.startswith(("newsroom/blocks/", "portal/"))}
    waiting = list(found)
    while waiting:
        included = {name for name in USED.findall(texts[waiting.pop()]) if name in texts} - found
        found |= included
        waiting += included
    # For officers alone: where a piece stands, above its preview
    return found - {"newsroom/approval.html", *AFTER_A_PRESS}


def every_page(paper: dict) -> dict[str, str]:
    """By name, addresses that together need each of these templates, with what they show made on top of a PAPER."""
    reader = SubscriberFactory(confirmed_at=None)
    Issue.objects.filter(pk=issue_of(paper["unit"]).pk).update(promised_on=timezone.localdate())
    pages = {
        **addresses_of(paper),
        "missing": "/khong/co/",
        "told": paper["told"].path,
        "print": f"{paper['told'].path}in/",
        "subscribe": "/ban-tin/dang-ky/",
        "confirm": f"/ban-tin/{reader.key}/xac-nhan/",
        "leave": f"/ban-tin/{reader.key}/thoi-nhan/",
        "older": f"/tac-gia/{paper['author']}/trang-2/",
        "which union": "/y-kien/?q=cong",
        "message": f"/y-kien/{paper['unit'].code}/",
        "key": "/y-kien/tra-loi/",
    }
    return {**pages, **_pieces(paper)}


def _pieces(paper: dict) -> dict[str, str]:
    now = timezone.now()
    common = {"section": paper["section"], "unit": paper["unit"], "standfirst": STANDFIRST, "byline": "Lê Thị Mỹ Ái"}
    picture = NewsPictureFactory(unit=paper["unit"], caption="Bến xe lúc rạng sáng", credit="Minh Châu")
    facts = {
        "job": {"employer": LONG_UNIT, "pay": "9 triệu đồng", "place": "An Hải", "expire_at": now + timedelta(days=9)},
        "legal_answer": {"legal_source": "Điều 98 Bộ luật Lao động số 45/2019/QH14"},
        "document": {"paper": NumberedPaperFactory()},
        "live": {"happened_on": timezone.localdate(now), "place": "Nhà văn hóa lao động"},
        "video": {"video_url": "https://www.youtube.com/watch?v=abcdefghijk"},
        "campaign": {"campaign": paper["campaign"]},
        "bulletin": {"picks": list(Listing.objects.filter(kind="article").values_list("pk", flat=True)[:3])},
    }
    shown = {}
    for kind in Piece.Kind.values:
        fields = {"title": f"{LONG_UNIT}: {kind}", "picture": picture, **common, **facts.get(kind, {})}
        shown[kind] = _published(kind=kind, body=_every_block(picture, now), **fields)
    episode = _published(kind="episode", title="Tập hai", programme=shown["programme"], **common)
    Correction.objects.create(piece=shown["article"], text="Đúng là năm chuyến xe.", at=now)
    english = _published(title="Buses home", language="en", translation_of=shown["article"], **common)
    gone = _published(title="Đã gỡ", **common)
    gone.unpublish()
    shown |= {"an episode among others": episode, "in english": english, "gone": gone, "film": _with_film(common)}
    return {f"piece: {name}": piece.get_absolute_url() for name, piece in shown.items()}


def _published(**fields) -> Piece:
    picture = fields.pop("picture", None)
    piece = listed(at=timezone.now() - timedelta(minutes=5), **fields).piece
    if picture:
        piece.picture = picture
        piece.save(update_fields=["picture"])
    services.draw_pictures(piece_id=piece.pk)
    return piece


def _with_film(common: dict) -> Piece:
    sent = SentContributionFactory(unit=common["unit"])
    stored = stored_file(film(), unit=sent.unit, name="phim.mp4", media_type="video/mp4")
    shot = ContributionPhoto.objects.create(contribution=sent, stored=stored, is_film=True, credit="Trần Nam")
    piece = _published(title="Phim", body=[("video", {"film": shot.pk, "title": "Phim", "url": ""})], **common)
    PieceSource.objects.create(piece=piece, contribution=sent, at=timezone.now())
    return piece


def _every_block(picture, now) -> list[tuple[str, object]]:
    one = {"picture": picture, "caption": "Lên xe", "credit": "Minh Châu"}
    text = '<h2>Từ bến</h2><p>Xe chạy <a href="https://example.vn/">sớm</a>.</p><ul><li>Nước</li></ul><h3>Về</h3><hr/>'
    return [
        ("text", text),
        ("picture", one),
        ("gallery", [one, one]),
        ("quote", {"text": "Có xe là yên tâm.", "speaker": "Chị Nguyễn Thị Hoa"}),
        ("video", {"url": "https://www.tiktok.com/@a/video/7301234567890123456", "title": "Phim", "picture": None}),
        ("figures", [{"number": "42", "says": "chuyến xe"}, {"number": "1.600", "says": "người về quê"}]),
        ("question", {"question": "Nghỉ phép có lương không?", "answer": "<p>Có.</p>"}),
        ("update", {"at": now, "text": "<p>Xe đầu tiên rời bến.</p>"}),
        ("document", NewsDocumentFactory()),
    ]
