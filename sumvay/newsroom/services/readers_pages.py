"""Readers' kept pages go as soon as what they show has changed."""

from collections.abc import Iterable

from django.db import transaction

from sumvay.newsroom import tasks
from sumvay.ui import kept_pages


def refresh(paths: Iterable[str], *, later: Iterable[str] = ()) -> None:
    """
    Forget the kept pages of these addresses at the commit, and those below LATER, perhaps a million, by a job.

    Should this process end at the commit, the job, which comes before all others, does it all. A step of services.
    """
    now = sorted(paths)
    transaction.on_commit(lambda: kept_pages.drop(now), robust=True)
    tasks.drop_pages.configure(priority=10).defer(paths=[*now, *later])
