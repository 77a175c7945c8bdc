"""How deeds of the trail of a sealed box are called, and how a reading is told, for handlers and leaders."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sumvay.feedback.models import Category, Kind
from sumvay.feedback.reading.reader import Reading
from sumvay.feedback.who_reads import Topic

DEEDS = {
    "sealed.set_up_box": pgettext_lazy("trail", "set the box up"),
    "sealed.offer_half": pgettext_lazy("trail", "made one half ready"),
    "sealed.open_escrow": pgettext_lazy("trail", "opened the box with the other leader"),
    "sealed.open": pgettext_lazy("trail", "opened a message"),
    "sealed.open_file": pgettext_lazy("trail", "opened an enclosure"),
    "sealed.answer": pgettext_lazy("trail", "answered"),
    "sealed.move": pgettext_lazy("trail", "said how it stands"),
    "sealed.share": pgettext_lazy("trail", "let another handler read"),
    "sealed.hand_to_heir": pgettext_lazy("trail", "handed it to the unit that takes over"),
}


def topic_word(topic: str) -> str:
    """What the writer ticked."""
    return str(Topic(topic).label) if topic in Topic else ""


def reading_words(reading: Reading) -> str:
    """Categories and kind in one line."""
    words = [Category(one).label for one in reading.categories if one in Category]
    kind = [Kind(reading.kind).label] if reading.kind in Kind else []
    return capfirst(", ".join(map(str, [*kind, *words]))) or str(_("nothing certain"))
