"""A plot says its finding in words, shows greys a copier keeps apart, and never draws a missing figure as nought."""

from io import BytesIO

import docx
import pdfplumber
from docx.oxml.ns import qn
from PIL import Image

from sumvay.documents.papers import Bar, Figure, Plot, to_docx, to_pdf

from .sample_papers import PLOT, letter, report


def greys(paper):
    with pdfplumber.open(BytesIO(to_pdf(paper))) as book:
        return [(rect["non_stroking_color"], round(rect["width"])) for rect in book.pages[0].rects]


def test_the_pdf_holds_title_labels_values_and_note_as_text():
    with pdfplumber.open(BytesIO(to_pdf(report()))) as book:
        text = book.pages[0].extract_text()
    for part in (PLOT.title, "Công đoàn xã Đông Hội 3/12", "Công đoàn xã Yên Mỹ –/8", PLOT.note):
        assert part in text


def test_a_missing_or_zero_figure_draws_no_bar():
    three = Plot("Ba đơn vị", [Bar("Có", 5), Bar("Không", 0), Bar("Chưa rõ", None)])
    assert len(greys(letter(body=[Figure(three)]))) == 1


def test_bars_are_in_proportion_and_in_two_shades():
    dark = sorted(greys(letter(body=[Figure(Plot("Hai", [Bar("A", 10), Bar("B", 5)]))])), key=lambda bar: bar[1])
    assert 1.9 < dark[1][1] / dark[0][1] < 2.1
    shades = {shade for shade, _ in greys(letter(body=[Figure(PLOT)]))}
    assert len(shades) == 2


def test_the_docx_holds_a_sharp_picture_with_words_for_those_who_cannot_see_it():
    document = docx.Document(BytesIO(to_docx(report())))
    (shape,) = document.inline_shapes
    words = shape._inline.find(qn("wp:docPr")).get("descr")
    assert PLOT.title in words
    assert "Công đoàn xã Yên Mỹ: –/8" in words
    part = document.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed]
    picture = Image.open(BytesIO(part.blob))
    assert picture.width / shape.width.inches >= 200
    assert round(shape.width.mm) == 165


def test_many_bars_stay_on_one_page():
    many = Plot("Ba mươi tư tỉnh, thành phố", [Bar(f"Tỉnh số {place}", place) for place in range(34)])
    with pdfplumber.open(BytesIO(to_pdf(letter(body=[Figure(many)])))) as book:
        texts = [page.extract_text() for page in book.pages]
    assert sum("Tỉnh số" in text for text in texts) == 1


def test_a_plot_without_bars_keeps_its_title():
    with pdfplumber.open(BytesIO(to_pdf(letter(body=[Figure(Plot("Chưa có số liệu", []))])))) as book:
        assert "Chưa có số liệu" in book.pages[0].extract_text()
