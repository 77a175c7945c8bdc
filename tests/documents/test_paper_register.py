"""The registers on screen: found by words without accents, filtered, paged, taken along; each office its own."""

import io
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.factories.accounts import OperatorFactory
from tests.factories.documents import NumberedPaperFactory, PaperFactory, ReceivedPaperFactory
from tests.factories.org import GrantFactory, UnitFactory, officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return UnitFactory(name="Liên đoàn Lao động tỉnh Sông Vân")


@pytest.fixture
def ward(province):
    return UnitFactory(name="Công đoàn phường Thượng Hòa", parent=province)


@pytest.fixture
def shown(client):
    """Which papers a person sees in the register, asked with these words of the address."""

    def ask(person, **query):
        client.force_login(person)
        answer = client.get(reverse("documents:list"), query)
        assert answer.status_code == 200
        return [paper.pk for paper in answer.context["page"]]

    return ask


@pytest.fixture
def clerk(ward):
    return officer_of(ward, "clerk")


def test_papers_received_come_first_and_own_ones_on_their_tab(ward, clerk, shown):
    received, own = ReceivedPaperFactory(unit=ward), PaperFactory(unit=ward)
    assert shown(clerk) == [received.pk]
    assert shown(clerk, direction="out") == [own.pk]
    assert shown(clerk, direction="sideways") == [received.pk]


@pytest.mark.parametrize("words", ["228", "228/LĐLĐ", "228 /ldld", "song van", "SÔNG VÂN", "cho tet 228", "Chợ  Tết"])
def test_a_paper_is_found_by_words_with_or_without_accents(ward, clerk, shown, words):
    wanted = ReceivedPaperFactory(unit=ward, number="228", subject="hội chợ Tết")
    ReceivedPaperFactory(unit=ward, number="9", subject="đại hội", issuer="Công đoàn ngành")
    assert shown(clerk, q=words) == [wanted.pk]


def test_percent_signs_are_only_letters(ward, clerk, shown):
    ReceivedPaperFactory(unit=ward)
    assert shown(clerk, q="%") == []


def test_filters_narrow_and_join(ward, clerk, shown):
    report = PaperFactory(unit=ward, doc_type="bao_cao", state="submitted")
    PaperFactory(unit=ward, doc_type="bao_cao")
    PaperFactory(unit=ward, state="submitted")
    assert shown(clerk, direction="out", doc_type="bao_cao", state="submitted") == [report.pk]


def test_received_papers_are_filtered_by_whether_somebody_checked_them(ward, clerk, shown):
    waiting = ReceivedPaperFactory(unit=ward)
    checked = ReceivedPaperFactory(unit=ward, confirmed_at=waiting.created_at)
    assert shown(clerk, state="unconfirmed") == [waiting.pk]
    assert shown(clerk, state="confirmed") == [checked.pk]


def test_the_year_is_that_of_arrival_or_of_the_papers_date_or_of_the_draft(ward, clerk, shown):
    old = ReceivedPaperFactory(unit=ward, arrived_on=date(2026, 12, 30))
    ReceivedPaperFactory(unit=ward)
    dated = NumberedPaperFactory(unit=ward, issued_on=date(2026, 12, 30))
    draft = PaperFactory(unit=ward)
    assert shown(clerk, year="2026") == [old.pk]
    assert shown(clerk, year="2026", direction="out") == [dated.pk]
    assert shown(clerk, year="2027", direction="out") == [draft.pk]


@pytest.mark.parametrize("query", [{"year": "nay"}, {"state": "x"}, {"doc_type": "x"}, {"page": "99"}, {"sort": "x"}])
def test_an_address_somebody_broke_still_answers(ward, clerk, shown, query):
    ReceivedPaperFactory(unit=ward)
    shown(clerk, **query)


def test_sorting_by_date_goes_both_ways(ward, clerk, shown):
    first = ReceivedPaperFactory(unit=ward, issued_on=date(2027, 1, 2))
    second = ReceivedPaperFactory(unit=ward, issued_on=date(2027, 1, 5))
    assert shown(clerk, sort="date") == [first.pk, second.pk]
    assert shown(clerk, sort="-date") == [second.pk, first.pk]


def test_fifty_papers_make_a_page(ward, clerk, shown):
    papers = [ReceivedPaperFactory(unit=ward).pk for _place in range(51)]
    assert shown(clerk) == papers[:0:-1]
    assert shown(clerk, page="2") == papers[:1]


def test_htmx_gets_the_rows_alone(client, ward, clerk):
    ReceivedPaperFactory(unit=ward)
    client.force_login(clerk)
    html = client.get(reverse("documents:list"), headers={"HX-Request": "true"}).content.decode()
    assert "<table" in html
    assert "<html" not in html


@pytest.mark.parametrize("direction", ["in", "out"])
def test_an_empty_register_says_what_will_be_here(client, clerk, direction):
    client.force_login(clerk)
    page = client.get(reverse("documents:list"), {"direction": direction}).content.decode()
    assert reverse("documents:receive" if direction == "in" else "documents:draft") in page


@pytest.mark.parametrize("count", [1, 3])
def test_three_papers_cost_the_same_queries_as_one(ward, clerk, client, django_assert_max_num_queries, count):
    for _paper in range(count):
        ReceivedPaperFactory(unit=ward)
    client.force_login(clerk)
    with django_assert_max_num_queries(30) as queries:
        client.get(reverse("documents:list"))
    # counts of the tabs, years, count of the pages, the page; the frame's own are not counted here
    assert sum("documents_officialpaper" in query["sql"] for query in queries) == 4


# -- who sees what


def test_the_offices_of_others_are_not_shown(province, ward, shown):
    ReceivedPaperFactory(unit=province)
    ReceivedPaperFactory()
    own = ReceivedPaperFactory(unit=ward)
    assert shown(officer_of(ward, "communications")) == [own.pk]
    assert shown(officer_of(province, "chair")) != [own.pk]


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "approved", "signed", "numbered", "issued"])
def test_the_unit_above_opens_only_what_was_issued_below(client, province, ward, state):
    numbered = {"number": "5", "issued_on": date(2027, 1, 11)} if state in ("numbered", "issued") else {}
    paper = PaperFactory(unit=ward, state=state, **numbered)
    client.force_login(officer_of(province, "chair"))
    answer = client.get(reverse("documents:detail", args=[paper.pk]))
    assert answer.status_code == (200 if state == "issued" else 404)


def test_the_unit_above_sees_no_button_on_a_paper_from_below(client, province, ward):
    paper = PaperFactory(unit=ward, state="issued", number="5", issued_on=date(2027, 1, 11))
    client.force_login(officer_of(province, "chair"))
    page = client.get(reverse("documents:detail", args=[paper.pk])).content.decode()
    assert reverse("documents:scan", args=[paper.pk]) not in page


@pytest.mark.parametrize("direction", ["in", "out"])
def test_another_branch_opens_nothing(client, ward, direction):
    paper = ReceivedPaperFactory(unit=ward) if direction == "in" else PaperFactory(unit=ward)
    for stranger in (officer_of(UnitFactory(), "chair"), officer_of(UnitFactory(parent=ward), "chair")):
        client.force_login(stranger)
        for page in ("detail", "review", "change"):
            assert client.get(reverse(f"documents:{page}", args=[paper.pk])).status_code == 404


def test_who_was_granted_to_act_works_in_the_office_and_who_may_only_see_does_not(client, ward):
    paper = ReceivedPaperFactory(unit=ward)
    for scope, status in (("act", 200), ("see", 404)):
        grant = GrantFactory(unit=ward, scope=scope)
        client.force_login(grant.officer)
        assert client.get(reverse("documents:detail", args=[paper.pk])).status_code == status


def test_collaborators_do_not_read_the_offices_papers(ward, shown):
    ReceivedPaperFactory(unit=ward)
    assert shown(officer_of(ward, "collaborator")) == []


def test_an_operator_sees_all_offices(ward, shown):
    papers = {ReceivedPaperFactory(unit=ward).pk, ReceivedPaperFactory().pk}
    assert set(shown(OperatorFactory())) == papers


def test_strangers_sign_in_first(client, ward):
    paper = ReceivedPaperFactory(unit=ward)
    addresses = [
        reverse("documents:list"),
        reverse("documents:export"),
        reverse("documents:registers"),
        reverse("documents:detail", args=[paper.pk]),
        reverse("documents:draft"),
    ]
    assert [client.get(address).status_code for address in addresses] == [302] * 5


# -- what is shown, taken along


def rows_of(client, person, **query):
    client.force_login(person)
    answer = client.get(reverse("documents:export"), query)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    return [row for row in sheet.to_python() if any(row)]


def test_the_sheet_holds_what_is_shown_and_no_more(client, ward, clerk):
    ReceivedPaperFactory(unit=ward, number="228", arrival_number="041", subject="=HYPERLINK chợ Tết")
    ReceivedPaperFactory(unit=ward, number="9", subject="đại hội")
    ReceivedPaperFactory(number="228")
    rows = rows_of(client, clerk, q="cho tet")
    assert [row for row in rows if "228/LĐLĐ" in row] == [rows[-1]]
    assert rows[-1][0] == "041"
    assert "=HYPERLINK chợ Tết" in rows[-1]
    assert not any("9/LĐLĐ" in row for row in rows)


def test_the_sheet_of_own_papers_has_their_numbers(client, ward, clerk):
    NumberedPaperFactory(unit=ward, number="12", addressees=["CĐCS A", "CĐCS B"])
    last = rows_of(client, clerk, direction="out")[-1]
    assert last[0] == "12/KH-CĐTH"
    assert "CĐCS A; CĐCS B" in last


def test_models_and_migrations_agree():
    call_command("makemigrations", "documents", check=True, dry_run=True, verbosity=0)
