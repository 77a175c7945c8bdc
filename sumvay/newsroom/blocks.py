"""The blocks a piece is built from; each says in its template how readers see it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

RICH = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "hr"]


class PictureBlock(blocks.StructBlock):
    """A picture in the text."""

    picture = ImageChooserBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=400)
    credit = blocks.CharBlock(label=_("credit"), required=False, max_length=160)

    class Meta:
        icon = "image"
        template = "newsroom/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    """What somebody said."""

    text = blocks.TextBlock(label=_("text"))
    speaker = blocks.CharBlock(label=_("who says it"), required=False, max_length=160)

    class Meta:
        icon = "openquote"
        template = "newsroom/blocks/quote.html"


class VideoBlock(blocks.StructBlock):
    """A film elsewhere, or one that was sent in; nothing is fetched before the reader presses."""

    url = blocks.URLBlock(label=_("link to the video"), required=False)
    film = blocks.IntegerBlock(
        label=_("film that was sent in"),
        required=False,
        min_value=1,
        help_text=_("Its number, as it stands under “Sources and consents”; shown in place of the link."),
    )
    title = blocks.CharBlock(label=_("title"), max_length=250)
    picture = ImageChooserBlock(label=_("picture"), required=False)

    class Meta:
        icon = "media"
        template = "newsroom/blocks/video.html"

    def clean(self, value):
        """One of the two has to be there."""
        cleaned = super().clean(value)
        if not cleaned.get("url") and not cleaned.get("film"):
            missing = ValidationError(_("Give the link to the video, or the number of a film that was sent in."))
            raise blocks.StructBlockValidationError(block_errors={"url": missing})
        return cleaned


class FigureBlock(blocks.StructBlock):
    """One figure of an infographic, readable without the drawing."""

    number = blocks.CharBlock(label=_("figure"), max_length=40)
    says = blocks.CharBlock(label=_("what it says"), max_length=200)

    class Meta:
        icon = "table"


class QuestionBlock(blocks.StructBlock):
    """A question and what the law answers."""

    question = blocks.TextBlock(label=_("question"))
    answer = blocks.RichTextBlock(label=_("answer"), features=RICH)

    class Meta:
        icon = "help"
        template = "newsroom/blocks/question.html"


class UpdateBlock(blocks.StructBlock):
    """What happened at a moment of a live event."""

    at = blocks.DateTimeBlock(label=_("time"))
    text = blocks.RichTextBlock(label=_("text"), features=RICH)

    class Meta:
        icon = "time"
        template = "newsroom/blocks/update.html"


BODY = [
    ("text", blocks.RichTextBlock(label=_("text"), features=RICH, template="newsroom/blocks/text.html")),
    ("picture", PictureBlock(label=_("picture"))),
    (
        "gallery",
        blocks.ListBlock(PictureBlock(), label=_("photos"), icon="image", template="newsroom/blocks/gallery.html"),
    ),
    ("quote", QuoteBlock(label=_("quote"))),
    ("video", VideoBlock(label=_("video"))),
    (
        "figures",
        blocks.ListBlock(FigureBlock(), label=_("figures"), icon="table", template="newsroom/blocks/figures.html"),
    ),
    ("question", QuestionBlock(label=_("question and answer"))),
    ("update", UpdateBlock(label=_("moment"))),
    ("document", DocumentChooserBlock(label=_("document"), template="newsroom/blocks/document.html")),
]
