"""A letter goes down the tree, sixty units answer, a signed report comes back: with a letter written for this test."""

from tests.directives.test_draft_from_paper import LETTER
from tests.journeys.main_job import MainJob, run


def test_a_letter_goes_down_and_a_signed_report_comes_back(desk, phone, server, worker, tmp_path):
    letter = tmp_path / "cong-van-57.txt"
    letter.write_text(LETTER, encoding="utf-8")
    directive = run(MainJob(desk, phone, server), letter)
    assert directive.dispatches.filter(state="done").count() == 57
    assert directive.paper.code == "57/LĐLĐ"
