"""Who may do what in the newsroom; every answer comes from posts."""

from sumvay.newsroom.permissions.contributions import (
    can_contribute,
    can_withdraw_consent,
    can_write,
)
from sumvay.newsroom.permissions.desks import (
    can_edit_at,
    can_put_back,
    can_set_up,
    can_work_on,
)
from sumvay.newsroom.permissions.publishing import can_approve, can_change, can_correct, can_publish

__all__ = [
    "can_approve",
    "can_change",
    "can_contribute",
    "can_correct",
    "can_edit_at",
    "can_publish",
    "can_put_back",
    "can_set_up",
    "can_withdraw_consent",
    "can_work_on",
    "can_write",
]
