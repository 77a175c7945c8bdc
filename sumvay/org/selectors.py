"""Questions about the tree of units, its officers and what they may see; `on` is always the day that is asked about."""

from collections.abc import Collection
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.timezone import localdate

from sumvay.accounts.models import User
from sumvay.org.models import (
    FOREVER,
    Appointment,
    Grant,
    ParentLink,
    SideLink,
    Unit,
    UnitImport,
    UnitKind,
    UnitName,
    UnitPath,
)
from sumvay.vietnamese import fold

ALPHABETICAL = ("sort_key", "pk")
Post = Appointment.Post
MANAGING = {Post.CHAIR, Post.VICE_CHAIR, Post.CLERK}


def paths_on(on: date) -> QuerySet[UnitPath]:
    """The closure as it was on a day."""
    return UnitPath.objects.filter(**_lasting("", on))


def _lasting(path: str, on: date) -> dict[str, date]:
    """The filter for paths that hold on a day. There are no future-dated rows, so today's are the open ones: that is
    what the partial index holds."""
    if on >= localdate():
        return {f"{path}valid_to": FOREVER}
    return {f"{path}valid_from__lte": on, f"{path}valid_to__gt": on}


# -- the tree


def kinds() -> QuerySet[UnitKind]:
    """Every kind of unit, highest first."""
    return UnitKind.objects.order_by("rank", "pk")


def descendants_of(unit: Unit, *, on: date, include_self: bool = False) -> QuerySet[Unit]:
    """All units below a unit at any depth, in Vietnamese alphabetical order."""
    below = Unit.objects.filter(
        paths_up__ancestor=unit, paths_up__depth__gte=0 if include_self else 1, **_lasting("paths_up__", on)
    )
    return below.order_by(*ALPHABETICAL)


def ancestors_of(unit: Unit, *, on: date) -> QuerySet[Unit]:
    """All units above a unit, the nearest first."""
    above = Unit.objects.filter(paths_down__descendant=unit, paths_down__depth__gt=0, **_lasting("paths_down__", on))
    return above.order_by("paths_down__depth")


def children_of(unit: Unit, *, on: date) -> QuerySet[Unit]:
    """The units directly below a unit, in Vietnamese alphabetical order."""
    children = Unit.objects.filter(parent_links__parent=unit, parent_links__valid__contains=on)
    return children.order_by(*ALPHABETICAL)


def parent_of(unit: Unit, *, on: date) -> Unit | None:
    """The unit directly above a unit, None at the top or when the unit does not exist on that day."""
    return Unit.objects.filter(child_links__child=unit, child_links__valid__contains=on).first()


def name_on(unit: Unit, day: date) -> str:
    """What the unit was called on a day; before its first known name, that first name."""
    names = UnitName.objects.filter(unit=unit)
    then = names.filter(valid__contains=day).first() or names.order_by("valid").first()
    return then.name if then else unit.name


def side_links_of(unit: Unit, *, on: date) -> QuerySet[SideLink]:
    """Who looks after this unit beside its parent."""
    links = SideLink.objects.filter(unit=unit, valid__contains=on).select_related("beside", "unit")
    return links.order_by("kind", "pk")


def side_linked_to(unit: Unit, *, on: date) -> QuerySet[SideLink]:
    """The units this unit looks after beside its own tree."""
    links = SideLink.objects.filter(beside=unit, valid__contains=on).select_related("beside", "unit")
    return links.order_by("unit__sort_key", "pk")


# -- who serves where


def posts_of(officer: User, *, on: date) -> QuerySet[Appointment]:
    """The posts an officer holds, with their units."""
    held = Appointment.objects.filter(officer=officer, valid__contains=on)
    return held.select_related("unit__kind").order_by("unit__sort_key", "pk")


def units_served_by(officer: User, *, on: date) -> QuerySet[Unit]:
    """The units in which an officer holds a post."""
    served = Appointment.objects.filter(officer=officer, valid__contains=on)
    return Unit.objects.filter(pk__in=served.values("unit_id")).order_by(*ALPHABETICAL)


def posts_held(officer: User, unit: Unit, *, on: date) -> set[str]:
    """Which posts an officer holds in one unit."""
    held = Appointment.objects.filter(officer=officer, unit=unit, valid__contains=on)
    return set(held.values_list("post", flat=True))


def appointments_in(unit: Unit, *, on: date) -> QuerySet[Appointment]:
    """Who holds which post in a unit; the chair first, then as the posts are listed."""
    cases = [When(post=post, then=Value(place)) for place, post in enumerate(Appointment.Post.values)]
    held = Appointment.objects.filter(unit=unit, valid__contains=on).select_related("officer")
    return held.order_by(Case(*cases, output_field=IntegerField()), "officer__full_name", "pk")


def officers_of(unit: Unit, *, on: date, posts: Collection[str] | None = None) -> QuerySet[User]:
    """The active people who hold a post in a unit; only the given posts when any are given."""
    held = Appointment.objects.filter(unit=unit, valid__contains=on)
    if posts is not None:
        held = held.filter(post__in=posts)
    return User.objects.filter(pk__in=held.values("officer_id"), is_active=True).order_by("full_name", "pk")


# -- who sees what


def seats_of(officer: User, *, on: date) -> QuerySet:
    """Ids of the units at and below which an officer sees everything: posts and grants."""
    posts = Appointment.objects.filter(officer=officer, valid__contains=on).values("unit_id")
    grants = Grant.objects.filter(officer=officer, valid__contains=on).values("unit_id")
    return posts.union(grants, all=True)


def units_visible_to(officer: User, *, on: date) -> QuerySet[Unit]:
    """Every unit an officer may see: at and below posts and grants, and below units that are cared for from there."""
    if officer.is_superuser:
        return Unit.objects.filter(lifetime__contains=on).order_by(*ALPHABETICAL)
    own = paths_on(on).filter(ancestor__in=seats_of(officer, on=on)).values("descendant_id")
    cared_for = SideLink.objects.filter(valid__contains=on, beside__in=own).values("unit_id")
    beside = paths_on(on).filter(ancestor__in=cared_for).values("descendant_id")
    return Unit.objects.filter(pk__in=own.union(beside, all=True)).order_by(*ALPHABETICAL)


def unit_visible_to(officer: User, pk: int, *, on: date) -> Unit:
    """One unit if the officer may see it; raises Unit.DoesNotExist otherwise, whether it exists or not."""
    return units_visible_to(officer, on=on).select_related("kind").get(pk=pk)


def ended_units_visible_to(officer: User, *, on: date) -> QuerySet[Unit]:
    """Units that no longer exist, for those who see what was above them on their last day, or their heirs."""
    ended = Unit.objects.filter(lifetime__endswith__lte=on)
    if not officer.is_superuser:
        last = UnitPath.objects.filter(valid_to__lte=on, ancestor__in=seats_of(officer, on=on)).values("descendant_id")
        heirs_seen = units_visible_to(officer, on=on).order_by().values("pk")
        ended = ended.filter(Q(pk__in=last) | Q(heirs__heir__in=heirs_seen)).distinct()
    return ended.order_by(*ALPHABETICAL)


def units_under(unit_ids: list[int], *, on: date) -> QuerySet[Unit]:
    """Several units and everything below them."""
    below = paths_on(on).filter(ancestor__in=unit_ids)
    return Unit.objects.filter(pk__in=below.values("descendant_id")).order_by(*ALPHABETICAL)


def officers_of_units(unit_ids: list[int], *, on: date) -> QuerySet[User]:
    """The active people who hold a post in any of these units."""
    held = Appointment.objects.filter(unit__in=unit_ids, valid__contains=on)
    return User.objects.filter(pk__in=held.values("officer_id"), is_active=True).order_by("pk")


def contacts_of(unit_ids: list[int], *, on: date) -> dict[int, list[User]]:
    """Whom to call in each unit: active officers by unit id, the chair first."""
    cases = [When(post=post, then=Value(place)) for place, post in enumerate(Appointment.Post.values)]
    held = Appointment.objects.filter(unit__in=unit_ids, valid__contains=on, officer__is_active=True)
    people: dict[int, list[User]] = {}
    for post in held.select_related("officer").order_by(Case(*cases, output_field=IntegerField()), "pk"):
        if post.officer not in people.setdefault(post.unit_id, []):
            people[post.unit_id].append(post.officer)
    return people


def units_found(officer: User, text: str, *, on: date) -> QuerySet[Unit]:
    """Visible units whose name, short name or code contains what was typed, with or without accents."""
    return units_visible_to(officer, on=on).filter(folded__contains=fold(text))


def units_listed(officer: User, *, text: str, kind: str, has_ended: bool, on: date) -> QuerySet[Unit]:
    """Units an officer may look up, by what was typed and by the code of a kind; those that ended when asked."""
    seen = ended_units_visible_to(officer, on=on) if has_ended else units_visible_to(officer, on=on)
    if text:
        seen = seen.filter(folded__contains=fold(text))
    return seen.filter(kind__code=kind) if kind else seen


def grants_on(unit: Unit, *, on: date) -> QuerySet[Grant]:
    """Who was given a right over a unit by name."""
    given = Grant.objects.filter(unit=unit, valid__contains=on).select_related("officer", "granted_by")
    return given.order_by("officer__full_name", "pk")


def top_units_of(officer: User, *, on: date) -> QuerySet[Unit]:
    """The highest units an officer sees: those of posts and grants that do not stand below another of them."""
    if officer.is_superuser:
        children = ParentLink.objects.filter(valid__contains=on).values("child_id")
        return Unit.objects.filter(lifetime__contains=on).exclude(pk__in=children).order_by(*ALPHABETICAL)
    seats = seats_of(officer, on=on)
    below = paths_on(on).filter(ancestor__in=seats, descendant__in=seats, depth__gt=0).values("descendant_id")
    return Unit.objects.filter(pk__in=seats).exclude(pk__in=below).order_by(*ALPHABETICAL)


def units_managed_by(officer: User, *, on: date) -> QuerySet[Unit]:
    """Units an officer manages: at and below the units where the officer is chair, vice-chair or clerk."""
    if officer.is_superuser:
        return Unit.objects.filter(lifetime__contains=on).order_by(*ALPHABETICAL)
    seats = Appointment.objects.filter(officer=officer, valid__contains=on, post__in=MANAGING).values("unit_id")
    below = paths_on(on).filter(ancestor__in=seats).values("descendant_id")
    return Unit.objects.filter(pk__in=below).order_by(*ALPHABETICAL)


def appointment_visible_to(officer: User, pk: int, *, on: date) -> Appointment:
    """A post in force in a unit the officer sees; raises Appointment.DoesNotExist."""
    seen = units_visible_to(officer, on=on).order_by().values("pk")
    held = Appointment.objects.filter(valid__contains=on, unit__in=seen).select_related("officer", "unit__kind")
    return held.get(pk=pk)


def imports_of(officer: User) -> QuerySet[UnitImport]:
    """The files an officer has sent in."""
    return UnitImport.objects.filter(by=officer).select_related("unit").order_by("-created_at", "-pk")
