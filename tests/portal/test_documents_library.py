"""The library of documents: found word by word, by year and by issuer, through to the last page of what was found."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories.documents import NumberedPaperFactory
from tests.factories.newsroom import listed
from tests.factories.org import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept(settings, tmp_path):
    settings.KEPT_PAGES = tmp_path / "pages"


def document(title, *, hours_ago=1, paper=None, **fields):
    paper = NumberedPaperFactory(**paper) if paper else None
    return listed(at=timezone.now() - timedelta(hours=hours_ago), title=title, kind="document", paper=paper, **fields)


def found(reader, **asked) -> str:
    answer = reader.get("/van-ban/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("typed", ["tet cham lo", "chăm lo, Tết", "42/kh-ldld tet", "42 / KH-LĐLĐ"])
def test_every_word_is_looked_for_in_any_order_with_the_number_among_them(reader, typed):
    document("Kế hoạch chăm lo Tết", paper={"number": "42", "symbol": "KH-LĐLĐ"})
    document("Kế hoạch tuyên truyền", paper={"number": "43", "symbol": "KH-LĐLĐ"})
    html = found(reader, q=typed)
    assert "Kế hoạch chăm lo Tết" in html
    assert "Kế hoạch tuyên truyền" not in html


def test_the_year_is_the_paper_s_own_else_that_of_publishing(reader):
    last_year = timezone.localdate().year - 1
    document("Quy chế cũ", paper={"issued_on": date(2019, 3, 1)})
    published = listed(at=timezone.make_aware(datetime(last_year, 6, 1)), title="Mẫu đơn", kind="document")
    assert '<option value="2019">2019</option>' in found(reader)
    of_2019, of_last_year = found(reader, nam="2019"), found(reader, nam=str(last_year))
    assert ("Quy chế cũ" in of_2019, published.title in of_2019) == (True, False)
    assert ("Quy chế cũ" in of_last_year, published.title in of_last_year) == (False, True)


@pytest.mark.parametrize("typed", ["x", "1066", "-1", "9" * 30])
def test_a_year_of_which_there_is_nothing_narrows_nothing(reader, typed):
    document("Quy chế thi đua")
    assert "Quy chế thi đua" in found(reader, nam=typed)


def test_the_issuer_is_the_paper_s_own_else_the_unit_that_published_it(reader):
    ward = UnitFactory(name="Công đoàn phường Bến Đò")
    document("Nghị định mới", unit=ward, paper={"issuer": "CHÍNH PHỦ"})
    document("Mẫu đơn", unit=ward)
    assert '<option value="CHÍNH PHỦ"></option>' in found(reader)
    of_the_state, of_the_ward = found(reader, noi="chinh phu"), found(reader, noi="phuong ben do")
    assert ("Nghị định mới" in of_the_state, "Mẫu đơn" in of_the_state) == (True, False)
    assert ("Nghị định mới" in of_the_ward, "Mẫu đơn" in of_the_ward) == (False, True)


def test_all_that_was_found_can_be_turned_to(reader):
    for number in range(23):
        document(f"Kế hoạch số {number}.", hours_ago=number + 1)
    document("Quy chế thi đua", hours_ago=99)
    first, second = found(reader, q="ke hoach"), found(reader, q="ke hoach", trang="2")
    assert 'href="/van-ban/?q=ke+hoach&amp;trang=2"' in first
    assert 'rel="prev" href="/van-ban/?q=ke+hoach&amp;trang=1"' in second
    assert "Kế hoạch số 22." in second
    assert "Quy chế thi đua" not in first + second
    assert reader.get("/van-ban/", {"q": "ke hoach", "trang": "3"}).status_code == 404


def test_the_whole_library_still_turns_by_its_own_addresses(reader):
    for number in range(21):
        document(f"Kế hoạch số {number}.", hours_ago=number + 1)
    assert 'href="/van-ban/trang-2/"' in found(reader)
    assert "Kế hoạch số 20." in reader.get("/van-ban/trang-2/").content.decode()


@pytest.mark.parametrize("asked", [{"q": "khongcogi"}, {"noi": "khongcogi"}])
def test_nothing_found_says_so_and_leads_back(reader, asked):
    document("Quy chế thi đua")
    html = found(reader, **asked)
    assert "Không có văn bản nào phù hợp" in html
    assert '<a href="/van-ban/">Xem tất cả văn bản</a>' in html


@pytest.mark.parametrize("number", [1, 3])
def test_a_narrowed_library_asks_no_more_for_more_rows(reader, number, django_assert_num_queries):
    for one in range(number):
        document(f"Kế hoạch {one}", paper={"number": str(one + 1), "issuer": "CHÍNH PHỦ"})
    with django_assert_num_queries(4):
        assert found(reader, q="ke hoach", noi="chinh phu").count("offers__code") == number
