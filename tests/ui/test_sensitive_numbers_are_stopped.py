"""Identity, card and account numbers do not leave the phone; ordinary figures do."""

import pytest

FORM = """<form method="post" action="/send" data-sensitive>
<div class="field"><label for="note">Ghi chú</label><textarea id="note" name="note"></textarea></div>
<div class="field"><label for="title">Tên</label><input type="text" id="title" name="title"></div>
<button>Gửi báo cáo</button></form>"""


@pytest.fixture
def page(open_fragment):
    return open_fragment(FORM)


def send(page, text: str) -> int:
    page.get_by_label("Ghi chú").fill(text)
    page.get_by_role("button", name="Gửi báo cáo").click()
    page.wait_for_timeout(50)
    return len(page.sent)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Anh Bình, CCCD 001085012345", "căn cước"),
        ("001 085 012 345", "căn cước"),
        ("Thẻ 4111 1111 1111 1111", "thẻ ngân hàng"),
        ("STK 0123456789 tại Vietcombank", "tài khoản"),
    ],
)
def test_the_number_is_stopped_with_a_sentence_why(page, text, why):
    assert send(page, text) == 0
    assert why in page.get_by_role("alert").text_content()
    assert page.get_by_label("Ghi chú").evaluate("field => field === document.activeElement")


@pytest.mark.parametrize(
    "text",
    ["Điện thoại 0912 000 111", "350.000.000 đồng", "Ủng hộ 120 suất, 4500 lượt", "https://vidu.vn/001085012345"],
)
def test_phones_money_counts_and_links_pass(page, text):
    assert send(page, text) == 1


def test_once_taken_out_the_form_goes(page):
    assert send(page, "001085012345") == 0
    assert send(page, "Đã bỏ số") == 1
