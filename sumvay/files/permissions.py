"""Who may lay a file down for a unit."""

from datetime import date

from sumvay.accounts.models import User
from sumvay.org import permissions as org
from sumvay.org.models import Unit


def can_store(officer: User, unit: Unit, *, on: date) -> bool:
    """Whoever sees the unit; what the file is then used for has its own, narrower rule."""
    return org.can_see(officer, unit, on=on)
