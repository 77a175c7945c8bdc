"""A paper arrives: read, filed under the next arrival number, or refused with one sentence and nothing stored."""

import io
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from sumvay.audit.models import Entry
from sumvay.documents import services
from sumvay.documents.models import OfficialPaper, Register
from sumvay.documents.reading.refusals import KindUnsupported, NothingGiven, PaperDamaged
from sumvay.documents.services.refusals import AlreadyReceived, NotYourPost
from sumvay.files.models import StoredFile
from sumvay.files.services import QuotaReached
from tests.factories.documents import RegisterFactory
from tests.factories.org import UnitFactory, officer_of

NOW = datetime(2027, 1, 12, 2, 30, tzinfo=UTC)
LETTER = """LIÊN ĐOÀN LAO ĐỘNG TỈNH SÔNG VÂN
Số: 15/LĐLĐ
Sông Vân, ngày 11 tháng 01 năm 2027

V/v tuyên truyền chăm lo Tết Đinh Mùi 2027

Kính gửi: Công đoàn các phường, xã.

Thực hiện Công văn số 28/TLĐ ngày 05/01/2027 của Tổng Liên đoàn Lao động Việt Nam về việc chăm lo Tết, Liên đoàn \
Lao động tỉnh đề nghị các đơn vị báo cáo kết quả về địa chỉ email vanphong@songvan.example trước ngày 25/01/2027.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Trần Thị Hòa
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return UnitFactory(name="Công đoàn phường Thượng Hòa")


@pytest.fixture
def clerk(ward):
    return officer_of(ward, "clerk")


@pytest.fixture
def browser_of(client):
    def signed_in(person):
        client.force_login(person)
        return client

    return signed_in


def word_file(text):
    document, content = Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(content)
    return content.getvalue()


def test_a_pasted_letter_is_read_and_numbered(ward, clerk):
    paper = services.receive_text(actor=clerk, unit=ward, text=LETTER, now=NOW)
    paper.refresh_from_db()
    assert (paper.direction, paper.state, paper.confirmed_at) == ("in", "received", None)
    assert (paper.number, paper.symbol, str(paper.issued_on)) == ("15", "LĐLĐ", "2027-01-11")
    assert (paper.arrival_number, str(paper.arrived_on)) == ("01", "2027-01-12")
    assert paper.fields["basis"][0]["number"] == "28"
    start, end = paper.found["number"]["spans"][0]
    assert paper.text[start:end] == "15"
    assert (paper.file, paper.created_by) == (None, clerk)
    entry = Entry.objects.get(action="paper.receive")
    assert (entry.target_id, entry.unit_id, entry.changes) == (paper.pk, ward.pk, {})


def test_a_file_is_kept_beside_what_was_read(ward, clerk):
    paper = services.receive_paper(
        actor=clerk, unit=ward, content=word_file(LETTER), filename="cong van 15.docx", now=NOW
    )
    assert (paper.number, paper.file.name, paper.file.purpose) == ("15", "cong van 15.docx", StoredFile.Purpose.PAPER)


def test_arrival_numbers_go_on_from_the_offices_own_register(ward, clerk):
    RegisterFactory(unit=ward, direction="in", next_number=41)
    first = services.receive_text(actor=clerk, unit=ward, text=LETTER, now=NOW)
    second = services.receive_text(actor=clerk, unit=ward, text=LETTER.replace("15/", "16/"), now=NOW)
    assert (first.arrival_number, second.arrival_number) == ("41", "42")


def test_the_same_paper_twice_is_refused_and_names_the_first(ward, clerk):
    first = services.receive_text(actor=clerk, unit=ward, text=LETTER, now=NOW)
    with pytest.raises(AlreadyReceived, match=r"01.*12/01/2027") as no:
        services.receive_text(actor=clerk, unit=ward, text=LETTER, now=NOW)
    assert no.value.paper == first
    assert OfficialPaper.objects.count() == 1
    assert Register.objects.get().next_number == 2


def test_another_office_receives_the_same_paper(ward, clerk):
    services.receive_text(actor=clerk, unit=ward, text=LETTER, now=NOW)
    other = UnitFactory()
    paper = services.receive_text(actor=officer_of(other, "clerk"), unit=other, text=LETTER, now=NOW)
    assert paper.arrival_number == "01"


@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (b"", "trong.docx", NothingGiven),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "cu.doc", KindUnsupported),
        (b"PK\x03\x04hong", "hong.docx", PaperDamaged),
    ],
    ids=["empty", "old word", "broken"],
)
def test_what_cannot_be_read_leaves_no_row_no_file_and_no_gap(ward, clerk, content, name, refusal):
    with pytest.raises(refusal):
        services.receive_paper(actor=clerk, unit=ward, content=content, filename=name, now=NOW)
    assert (OfficialPaper.objects.count(), StoredFile.objects.count(), Register.objects.count()) == (0, 0, 0)


def test_what_the_store_refuses_leaves_no_row_and_no_gap(ward, clerk, monkeypatch):
    monkeypatch.setattr("sumvay.files.selectors.QUOTA_BYTES", 1)
    with pytest.raises(QuotaReached):
        services.receive_paper(actor=clerk, unit=ward, content=word_file(LETTER), filename="a.docx", now=NOW)
    assert (OfficialPaper.objects.count(), Register.objects.count()) == (0, 0)


def test_officers_of_the_unit_above_do_not_fill_its_register(ward):
    below = UnitFactory(parent=ward)
    with pytest.raises(NotYourPost):
        services.receive_text(actor=officer_of(ward, "chair"), unit=below, text=LETTER, now=NOW)
    assert not OfficialPaper.objects.exists()


# -- the door


def test_the_door_takes_a_file_and_goes_on_to_the_check(ward, clerk, browser_of):
    upload = SimpleUploadedFile("15.docx", word_file(LETTER))
    answer = browser_of(clerk).post(reverse("documents:receive"), {"file": upload})
    paper = OfficialPaper.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("documents:review", args=[paper.pk]))
    assert paper.unit == ward


def test_the_door_leads_to_the_paper_that_is_there_already(ward, clerk, browser_of):
    browser = browser_of(clerk)
    browser.post(reverse("documents:receive"), {"text": LETTER})
    answer = browser.post(reverse("documents:receive"), {"text": LETTER}, follow=True)
    paper = OfficialPaper.objects.get()
    assert answer.redirect_chain == [(reverse("documents:detail", args=[paper.pk]), 302)]


@pytest.mark.parametrize("given", [{}, {"text": " \n "}])
def test_nothing_given_is_said_in_a_sentence(clerk, browser_of, given):
    answer = browser_of(clerk).post(reverse("documents:receive"), given)
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()
    assert not OfficialPaper.objects.exists()


def test_a_refusal_of_the_reader_is_shown_and_the_text_kept(clerk, browser_of):
    upload = SimpleUploadedFile("cu.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600)
    answer = browser_of(clerk).post(reverse("documents:receive"), {"file": upload})
    assert answer.status_code == 422
    assert ".docx" in answer.context["form"].non_field_errors()[0]


def test_strangers_are_sent_to_sign_in(client, ward):
    answer = client.post(reverse("documents:receive"), {"text": LETTER})
    assert answer.status_code == 302
    assert not OfficialPaper.objects.exists()


def test_a_collaborator_is_refused_with_a_sentence(ward, browser_of):
    answer = browser_of(officer_of(ward, "collaborator")).post(reverse("documents:receive"), {"text": LETTER})
    assert answer.status_code == 422
    assert "Thượng Hòa" in answer.context["form"].non_field_errors()[0]
    assert not OfficialPaper.objects.exists()
