"""The annex of a cut of thousands of units is made by the worker, and whoever asked gets a notice with the file."""

import io
from types import SimpleNamespace

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.files import selectors as files
from sumvay.files.models import StoredFile
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from sumvay.reporting import services, tasks
from sumvay.reporting.services import large_annex
from sumvay.reporting.services.refusals import NotYours
from tests.factories.org import officer_of
from tests.factories.reporting import begun_consolidation, closed_consolidation, report_from


@pytest.fixture
def few_at_once(monkeypatch):
    """Two reports are already too many to wait for."""
    monkeypatch.setattr(large_annex, "AT_ONCE", 1)


@pytest.fixture
def chair(house):
    return house.chair_of(house.province)


@pytest.fixture
def cut(house, directive, chair):
    for unit, gifts in zip(house.units[:2], (12, 30), strict=True):
        report_from(directive, unit, suat_qua=gifts)
    return closed_consolidation(directive, house.province, chair)


def ask(client, cut):
    return client.post(reverse("reporting:ask_annex", args=[cut.pk]))


def test_the_file_comes_with_a_notice(client, cut, chair, house, run_jobs):
    client.force_login(chair)
    assert ask(client, cut).url == reverse("reporting:consolidation", args=[cut.pk])
    assert "reporting.make_annex" in run_jobs()
    stored = StoredFile.objects.get(purpose="export")
    notice = Notice.objects.get(officer=chair, kind="annex")
    assert notice.path == reverse("files:open", args=[stored.key])
    assert client.get(notice.path).status_code == 200
    sheet = openpyxl.load_workbook(io.BytesIO(files.read_bytes(stored))).active
    names = {row[1] for row in sheet.iter_rows(values_only=True)}
    assert {unit.name for unit in house.units[:2]} <= names


def test_asking_twice_makes_it_once(client, cut, chair, run_jobs):
    client.force_login(chair)
    ask(client, cut)
    ask(client, cut)
    assert run_jobs().count("reporting.make_annex") == 1


def test_the_page_offers_the_making_and_the_download_leads_there(client, cut, chair, few_at_once):
    client.force_login(chair)
    page = client.get(reverse("reporting:consolidation", args=[cut.pk])).content.decode()
    assert reverse("reporting:ask_annex", args=[cut.pk]) in page
    direct = reverse("reporting:download", args=[cut.pk, "xlsx"])
    assert direct not in page
    assert client.get(direct).url == reverse("reporting:consolidation", args=[cut.pk])


def test_a_small_annex_is_downloaded_at_once(client, cut, chair, house):
    client.force_login(chair)
    answer = client.get(reverse("reporting:download", args=[cut.pk, "xlsx"]))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet["B4"].value in {unit.name for unit in house.units[:2]}


def test_others_do_not_find_the_cut_and_no_job_waits(client, house, directive, chair, run_jobs):
    report_from(directive, house.units[0], suat_qua=12)
    open_cut = begun_consolidation(directive, house.province, chair)
    client.force_login(officer_of(house.units[0], Appointment.Post.CHAIR))
    assert ask(client, open_cut).status_code == 404
    assert client.get(reverse("reporting:ask_annex", args=[open_cut.pk])).status_code == 405
    with pytest.raises(NotYours):
        services.ask_annex(
            actor=officer_of(house.units[1], Appointment.Post.CHAIR), consolidation=open_cut, now=timezone.now()
        )
    assert "reporting.make_annex" not in run_jobs()


def test_who_left_meanwhile_gets_no_file(client, cut, chair, run_jobs):
    client.force_login(chair)
    ask(client, cut)
    Appointment.objects.filter(officer=chair).delete()
    run_jobs()
    assert not StoredFile.objects.filter(purpose="export").exists()
    assert not Notice.objects.filter(kind="annex").exists()


def test_without_room_the_officer_is_told_why(client, cut, chair, run_jobs, monkeypatch):
    monkeypatch.setattr("sumvay.files.selectors.QUOTA_BYTES", 1)
    client.force_login(chair)
    ask(client, cut)
    run_jobs()
    notice = Notice.objects.get(officer=chair, kind="annex")
    assert "chưa lưu được" in notice.title
    assert notice.path == reverse("reporting:consolidation", args=[cut.pk])
    assert not StoredFile.objects.filter(purpose="export").exists()


def test_what_breaks_for_the_last_time_is_told_to_who_asked(cut, chair, monkeypatch):
    monkeypatch.setattr(large_annex, "annex_workbook", lambda **_: 1 / 0)

    def tried(attempts):
        context = SimpleNamespace(job=SimpleNamespace(attempts=attempts))
        with pytest.raises(ZeroDivisionError):
            tasks.make_annex.func(context, consolidation_id=cut.pk, officer_id=chair.pk)
        return list(Notice.objects.filter(officer=chair, kind="annex").values_list("title", "path"))

    assert tried(0) == tried(tasks.ANNEX_TRIES - 1) == []
    title = f"Chưa lập được phụ lục theo đơn vị: {cut.form.title}"
    assert tried(tasks.ANNEX_TRIES) == [(title, reverse("reporting:consolidation", args=[cut.pk]))]
