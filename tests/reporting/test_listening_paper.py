"""A listening report as an official paper: what it says, what can never stand in it, and its road."""

import io
from datetime import date

import docx
import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from sumvay.documents.models import OfficialPaper
from sumvay.feedback.models import Issue
from sumvay.feedback.selectors import period_of
from sumvay.reporting import services
from sumvay.reporting.models import ListeningReport
from sumvay.reporting.services.refusals import NotYours
from sumvay.reporting.services.report_paper import NotClosed
from tests.factories.feedback import answering_house
from tests.factories.listening import begun_listening, closed_listening, wrote

pytestmark = pytest.mark.django_db

QUOTED = "Tôi là Trần Thị Mơ ở Công ty May Thử, công ty chậm lương hai tháng, gọi 0912345678 gặp tôi."
SECRETS = ("Trần Thị Mơ", "0912345678", "Công ty May Thử, ", "Giấu Kín", "0987654321", "Thôn Kín")
SILENT = "Xin đừng chuyển lên: tôi tên Giấu Kín, số 0987654321, bị ép làm thêm."


@pytest.fixture
def house():
    house = answering_house()
    now = timezone.now()
    issue = Issue.objects.create(
        unit=house.ward, title="Chậm lương, hỏi chị Trần Thị Mơ 0912345678", category="luong", state="open",
        created_at=now,
    )  # fmt: skip
    wrote(house.ward, 12, issue=issue, text=SILENT)
    wrote(house.ward, 9, category="bhxh", day=date(2026, 10, 20), text=SILENT)
    wrote(house.ward, 3, category="khac", day=date(2026, 10, 21), place="Thôn Kín", text=SILENT)
    wrote(house.ward, 6, day=date(2026, 9, 20))
    return house


@pytest.fixture
def report(house):
    report, now = begun_listening(house.chair, house.ward), timezone.now()
    (case,) = wrote(house.unit, 1, text=QUOTED, may_rise=True)
    services.choose_extract(actor=house.chair, report=report, case_id=case.pk, now=now)
    words = {"proposal": "Đề nghị kiểm tra việc trả lương.\nĐề nghị trả lời trước Tết."}
    services.write_listening(actor=house.chair, report=report, narrative=words, now=now)
    services.close_listening(actor=house.chair, report=report, now=now)
    return report


def drafted(report, actor):
    return services.draft_listening_paper(actor=actor, report=report, now=timezone.now())


def words_of(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_closed_report_becomes_a_draft_in_the_official_form(house, report):
    paper = drafted(report, house.chair)
    report.refresh_from_db()
    texts = [block.get("text", "") for block in paper.body["blocks"]]
    assert (report.paper, paper.doc_type, paper.state) == (paper, "bao_cao", OfficialPaper.State.DRAFT)
    assert paper.subject == "Tổng hợp ý kiến, kiến nghị của đoàn viên, người lao động tháng 10/2026"
    assert paper.addressees == [house.province.name]
    assert [text for text in texts if text[:2] in ("I.", "II", "IV")] == [
        "I. TÌNH HÌNH CHUNG", "II. VẤN ĐỀ NHIỀU NGƯỜI NÊU", "III. Ý KIẾN TIÊU BIỂU", "IV. KIẾN NGHỊ, ĐỀ XUẤT",
    ]  # fmt: skip
    assert "nhận được 25 ý kiến của 25 người, tăng 19 ý kiến so với kỳ trước." in " ".join(texts)
    assert texts[-3:-1] == ["Đề nghị kiểm tra việc trả lương.", "Đề nghị trả lời trước Tết."]
    assert sum("chậm lương hai tháng" in text for text in texts) == 1


def test_its_tables_hold_figures_or_the_veil(house, report):
    paper = drafted(report, house.chair)
    subjects, issues = (block for block in paper.body["blocks"] if block["kind"] == "table")
    by_name = {row[1]: row[2:] for row in subjects["rows"]}
    assert by_name == {
        "Tiền lương": [13, 13, 6, 7],
        "Bảo hiểm xã hội": ["không nêu", "không nêu", 0, None],
        "Việc khác": ["dưới 5", "dưới 5", 0, None],
    }
    assert subjects["totals"][1:] == ["Tất cả", 25, 25, 6, 19]
    assert [row[1:] for row in issues["rows"]] == [
        ["Chậm lương, hỏi chị [họ tên] [số điện thoại]", "Tiền lương", 12, 1, 12]
    ]
    weeks, everything = paper.body["annexes"]
    assert [bar[1] for bar in weeks["plot"]["bars"]] == [0, 0, 13, 12, 0]
    assert weeks["plot"]["title"] == "Nhiều nhất là tuần từ 12/10: 13 ý kiến"
    assert {row[1] for row in everything["rows"]} >= {"Theo loại đơn vị", "Theo địa bàn được nêu"}


def test_nothing_that_could_leak_stands_in_any_form_of_it(house, report, client):
    client.force_login(house.chair)
    before = client.get(reverse("reporting:listening_download", args=[report.pk, "docx"])).content
    drafted(report, house.chair)
    after = client.get(reverse("reporting:listening_download", args=[report.pk, "docx"])).content
    sheet = client.get(reverse("reporting:listening_download", args=[report.pk, "xlsx"])).content
    cells = [str(cell.value) for row in openpyxl.load_workbook(io.BytesIO(sheet)).active.iter_rows() for cell in row]
    page = client.get(reverse("reporting:listening_report", args=[report.pk])).content.decode()
    kept = str(ListeningReport.objects.values().get())
    for words in (words_of(before), words_of(after), "\n".join(cells), page, kept):
        assert [secret for secret in SECRETS if secret in words] == []
        assert "ép làm thêm" not in words
    assert "chậm lương hai tháng" in words_of(after)


def test_a_second_press_gives_the_same_paper(house, report):
    assert drafted(report, house.chair) == drafted(report, house.clerk)
    assert OfficialPaper.objects.filter(doc_type="bao_cao").count() == 1


def test_no_paper_is_written_from_open_figures_nor_by_others(house):
    report = begun_listening(house.chair, house.ward)
    with pytest.raises(NotClosed):
        drafted(report, house.chair)
    with pytest.raises(NotYours):
        drafted(report, house.head)
    assert OfficialPaper.objects.count() == 0


def test_a_supplement_tells_why_and_the_differences_alone(house, report):
    added = services.begin_listening_supplement(
        actor=house.chair, report=report, reason="Nhập sổ muộn", now=timezone.now()
    )
    wrote(house.unit, 7, day=date(2026, 10, 15))
    services.close_listening(actor=house.chair, report=added, now=timezone.now())
    paper = drafted(added, house.chair)
    texts = [block.get("text") for block in paper.body["blocks"]]
    (table,) = (block for block in paper.body["blocks"] if block["kind"] == "table")
    assert paper.subject.startswith("Bổ sung số liệu: tổng hợp ý kiến")
    assert "Lý do bổ sung: Nhập sổ muộn." in texts
    assert ["Theo loại", "Phản ánh", 25, 7, 32] in [row[1:] for row in table["rows"]]
    # Beside a group of few, one figure that moved would tell how that of the few has moved
    assert "Tiền lương" not in [row[2] for row in table["rows"]]
    assert table["totals"][2:] == ["Tất cả ý kiến", 25, 7, 32]
    assert not {"dưới 5", "không nêu"} & {str(cell) for row in table["rows"] for cell in row}
    assert paper.body["annexes"] == []


def test_a_paper_is_in_vietnamese_whatever_the_screen(house, report):
    with override("en"):
        body = drafted(report, house.chair).body
    assert {row[1] for row in body["annexes"][1]["rows"]} >= {"Theo loại đơn vị"}
    assert body["annexes"][0]["plot"]["title"].startswith("Nhiều nhất")


def test_files_can_be_taken_along_before_and_after_there_is_a_paper(house, report, client):
    client.force_login(house.clerk)
    address = reverse("reporting:listening_download", args=[report.pk, "pdf"])
    assert client.get(address).content[:5] == b"%PDF-"
    pressed = client.post(reverse("reporting:listening_paper", args=[report.pk]))
    report.refresh_from_db()
    assert pressed.url == reverse("documents:detail", args=[report.paper_id])
    pdf = client.get(address)
    assert pdf.content[:5] == b"%PDF-"
    assert pdf["Content-Disposition"] == 'attachment; filename="cong-doan-phuong-an-tong-hop-y-kien-thang-102026.pdf"'


def test_few_people_make_a_report_without_figures(house):
    wrote(house.other, 3, day=date(2026, 10, 5))
    report = closed_listening(house.outsider, house.other)
    texts = " ".join(block.get("text", "") for block in drafted(report, house.outsider).body["blocks"])
    assert "dưới năm người gửi ý kiến" in texts
    assert "3 ý kiến" not in texts


def test_a_year_is_drawn_too(house):
    year = period_of("year", date(2025, 5, 1))
    for month in range(8, 13):
        wrote(house.ward, 5 + month, day=date(2025, month, 10))
    report = closed_listening(house.chair, house.ward, year)
    plot = drafted(report, house.chair).body["annexes"][0]["plot"]
    assert plot["bars"] == [[f"{month:02}/2025", 5 + month if month > 7 else 0] for month in range(1, 13)]
    assert plot["title"] == "Nhiều nhất là tháng 12/2025: 17 ý kiến"


def test_a_quarter_that_its_months_would_give_away_says_so_and_no_figure(house):
    for month, people in ((7, 9), (8, 8), (9, 3)):
        wrote(house.other, people, day=date(2026, month, 5))
    report = closed_listening(house.outsider, house.other, period_of("quarter", date(2026, 7, 1)))
    texts = " ".join(block.get("text", "") for block in drafted(report, house.outsider).body["blocks"])
    assert "đối chiếu với số liệu từng tháng" in texts
    assert "dưới năm người gửi ý kiến" not in texts
    assert "20 ý kiến" not in texts
