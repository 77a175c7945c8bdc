"""The superior's table becomes the form: mapped once, filled in place, one cut for several recipients."""

import io

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from sumvay.errors import Refusal
from sumvay.reporting import services
from sumvay.reporting.models import SuperiorAnnex
from sumvay.reporting.services.refusals import NotYours
from sumvay.reporting.services.superior_annex import FigureUnknown, RecipientMissing
from tests.factories.reporting import closed_consolidation, report_from


def sheet():
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Biểu 1"
    for row in (
        ("TT", "Nội dung", "Đơn vị tính", "Cấp cơ sở", "Tổng cộng"),
        (1, "1. Suất quà đã trao", "suất", None, None),
        (2, "Lượt người tham dự (lượt)", "lượt người", None, None),
        (3, "Số vụ việc khác", "vụ", None, None),
    ):
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def word_table():
    document = docx.Document()
    document.add_paragraph("Phụ lục kèm theo")
    table = document.add_table(rows=2, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Chỉ tiêu", "Số lượng"
    table.rows[1].cells[0].text = "Suất quà đã trao"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def chair(house):
    return house.chair_of(house.wards[0])


@pytest.fixture
def cut(house, directive, chair):
    report_from(directive, house.wards[0], suat_qua=10)
    report_from(directive, house.units[0], suat_qua=1250, luot_tham_du=None)
    return closed_consolidation(directive, house.wards[0], chair)


def added(cut, chair, content=None, name="bieu.xlsx", recipient="Liên đoàn Lao động tỉnh"):
    return services.add_annex(
        actor=chair, consolidation=cut, recipient=recipient, name=name, content=content or sheet(), now=timezone.now()
    )


def test_cells_are_proposed_by_their_labels(chair, cut):
    annex = added(cut, chair)
    assert annex.cells == {
        "Biểu 1!D2": "suat-qua|below",
        "Biểu 1!E2": "suat-qua|total",
        "Biểu 1!D3": "luot-tham-du|below",
        "Biểu 1!E3": "luot-tham-du|total",
    }


def test_the_table_is_filled_in_place_and_nothing_else_changes(chair, cut):
    filled = openpyxl.load_workbook(io.BytesIO(services.fill_annex(annex=added(cut, chair), consolidation=cut))).active
    assert [[cell.value for cell in row] for row in filled.iter_rows()] == [
        ["TT", "Nội dung", "Đơn vị tính", "Cấp cơ sở", "Tổng cộng"],
        [1, "1. Suất quà đã trao", "suất", 1250, 1260],
        [2, "Lượt người tham dự (lượt)", "lượt người", None, 0],
        [3, "Số vụ việc khác", "vụ", None, None],
    ]


def test_a_word_table_is_filled_with_numbers_as_they_are_read(chair, cut):
    annex = added(cut, chair, word_table(), "phu-luc.docx", "Ủy ban MTTQ phường")
    filled = docx.Document(io.BytesIO(services.fill_annex(annex=annex, consolidation=cut)))
    assert annex.cells == {"0/1/1": "suat-qua|total"}
    assert filled.tables[0].rows[1].cells[1].text == "1.260"


def test_one_cut_fills_the_tables_of_several_recipients(chair, cut, client):
    first, second = added(cut, chair), added(cut, chair, word_table(), "phu-luc.docx", "Ủy ban MTTQ phường")
    client.force_login(chair)
    page = client.get(reverse("reporting:annexes", args=[cut.pk]))
    assert set(page.context["annexes"]) == {first, second}
    for annex, kind in ((first, "spreadsheetml"), (second, "wordprocessingml")):
        file = client.get(reverse("reporting:filled_annex", args=[cut.pk, annex.pk]))
        assert kind in file["Content-Type"]


def test_an_officer_maps_what_was_not_recognised(chair, cut):
    annex = added(cut, chair)
    cells = {**annex.cells, "Biểu 1!E4": "reported", "Biểu 1!D4": ""}
    services.map_annex(actor=chair, annex=annex, cells=cells, now=timezone.now())
    annex.refresh_from_db()
    filled = openpyxl.load_workbook(io.BytesIO(services.fill_annex(annex=annex, consolidation=cut))).active
    assert (filled["E4"].value, filled["D4"].value) == (1, None)
    assert "Biểu 1!D4" not in annex.cells


@pytest.mark.parametrize("cells", [{"Biểu 1!E4": "khac|total"}, {"Biểu 1!Z9": "reported"}, {"x": "reported"}])
def test_unknown_figures_and_cells_are_refused(chair, cut, cells):
    annex = added(cut, chair)
    with pytest.raises(FigureUnknown):
        services.map_annex(actor=chair, annex=annex, cells=cells, now=timezone.now())
    before = annex.cells
    annex.refresh_from_db()
    assert annex.cells == before


def test_the_same_table_comes_back_mapped_as_it_was(chair, cut):
    # The very same file: made a second later it would say so inside
    content = sheet()
    annex = added(cut, chair, content)
    chosen = {"Biểu 1!E4": "reported", "Biểu 1!E2": "suat-qua|own"}
    services.map_annex(actor=chair, annex=annex, cells=chosen, now=timezone.now())
    assert added(cut, chair, content).cells == {
        **chosen,
        "Biểu 1!D2": "suat-qua|below",
        "Biểu 1!D3": "luot-tham-du|below",
        "Biểu 1!E3": "luot-tham-du|total",
    }


def test_what_is_no_table_is_refused_and_nothing_is_kept(chair, cut):
    for content, name in ((b"", "a.xlsx"), (b"x", "a.docx"), (sheet(), "a.pdf"), (b"PK\x03\x04", "a.xlsx")):
        with pytest.raises(Refusal):
            services.add_annex(
                actor=chair, consolidation=cut, recipient="Cấp trên", name=name, content=content, now=timezone.now()
            )
    with pytest.raises(RecipientMissing):
        added(cut, chair, recipient=" ")
    assert SuperiorAnnex.objects.count() == 0


def test_others_neither_add_nor_see_nor_fill(house, directive, chair, cut, client):
    annex = added(cut, chair)
    for officer in (house.stranger, house.chair_of(house.units[0]), house.chair_of(house.province)):
        with pytest.raises(NotYours):
            added(cut, officer)
        with pytest.raises(NotYours):
            services.map_annex(actor=officer, annex=annex, cells={}, now=timezone.now())
        client.force_login(officer)
        assert client.get(reverse("reporting:annexes", args=[cut.pk])).status_code == 404
        for name in ("map_annex", "filled_annex"):
            assert client.get(reverse(f"reporting:{name}", args=[cut.pk, annex.pk])).status_code == 404
        assert client.post(reverse("reporting:drop_annex", args=[cut.pk, annex.pk])).status_code == 404
    assert SuperiorAnnex.objects.count() == 1


def test_the_doors_lay_down_map_and_drop(chair, cut, client):
    client.force_login(chair)
    door = reverse("reporting:annexes", args=[cut.pk])
    upload = SimpleUploadedFile("biểu mẫu.xlsx", sheet())
    sent = client.post(door, {"recipient": "Liên đoàn Lao động tỉnh", "file": upload})
    annex = SuperiorAnnex.objects.get()
    mapping = reverse("reporting:map_annex", args=[cut.pk, annex.pk])
    assert sent["Location"] == mapping
    form = client.get(mapping).context["form"]
    chosen = {field.html_name: field.value() for _slot, field in form.rows()}
    place = next(f.html_name for slot, f in form.rows() if slot.place == "Biểu 1!E4")
    assert client.post(mapping, chosen | {place: "expected"}).status_code == 302
    annex.refresh_from_db()
    assert annex.cells["Biểu 1!E4"] == "expected"
    assert client.post(mapping, chosen | {place: "x"}).status_code == 422
    drop = reverse("reporting:drop_annex", args=[cut.pk, annex.pk])
    assert client.get(drop).status_code == 405
    client.post(drop)
    assert client.post(drop).status_code == 404
    assert (
        client.post(door, {"recipient": "Cấp trên", "file": SimpleUploadedFile("a.pdf", b"%PDF-1.4")}).status_code
        == 422
    )
    assert SuperiorAnnex.objects.count() == 0
