"""The review screen's form: everything that was read from a paper, as fields and rows an officer corrects."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sumvay.documents.fields import LinesField
from sumvay.documents.models import OfficialPaper
from sumvay.documents.paper_fields import LONG, MOST_ROWS, SHAPE
from sumvay.ui.widgets import DateInput

KINDS = [("", "–"), *OfficialPaper.DocType.choices]
CITED_KINDS = [*KINDS, ("quy_dinh", _("regulation")), ("nghi_quyet", _("resolution")), ("luat", _("law"))]
DROPPED = "DELETE"
ROW_BUTTONS = {"more", "drop", "keep"}
COUNT = re.compile("[0-9]{1,6}")


def _text(label, longest, **more):
    return forms.CharField(label=label, max_length=longest, required=False, **more)


def _long_text(label, rows=2):
    return _text(label, LONG, widget=forms.Textarea({"rows": rows}))


def _day(label):
    return forms.DateField(label=label, required=False, widget=DateInput)


class HeadForm(forms.Form):
    """What a paper has once."""

    number = _text(_("Number"), SHAPE["number"])
    symbol = _text(_("Symbol"), SHAPE["symbol"])
    date = _day(pgettext_lazy("paper", "Date"))
    place = _text(_("Place"), SHAPE["place"])
    doc_type = forms.ChoiceField(label=pgettext_lazy("paper", "Type"), choices=KINDS, required=False)
    urgency = _text(_("Urgency"), SHAPE["urgency"])
    issuer = _text(_("Issuer"), SHAPE["issuer"])
    parent_issuer = _text(_("Parent issuer"), SHAPE["parent_issuer"])
    subject = _text(_("Subject"), SHAPE["subject"], widget=forms.Textarea({"rows": 2}))
    addressees = LinesField(label=_("Addressees"), help_text=_("One a line"))
    report_unit = _text(_("Report to"), SHAPE["report_to"]["unit"])
    report_emails = LinesField(label=_("E-mail addresses for the report"), help_text=_("One a line"))
    report_links = LinesField(label=_("Links for the report"), help_text=_("One a line"))
    report_phones = LinesField(label=_("Phones for the report"), help_text=_("One a line"))
    hashtags = LinesField(label=_("Hashtags"), help_text=_("One a line"))
    signing_prefix = _text(_("Signing for"), SHAPE["signing_prefix"])
    signer_title = _text(_("Signer's title"), SHAPE["signer_title"])
    signer = _text(_("Signer"), SHAPE["signer"])
    recipients = LinesField(label=_("Copies to"), help_text=_("One a line"))


class BasisForm(forms.Form):
    """One cited paper."""

    doc_type = forms.ChoiceField(label=pgettext_lazy("paper", "Type"), choices=CITED_KINDS, required=False)
    number = _text(_("Number"), SHAPE["number"])
    symbol = _text(_("Symbol"), SHAPE["symbol"])
    date = _day(pgettext_lazy("paper", "Date"))
    issuer = _text(_("Issuer"), SHAPE["issuer"])


class TopicForm(forms.Form):
    """One block of content to publicise."""

    title = _long_text(_("Topic"))
    items = LinesField(label=_("Contents"), help_text=_("One a line"), rows=4)


class TaskForm(forms.Form):
    """One thing lower units must do."""

    text = _long_text(pgettext_lazy("paper", "Task"))


class DeadlineForm(forms.Form):
    """One date for lower units, once or again and again."""

    what = _long_text(_("What"), rows=1)
    date = _day(_("Day"))
    recurring = _text(_("Recurring"), 500)


class QuotaForm(forms.Form):
    """One amount that is asked."""

    what = _long_text(_("What"), rows=1)
    count = _text(_("How many"), 40)
    per = _text(_("For each"), 500)


ROW_FORMS = {
    "topics": TopicForm,
    "tasks": TaskForm,
    "deadlines": DeadlineForm,
    "quotas": QuotaForm,
    "basis": BasisForm,
}


@dataclass(frozen=True)
class Change:
    """What a press of a row button asks: "more" or "drop" or "keep", of which group, which row."""

    act: str
    group: str
    row: int = -1


def change_asked(data: QueryDict) -> Change | None:
    """The row button that was pressed: more=tasks, drop=tasks-2, keep=tasks-2; None when it was not one."""
    for act in ROW_BUTTONS:
        group, _dash, row = data.get(act, "").partition("-")
        if group in ROW_FORMS and (act == "more") == (row == "") and COUNT.fullmatch(row or "0"):
            return Change(act, group, int(row or -1))
    return None


class Review:
    """The head form and one formset for each kind of row."""

    def __init__(self, fields: dict, data: QueryDict | None = None) -> None:
        initial = {**fields, **{f"report_{key}": value for key, value in (fields.get("report_to") or {}).items()}}
        self.head = HeadForm(data, initial=initial)
        self.groups = {name: _formset(name, fields.get(name) or [], data) for name in ROW_FORMS}

    def is_valid(self) -> bool:
        """Whether every field and row can be stored."""
        return all([self.head.is_valid(), *(group.is_valid() for group in self.groups.values())])

    def corrections(self) -> dict:
        """Everything as paper_fields.SHAPE has it; rows that were dropped or left blank are not in it."""
        given = {name: _stored(value) for name, value in self.head.cleaned_data.items()}
        report_to = {key: given.pop(f"report_{key}") for key in SHAPE["report_to"]}
        rows = {name: [*_rows(group)] for name, group in self.groups.items()}
        rows["tasks"] = [row["text"] for row in rows["tasks"]]
        return {**given, **rows, "report_to": report_to}

    def counts(self) -> dict[str, int]:
        """How many rows of each kind stand in the form as it is, those dropped or blank left out."""
        return {name: sum(map(_is_counted, group)) for name, group in self.groups.items()}


def as_typed(data: QueryDict, change: Change | None) -> Review:
    """The form as the officer left it, with one more row, one dropped or one taken back; nothing is checked yet."""
    rows = {name: _typed_rows(data, name) for name in ROW_FORMS}
    if change and change.act == "more":
        rows[change.group].append({})
    elif change and change.row < len(rows[change.group]):
        rows[change.group][change.row][DROPPED] = change.act == "drop"
    review = Review({})
    review.head = HeadForm(initial=data.dict())
    review.groups = {name: _formset(name, rows[name], None) for name in ROW_FORMS}
    if change and change.act == "more":
        first = next(iter(review.groups[change.group].forms[-1].fields.values()))
        first.widget.attrs["autofocus"] = True
    return review


def _formset(name, rows, data):
    made = forms.formset_factory(
        ROW_FORMS[name], extra=0, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
    )
    initial = [{"text": row} if isinstance(row, str) else row for row in rows]
    return made(data, prefix=name, initial=initial if data is None else None)


def _typed_rows(data: QueryDict, name: str) -> list[dict]:
    fields = [*ROW_FORMS[name].base_fields, DROPPED]
    typed_count = data.get(f"{name}-TOTAL_FORMS", "")
    count = min(int(typed_count), MOST_ROWS) if COUNT.fullmatch(typed_count) else 0
    return [{key: data.get(f"{name}-{place}-{key}", "") for key in fields} for place in range(count)]


def _is_counted(form: forms.Form) -> bool:
    values = {field.name: field.value() for field in form}
    return not values.pop(DROPPED) and any(str(value or "").strip() for value in values.values())


def _rows(group: forms.BaseFormSet) -> Iterator[dict]:
    for form in group:
        given = {key: _stored(value) for key, value in form.cleaned_data.items() if key != DROPPED}
        if any(given.values()) and not form.cleaned_data.get(DROPPED):
            yield given


def _stored(value):
    return value.isoformat() if hasattr(value, "isoformat") else value or None
