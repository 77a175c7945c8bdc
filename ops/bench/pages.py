"""Server time of the pages officers open most, at 120,035 units."""

from django.conf import settings
from django.db import connection
from django.test import Client

from ops import static_files
from ops.bench.timing import Row, seconds, told
from sumvay.accounts.models import User
from sumvay.directives.models import Directive
from sumvay.org import spans
from sumvay.org.models import Appointment, Unit

TIMES = 15


def pages(chair: User, directive: Directive) -> list[Row]:
    """The home of a national, a provincial and a grassroots officer, the national board, the list of units."""
    settings.ALLOWED_HOSTS = ["*"]
    static_files.gather()
    province = _chair_of(Unit.objects.get(code="P07"))
    grassroots = _chair_of(directive.dispatches.filter(unit__code__startswith="C").first().unit)
    asked = [
        ("home, national officer", chair, "/desk/", "< 50 ms"),
        ("home, provincial officer", province, "/desk/", "< 50 ms"),
        ("home, grassroots officer", grassroots, "/desk/", "< 50 ms"),
        ("board of the whole country", chair, f"/desk/board/{directive.pk}/", ""),
        ("units, first page, province", province, "/units/", ""),
    ]
    return [_measured(*one) for one in asked]


def _chair_of(unit: Unit) -> User:
    officer = User.objects.create_user(f"{unit.code.lower()}@bench.invalid", full_name="Chủ tịch")
    Appointment.objects.create(officer=officer, unit=unit, post="chair", valid=spans.since(unit.lifetime.lower))
    return officer


def _measured(what: str, officer: User, path: str, aim: str) -> Row:
    client = Client()
    client.force_login(officer)
    client.get(path)
    asked: list[str] = []

    def count(execute, sql, parameters, many, context):
        asked.append(sql)
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(count):
        answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")
    taken = seconds(lambda: client.get(path), times=TIMES)
    return Row(f"{what}, server time", told(taken), f"{len(asked)} queries", aim)
