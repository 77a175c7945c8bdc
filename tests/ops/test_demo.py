"""The demo: a believable small movement in the middle of its campaign, loaded whole or not at all."""

import pytest
from django.utils import timezone

from ops.demo import PASSPHRASE, SIGN_INS
from ops.demo.loading import load
from sumvay.accounts.models import User
from sumvay.directives import selectors as directives
from sumvay.directives.models import Directive, Dispatch
from sumvay.feedback.models import ApprovedAnswer, Case, Issue, Reception, SealedCase, ServiceTime, Warning
from sumvay.feedback.selectors import commitments_of
from sumvay.feedback.selectors import sealed as sealed_cases
from sumvay.feedback.services import sealed_handling, sealed_keys
from sumvay.newsroom.models import Consent, Contribution, Desk, Listing, NewsPicture
from sumvay.org import selectors as org
from sumvay.org.models import Succession, Unit, UnitSize
from sumvay.reporting.models import Consolidation, UnitReport
from sumvay.tally import selectors as tally


@pytest.fixture(scope="module")
def told(module_database):
    steps = []
    load(lambda done, total, what: steps.append((done, total)))
    return steps


def test_the_demo_holds_what_it_promises(told):
    grassroots = Unit.objects.filter(kind__is_grassroots=True)
    assert grassroots.count() == 60
    assert UnitSize.objects.filter(unit__in=grassroots, members__gt=0).count() == 60
    states = set(Dispatch.objects.values_list("state", flat=True))
    assert {"sent", "seen", "accepted", "in_progress", "done"} <= states
    assert Directive.objects.filter(report_due_at__lt=timezone.now()).exists()
    assert {"submitted", "accepted"} <= set(UnitReport.objects.values_list("state", flat=True))
    assert Consolidation.objects.filter(state="closed").count() == 1
    assert Succession.objects.count() == 1
    assert told[-1][0] == told[-1][1]


def test_the_sign_ins_work_and_see_what_they_should(told):
    seen = []
    for sign_in in SIGN_INS:
        person = User.objects.get(email=sign_in.login)
        assert person.check_password(sign_in.password)
        seen.append(org.units_visible_to(person, on=timezone.localdate()).count())
    province, ward, unit, nation, inspection = seen
    assert nation > province == inspection > ward > unit == 1


def test_counts_of_the_demo_are_the_recount(told):
    directive = Directive.objects.filter(kind="letter", parent=None).get()
    counted = tally.totals(subject=directive.tally_subject, unit_ids=[directive.unit_id])[directive.unit_id]
    recount = {}
    for state in directives.lineage_dispatches(directive).values_list("state", flat=True):
        recount[f"state:{state}"] = recount.get(f"state:{state}", 0) + 1
    assert {k: int(v) for k, v in counted.items() if v and k.startswith("state:")} == recount


def test_the_grassroots_sign_in_has_something_to_do(told):
    officer = User.objects.get(email=SIGN_INS[2].login)
    unit = org.units_served_by(officer, on=timezone.localdate()).get()
    assert directives.open_work_of(unit).exists()


def test_readers_find_a_newsroom_at_work(told):
    kinds = set(Listing.objects.values_list("kind", flat=True))
    assert {
        "article", "photo_story", "video", "infographic", "programme", "episode", "live", "legal_answer", "exemplary",
        "good_practice", "job", "document", "campaign", "bulletin",
    } <= kinds  # fmt: skip
    states = set(Contribution.objects.values_list("state", flat=True))
    assert states == {"draft", "waiting", "taken", "returned", "refused", "published"}
    assert Contribution.objects.count() == 12
    assert Consent.objects.filter(withdrawn_at__isnull=False).count() == 1
    assert not Listing.objects.filter(published_at__gt=timezone.now()).exists()
    assert Desk.objects.get(unit__code="TLD").workflow.tasks.count() == 3
    assert not NewsPicture.objects.filter(description="", photo=None).exists()


def test_members_are_heard_and_answered_down_the_line(told):
    province = Unit.objects.get(code="SH")
    kept = commitments_of(province)
    assert (kept.raised, kept.answered, kept.promised, kept.kept) == (13, 8, 12, 7)
    assert Issue.objects.filter(unit=province, state="open", promised_on__lt=timezone.localdate()).count() == 3
    answered = Issue.objects.get(unit=province, state="answered", below__below__isnull=False)
    line = [answered, *answered.below.all(), *Issue.objects.filter(above__above=answered)]
    assert [issue.unit.code for issue in line] == ["SH", "SH-GV", "SH-GV-01"]
    assert Case.objects.filter(issue__in=line).exclude(state=Case.State.RESOLVED).count() == 0
    assert set(Warning.objects.values_list("state", flat=True)) == {"new", "acting", "closed"}
    assert ApprovedAnswer.objects.filter(is_public=True, state="approved").count() == 5
    assert Reception.objects.filter(settled_at=None).count() == 2
    assert ServiceTime.objects.count() == 2


def test_a_sealed_message_is_opened_by_the_passphrase_that_is_told(told):
    officer, now = User.objects.get(email="kiemtra@sumvay.demo"), timezone.now()
    case = sealed_cases.sealed_cases_of(officer, on=timezone.localdate()).get()
    private = sealed_keys.unlock_key(actor=officer, passphrase=PASSPHRASE)
    opened = sealed_handling.open_sealed(actor=officer, case=case, private=private, now=now)
    assert [said.is_writers for said in opened.talk] == [True, False, True]
    assert SealedCase.objects.count() == 2
