"""`{% load contributions %}`: how a contribution stands, as a badge."""

from django import template
from django.utils.safestring import SafeString

from sumvay.newsroom.models import Consent, Contribution
from sumvay.ui.templatetags.ui import badge

register = template.Library()

State = Contribution.State
SIGNS = {
    State.DRAFT: "draft",
    State.WAITING: "queued",
    State.TAKEN: "in_progress",
    State.RETURNED: "returned",
    State.PUBLISHED: "done",
    State.REFUSED: "not_applicable",
    State.WITHDRAWN: "replaced",
}


@register.simple_tag
def standing(contribution: Contribution) -> SafeString:
    """The state as sign and word."""
    word = contribution.get_state_display()
    return badge(SIGNS[contribution.state], word[:1].upper() + word[1:])


@register.filter
def uses_in_words(consent: Consent) -> str:
    """What the person agrees to, as a list of words."""
    return ", ".join(str(Consent.Use(use).label) for use in consent.uses)
