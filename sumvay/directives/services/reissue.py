"""A middle level makes its own paper from what it received."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.campaigns import services as campaigns
from sumvay.campaigns.services import TopicInput
from sumvay.directives import permissions
from sumvay.directives.models import Directive, Dispatch
from sumvay.directives.services.answer_dispatch import begin_work
from sumvay.directives.services.draft_directive import draft_from_superior
from sumvay.directives.services.refusals import NotYours
from sumvay.documents import services as documents
from sumvay.documents.models import OfficialPaper


@transaction.atomic
def reissue(*, actor: User, dispatch: Dispatch, now: datetime) -> Directive:
    """Begin the unit's own paper and directive for what came from above; the duties stay, the paper cites its basis.

    Raises NotYours, NotIssued, BegunAlready.
    """
    paper = documents.draft_paper(
        actor=actor,
        unit=dispatch.unit,
        doc_type=OfficialPaper.DocType.CONG_VAN,
        subject=dispatch.directive.title[0].lower() + dispatch.directive.title[1:],
        body={"blocks": list(_blocks(dispatch)), "annexes": []},
        now=now,
    )
    directive = draft_from_superior(actor=actor, dispatch=dispatch, now=now, paper=paper)
    begin_work(actor=actor, dispatch=dispatch, now=now)
    return directive


@transaction.atomic
def change_campaign_of(*, actor: User, directive: Directive, now: datetime, **content: Any) -> None:
    """Change the campaign a directive carries, as long as the actor drafts for the unit that began it.

    Raises NotYours, and what campaigns.services.change_campaign refuses.
    """
    if directive.campaign is None or not permissions.can_draft(actor, directive, on=localdate(now)):
        raise NotYours(_("Only officers who draft for %(unit)s can do this.") % {"unit": directive.unit.name})
    topics = [TopicInput(*topic) for topic in content.pop("topics")]
    campaigns.change_campaign(actor=actor, campaign=directive.campaign, now=now, topics=topics, **content)


def _blocks(dispatch):
    superior = dispatch.directive
    yield {"kind": "paragraph", "text": _cited(superior)}
    if superior.campaign:
        for topic in superior.campaign.topics.order_by("position"):
            yield {"kind": "heading", "level": 2, "text": topic.title}
            for item in topic.items:
                yield {"kind": "bullet", "text": item}
    yield {"kind": "heading", "level": 2, "text": _("Assignments")}
    for assignment in superior.assignments.filter(left_out_reason="").order_by("position"):
        yield {"kind": "bullet", "text": assignment.wording}
    due = localtime(superior.report_due_at)
    yield {
        "kind": "paragraph",
        "text": _("Please report to %(unit)s before %(hour)s on %(day)s.")
        % {"unit": dispatch.unit.name, "hour": f"{due:%H:%M}", "day": f"{due:%d/%m/%Y}"},
    }


def _cited(superior):
    paper = superior.paper
    if paper is None or not paper.code:
        return _("At the request of %(issuer)s on %(subject)s,") % {
            "issuer": superior.unit.name,
            "subject": superior.title,
        }
    return _("Pursuant to %(kind)s %(code)s dated %(day)s of %(issuer)s on %(subject)s,") % {
        "kind": paper.get_doc_type_display(),
        "code": paper.code,
        "day": f"{paper.issued_on:%d/%m/%Y}",
        "issuer": superior.unit.name,
        "subject": paper.subject,
    }
