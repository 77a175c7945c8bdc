"""A process of the bench: writers that submit, as bare SQL or through the service, or the folder of the tallies."""

import os
import random
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

REPORT = """
WITH sent AS (
    INSERT INTO reporting_unitreport (form_id, unit_id, state, source, version, edition, narrative, reporter,
                                      changed_at, submitted_at, remark, period)
    VALUES (%(form)s, %(unit)s, 'submitted', 'officer', 1, 1, '{}', 'bench', now(), now(), '', %(period)s)
    ON CONFLICT DO NOTHING RETURNING id
)
INSERT INTO tally_tallydelta (subject, unit_id, measures, amounts)
SELECT %(subject)s, %(unit)s, %(measures)s, %(amounts)s::numeric[] FROM sent
"""


class Writers:
    """Threads that write until the time is over; how many submissions they committed together.

    The clock begins when all have their connections, which in operation stay open.
    """

    def __init__(self, count: int, seconds: float, work):
        """WORK is called with the writer's number, a function that waits for the others, and one that says whether to
        go on; it returns its count."""
        self.seconds, self.end = seconds, 0.0
        self.all_ready = threading.Barrier(count, action=self._begin)
        self.counts = [0] * count
        self.threads = [threading.Thread(target=self._run, args=(work, n)) for n in range(count)]

    def _begin(self):
        self.end = time.monotonic() + self.seconds

    def _run(self, work, number):
        self.counts[number] = work(number, self.all_ready.wait, lambda: time.monotonic() < self.end)

    def total(self) -> int:
        """Run them all to the end."""
        for thread in self.threads:
            thread.start()
        for thread in self.threads:
            thread.join()
        return sum(self.counts)


def submissions(form: int, directive: int, rate: float, seconds: float, writers: int) -> int:
    """The rows one submission counts by, as bare SQL, one transaction each; `rate` 0 is as fast as it goes."""
    import django

    django.setup()
    from django.db import connection

    url = connection.get_connection_params()
    with connection.cursor() as cursor:
        cursor.execute("SELECT unit_id FROM directives_dispatch WHERE directive_id = %s ORDER BY unit_id", [directive])
        units = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT id FROM reporting_formline WHERE form_id = %s", [form])
        lines = [row[0] for row in cursor.fetchall()]
    measures = ["reports", *(f"n:{pk}" for pk in lines), *(f"line:{pk}" for pk in lines)]
    amounts = [1] * (1 + len(lines)) + [7] * len(lines)
    known = {k: url[k] for k in ("dbname", "user", "password", "host", "port") if url.get(k)}
    period = f"20{random.randint(30, 99)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"

    def work(number, wait_for_all, go_on):
        done, pause, chance = 0, writers / rate if rate else 0, random.Random(number)
        with psycopg.connect(**known, autocommit=True) as link:
            wait_for_all()
            while go_on():
                start = time.monotonic()
                values = {
                    "form": form,
                    "unit": chance.choice(units),
                    "period": period,
                    "subject": f"form:{form}:",
                    "measures": measures,
                    "amounts": amounts,
                }
                done += link.execute(REPORT, values).rowcount > 0
                if pause:
                    time.sleep(max(0, pause - (time.monotonic() - start)))
        return done

    return Writers(writers, seconds, work).total()


def service(directive: int, seconds: float, writers: int, share: int, shares: int) -> int:
    """Reports submitted through the service by the national chair on units' behalf, each unit once.

    With several processes each takes its SHARE of the units. The writers of a process wait for one of its
    SUMVAY_WEB_THREADS, as they do before the web server. Each writer's first report is before the clock.
    """
    import django

    django.setup()
    from django.conf import settings

    waiting, submit = _submitting(directive)
    todo = list(waiting.order_by("pk")[share : 6000 * shares : shares])

    def work(number, wait_for_all, go_on):
        mine, done = iter(todo[number::writers]), 0
        serving.submit(submit, next(mine)).result()
        wait_for_all()
        for dispatch in mine:
            if not go_on():
                break
            serving.submit(submit, dispatch).result()
            done += 1
        return done

    with ThreadPoolExecutor(settings.WEB_THREADS) as serving:
        return Writers(writers, seconds, work).total()


def _submitting(directive: int):
    """The units that have not reported yet, and what reports for one of them."""
    from decimal import Decimal

    from django.utils import timezone

    from sumvay.accounts.models import User
    from sumvay.directives.models import Dispatch
    from sumvay.reporting import selectors, services

    chair = User.objects.get(email="chair@bench.invalid")
    waiting = Dispatch.objects.filter(directive=directive, state="sent").select_related("directive__unit", "unit__kind")
    form = services.form_of(directive=waiting[0].directive, now=timezone.now())
    entries = {line.pk: services.Entry(Decimal(7)) for line in selectors.lines_of(form)}

    def submit(dispatch):
        content = services.Content(dict(entries), {"results": "Đã làm."}, "bench")
        services.submit_report(
            actor=chair, dispatch=dispatch, content=content, source="behalf", all_done=True, now=timezone.now()
        )

    return waiting, submit


def folder(seconds: float) -> int:
    """The background folder, running all the time."""
    import django

    django.setup()
    from sumvay.tally import services

    folded, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        folded += services.fold_deltas() or (time.sleep(0.2) or 0)
    return folded


def main(kind: str, *numbers: str) -> None:
    """Run one kind of traffic and print its count."""
    kinds = {"submissions": submissions, "service": service, "folder": folder}
    values = [float(n) if "." in n else int(n) for n in numbers]
    sys.stdout.write(f"{kinds[kind](*values)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
