"""A message outside the union's authority is passed on with its slip."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.documents import services as documents
from sumvay.documents.models import OfficialPaper
from sumvay.documents.selectors import papers_visible_to
from sumvay.feedback import services
from sumvay.feedback.models import Case, Forwarding
from sumvay.feedback.services import IdentityProtected, NotYourCase, WhereToMissing
from tests.factories.accounts import OperatorFactory
from tests.factories.feedback import answering_house, sorted_case
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return answering_house()


@pytest.fixture
def case(house):
    return sorted_case(house.ward, "Chưa được chốt sổ bảo hiểm", name="Trần Thị Kín", phone="0912345678")


def forward(actor, case, **changes):
    asked = {"authority": "Bảo hiểm xã hội tỉnh Thử", "summary": "Chưa được chốt sổ.", "names_writer": False}
    return services.forward_case(actor=actor, case=case, now=timezone.now(), **{**asked, **changes})


def test_the_slip_is_drafted_in_the_official_form_and_the_writer_reads_where_it_went(house, case):
    slip = forward(house.clerk, case)
    case.refresh_from_db()
    assert (case.state, case.forwarded_to) == ("forwarded", "Bảo hiểm xã hội tỉnh Thử")
    paper = slip.paper
    assert (paper.doc_type, paper.addressees, paper.state) == ("phieu_chuyen", ["Bảo hiểm xã hội tỉnh Thử"], "draft")
    assert paper.symbol.startswith("PC")
    assert "Trần Thị Kín" not in str(paper.body)
    assert "Chưa được chốt sổ." in str(paper.body)
    for form, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert documents.render_paper(paper=paper, form=form).startswith(begins)
    assert Entry.objects.get(action="case.forward").changes["paper"] == paper.pk


def test_name_and_contact_stand_on_it_when_the_writer_agrees(house, case):
    body = str(forward(house.clerk, case, names_writer=True).paper.body)
    assert "Trần Thị Kín" in body
    assert "0912345678" in body


def test_a_denunciations_writer_is_never_named(house, case):
    services.sort_case(actor=house.chair, case=case, kind="to_cao", now=timezone.now())
    with pytest.raises(IdentityProtected):
        forward(house.chair, case, names_writer=True)
    assert not OfficialPaper.objects.exists()


def test_without_a_body_or_without_the_right_nothing_happens(house, case):
    with pytest.raises(WhereToMissing):
        forward(house.clerk, case, authority=" ")
    with pytest.raises(NotYourCase):
        forward(house.outsider, case)
    case.refresh_from_db()
    assert (case.state, Forwarding.objects.count(), OfficialPaper.objects.count()) == ("received", 0, 0)


def test_the_door_passes_on_and_leads_to_the_slip(house, case, client):
    client.force_login(house.clerk)
    address = reverse("feedback:forward", args=[case.pk])
    assert client.get(address).status_code == 405
    assert client.post(address, {"authority": "", "summary": "x"}).status_code == 422
    page = client.post(address, {"authority": "Sở Nội vụ", "summary": "Chưa trả lương."}, follow=True).content.decode()
    slip = Forwarding.objects.get()
    assert reverse("documents:download", args=[slip.paper_id, "docx"]) in page
    assert Case.objects.get().forwarded_to == "Sở Nội vụ"


def reads(officer, slip, client) -> bool:
    """Whether the officer opens the slip at its door, as the list shows it."""
    client.force_login(officer)
    opened = client.get(reverse("documents:detail", args=[slip.paper_id])).status_code == 200
    assert papers_visible_to(officer, on=timezone.localdate()).filter(pk=slip.paper_id).exists() == opened
    return opened


def issue(slip):
    OfficialPaper.objects.filter(pk=slip.paper_id).update(
        state="issued", number="7", issued_on=timezone.localdate(), issued_at=timezone.now()
    )


def test_a_slip_that_names_the_writer_stays_in_its_office_when_it_is_issued(house, case, client):
    slip = forward(house.clerk, case, names_writer=True)
    issue(slip)
    above = officer_of(house.province)
    assert not reads(above, slip, client)
    assert not reads(OperatorFactory(), slip, client)
    assert reads(house.chair, slip, client)
    # What is no slip goes up as before
    OfficialPaper.objects.update(seen_by="all")
    assert reads(above, slip, client)


def test_a_slip_of_what_turns_out_to_be_a_denunciation_is_taken_from_the_office(house, case, client):
    slip = forward(house.clerk, case)
    OfficialPaper.objects.update(created_by=house.chair)
    assert reads(house.clerk, slip, client)
    services.sort_case(actor=house.chair, case=Case.objects.get(), kind="to_cao", now=timezone.now())
    assert not reads(house.clerk, slip, client)
    assert reads(house.chair, slip, client)


def test_a_slip_about_a_denunciation_is_for_leaders_and_inspectors(house, case, client):
    services.sort_case(actor=house.chair, case=case, kind="to_cao", now=timezone.now())
    case.refresh_from_db()
    slip = forward(house.chair, case)
    assert reads(house.chair, slip, client)
    assert reads(officer_of(house.ward, "inspection"), slip, client)
    assert not reads(house.clerk, slip, client)
    issue(slip)
    assert not reads(house.clerk, slip, client)
    assert not reads(officer_of(house.province), slip, client)
