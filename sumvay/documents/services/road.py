"""The steps of the road: submit, approve, return, sign, issue; each claims the paper where it stands."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.documents import letterhead, permissions
from sumvay.documents import road as the_road
from sumvay.documents.models import OfficialPaper, PaperStep
from sumvay.documents.road import Step
from sumvay.documents.services.refusals import NotYourPost, RemarkMissing, StepOutOfTurn
from sumvay.org import selectors as org

SENTENCES = {
    frozenset({"draft"}): gettext_lazy("Only officers who draft for %(unit)s can do this."),
    frozenset({"sign"}): gettext_lazy("Only the leaders of %(unit)s can do this."),
    frozenset({"number"}): gettext_lazy("Only the clerk or the chair of %(unit)s can do this."),
    frozenset({"sign", "number"}): gettext_lazy("Only the leaders or the clerk of %(unit)s can do this."),
}


@transaction.atomic
def submit_paper(*, actor: User, paper: OfficialPaper, now: datetime, remark: str = "") -> None:
    """Lay a draft before the leader (trình). Raises NotYourPost, StepOutOfTurn."""
    permit(actor=actor, step=the_road.SUBMIT, paper=paper, now=now)
    take(actor=actor, step=the_road.SUBMIT, paper=paper, now=now, remark=remark)


@transaction.atomic
def approve_paper(*, actor: User, paper: OfficialPaper, now: datetime, remark: str = "") -> None:
    """The leader's yes, with or without a remark (bút phê). Raises NotYourPost, StepOutOfTurn."""
    permit(actor=actor, step=the_road.APPROVE, paper=paper, now=now)
    take(actor=actor, step=the_road.APPROVE, paper=paper, now=now, remark=remark)


@transaction.atomic
def return_paper(*, actor: User, paper: OfficialPaper, remark: str, now: datetime) -> None:
    """Send a paper back to who drafted it, saying why; a number it already has stays with it.

    Raises NotYourPost, RemarkMissing, StepOutOfTurn.
    """
    permit(actor=actor, step=the_road.RETURN, paper=paper, now=now)
    if not remark.strip():
        raise RemarkMissing(_("Please say what has to be changed before you return the paper."))
    take(actor=actor, step=the_road.RETURN, paper=paper, now=now, remark=remark)


@transaction.atomic
def sign_paper(*, actor: User, paper: OfficialPaper, now: datetime, remark: str = "") -> None:
    """Sign: the paper carries the name and the post of the one who signs. Raises NotYourPost, StepOutOfTurn."""
    permit(actor=actor, step=the_road.SIGN, paper=paper, now=now)
    take(
        actor=actor,
        step=the_road.SIGN,
        paper=paper,
        now=now,
        remark=remark,
        **_signature_of(actor, paper, localdate(now)),
    )


@transaction.atomic
def issue_paper(*, actor: User, paper: OfficialPaper, now: datetime) -> None:
    """Put a numbered paper into force: from now on it is frozen, but for a signed copy.

    Raises NotYourPost, StepOutOfTurn.
    """
    permit(actor=actor, step=the_road.ISSUE, paper=paper, now=now)
    take(actor=actor, step=the_road.ISSUE, paper=paper, now=now, issued_at=now)


def permit(*, actor: User, step: Step, paper: OfficialPaper, now: datetime) -> None:
    """Let only those pass who hold the post for a step; raises NotYourPost."""
    if permissions.may_take(actor, step, paper.unit, on=localdate(now)):
        return
    raise NotYourPost(SENTENCES[step.duties] % {"unit": paper.unit.name})


def take(*, actor: User, step: Step, paper: OfficialPaper, now: datetime, remark: str = "", **columns: object) -> None:
    """Claim the paper in one of the states where the step begins, and write the step down; raises StepOutOfTurn."""
    claimed = OfficialPaper.objects.filter(pk=paper.pk, state__in=step.before)
    if not claimed.update(state=step.after, **columns):
        paper.refresh_from_db()
        raise StepOutOfTurn(
            _("This paper is now “%(state)s”, so this step does not fit any more.")
            % {"state": paper.get_state_display()}
        )
    PaperStep.objects.create(paper=paper, kind=step.kind, by=actor, remark=remark.strip(), at=now)
    audit.record(actor=actor, action=f"paper.{step.kind}", target=paper, at=now, unit_id=paper.unit_id)
    paper.refresh_from_db()


def _signature_of(actor: User, paper: OfficialPaper, today: date) -> dict[str, str]:
    if actor.full_name == paper.signer:
        return {}
    posts = org.posts_held(actor, paper.unit, on=today)
    is_grassroots = paper.unit.kind.is_grassroots
    signature = letterhead.propose_signature(posts, actor.full_name, is_grassroots=is_grassroots)
    return vars(signature) if signature.signer_title else {}
