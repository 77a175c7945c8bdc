"""While an amount is typed the browser says it in words; the words are those of the server's reader."""

import pytest
from django import forms

from sumvay.errors import Refusal
from sumvay.ui.widgets import MoneyInput
from sumvay.vietnamese.money import parse_money
from sumvay.vietnamese.numbers import dong_in_words

TYPED = """
350 triệu|350tr|1,2 tỷ|1 tỷ 200 triệu|1tr5|2 tỉ rưỡi|500k|500 nghìn|1.119.000.000 đồng|1.234.567|1234567|0|15|105|
21 triệu|1.005.000|1 tỷ 5|12,5 triệu|1.119 tỷ|nhiều|350 triệu 2 tỷ|1 000 000|2.000 tỷ|10,25 tỷ|999.999.999.999|1.000.005
""".replace("\n", "").split("|")


class Report(forms.Form):
    money = forms.CharField(label="Kinh phí", widget=MoneyInput())


@pytest.fixture
def page(open_fragment, render):
    return open_fragment(render("ui/field.html", {"field": Report()["money"]}))


def words_of_the_server(typed: str) -> str | None:
    try:
        return dong_in_words(parse_money(typed))
    except Refusal:
        return None


def test_the_words_are_those_of_the_server(page):
    field, echo = page.get_by_label("Kinh phí"), page.locator("output")
    unclear = echo.get_attribute("data-unclear")
    said = {}
    for typed in TYPED:
        field.fill(typed)
        said[typed] = echo.text_content()
    assert said == {typed: words_of_the_server(typed) or unclear for typed in TYPED}


def test_nothing_is_said_about_an_empty_field(page):
    page.get_by_label("Kinh phí").fill("350 triệu")
    assert page.locator("output").text_content() == "ba trăm năm mươi triệu đồng"
    page.get_by_label("Kinh phí").fill("")
    assert page.locator("output").text_content() == ""
