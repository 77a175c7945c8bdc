"""Links are found in a pasted message."""

import pytest

from sumvay.links import links_in


def urls(text):
    return [link.url for link in links_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Em gửi https://laodong.vn/a.ldo, cảm ơn", ["https://laodong.vn/a.ldo"]),
        ("(xem https://laodong.vn/a.ldo).", ["https://laodong.vn/a.ldo"]),
        ("https://vi.wikipedia.org/wiki/Tet_(le)!", ["https://vi.wikipedia.org/wiki/Tet_(le)"]),
        ("laodong.vn/a.ldo và www.baomoi.com.", ["https://laodong.vn/a.ldo", "https://www.baomoi.com/"]),
        ("https://a.vn/1https://a.vn/2,https://a.vn/3", ["https://a.vn/1", "https://a.vn/2", "https://a.vn/3"]),
        ("“https://a.vn/1” <https://a.vn/2>", ["https://a.vn/1", "https://a.vn/2"]),
        ("https://a.vn/di?toi=https://b.vn/x", ["https://a.vn/di?toi=https%3A%2F%2Fb.vn%2Fx"]),
        ("thư a@b.vn/x, văn bản 12/2026/NĐ-CP ngày 25/01/2027, file bao-cao.docx/", []),
        ("http://localhost/x https://", []),
        ("", []),
    ],
)
def test_links_are_found_and_the_rest_is_left(text, expected):
    assert urls(text) == expected


def test_a_story_pasted_twice_counts_once_in_its_first_form():
    text = "https://laodong.vn/a.ldo\nhttps://youtu.be/dQw4w9WgXcQ\nhttps://m.laodong.vn/a.ldo?fbclid=1"
    assert urls(text) == ["https://laodong.vn/a.ldo", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"]
