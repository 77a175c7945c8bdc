"""Two officers at once: real connections, no number twice, none lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.db import connection

from sumvay.documents import services
from sumvay.documents.models import OfficialPaper, Register
from sumvay.documents.services.refusals import NumberTaken, StepOutOfTurn
from sumvay.errors import Refusal
from tests.factories.documents import PaperFactory
from tests.factories.org import UnitFactory, officer_of

NOW = datetime(2027, 1, 12, 2, 30, tzinfo=UTC)
TODAY = date(2027, 1, 12)

pytestmark = pytest.mark.usefixtures("module_database")


def at_once(*calls):
    """Start the calls together, each on a connection of its own; gives what each returned or refused."""
    start = Barrier(len(calls))

    def run(call):
        try:
            start.wait(timeout=10)
            return call()
        except Refusal as no:
            return no
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return [future.result(timeout=30) for future in [threads.submit(run, call) for call in calls]]


def numbering(clerk, paper, typed):
    seen = OfficialPaper.objects.get(pk=paper.pk)
    return lambda: services.number_paper(actor=clerk, paper=seen, number=typed, issued_on=TODAY, now=NOW)


@pytest.fixture
def ward():
    return UnitFactory()


@pytest.fixture
def clerk(ward):
    return officer_of(ward, "clerk")


def test_papers_numbered_at_once_get_consecutive_numbers(ward, clerk):
    papers = [PaperFactory(unit=ward, state="signed") for _place in range(8)]
    assert at_once(*(numbering(clerk, paper, None) for paper in papers)) == [None] * 8
    given = OfficialPaper.objects.filter(unit=ward).values_list("number", flat=True)
    assert sorted(given) == [f"{n:02}" for n in range(1, 9)]
    assert Register.objects.get(unit=ward).next_number == 9


def test_one_paper_numbered_by_two_officers_uses_one_number(ward, clerk):
    paper = PaperFactory(unit=ward, state="signed")
    chair = officer_of(ward, "chair")
    answers = at_once(numbering(clerk, paper, None), numbering(chair, paper, None))
    assert sorted(map(type, answers), key=str) == sorted([type(None), StepOutOfTurn], key=str)
    paper.refresh_from_db()
    assert (paper.number, paper.steps.filter(kind="number").count()) == ("01", 1)
    assert Register.objects.get(unit=ward).next_number == 2


def test_the_same_typed_number_is_given_to_one_of_two_papers(ward, clerk):
    papers = [PaperFactory(unit=ward, state="signed") for _place in range(2)]
    answers = at_once(*(numbering(clerk, paper, "42") for paper in papers))
    assert sorted(map(type, answers), key=str) == sorted([type(None), NumberTaken], key=str)
    assert OfficialPaper.objects.filter(unit=ward, number="42").count() == 1


def test_two_presses_of_the_same_letter_enter_it_once(ward, clerk):
    text = "Số: 9/LĐLĐ\n\nV/v chăm lo Tết\n\nKính gửi: Các đơn vị.\n\nĐề nghị các đơn vị chăm lo Tết./."
    answers = at_once(
        *[lambda: services.receive_text(actor=clerk, unit=ward, text=text, now=NOW) for _press in range(3)]
    )
    assert sum(isinstance(answer, OfficialPaper) for answer in answers) == 1
    assert OfficialPaper.objects.filter(unit=ward, direction="in").count() == 1
    assert Register.objects.get(unit=ward, direction="in").next_number == 2


def test_signing_and_returning_at_once_lets_one_of_them_win(ward):
    paper = PaperFactory(unit=ward, state="approved")
    chair, vice_chair = officer_of(ward, "chair"), officer_of(ward, "vice_chair")
    seen = [OfficialPaper.objects.get(pk=paper.pk) for _officer in range(2)]
    at_once(
        lambda: services.sign_paper(actor=chair, paper=seen[0], now=NOW),
        lambda: services.return_paper(actor=vice_chair, paper=seen[1], remark="Xem lại", now=NOW),
    )
    paper.refresh_from_db()
    kinds = list(paper.steps.order_by("at", "pk").values_list("kind", flat=True))
    assert (paper.state, kinds) in [("returned", ["return"]), ("returned", ["sign", "return"])]
