"""The road: drafted, submitted, approved or returned, signed, numbered, issued; each step by whoever holds the post."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.documents import services
from sumvay.documents.models import OfficialPaper
from sumvay.documents.services.refusals import NotYourPost, NumberTaken, RemarkMissing, StepOutOfTurn
from tests.factories.documents import NumberedPaperFactory, PaperFactory, RegisterFactory
from tests.factories.org import UnitFactory, UnitKindFactory, officer_of

NOW = datetime(2027, 1, 12, 2, 30, tzinfo=UTC)
TODAY = date(2027, 1, 12)
State = OfficialPaper.State

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return UnitFactory(name="Công đoàn phường Thượng Hòa", kind=UnitKindFactory(code="ward"))


@pytest.fixture
def chair(ward):
    return officer_of(ward, "chair", full_name="Trần Văn Đức")


@pytest.fixture
def vice_chair(ward):
    return officer_of(ward, "vice_chair", full_name="Lê Thị Phó")


@pytest.fixture
def clerk(ward):
    return officer_of(ward, "clerk")


@pytest.fixture
def drafter(ward):
    return officer_of(ward, "communications")


def taken(paper):
    paper.refresh_from_db()
    return list(paper.steps.order_by("pk").values_list("kind", flat=True))


def test_a_paper_goes_its_whole_road_from_hand_to_hand(ward, drafter, chair, clerk):
    paper = PaperFactory(unit=ward)
    services.submit_paper(actor=drafter, paper=paper, now=NOW)
    services.approve_paper(actor=chair, paper=paper, remark="Đồng ý", now=NOW)
    services.sign_paper(actor=chair, paper=paper, now=NOW)
    services.number_paper(actor=clerk, paper=paper, number="12", issued_on=TODAY, now=NOW)
    services.issue_paper(actor=clerk, paper=paper, now=NOW)
    assert taken(paper) == ["submit", "approve", "sign", "number", "issue"]
    assert (paper.state, paper.code, paper.issued_on, paper.issued_at) == (State.ISSUED, "12/KH-CĐTH", TODAY, NOW)
    assert paper.steps.get(kind="approve").remark == "Đồng ý"
    actions = Entry.objects.order_by("pk").values_list("action", flat=True)
    assert [a for a in actions if a.startswith("paper.")] == [
        "paper.submit",
        "paper.approve",
        "paper.sign",
        "paper.number",
        "paper.issue",
    ]


def test_the_paper_carries_the_name_and_post_of_who_signs(ward, vice_chair):
    paper = PaperFactory(unit=ward, state=State.APPROVED, signer="Trần Văn Đức")
    services.sign_paper(actor=vice_chair, paper=paper, now=NOW)
    assert (paper.signing_prefix, paper.signer_title, paper.signer) == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Thị Phó")


def test_a_signer_who_is_proposed_keeps_the_title_that_was_written(ward, vice_chair):
    paper = PaperFactory(unit=ward, state=State.APPROVED, signer="Lê Thị Phó", signer_title="PHÓ CHỦ TỊCH THƯỜNG TRỰC")
    services.sign_paper(actor=vice_chair, paper=paper, now=NOW)
    assert paper.signer_title == "PHÓ CHỦ TỊCH THƯỜNG TRỰC"


def test_the_leader_sends_a_paper_back_only_with_a_reason(ward, chair, drafter):
    paper = PaperFactory(unit=ward, state=State.SUBMITTED)
    with pytest.raises(RemarkMissing):
        services.return_paper(actor=chair, paper=paper, remark="  ", now=NOW)
    services.return_paper(actor=chair, paper=paper, remark="Bổ sung căn cứ", now=NOW)
    assert (paper.state, paper.steps.get(kind="return").remark) == (State.RETURNED, "Bổ sung căn cứ")
    services.change_paper(actor=drafter, paper=paper, subject="Chăm lo Tết", now=NOW)
    services.submit_paper(actor=drafter, paper=paper, now=NOW)
    assert paper.state == State.SUBMITTED


@pytest.mark.parametrize(
    ("state", "service", "posts"),
    [
        (State.DRAFT, "submit_paper", {"chair", "vice_chair", "clerk", "communications", "inspection"}),
        (State.SUBMITTED, "approve_paper", {"chair", "vice_chair"}),
        (State.SUBMITTED, "return_paper", {"chair", "vice_chair"}),
        (State.APPROVED, "sign_paper", {"chair", "vice_chair"}),
        (State.SIGNED, "number_paper", {"chair", "clerk"}),
        (State.NUMBERED, "issue_paper", {"chair", "vice_chair", "clerk"}),
    ],
)
def test_each_step_is_taken_by_its_posts_and_no_others(ward, state, service, posts):
    more = {
        "return_paper": {"remark": "Xem lại"},
        "number_paper": {"number": None, "issued_on": TODAY},
    }.get(service, {})
    could = set()
    for place, post in enumerate(["chair", "vice_chair", "clerk", "communications", "inspection", "editor"]):
        numbered = {"number": f"{place + 1}", "issued_on": TODAY} if state == State.NUMBERED else {}
        paper = PaperFactory(unit=ward, state=state, **numbered)
        try:
            getattr(services, service)(actor=officer_of(ward, post), paper=paper, now=NOW, **more)
        except NotYourPost:
            paper.refresh_from_db()
            assert (paper.state, paper.steps.count()) == (state, 0)
        else:
            could.add(post)
    assert could == posts


def test_leaders_of_the_unit_above_do_not_sign_for_it(ward):
    below = UnitFactory(parent=ward)
    paper = PaperFactory(unit=below, state=State.APPROVED)
    with pytest.raises(NotYourPost):
        services.sign_paper(actor=officer_of(ward, "chair"), paper=paper, now=NOW)


@pytest.mark.parametrize(
    ("state", "service"),
    [
        (State.SUBMITTED, "submit_paper"),
        (State.APPROVED, "approve_paper"),
        (State.SUBMITTED, "sign_paper"),
        (State.SIGNED, "sign_paper"),
        (State.SIGNED, "issue_paper"),
        (State.ISSUED, "issue_paper"),
        (State.DRAFT, "return_paper"),
        (State.ISSUED, "return_paper"),
    ],
)
def test_a_step_twice_or_out_of_turn_is_refused_and_changes_nothing(ward, chair, state, service):
    numbered = {"number": "9", "issued_on": TODAY} if state == State.ISSUED else {}
    paper = PaperFactory(unit=ward, state=state, **numbered)
    more = {"remark": "Xem lại"} if service == "return_paper" else {}
    with pytest.raises(StepOutOfTurn):
        getattr(services, service)(actor=chair, paper=paper, now=NOW, **more)
    paper.refresh_from_db()
    assert (paper.state, paper.steps.count()) == (state, 0)
    assert not Entry.objects.filter(action__startswith="paper.").exists()


def test_who_saw_an_old_state_is_told_where_the_paper_is_now(ward, chair):
    paper = PaperFactory(unit=ward, state=State.SUBMITTED)
    seen_before = OfficialPaper.objects.get(pk=paper.pk)
    services.approve_paper(actor=chair, paper=paper, now=NOW)
    with pytest.raises(StepOutOfTurn, match="đã duyệt"):
        services.approve_paper(actor=chair, paper=seen_before, now=NOW)


def test_one_press_of_the_chair_takes_a_draft_up_to_its_number(ward, chair):
    RegisterFactory(unit=ward, next_number=7)
    paper = PaperFactory(unit=ward)
    services.put_through(actor=chair, paper=paper, number=None, issued_on=TODAY, now=NOW)
    assert taken(paper) == ["submit", "approve", "sign", "number"]
    assert (paper.state, paper.code) == (State.NUMBERED, "07/KH-CĐTH")


@pytest.mark.parametrize(
    ("post", "state", "reached"),
    [
        ("communications", State.DRAFT, State.SUBMITTED),
        ("clerk", State.RETURNED, State.SUBMITTED),
        ("vice_chair", State.SUBMITTED, State.SIGNED),
        ("clerk", State.SIGNED, State.NUMBERED),
    ],
)
def test_one_press_goes_as_far_as_ones_posts(ward, post, state, reached):
    paper = PaperFactory(unit=ward, state=state)
    services.put_through(actor=officer_of(ward, post), paper=paper, number=None, issued_on=TODAY, now=NOW)
    paper.refresh_from_db()
    assert paper.state == reached


def test_one_press_by_somebody_whose_turn_it_is_not_is_refused(ward, drafter):
    paper = PaperFactory(unit=ward, state=State.SUBMITTED)
    with pytest.raises(NotYourPost):
        services.put_through(actor=drafter, paper=paper, number=None, issued_on=TODAY, now=NOW)


def test_one_press_that_fails_at_the_number_takes_no_step_at_all(ward, chair):
    NumberedPaperFactory(unit=ward, number="12")
    paper = PaperFactory(unit=ward)
    with pytest.raises(NumberTaken):
        services.put_through(actor=chair, paper=paper, number="12", issued_on=TODAY, now=NOW)
    assert taken(paper) == []
    assert paper.state == State.DRAFT


# -- the door


def test_the_next_number_is_shown_and_left_to_the_register(ward, chair, client):
    RegisterFactory(unit=ward, year=timezone.localdate().year, next_number=7)
    paper = PaperFactory(unit=ward, state=State.SIGNED)
    client.force_login(chair)
    form = client.get(reverse("documents:detail", args=[paper.pk])).context["number_form"]
    assert (form["number"].value(), form.fields["number"].widget.attrs["placeholder"]) == ("", "07")
    client.post(reverse("documents:number", args=[paper.pk]), {"number": "", "issued_on": timezone.localdate()})
    paper.refresh_from_db()
    assert paper.number == "07"


def test_the_door_takes_the_step_and_shows_the_paper_as_it_is_then(ward, chair, client):
    paper = PaperFactory(unit=ward, state=State.SUBMITTED)
    client.force_login(chair)
    answer = client.post(
        reverse("documents:approve", args=[paper.pk]), {"remark": "Được"}, headers={"HX-Request": "true"}
    )
    paper.refresh_from_db()
    assert (answer.status_code, paper.state) == (200, State.APPROVED)
    shown = answer.content.decode()
    assert "Được" in shown
    assert reverse("documents:put_through", args=[paper.pk]) in shown
    assert "<html" not in shown


def test_without_htmx_the_door_leads_back_to_the_paper(ward, chair, client):
    paper = PaperFactory(unit=ward)
    client.force_login(chair)
    answer = client.post(reverse("documents:put_through", args=[paper.pk]), {"number": "5", "issued_on": "2025-11-03"})
    paper.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, reverse("documents:detail", args=[paper.pk]))
    assert (paper.code, paper.issued_on) == ("05/KH-CĐTH", date(2025, 11, 3))


def test_a_refusal_is_shown_in_the_same_place(ward, drafter, client):
    paper = PaperFactory(unit=ward, state=State.SUBMITTED)
    client.force_login(drafter)
    answer = client.post(reverse("documents:approve", args=[paper.pk]), headers={"HX-Request": "true"})
    assert answer.context["refusal"]
    assert answer.context["refusal"] in answer.content.decode()


def test_a_number_without_a_date_is_said_in_a_sentence(ward, clerk, client):
    paper = PaperFactory(unit=ward, state=State.SIGNED)
    client.force_login(clerk)
    answer = client.post(reverse("documents:number", args=[paper.pk]), {"number": "5"}, headers={"HX-Request": "true"})
    paper.refresh_from_db()
    assert (bool(answer.context["refusal"]), paper.state) == (True, State.SIGNED)


STEPS = ["submit", "approve", "return", "sign", "number", "put_through", "issue", "scan", "withdraw"]


@pytest.mark.parametrize("step", STEPS)
def test_steps_are_not_taken_by_looking(ward, chair, client, step):
    paper = PaperFactory(unit=ward)
    client.force_login(chair)
    assert client.get(reverse(f"documents:{step}", args=[paper.pk])).status_code == 405


@pytest.mark.parametrize("step", STEPS)
def test_another_branch_finds_no_paper_at_the_door(ward, client, step):
    paper = PaperFactory(unit=ward)
    stranger = officer_of(UnitFactory(), "chair")
    client.force_login(stranger)
    data = {"remark": "x", "issued_on": "2025-11-03"}
    assert client.post(reverse(f"documents:{step}", args=[paper.pk]), data).status_code == 404
    assert taken(paper) == []
