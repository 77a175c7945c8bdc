"""The check of what was read: passages marked beside the fields, corrections stored, rows added and left out."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from sumvay.audit.models import Entry
from sumvay.documents import services
from sumvay.documents.models import OfficialPaper
from sumvay.documents.paper_fields import FieldMisshapen, FieldUnknown
from sumvay.documents.services.refusals import NotYourPost
from tests.factories.documents import ReceivedPaperFactory
from tests.factories.org import UnitFactory, officer_of

NOW = datetime(2027, 1, 12, 2, 30, tzinfo=UTC)
TEXT = "Số: 15/LĐLĐ\nTruyền thông về chợ Tết <b>0 đồng</b>\nĐăng bài trước 25/01; báo cáo về tet@songvan.example"

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return UnitFactory(name="Công đoàn phường Thượng Hòa")


@pytest.fixture
def clerk(ward):
    return officer_of(ward, "clerk")


@pytest.fixture
def paper(ward):
    paper = ReceivedPaperFactory(unit=ward, text=TEXT, issuer="")
    fields = {
        **paper.fields,
        "number": "15",
        "symbol": "LĐLĐ",
        "topics": [{"title": "Chợ Tết", "items": ["Gian hàng 0 đồng"]}],
        "tasks": ["Đăng bài", "Báo cáo kết quả"],
        "deadlines": [{"what": "Đăng bài", "date": "2027-01-25", "recurring": None}],
        "report_to": {"unit": None, "emails": ["tet@songvan.example"], "links": [], "phones": []},
    }
    mail = TEXT.index("tet@")
    found = {
        "number": place_of("15"),
        "topics.0.title": place_of("Truyền thông về chợ Tết <b>0 đồng</b>"),
        "topics.0.items.0": {**place_of("0 đồng"), "sure": False},
        "tasks.0": place_of("Đăng bài trước 25/01"),
        "tasks.1": {"spans": [[TEXT.index("báo cáo"), len(TEXT)]], "sure": True},
        "deadlines.0": place_of("25/01"),
        "report_to.emails.0": {"spans": [[mail, len(TEXT)]], "sure": True},
        "issuer": {"spans": [], "sure": False, "proposal": "LĐLĐ tỉnh Sông Vân"},
    }
    OfficialPaper.objects.filter(pk=paper.pk).update(fields=fields, found=found)
    paper.refresh_from_db()
    return paper


def place_of(words):
    start = TEXT.index(words)
    return {"spans": [[start, start + len(words)]], "sure": True}


@pytest.fixture
def review(client, clerk, paper):
    """The page as the clerk sees it, and what its form would send."""
    client.force_login(clerk)
    page = client.get(reverse("documents:review", args=[paper.pk]))
    return page, sent_by(page.context["review"])


def sent_by(review):
    data = {field.html_name: field.value() or "" for field in review.head}
    for group in review.groups.values():
        data |= {field.html_name: str(field.value()) for field in group.management_form}
        data |= {field.html_name: field.value() or "" for form in group for field in form}
    return {name: "\n".join(value) if isinstance(value, list) else value for name, value in data.items()}


def post(client, paper, data, **more):
    return client.post(reverse("documents:review", args=[paper.pk]), data, **more)


# -- the service


def test_a_correction_replaces_the_reading_and_stands_in_the_register(clerk, paper):
    services.correct_paper(
        actor=clerk, paper=paper, corrections={"number": "16", "date": "2027-01-10", "issuer": " LĐLĐ tỉnh "}, now=NOW
    )
    paper.refresh_from_db()
    assert (paper.number, paper.issued_on.isoformat(), paper.issuer) == ("16", "2027-01-10", "LĐLĐ tỉnh")
    assert (paper.fields["number"], paper.fields["symbol"], paper.confirmed_at) == ("16", "LĐLĐ", NOW)
    assert "16/ldld" in paper.folded
    entry = Entry.objects.get(action="paper.correct")
    assert (entry.unit_id, entry.changes) == (paper.unit_id, {"fields": ["date", "issuer", "number"]})


def test_confirming_twice_is_harmless(clerk, paper):
    for _press in range(2):
        services.correct_paper(actor=clerk, paper=paper, corrections={"number": "16"}, now=NOW)
    paper.refresh_from_db()
    assert paper.number == "16"
    assert Entry.objects.filter(action="paper.correct").last().changes == {"fields": []}


def test_a_task_that_moves_takes_its_passage_along_and_a_rewritten_one_has_none(clerk, paper):
    services.correct_paper(
        actor=clerk, paper=paper, corrections={"tasks": ["Báo cáo kết quả", "Đăng hai bài"]}, now=NOW
    )
    paper.refresh_from_db()
    assert paper.found["tasks.0"]["spans"] == [[TEXT.index("báo cáo"), len(TEXT)]]
    assert "tasks.1" not in paper.found
    assert "deadlines.0" in paper.found


@pytest.mark.parametrize(
    ("corrections", "refusal"),
    [
        ({"colour": "red"}, FieldUnknown),
        ({"number": "1" * 21}, FieldMisshapen),
        ({"date": "25/01/2027"}, FieldMisshapen),
        ({"date": 5}, FieldMisshapen),
        ({"doc_type": "thiep_moi"}, FieldMisshapen),
        ({"tasks": "một dòng"}, FieldMisshapen),
        ({"tasks": [{"text": "x"}]}, FieldMisshapen),
        ({"topics": [{"title": "x", "colour": "red"}]}, FieldMisshapen),
        ({"report_to": ["a@b.vn"]}, FieldMisshapen),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_stored(clerk, paper, corrections, refusal):
    with pytest.raises(refusal):
        services.correct_paper(actor=clerk, paper=paper, corrections={"number": "99", **corrections}, now=NOW)
    paper.refresh_from_db()
    assert (paper.number, paper.confirmed_at) == ("15", None)


def test_officers_above_do_not_correct_a_units_papers(ward, paper):
    above = UnitFactory()
    with pytest.raises(NotYourPost):
        services.correct_paper(actor=officer_of(above, "chair"), paper=paper, corrections={"number": "1"}, now=NOW)
    paper.refresh_from_db()
    assert paper.number == "15"


# -- the screen


def test_the_text_is_shown_escaped_with_its_passages_marked(review):
    page, _data = review
    html = page.content.decode()
    assert '<mark class="passage" data-passage="number">15</mark>/LĐLĐ' in html
    assert (
        '<mark class="passage" data-passage="topics.0">Truyền thông về chợ Tết &lt;b&gt;'
        '<mark class="passage passage--unsure" data-passage="topics.0">0 đồng</mark>&lt;/b&gt;</mark>'
    ) in html


def test_doubt_is_counted_and_an_inferred_issuer_is_shown_as_a_proposal(review):
    page, _data = review
    assert (page.context["unsure"], page.context["counts"]["tasks"]) == (2, 2)
    html = page.content.decode()
    assert "LĐLĐ tỉnh Sông Vân" in html
    issuer = next(row for row in page.context["rows"]["issued"] if row.key == "issuer")
    assert (issuer.tone, issuer.is_proposed) == ("unsure", True)


def test_a_number_that_is_in_the_register_already_is_pointed_out(ward, client, clerk):
    earlier = ReceivedPaperFactory(unit=ward, arrival_number="77")
    client.force_login(clerk)
    again = ReceivedPaperFactory(unit=ward)
    page = client.get(reverse("documents:review", args=[again.pk]))
    assert earlier in page.context["copies"]
    assert "77" in page.content.decode()


def test_confirming_the_form_stores_it_and_goes_on_to_the_directive(client, paper, review):
    _page, data = review
    answer = post(client, paper, {**data, "subject": "chợ Tết", "tasks-0-text": "Đăng hai bài"})
    paper.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, reverse("directives:from_paper", args=[paper.pk]))
    assert (paper.subject, paper.issuer) == ("chợ Tết", "LĐLĐ tỉnh Sông Vân")
    assert paper.fields["tasks"] == ["Đăng hai bài", "Báo cáo kết quả"]
    assert paper.fields["topics"] == [{"title": "Chợ Tết", "items": ["Gian hàng 0 đồng"]}]
    assert paper.fields["deadlines"] == [{"what": "Đăng bài", "date": "2027-01-25", "recurring": None}]
    assert paper.fields["report_to"]["emails"] == ["tet@songvan.example"]
    assert paper.confirmed_at is not None


def test_a_confirmed_reading_that_was_not_touched_is_the_same_as_before(client, paper, review):
    _page, data = review
    before = paper.fields
    post(client, paper, {**data, "stay": "1"})
    paper.refresh_from_db()
    assert [name for name, value in paper.fields.items() if value != before[name]] == ["issuer"]


def test_only_saving_stays_with_the_paper(client, paper, review):
    _page, data = review
    answer = post(client, paper, {**data, "stay": "1"})
    assert answer.url == reverse("documents:detail", args=[paper.pk])


def test_a_row_is_added_without_script_and_what_was_typed_is_kept(client, paper, review):
    _page, data = review
    answer = post(client, paper, {**data, "subject": "đang gõ dở", "more": "tasks"})
    paper.refresh_from_db()
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "đang gõ dở" in html
    assert f'name="tasks-{int(data["tasks-TOTAL_FORMS"])}-text"' in html
    assert (paper.subject, paper.confirmed_at) == ("tuyên truyền chăm lo Tết Đinh Mùi 2027", None)


def test_a_row_is_left_out_can_be_taken_back_and_is_gone_when_confirmed(client, paper, review):
    _page, data = review
    left_out = post(client, paper, {**data, "drop": "tasks-0"}).context["review"]
    assert left_out.counts()["tasks"] == 1
    dropped = sent_by(left_out) | {"tasks-0-DELETE": "on"}
    taken_back = post(client, paper, {**dropped, "keep": "tasks-0"}).context["review"]
    assert taken_back.counts()["tasks"] == 2
    post(client, paper, dropped)
    paper.refresh_from_db()
    assert paper.fields["tasks"] == ["Báo cáo kết quả"]


def test_htmx_gets_the_rows_alone(client, paper, review):
    _page, data = review
    answer = post(client, paper, {**data, "more": "basis"}, headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert "<html" not in html
    assert 'name="basis-0-number"' in html


def test_the_live_line_counts_what_stands_in_the_form(client, paper, review):
    _page, data = review
    typed = {**data, "tasks-TOTAL_FORMS": "3", "tasks-2-text": "Treo băng rôn"}
    line = client.post(reverse("documents:live_line", args=[paper.pk]), typed)
    assert line.context["counts"]["tasks"] == 3


def test_a_wrong_date_is_said_at_its_row_and_nothing_is_stored(client, paper, review):
    _page, data = review
    answer = post(client, paper, {**data, "number": "99", "deadlines-0-date": "hôm nào đó"})
    paper.refresh_from_db()
    assert answer.status_code == 422
    assert answer.context["review"].groups["deadlines"][0].errors["date"]
    assert (paper.number, paper.confirmed_at) == ("15", None)


@pytest.mark.parametrize("press", [{"more": "colours"}, {"drop": "tasks"}, {"drop": "tasks-x"}, {"drop": "tasks-99"}])
def test_a_press_of_a_button_that_is_not_there_breaks_nothing(client, paper, review, press):
    _page, data = review
    assert post(client, paper, {**data, **press}).status_code == 200
    paper.refresh_from_db()
    assert paper.confirmed_at is None


def test_another_branch_and_the_unit_above_find_no_paper_to_check(client, ward, paper):
    above = UnitFactory()
    for stranger in (officer_of(UnitFactory(), "chair"), officer_of(above, "chair"), officer_of(ward, "collaborator")):
        client.force_login(stranger)
        assert client.get(reverse("documents:review", args=[paper.pk])).status_code == 404
        assert post(client, paper, {"number": "1"}).status_code == 404
        assert client.post(reverse("documents:live_line", args=[paper.pk])).status_code == 404
        assert client.get(reverse("documents:detail", args=[paper.pk])).status_code == 404


def test_the_live_line_is_only_asked_by_a_form(client, clerk, paper):
    client.force_login(clerk)
    assert client.get(reverse("documents:live_line", args=[paper.pk])).status_code == 405
