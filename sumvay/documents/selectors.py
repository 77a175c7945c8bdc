"""Questions about official papers and registers, answered for one viewer."""

from datetime import date

from django.db.models import Count, F, Q, QuerySet

from sumvay.accounts.models import User
from sumvay.documents import letterhead
from sumvay.documents.models import OfficialPaper, PaperStep, Register
from sumvay.files.models import StoredFile
from sumvay.org import selectors as org
from sumvay.org.models import Appointment, Grant, Unit

Direction, SeenBy = OfficialPaper.Direction, OfficialPaper.SeenBy
# Editors and collaborators make pieces; the papers of the office are not their business
OUTSIDE_THE_OFFICE = {
    Appointment.Post.EDITOR,
    Appointment.Post.MANAGING_EDITOR,
    Appointment.Post.EDITOR_IN_CHIEF,
    Appointment.Post.COLLABORATOR,
}
# Who signs, and who handles denunciations
READING_RESERVED = {Appointment.Post.CHAIR, Appointment.Post.VICE_CHAIR, Appointment.Post.INSPECTION}


def papers_visible_to(viewer: User, *, on: date) -> QuerySet[OfficialPaper]:
    """
    Every paper of the offices the viewer works in or acts for, and what the units below have issued.

    A paper that names a member stays in its office, also for operators; one about a denunciation, with its leaders and
    inspectors and with whoever wrote it.
    """
    posts = Appointment.objects.filter(officer=viewer, valid__contains=on).exclude(post__in=OUTSIDE_THE_OFFICE)
    grants = Grant.objects.filter(officer=viewer, valid__contains=on, scope=Grant.Scope.ACT)
    acted_for = org.paths_on(on).filter(ancestor__in=grants.values("unit_id"))
    below = org.units_visible_to(viewer, on=on).order_by().values("pk")
    issued_below = Q(unit__in=below, state=OfficialPaper.State.ISSUED, seen_by=SeenBy.ALL)
    own = Q(unit__in=posts.values("unit_id")) | Q(unit__in=acted_for.values("descendant_id"))
    trusted = posts.filter(post__in=READING_RESERVED).values("unit_id")
    kept_back = Q(seen_by=SeenBy.RESERVED) & ~Q(unit__in=trusted) & ~Q(created_by=viewer)
    everything = Q(seen_by=SeenBy.ALL) if viewer.is_superuser else Q(pk__in=[])
    return OfficialPaper.objects.filter(everything | issued_below | own).exclude(kept_back)


def paper_page(viewer: User, *, on: date) -> QuerySet[OfficialPaper]:
    """The visible papers with what their own page shows; `directive_pk` when the paper carries a directive."""
    papers = papers_visible_to(viewer, on=on).select_related("unit__kind", "file", "signed_scan", "created_by")
    return papers.annotate(directive_pk=F("directive__pk"))


def register_of(viewer: User, unit: Unit | None, *, on: date) -> QuerySet[OfficialPaper]:
    """The papers in and out of one office (of all visible ones without a unit), the newest first."""
    papers = papers_visible_to(viewer, on=on).select_related("unit", "file", "signed_scan")
    if unit is not None:
        papers = papers.filter(unit=unit)
    return papers.defer("text", "body", "fields", "found").order_by("-created_at", "-pk")


def counts_of(papers: QuerySet[OfficialPaper]) -> dict[str, int]:
    """How many of these papers came in, how many of them wait to be looked at, how many are our own."""
    incoming = Q(direction=Direction.IN)
    return papers.order_by().aggregate(
        received=Count("pk", filter=incoming),
        unconfirmed=Count("pk", filter=incoming & Q(confirmed_at__isnull=True)),
        own=Count("pk", filter=Q(direction=Direction.OUT)),
    )


def years_of(papers: QuerySet[OfficialPaper]) -> list[int]:
    """The years in which these papers were entered, the newest first."""
    return [day.year for day in papers.order_by().dates("created_at", "year", order="DESC")]


def steps_of(paper: OfficialPaper) -> QuerySet[PaperStep]:
    """The road the paper went, the newest step first."""
    return paper.steps.select_related("by").order_by("-at", "-pk")


def earlier_copies(paper: OfficialPaper) -> QuerySet[OfficialPaper]:
    """Papers the office received before under the same number, symbol and date (Decree 30/2020/NĐ-CP, Phụ lục VI)."""
    if not paper.number or paper.issued_on is None:
        return OfficialPaper.objects.none()
    same = OfficialPaper.objects.filter(
        unit=paper.unit_id,
        direction=Direction.IN,
        number=paper.number,
        symbol=paper.symbol,
        issued_on=paper.issued_on,
        pk__lt=paper.pk,
    )
    return same.order_by("pk")


def registers_of(unit: Unit, *, year: int) -> list[Register]:
    """The registers of a year, papers in first, the shared one before those of a kind; unopened ones begin at 1."""
    rows = list(Register.objects.filter(unit=unit, year=year).order_by("direction", "doc_type"))
    for direction in Direction:
        if not any(row.direction == direction and not row.doc_type for row in rows):
            rows.append(Register(unit=unit, year=year, direction=direction))
    return sorted(rows, key=lambda row: (row.direction, row.doc_type))


def register_in_reach(viewer: User, *, on: date) -> QuerySet[Register]:
    """Registers of the offices the viewer works in."""
    units = org.units_served_by(viewer, on=on).order_by().values("pk")
    registers = Register.objects.select_related("unit")
    return registers if viewer.is_superuser else registers.filter(unit__in=units)


def next_number(paper: OfficialPaper, *, year: int) -> str:
    """The number the register would give this paper; a look, not a promise."""
    fitting = Register.objects.filter(
        unit=paper.unit_id, year=year, direction=Direction.OUT, doc_type__in=("", paper.doc_type)
    )
    register = fitting.order_by("-doc_type").first()
    return first_free_number(paper, register=register or Register(unit=paper.unit, year=year))


def first_free_number(paper: OfficialPaper, *, register: Register) -> str:
    """The register's next number as printed; numbers that were typed before their turn are stepped over."""
    same_symbol = OfficialPaper.objects.filter(unit=paper.unit_id, direction=Direction.OUT, symbol=paper.symbol)
    given = set(same_symbol.filter(issued_on__year=register.year).values_list("number", flat=True))
    value = register.next_number
    while letterhead.printed_number(str(value)) in given:
        value += 1
    return letterhead.printed_number(str(value))


def letterhead_of(unit: Unit, *, on: date) -> dict[str, str]:
    """What the unit's tree and posts propose around a text: issuers, place, and the chair or a vice-chair as signer."""
    parent = org.parent_of(unit, on=on)
    chairs = org.officers_of(unit, on=on, posts={Appointment.Post.CHAIR})
    leader = chairs.first() or org.officers_of(unit, on=on, posts={Appointment.Post.VICE_CHAIR}).first()
    posts = org.posts_held(leader, unit, on=on) if leader else set()
    name = leader.full_name if leader else ""
    return {
        "issuer": org.name_on(unit, on),
        "parent_issuer": org.name_on(parent, on) if parent else "",
        "place": unit.paper_place,
        **vars(letterhead.propose_signature(posts, name, is_grassroots=unit.kind.is_grassroots)),
    }


def official_file(paper: OfficialPaper) -> StoredFile | None:
    """What counts as the paper itself: the signed and sealed copy, else the file that arrived."""
    return paper.signed_scan or paper.file
