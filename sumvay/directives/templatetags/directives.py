"""Look-ups for templates about directives."""

from django import template

from sumvay.accounts.models import User
from sumvay.accounts.services import shown_phone

register = template.Library()


@register.filter
def of_unit(people: dict[int, list[User]], unit_id: int) -> list[User]:
    """The people of one unit out of a table by unit id."""
    return people.get(unit_id, [])


@register.filter
def phone(number: str | None) -> str:
    """A phone number as it is read aloud: 0912 345 678."""
    return shown_phone(number or "")
