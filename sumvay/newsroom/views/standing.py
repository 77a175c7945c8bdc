"""What a screen tells of a piece on its way to readers: what it waits for, and what the officer may do about it."""

from django.utils import timezone

from sumvay.accounts.models import User
from sumvay.newsroom import permissions
from sumvay.newsroom.forms.piece_state import ReturnForm
from sumvay.newsroom.models import Piece
from sumvay.newsroom.selectors import approval as selectors
from sumvay.newsroom.selectors import comments as remarks
from sumvay.org.models import Appointment


def standing(officer: User, piece: Piece) -> dict[str, object]:
    """The context of `newsroom/approval.html`; `steps` are the posts that approve, in words and in their order."""
    step, returned = selectors.step_now(piece), selectors.return_of(piece)
    post = selectors.post_of(step) if step else None
    posts = selectors.posts_ahead(piece)
    has_news = not piece.live or piece.has_unpublished_changes
    return {
        "piece": piece,
        "step": step,
        "waits_for": Appointment.Post(post).label if post else "",
        "approvers": selectors.approvers_of(piece, post, on=timezone.localdate()) if post else [],
        "steps": [Appointment.Post(one).label for one in posts],
        "returned": returned,
        "can_submit": step is None and bool(returned or (posts and has_news)),
        "can_approve": permissions.can_approve(officer, piece),
        "open_comments": remarks.open_comments(piece),
        "return_form": ReturnForm(auto_id="return_%s"),
    }
