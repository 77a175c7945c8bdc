"""Reports as official papers: a cut becomes a paper on its way to be signed; a unit prints its own."""

import io
from datetime import timedelta

import docx
import pytest
from django.urls import reverse
from django.utils import timezone
from docx.document import Document

from sumvay.documents.models import OfficialPaper
from sumvay.reporting import paper_of_cut, services
from sumvay.reporting.services.refusals import NotYours
from sumvay.reporting.services.report_paper import NotClosed, NothingSent
from sumvay.reporting.totals import Branch, Line
from tests.factories.reporting import begun_consolidation, closed_consolidation, line_of, report_from


@pytest.fixture
def chair(house):
    return house.chair_of(house.province)


@pytest.fixture
def cut(house, directive, chair):
    report_from(directive, house.units[0], suat_qua=120, tien_xa_hoi_hoa=350_000_000)
    report_from(directive, house.units[1], suat_qua=None)
    report_from(directive, house.units[2], suat_qua=7)
    cut = begun_consolidation(directive, house.province, chair)
    services.write_narrative(
        actor=chair, consolidation=cut, narrative={"results": "Không khí sôi nổi.\nĐúng tiến độ."}, now=timezone.now()
    )
    services.close_figures(actor=chair, consolidation=cut, now=timezone.now())
    return cut


def words_of(content: bytes) -> str:
    document: Document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def drafted(cut, chair):
    return services.draft_report_paper(actor=chair, consolidation=cut, now=timezone.now())


def test_a_closed_cut_becomes_a_draft_report_with_figures_narrative_and_annexes(house, directive, chair, cut):
    paper = drafted(cut, chair)
    cut.refresh_from_db()
    texts = [block.get("text", "") for block in paper.body["blocks"]]
    table = next(block for block in paper.body["blocks"] if block["kind"] == "table")
    by_unit, missing = paper.body["annexes"]
    assert (cut.paper, paper.doc_type, paper.state) == (paper, "bao_cao", OfficialPaper.State.DRAFT)
    assert [t for t in texts if t[:2] in ("I.", "II")] == ["I. SỐ LIỆU THỰC HIỆN", "II. KẾT QUẢ NỔI BẬT"]
    assert "3/6 đơn vị báo cáo" in " ".join(texts)
    assert texts[-3:-1] == ["Không khí sôi nổi.", "Đúng tiến độ."]
    assert ["Suất quà đã trao", "suất", 127] in [row[1:] for row in table["rows"]]
    assert [row[1] for row in by_unit["rows"]] == [unit.name for unit in house.units[:3]]
    assert {row[1] for row in missing["rows"]} == {house.units[3].name, *(ward.name for ward in house.wards)}


def test_a_missing_figure_stays_missing_in_the_annex(house, directive, chair, cut):
    paper = drafted(cut, chair)
    by_unit = paper.body["annexes"][0]
    column = 2 + [row["line"] for row in cut_lines(cut)].index(line_of(directive, "suat-qua").pk)
    assert [row[column] for row in by_unit["rows"]] == [120, None, 7]
    assert by_unit["totals"][column] == 127


def cut_lines(cut):
    return [{"line": line["pk"]} for line in cut.figures["lines"]]


def test_the_plot_says_what_it_shows(chair, cut, house):
    plot = drafted(cut, chair).body["annexes"][0]["plot"]
    assert plot["title"] == f"{house.wards[0].name} chiếm 94% suất quà đã trao"
    assert plot["bars"] == [[house.wards[0].name, 120], [house.wards[1].name, 7]]
    assert "3/6 đơn vị" in plot["note"]


def test_the_finding_names_how_much_the_largest_three_hold():
    line = Line(1, "suat-qua", "period", "Suất quà", "suất", "sum", False, False)
    branches = [Branch(n, f"Phường {n}", totals={1: value}) for n, value in enumerate([10, 40, 30, 20, 0])]
    assert paper_of_cut.finding(line, branches) == "3 đơn vị dẫn đầu chiếm 90% suất quà"


def test_a_second_press_gives_the_same_paper(chair, cut):
    assert drafted(cut, chair) == drafted(cut, chair)
    assert OfficialPaper.objects.filter(doc_type="bao_cao").count() == 1


def test_no_paper_is_written_from_open_figures_nor_by_others(house, directive, chair):
    report_from(directive, house.units[0], suat_qua=1)
    cut = begun_consolidation(directive, house.province, chair)
    with pytest.raises(NotClosed):
        drafted(cut, chair)
    with pytest.raises(NotYours):
        drafted(cut, house.chair_of(house.wards[0]))
    assert OfficialPaper.objects.count() == 0


def test_a_level_between_answers_the_one_who_asked(house, directive, chair):
    ward = house.wards[0]
    report_from(directive, house.units[0], suat_qua=1)
    cut = closed_consolidation(directive, ward, house.chair_of(ward))
    paper = drafted(cut, house.chair_of(ward))
    assert paper.addressees == [house.province.name]
    assert house.province.name in paper.body["blocks"][0]["text"]


def test_a_supplement_tells_why_and_the_differences_alone(house, directive, chair, cut):
    report_from(directive, house.units[3], suat_qua=30)
    supplement = services.begin_supplement(
        actor=chair, consolidation=cut, reason="Một đơn vị gửi muộn", now=timezone.now()
    )
    services.close_figures(actor=chair, consolidation=supplement, now=timezone.now() + timedelta(minutes=1))
    body = drafted(supplement, chair).body
    table = next(block for block in body["blocks"] if block["kind"] == "table")
    assert table["rows"] == [[1, "Suất quà đã trao", "suất", 127, 30, 157]]
    assert "Lý do bổ sung: Một đơn vị gửi muộn." in [block.get("text") for block in body["blocks"]]
    assert [row[1] for row in body["annexes"][0]["rows"]] == [house.units[3].name]


def test_files_can_be_taken_along_before_and_after_there_is_a_paper(client, chair, cut):
    client.force_login(chair)
    before = client.get(reverse("reporting:download", args=[cut.pk, "docx"])).content
    client.post(reverse("reporting:paper", args=[cut.pk]))
    after = client.get(reverse("reporting:download", args=[cut.pk, "docx"])).content
    pdf = client.get(reverse("reporting:download", args=[cut.pk, "pdf"]))
    for content in (before, after):
        assert "Suất quà đã trao" in words_of(content)
    assert pdf.content[:5] == b"%PDF-"
    assert pdf["Content-Disposition"].startswith('attachment; filename="lien-doan-lao-dong')


def test_a_unit_prints_its_own_report_on_its_own_letterhead(house, directive, client):
    report = report_from(directive, house.units[0], suat_qua=120, narrative={"results": "Đã trao quà."})
    client.force_login(house.chair_of(house.units[0]))
    words = words_of(client.get(reverse("reporting:own_report_paper", args=[report.pk, "docx"])).content)
    assert house.units[0].name.upper() in words.upper()
    assert house.wards[0].name.upper() in words.upper()
    assert "120" in words
    assert "Đã trao quà." in words
    client.force_login(house.stranger)
    assert client.get(reverse("reporting:own_report_paper", args=[report.pk, "docx"])).status_code == 404


def test_what_was_not_sent_is_not_printed(house, directive, dispatch, content_of):
    report = services.save_draft(actor=None, dispatch=dispatch, content=content_of(1), now=timezone.now())
    with pytest.raises(NothingSent):
        services.render_own_report(report=report, form="docx", now=timezone.now())
