"""The dated tree (kinds, units, links, closure) and the posts officers hold in it."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

FOREVER = date(9999, 12, 31)


class UnitKind(models.Model):
    """A kind of unit (national, province, ward, grassroots …): data, never code."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    rank = models.PositiveSmallIntegerField(default=50)
    is_grassroots = models.BooleanField(default=False)

    def __str__(self):
        return f"#{self.pk} {self.name}"


class Unit(models.Model):
    """A union organisation at any level. Ended units stay; a rename is a UnitName."""

    code = models.CharField(max_length=40)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    kind = models.ForeignKey(UnitKind, on_delete=models.PROTECT, related_name="units")
    sort_key = models.CharField(max_length=500, default="", db_index=True)
    folded = models.CharField(max_length=400, default="")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=16, blank=True)
    address = models.CharField(max_length=250, blank=True)
    place_code = models.CharField(max_length=20, blank=True)
    paper_symbol = models.CharField(max_length=40, blank=True)
    paper_place = models.CharField(max_length=80, blank=True)
    lifetime = DateRangeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("code"), name="unit_code_unique_in_any_case"),
            models.CheckConstraint(condition=~Q(code=""), name="unit_has_a_code"),
            models.CheckConstraint(condition=~Q(code__regex=r"[/\\?#%]|^[.]+$"), name="unit_code_fits_an_address"),
        ]
        indexes = [GinIndex(OpClass(F("folded"), name="gin_trgm_ops"), name="unit_folded_trgm")]

    def __str__(self):
        return f"#{self.pk} {self.name}"


class UnitName(models.Model):
    """What a unit was called during which days; old papers keep the old name."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    valid = DateRangeField()
    paper = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="unit_has_one_name_at_a_time",
                expressions=[("unit", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.name}"


class ParentLink(models.Model):
    """Who is under whom, and during which days."""

    child = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="parent_links")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="child_links")
    valid = DateRangeField()
    paper = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="unit_has_one_parent_at_a_time",
                expressions=[("child", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="unit_is_not_its_own_parent"),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="parent_link_lasts_a_day"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.child_id} under {self.parent_id}"


class UnitPath(models.Model):
    """The closure of ParentLink, self included at depth 0; written only by the tree's own services."""

    ancestor = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="paths_down", db_index=False)
    descendant = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="paths_up", db_index=False)
    depth = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(default=FOREVER)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ancestor", "descendant", "valid_from"], name="path_once_per_start"),
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="path_lasts_a_day"),
        ]
        indexes = [
            models.Index(fields=["descendant", "ancestor"], name="path_up"),
            models.Index(fields=["ancestor", "descendant"], name="path_open_down", condition=Q(valid_to=FOREVER)),
        ]

    def __str__(self):
        return f"#{self.pk} {self.ancestor_id} over {self.descendant_id}"


class SideLink(models.Model):
    """A caretaker's or a sector's tie beside the one parent: gives sight and delivery, never totals."""

    class Kind(models.TextChoices):
        CARETAKER = "caretaker", _("caretaker")
        SECTOR = "sector", _("sector")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="side_links")
    beside = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="side_linked")
    kind = models.CharField(max_length=20, choices=Kind)
    valid = DateRangeField()
    paper = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_side_link_of_a_kind_at_a_time",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=~Q(unit=F("beside")), name="unit_is_not_beside_itself"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.unit_id} {self.kind} {self.beside_id}"


class Succession(models.Model):
    """An ended unit and who took over from it."""

    ended = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="heirs")
    heir = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="inherited_from")
    on = models.DateField()
    paper = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ended", "heir"], name="heir_once_per_ended_unit"),
            models.CheckConstraint(condition=~Q(ended=F("heir")), name="unit_is_not_its_own_heir"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.ended_id} to {self.heir_id}"


class UnitSize(models.Model):
    """Members, workers, women … of a unit as of a day."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="sizes")
    on = models.DateField()
    members = models.PositiveIntegerField(null=True)
    workers = models.PositiveIntegerField(null=True)
    women = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "on"], name="size_once_per_unit_and_day")]

    def __str__(self):
        return f"#{self.pk} {self.unit_id} {self.on}"


class Appointment(models.Model):
    """A post an officer holds in a unit during some days."""

    class Post(models.TextChoices):
        CHAIR = "chair", _("chair")
        VICE_CHAIR = "vice_chair", _("vice-chair")
        INSPECTION = "inspection", _("inspection committee")
        COMMUNICATIONS = "communications", _("communications officer")
        CLERK = "clerk", _("clerk")
        EDITOR = "editor", _("editor")
        MANAGING_EDITOR = "managing_editor", _("managing editor")
        EDITOR_IN_CHIEF = "editor_in_chief", _("editor-in-chief")
        COLLABORATOR = "collaborator", _("collaborator")

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="appointments")
    post = models.CharField(max_length=20, choices=Post)
    valid = DateRangeField()
    ended_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="officer_holds_a_post_once_at_a_time",
                expressions=[
                    ("officer", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("post", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.officer_id} {self.post} {self.unit_id}"


class Grant(models.Model):
    """An explicit right of one officer over a unit and all below it, given by name and with a reason."""

    class Scope(models.TextChoices):
        SEE = "see", _("see")
        ACT = "act", _("see and act")

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="grants")
    scope = models.CharField(max_length=10, choices=Scope, default=Scope.SEE)
    valid = DateRangeField()
    reason = models.CharField(max_length=200)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="officer_is_granted_a_unit_once_at_a_time",
                expressions=[
                    ("officer", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("scope", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.officer_id} {self.scope} {self.unit_id}"


class ColumnMapping(models.Model):
    """Which column of a known export means what; remembered by the header row it was made for."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="column_mappings")
    header_hash = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "header_hash"], name="mapping_once_per_header")]

    def __str__(self):
        return f"#{self.pk} {self.header_hash[:8]}"


class UnitImport(models.Model):
    """A file of units and officers on its way in: uploaded, tried, applied."""

    class State(models.TextChoices):
        TRIED = "tried", _("tried")
        APPLIED = "applied", _("applied")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="imports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    filename = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.TRIED)
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="applied", applied_at__isnull=False) | Q(state="tried", applied_at__isnull=True),
                name="unit_import_applied_at_matches_state",
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.filename}"
