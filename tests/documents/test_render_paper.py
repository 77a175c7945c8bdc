"""An own paper leaves as .docx and PDF in the official form, and looks the same on its page."""

import io
from datetime import date

import pdfplumber
import pytest
from django.urls import reverse
from docx import Document

from sumvay.documents import services
from tests.factories.documents import NumberedPaperFactory, PaperFactory
from tests.factories.org import UnitFactory, officer_of

pytestmark = pytest.mark.django_db

BODY = {
    "blocks": [
        {"kind": "heading", "level": 1, "text": "I. KẾT QUẢ"},
        {"kind": "paragraph", "text": "Các cấp công đoàn đã chăm lo 1.250 lượt đoàn viên."},
        {"kind": "table", "head": ["Đơn vị", "Suất quà"], "rows": [["CĐCS May Sông Vân", 1250]]},
    ],
    "annexes": [
        {
            "title": "Số liệu theo đơn vị",
            "head": ["Đơn vị", "Tiền"],
            "rows": [["CĐCS May Sông Vân", 350000000], ["CĐCS Gốm Đông", None]],
            "plot": {"title": "Một đơn vị tặng hầu hết quà", "bars": [["CĐCS May Sông Vân", 1250]]},
        }
    ],
}


@pytest.fixture
def report():
    return NumberedPaperFactory(
        doc_type="bao_cao", number="05", symbol="BC-CĐTH", issued_on=date(2027, 1, 11), subject="Kết quả Tết", body=BODY
    )


def all_text(docx):
    document = Document(io.BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    lines = [paragraph.text for paragraph in document.paragraphs] + cells
    return " ".join(" ".join(lines).split())


def test_the_word_file_holds_the_form_the_text_and_the_annex(report):
    text = all_text(services.render_paper(paper=report, form="docx"))
    for part in ("05/BC-CĐTH", "CÔNG ĐOÀN PHƯỜNG THƯỢNG HÒA", "BÁO CÁO", "1.250", "350.000.000", "Nguyễn Thị Mẫu"):
        assert part in text


def test_the_pdf_holds_the_same(report):
    with pdfplumber.open(io.BytesIO(services.render_paper(paper=report, form="pdf"))) as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    assert "Số: 05/BC-CĐTH" in text
    assert "BẢN DỰ THẢO" not in text


def test_before_the_leaders_yes_it_is_marked_as_a_draft():
    with pdfplumber.open(io.BytesIO(services.render_paper(paper=PaperFactory(), form="pdf"))) as pdf:
        assert "DỰ THẢO" in pdf.pages[0].extract_text()


def test_the_page_shows_the_sheet_in_the_same_words(client, report):
    client.force_login(officer_of(report.unit, "chair"))
    page = client.get(reverse("documents:detail", args=[report.pk])).content.decode()
    for part in ("Số: 05/BC-CĐTH", "ngày 11 tháng 01 năm 2027", "1.250", "350.000.000", "Phụ lục", "Nguyễn Thị Mẫu"):
        assert part in page


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_file_is_taken_along_under_its_number(client, report, form):
    client.force_login(officer_of(report.unit, "clerk"))
    answer = client.get(reverse("documents:download", kwargs={"pk": report.pk, "form": form}))
    assert answer.status_code == 200
    assert f'filename="05-bc-cdth-ket-qua-tet.{form}"' in answer["Content-Disposition"]
    assert answer.content.startswith({"docx": b"PK", "pdf": b"%PDF"}[form])


def test_another_branch_takes_nothing_along(client, report):
    client.force_login(officer_of(UnitFactory(), "chair"))
    for form in ("docx", "pdf"):
        assert client.get(reverse("documents:download", kwargs={"pk": report.pk, "form": form})).status_code == 404
    assert client.get(f"/papers/{report.pk}/download.exe").status_code == 404
