"""What was searched for is marked in title, standfirst and text; whatever stands there is escaped first."""

import pytest
from django.utils import timezone

from sumvay.newsroom import selectors
from sumvay.newsroom.search_marks import marked, snippet
from sumvay.newsroom.search_text import words_of
from tests.factories.newsroom import listed, text_body

NOW = timezone.now()


@pytest.mark.parametrize(
    ("text", "asked", "html"),
    [
        ("Lương, thưởng Tết", "luong thuong tet", "Lương, <mark>thưởng Tết</mark>"),
        ("Nhà ở cho thuê nhà ở", "nha o", "<mark>Nhà ở</mark> cho thuê <mark>nhà ở</mark>"),
        ("Nhà trẻ cạnh nhà ở", "nhà ở", "Nhà trẻ cạnh <mark>nhà ở</mark>"),
        ("Hoà giải", "hòa", "<mark>Hoà</mark> giải"),
        ("<script>alert('Tết')</script>", "tet", "&lt;script&gt;alert(&#x27;<mark>Tết</mark>&#x27;)&lt;/script&gt;"),
        ("A & B <mark>", "b", "A &amp; <mark>B</mark> &lt;mark&gt;"),
        ("Không có gì", "tet", "Không có gì"),
        ("", "tet", ""),
    ],
)
def test_asked_words_are_marked_and_all_else_is_escaped(text, asked, html):
    assert marked(text, words_of(asked)) == html


def test_a_snippet_is_cut_at_words_around_the_phrase():
    text = "đầu " * 100 + "công ty trả lương thưởng Tết đúng hẹn " + "cuối " * 100
    cut = snippet(text, words_of("luong thuong tet"))
    assert "trả lương thưởng Tết đúng hẹn" in cut
    assert cut.startswith("… đầu ")
    assert cut.endswith(" cuối …")
    assert len(cut) < 220


def test_a_snippet_of_a_text_without_the_words_is_empty():
    assert snippet("Không liên quan.", words_of("luong thuong")) == ""


@pytest.mark.django_db
def test_a_row_shows_where_its_text_holds_the_words_only_when_title_and_standfirst_do_not():
    deep = listed(at=NOW, title="Ghi nhanh", body=text_body("Tặng <b>vé xe</b> Tết &amp; quà &lt;img&gt;."))
    shown = listed(at=NOW, title="Vé xe Tết", body=text_body("Tặng vé xe Tết."))
    found = selectors.search(text="ve xe tet", page=1, now=NOW)
    assert found.highlights[shown.pk] == ("<mark>Vé xe Tết</mark>", "", "")
    assert found.highlights[deep.pk].snippet == "Tặng <mark>vé xe Tết</mark> &amp; quà &lt;img&gt;."
