"""Writing on screen: a paper is begun, changed, thrown away; what was typed is kept when a rule says no."""

import pytest
from django.urls import reverse

from sumvay.audit.models import Entry
from sumvay.documents import services
from sumvay.documents.models import OfficialPaper
from sumvay.documents.services.refusals import NotYourPost, StepOutOfTurn
from tests.factories.documents import WRITTEN_AT, PaperFactory
from tests.factories.org import UnitFactory, officer_of

pytestmark = pytest.mark.django_db

TYPED = {
    "doc_type": "ke_hoach",
    "subject": "Chăm lo Tết",
    "addressees": "CĐCS A\nCĐCS B",
    "text": "I. MỤC ĐÍCH\nChăm lo đoàn viên.\n- Tặng quà",
}


@pytest.fixture
def ward():
    return UnitFactory(name="Công đoàn phường Thượng Hòa", paper_symbol="CĐTH")


@pytest.fixture
def clerk(ward, client):
    clerk = officer_of(ward, "clerk")
    client.force_login(clerk)
    return clerk


def fields_of(page):
    form = page.context["form"]
    values = {field.html_name: field.value() for field in form}
    return {name: "" if value is None else value for name, value in values.items()}


def test_a_paper_is_begun_from_what_was_typed(client, ward, clerk):
    answer = client.post(reverse("documents:draft"), TYPED)
    paper = OfficialPaper.objects.get()
    assert answer.url == reverse("documents:detail", args=[paper.pk])
    assert (paper.unit, paper.created_by, paper.symbol) == (ward, clerk, "KH-CĐTH")
    assert paper.addressees == ["CĐCS A", "CĐCS B"]
    assert [block["kind"] for block in paper.body["blocks"]] == ["heading", "paragraph", "bullet"]


@pytest.mark.parametrize("missing", ["subject", "text", "doc_type"])
def test_what_is_missing_is_said_at_its_field(client, clerk, missing):
    answer = client.post(reverse("documents:draft"), {**TYPED, missing: " "})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [missing]
    assert not OfficialPaper.objects.exists()


def test_who_does_not_draft_finds_no_form(client, ward):
    client.force_login(officer_of(ward, "editor"))
    assert client.get(reverse("documents:draft")).status_code == 404
    assert client.post(reverse("documents:draft"), TYPED).status_code == 404
    assert not OfficialPaper.objects.exists()


def test_saving_the_form_as_it_is_changes_nothing(client, ward, clerk):
    paper = PaperFactory(unit=ward, signing_prefix="KT. CHỦ TỊCH", urgency="Hoả tốc")
    before = OfficialPaper.objects.filter(pk=paper.pk).values().get()
    address = reverse("documents:change", args=[paper.pk])
    client.post(address, fields_of(client.get(address)))
    assert OfficialPaper.objects.filter(pk=paper.pk).values().get() == before


def test_a_change_is_stored_and_the_paper_shown(client, ward, clerk):
    paper = PaperFactory(unit=ward)
    address = reverse("documents:change", args=[paper.pk])
    data = {**fields_of(client.get(address)), "subject": "Hội chợ Tết", "signer": "Lê An"}
    answer = client.post(address, data)
    paper.refresh_from_db()
    assert answer.url == reverse("documents:detail", args=[paper.pk])
    assert (paper.subject, paper.signer) == ("Hội chợ Tết", "Lê An")


def test_who_comes_second_is_told_and_keeps_the_words(client, ward, clerk):
    paper = PaperFactory(unit=ward)
    address = reverse("documents:change", args=[paper.pk])
    data = fields_of(client.get(address))
    services.change_paper(actor=clerk, paper=paper, subject="Bản của người khác", now=WRITTEN_AT)
    answer = client.post(address, {**data, "subject": "Bản của tôi"})
    paper.refresh_from_db()
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()
    assert "Bản của tôi" in answer.content.decode()
    assert paper.subject == "Bản của người khác"


def test_a_paper_that_went_on_leads_back_to_its_page(client, ward, clerk):
    paper = PaperFactory(unit=ward, state="submitted")
    answer = client.get(reverse("documents:change", args=[paper.pk]))
    assert (answer.status_code, answer.url) == (302, reverse("documents:detail", args=[paper.pk]))


def test_another_branch_changes_nothing(client, ward):
    paper = PaperFactory(unit=ward)
    client.force_login(officer_of(UnitFactory(), "chair"))
    assert client.post(reverse("documents:change", args=[paper.pk]), TYPED).status_code == 404
    assert OfficialPaper.objects.get().version == 0


# -- thrown away


def test_a_draft_is_thrown_away_and_leaves_a_trace(client, ward, clerk):
    paper = PaperFactory(unit=ward)
    answer = client.post(reverse("documents:withdraw", args=[paper.pk]))
    assert answer.url == reverse("documents:list")
    assert not OfficialPaper.objects.exists()
    assert Entry.objects.get(action="paper.withdraw").target_id == paper.pk


@pytest.mark.parametrize("state", ["submitted", "approved", "signed"])
def test_a_paper_on_its_road_is_not_thrown_away(ward, clerk, state):
    paper = PaperFactory(unit=ward, state=state)
    with pytest.raises(StepOutOfTurn):
        services.withdraw_paper(actor=clerk, paper=paper, now=WRITTEN_AT)
    assert OfficialPaper.objects.exists()
    assert not Entry.objects.filter(action="paper.withdraw").exists()


def test_a_draft_with_a_number_stays(ward, clerk):
    paper = PaperFactory(unit=ward, state="returned", number="5")
    with pytest.raises(StepOutOfTurn):
        services.withdraw_paper(actor=clerk, paper=paper, now=WRITTEN_AT)


def test_thrown_away_twice_is_said(client, ward, clerk):
    paper = PaperFactory(unit=ward)
    seen = OfficialPaper.objects.get(pk=paper.pk)
    services.withdraw_paper(actor=clerk, paper=paper, now=WRITTEN_AT)
    with pytest.raises(StepOutOfTurn):
        services.withdraw_paper(actor=clerk, paper=seen, now=WRITTEN_AT)


def test_others_throw_nothing_away(ward):
    paper = PaperFactory(unit=ward)
    with pytest.raises(NotYourPost):
        services.withdraw_paper(actor=officer_of(ward, "collaborator"), paper=paper, now=WRITTEN_AT)
    assert OfficialPaper.objects.exists()
