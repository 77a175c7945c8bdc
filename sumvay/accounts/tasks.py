"""The worker's door to letters with sign-in links."""

from procrastinate.contrib.django import app


@app.task(retry=5)
def mail_link(*, user_id: int, invited_by_id: int | None) -> None:
    """Send someone a link that sets a password."""
    from django.utils import timezone

    from sumvay.accounts import selectors, services

    person, invited_by = selectors.person(user_id), selectors.person(invited_by_id)
    services.mail_link(person=person, invited_by=invited_by, now=timezone.now())


@app.task(retry=5)
def mail_confirmation(*, invitation_id: int) -> None:
    """Send someone a link that proves a new address."""
    from django.utils import timezone

    from sumvay.accounts import selectors, services

    services.mail_confirmation(invitation=selectors.invitation(invitation_id), now=timezone.now())
