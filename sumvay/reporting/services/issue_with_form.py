"""Issuing a directive together with the form its units report by, so that looking at the report makes nothing."""

from datetime import datetime

from django.db import transaction

from sumvay.accounts.models import User
from sumvay.directives import services as directives
from sumvay.directives.models import Directive
from sumvay.reporting.services.forms import form_of


@transaction.atomic
def issue_with_form(*, actor: User, directive: Directive, now: datetime) -> int:
    """Issue to every addressee and keep the form, the proposed one when nobody shaped it; returns how many got it.

    Raises what directives.services.issue_directive refuses; then no form is kept either.
    """
    count = directives.issue_directive(actor=actor, directive=directive, now=now)
    form_of(directive=directive, now=now)
    return count
