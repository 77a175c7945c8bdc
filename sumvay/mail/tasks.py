"""The worker's door: sends what is queued, fetches what has come."""

from procrastinate.contrib.django import app


@app.task(name="mail.send_message")
def send_message(message_id: int) -> None:
    """Send one letter."""
    from django.utils import timezone

    from sumvay.mail import services

    services.send_message(message_id=message_id, now=timezone.now())


# One at a time, so that a hundred thousand notices never keep every worker busy
@app.periodic(cron="* * * * *", queueing_lock="mail.send_queued")
@app.task(name="mail.send_queued", lock="mail.send_queued")
def send_queued(timestamp: int = 0) -> None:
    """Send what is due: the notices queued in bulk, and letters whose first try failed for the moment."""
    from django.utils import timezone

    from sumvay.mail import services

    services.send_queued(now=timezone.now())


@app.periodic(cron="*/2 * * * *", queueing_lock="mail.fetch_mailbox")
@app.task(name="mail.fetch_mailbox", lock="mail.fetch_mailbox")
def fetch_mailbox(timestamp: int = 0) -> None:
    """Take in what has come to our mailbox."""
    from django.utils import timezone

    from sumvay.mail import services

    services.fetch_mailbox(now=timezone.now())
