"""Ready texts for Zalo: one for the group, one for each unit's officer, each with its own link."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from sumvay.accounts.models import User
from sumvay.directives.models import Directive, Dispatch
from sumvay.directives.services.open_by_link import make_group_link, make_personal_links
from sumvay.notifications import services as notifications
from sumvay.org import selectors as org


@dataclass
class PersonalText:
    """What to paste for one unit, and whom to send it to."""

    dispatch: Dispatch
    officer: User | None
    text: str


@dataclass
class Texts:
    """The group's text and the personal ones."""

    group: str
    personal: list[PersonalText] = field(default_factory=list)


@transaction.atomic
def texts_with_links(*, actor: User, directive: Directive, dispatches: list[Dispatch], now: datetime) -> Texts:
    """Make fresh links and the texts that carry them; the links are shown this once, only their hashes are kept.

    Raises NotYours, NotIssued.
    """
    group = make_group_link(actor=actor, directive=directive, now=now)
    own = [d for d in dispatches if d.directive_id == directive.pk]
    tokens = make_personal_links(actor=actor, directive=directive, dispatches=own, now=now)
    officers = org.contacts_of(list(tokens), on=localdate(now))
    facts: dict[str, Any] = {"title": directive.title, "issuer": directive.unit.name, "due": directive.report_due_at}
    texts = Texts(notifications.group_text(**facts, link=_address("directives:group_link", group)))
    for dispatch in own:
        officer = next(iter(officers.get(dispatch.unit_id, [])), None)
        link = _address("directives:personal_link", tokens[dispatch.unit_id])
        name = officer.full_name if officer else dispatch.unit.name
        texts.personal.append(
            PersonalText(dispatch, officer, notifications.personal_text(**facts, officer_name=name, link=link))
        )
    return texts


def _address(name: str, token: str) -> str:
    return settings.BASE_URL.rstrip("/") + reverse(name, args=[token])
