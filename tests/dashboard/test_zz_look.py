import random
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from sumvay.directives import services as directives
from sumvay.directives.models import Dispatch
from tests.dashboard.movement import *
from tests.factories.documents import PaperFactory
from tests.factories.files import photo
from tests.factories.org import UnitFactory, officer_of

OUT = Path("/tmp/dash")
OUT.mkdir(exist_ok=True)


@pytest.fixture(scope="module")
def made(server):
    m = movement(wards=6, bases=9)
    now = timezone.now()
    from sumvay.campaigns import services as campaigns

    camp = campaigns.create_campaign(
        actor=m.chair,
        unit=m.province,
        title="Tết Đinh Mùi 2027: chăm lo đoàn viên, người lao động",
        starts_on=now.date() - timedelta(days=5),
        ends_on=now.date() + timedelta(days=60),
        now=now,
        topics=[
            campaigns.TopicInput(
                "Kết quả chăm lo năm 2026", ["Số suất quà, số tiền đã trao", "Những gương đoàn viên tiêu biểu"]
            ),
            campaigns.TopicInput(
                "Chợ Tết công đoàn", ["Thời gian, địa điểm", "Phiếu mua hàng 0 đồng", "Chuyến xe đưa công nhân về quê"]
            ),
            campaigns.TopicInput("Lương, thưởng Tết", ["Công khai phương án thưởng trước 20 tháng Chạp"]),
        ],
        key_messages=[
            "Tết Sum vầy, không đoàn viên nào bị bỏ lại phía sau",
            "Công đoàn đồng hành cùng người lao động về quê đón Tết an toàn",
        ],
        hashtags=["#TetSumVay2027", "#CongDoanSongVan"],
    )
    running(m, now=now, report_due_at=now + timedelta(days=2), campaign=camp)
    rnd = random.Random(3)
    for w, ward in enumerate(m.wards):
        for n, base in enumerate(m.bases[ward.pk]):
            officer_of(base, full_name=f"Lê Văn Cơ Sở {w}{n}")
            d = m.dispatch(base)
            at = now - timedelta(days=rnd.randint(0, 4), hours=rnd.randint(0, 5))
            x = rnd.random()
            quiet = w in (1, 4)
            if x < (0.15 if quiet else 0.55):
                directives.accept_dispatch(actor=None, dispatch=d, now=at)
                a = d.directive.assignments.get(position=d.directive.assignments.order_by("position").first().position)
                directives.give_link(
                    actor=None,
                    dispatch=d,
                    assignment=a,
                    url=f"https://www.facebook.com/congdoan/posts/{rnd.randint(1, 6)}",
                    now=at,
                )
                if n % 3 == 0:
                    directives.give_file(
                        actor=None,
                        dispatch=d,
                        assignment=a,
                        name="anh.jpg",
                        content=photo((400, 300)),
                        note="Trao quà Tết",
                        now=at,
                    )
                report(m, base, now=at)
                directives.complete_dispatch(actor=None, dispatch=d, now=at) if Dispatch.objects.get(
                    pk=d.pk
                ).state != "done" else None
            elif x < (0.25 if quiet else 0.75):
                directives.accept_dispatch(actor=None, dispatch=d, now=at)
            elif x < 0.85 if not quiet else x < 0.3:
                directives.see_dispatch(actor=None, dispatch=d, now=at)
    PaperFactory(unit=m.province, state="submitted", subject="Phát động Tháng Công nhân năm 2027", created_by=m.chair)
    PaperFactory(
        unit=m.province, state="approved", subject="Báo cáo kết quả chăm lo Tết Đinh Mùi 2027", created_by=m.chair
    )
    return m


def shot(page, name):
    page.wait_for_timeout(500)
    page.evaluate("window.scrollTo(0,0)")
    page.wait_for_timeout(200)
    page.screenshot(path=OUT / f"{name}.png", full_page=True)


def visit(browser, server, sign_in, user, path, name, widths=(390, 1280), dark=False, act=None):
    for w in widths:
        ctx = browser.new_context(
            base_url=server.url,
            viewport={"width": w, "height": 900},
            locale="vi-VN",
            color_scheme="dark" if dark else "light",
        )
        page = ctx.new_page()
        faults = []
        page.on("pageerror", lambda e: faults.append(str(e)))
        page.on("console", lambda l: faults.append(l.text) if l.type == "error" else None)
        sign_in(page, user)
        r = page.goto(path)
        assert r.status == 200, (path, r.status, page.content()[:3000])
        if act:
            act(page)
        shot(page, f"{name}-{w}{'-dark' if dark else ''}")
        if faults:
            print(name, w, faults)
        ctx.close()


def test_look(made, browser, server, sign_in):
    m = made
    pk = m.directive.pk
    ward_chair = officer_of(m.wards[1], full_name="Phạm Thị Ngọc Ánh")
    base_chair = officer_of(m.base(1, 2), full_name="Đỗ Hữu Nghĩa")
    base2 = officer_of(m.base(0, 1), full_name="Lý Thị Tám")
    nobody = officer_of(UnitFactory(name="Công đoàn khác"), full_name="Vũ Văn Ngoài")

    def opened(page):
        page.click("[data-tree-toggle]")
        page.wait_for_timeout(500)

    visit(browser, server, sign_in, m.chair, f"/board/{pk}/", "board", widths=(390, 820, 1280), act=opened)
    visit(
        browser,
        server,
        sign_in,
        m.chair,
        f"/board/{pk}/",
        "board",
        widths=(
            390,
            1280,
        ),
        dark=True,
    )
    visit(browser, server, sign_in, ward_chair, f"/board/{pk}/", "board-ward")
    visit(browser, server, sign_in, m.chair, f"/board/{pk}/?q=ngac", "board-search", widths=(1280,))
    visit(browser, server, sign_in, m.chair, f"/board/{pk}/units/?state=silent", "units")
    visit(browser, server, sign_in, m.chair, "/", "home-office", widths=(390, 820, 1280))
    visit(browser, server, sign_in, m.chair, "/", "home-office", widths=(1280,), dark=True)
    visit(browser, server, sign_in, base_chair, "/", "home-base")
    visit(browser, server, sign_in, base_chair, "/", "home-base", dark=True, widths=(390,))
    visit(browser, server, sign_in, base2, "/", "home-base2", widths=(390,))
    visit(browser, server, sign_in, ward_chair, "/", "home-ward", widths=(1280,))
    visit(browser, server, sign_in, nobody, "/", "home-other", widths=(390,))
    visit(browser, server, sign_in, m.chair, "/campaigns/", "campaigns", widths=(390, 1280))
    from sumvay.campaigns.models import Campaign

    visit(browser, server, sign_in, m.chair, f"/campaigns/{Campaign.objects.get().pk}/", "campaign", widths=(390, 1280))
