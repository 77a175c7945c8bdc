"""Reports arriving from 32 writers at once, while the national board is read."""

import os
import subprocess
import sys
import time

from django.conf import settings
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
    """The national board while reports arrive: 1,000 a second, 32 writers through the service, and bare SQL beyond."""
    form = reporting.form_of(directive=directive, now=timezone.now())
    bare = ["submissions", str(form.pk), str(directive.pk)]
    ends = [str(SECONDS), str(WRITERS)]
    half = ["service", str(directive.pk), str(SECONDS), str(WRITERS // 2)]
    folder = ["folder", str(SECONDS)]
    return [
        _measured(directive, form, "at 1,000 submissions/s arriving", [[*bare, "1000", *ends]], folder, "< 100 ms"),
        _measured(
            directive, form, "while 32 writers submit through the service at full throttle",
            [[*half, "0", "2"], [*half, "1", "2"]], folder, "< 250 ms",
        ),
        _measured(directive, form, "while 32 writers write the same counts as bare SQL", [[*bare, "0", *ends]], folder),
        _measured(directive, form, "… with the folder dead", [[*bare, "0", *ends]], None),
    ]  # fmt: skip


def _measured(directive, form, what, writers, folder, aim=""):
    started = [_started(command) for command in writers]
    folding = [_started(folder)] if folder else []
    times = _read_until(directive, form, time.monotonic() + SECONDS - 1)
    backlog = TallyDelta.objects.filter(folded=False).count()
    written = sum(int(process.communicate(timeout=SECONDS * 8)[0].split()[-1]) for process in started)
    for process in folding:
        process.communicate(timeout=SECONDS * 6)
    p50, p95 = told(percentile(times, 0.5)), told(percentile(times, 0.95))
    note = f"{written / SECONDS:,.0f} submissions/s committed, backlog {backlog:,} rows"
    return Row(f"national board {what}: p50 / p95", f"{p50} / {p95}", note, aim)


def _read_until(directive, form, end):
    # The writers' processes need a moment to begin
    time.sleep(3)
    times = []
    while time.monotonic() < end + 2:
        start = time.perf_counter()
        _read_board(directive, form)
        times.append(time.perf_counter() - start)
        time.sleep(0.02)
    return times


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
    """Submissions through the whole service (permission, values, version, trail, counts), by writers who wait for
    the processes and threads of the web service as `install` sets it up."""
    rows = []
    for writers in (1, 2, 8, 32):
        processes = min(writers, os.cpu_count() or 1)
        each = [str(directive.pk), str(SECONDS), str(writers // processes)]
        started = [_started(["service", *each, str(share), str(processes)]) for share in range(processes)]
        done = sum(int(process.communicate(timeout=SECONDS * 10)[0].split()[-1]) for process in started)
        threads = processes * min(writers // processes, settings.WEB_THREADS)
        what = f"submissions through the service, {writers} writers, {threads} threads in {processes} processes"
        rows.append(Row(what, f"{done / SECONDS:,.0f}/s"))
    floor = _started(["submissions", str(reporting.form_of(directive=directive, now=timezone.now()).pk),
                      str(directive.pk), "0", str(SECONDS), "8"])  # fmt: skip
    bare = int(floor.communicate(timeout=SECONDS * 6)[0].split()[-1])
    rows[-1].floor = f"{bare / SECONDS:,.0f}/s bare SQL of the same counts, 8 writers"
    return rows
