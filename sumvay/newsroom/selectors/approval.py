"""Questions about approval: what waits for whom, who may give it, and who is next."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, DateTimeField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from wagtail.models import TaskState, WorkflowState

from sumvay.accounts.models import User
from sumvay.newsroom import desk_seats
from sumvay.newsroom.models import ApprovalStep, Desk, Piece
from sumvay.org.models import FOREVER, Appointment, UnitPath


def waiting_at(desk: Desk, *, officer: User) -> QuerySet[Piece]:
    """
    Pieces of a desk's unit and the units below that wait for a step the officer may approve, longest waiting first.

    Each carries `waits_since`.
    """
    running = _running()
    waiting = Piece.objects.filter(pk__in=_keys(running)).filter(_within(desk))
    if not officer.is_superuser:
        mine = Q(pk__in=[])
        for post in desk_seats.posts_of(officer):
            steps = running.filter(current_task_state__task__approvalstep__post=post)
            mine |= Q(pk__in=_keys(steps), unit__in=desk_seats.units_of(officer, {post}))
        waiting = waiting.filter(mine)
    began = running.filter(object_id=Cast(OuterRef("pk"), CharField())).values("current_task_state__started_at")
    waiting = waiting.annotate(waits_since=Subquery(began[:1], output_field=DateTimeField()))
    return waiting.select_related("unit").order_by("waits_since", "pk")


def pieces_within_reach(officer: User) -> QuerySet[Piece]:
    """The pieces of the units an officer edits for, drafts and all."""
    rows = Piece.objects.select_related("unit", "latest_revision")
    if officer.is_superuser:
        return rows
    return rows.filter(unit__in=desk_seats.units_of(officer, desk_seats.EDITING))


def posts_ahead(piece: Piece) -> list[str]:
    """The posts (Appointment.Post) that approve a piece of this desk, one after the other; none at a small desk."""
    state = piece.current_workflow_state
    workflow = state.workflow if state else piece.get_workflow()
    steps = ApprovalStep.objects.filter(workflow_tasks__workflow=workflow) if workflow else ApprovalStep.objects.none()
    return list(steps.order_by("workflow_tasks__sort_order").values_list("post", flat=True))


def step_now(piece: Piece) -> TaskState | None:
    """The step at which a piece waits for approval; None when it waits for none."""
    state = piece.current_workflow_state
    is_running = state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS
    return state.current_task_state if is_running else None


def return_of(piece: Piece) -> TaskState | None:
    """The step that returned a piece which has not been handed in again: its remark, and who made it."""
    state = piece.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return None
    returned = TaskState.objects.filter(workflow_state=state, status=TaskState.STATUS_REJECTED)
    return returned.select_related("finished_by").order_by("-finished_at", "-pk").first()


def post_of(step: TaskState) -> str:
    """The post that approves a step (Appointment.Post)."""
    return ApprovalStep.objects.values_list("post", flat=True).get(pk=step.task_id)


def approvers_of(piece: Piece, post: str, *, on: date) -> list[User]:
    """Those who hold a post nearest to the piece's unit, there or above it, by their names."""
    above = UnitPath.objects.filter(descendant__in=desk_seats.answering_for(piece.unit_id), valid_to=FOREVER)
    depth = above.filter(ancestor=OuterRef("unit")).order_by("depth").values("depth")[:1]
    held = Appointment.objects.filter(post=post, valid__contains=on, officer__is_active=True)
    near = held.filter(unit__in=above.values("ancestor_id")).annotate(depth=Subquery(depth))
    seats = list(near.select_related("officer").order_by(F("depth"), "officer__full_name", "pk"))
    return list(dict.fromkeys(seat.officer for seat in seats if seat.depth == seats[0].depth))


def _running() -> QuerySet[WorkflowState]:
    kind = ContentType.objects.get_for_model(Piece)
    return WorkflowState.objects.filter(base_content_type=kind, status=WorkflowState.STATUS_IN_PROGRESS)


def _keys(states: QuerySet[WorkflowState]) -> QuerySet:
    return states.annotate(key=Cast("object_id", BigIntegerField())).values("key")


def _within(desk: Desk) -> Q:
    return Q(unit=desk.unit_id) | Q(unit__in=desk_seats.branch_of(desk.unit_id))
