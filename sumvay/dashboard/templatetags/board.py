"""`{% load board %}`: what only boards write."""

from django import template
from django.template.defaultfilters import capfirst

from sumvay.accounts.services import shown_phone
from sumvay.directives.models import Dispatch

register = template.Library()


@register.filter
def phone(number: str | None) -> str:
    """A phone number as it is read aloud: 0912 345 678."""
    return shown_phone(number or "")


@register.filter
def state_word(state: str) -> str:
    """What the issuer calls the state of one unit: "Chưa xem" where the unit itself reads "Đã gửi"."""
    return capfirst(Dispatch.State(state).label)
