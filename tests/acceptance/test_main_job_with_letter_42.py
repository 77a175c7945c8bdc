"""The main job in a real browser with the district letter 42 of 2024."""

from pathlib import Path

from sumvay.campaigns.models import KeyMessage
from tests.journeys.main_job import MainJob, run

LETTER = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "001_directive_42_Gia_Lam.txt"


def test_letter_42_goes_down_and_a_signed_report_comes_back(desk, phone, server, worker):
    directive = run(MainJob(desk, phone, server), LETTER)
    assert directive.paper.code == "42/LĐLĐ"
    assert directive.dispatches.filter(state="done").count() == 57
    assert directive.campaign.topics.count() == 4
    assert [len(topic.items) for topic in directive.campaign.topics.order_by("position")] == [3, 2, 2, 4]
    assert list(directive.assignments.order_by("position").values_list("kind", flat=True)) == [
        "spread", "listen", "spread", "contest", "report",
    ]  # fmt: skip
    assert KeyMessage.objects.filter(campaign=directive.campaign, text__contains="năm 2023").exists()
