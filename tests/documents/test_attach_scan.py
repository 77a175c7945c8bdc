"""The signed and sealed paper, scanned, becomes the official file; nothing else of an issued paper changes."""

import io
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from sumvay.audit.models import Entry
from sumvay.documents import selectors, services
from sumvay.documents.models import OfficialPaper
from sumvay.documents.services.refusals import NotAScan, NotYourPost
from sumvay.files.models import StoredFile
from sumvay.files.services import QuotaReached
from tests.factories.documents import PaperFactory
from tests.factories.org import UnitFactory, officer_of

NOW = datetime(2027, 1, 12, 2, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def photo():
    content = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(content, "JPEG")
    return content.getvalue()


@pytest.fixture
def ward():
    return UnitFactory()


@pytest.fixture
def clerk(ward):
    return officer_of(ward, "clerk")


@pytest.fixture
def issued(ward):
    return PaperFactory(unit=ward, state="issued", number="12", issued_on=date(2027, 1, 11))


def attach(clerk, paper, content=None, filename="da ky.jpg"):
    return services.attach_scan(actor=clerk, paper=paper, content=content or photo(), filename=filename, now=NOW)


def test_the_scan_is_the_official_file_and_the_paper_stays_as_it_was(clerk, issued):
    before = OfficialPaper.objects.filter(pk=issued.pk).values("subject", "body", "state", "number", "version").get()
    stored = attach(clerk, issued)
    assert selectors.official_file(OfficialPaper.objects.get(pk=issued.pk)) == stored
    assert OfficialPaper.objects.filter(pk=issued.pk).values(*before).get() == before
    assert issued.steps.get().kind == "scan"
    assert Entry.objects.get(action="paper.scan").changes == {"file": stored.pk}


def test_a_better_scan_takes_the_place_of_the_first_which_is_kept(clerk, issued):
    first = attach(clerk, issued)
    second = attach(clerk, issued, filename="ban ro hon.jpg")
    issued.refresh_from_db()
    assert issued.signed_scan == second
    assert StoredFile.objects.filter(pk=first.pk, removed_at=None).exists()
    assert issued.steps.count() == 2


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "approved"])
def test_a_paper_that_is_not_signed_takes_no_signed_copy(ward, clerk, state):
    paper = PaperFactory(unit=ward, state=state)
    with pytest.raises(NotYourPost):
        attach(clerk, paper)
    assert not StoredFile.objects.exists()


def test_other_offices_add_nothing(ward, issued):
    below = UnitFactory(parent=ward)
    for officer in (officer_of(below, "chair"), officer_of(UnitFactory(), "clerk"), officer_of(ward, "editor")):
        with pytest.raises(NotYourPost):
            attach(officer, issued)
    assert not StoredFile.objects.exists()


def test_a_text_is_no_scan_and_nothing_is_kept(clerk, issued):
    with pytest.raises(NotAScan):
        attach(clerk, issued, content="Kế hoạch chăm lo Tết".encode(), filename="ke hoach.txt")
    issued.refresh_from_db()
    assert (issued.signed_scan, issued.steps.count(), StoredFile.objects.count()) == (None, 0, 0)


def test_when_the_store_is_full_nothing_changes(clerk, issued, monkeypatch):
    monkeypatch.setattr("sumvay.files.selectors.QUOTA_BYTES", 1)
    with pytest.raises(QuotaReached):
        attach(clerk, issued)
    issued.refresh_from_db()
    assert (issued.signed_scan, issued.steps.count()) == (None, 0)


def test_the_door_takes_the_scan(client, clerk, issued):
    client.force_login(clerk)
    address = reverse("documents:scan", args=[issued.pk])
    answer = client.post(address, {"file": SimpleUploadedFile("da ky.jpg", photo())})
    issued.refresh_from_db()
    assert answer.url == reverse("documents:detail", args=[issued.pk])
    page = client.get(answer.url).content.decode()
    assert reverse("files:open", args=[issued.signed_scan.key]) in page


def test_the_door_says_when_no_file_was_chosen(client, clerk, issued):
    client.force_login(clerk)
    answer = client.post(reverse("documents:scan", args=[issued.pk]), follow=True)
    assert [str(message) for message in answer.context["messages"]]
    assert not StoredFile.objects.exists()
