"""The demo: a believable small movement in the middle of its campaign, loaded whole or not at all."""

import pytest
from django.utils import timezone

from ops.demo import SIGN_INS
from ops.demo.loading import load
from sumvay.accounts.models import User
from sumvay.directives import selectors as directives
from sumvay.directives.models import Directive, Dispatch
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


def test_the_four_sign_ins_work_and_see_what_they_should(told):
    seen = []
    for sign_in in SIGN_INS:
        person = User.objects.get(email=sign_in.login)
        assert person.check_password(sign_in.password)
        seen.append(org.units_visible_to(person, on=timezone.localdate()).count())
    province, ward, unit, nation = seen
    assert nation > province > ward > unit == 1


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
