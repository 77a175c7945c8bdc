"""Feeds of the site, a section, a unit with all below and a campaign, in RSS, Atom and JSON Feed."""

import json
from datetime import timedelta

import pytest
from defusedxml import ElementTree
from django.conf import settings
from django.test import Client
from django.utils import timezone

from sumvay.newsroom.models import Listing
from tests.factories.newsroom import SectionFactory, campaign, listed
from tests.factories.org import UnitFactory
from tests.newsroom.wire_house import paper

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"
FORMS = ["tin.rss", "tin.atom", "tin.json", "ninjs.json"]


def get(path, **headers):
    return Client().get(path, headers=headers)


def titles(path):
    return [one.findtext("title") for one in ElementTree.fromstring(get(path).content).iter("item")]


def test_rss_tells_title_link_summary_author_time_and_picture():
    house = paper()
    answer = get("/tin.rss")
    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)
    assert root.attrib["version"] == "2.0"
    item = root.find("channel/item")
    row = house.rows[0]
    assert item.findtext("title") == "Chuyến xe nghĩa tình số 0 <Tết>"
    assert item.findtext("link") == f"{settings.BASE_URL}{row.path}"
    assert item.findtext("description") == "Công đoàn lo vé cho 500 đoàn viên & gia đình."
    assert item.findtext("{http://purl.org/dc/elements/1.1/}creator") == "Nguyễn Thị Hoa"
    assert [one.text for one in item.findall("category")] == ["Tin hoạt động", "Tết sum vầy"]
    assert item.find("guid").attrib == {"isPermaLink": "false"}
    assert item.find(f"{MEDIA}content").attrib["url"] == f"{settings.BASE_URL}/pictures/2027/01/xe-800.jpg"
    assert item.findtext(f"{MEDIA}content/{MEDIA}credit") == "Ảnh: Minh Hà"
    assert root.find(f"channel/{ATOM}link").attrib["href"] == f"{settings.BASE_URL}/tin.rss"


def test_atom_has_what_rfc_4287_asks_for():
    paper()
    root = ElementTree.fromstring(get("/tin.atom").content)
    assert root.tag == f"{ATOM}feed"
    for element in [root, root.find(f"{ATOM}entry")]:
        assert all(element.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert root.findtext(f"{ATOM}entry/{ATOM}id").startswith("tag:")


def test_json_feed_carries_the_whole_text_with_full_addresses():
    house = paper()
    answer = get("/tin.json")
    assert answer["Content-Type"] == "application/feed+json"
    said = json.loads(answer.content)
    assert said["version"] == "https://jsonfeed.org/version/1.1"
    assert said["feed_url"] == f"{settings.BASE_URL}/tin.json"
    item = said["items"][0]
    assert {"id", "url", "content_html", "date_published"} <= set(item)
    assert item["url"] == f"{settings.BASE_URL}{house.rows[0].path}"
    assert "<b>12 chuyến xe</b>" in item["content_html"]
    assert '<a href="https://example.vn/">Xem lịch</a>' in item["content_html"]
    assert f'<img src="{settings.BASE_URL}/pictures/' in item["content_html"]
    assert "chị Hoa &lt;thợ may&gt;" in item["content_html"]
    assert "<strong>12</strong> chuyến xe" in item["content_html"]
    assert item["tags"] == ["Tin hoạt động", "Tết sum vầy"]


@pytest.mark.parametrize("place", ["/", "/muc/tin-hoat-dong/", "/don-vi/TINH/", "/don-vi/cdcs1/", "/dot/{campaign}/"])
@pytest.mark.parametrize("form", FORMS)
def test_each_stream_comes_in_each_form_and_holds_its_own(place, form):
    house = paper()
    listed(
        at=timezone.now(), title="Chuyện nơi khác", section=SectionFactory(slug="van-hoa", name="Văn hóa"),
        unit=UnitFactory(), campaign=campaign(title="Đợt khác"),
    )  # fmt: skip
    answer = get(place.format(campaign=house.campaign.pk) + form)
    assert answer.status_code == 200
    assert "Chuyến xe nghĩa tình số 0" in answer.content.decode()
    assert ("Chuyện nơi khác" in answer.content.decode()) == (place == "/")


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_public_has_no_feed(form):
    draft = campaign(title="Đợt còn giấu", state="draft")
    silent = campaign(title="Đợt chưa có tin")
    listed(at=timezone.now(), campaign=draft)
    for place in ("muc/khong-co", "don-vi/KHONG", f"dot/{draft.pk}", f"dot/{silent.pk}", "dot/999999"):
        assert get(f"/{place}/{form}").status_code == 404


def test_a_section_taken_off_the_menu_keeps_its_feed():
    hidden = SectionFactory(slug="da-dong", name="Đã đóng", is_open=False)
    row = listed(at=timezone.now(), section=hidden)
    assert titles("/muc/da-dong/tin.rss") == [row.title]


def test_the_newest_fifty_stand_in_a_feed_and_no_expired_one():
    now, section = timezone.now(), SectionFactory()
    row = listed(at=now - timedelta(days=99), title="Cũ", section=section)
    gone = listed(at=now, title="Hết hạn", section=section, unit=row.unit, expire_at=now - timedelta(hours=1))
    assert gone.expires_at < now
    for number in range(50):
        listed(at=now - timedelta(minutes=number), title=f"Tin {number}", section=section, unit=row.unit)
    assert titles("/tin.rss") == [f"Tin {number}" for number in range(50)]


def test_a_title_with_control_characters_breaks_nothing():
    paper()
    Listing.objects.update(title="Tin\x0b lạ \x1b]", standfirst="a\x08b")
    assert titles("/tin.rss") == ["Tin lạ ]"]
    assert json.loads(get("/tin.json").content)["items"][0]["title"] == "Tin lạ ]"


@pytest.mark.parametrize("pieces", [1, 3])
@pytest.mark.parametrize("form", FORMS)
def test_three_pieces_cost_as_many_queries_as_one(form, pieces, django_assert_num_queries):
    paper(pieces)
    with django_assert_num_queries(6 if form in ("tin.rss", "tin.atom") else 10):
        assert get(f"/{form}").content.count(b"tag:") >= pieces


def test_a_reader_gets_no_cookie_and_may_only_read():
    paper()
    assert not get("/tin.rss").cookies
    assert Client().post("/tin.rss").status_code == 405


@pytest.mark.parametrize("form", FORMS)
def test_no_feed_names_a_draft_campaign_or_its_topic(form):
    draft = campaign(title="Đợt còn giấu", state="draft")
    topic = draft.topics.create(position=1, title="Chủ đề còn giấu")
    listed(at=timezone.now(), title="Tin đã đăng", campaign=draft, topic=topic)
    content = get(f"/{form}").content.decode()
    assert "Tin đã đăng" in content
    assert "còn giấu" not in content
