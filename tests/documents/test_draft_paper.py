"""Drafting: everything around the text is proposed; the drafter, and after submission the leader, changes it."""

from datetime import UTC, datetime

import pytest

from sumvay.audit.models import Entry
from sumvay.documents import services
from sumvay.documents.models import OfficialPaper, PaperStep
from sumvay.documents.services.refusals import ChangedMeanwhile, NotYourPost, SubjectMissing, TextFrozen
from tests.factories.documents import PaperFactory
from tests.factories.org import UnitFactory, UnitKindFactory, officer_of

NOW = datetime(2027, 1, 12, 2, 30, tzinfo=UTC)
State = OfficialPaper.State
BODY = {"blocks": [{"kind": "paragraph", "text": "Các đơn vị tổ chức chăm lo Tết."}]}

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    province = UnitFactory(name="Liên đoàn Lao động tỉnh Sông Vân", kind=UnitKindFactory(code="province"))
    return UnitFactory(
        name="Công đoàn phường Thượng Hòa",
        parent=province,
        kind=UnitKindFactory(code="ward"),
        paper_symbol="CĐTH",
        paper_place="Thượng Hòa",
    )


def drafted(actor, unit, **asked):
    given = {"doc_type": "ke_hoach", "subject": "Chăm lo Tết Đinh Mùi", "body": BODY, "now": NOW, **asked}
    return services.draft_paper(actor=actor, unit=unit, **given)


def test_a_draft_carries_the_letterhead_of_its_unit_and_the_chair_as_signer(ward):
    officer_of(ward, "chair", full_name="Trần Văn Đức")
    paper = drafted(officer_of(ward, "communications"), ward)
    paper.refresh_from_db()
    assert (paper.direction, paper.state, paper.number) == ("out", State.DRAFT, "")
    assert (paper.issuer, paper.parent_issuer) == ("Công đoàn phường Thượng Hòa", "Liên đoàn Lao động tỉnh Sông Vân")
    assert (paper.symbol, paper.place) == ("KH-CĐTH", "Thượng Hòa")
    assert (paper.signing_prefix, paper.signer_title, paper.signer) == (
        "TM. BAN THƯỜNG VỤ",
        "CHỦ TỊCH",
        "Trần Văn Đức",
    )
    assert paper.recipients == ["Lưu: VT"]


def test_a_letter_has_no_type_in_its_symbol_and_goes_back_to_those_above_in_its_copies(ward):
    paper = drafted(officer_of(ward, "clerk"), ward, doc_type="cong_van", addressees=["Các công đoàn cơ sở", " "])
    assert (paper.symbol, paper.addressees, paper.recipients) == (
        "CĐTH",
        ["Các công đoàn cơ sở"],
        ["Như trên", "Lưu: VT"],
    )


def test_without_a_chair_the_vice_chair_signs_for_one(ward):
    officer_of(ward, "vice_chair", full_name="Lê Thị Phó")
    paper = drafted(officer_of(ward, "clerk"), ward)
    assert (paper.signing_prefix, paper.signer_title, paper.signer) == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Thị Phó")


def test_a_grassroots_chair_signs_for_the_executive_committee(ward):
    factory = UnitFactory(parent=ward, paper_symbol="CĐCS")
    paper = drafted(officer_of(factory, "chair"), factory)
    assert paper.signing_prefix == "TM. BAN CHẤP HÀNH"


def test_drafting_leaves_a_step_and_a_trace_without_words(ward):
    actor = officer_of(ward, "clerk")
    paper = drafted(actor, ward)
    assert list(paper.steps.values_list("kind", "by")) == [(PaperStep.Kind.DRAFT, actor.pk)]
    entry = Entry.objects.get(action="paper.draft")
    assert (entry.target_id, entry.unit_id, entry.actor_id, entry.changes) == (paper.pk, ward.pk, actor.pk, {})


@pytest.mark.parametrize("post", ["collaborator", "editor"])
def test_who_makes_pieces_does_not_draft_papers(ward, post):
    with pytest.raises(NotYourPost, match="Công đoàn phường Thượng Hòa"):
        drafted(officer_of(ward, post), ward)
    assert not OfficialPaper.objects.exists()


def test_the_chair_of_the_unit_above_does_not_draft_for_it(ward):
    above = ward.parent_links.get().parent
    with pytest.raises(NotYourPost):
        drafted(officer_of(above, "chair"), ward)


def test_a_paper_without_a_subject_is_not_begun(ward):
    with pytest.raises(SubjectMissing):
        drafted(officer_of(ward, "clerk"), ward, subject="  ")
    assert (OfficialPaper.objects.count(), Entry.objects.count()) == (0, 0)


def test_a_body_nobody_could_draw_is_our_mistake_and_stores_nothing(ward):
    with pytest.raises(KeyError):
        drafted(officer_of(ward, "clerk"), ward, body={"blocks": [{"kind": "video"}]})
    assert not OfficialPaper.objects.exists()


def test_the_drafter_changes_what_is_given_and_nothing_else(ward):
    actor = officer_of(ward, "clerk")
    paper = drafted(actor, ward)
    services.change_paper(actor=actor, paper=paper, subject="Hội chợ Tết", addressees=["CĐCS"], now=NOW)
    paper.refresh_from_db()
    assert (paper.subject, paper.addressees, paper.symbol, paper.version) == ("Hội chợ Tết", ["CĐCS"], "KH-CĐTH", 1)
    assert "hoi cho tet" in paper.folded
    assert Entry.objects.get(action="paper.change").changes == {"fields": ["addressees", "subject"]}
    assert not paper.steps.filter(kind="change").exists()


def test_saving_the_same_again_changes_nothing(ward):
    actor = officer_of(ward, "clerk")
    paper = drafted(actor, ward)
    services.change_paper(actor=actor, paper=paper, subject=paper.subject, body=BODY, now=NOW)
    paper.refresh_from_db()
    assert paper.version == 0
    assert not Entry.objects.filter(action="paper.change").exists()


def test_a_proposed_symbol_follows_the_type_and_a_typed_one_stays(ward):
    actor = officer_of(ward, "clerk")
    paper = drafted(actor, ward)
    services.change_paper(actor=actor, paper=paper, doc_type="bao_cao", symbol="KH-CĐTH", now=NOW)
    assert paper.symbol == "BC-CĐTH"
    services.change_paper(actor=actor, paper=paper, symbol="BC-BTV", now=NOW)
    services.change_paper(actor=actor, paper=paper, doc_type="thong_bao", now=NOW)
    assert (paper.doc_type, paper.symbol) == ("thong_bao", "BC-BTV")


def test_two_who_write_at_once_do_not_undo_each_other(ward):
    first, second = officer_of(ward, "clerk"), officer_of(ward, "communications")
    paper = drafted(first, ward)
    as_seen_by_second = OfficialPaper.objects.get(pk=paper.pk)
    services.change_paper(actor=first, paper=paper, subject="Bản của văn thư", version=0, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        services.change_paper(actor=second, paper=as_seen_by_second, subject="Bản của truyền thông", version=0, now=NOW)
    paper.refresh_from_db()
    assert paper.subject == "Bản của văn thư"


def test_the_leader_changes_a_submitted_paper_with_a_remark_and_the_drafter_does_not(ward):
    drafter, chair = officer_of(ward, "communications"), officer_of(ward, "chair")
    paper = drafted(drafter, ward)
    services.submit_paper(actor=drafter, paper=paper, now=NOW)
    with pytest.raises(NotYourPost):
        services.change_paper(actor=drafter, paper=paper, subject="Khác", now=NOW)
    services.change_paper(actor=chair, paper=paper, subject="Chăm lo Tết 2027", remark="Gọn trích yếu", now=NOW)
    step = paper.steps.get(kind="change")
    assert (paper.state, paper.subject, step.by, step.remark) == (
        State.SUBMITTED,
        "Chăm lo Tết 2027",
        chair,
        "Gọn trích yếu",
    )


@pytest.mark.parametrize("state", ["signed", "numbered", "issued"])
def test_a_signed_paper_is_not_rewritten(ward, state):
    in_force = {"number": "12", "issued_on": NOW.date()} if state != "signed" else {}
    paper = PaperFactory(unit=ward, state=state, **in_force)
    with pytest.raises(TextFrozen):
        services.change_paper(actor=officer_of(ward, "chair"), paper=paper, subject="Khác", now=NOW)
    paper.refresh_from_db()
    assert paper.subject == "Chăm lo Tết Đinh Mùi 2027"
