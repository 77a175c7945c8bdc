"""Lists for readers: sections, units, authors, campaigns, jobs, documents; their next pages and their ends."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sumvay.campaigns.models import Campaign
from tests.factories.documents import NumberedPaperFactory
from tests.factories.newsroom import PieceFactory, SectionFactory, listed
from tests.factories.org import UnitFactory
from tests.portal.addresses import addresses_of


@pytest.fixture(autouse=True)
def nothing_kept(settings, tmp_path):
    settings.KEPT_PAGES = tmp_path / "pages"


def page(reader, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_section_shows_its_own_newest_first_and_goes_on_to_the_next_page(db, reader):
    now, other = timezone.now(), SectionFactory(slug="khac", name="Mục khác")
    for number in range(23):
        listed(at=now - timedelta(hours=number), title=f"Bài số {number}.")
    listed(at=now, title="Bài mục khác.", section=other)
    first, second = page(reader, "/muc/tin-hoat-dong/"), page(reader, "/muc/tin-hoat-dong/trang-2/")
    assert first.index("Bài số 0.") < first.index("Bài số 19.")
    assert "Bài số 20." not in first
    assert "Bài số 20." in second
    assert "Bài số 22." in second
    assert "Bài mục khác." not in first + second
    assert 'href="/muc/tin-hoat-dong/trang-2/"' in first
    assert 'rel="prev" href="/muc/tin-hoat-dong/"' in second


@pytest.mark.parametrize(
    "address",
    [
        "/muc/khong-co/", "/muc/het/", "/muc/tin-hoat-dong/trang-0/", "/muc/tin-hoat-dong/trang-2/", "/don-vi/KHONG/",
        "/dot/999999/", "/tac-gia/khong-ai/", "/viec-lam/trang-7/", "/en/trang-2/", "/khong/co/gi/",
    ],
)  # fmt: skip
def test_an_address_that_leads_nowhere_says_so_in_the_paper_s_look(db, reader, address):
    SectionFactory(slug="het", name="Mục đã hết", is_open=False, merged_into=SectionFactory())
    answer = reader.get(address)
    assert answer.status_code == 404
    assert "Không có trang này" in answer.content.decode()
    assert 'class="mast' in answer.content.decode()


def test_a_unit_has_a_page_with_its_way_its_contact_and_what_comes_from_below(db, reader):
    province = UnitFactory(name="Liên đoàn tỉnh", code="T01")
    ward = UnitFactory(name="Công đoàn phường", parent=province, phone="0901000111", email="p@cd.example")
    school, stranger = UnitFactory(parent=ward), UnitFactory(name="Nơi khác")
    listed(at=timezone.now(), title="Tin của trường", unit=school)
    listed(at=timezone.now(), title="Tin nơi khác", unit=stranger)
    html = page(reader, f"/don-vi/{ward.code}/")
    assert 'href="/don-vi/T01/">Liên đoàn tỉnh</a>' in html
    assert "<h1>Công đoàn phường</h1>" in html
    assert "0901000111" in html
    assert "p@cd.example" in html
    assert "Tin của trường" in html
    assert "Tin nơi khác" not in html


def test_a_unit_of_which_nothing_is_told_has_its_page_all_the_same(db, reader):
    assert "chưa có tin, bài" in page(reader, f"/don-vi/{UnitFactory().code}/")


def test_an_author_s_page_holds_what_is_signed_so(db, reader):
    listed(at=timezone.now(), title="Bài của Hòa", byline="Nguyễn Thị Hòa")
    listed(at=timezone.now(), title="Bài của Bình", byline="Lê Bình")
    html = page(reader, "/tac-gia/nguyen-thi-hoa/")
    assert "<h1>Nguyễn Thị Hòa</h1>" in html
    assert "Bài của Hòa" in html
    assert "Bài của Bình" not in html


def test_a_campaign_is_open_to_readers_once_something_of_it_is_published(db, reader):
    now = timezone.now()
    made = {"unit": UnitFactory(), "starts_on": timezone.localdate(), "created_at": now}
    told = Campaign.objects.create(title="Đợt đã kể", state="running", hashtags=["#DaKe"], **made)
    told.topics.create(position=1, title="Chủ đề một", items=["Ý một"])
    told.key_messages.create(position=1, text="Câu ai cũng nhớ")
    silent = Campaign.objects.create(title="Đợt chưa kể", state="running", **made)
    draft = Campaign.objects.create(title="Đợt nháp", state="draft", **made)
    listed(at=now, title="Bài của đợt", campaign=told)
    listed(at=now, title="Bài lỡ gắn", campaign=draft)
    PieceFactory(title="Còn soạn", campaign=silent)
    html = page(reader, f"/dot/{told.pk}/")
    for words in ("Đợt đã kể", "#DaKe", "Chủ đề một", "Ý một", "Câu ai cũng nhớ", "Bài của đợt"):
        assert words in html
    assert [reader.get(f"/dot/{one.pk}/").status_code for one in (silent, draft)] == [404, 404]


def test_job_offers_are_shown_until_they_expire(db, reader):
    now = timezone.now()
    offer = {"kind": "job", "employer": "Công ty May", "pay": "9 triệu đồng", "place": "Phường An"}
    listed(at=now, title="Thợ may", expire_at=now + timedelta(days=2), **offer)
    listed(at=now - timedelta(days=9), title="Thợ hàn", expire_at=now - timedelta(hours=1), **offer)
    html = page(reader, "/viec-lam/")
    for words in ("Thợ may", "Công ty May", "9 triệu đồng", "Phường An"):
        assert words in html
    assert "Thợ hàn" not in html


def test_documents_are_found_by_number_and_by_title_without_accents(db, reader):
    paper = NumberedPaperFactory(number="42", symbol="KH-LĐLĐ")
    listed(at=timezone.now(), title="Kế hoạch chăm lo Tết", kind="document", paper=paper)
    listed(at=timezone.now(), title="Quy chế thi đua", kind="document")
    listed(at=timezone.now(), title="Kế hoạch kể trong bài", kind="article")
    assert "Quy chế thi đua" in page(reader, "/van-ban/")
    for asked in ("42", "42/kh-lđlđ", "ke hoach"):
        html = page(reader, f"/van-ban/?q={asked}")
        assert "Kế hoạch chăm lo Tết" in html
        assert "Quy chế thi đua" not in html
        assert "Kế hoạch kể trong bài" not in html
    assert "Không có văn bản nào" in page(reader, "/van-ban/?q=99/XX")


def test_english_holds_what_is_told_in_english(paper, reader):
    html = page(reader, "/en/")
    assert "Two thousand free coach seats" in html
    assert "Phiên chợ không đồng" not in html
    assert "Two thousand free coach seats" not in page(reader, "/")


def test_no_list_asks_more_than_ten_questions(paper, reader, django_assert_max_num_queries):
    for address in addresses_of(paper).values():
        if address not in ("/", "/tim/?q=khongcogidau"):
            with django_assert_max_num_queries(10):
                reader.get(address)


@pytest.mark.parametrize("rest", ["", "trang-2/"])
def test_a_unit_s_address_in_another_spelling_leads_to_the_unit_s_own(db, reader, rest):
    UnitFactory(code="CDCS-An1")
    answer = reader.get(f"/don-vi/cdcs-an1/{rest}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/don-vi/CDCS-An1/{rest}")


def test_a_number_written_with_noughts_leads_to_the_page_s_own_address(db, reader):
    SectionFactory()
    for asked, own in (("/dot/007/", "/dot/7/"), ("/muc/tin-hoat-dong/trang-002/", "/muc/tin-hoat-dong/trang-2/")):
        answer = reader.get(asked)
        assert (answer.status_code, answer.headers["Location"]) == (301, own)
