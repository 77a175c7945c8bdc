"""Reports arriving from 32 writers at once, while the national board is read."""

import os
import subprocess
import sys
import time
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from ops.bench.timing import Row, percentile, told
from sumvay.directives.models import Directive
from sumvay.reporting import services as reporting
from sumvay.reporting.totals import tally_subject
from sumvay.tally import selectors as tally
from sumvay.tally.models import TallyDelta

SECONDS = 12
WRITERS = 32


def board(directive: Directive) -> list[Row]:
    """Board reads at 1,000 submissions a second arriving, at full throttle, and with the folder dead."""
    form = reporting.form_of(directive=directive, now=timezone.now() + timedelta(0))
    rows = []
    for what, rate, folding, aim in (
        ("at 1,000 submissions/s arriving", 1000, True, "< 100 ms"),
        ("at full throttle", 0, True, "< 250 ms"),
        ("at full throttle with the folder dead", 0, False, ""),
    ):
        rows += _measured(directive, form, what, rate, folding, aim)
    return rows


def _measured(directive, form, what, rate, folding, aim):
    commands = [["submissions", str(form.pk), str(directive.pk), str(rate), str(SECONDS), str(WRITERS)]]
    commands += [["folder", str(SECONDS)]] if folding else []
    running = [_started(command) for command in commands]
    time.sleep(1.5)
    times, end = [], time.monotonic() + SECONDS - 2.5
    while time.monotonic() < end:
        start = time.perf_counter()
        _read_board(directive, form)
        times.append(time.perf_counter() - start)
        time.sleep(0.02)
    backlog = TallyDelta.objects.count()
    written = int(running[0].communicate(timeout=SECONDS * 6)[0].split()[-1])
    for process in running[1:]:
        process.communicate(timeout=SECONDS * 6)
    p50, p95 = told(percentile(times, 0.5)), told(percentile(times, 0.95))
    note = f"{written / SECONDS:,.0f} submissions/s committed, backlog {backlog:,} facts"
    return [Row(f"national board {what}: p50 / p95", f"{p50} / {p95}", note, aim)]


def _read_board(directive, form):
    """What the board shows: states and reports of the 34 provinces and the whole, in one statement each."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT child_id FROM org_parentlink WHERE parent_id = %s AND upper_inf(valid)", [directive.unit_id]
        )
        ids = [directive.unit_id, *(row[0] for row in cursor.fetchall())]
    tally.totals(subject=directive.tally_subject, unit_ids=ids)
    tally.totals(subject=tally_subject(form, None), unit_ids=ids, measures=["reports"])


def _started(arguments):
    command = [sys.executable, "-m", "ops.bench.traffic", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ)


def service_speed(directive: Directive) -> list[Row]:
    """Submissions through the whole service (permission, values, version, trail, counts), by writers."""
    rows = []
    for writers in (1, 2, 8, 32):
        process = _started(["service", str(directive.pk), str(SECONDS), str(writers)])
        done = int(process.communicate(timeout=SECONDS * 10)[0].split()[-1])
        rows.append(Row(f"submissions through the service, {writers} writers", f"{done / SECONDS:,.0f}/s"))
    floor = _started(["submissions", str(reporting.form_of(directive=directive, now=timezone.now()).pk),
                      str(directive.pk), "0", str(SECONDS), "8"])  # fmt: skip
    bare = int(floor.communicate(timeout=SECONDS * 6)[0].split()[-1])
    rows[-1].floor = f"{bare / SECONDS:,.0f}/s bare SQL of the same counts, 8 writers"
    return rows
