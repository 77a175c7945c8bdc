"""A paper that was read becomes a campaign and a draft directive."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.campaigns import services as campaigns
from sumvay.campaigns.services import TopicInput
from sumvay.directives import proposal
from sumvay.directives.models import Directive
from sumvay.directives.services.answer_dispatch import PRESSED_TWICE_WITHIN
from sumvay.directives.services.draft_directive import AssignmentInput, draft_directive
from sumvay.directives.services.refusals import BegunAlready, NotYours
from sumvay.documents import services as documents
from sumvay.documents.models import OfficialPaper
from sumvay.org import selectors as org
from sumvay.org.models import Unit


@transaction.atomic
def draft_from_paper(*, actor: User, unit: Unit, paper: OfficialPaper, is_own: bool, now: datetime) -> Directive:
    """Turn a read paper into a campaign with topics and key messages and a draft directive with assignments.

    `is_own`: the paper is the unit's own letter, to be issued with its number; otherwise it came from above and
    the unit answers with a paper of its own that cites it. Nothing is sent yet. A second press of the same officer
    within ten minutes opens the answer that is there.
    Raises NotYours, BegunAlready, and what the services of lower rooms refuse.
    """
    if paper.unit_id != unit.pk:
        raise NotYours(_("This paper is in the register of another unit."))
    # Of two presses at once the second waits for the first, and finds what it began
    OfficialPaper.objects.select_for_update(no_key=True).get(pk=paper.pk)
    since = now - PRESSED_TWICE_WITHIN
    answers = Directive.objects.filter(source_paper=paper, created_by=actor, created_at__gt=since)
    if not is_own and (begun := answers.exclude(paper=paper).order_by("-pk").first()):
        return begun
    own_paper = _own_paper(actor, unit, paper, is_own, now)
    if Directive.objects.filter(paper=own_paper).exists():
        raise BegunAlready(_("A directive has been begun from this paper already."))
    fields, wordings = paper.fields, task_wordings(paper)
    proposed = proposal.assignments(fields, wordings)
    superior_due = max((a.due_at for a in proposed if a.due_at), default=None)
    due = _report_due(unit, None if is_own else superior_due, superior_due if is_own else None, now)
    campaign = campaigns.create_campaign(
        actor=actor,
        unit=unit,
        title=_title(paper),
        starts_on=localdate(now),
        ends_on=localdate(due) if due else None,
        topics=[TopicInput(t.get("title") or "", t.get("items") or []) for t in fields.get("topics") or []],
        key_messages=proposal.key_messages(paper.text),
        hashtags=fields.get("hashtags") or [],
        now=now,
    )
    return draft_directive(
        actor=actor,
        unit=unit,
        title=_title(paper),
        paper=own_paper,
        source_paper=paper,
        campaign=campaign,
        report_due_at=due,
        assignments=[
            AssignmentInput(a.kind, a.wording, a.quantity, _earlier(a.due_at, due), a.proofs) for a in proposed
        ],
        now=now,
    )


def task_wordings(paper: OfficialPaper) -> list[str]:
    """The tasks of a paper in the paper's own words where their place was found."""
    wordings = []
    for index, short in enumerate(paper.fields.get("tasks") or []):
        place = (paper.found.get(f"tasks.{index}") or {}).get("spans") or []
        text = " ".join(paper.text[start:end].strip() for start, end in place)
        wordings.append(text.strip(" -+*•\n") or short)
    return wordings


def _title(paper):
    subject = paper.subject.strip() or _("Letter of %(day)s") % {"day": f"{localdate(paper.created_at):%d/%m/%Y}"}
    return (subject[0].upper() + subject[1:])[:300]


def _report_due(unit, superior_due, own_due, now):
    if own_due and own_due > now:
        return own_due
    levels = 1 if org.children_of(unit, on=localdate(now)).filter(kind__is_grassroots=False).exists() else 0
    return campaigns.propose_report_due(
        superior_due=superior_due if superior_due and superior_due > now else None, levels_below=levels, now=now
    )


def _earlier(asked, due):
    return min(asked, due) if asked and due else asked or due


def _own_paper(actor, unit, paper, is_own, now):
    if is_own:
        return documents.adopt_paper(actor=actor, paper=paper, now=now)
    cited = _("Pursuant to %(kind)s %(code)s dated %(day)s of %(issuer)s on %(subject)s,") % {
        "kind": paper.get_doc_type_display(),
        "code": paper.code,
        "day": f"{paper.issued_on:%d/%m/%Y}" if paper.issued_on else "…",
        "issuer": paper.issuer or "…",
        "subject": paper.subject,
    }
    blocks = [{"kind": "paragraph", "text": cited}]
    for topic in paper.fields.get("topics") or []:
        blocks.append({"kind": "heading", "level": 2, "text": topic.get("title") or ""})
        blocks += [{"kind": "bullet", "text": item} for item in topic.get("items") or []]
    blocks += [{"kind": "bullet", "text": wording} for wording in task_wordings(paper)]
    return documents.draft_paper(
        actor=actor,
        unit=unit,
        doc_type=OfficialPaper.DocType.CONG_VAN,
        subject=paper.subject,
        body={"blocks": blocks, "annexes": []},
        now=now,
    )
