"""The form of a piece in the editor: nobody draws in what is not theirs by sending its number."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from sumvay.newsroom import editor_doors
from sumvay.newsroom.models import NewsDocument, NewsPicture, Piece


class PieceForm(WagtailAdminModelForm):
    """What is chosen must be within the editor's reach, or have been there before."""

    def __init__(self, *args, **kwargs):
        """Remember what the piece showed when the form was opened."""
        super().__init__(*args, **kwargs)
        self.held_before = _named_in(self.instance)

    def clean_body(self):
        """Pictures and documents between the paragraphs."""
        body = self.cleaned_data["body"]
        for model in (NewsPicture, NewsDocument):
            self._refuse_strange(model, _named_in_body(body)[model])
        return body

    def clean_picture(self):
        """The picture above the text."""
        return self._one(self.cleaned_data["picture"])

    def clean_programme(self):
        """The programme an episode belongs to."""
        return self._one(self.cleaned_data["programme"])

    def _one(self, chosen):
        self._refuse_strange(type(chosen), {chosen.pk} if chosen else set())
        return chosen

    def _refuse_strange(self, model, chosen):
        new = chosen - self.held_before.get(model, set())
        reach = editor_doors.within_reach(self.for_user, model).filter(pk__in=new) if new else ()
        if len(new) != len(reach):
            raise ValidationError(_("Something chosen here belongs to another unit, or is gone. Please choose again."))


def _named_in(piece):
    named = _named_in_body(piece.body)
    named[NewsPicture] |= {piece.picture_id}
    named[Piece] = {piece.programme_id}
    return named


def _named_in_body(body):
    named = {NewsPicture: set(), NewsDocument: set()}
    for model, pk, *_where in body.stream_block.extract_references(body) if body else ():
        if model in named:
            named[model].add(int(pk))
    return named
