"""Odd input to search gives a clear empty answer, never a fault."""

import pytest
from django.utils import timezone
from django.utils.translation import override

from sumvay.newsroom import selectors
from tests.factories.newsroom import listed

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.mark.parametrize("typed", ["", "   ", "?!.…", "'", '"\'"', "\x00", "&|!()<->:*", "\\", "🙂", "\u0301"])
def test_what_holds_no_word_finds_nothing_and_says_why(typed):
    listed(at=NOW, title="Mái ấm công đoàn")
    with override("vi"):
        found = selectors.search(text=typed, page=1, now=NOW)
    assert (found.rows, found.total, found.suggestions) == ([], 0, [])
    assert found.trouble == "Cần gõ ít nhất một từ."


def test_ten_thousand_characters_are_too_many():
    listed(at=NOW, title="a")
    with override("vi"):
        found = selectors.search(text="a " * 5_000, page=1, now=NOW)
    assert (found.rows, found.total) == ([], 0)
    assert found.trouble == "Nội dung cần tìm quá dài. Chỉ cần gõ vài từ."


@pytest.mark.parametrize(
    "typed",
    [
        "mái' ấm",
        '"mái ấm"',
        "mái & ấm | !",
        "mái:* ấm<->",
        "mái\x00ấm",
        "mái\\ ấm%",
        "(mái ấm",
        "\N{RIGHT-TO-LEFT OVERRIDE}mái ấm",
    ],
)
def test_signs_between_words_change_nothing(typed):
    row = listed(at=NOW, title="Mái ấm công đoàn")
    assert [one.pk for one in selectors.search(text=typed, page=1, now=NOW).rows] == [row.pk]


def test_a_title_at_full_length_is_found():
    title = ("Công đoàn chăm lo đời sống đoàn viên và người lao động " * 5)[:250].strip()
    row = listed(at=NOW, title=title)
    assert [one.pk for one in selectors.search(text=title, page=1, now=NOW).rows] == [row.pk]


@pytest.mark.parametrize("page", [-3, 0, 2, 99, 10**9])
def test_a_page_that_is_not_there_is_empty_or_the_nearest(page):
    listed(at=NOW, title="Mái ấm công đoàn")
    found = selectors.search(text="mai am", page=page, now=NOW)
    assert len(found.rows) == (1 if page < 1 else 0)
    assert found.total == 1
