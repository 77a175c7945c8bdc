"""Who stands at the door of a dispatch: an officer who signed in, or someone let in by a personal link."""

from dataclasses import dataclass

from sumvay.accounts.models import User
from sumvay.directives.models import Dispatch


@dataclass
class Visitor:
    """The dispatch asked for and on whose account things are written down."""

    dispatch: Dispatch
    actor: User | None
    name: str
    source: str

    @property
    def by_link(self) -> bool:
        """Let in by a link, without an account."""
        return self.actor is None

    @property
    def giving(self) -> dict:
        """What services are told about who gives something."""
        return {"actor": self.actor, "source": self.source, "giver_name": self.name}
