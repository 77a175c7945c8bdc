import statistics
import time
from datetime import date, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sumvay.org.bulk_rows import UnitRow
from sumvay.org.models import Unit
from sumvay.org.services import bulk_load_units
from sumvay.tally import services as tally
from tests.factories.directives import issued_directive
from tests.factories.org import UnitKindFactory, officer_of


def test_big(module_database):
    for code, name, g in [
        ("national", "Tổng", False),
        ("province", "Liên đoàn Lao động tỉnh", False),
        ("ward", "Công đoàn phường", False),
        ("grassroots", "Công đoàn cơ sở", True),
    ]:
        UnitKindFactory(code=code, name=name, is_grassroots=g)
    d = date(2025, 7, 1)

    def row(code, name, kind, parent):
        return UnitRow(code=code, name=name, kind=kind, parent=parent, since=d)

    rows = [row("N", "Tổng", "national", "")]
    for p in range(34):
        rows.append(row(f"P{p}", f"Liên đoàn Lao động tỉnh {p}", "province", "N"))
        for w in range(100):
            rows.append(row(f"P{p}W{w}", f"Công đoàn phường {p} {w}", "ward", f"P{p}"))
            for g in range(34):
                rows.append(row(f"P{p}W{w}G{g}", f"Công đoàn cơ sở {p} {w} {g}", "grassroots", f"P{p}W{w}"))
    t = time.time()
    bulk_load_units(rows)
    print("load", time.time() - t, len(rows))
    with connection.cursor() as c:
        c.execute("ANALYZE")
    top = Unit.objects.get(code="N")
    chair = officer_of(top)
    pchair = officer_of(Unit.objects.get(code="P3"))
    wchair = officer_of(Unit.objects.get(code="P3W7"))
    g = officer_of(Unit.objects.get(code="P3W7G2"))
    now = timezone.now()
    for i in range(3):
        t = time.time()
        D = issued_directive(actor=chair, unit=top, now=now - timedelta(days=5))
        print("issue", time.time() - t)
    # re-issue by a province with an earlier date
    # states in bulk
    with connection.cursor() as c:
        c.execute("UPDATE directives_dispatch SET state='done', done_at=now() WHERE mod(unit_id,3) = 0")
        c.execute(
            """INSERT INTO tally_tallydelta(subject,unit_id,measures,amounts) SELECT 'directive:'||directive_id, unit_id, ARRAY['state:done','state:sent','done:'||current_date], ARRAY[1,-1,1] FROM directives_dispatch WHERE state='done'"""
        )
    tally.fold_all()
    # deliverables: 100k
    with connection.cursor() as c:
        c.execute("""INSERT INTO directives_deliverable(kind,url,link_key,note,source,giver_name,given_at,dispatch_id,assignment_id)
          SELECT 'link','https://a.vn/'||mod(dd.id,500),'a.vn/'||mod(dd.id,500),'','officer','', now() - (random()*interval '5 days'), dd.id, (select min(id) from directives_assignment a where a.directive_id=dd.directive_id) FROM directives_dispatch dd WHERE state='done'""")
        c.execute("ANALYZE")
    for who, name in ((chair, "national"), (pchair, "province"), (wchair, "ward"), (g, "base")):
        cl = Client()
        cl.force_login(who)
        for path in [
            "/",
            f"/board/{D.pk}/",
            f"/board/{D.pk}/units/?state=silent",
            f"/board/{D.pk}/?q=phuong+3+7",
            f"/board/{D.pk}/proofs/",
        ]:
            cl.get(path)
            ts = []
            for _ in range(5):
                t = time.process_time()
                r = cl.get(path)
                ts.append((time.process_time() - t) * 1000)
            with CaptureQueriesContext(connection) as q:
                r = cl.get(path)
            sql = sum(float(x["time"]) * 1000 for x in q.captured_queries)
            slow = sorted(((float(x["time"]) * 1000, x["sql"][:3000]) for x in q.captured_queries), reverse=True)[:2]
            print(
                f"{name:9} {path:35} {r.status_code} {statistics.median(ts):8.1f} ms cpu, sql {sql:.0f} ms,  {len(q)} queries; slowest {[round(s[0]) for s in slow]}"
            )
            if slow and slow[0][0] > 25:
                print("    ", slow[0][1][-700:])
