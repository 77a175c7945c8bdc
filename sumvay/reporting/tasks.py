"""The worker's door to reports: sends forms by e-mail, makes drafts of the replies."""

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

ANNEX_TRIES = 2


@app.task(queue="mail", retry=3)
def mail_form(*, directive_id: int, unit_id: int) -> None:
    """Send one unit the form of a directive."""
    from django.utils import timezone

    from sumvay.reporting import services

    services.mail_form(directive_id=directive_id, unit_id=unit_id, now=timezone.now())


@app.task(name="reporting.make_annex", retry=RetryStrategy(max_attempts=ANNEX_TRIES, linear_wait=60), pass_context=True)
def make_annex(context: JobContext, *, consolidation_id: int, officer_id: int) -> None:
    """Make the annex of a cut of thousands of units."""
    from django.utils import timezone

    from sumvay.reporting import services

    is_last = context.job.attempts >= ANNEX_TRIES
    make = services.make_annex_or_say_so if is_last else services.make_annex
    make(consolidation_id=consolidation_id, officer_id=officer_id, now=timezone.now())


@app.periodic(cron="*/2 * * * *")
@app.task(name="reporting.claim_mail_reports", lock="reporting.claim_mail_reports", queueing_lock="claim_mail_reports")
def claim_mail_reports(timestamp: int = 0) -> None:
    """Make drafts of what came since the last time."""
    from django.utils import timezone

    from sumvay.reporting import services

    services.claim_mail_reports(now=timezone.now())
