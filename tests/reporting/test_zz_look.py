"""Temporary: screenshots."""
import random
from pathlib import Path
from django.urls import reverse
from django.utils import timezone
from tests.factories.org import UnitFactory, UnitKindFactory, officer_of
from tests.factories.directives import issued_directive
from tests.factories.reporting import report_from, begun_consolidation
from sumvay.reporting import services

def test_look(server, desk, phone, sign_in):
    rng = random.Random(1)
    nation = UnitFactory(kind=UnitKindFactory(code="national", name="Tổng Liên đoàn", rank=10), name="Tổng Liên đoàn Lao động Việt Nam", paper_symbol="TLĐ", paper_place="Hà Nội")
    prov = UnitFactory(kind=UnitKindFactory(code="province", name="LĐLĐ tỉnh", rank=20), parent=nation, name="Liên đoàn Lao động tỉnh Sông Vân", paper_symbol="LĐLĐ", paper_place="Sông Vân")
    wk = UnitKindFactory(code="ward", name="Công đoàn phường", rank=40)
    wards = [UnitFactory(kind=wk, parent=prov, name=f"Công đoàn phường {n}", paper_symbol="CĐP") for n in ("Thượng Hòa", "Kim Liên", "An Thịnh")]
    units = [UnitFactory(parent=w, name=f"CĐCS {n}") for w in wards for n in ("Công ty TNHH May Hòa Bình", "Trường Mầm non Hoa Sen", "Công ty CP Cơ khí Thành Công", "Bệnh viện Đa khoa khu vực", "Công ty Điện tử Ánh Sao")]
    chair = officer_of(prov, full_name="Nguyễn Thị Minh Hạnh")
    for u in [*wards, *units]: officer_of(u)
    d = issued_directive(actor=chair, unit=prov)
    for u in units[:12]:
        report_from(d, u, suat_qua=rng.randint(20, 200) if u != units[3] else 5000, luot_tham_du=rng.randint(50, 900), tien_cong_doan=rng.randint(10, 90) * 1000000, tien_xa_hoi_hoa=rng.randint(1, 40) * 1000000, chuong_trinh=1,
            narrative={"results": "Đã trao quà tận tay đoàn viên khó khăn. Tổ chức bữa cơm sum vầy cho 120 công nhân ở lại.", "difficulties": "Thiếu xe đưa công nhân về quê.", "proposals": "Đề nghị hỗ trợ thêm vé xe."})
    cut = begun_consolidation(d, prov, chair)
    services.note_look(actor=chair, consolidation=cut, now=timezone.now())
    report_from(d, units[12], suat_qua=77, luot_tham_du=100)
    from sumvay.reporting.models import ReportVersion
    v = ReportVersion.objects.select_related("report__unit").first()
    services.pick_sentence(actor=chair, consolidation=cut, version=v, heading="results", place=1, narrative={"results": "Toàn tỉnh sôi nổi không khí đón Tết, 13 đơn vị đã trao quà đúng đối tượng."}, now=timezone.now())
    out = Path("/tmp/look")
    sign_in(desk, chair)
    desk.goto(reverse("reporting:consolidation", args=[cut.pk]))
    desk.locator("td.num a").nth(2).click()
    desk.wait_for_selector("#contributors table")
    desk.screenshot(path=out / "cons.png", full_page=True)
    sign_in(phone, chair)
    phone.goto(reverse("reporting:consolidation", args=[cut.pk]))
    phone.screenshot(path=out / "cons_phone.png", full_page=True)
    desk.locator("textarea").first.fill("Đang gõ thử.")
    with desk.expect_response(lambda r: "narrative" in r.url) as info: pass
    print("autosave", info.value.status)
    desk.locator("button[name=sentence]").first.click()
    desk.wait_for_load_state()
    desk.screenshot(path=out / "picked.png", full_page=True)
    desk.goto(reverse("reporting:own_part", args=[cut.pk])); desk.screenshot(path=out / "own.png", full_page=True)
    desk.goto(reverse("reporting:chat", args=[d.pk]))
    desk.locator("textarea").fill("Trần Nga, 08:15\nMay Hòa Bình Thượng Hòa đã trao 45 suất quà, 120 lượt tham dự https://www.facebook.com/a/posts/1234567890123\nPhạm Lâm, 09:00\nBên em 7 suất quà")
    desk.locator("form.form--wide button").first.click()
    desk.wait_for_load_state(); desk.screenshot(path=out / "chat.png", full_page=True)
    desk.goto(reverse("reporting:consolidation", args=[cut.pk]))
    services.close_figures(actor=chair, consolidation=cut, now=timezone.now())
    paper = services.draft_report_paper(actor=chair, consolidation=cut, now=timezone.now())
    desk.goto(reverse("reporting:consolidation", args=[cut.pk])); desk.screenshot(path=out / "closed.png", full_page=True)
    desk.goto(reverse("reporting:annexes", args=[cut.pk])); desk.screenshot(path=out / "annexes.png", full_page=True)
    desk.goto(reverse("reporting:unmatched")); desk.screenshot(path=out / "unmatched.png", full_page=True)
    desk.goto(reverse("reporting:consolidations", args=[d.pk])); desk.screenshot(path=out / "list.png", full_page=True)
    for form in ("pdf", "docx"):
        (out / f"paper.{form}").write_bytes(services.render_consolidation(consolidation=cut, form=form, now=timezone.now()))
    (out / "annex.xlsx").write_bytes(services.annex_workbook(consolidation=cut, now=timezone.now()))
    (out / "own.pdf").write_bytes(services.render_own_report(report=units[0].reports.get(), form="pdf", now=timezone.now()))
