"""The superior's table becomes the form: laid down once, its cells mapped to figures, filled in place for every cut."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.documents import services as documents
from sumvay.errors import Refusal
from sumvay.files import selectors as file_selectors
from sumvay.files import services as files
from sumvay.files.models import StoredFile
from sumvay.reporting import annex_cells, contributors, selectors
from sumvay.reporting.annex_cells import Slot
from sumvay.reporting.models import Consolidation, SuperiorAnnex
from sumvay.reporting.services.consolidation import permit
from sumvay.reporting.totals import Line
from sumvay.vietnamese import nfc


class RecipientMissing(Refusal):
    """A superior's table says whose it is."""


class FigureUnknown(Refusal):
    """The form has no such figure, or the table no such cell."""


@transaction.atomic
def add_annex(
    *, actor: User, consolidation: Consolidation, recipient: str, name: str, content: bytes, now: datetime
) -> SuperiorAnnex:
    """Lay down a table from above (.xlsx or .docx); its cells are proposed by their labels, or as they were last time.

    Raises NotYours, RecipientMissing, and what reading the table or storing the file refuses.
    """
    permit(actor=actor, unit=consolidation.unit, now=now)
    if not recipient.strip():
        raise RecipientMissing(_("Say whom this table goes to."))
    tables = documents.list_tables(content=content, filename=name)
    stored = files.store_file(
        actor=actor, unit=consolidation.unit, name=name, content=content, purpose=StoredFile.Purpose.ANNEX, now=now
    )
    lines = _lines(consolidation)
    earlier = _mapped_before(consolidation, stored)
    cells = {
        annex_cells.place_of(cell.key): annex_cells.proposed(cell.row_label, cell.column_label, lines)
        for table in tables
        for cell in table.cells
    }
    annex = SuperiorAnnex.objects.create(
        form=consolidation.form,
        unit=consolidation.unit,
        recipient=nfc(recipient).strip()[:200],
        file=stored,
        cells=_filled_ones({**cells, **{place: figure for place, figure in earlier.items() if place in cells}}),
        created_at=now,
    )
    audit.record(actor=actor, action="annex.add", target=annex, at=now, unit_id=annex.unit_id)
    return annex


@transaction.atomic
def map_annex(*, actor: User, annex: SuperiorAnnex, cells: dict[str, str], now: datetime) -> None:
    """Say which figure belongs into which cell: {"Sheet1!B7": "suat-qua|total"}; an empty word leaves the cell alone.

    Raises NotYours, FigureUnknown.
    """
    permit(actor=actor, unit=annex.unit, now=now)
    offered = {figure for _line, figures in annex_cells.figures_on_offer(_lines(annex)) for figure in figures}
    offered |= {annex_cells.REPORTED, annex_cells.EXPECTED}
    chosen = _filled_ones(cells)
    if not set(chosen.values()) <= offered or not chosen.keys() <= {slot.place for slot in slots_of(annex=annex)}:
        raise FigureUnknown(_("The form has no such figure, or the table no such cell."))
    SuperiorAnnex.objects.filter(pk=annex.pk).update(cells=chosen)
    annex.cells = chosen
    audit.record(actor=actor, action="annex.map", target=annex, at=now, unit_id=annex.unit_id)


@transaction.atomic
def drop_annex(*, actor: User, annex: SuperiorAnnex, now: datetime) -> None:
    """Take a table out of the list; the file itself stays on record. Raises NotYours."""
    permit(actor=actor, unit=annex.unit, now=now)
    audit.record(actor=actor, action="annex.drop", target=annex, at=now, unit_id=annex.unit_id)
    SuperiorAnnex.objects.filter(pk=annex.pk).delete()


def slots_of(*, annex: SuperiorAnnex) -> list[Slot]:
    """Every empty cell of the table with its labels and the figure chosen for it."""
    tables = documents.list_tables(content=file_selectors.read_bytes(annex.file), filename=annex.file.name)
    return [
        Slot(place, cell.row_label, cell.column_label, annex.cells.get(place, ""))
        for table in tables
        for cell in table.cells
        for place in [annex_cells.place_of(cell.key)]
    ]


def fill_annex(*, annex: SuperiorAnnex, consolidation: Consolidation) -> bytes:
    """The table as it came, with the figures of a consolidation in its cells; one cut fills any number of tables."""
    content = file_selectors.read_bytes(annex.file)
    filled = annex_cells.values(annex.cells, contributors.totals_of(consolidation))
    if annex.file.name.lower().endswith(".docx"):
        return documents.fill_docx(content=content, cells=annex_cells.as_texts(filled))
    return documents.fill_xlsx(content=content, cells=filled)


def _lines(held: Consolidation | SuperiorAnnex) -> list[Line]:
    return [Line.of(line) for line in selectors.lines_of(held.form)]


def _mapped_before(consolidation: Consolidation, stored: StoredFile) -> dict[str, str]:
    """The same file was mapped for an earlier form of the unit."""
    same = SuperiorAnnex.objects.filter(unit=consolidation.unit_id, file__sha256=stored.sha256)
    last = same.exclude(cells={}).order_by("-created_at").first()
    known = {figure for _line, figures in annex_cells.figures_on_offer(_lines(consolidation)) for figure in figures}
    known |= {annex_cells.REPORTED, annex_cells.EXPECTED}
    return {place: figure for place, figure in last.cells.items() if figure in known} if last else {}


def _filled_ones(cells: dict[str, str]) -> dict[str, str]:
    return {place: figure for place, figure in cells.items() if figure}
