"""`{% load files %}`: addresses of files on screens that were allowed to show them."""

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from sumvay.files.models import StoredFile
from sumvay.files.passes import pass_for, ticket_for
from sumvay.org.models import Unit

register = template.Library()


@register.simple_tag(takes_context=True)
def file_url(context: dict, stored: StoredFile) -> str:
    """Where this browser session opens the file during the next day, also when the file is another unit's."""
    return _with_pass(context, "files:open", stored)


@register.simple_tag(takes_context=True)
def thumb_url(context: dict, stored: StoredFile) -> str:
    """Where this browser session finds the small picture."""
    return _with_pass(context, "files:thumb", stored)


def _with_pass(context: dict, name: str, stored: StoredFile) -> str:
    address = reverse(name, args=[stored.key])
    session_key = context["request"].session.session_key
    return f"{address}?{urlencode({'pass': pass_for(stored.key, session_key)})}" if session_key else address


@register.simple_tag(takes_context=True)
def upload_ticket(context: dict, unit: Unit, about: str) -> str:
    """By which this page's viewer may begin to upload a film for a unit, about one thing."""
    return ticket_for(context["request"].user, unit, about)
