"""The worker's door to letters with sign-in links."""

from procrastinate.contrib.django import app


@app.task(retry=5)
def mail_link(*, user_id: int, invited_by_id: int | None) -> None:
    """Send someone a link that sets a password."""
    from django.utils import timezone

    from sumvay.accounts import services
    from sumvay.accounts.models import User

    person = User.objects.get(pk=user_id)
    invited_by = User.objects.filter(pk=invited_by_id).first()
    services.mail_link(person=person, invited_by=invited_by, now=timezone.now())


@app.task(retry=5)
def mail_confirmation(*, invitation_id: int) -> None:
    """Send someone a link that proves a new address."""
    from django.utils import timezone

    from sumvay.accounts import services
    from sumvay.accounts.models import Invitation

    invitation = Invitation.objects.select_related("user").get(pk=invitation_id)
    services.mail_confirmation(invitation=invitation, now=timezone.now())
