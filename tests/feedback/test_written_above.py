"""What members wrote over their own union's head, to be handled above it, that union does not learn from figures."""

from datetime import date

import pytest
from django.utils import timezone

from sumvay.feedback import selectors
from sumvay.feedback.models import Issue
from sumvay.org import services as org
from sumvay.org.models import UnitPath
from sumvay.reporting import services as reporting
from sumvay.reporting.services.listening import NotToQuote
from tests.factories.accounts import OperatorFactory
from tests.factories.feedback import answering_house
from tests.factories.listening import OCTOBER, begun_listening, wrote
from tests.factories.org import UnitFactory, officer_of

pytestmark = pytest.mark.django_db

WORDS = "Giám đốc ép tăng ca hai tháng nay, anh em không ai dám nói với công đoàn công ty."


@pytest.fixture
def house():
    return answering_house()


def issue_at(unit, title, **fields):
    return Issue.objects.create(
        unit=unit, title=title, category="luong", state="open", created_at=timezone.now(), **fields
    )


def test_figures_and_issues_of_a_union_leave_out_what_is_handled_above_it(house):
    wrote(house.unit, 6)
    issue = issue_at(house.ward, "Công ty May Thử nợ lương")
    wrote(house.ward, 7, about_unit=house.unit, category="bhxh", place="Khu Thử", issue=issue)
    own = selectors.synthesis_of(house.unit, OCTOBER)
    assert own.total.now.cases == 6
    assert {line.key for name in ("category", "place") for line in own.lines[name]} == {"luong", ""}
    assert own.issues == []
    above = selectors.synthesis_of(house.ward, OCTOBER)
    assert above.total.now.cases == 13
    assert [one.pk for one in above.issues] == [issue.pk]


def test_an_issue_of_the_level_above_is_not_shown_below_where_own_messages_hang_by_it(house):
    wrote(house.unit, 6, issue=issue_at(house.ward, "Việc của phường"))
    assert selectors.synthesis_of(house.unit, OCTOBER).issues == []


def test_a_union_quotes_nothing_that_was_written_above_it(house):
    chair = officer_of(house.unit)
    (hidden,) = wrote(house.ward, 1, about_unit=house.unit, text=WORDS, may_rise=True)
    assert selectors.extracts_proposed(house.unit, OCTOBER, []) == []
    with pytest.raises(NotToQuote):
        reporting.choose_extract(
            actor=chair, report=begun_listening(chair, house.unit), case_id=hidden.pk, now=timezone.now()
        )
    (group,) = selectors.extracts_proposed(house.ward, OCTOBER, [])
    assert [one.case_id for one in group.proposals] == [hidden.pk]


def test_what_an_heir_handles_now_is_still_counted_above_and_not_below(house):
    heir = UnitFactory(parent=house.province, on=date(2026, 11, 10))
    wrote(heir, 6, about_unit=house.unit, issue=issue_at(heir, "Nợ lương"))
    told = selectors.synthesis_of(house.province, OCTOBER)
    assert (told.total.now.cases, len(told.issues)) == (6, 1)
    assert selectors.synthesis_of(house.unit, OCTOBER).total.now.cases == 0


def test_issues_go_by_the_tree_since_their_messages_came(house):
    left = UnitFactory(parent=house.ward, name="Công đoàn rời đi")
    above = issue_at(left, "Việc nơi khác")
    mine = issue_at(house.unit, "Nợ lương", above=above)
    wrote(house.unit, 6, issue=mine)
    assert [one.pk for one in selectors.synthesis_of(house.ward, OCTOBER).issues] == [above.pk]
    org.move_unit(actor=OperatorFactory(), unit=left, parent=house.other, on=date(2026, 10, 1), paper="QĐ")
    assert UnitPath.objects.filter(ancestor=house.ward, descendant=left).exists()
    assert [one.pk for one in selectors.synthesis_of(house.ward, OCTOBER).issues] == [mine.pk]
