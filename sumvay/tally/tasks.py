"""The worker's door to the tallies."""

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="fold_all", pass_context=False)
def fold_all(timestamp: int) -> None:
    """Fold what was counted since the last minute."""
    from sumvay.tally import services

    services.fold_all()
