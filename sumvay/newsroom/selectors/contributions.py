"""Questions of those who write for a unit: what they sent, how it stands, what became of it."""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from wagtail.models import ReferenceIndex

from sumvay.accounts.models import User
from sumvay.campaigns.models import Campaign
from sumvay.directives.models import Directive, Dispatch
from sumvay.newsroom import desk_seats
from sumvay.newsroom.brought_words import told_apart
from sumvay.newsroom.changed_words import Run, runs
from sumvay.newsroom.contribution_details import in_lines
from sumvay.newsroom.contribution_gaps import Gap, all_agree, gaps
from sumvay.newsroom.models import (
    Consent,
    Contribution,
    ContributionPhoto,
    ContributionStep,
    Desk,
    NewsPicture,
    Piece,
    PieceSource,
    ReadCount,
)
from sumvay.newsroom.search_text import body_text, typed_words
from sumvay.newsroom.selectors.desk import desk_for
from sumvay.newsroom.selectors.films import is_film_being_checked
from sumvay.org import selectors as org
from sumvay.org.models import Grant, Unit

State = Contribution.State
Act = ContributionStep.Act
WRITABLE = [State.DRAFT, State.RETURNED]
# The parts of the list of one's own, by the word in the address
PARTS = {
    "writing": [State.DRAFT, State.RETURNED],
    "under_way": [State.WAITING, State.TAKEN],
    "published": [State.PUBLISHED],
    "ended": [State.REFUSED, State.WITHDRAWN, State.TAKEN_DOWN],
}
SORTS = {
    "newest": ("-changed_at", "-pk"),
    "oldest": ("changed_at", "pk"),
    "title": ("folded", "pk"),
    "read": ("-reads", "-changed_at", "-pk"),
}


@dataclass(frozen=True)
class Change:
    """
    How title, text and details went from one version to the next, and by which step (None: as published in `piece`).

    `details` is empty where none of them changed.
    """

    title: list[Run]
    text: list[Run]
    step: ContributionStep | None = None
    piece: Piece | None = None
    details: list[Run] = field(default_factory=list)


@dataclass(frozen=True)
class Published:
    """A piece readers can find that was made of a contribution."""

    piece: Piece
    path: str
    reads: int
    sources: int
    change: Change | None = field(default=None)


def contributions_written_by(officer: User, *, on: date) -> QuerySet[Contribution]:
    """Everything of the units the officer writes for and of those they inherited; newest change first."""
    rows = Contribution.objects.select_related("unit", "author", "desk", "campaign", "topic")
    if not officer.is_superuser:
        granted = Grant.objects.filter(officer=officer, scope=Grant.Scope.ACT, valid__contains=on)
        below = org.paths_on(on).filter(ancestor__in=granted.values("unit_id")).values("descendant_id")
        served = org.units_served_by(officer, on=on).order_by().values("pk")
        inherited = desk_seats.inherited_by(served.union(below, all=True))
        rows = rows.filter(Q(unit__in=served) | Q(unit__in=below) | Q(unit__in=inherited))
    return rows.order_by("-changed_at", "-pk")


def contributions_listed(
    officer: User, unit: Unit, *, part: str = "", text: str = "", sort: str = "newest", on: date
) -> QuerySet:
    """
    One unit's contributions for its list: `part` is a key of PARTS, `text` is searched in title and text, `sort` is a
    key of SORTS.

    Each row carries `last_note` (what was said last), `path` and `reads` of what was published of it, `photo_count`.
    """
    rows = _of_unit(officer, unit, on=on)
    if part in PARTS:
        rows = rows.filter(state__in=PARTS[part])
    for word in typed_words(text):
        rows = rows.filter(folded__contains=word)
    steps = ContributionStep.objects.filter(contribution=OuterRef("pk")).order_by("-at", "-pk")
    shown = PieceSource.objects.filter(contribution=OuterRef("pk"), piece__listing__isnull=False)
    read = ReadCount.objects.filter(piece__sources__contribution=OuterRef("pk")).order_by()
    summed = read.values("piece__sources__contribution").annotate(n=Sum("count")).values("n")
    photos = ContributionPhoto.objects.filter(contribution=OuterRef("pk"), is_film=False).order_by()
    counted = photos.values("contribution").annotate(n=Count("pk")).values("n")
    told = rows.annotate(
        last_note=Subquery(steps.values("note")[:1]),
        path=Subquery(shown.order_by("pk").values("piece__listing__path")[:1]),
        reads=Coalesce(Subquery(summed, output_field=IntegerField()), 0),
        photo_count=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
    )
    return told.order_by(*SORTS.get(sort, SORTS["newest"]))


def _of_unit(officer: User, unit: Unit, *, on: date) -> QuerySet[Contribution]:
    left_to_it = desk_seats.inherited_by(Unit.objects.filter(pk=unit.pk).values("pk"))
    return contributions_written_by(officer, on=on).filter(Q(unit=unit) | Q(unit__in=left_to_it))


def contribution_counts(officer: User, unit: Unit, *, on: date) -> dict[str, int]:
    """How many of a unit's contributions stand in each part of the list, and in all."""
    rows = _of_unit(officer, unit, on=on).order_by()
    by_part = {part: Count("pk", filter=Q(state__in=states)) for part, states in PARTS.items()}
    return rows.aggregate(all=Count("pk"), **by_part)


def photos_with_consents(contribution: Contribution) -> list[ContributionPhoto]:
    """The photos in order, each with all its consents, withdrawn ones too, and `has_consent`: whether these suffice."""
    consents = Prefetch("consents", Consent.objects.order_by("pk"))
    photos = list(contribution.photos.select_related("stored", "frame").prefetch_related(consents))
    for photo in photos:
        photo.has_consent = all_agree(list(photo.consents.all()), Consent.About.PICTURE)
    return photos


def text_consents(contribution: Contribution) -> QuerySet[Consent]:
    """Who agreed to be named in the text, withdrawn ones too."""
    return contribution.consents.filter(about=Consent.About.TEXT).order_by("pk")


def gaps_of(contribution: Contribution, *, on: date) -> list[Gap]:
    """What the contribution lacks before it may be sent; nothing when it is ready."""
    photos, consents = list(contribution.photos.all()), list(contribution.consents.all())
    has_desk, is_film_checked = receiving_desk(contribution, on=on) is not None, is_film_being_checked(contribution)
    return gaps(contribution, photos, consents, has_desk=has_desk, is_film_checked=is_film_checked)


def receiving_desk(contribution: Contribution, *, on: date) -> Unit | None:
    """Whose desk receives it now: the one that returned it, or the nearest open one at or above its unit."""
    if contribution.state == State.RETURNED and contribution.desk and _is_open(contribution.desk):
        return contribution.desk
    desk = desk_for(contribution.unit, on=on)
    return desk.unit if desk else None


def campaigns_reaching(unit: Unit) -> QuerySet[Campaign]:
    """Campaigns a unit may write for: what its papers set going and its own, but closed ones; newest first."""
    came = Dispatch.objects.filter(unit=unit, directive__status=Directive.Status.ISSUED)
    reached = Q(pk__in=came.values("directive__campaign_id")) | Q(unit=unit)
    return Campaign.objects.filter(reached).exclude(state=Campaign.State.CLOSED).order_by("-created_at", "-pk")


def changes_of(contribution: Contribution) -> list[Change]:
    """What the desks changed, step by step, oldest first; what the unit itself changed in between is not shown."""
    found: list[Change] = []
    before = None
    for step in contribution.steps.select_related("desk", "by"):
        if not (step.title or step.text) or step.act == Act.PUBLISHED:
            continue
        by_desk = step.act in (Act.EDITED, Act.LIFTED, Act.RETURNED)
        if before and by_desk and _said(before) != _said(step):
            details = _changed_details(before, step)
            found.append(
                Change(runs(before.title, step.title), runs(before.text, step.text), step=step, details=details)
            )
        before = step
    return found


def _said(step: ContributionStep) -> tuple:
    return step.title, step.text, step.details


def _changed_details(before: ContributionStep, step: ContributionStep) -> list[Run]:
    """Nothing when one of the two was written down before details were kept."""
    if not before.details or not step.details or before.details == step.details:
        return []
    return runs(in_lines(before.details), in_lines(step.details))


def published_from(contribution: Contribution) -> list[Published]:
    """Where it was published, how often that was read, and how the published words differ from what was last kept."""
    rows = PieceSource.objects.filter(contribution=contribution, piece__listing__isnull=False)
    rows = rows.select_related("piece__unit", "piece__listing").order_by("pk")
    pieces = [row.piece for row in rows]
    read = ReadCount.objects.filter(piece__in=pieces).values_list("piece").annotate(Sum("count"))
    sources = PieceSource.objects.filter(piece__in=pieces).values_list("piece").annotate(Count("pk"))
    reads, counted = dict(read.order_by()), dict(sources.order_by())
    return [
        Published(
            piece, piece.listing.path, reads.get(piece.pk, 0), counted[piece.pk], _as_published(contribution, piece)
        )
        for piece in pieces
    ]


def uses_of_consent(consent: Consent) -> QuerySet[Piece]:
    """
    Every piece that may show or name the person: made of the contribution, or using the photo anywhere in it.

    Rather one too many than one too few: a piece whose editor left the photo out again is named too.
    """
    made = Q(sources__contribution=consent.contribution_id)
    if consent.photo_id:
        pictures = NewsPicture.objects.filter(photo=consent.photo_id)
        mentions = ReferenceIndex.get_references_to_in_bulk(pictures)
        kind = ContentType.objects.get_for_model(Piece)
        keys = mentions.filter(base_content_type=kind).values_list("object_id", flat=True)
        made |= Q(picture__in=pictures) | Q(pk__in=[int(key) for key in keys])
    return Piece.objects.filter(made).select_related("unit").distinct().order_by("pk")


def _is_open(unit: Unit) -> bool:
    # Asked afresh: what one remembers of it may have been closed
    return Desk.objects.filter(unit=unit, is_open=True).exists()


def _as_published(contribution: Contribution, piece: Piece) -> Change | None:
    """None when the words are the same but for spaces; captions and credits that stand as sent are no change."""
    told = told_apart(piece.body.raw_data, contribution)
    before = "\n".join([contribution.text, *told.former])
    text = "\n".join(part for part in (piece.standfirst, body_text(told.blocks)) if part)
    if (_plain(contribution.title), _plain(before)) == (_plain(piece.title), _plain(text)):
        return None
    return Change(runs(contribution.title, piece.title), runs(_lines(before), _lines(text)), piece=piece)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> str:
    return "\n".join(line for raw in text.splitlines() if (line := " ".join(raw.split())))
