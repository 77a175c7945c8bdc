from datetime import date
import pytest
from django.utils import timezone
from tests.factories.accounts import PersonFactory
from tests.factories.org import *
from sumvay.org import services
from sumvay.accounts import services as accounts

OUT="/tmp/orgwork/shots"
def test_shots(module_database, server, phone, desk, sign_in):
    services.add_starting_kinds()
    K=lambda c: UnitKind.objects.get(code=c)
    top=UnitFactory(code="TLD",name="Tổng Liên đoàn Lao động",kind=K("national"))
    prov=UnitFactory(code="BM",name="Liên đoàn Lao động tỉnh Bình Minh",kind=K("province"),parent=top,phone="+842438251234",paper_symbol="LĐLĐ",paper_place="Bình Minh")
    wards=[UnitFactory(code=f"P{n}",name=f"Công đoàn phường {x}",kind=K("ward"),parent=prov) for n,x in enumerate(["An Lạc","Ân Thi","Đông Ngạc"])]
    for w in wards:
        officer_of(w, full_name=f"Lê Thị {w.name[-4:]}")
        for n in range(6):
            u=UnitFactory(parent=w,name=f"Công đoàn cơ sở Công ty May {n} {w.name[-3:]}")
            UnitSizeFactory(unit=u,members=100*n+20)
            if n%2: officer_of(u, full_name=f"Nguyễn Văn {n}")
    chair=officer_of(prov, full_name="Trần Thị Hải Yến", phone="+84912345678", email="yen@example.vn")
    officer_of(prov,"clerk",full_name="Phạm Văn Thư")
    p=PersonFactory(full_name="Đỗ Chưa Vào",phone="+84987111222",email=None); p.set_unusable_password(); p.save()
    AppointmentFactory(officer=p,unit=prov,post="communications")
    services.link_beside(actor=chair,unit=wards[0],beside=wards[1],kind="caretaker",on=date(2026,1,5),paper="12/QĐ-LĐLĐ")
    GrantFactory(unit=prov, officer__full_name="Khách Kiểm Tra")
    now=timezone.now()
    head="Mã đơn vị,Tên đơn vị,Loại đơn vị,Cấp trên,Số đoàn viên,Họ và tên,Chức vụ,Sđt,Ghi chú\n"
    bad=services.receive_import(actor=chair,unit=prov,content=(head+"X1,Một,Hội,P0,-5,Lê An,Chủ tịch,123,\nX2,Hai,grassroots,P9,,,,,\n").encode(),filename="danh-sach.csv",now=now)
    pages={"list":"/units/","unit":f"/units/{prov.pk}/","new":f"/units/{prov.pk}/new/","officer_new":f"/units/{prov.pk}/officers/new/","officer":f"/units/officers/{Appointment.objects.get(officer=p).pk}/","import":"/units/import/","columns":f"/units/import/{bad.pk}/columns/","trial":f"/units/import/{bad.pk}/","move":f"/changes/units/{wards[0].pk}/move/","end":f"/changes/units/{wards[0].pk}/end/","hand":f"/changes/posts/{Appointment.objects.get(officer=chair).pk}/hand-over/","profile":"/accounts/","beside":f"/units/{wards[2].pk}/beside/","search":"/units/?q=may 1"}
    for name,page in (("desk",desk),("phone",phone)):
        page.goto("/accounts/login/"); page.screenshot(path=f"{OUT}/{name}_login.png",full_page=True)
        page.goto("/accounts/password/reset/"); page.screenshot(path=f"{OUT}/{name}_forgot.png",full_page=True)
        token=accounts.send_link(actor=chair,person=p,now=now)
        page.goto(f"/accounts/invitation/{token}/"); page.screenshot(path=f"{OUT}/{name}_invitation.png",full_page=True)
        sign_in(page, chair)
        for key,url in pages.items():
            page.goto(url)
            if key=="list":
                page.click(".tree__toggle"); page.wait_for_timeout(400)
                page.locator(".tree__toggle").nth(1).click(); page.wait_for_timeout(400)
            page.screenshot(path=f"{OUT}/{name}_{key}.png",full_page=True)
        page.goto(pages["officer"]); page.get_by_role("button",name="Tạo liên kết mới").click(); page.wait_for_timeout(500); page.screenshot(path=f"{OUT}/{name}_link.png",full_page=True)
