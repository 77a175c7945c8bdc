"""Shape and wording of what is entered while consolidating: narrative, supplements, annexes, letters, chats."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sumvay.reporting.annex_cells import BELOW, EXPECTED, OWN, REPORTED, TOTAL, Slot, figures_on_offer
from sumvay.reporting.chat_reading import Proposal
from sumvay.reporting.content import Seen, edition_of
from sumvay.reporting.totals import Line
from sumvay.ui.widgets import FileInput
from sumvay.vietnamese import format_number

PARTS = {TOTAL: _("total"), OWN: _("own part"), BELOW: _("units below")}


class NarrativeForm(forms.Form):
    """What a level writes under each heading; where `typed` was refused it stays, with what stands there beside it."""

    edition = forms.CharField(max_length=32, required=False, widget=forms.HiddenInput)
    hand = forms.CharField(max_length=32, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        headings: list[dict],
        narrative: dict[str, str],
        typed: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {"edition": edition_of(narrative), "hand": secrets.token_hex(8)}
        for heading in headings:
            stands = narrative.get(heading["key"], "")
            text = (typed or {}).get(heading["key"], stands)
            self.fields[f"text-{heading['key']}"] = forms.CharField(
                label=heading["title"],
                required=False,
                max_length=20_000,
                initial=text,
                help_text=_("Stands there now: %(text)s") % {"text": stands} if stands and text != stands else "",
                widget=forms.Textarea(attrs={"rows": 5}),
            )

    @property
    def written(self) -> dict[str, Any]:
        """`narrative` by heading key, without headings that were not sent along; `seen`: what the page knew."""
        self.is_valid()
        sent = self.cleaned_data
        narrative = {
            name.removeprefix("text-"): text
            for name, text in sent.items()
            if name.startswith("text-") and self.add_prefix(name) in self.data
        }
        return {"narrative": narrative, "seen": Seen(sent.get("edition", ""), sent.get("hand", ""))}


class SupplementForm(forms.Form):
    """Why the figures are supplemented."""

    reason = forms.CharField(
        label=_("Why the figures are supplemented"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class AnnexForm(forms.Form):
    """A table from above."""

    recipient = forms.CharField(label=_("Whom the table goes to"), max_length=200)
    file = forms.FileField(label=_("The table (.xlsx or .docx)"), widget=FileInput(attrs={"accept": ".xlsx,.docx"}))


class AnnexMapForm(forms.Form):
    """Which figure belongs into which empty cell."""

    def __init__(self, *args: Any, slots: list[Slot], lines: list[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = _figure_choices(lines)
        self.slots = slots
        for place, slot in enumerate(slots):
            self.fields[f"cell-{place}"] = forms.ChoiceField(
                label=f"{slot.row} – {slot.column}", choices=choices, required=False, initial=slot.figure
            )

    def rows(self) -> list[tuple[Slot, forms.BoundField]]:
        """Each cell with its field."""
        return [(slot, self[f"cell-{place}"]) for place, slot in enumerate(self.slots)]

    @property
    def cells(self) -> dict[str, str]:
        """What was chosen, by the place of the cell."""
        return {slot.place: self.cleaned_data[f"cell-{place}"] for place, slot in enumerate(self.slots)}


class MatchForm(forms.Form):
    """Which unit and directive a letter is of."""

    directive = forms.ChoiceField(label=_("What it reports on"))
    unit = forms.CharField(label=_("Unit (code or name)"), max_length=200)

    def __init__(self, *args: Any, directives: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["directive"].choices = [(directive.pk, directive.title) for directive in directives]


class ChatForm(forms.Form):
    """The pasted chat, and what its links are proof of."""

    text = forms.CharField(
        label=_("Messages of the group"), max_length=200_000, widget=forms.Textarea(attrs={"rows": 12})
    )
    assignment = forms.ChoiceField(label=_("The links are proof of"), required=False)

    def __init__(self, *args: Any, assignments: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignment"].choices = [
            ("", _("Do not enter the links")),
            *((a.pk, a.wording[:120]) for a in assignments),
        ]


class ChatPickForm(forms.Form):
    """One part of a chat: its unit, its links and its numbers, to be ticked."""

    dispatch = forms.ChoiceField(label=_("Unit"), required=False)
    links = forms.MultipleChoiceField(label=_("Links"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, proposal: Proposal, units: list, lines: list[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        self.fields["dispatch"].choices = [("", _("not clear: choose")), *units]
        self.fields["dispatch"].initial = proposal.dispatch_id
        self.fields["links"].choices = [(link.url, link.url) for link in proposal.links]
        self.fields["links"].initial = [link.url for link in proposal.links]
        taken: set[int] = set()
        for place, number in enumerate(proposal.numbers):
            fresh = number.line is not None and number.line.pk not in taken
            self.fields[f"take-{place}"] = forms.BooleanField(
                label=f"{format_number(number.value)} {number.noun}", required=False, initial=fresh
            )
            self.fields[f"line-{place}"] = forms.TypedChoiceField(
                label=_("Figure"),
                choices=[("", "–"), *((line.pk, line.name) for line in lines)],
                coerce=int,
                empty_value=None,
                required=False,
                initial=number.line.pk if number.line else None,
            )
            taken |= {number.line.pk} if number.line else set()

    def number_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each number: its tick and the line it is of."""
        return [(self[f"take-{place}"], self[f"line-{place}"]) for place in range(len(self.proposal.numbers))]

    def clean(self) -> dict[str, Any]:
        """What is ticked has a unit, every ticked number a line, and no line two numbers."""
        cleaned = super().clean()
        ticked = [place for place in range(len(self.proposal.numbers)) if cleaned.get(f"take-{place}")]
        lines = [cleaned.get(f"line-{place}") for place in ticked]
        if (ticked or cleaned.get("links")) and not cleaned.get("dispatch"):
            self.add_error("dispatch", _("Choose the unit, or tick nothing."))
        if None in lines:
            self.add_error(None, _("Choose what each ticked number counts."))
        elif len(set(lines)) < len(lines):
            self.add_error(None, _("Two numbers are ticked for the same figure; keep one."))
        cleaned["figures"] = {
            line: self.proposal.numbers[place].value for place, line in zip(ticked, lines, strict=True) if line
        }
        return cleaned


def _figure_choices(lines: list[Line]) -> list:
    groups = [
        (line.name, [(figure, f"{line.name} ({PARTS[figure.rpartition('|')[2]]})") for figure in figures])
        for line, figures in figures_on_offer(lines)
    ]
    coverage = [(REPORTED, _("units that reported")), (EXPECTED, _("units asked"))]
    return [("", _("leave empty")), (_("Coverage"), coverage), *groups]
