"""Answers of a survey come in once each: tried, taken over by the worker, taken back while nobody worked on them."""

import csv
import io
from datetime import timedelta
from importlib import import_module

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from sumvay.feedback import selectors, services
from sumvay.feedback.models import Case, Issue, Sheet
from sumvay.feedback.sheet_rows import propose_columns, rows_read
from sumvay.notifications.models import Notice
from tests.factories.feedback import answering_house

pytestmark = pytest.mark.django_db
importing = import_module("sumvay.feedback.services.import_sheet")
HEAD = (
    "Dấu thời gian", "Địa chỉ email", "Họ và tên của anh/chị", "Số điện thoại", "Công ty anh/chị đang làm",
    "Ý kiến, kiến nghị của anh/chị", "Đồng ý chuyển lên cấp trên?",
)  # fmt: skip
ROWS = (
    ("01/11/2026 08:00", "mo@x.example", "Trần Thị Mơ", "0900000001", "Công đoàn Công ty May Thử",
     "Nhà ăn cần thêm rau.", "Có"),
    ("01/11/2026 08:05", "sai địa chỉ", "", "", "Công ty Lạ", "Xin lắp thêm quạt ở chuyền 5.", "Không"),
    ("01/11/2026 08:06", "", "", "", "", "", ""),
    ("01/11/2026 08:07", "", "", "", "", "Đường vào xưởng ngập nước.", ""),
    ("01/11/2026 08:07", "", "", "", "", "Đường vào xưởng ngập nước.", ""),
)  # fmt: skip


def table(*rows):
    out = io.StringIO()
    csv.writer(out).writerows([HEAD, *rows])
    return out.getvalue().encode()


@pytest.fixture
def house():
    return answering_house()


def receive(house, *rows, actor=None):
    return services.receive_sheet(
        actor=actor or house.clerk, unit=house.ward, content=table(*(rows or ROWS)), filename="y-kien.csv",
        now=timezone.now(),
    )  # fmt: skip


def take(house, sheet, run_jobs):
    services.start_sheet(actor=house.clerk, sheet=sheet, now=timezone.now())
    assert "feedback.take_sheet" in run_jobs()
    sheet.refresh_from_db()


def test_the_columns_of_a_google_form_are_guessed():
    assert propose_columns(HEAD) == {
        "at": 0, "email": 1, "name": 2, "phone": 3, "workplace": 4, "text": 5, "consent": 6,
    }  # fmt: skip


def test_a_trial_says_what_would_come_and_changes_nothing(house):
    trial = services.try_sheet(sheet=receive(house))
    assert (trial.new, trial.same, trial.empty) == (4, 0, 1)
    assert [row for row, _remark in trial.problems] == [3]
    assert Case.objects.count() == 0


def test_the_worker_makes_messages_of_the_rows(house, run_jobs):
    sheet = receive(house)
    take(house, sheet, run_jobs)
    assert (sheet.state, sheet.done, sheet.rows, Case.objects.count()) == ("done", 5, [], 4)
    first = Case.objects.get(name="Trần Thị Mơ")
    assert (first.unit, first.about_unit, first.door, first.text) == (
        house.ward, house.unit, "sheet", "Nhà ăn cần thêm rau.",
    )  # fmt: skip
    assert (first.email, first.phone, first.may_rise) == ("mo@x.example", "0900000001", True)
    second = Case.objects.get(text__contains="quạt")
    assert (second.about_unit, second.email, second.may_rise, "Công ty Lạ" in second.text) == (
        house.ward, "", False, True,
    )  # fmt: skip
    assert [row for row, _remark in sheet.problems] == [3, 4]


def test_denunciations_go_on_where_nobody_may_read_them_and_are_told_there_together(house, run_jobs):
    house.chair.appointments.all().delete()
    words = "Tôi tố cáo ông giám đốc nhận tiền, tham ô quỹ công đoàn, đề nghị xử lý"
    take(house, receive(house, *(("", "", "", "", "", f"{words} lần {n}.", "") for n in (1, 2)), ROWS[0]), run_jobs)
    assert set(Case.objects.values_list("unit", "is_reserved")) == {(house.province.pk, True), (house.ward.pk, False)}
    assert Notice.objects.get(kind="case_reserved").officer == house.head


def test_the_same_file_again_brings_only_what_is_new(house, run_jobs):
    take(house, receive(house), run_jobs)
    later = ("02/11/2026 09:00", "", "", "", "", "Xin hỏi lịch nghỉ Tết.", "")
    again = receive(house, *ROWS, later)
    trial = services.try_sheet(sheet=again)
    assert (trial.new, trial.same) == (1, 4)
    take(house, again, run_jobs)
    assert (Case.objects.count(), selectors.sheets_of(house.clerk, on=timezone.localdate()).first().made) == (5, 1)


def test_columns_settled_once_are_remembered_for_the_form(house, run_jobs):
    sheet = receive(house)
    with pytest.raises(services.WordsUnclear):
        services.map_sheet(actor=house.clerk, sheet=sheet, meanings={2: "name"}, now=timezone.now())
    services.map_sheet(actor=house.clerk, sheet=sheet, meanings={5: "text", 2: "name"}, now=timezone.now())
    take(house, sheet, run_jobs)
    assert receive(house).columns == {"text": 5, "name": 2}


def test_several_open_questions_become_one_message_under_their_headings(house, client, run_jobs):
    sheet = receive(house, ("01/11/2026 08:00", "", "Nhà ăn nóng.", "", "Cần thêm quạt.", "", ""))
    address = reverse("feedback:sheet_columns", args=[sheet.pk])
    client.force_login(house.clerk)
    client.post(address, {"column-2": "text", "column-4": "text", "column-5": "text"})
    assert client.get(address).content.decode().count('value="text" selected') == 3
    sheet.refresh_from_db()
    take(house, sheet, run_jobs)
    assert Case.objects.get().text == f"{HEAD[2]}\nNhà ăn nóng.\n\n{HEAD[4]}\nCần thêm quạt."


def test_only_words_stand_in_several_columns(house):
    sheet = receive(house)
    with pytest.raises(services.MeantTwice):
        services.map_sheet(
            actor=house.clerk, sheet=sheet, meanings={5: "text", 1: "email", 2: "email"}, now=timezone.now()
        )
    sheet.refresh_from_db()
    assert sheet.columns["email"] == 1


def test_it_is_taken_over_once_and_goes_on_where_it_broke_off(house, run_jobs, monkeypatch):
    sheet = receive(house)
    services.start_sheet(actor=house.clerk, sheet=sheet, now=timezone.now())
    with pytest.raises(services.SheetMovedOn):
        services.start_sheet(actor=house.clerk, sheet=sheet, now=timezone.now())
    monkeypatch.setattr(importing, "AT_ONCE", 2)
    real, calls = importing._take, []

    def breaking(*given):
        calls.append(1)
        if len(calls) == 4:
            raise ConnectionError
        return real(*given)

    monkeypatch.setattr(importing, "_take", breaking)
    with pytest.raises(ConnectionError):
        services.take_sheet(sheet_id=sheet.pk, now=timezone.now())
    sheet.refresh_from_db()
    assert (sheet.state, sheet.done, Case.objects.count()) == ("running", 2, 2)
    services.take_sheet(sheet_id=sheet.pk, now=timezone.now())
    services.take_sheet(sheet_id=sheet.pk, now=timezone.now())
    sheet.refresh_from_db()
    assert (sheet.state, Case.objects.count()) == ("done", 4)


def test_one_whose_job_failed_for_good_says_so_and_is_gone_on_with(house, client, run_jobs, monkeypatch):
    sheet = receive(house)
    services.start_sheet(actor=house.clerk, sheet=sheet, now=timezone.now())
    monkeypatch.setattr(importing, "AT_ONCE", 2)
    monkeypatch.setattr(importing, "moment_of", lambda at, now: 1 / 0 if Case.objects.count() > 2 else now)
    with pytest.raises(ZeroDivisionError):
        run_jobs()
    monkeypatch.undo()
    client.force_login(house.clerk)
    page = reverse("feedback:sheet", args=[sheet.pk])
    broken_off = client.get(page).content.decode()
    assert ("bị gián đoạn" in broken_off, "hx-trigger" in broken_off) == (True, False)
    client.post(reverse("feedback:start_sheet", args=[sheet.pk]))
    with pytest.raises(services.SheetMovedOn):
        services.start_sheet(actor=house.clerk, sheet=sheet, now=timezone.now())
    going_on = client.get(page).content.decode()
    assert ("bị gián đoạn" in going_on, "hx-trigger" in going_on) == (False, True)
    assert run_jobs().count("feedback.take_sheet") == 1
    sheet.refresh_from_db()
    assert (sheet.state, Case.objects.count()) == ("done", 4)


def test_the_page_that_is_asked_again_and_again_leaves_the_rows_alone(house):
    receive(house)
    assert selectors.sheets_of(house.clerk, on=timezone.localdate()).get().get_deferred_fields() == {"rows"}


def test_what_is_taken_back_leaves_no_empty_proposal(house, run_jobs):
    same = [("", "", "", "", "", f"Nhà ăn nóng, xin thêm quạt {'.' * n}", "") for n in range(3)]
    sheet = receive(house, *same)
    take(house, sheet, run_jobs)
    kept = Issue.objects.create(unit=house.ward, title="Khác", category="luong", created_at=timezone.now())
    issue = Issue.objects.create(unit=house.ward, title="Nhà ăn", category="luong", created_at=timezone.now())
    Case.objects.update(issue=issue)
    services.undo_sheet(actor=house.clerk, sheet=sheet, now=timezone.now())
    issue.refresh_from_db()
    kept.refresh_from_db()
    assert (issue.state, kept.state) == ("dismissed", "proposed")


def test_a_file_nobody_takes_over_goes_after_a_week(house):
    young, old = receive(house), receive(house, actor=house.chair)
    Sheet.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=8))
    services.forget_old(now=timezone.now())
    assert list(Sheet.objects.all()) == [young]


def test_a_sheet_is_taken_back_while_nobody_worked_on_it(house, run_jobs):
    sheet = receive(house)
    take(house, sheet, run_jobs)
    with pytest.raises(services.NotYourSheet):
        services.undo_sheet(actor=house.outsider, sheet=sheet, now=timezone.now())
    assert services.undo_sheet(actor=house.clerk, sheet=sheet, now=timezone.now()) == 4
    with pytest.raises(services.SheetMovedOn):
        services.undo_sheet(actor=house.clerk, sheet=sheet, now=timezone.now())
    sheet.refresh_from_db()
    assert (sheet.state, Case.objects.count()) == ("undone", 0)


def test_what_is_handled_is_not_taken_back(house, run_jobs):
    sheet = receive(house)
    take(house, sheet, run_jobs)
    services.note_case(actor=house.clerk, case=Case.objects.first(), text="Đã gọi.", now=timezone.now())
    with pytest.raises(services.HandledAlready):
        services.undo_sheet(actor=house.clerk, sheet=sheet, now=timezone.now())
    sheet.refresh_from_db()
    assert (sheet.state, Case.objects.count()) == ("done", 4)


def test_strangers_bring_nothing_in(house):
    with pytest.raises(services.NotYourSheet):
        receive(house, actor=house.outsider)
    sheet = receive(house)
    with pytest.raises(services.NotYourSheet):
        services.start_sheet(actor=house.outsider, sheet=sheet, now=timezone.now())
    sheet.refresh_from_db()
    assert (Sheet.objects.count(), sheet.state) == (1, "tried")


def test_the_doors_from_file_to_messages_and_back(house, client, run_jobs):
    client.force_login(house.clerk)
    refused = client.post(reverse("feedback:sheets"), {"file": SimpleUploadedFile("x.xlsx", b"PK\x03\x04 broken")})
    assert (refused.status_code, Sheet.objects.count()) == (422, 0)
    sent = client.post(reverse("feedback:sheets"), {"file": SimpleUploadedFile("y-kien.csv", table(*ROWS))})
    sheet = Sheet.objects.get()
    columns, page, start, undo = (
        reverse(f"feedback:{name}", args=[sheet.pk]) for name in ("sheet_columns", "sheet", "start_sheet", "undo_sheet")
    )
    assert (sent.url, "Nhà ăn cần thêm rau." in client.get(columns).content.decode()) == (columns, True)
    assert client.post(columns, {"column-5": "text", "column-2": "name"}).url == page
    assert "Xin lắp" not in client.get(page).content.decode()
    assert (client.get(start).status_code, client.get(undo).status_code) == (405, 405)
    client.force_login(house.chair)
    assert client.get(page).status_code == 404
    client.force_login(house.clerk)
    client.post(start)
    assert "hx-trigger" in client.get(page).content.decode()
    run_jobs()
    assert Case.objects.count() == 4
    client.force_login(house.outsider)
    assert [client.get(page).status_code, client.post(undo).status_code, Case.objects.count()] == [404, 404, 4]
    client.force_login(house.clerk)
    client.post(undo)
    assert Case.objects.count() == 0


def test_more_rows_than_are_taken_at_once(house, run_jobs):
    rows = [("", "", f"Người {n}", "", "", f"Việc số {n}: xin sửa mái che nhà xe.", "") for n in range(250)]
    sheet = receive(house, *rows)
    take(house, sheet, run_jobs)
    assert (sheet.done, Case.objects.count()) == (250, 250)


@pytest.mark.parametrize(
    ("said", "agrees"),
    [
        ("Có", True), ("Có, tôi đồng ý", True), ("Đồng ý ạ", True), ("x", True), ("1", True), ("TRUE", True),
        ("Xin giữ kín", False), ("Công ty biết thì phiền", False), ("Không đồng ý", False), ("Có khi không", False),
        ("10", False), ("", False),
    ],
)  # fmt: skip
def test_only_a_plain_yes_lets_a_message_rise(said, agrees):
    row = next(rows_read([[2, "Nhà ăn nóng.", said]], {"text": 0, "consent": 1}, unit_pk=1, headings=()))
    assert row.may_rise is agrees


def test_a_message_counts_when_it_was_written_and_is_owed_an_answer_from_now(house, run_jobs):
    now = timezone.now()
    written = timezone.localtime(now - timedelta(days=20)).replace(microsecond=0)
    stamps = (f"{written:%d/%m/%Y %H:%M:%S}", f"{now + timedelta(days=40):%d/%m/%Y}", "01/01/2001", "hôm qua")
    sheet = receive(house, *[(stamp, "", "", "", "", f"Ý kiến số {n}", "") for n, stamp in enumerate(stamps)])
    take(house, sheet, run_jobs)
    first, *others = Case.objects.order_by("pk")
    assert first.received_at == written
    assert all(case.received_at > now for case in others)
    Case.objects.update(kind="phan_anh", is_urgent=False, urgent_why="")
    services.sort_case(actor=house.clerk, case=Case.objects.get(pk=first.pk), kind="hoi_dap", now=now)
    first.refresh_from_db()
    assert first.due_at == sheet.finished_at + timedelta(hours=24)
    answer = {"text": "Đã nhận.", "source": "", "resolves": False, "now": now}
    services.answer_case(actor=house.clerk, case=first, **answer)
    first.refresh_from_db()
    assert first.due_at == sheet.finished_at + timedelta(days=5)


def test_months_come_first_only_where_nothing_else_reads():
    columns = {"text": 0, "at": 1}
    ours = [[2, "a", "10/11/2026 8:00:00"], [3, "b", "13/11/2026 8:00:00"]]
    theirs = [[2, "a", "10/11/2026 8:00:00"], [3, "b", "11/13/2026 8:00:00"]]
    assert [row.at.month for row in rows_read(ours, columns, unit_pk=1, headings=())] == [11, 11]
    assert [row.at.month for row in rows_read(theirs, columns, unit_pk=1, headings=())] == [10, 11]
