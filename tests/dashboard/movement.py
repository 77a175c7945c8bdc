"""A small movement with a running directive, made through the real services: a province, wards, grassroots units."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from sumvay.accounts.models import User
from sumvay.directives import services as directives
from sumvay.directives.models import Directive, Dispatch
from sumvay.org.models import Unit
from sumvay.reporting import services as reporting
from sumvay.reporting.models import FormLine
from tests.factories.directives import dispatch_to, drafted_directive, issued_directive
from tests.factories.org import UnitFactory, UnitKindFactory, officer_of

WARDS = ["An Bình", "Bến Thành Cũ", "Cổ Loa Đông", "Đông Ngạc Hạ", "Ỷ La", "Vạn Phúc Tây"]


@dataclass
class Movement:
    """The units, who leads them, and the directive of the province."""

    province: Unit
    chair: User
    wards: list[Unit]
    bases: dict[int, list[Unit]] = field(default_factory=dict)
    directive: Directive | None = None

    def base(self, ward: int, number: int) -> Unit:
        """One grassroots unit of one ward, both counted from 0."""
        return self.bases[self.wards[ward].pk][number]

    def dispatch(self, unit: Unit, directive: Directive | None = None) -> Dispatch:
        """What a unit received."""
        return dispatch_to(directive or self.directive, unit)


def movement(*, wards: int = 3, bases: int = 4) -> Movement:
    """A province over wards over grassroots units; the province and the wards have a chair with a phone."""
    ward_kind = UnitKindFactory(code="ward", name="Công đoàn phường", rank=30, is_grassroots=False)
    province_kind = UnitKindFactory(code="province", name="Liên đoàn Lao động tỉnh", rank=20, is_grassroots=False)
    province = UnitFactory(name="Liên đoàn Lao động tỉnh Sông Vân", kind=province_kind)
    made = Movement(province, officer_of(province, full_name="Trần Quốc Bảo"), [])
    for number in range(wards):
        name = WARDS[number] if number < len(WARDS) else f"số {number + 1}"
        ward = UnitFactory(name=f"Công đoàn phường {name}", kind=ward_kind, parent=province)
        officer_of(ward, full_name=f"Nguyễn Thị {name}")
        made.wards.append(ward)
        made.bases[ward.pk] = [
            UnitFactory(name=f"Công đoàn cơ sở {name} {n + 1}", parent=ward, phone=f"+8490{ward.pk % 1000:03}{n:04}")
            for n in range(bases)
        ]
    return made


def running(made: Movement, *, now: datetime | None = None, **named) -> Movement:
    """The same with a directive of the province, issued five days ago to all units below or to some wards' branches."""
    issued_at = (now or timezone.now()) - timedelta(days=5)
    branches = named.pop("audience_branches", None)
    if branches is None:
        made.directive = issued_directive(actor=made.chair, unit=made.province, now=issued_at, **named)
        return made
    made.directive = drafted_directive(actor=made.chair, unit=made.province, now=issued_at, **named)
    made.directive.audience = Directive.Audience.BRANCHES
    made.directive.audience_ids = [made.wards[number].pk for number in branches]
    made.directive.save(update_fields=["audience", "audience_ids"])
    directives.issue_directive(actor=made.chair, directive=made.directive, now=issued_at)
    return made


def finish(made: Movement, *units: Unit, now: datetime | None = None) -> None:
    """These units are done."""
    for unit in units:
        directives.complete_dispatch(actor=None, dispatch=made.dispatch(unit), now=now or timezone.now())


def report(made: Movement, *units: Unit, figure: int = 10, now: datetime | None = None) -> None:
    """These units send their reports, the same figure on every line."""
    now = now or timezone.now()
    form = reporting.form_of(directive=made.directive, now=now)
    lines = FormLine.objects.filter(form=form)
    for unit in units:
        entries = {line.pk: reporting.Entry(Decimal(figure), reason="theo sổ") for line in lines}
        content = reporting.Content(entries=entries, narrative={}, reporter="Lê Văn Báo")
        reporting.submit_report(actor=None, dispatch=made.dispatch(unit), content=content, now=now)
