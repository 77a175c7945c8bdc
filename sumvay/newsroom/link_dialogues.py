"""Wagtail's dialogues for a link call most of their fields by the fields' own English names; here they get words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms import choosers

FIELDS = {
    "url": _("Address of the link"),
    "link_text": _("Words that are linked"),
    "email_address": _("E-mail address"),
    "phone_number": _("Telephone"),
    "subject": pgettext_lazy("link", "Subject"),
    "body": pgettext_lazy("link", "Text"),
}
FORMS = [
    choosers.ExternalLinkChooserForm, choosers.EmailLinkChooserForm, choosers.PhoneLinkChooserForm,
    choosers.AnchorLinkChooserForm,
]  # fmt: skip


def name_the_fields() -> None:
    """Give the fields their labels, and no other change."""
    for form in FORMS:
        for name, field in form.base_fields.items():
            field.label = FIELDS[name]
