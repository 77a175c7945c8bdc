"""Look-ups for templates about reports."""

from decimal import Decimal
from typing import Any

from django import template

register = template.Library()


@register.filter
def of_line(table: dict[int, Any], key: int) -> Any:
    """The entry of a line or indicator in a table by id."""
    return table.get(key)


@register.filter
def plain(value: Decimal) -> str:
    """A number as a field takes it back: no trailing zeros, a decimal comma."""
    return f"{value.normalize():f}".replace(".", ",")
