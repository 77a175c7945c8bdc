"""What a piece is found by is made of its words alone, and can be made anew in bulk."""

import pytest
from django.utils import timezone

from sumvay.newsroom import selectors
from sumvay.newsroom.models import Listing
from sumvay.newsroom.search_text import body_text, searchable, words_of, write_vectors
from tests.factories.newsroom import listed, text_body

NOW = timezone.now()


def lexemes(vector):
    """The words of a tsvector's text."""
    return {word.strip("'") for word in vector.split()}


def test_each_word_stands_with_and_without_its_accents_and_in_pairs():
    found = searchable("Nhà ở", "", "Hoà thuận")
    assert lexemes(found.accented) == {"^nha1", "^ơ2", "nha1", "ơ2", "hoa1", "thuân5"}
    assert lexemes(found.unaccented) == {"^nha", "^o", "nha", "o", "nha_o", "hoa", "thuan", "hoa_thuan"}
    assert found.folded_title == "nha o"


def test_a_number_stands_whole_by_its_beginning_and_in_parts():
    assert lexemes(searchable("", "", "12/2026/NĐ-CP").unaccented) == {
        "12/2026/nd-cp",
        "12/2026",
        "12",
        "2026",
        "nd",
        "cp",
    }


@pytest.mark.parametrize("text", ["", "'", "\\'", "''''", "a'b\\c", "\x00", "x" * 5_000, "đ" * 300, "²½ß'"])
def test_odd_text_makes_a_vector_the_database_takes(text, db):
    listed(at=NOW, title="Tin", standfirst=text.replace("\x00", "")[:600])
    assert Listing.objects.count() == 1
    assert all("\\" not in word.folded and "'" not in word.folded for word in words_of(text))


def test_a_book_of_a_hundred_thousand_words_is_taken(db):
    listed(at=NOW, title="Sách", body=text_body(" ".join(f"chương{number}" for number in range(100_000))))
    assert selectors.search(text="chương7", page=1, now=NOW).total == 1


def test_the_text_of_a_body_is_its_words_without_layout_numbers_or_addresses():
    blocks = [
        {"type": "text", "id": "5f", "value": "<h2>Vui <b>T</b>ết</h2><p>Ấm&nbsp;áp</p>"},
        {"type": "picture", "id": "6f", "value": {"picture": 7, "caption": "Đoàn xe", "credit": "CĐCS"}},
        {"type": "gallery", "value": [{"type": "item", "id": "8f", "value": {"picture": 8, "caption": "Bến"}}]},
        {"type": "video", "value": {"url": "https://video.example/abc", "title": "Phim"}},
        {"type": "document", "value": 4},
    ]
    assert body_text(blocks).split() == ["Vui", "Tết", "Ấm", "áp", "Đoàn", "xe", "CĐCS", "Bến", "Phim"]


@pytest.mark.django_db
def test_columns_written_anew_find_the_same():
    row = listed(at=NOW, title="Mái ấm", body=text_body("Tặng vé xe Tết."))
    other = listed(at=NOW, title="Tin khác")
    Listing.objects.update(accented="'x'", unaccented="'x'", folded_title="x")
    assert write_vectors([row.pk, 10**9]) == 1
    assert [one.pk for one in selectors.search(text="ve xe tet", page=1, now=NOW).rows] == [row.pk]
    other.refresh_from_db()
    assert other.folded_title == "x"
