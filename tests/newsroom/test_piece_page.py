"""A piece's page: what each kind shows, where it leads from other addresses, what it never holds or fetches."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from sumvay.newsroom import services
from sumvay.newsroom.models import OldAddress, SiteIdentity
from tests.factories.newsroom import NewsDocumentFactory, NewsPictureFactory, PieceFactory, campaign

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    return SiteIdentity.objects.create(pk=1, name="Sum Vầy", owner="Liên đoàn Lao động tỉnh", responsible_person="A")


def published(**fields):
    piece = PieceFactory(**fields)
    piece.get_latest_revision().publish()
    piece.refresh_from_db()
    return piece


def page_of(piece, client=None):
    answer = (client or Client()).get(piece.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_article_says_what_who_when_and_where():
    piece = published(
        kicker="Tết 2027", standfirst="Năm chuyến xe.", byline="Nguyễn Thị Hoa", body=[("text", "<p>Xe chạy.</p>")]
    )
    page = page_of(piece)
    at = timezone.localtime(piece.first_published_at)
    for words in ("Tết 2027", "Năm chuyến xe.", "<p>Xe chạy.</p>", f"{at:%d/%m/%Y %H:%M}", piece.unit.name):
        assert words in page
    assert '<a class="piece__author" href="/tac-gia/nguyen-thi-hoa/" rel="author">Nguyễn Thị Hoa</a>' in page
    assert f'href="/don-vi/{piece.unit.code}/"' in page


def test_it_sets_no_cookie_runs_no_inline_script_and_fetches_nothing_from_outside():
    piece = published(
        video_url="https://www.youtube.com/watch?v=abcdefghijk",
        body=[("video", {"url": "https://www.tiktok.com/@a/video/1", "title": "Phim", "picture": None})],
    )
    answer = Client().get(piece.get_absolute_url())
    page = answer.content.decode()
    assert not answer.cookies
    fetched = re.findall(r'<(?:script|img|source|iframe|video|link rel="(?:preload|stylesheet)")[^>]*', page)
    assert [tag for tag in fetched if re.search(r'(?:src|srcset|href)="(?:https?:)?//', tag)] == []
    assert re.findall(r"<script(?![^>]*(?:src=|application/ld\+json))|\son\w+=|\sstyle=", page) == []
    assert page.count('class="player player--bare"') == 2
    assert "<iframe" not in page


def test_rich_text_is_cleaned_whatever_door_it_came_by():
    evil = '<p onclick="a()">Lành<script>alert(1)</script><img src=x onerror=alert(2)></p>'
    evil += '<a href="javascript:alert(3)">bấm</a> <a href="https://example.vn/a">nguồn</a><iframe src="//x"></iframe>'
    question = {"question": "<b>Hỏi</b>", "answer": evil}
    moment = {"at": timezone.now(), "text": evil}
    piece = published(body=[("text", evil), ("question", question), ("update", moment)])
    page = page_of(piece)
    text = page[page.index('<div class="piece__body">') : page.index('<footer class="piece__foot">')]
    assert not re.search(r"alert|onerror|onclick|javascript:|<iframe|<img|<script", text)
    assert text.count("<p>Lành</p>") == 3
    assert text.count('<a href="https://example.vn/a">nguồn</a>') == 3
    assert "&lt;b&gt;Hỏi&lt;/b&gt;" in text


def test_search_engines_read_it_as_news(site):
    piece = published(title="Thưởng Tết </script><b>", standfirst="Một & hai", byline="Nguyễn Thị Hoa")
    page = page_of(piece)
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])["@graph"][0]
    assert (told["@type"], told["headline"], told["author"]["name"]) == ("NewsArticle", piece.title, "Nguyễn Thị Hoa")
    assert told["publisher"]["name"] == site.owner
    assert parse_datetime(told["datePublished"]) == piece.first_published_at.replace(microsecond=0)
    assert f'property="og:image" content="http://127.0.0.1:8000/bai/{piece.pk}/the.png"' in page
    assert '<link rel="canonical" href="http://127.0.0.1:8000/bai/thuong-tet-scriptb-' in page


def test_any_other_name_in_the_address_leads_to_the_right_one():
    piece = published()
    for rest in ("", "in/"):
        answer = Client().get(f"/bai/ten-cu-{piece.pk}/{rest}")
        assert (answer.status_code, answer.url) == (301, f"{piece.get_absolute_url()}{rest}")


def test_a_draft_is_not_there():
    piece = PieceFactory()
    assert Client().get(piece.get_absolute_url()).status_code == 404
    assert Client().get(f"{piece.get_absolute_url()}in/").status_code == 404
    assert Client().get(f"/bai/{piece.pk}/the.png").status_code == 404


def test_words_of_a_later_draft_are_not_shown():
    piece = published()
    piece.title = "MẬT DANH"
    piece.save_revision()
    assert "MẬT DANH" not in page_of(piece)


def test_a_former_address_of_the_house_leads_on_while_the_piece_is_public():
    piece = published()
    OldAddress.objects.create(path="/tin-cu/123.html", piece=piece)
    answer = Client(raise_request_exception=False).get("/tin-cu/123.html")
    assert (answer.status_code, answer.url) == (301, piece.get_absolute_url())
    piece.unpublish()
    assert Client().get("/tin-cu/123.html").status_code == 404


def test_the_page_speaks_the_language_of_the_piece_not_of_the_reader():
    piece = published(language="en", title="Buses home for Tet")
    client = Client()
    client.cookies["django_language"] = "vi"
    page = page_of(piece, client)
    assert '<html lang="en"' in page
    assert "Copy the link" in page


def test_of_a_live_event_the_newest_moment_comes_first():
    start = timezone.now() - timedelta(hours=3)
    moments = [("update", {"at": start + timedelta(hours=n), "text": f"<p>Lúc {n}</p>"}) for n in (0, 2, 1)]
    page = page_of(published(kind="live", body=[("text", "<p>Mở đầu</p>"), *moments]))
    shown = re.findall(r"<p>(Mở đầu|Lúc \d)</p>", page)
    assert shown == ["Mở đầu", "Lúc 2", "Lúc 1", "Lúc 0"]


def test_a_programme_shows_its_public_episodes_and_an_episode_its_programme():
    programme = published(kind="programme", title="Talk Công đoàn")
    first = published(kind="episode", title="Số 1", standfirst="Chuyện tuần này", programme=programme)
    second = published(kind="episode", title="Số 2", standfirst="Chuyện tuần này", programme=programme)
    PieceFactory(kind="episode", title="Số chưa phát", programme=programme)
    page = page_of(programme)
    assert page.index("Số 2") < page.index("Số 1")
    assert "Số chưa phát" not in page
    beside = page_of(first)
    assert programme.get_absolute_url() in beside
    assert f'href="/chuong-trinh/{programme.pk}/"' in page
    assert f'href="/chuong-trinh/{programme.pk}/"' in beside
    assert second.get_absolute_url() in beside


def test_a_bulletin_shows_its_picks_in_its_order():
    one, two, gone = published(title="Tin một"), published(title="Tin hai"), published(title="Tin đã gỡ")
    gone.unpublish()
    bulletin = published(kind="bulletin", title="Bản tin", picks=[two.pk, gone.pk, one.pk])
    page = page_of(bulletin)
    picks = page[page.index('<ol class="picks">') : page.index("</ol>")]
    assert picks.index("Tin hai") < picks.index("Tin một")
    assert "Tin đã gỡ" not in picks


def test_facts_of_a_job_a_legal_answer_and_an_attached_document():
    ends = timezone.now() + timedelta(days=5)
    job = page_of(published(kind="job", employer="May Hòa Bình", pay="9 triệu đồng", expire_at=ends))
    for words in ("May Hòa Bình", "9 triệu đồng", f"{timezone.localtime(ends):%d/%m/%Y %H:%M}"):
        assert words in job
    answer = page_of(
        published(
            kind="legal_answer", legal_source="Điều 98 Bộ luật Lao động", happened_on="2026-11-02",
            body=[("question", {"question": "Làm thêm ngày Tết?", "answer": "<p>Ít nhất 300%.</p>"})],
        )
    )  # fmt: skip
    assert "Điều 98 Bộ luật Lao động" in answer
    assert "02/11/2026" in answer
    file = NewsDocumentFactory()
    assert file.title in page_of(published(kind="document", body=[("document", file)]))


def test_pictures_come_with_sizes_words_and_credit():
    picture = NewsPictureFactory(description="Công nhân lên xe", caption="Lên xe", credit="Trần Nam")
    inside = {"picture": NewsPictureFactory(), "caption": "Riêng", "credit": "Lê An"}
    piece = published(picture=picture, body=[("picture", inside)])
    services.draw_pictures(piece_id=piece.pk)
    page = page_of(piece)
    assert page.count('<source type="image/avif"') == 2
    assert 'alt="Công nhân lên xe" width="64" height="48" fetchpriority="high"' in page
    assert "Riêng" in page
    assert "Lê An" in page
    assert "Trần Nam" in page


def test_the_print_page_holds_the_text_and_where_it_is_from():
    piece = published(body=[("text", "<p>Xe chạy.</p>")])
    page = Client().get(f"{piece.get_absolute_url()}in/").content.decode()
    assert "<p>Xe chạy.</p>" in page
    assert f"http://127.0.0.1:8000{piece.get_absolute_url()}" in page
    assert '<meta name="robots" content="noindex">' in page


def test_one_more_picture_or_piece_costs_no_query(django_assert_max_num_queries):
    pictures = [NewsPictureFactory() for _ in range(6)]
    body = [("gallery", [{"picture": one, "caption": "", "credit": ""} for one in pictures])]
    piece = published(picture=pictures[0], body=[("text", "<p>a</p>"), *body])
    for number in range(8):
        published(title=f"Bài {number}")
    services.draw_pictures(piece_id=piece.pk)
    client = Client()
    client.get(piece.get_absolute_url())
    with django_assert_max_num_queries(14):
        page_of(piece, client)


def test_what_is_near_and_what_is_new_stand_below_it_once():
    piece, near = published(title="Chuyến xe nghĩa tình"), published(title="Thêm chuyến xe nghĩa tình")
    other = published(title="Hội thao")
    below = page_of(piece).split('class="piece__foot"', 1)[1]
    related, read_on = below.split('id="read-on"', 1)
    assert near.get_absolute_url() in related
    assert other.get_absolute_url() in read_on
    assert below.count(f'href="{near.get_absolute_url()}"') == 1


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_readers_only_read(method):
    piece = published()
    assert getattr(Client(), method)(piece.get_absolute_url()).status_code == 405


def test_neither_a_draft_programme_nor_a_draft_campaign_is_named():
    programme = PieceFactory(kind="programme", title="Chương trình còn giấu")
    hidden = campaign(title="Đợt còn giấu", state="draft")
    fields = {"kind": "episode", "programme": programme, "campaign": hidden, "standfirst": "Chuyện tuần này"}
    first = published(title="Số 1", **fields)
    published(title="Số 2", **fields)
    hub = published(kind="campaign", title="Trang của đợt", campaign=hidden)
    for piece in (first, hub):
        page = page_of(piece)
        assert "còn giấu" not in page
        assert programme.get_absolute_url() not in page
        assert f"/dot/{hidden.pk}/" not in page


def test_a_programme_that_was_taken_down_is_not_named_beside_its_episodes():
    programme = published(kind="programme", title="Chương trình đã gỡ")
    first = published(kind="episode", title="Số 1", standfirst="Chuyện tuần này", programme=programme)
    published(kind="episode", title="Số 2", standfirst="Chuyện tuần này", programme=programme)
    assert "Chương trình đã gỡ" in page_of(first)
    programme.unpublish()
    assert "Chương trình đã gỡ" not in page_of(first)


def test_a_lead_picture_that_stands_in_the_text_is_shown_once():
    picture = NewsPictureFactory()
    shown = {"picture": picture, "caption": "Bến xe", "credit": "Hoa"}
    story = published(picture=picture, kind="photo_story", body=[("gallery", [shown])])
    assert page_of(story).count("<figure") == 1
    assert page_of(published(picture=picture, body=[("text", "<p>Xe chạy.</p>")])).count("<figure") == 1
