"""The library of approved answers: what a unit keeps, what its officers may answer with, what readers see."""

from datetime import date

from django.db.models import Case as Choose
from django.db.models import IntegerField, Q, QuerySet, Value, When

from sumvay.accounts.models import User
from sumvay.feedback.models import ApprovedAnswer, Case, Message
from sumvay.feedback.reading.personal_data import masked
from sumvay.feedback.selectors.cases import units_handled_by
from sumvay.org import selectors as org
from sumvay.org.models import Unit

State = ApprovedAnswer.State


def library_of(unit: Unit, *, on: date) -> QuerySet[ApprovedAnswer]:
    """Answers of a unit, whatever their state, and the approved ones of the units above; the newest first."""
    above = org.paths_on(on).filter(descendant=unit, depth__gt=0).values("ancestor_id")
    kept = ApprovedAnswer.objects.filter(Q(unit=unit) | Q(unit__in=above, state=State.APPROVED))
    return kept.select_related("unit", "written_by", "approved_by").order_by("-changed_at", "-pk")


def answers_kept_by(officer: User, *, on: date) -> QuerySet[ApprovedAnswer]:
    """Answers of the units an officer handles, to be changed, approved or laid aside."""
    return ApprovedAnswer.objects.filter(unit__in=units_handled_by(officer, on=on)).select_related("unit")


def answers_offered(case: Case, *, on: date) -> QuerySet[ApprovedAnswer]:
    """What may be answered with now: approved here or above and not run out; those on the same subject first."""
    reach = org.paths_on(on).filter(descendant=case.unit_id).values("ancestor_id")
    same = Choose(When(category=case.category, then=Value(0)), default=Value(1), output_field=IntegerField())
    valid = Q(valid_until=None) | Q(valid_until__gte=on)
    offered = ApprovedAnswer.objects.filter(valid, unit__in=reach, state=State.APPROVED)
    return offered.select_related("unit").order_by(same, "-approved_at", "-pk")


def words_for_library(case: Case | None) -> dict[str, str]:
    """What an answered message gives to the library, personal data masked; nothing of what is for designated people."""
    if case is None or case.is_reserved:
        return {}
    last = case.messages.filter(author=Message.Author.OFFICER).order_by("-at", "-pk").first()
    if last is None:
        return {}
    question = masked(case.text)[:300]
    return {
        "category": case.category, "question": question, "public_question": question, "answer": masked(last.text),
        "source": last.source,
    }  # fmt: skip


def public_answers(*, on: date) -> QuerySet[ApprovedAnswer]:
    """Questions and answers readers see, the newest first."""
    valid = Q(valid_until=None) | Q(valid_until__gte=on)
    shown = ApprovedAnswer.objects.filter(valid, state=State.APPROVED, is_public=True)
    return shown.select_related("unit").order_by("-approved_at", "-pk")
