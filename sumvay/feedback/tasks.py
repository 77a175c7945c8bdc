"""The worker's door to listening."""

from datetime import UTC, datetime

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sumvay.ui import kept_pages


# Told by the hour and by lot, so that the hour of a notice is not the hour of writing
@app.periodic(cron="5 * * * *", queueing_lock="feedback.tell_sealed_handlers")
@app.task(name="feedback.tell_sealed_handlers", lock="feedback.tell_sealed_handlers")
def tell_sealed_handlers(timestamp: int = 0) -> None:
    """Tell those who read the sealed boxes that something new lies there."""
    from sumvay.feedback.services import sealed_nights

    sealed_nights.tell_handlers(now=timezone.now())


# Before the nightly backup, at 01:20 in Vietnam
@app.periodic(cron="20 18 * * *", queueing_lock="feedback.tidy_sealed")
@app.task(name="feedback.tidy_sealed", lock="feedback.tidy_sealed")
def tidy_sealed(timestamp: int = 0) -> None:
    """Delete sealed messages that are over, lay the others down without the order of their coming, remind of them."""
    from sumvay.feedback.services import sealed_nights

    sealed_nights.tidy(now=timezone.now())


@app.periodic(cron="*/10 * * * *", queueing_lock="feedback.escalate_overdue")
@app.task(name="feedback.escalate_overdue", lock="feedback.escalate_overdue")
def escalate_overdue(timestamp: int = 0) -> None:
    """Tell the level above of messages that nobody has answered."""
    from sumvay.feedback import services

    services.escalate_overdue(now=timezone.now())


@app.periodic(cron="*/5 * * * *", queueing_lock="feedback.group_cases")
@app.task(name="feedback.group_cases", lock="feedback.group_cases")
def group_cases(timestamp: int = 0) -> None:
    """Propose as one issue what asks the same."""
    from sumvay.feedback import services

    services.group_cases(now=timezone.now())


@app.periodic(cron="*/2 * * * *", queueing_lock="feedback.claim_letters")
@app.task(name="feedback.claim_letters", lock="feedback.claim_letters")
def claim_letters(timestamp: int = 0) -> None:
    """Make messages of the letters that members have written since the last time."""
    from sumvay.feedback import services

    services.claim_letters(now=timezone.now())


# A thousand at a time, so that a large house is through in a night
@app.periodic(cron="*/10 17-21 * * *", queueing_lock="feedback.forget_old")
@app.task(name="feedback.forget_old", lock="feedback.forget_old")
def forget_old(timestamp: int = 0) -> None:
    """Erase the words of messages whose time is over."""
    from sumvay.feedback import services

    services.erase_again(now=timezone.now())
    services.forget_old(now=timezone.now())


@app.periodic(cron="40 17 * * *", queueing_lock="feedback.forget_letters")
@app.task(name="feedback.forget_letters", lock="feedback.forget_letters")
def forget_letters(timestamp: int = 0) -> None:
    """
    Erase keys in letters that went out late, to whom went what became of requests about personal data, and returned
    letters and holiday answers whose time is over.
    """
    from sumvay.feedback import services

    services.forget_letters(now=timezone.now())


# At half past four in Vietnam, when nights of other rooms are done and before officers begin their day
@app.periodic(cron="30 21 * * *", queueing_lock="feedback.warn_early")
@app.task(name="feedback.warn_early", lock="feedback.warn_early")
def warn_early(timestamp: int = 0) -> None:
    """Tell those responsible where more people than usual speak of pay, Tết bonus, insurance or safety."""
    from sumvay.feedback import services

    services.warn_early(now=timezone.now())


# At eight in the morning in Vietnam
@app.periodic(cron="0 1 * * *", queueing_lock="feedback.remind_owing")
@app.task(name="feedback.remind_owing", lock="feedback.remind_owing")
def remind_owing(timestamp: int = 0) -> None:
    """Remind each level of the issues it owes an answer to."""
    from sumvay.feedback import services

    services.remind_owing(now=timezone.now())


# Each hour from eight in the morning to four in the afternoon in Vietnam
@app.periodic(cron="0 1-9 * * *", queueing_lock="feedback.remind_handlers")
@app.task(
    name="feedback.remind_handlers",
    lock="feedback.remind_handlers",
    retry=RetryStrategy(max_attempts=3, linear_wait=60),
)
def remind_handlers(timestamp: int) -> None:
    """Remind those who handle messages of what waits, each of one thing once a day."""
    from sumvay.feedback import services

    # The hour it was rung for, however late a worker comes to it
    services.remind_handlers(now=datetime.fromtimestamp(timestamp, UTC))


# Answers run out and issues are answered without anybody touching these pages
@app.periodic(cron="*/10 * * * *")
@app.task(name="feedback.drop_readers_pages")
def drop_readers_pages(timestamp: int = 0) -> None:
    """Forget the kept pages of public answers and commitments."""
    kept_pages.drop(["/hoi-dap/", "/cam-ket/", "/cam-ket/*"])


@app.task(name="feedback.take_sheet", retry=RetryStrategy(max_attempts=3, linear_wait=60))
def take_sheet(*, sheet_id: int) -> None:
    """Make messages of the rows of a survey."""
    from sumvay.feedback import services

    services.take_sheet(sheet_id=sheet_id, now=timezone.now())
