"""Look-ups for templates about directives."""

from django import template

from sumvay.accounts.models import User

register = template.Library()


@register.filter
def of_unit(people: dict[int, list[User]], unit_id: int) -> list[User]:
    """The people of one unit out of a table by unit id."""
    return people.get(unit_id, [])
