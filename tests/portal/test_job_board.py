"""The job board: found by words and by place, through to the last page of what was found."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.newsroom import listed
from tests.factories.org import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept(settings, tmp_path):
    settings.KEPT_PAGES = tmp_path / "pages"


def offer(title, *, hours_ago=1, **fields):
    fields = {"employer": "Công ty May Bình Minh", "place": "Phường An Hải", **fields}
    return listed(at=timezone.now() - timedelta(hours=hours_ago), title=title, kind="job", **fields)


def found(reader, **asked) -> str:
    answer = reader.get("/viec-lam/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    "typed", ["tho han", "hàn thợ", "co khi song van", "Tân Lập", "cong doan ben do", "tho han tan lap"]
)
def test_every_word_is_looked_for_in_title_employer_place_and_unit(reader, typed):
    ward = UnitFactory(name="Công đoàn phường Bến Đò")
    offer("Thợ hàn", employer="Cơ khí Sông Vân", place="Phường Tân Lập", unit=ward)
    offer("Thợ may")
    html = found(reader, q=typed)
    assert "Thợ hàn" in html
    assert "Thợ may" not in html


def test_a_unit_is_known_by_its_short_name_too(reader):
    offer("Thợ hàn", unit=UnitFactory(name="Liên đoàn Lao động tỉnh An Sơn", short_name="LĐLĐ An Sơn"))
    offer("Thợ may")
    html = found(reader, q="ldld an son")
    assert ("Thợ hàn" in html, "Thợ may" in html) == (True, False)


def test_it_is_narrowed_to_a_place_of_which_the_known_ones_are_offered(reader):
    offer("Thợ hàn", place="Phường Tân Lập")
    offer("Thợ may")
    html = found(reader, noi="tan lap")
    assert ("Thợ hàn" in html, "Thợ may" in html) == (True, False)
    assert '<option value="Phường An Hải"></option>' in html


def test_all_that_was_found_can_be_turned_to(reader):
    for number in range(23):
        offer(f"Thợ may số {number}.", hours_ago=number + 1)
    offer("Thợ hàn", employer="Cơ khí Sông Vân")
    first, second = found(reader, q="tho may"), found(reader, q="tho may", trang="2")
    assert 'href="/viec-lam/?q=tho+may&amp;trang=2"' in first
    assert "Thợ may số 22." in second
    assert "Thợ hàn" not in first + second
    assert reader.get("/viec-lam/", {"q": "tho may", "trang": "3"}).status_code == 404


def test_what_has_expired_is_not_found(reader):
    offer("Thợ may", expire_at=timezone.now() - timedelta(minutes=1))
    assert "Không có việc làm nào phù hợp" in found(reader, q="tho may")


def test_nothing_found_says_so_and_leads_back(reader):
    offer("Thợ may")
    html = found(reader, noi="khongcogi")
    assert "Không có việc làm nào phù hợp" in html
    assert '<a href="/viec-lam/">Xem tất cả việc làm</a>' in html


@pytest.mark.parametrize("number", [1, 3])
def test_a_narrowed_board_asks_no_more_for_more_rows(reader, number, django_assert_num_queries):
    for one in range(number):
        offer(f"Thợ may {one}")
    with django_assert_num_queries(4):
        assert found(reader, q="tho may", noi="an hai").count("<h2><a ") == number
