"""Search as readers meet it: found without accents, marked, narrowed, and a way on when nothing is found."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sumvay.newsroom.search_ranks import COUNTED
from tests.factories.newsroom import PieceFactory, SectionFactory, listed
from tests.factories.org import UnitFactory


@pytest.fixture
def told(db):
    now, other = timezone.now(), SectionFactory(slug="khac", name="Mục khác")
    listed(at=now, title="Thưởng Tết cho thợ may", kind="article")
    listed(at=now - timedelta(days=90), title="Thưởng Tết năm ngoái", kind="video", section=other)
    PieceFactory(title="Thưởng Tết còn soạn")


def found(reader, **asked) -> str:
    return reader.get("/tim/", {"q": "thuong tet", **asked}).content.decode()


def test_what_is_typed_without_accents_is_found_and_marked(told, reader):
    html = found(reader)
    assert html.count("<mark>") >= 2
    assert "thợ may" in html
    assert "năm ngoái" in html
    assert "còn soạn" not in html


@pytest.mark.parametrize("asked", [{"khoang": "thang"}, {"loai": "article"}, {"muc": "tin-hoat-dong"}])
def test_it_is_narrowed_by_time_kind_and_section(told, reader, asked):
    html = found(reader, **asked)
    assert "thợ may" in html
    assert "năm ngoái" not in html


def test_a_reader_narrows_it_to_a_unit_of_what_was_found(told, reader):
    ward = UnitFactory(name="Công đoàn phường Bến Đò", code="BENDO")
    listed(at=timezone.now(), title="Thưởng Tết ở phường", unit=ward)
    option = '<option value="BENDO">Công đoàn phường Bến Đò</option>'
    assert option in found(reader)
    assert "BENDO" not in found(reader, q="tho may")
    narrowed = found(reader, **{"don-vi": "BENDO"})
    assert '<option value="BENDO" selected>' in narrowed
    assert narrowed.count('value="BENDO"') == 1
    assert narrowed.count("<article") == 1


@pytest.mark.parametrize(
    "asked", [{"khoang": "x"}, {"loai": "x"}, {"muc": "x"}, {"trang": "x"}, {"trang": "٣"}, {"trang": "-1"}]
)
def test_what_is_not_known_narrows_nothing(told, reader, asked):
    assert "thợ may" in found(reader, **asked)


def test_odd_words_break_nothing(told, reader):
    for words in ("<script>", "'; --", "a" * 900, "&|!():*", "%", "\\", "🙂"):
        answer = reader.get("/tim/", {"q": words})
        assert answer.status_code == 200
        assert b"<script>" not in answer.content


def test_nothing_found_says_so_and_leads_on(told, reader):
    html = found(reader, q="khongcogidau", loai="video")
    assert "Không tìm thấy" in html
    assert "Tìm trên toàn trang" in html


def test_more_than_can_be_turned_to_is_said_with_a_way_to_narrow(reader, db):
    now = timezone.now()
    for number in range(COUNTED + 1):
        listed(at=now - timedelta(minutes=number), title=f"Thưởng Tết {number}")
    first, last = found(reader), found(reader, trang="10")
    for html in (first, last):
        assert "Hơn 200 tin, bài; trang này hiện 200 kết quả đầu." in html
    assert "trang=2" in first
    assert last.count("<article") == 20
    assert "trang=9" in last
    assert "trang=11" not in last
    # Behind the last page it is the last one, with the same ways on
    assert found(reader, trang="11") == last


def test_what_can_all_be_turned_to_is_counted_exactly(reader, db):
    now = timezone.now()
    for number in range(41):
        listed(at=now - timedelta(minutes=number), title=f"Thưởng Tết {number}")
    last = found(reader, trang="3")
    assert "41 tin, bài" in last
    assert "Hơn" not in last
    assert last.count("<article") == 1
    assert "trang=4" not in last
