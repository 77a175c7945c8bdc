"""What editors say about a piece to one another."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sumvay.newsroom.models import PieceComment


class ReturnForm(forms.Form):
    """What is to be mended before approval."""

    reason = forms.CharField(
        label=_("What is to be mended"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever handed the piece in reads this."),
    )  # fmt: skip


class CommentForm(forms.Form):
    """A remark on the piece."""

    text = forms.CharField(
        label=pgettext_lazy("newsroom", "Comment"), max_length=PieceComment.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever writes the piece and whoever has commented on it is told. Readers never see it."),
    )  # fmt: skip
