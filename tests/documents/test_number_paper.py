"""Numbers: typed or the next of the register, per year, never twice for one symbol; registers can be set."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from sumvay.audit.models import Entry
from sumvay.documents import selectors, services
from sumvay.documents.models import OfficialPaper, Register
from sumvay.documents.services.refusals import (
    DateAhead,
    NotYourPost,
    NumberTaken,
    NumberUnreadable,
    RegisterUnfit,
    StepOutOfTurn,
)
from tests.factories.documents import NumberedPaperFactory, PaperFactory, RegisterFactory
from tests.factories.org import UnitFactory, officer_of

NOW = datetime(2027, 1, 12, 2, 30, tzinfo=UTC)
TODAY = date(2027, 1, 12)
State = OfficialPaper.State

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return UnitFactory(name="Công đoàn phường Thượng Hòa")


@pytest.fixture
def clerk(ward):
    return officer_of(ward, "clerk")


def number(clerk, typed=None, *, on=TODAY, **paper):
    signed = PaperFactory(unit=clerk.appointments.get().unit, state=State.SIGNED, **paper)
    services.number_paper(actor=clerk, paper=signed, number=typed, issued_on=on, now=NOW)
    return signed


def test_the_first_paper_of_a_year_is_number_one_with_a_leading_zero(clerk):
    assert number(clerk).code == "01/KH-CĐTH"
    assert number(clerk, symbol="CĐTH", doc_type="cong_van").code == "02/CĐTH"


def test_numbers_go_on_from_where_the_office_has_set_them(ward, clerk):
    services.set_next_number(actor=clerk, unit=ward, year=2027, direction="out", doc_type="", next_number=42, now=NOW)
    assert [number(clerk).number, number(clerk).number] == ["42", "43"]


def test_a_type_with_a_register_of_its_own_does_not_use_the_shared_one(ward, clerk):
    RegisterFactory(unit=ward, next_number=20)
    RegisterFactory(unit=ward, next_number=3, doc_type="bao_cao")
    assert number(clerk, doc_type="bao_cao", symbol="BC-CĐTH").number == "03"
    assert number(clerk).number == "20"
    assert list(Register.objects.order_by("doc_type").values_list("doc_type", "next_number")) == [
        ("", 21),
        ("bao_cao", 4),
    ]


def test_a_new_year_begins_at_one_and_keeps_the_registers_the_office_had(ward, clerk):
    RegisterFactory(unit=ward, year=2026, next_number=310)
    RegisterFactory(unit=ward, year=2026, next_number=55, doc_type="bao_cao")
    assert number(clerk, doc_type="bao_cao", symbol="BC-CĐTH").number == "01"
    assert number(clerk).number == "01"


def test_the_year_of_the_date_chooses_the_register(ward, clerk):
    RegisterFactory(unit=ward, year=2026, next_number=310)
    assert number(clerk, on=date(2026, 12, 31)).number == "310"


def test_a_typed_number_carries_the_register_along(ward, clerk):
    RegisterFactory(unit=ward, next_number=7)
    assert number(clerk, "15").number == "15"
    assert number(clerk).number == "16"


def test_an_older_number_filled_in_later_leaves_the_register(ward, clerk):
    RegisterFactory(unit=ward, next_number=50)
    assert number(clerk, " 6b ").number == "06b"
    assert Register.objects.get().next_number == 50


def test_the_register_steps_over_numbers_that_are_given(ward, clerk):
    NumberedPaperFactory(unit=ward, number="07")
    NumberedPaperFactory(unit=ward, number="08")
    RegisterFactory(unit=ward, next_number=7)
    assert number(clerk).number == "09"


def test_a_number_is_not_given_twice_for_one_symbol_and_year(ward, clerk):
    NumberedPaperFactory(unit=ward, number="05")
    with pytest.raises(NumberTaken, match="05/KH-CĐTH"):
        number(clerk, "5")
    assert not Register.objects.exists()
    assert not Entry.objects.filter(action="paper.number").exists()


def test_the_same_number_is_free_for_another_symbol_year_and_office(ward, clerk):
    NumberedPaperFactory(unit=ward, number="05")
    NumberedPaperFactory(number="06")
    assert number(clerk, "5", symbol="BC-CĐTH").number == "05"
    assert number(clerk, "5", on=date(2026, 11, 2)).number == "05"
    assert number(clerk, "6").number == "06"


@pytest.mark.parametrize("typed", ["số 5", "5/KH", "-1", "0", "00", "b6", "1234567", "٣", "5abc"])
def test_what_is_no_number_is_refused(clerk, typed):
    with pytest.raises(NumberUnreadable):
        number(clerk, typed)


def test_a_paper_is_not_dated_ahead(clerk):
    with pytest.raises(DateAhead):
        number(clerk, "5", on=date(2027, 1, 13))


def test_numbering_twice_is_refused_and_uses_no_number(ward, clerk):
    paper = number(clerk)
    with pytest.raises(StepOutOfTurn):
        services.number_paper(actor=clerk, paper=paper, number=None, issued_on=TODAY, now=NOW)
    paper.refresh_from_db()
    assert (paper.number, Register.objects.get().next_number) == ("01", 2)


def test_a_paper_that_went_back_keeps_its_number(ward, clerk):
    chair = officer_of(ward, "chair")
    paper = number(clerk)
    services.return_paper(actor=chair, paper=paper, remark="Sai ngày", now=NOW)
    assert number(clerk).number == "02"
    services.put_through(actor=chair, paper=paper, number=None, issued_on=TODAY, now=NOW)
    assert (paper.state, paper.number) == (State.NUMBERED, "01")


def test_only_the_clerk_and_the_chair_set_the_register(ward):
    for post in ("vice_chair", "communications"):
        with pytest.raises(NotYourPost):
            services.set_next_number(
                actor=officer_of(ward, post),
                unit=ward,
                year=2027,
                direction="out",
                doc_type="",
                next_number=9,
                now=NOW,
            )
    assert not Register.objects.exists()


@pytest.mark.parametrize("next_number", [0, -3, 1_000_000])
def test_a_register_counts_from_one_and_not_for_ever(ward, clerk, next_number):
    with pytest.raises(RegisterUnfit):
        services.set_next_number(
            actor=clerk, unit=ward, year=2027, direction="out", doc_type="", next_number=next_number, now=NOW
        )


def test_setting_a_register_is_traced(ward, clerk):
    services.set_next_number(actor=clerk, unit=ward, year=2027, direction="in", doc_type="", next_number=120, now=NOW)
    entry = Entry.objects.get(action="register.set")
    assert (entry.unit_id, entry.changes["next_number"]) == (ward.pk, 120)


def test_a_type_goes_back_to_the_shared_register_and_the_shared_one_stays(ward, clerk):
    shared, own = RegisterFactory(unit=ward, next_number=20), RegisterFactory(unit=ward, doc_type="bao_cao")
    services.close_own_register(actor=clerk, register=own, now=NOW)
    assert number(clerk, doc_type="bao_cao", symbol="BC-CĐTH").number == "20"
    with pytest.raises(RegisterUnfit):
        services.close_own_register(actor=clerk, register=shared, now=NOW)


def test_the_number_shown_beforehand_is_the_one_that_is_given(ward, clerk):
    RegisterFactory(unit=ward, next_number=8)
    paper = PaperFactory(unit=ward, state=State.SIGNED)
    assert selectors.next_number(paper, year=2027) == "08"
    services.number_paper(actor=clerk, paper=paper, number=None, issued_on=TODAY, now=NOW)
    assert paper.number == "08"


# -- the door


def test_the_clerk_sets_the_next_number_on_screen(ward, clerk, client):
    client.force_login(clerk)
    address = reverse("documents:registers")
    year = client.get(address).context["year"]
    answer = client.post(address, {"direction": "out", "doc_type": "bao_cao", "next_number": "31"})
    assert (answer.status_code, answer.url) == (302, address)
    assert Register.objects.get(doc_type="bao_cao").next_number == 31
    assert Register.objects.filter(unit=ward, year=year).count() == 2


@pytest.mark.parametrize("typed", ["0", "", "ba"])
def test_a_wrong_next_number_is_said_at_the_field(clerk, client, typed):
    client.force_login(clerk)
    answer = client.post(reverse("documents:registers"), {"direction": "out", "doc_type": "", "next_number": typed})
    assert answer.status_code == 422
    assert answer.context["form"].errors["next_number"]
    assert not Register.objects.exists()


def test_others_of_the_office_see_the_registers_and_do_not_set_them(ward, client):
    client.force_login(officer_of(ward, "communications"))
    address = reverse("documents:registers")
    assert "next_number" not in client.get(address).content.decode()
    client.post(address, {"direction": "out", "doc_type": "", "next_number": "9"})
    assert not Register.objects.exists()


def test_another_office_finds_no_register_to_close(ward, client):
    register = RegisterFactory(unit=ward, doc_type="bao_cao")
    client.force_login(officer_of(UnitFactory(), "clerk"))
    assert client.post(reverse("documents:close_register", args=[register.pk])).status_code == 404
    client.force_login(officer_of(ward, "clerk"))
    assert client.get(reverse("documents:close_register", args=[register.pk])).status_code == 405
    assert Register.objects.filter(pk=register.pk).exists()
    assert client.post(reverse("documents:close_register", args=[register.pk])).status_code == 302
    assert not Register.objects.filter(pk=register.pk).exists()
