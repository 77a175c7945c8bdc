"""What newsroom people say to one another about a piece, until it has been dealt with."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from sumvay.newsroom.models.pieces import Piece


class PieceComment(models.Model):
    """A remark on a piece, open until somebody says that it is dealt with."""

    LONGEST = 2_000

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(max_length=LONGEST)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["piece"], name="comment_is_open", condition=Q(resolved_at=None))]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=False) | Q(resolved_by=None), name="open_comment_resolved_by_nobody"
            ),
        ]

    def __str__(self):
        return f"#{self.pk} on {self.piece_id}"
