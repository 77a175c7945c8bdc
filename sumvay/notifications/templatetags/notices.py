"""`{% load notices %}`: how many notices are new, and where a chat with a person opens."""

from django import template

from sumvay.notifications import selectors

register = template.Library()


@register.simple_tag(takes_context=True)
def unread_notices(context: dict) -> int:
    """How many notices the person who is signed in has not opened, at most 100; 0 for others."""
    user = context["request"].user
    return selectors.unread_count(user) if user.is_authenticated else 0


@register.filter
def zalo_address(phone: str | None) -> str:
    """Where Zalo opens: the chat with the owner of an E.164 number, else Zalo itself."""
    digits = (phone or "").removeprefix("+")
    return f"https://zalo.me/{digits}" if digits.isdigit() else "https://chat.zalo.me/"
