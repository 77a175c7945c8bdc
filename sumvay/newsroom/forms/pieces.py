"""The form of a piece in the editor: nobody draws in what is not theirs by sending its number."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import ModelChoiceField
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from sumvay.campaigns.models import Campaign, Topic
from sumvay.documents.models import OfficialPaper
from sumvay.documents.selectors import papers_visible_to
from sumvay.newsroom import editor_doors
from sumvay.newsroom.models import NewsDocument, NewsPicture, Piece
from sumvay.newsroom.selectors.contributions import campaigns_reaching
from sumvay.vietnamese import format_date

# Of programmes and of papers, the newest so many are offered
MOST_OFFERED = 100
OUT_OR_IN = [OfficialPaper.State.ISSUED, OfficialPaper.State.RECEIVED]


class TopicChoice(ModelChoiceField):
    """Topics, each with its campaign."""

    def label_from_instance(self, obj):
        """ "Tết Sum vầy: Chuyến xe về quê"."""
        return f"{obj.campaign.title}: {obj.title}"


class PaperChoice(ModelChoiceField):
    """Official papers by number, day and subject."""

    def label_from_instance(self, obj):
        """ "42/HD-LĐLĐ, 18/01/2027: Tuyên truyền Tết"."""
        number = "/".join(filter(None, [obj.number, obj.symbol]))
        day = f", {format_date(obj.issued_on)}" if obj.issued_on else ""
        return f"{number}{day}: {obj.subject}"[:160]


class PieceForm(WagtailAdminModelForm):
    """What is chosen must be within the editor's reach, or have been there before."""

    def __init__(self, *args, **kwargs):
        """Remember what the piece showed when the form was opened; offer sections of the menu, and its own."""
        super().__init__(*args, **kwargs)
        self.held_before = _named_in(self.instance)
        sections = self.fields["section"].queryset
        self.fields["section"].queryset = sections.filter(Q(is_open=True) | Q(pk=self.instance.section_id))
        if "campaign" in self.fields:
            self._offer_campaigns()
            self._offer_programmes()
            self._offer_papers()

    def _offer_campaigns(self):
        piece = self.instance
        reaching = campaigns_reaching(piece.unit).order_by().values("pk") if piece.unit_id else []
        campaigns = Campaign.objects.filter(Q(pk__in=reaching) | Q(pk=piece.campaign_id))
        self.fields["campaign"].queryset = campaigns.order_by("-created_at", "-pk")
        topics = Topic.objects.filter(campaign__in=campaigns).select_related("campaign")
        self.fields["topic"] = TopicChoice(topics.order_by("-campaign", "position"), required=False)

    def _offer_programmes(self):
        within = editor_doors.within_reach(self.for_user, Piece).filter(kind=Piece.Kind.PROGRAMME)
        newest = within.order_by("-created_at", "-pk").values_list("pk", flat=True)[:MOST_OFFERED]
        programmes = Piece.objects.filter(pk__in=[*newest, self.instance.programme_id]).defer("body")
        self.fields["programme"] = ModelChoiceField(programmes.order_by("folded", "pk"), required=False)

    def _offer_papers(self):
        within = papers_visible_to(self.for_user, on=localdate()).exclude(number="").filter(state__in=OUT_OR_IN)
        newest = within.order_by("-issued_on", "-pk").values_list("pk", flat=True)[:MOST_OFFERED]
        papers = OfficialPaper.objects.filter(pk__in=[*newest, self.instance.paper_id])
        papers = papers.defer("text", "body", "fields", "found", "folded").order_by("-issued_on", "-pk")
        self.fields["paper"] = PaperChoice(papers, required=False)

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

    def clean_translation_of(self):
        """The original it tells in another language."""
        original = self._one(self.cleaned_data["translation_of"])
        if original and (original.pk == self.instance.pk or original.translation_of_id):
            raise ValidationError(_("Please choose the original, which translates nothing itself."))
        return original

    def clean(self):
        """A translation is in another language than its original; a topic is one of the campaign's."""
        said = super().clean()
        topic = said.get("topic")
        if topic and topic.campaign != said.get("campaign"):
            self.add_error("topic", _("This topic belongs to another campaign."))
        original = said.get("translation_of")
        if original and original.language == said.get("language"):
            self.add_error("translation_of", _("The original is in the same language as this piece."))
        return said

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
    named[Piece] = {piece.programme_id, piece.translation_of_id}
    return named


def _named_in_body(body):
    named = {NewsPicture: set(), NewsDocument: set()}
    for model, pk, *_where in body.stream_block.extract_references(body) if body else ():
        if model in named:
            named[model].add(int(pk))
    return named
