"""`{% load contributions %}`: how a contribution stands, as a badge."""

from django import template
from django.utils.safestring import SafeString

from sumvay.newsroom.models import Consent, Contribution
from sumvay.newsroom.picture_uses import uses_in_words as in_words
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
    State.TAKEN_DOWN: "replaced",
}


@register.simple_tag
def standing(contribution: Contribution) -> SafeString:
    """The state as sign and word."""
    return badge(SIGNS[contribution.state], contribution.get_state_display())


@register.filter
def uses_in_words(consent: Consent) -> str:
    """What the person agrees to, as a list of words."""
    return in_words(consent.uses)
