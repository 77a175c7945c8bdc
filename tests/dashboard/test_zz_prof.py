import cProfile, pstats, time, statistics
from django.test import Client
from tests.dashboard.movement import *
from tests.factories.org import officer_of
def test_p(db):
    m = running(movement(wards=34, bases=2))
    base = officer_of(m.base(0,1))
    for who, path in ((base,"/"),(m.chair,"/"),(m.chair,f"/board/{m.directive.pk}/")):
        cl=Client(); cl.force_login(who); cl.get(path)
        ts=[]
        for _ in range(7):
            t=time.process_time(); cl.get(path); ts.append((time.process_time()-t)*1000)
        print(path, statistics.median(ts))
        pr=cProfile.Profile(); pr.enable(); cl.get(path); pr.disable()
        pstats.Stats(pr).sort_stats("cumtime").print_stats(45)
