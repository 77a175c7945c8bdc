"""Word of approval: the next post learns that a piece waits, the writer how it ended; in place of Wagtail's letters."""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import TaskState, WorkflowState

from sumvay.accounts.models import User
from sumvay.newsroom.models import Piece
from sumvay.newsroom.selectors import approval as selectors
from sumvay.notifications import services as notifications


def tell_approvers(*, step: TaskState, by: User | None, now: datetime) -> None:
    """Those who may give the step now begun, the nearest to the piece's unit; not whoever handed it on."""
    piece = step.workflow_state.content_object
    people = selectors.approvers_of(piece, selectors.post_of(step), on=localdate(now))
    officers = [person for person in people if person != by]
    _tell(officers, piece, _("“%(title)s” waits for approval."), "", f"waits:{step.pk}", now)


def tell_returned(*, state: WorkflowState, by: User | None, now: datetime) -> None:
    """Whoever handed the piece in reads what is to be mended."""
    step = state.current_task_state
    remark = step.comment if step else ""
    about = f"returned:{step.pk if step else state.pk}"
    piece = state.content_object
    _tell(_writers(state, by), piece, _("“%(title)s” was returned to be mended."), remark, about, now)


def tell_approved(*, state: WorkflowState, by: User | None, now: datetime) -> None:
    """Whoever handed the piece in learns that it has every approval."""
    said = _("“%(title)s” has been approved.")
    _tell(_writers(state, by), state.content_object, said, "", f"approved:{state.pk}", now)


def _writers(state: WorkflowState, by: User | None) -> list[User]:
    people = {state.requested_by, state.content_object.created_by} - {None, by}
    return sorted(people, key=lambda person: person.pk)


def _tell(officers: list[User], piece: Piece, sentence: Promise, body: str, about: str, now: datetime) -> None:
    # The officers read it later, each in their own language; notices are kept in Vietnamese
    with override("vi"):
        title = str(sentence) % {"title": piece.title}
    notifications.notify_officers(
        officers=officers, kind="piece_approval", title=title, body=body,
        path=piece.get_desk_url(), about=f"newsroom.piece:{piece.pk}:{about}", now=now, unit=piece.unit,
    )  # fmt: skip
