"""The worker's door to films on their way."""

from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="25 * * * *", queueing_lock="files.sweep_films")
@app.task(name="files.sweep_films", lock="files.sweep_films")
def sweep_films(timestamp: int = 0) -> None:
    """Erase what never came whole, and what was taken out."""
    from sumvay.files import services

    services.sweep_films(now=timezone.now())
