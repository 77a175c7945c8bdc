"""Lists keep sort, filter and page in the address."""

from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory


def draw(source: str, address: str = "/", **context) -> str:
    template = engines["django"].from_string("{% load ui %}" + source)
    return template.render(context, RequestFactory().get(address)).replace("&amp;", "&")


def test_the_query_keeps_what_is_not_changed():
    assert draw('{% query_string kind="late" %}', "/?q=tết&kind=all") == "?q=t%E1%BA%BFt&kind=late"


def test_none_drops_a_parameter_and_a_change_goes_back_to_the_first_page():
    assert draw("{% query_string q=None %}", "/?q=x&page=4&sort=due") == "?sort=due"
    assert draw("{% query_string page=5 %}", "/?q=x&page=4") == "?q=x&page=5"
    assert draw("{% query_string q=None %}", "/?q=x") == "?"


def test_a_repeated_parameter_stays_repeated():
    assert draw('{% query_string sort="due" %}', "/?kind=a&kind=b") == "?kind=a&kind=b&sort=due"


def test_a_head_sorts_up_then_down_and_says_so():
    head = '{% sort_header "due" "Hạn" css="num" %}'
    fresh, up, down = draw(head), draw(head, "/?sort=due"), draw(head, "/?sort=-due&q=x")
    assert 'href="?sort=due"' in fresh
    assert "aria-sort" not in fresh
    assert 'aria-sort="ascending"' in up
    assert 'href="?sort=-due"' in up
    assert 'aria-sort="descending"' in down
    assert 'href="?sort=due&q=x"' in down


def test_pages_around_the_present_one_are_offered():
    html = draw('{% include "ui/pagination.html" %}', "/?q=x&page=7", page=Paginator(range(200), 10).page(7))
    assert '<span aria-current="page">7</span>' in html
    assert 'href="?q=x&page=6"' in html
    assert 'rel="next"' in html
    assert "…" in html


def test_a_list_of_one_page_has_no_pages():
    assert draw('{% include "ui/pagination.html" %}', page=Paginator(range(5), 10).page(1)).strip() == ""


def test_the_coverage_bar_leaves_the_silent_part_empty():
    segments = [{"tone": "leaf", "label": "Đã xong", "count": 30}, {"tone": "red", "label": "Quá hạn", "count": 15}]
    html = draw("{% coverage segments 60 %}", segments=segments)
    assert 'x="0.000" y="0" width="50.000"' in html
    assert 'x="50.000" y="0" width="25.000"' in html
    assert "Quá hạn 15" in html


def test_a_coverage_of_no_units_is_an_empty_bar():
    html = draw("{% coverage segments 0 %}", segments=[{"tone": "leaf", "label": "Đã xong", "count": 0}])
    assert 'width="0.000"' in html


def test_progress_says_how_much_of_how_much():
    html = draw('{% include "ui/progress.html" with done=1 total=2 label="tin, bài" %}')
    assert 'value="1" max="2"' in html
    assert "1/2 tin, bài" in html
    assert "progress--done" not in html


def test_an_empty_list_teaches_and_offers_one_button():
    html = draw('{% include "ui/empty.html" with title="Chưa có" text="Sẽ nằm ở đây." url="/them/" action="Thêm" %}')
    assert "Sẽ nằm ở đây." in html
    assert html.count("<a ") == 1
