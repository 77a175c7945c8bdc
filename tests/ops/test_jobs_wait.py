"""What fails for a while is not given up within a second."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from sumvay.feedback.tasks import take_sheet
from sumvay.newsroom.tasks import take_in_film
from sumvay.reporting.tasks import make_annex


@pytest.mark.parametrize("task", [take_in_film, take_sheet, make_annex], ids=lambda task: task.name)
def test_what_failed_twice_is_tried_again_after_a_minute(task):
    job = SimpleNamespace(attempts=1)
    decision = task.retry_strategy.get_retry_decision(exception=OSError(), job=job)
    assert decision.retry_at > timezone.now() + timedelta(seconds=50)
