"""Who follows a live event is told that there is something new, and sees it with one press."""

import pytest
from django.utils import timezone

from sumvay.newsroom import services
from sumvay.newsroom.models import SiteIdentity
from sumvay.org.models import Appointment
from tests.factories.newsroom import PieceFactory, desk_with_steps
from tests.factories.org import officer_of


@pytest.fixture(scope="module")
def event(module_database):
    SiteIdentity.objects.create(pk=1, name="Sum Vầy", owner="LĐLĐ tỉnh", responsible_person="A")
    piece = PieceFactory(kind="live", title="Chợ Tết Công đoàn", standfirst="Đang diễn ra.")
    desk_with_steps(piece.unit)
    piece.get_latest_revision().publish()
    piece.refresh_from_db()
    return piece


# The first answer breaks off behind its head
BREAKS_ONCE = """
  const whole = Response.prototype.text;
  let isBroken = false;
  Response.prototype.text = function () {
    if (isBroken) return whole.call(this);
    isBroken = true;
    return Promise.reject(new TypeError("network error"));
  };
"""


def test_a_new_moment_is_offered_and_shown_by_the_press(phone, worker, event):
    phone.add_init_script(BREAKS_ONCE)
    phone.clock.install()
    phone.goto(event.get_absolute_url())
    bar = phone.locator(".piece__newer")
    phone.clock.run_for(31_000)
    phone.wait_for_load_state("networkidle")
    assert bar.is_hidden()
    now = timezone.now()
    event.body = [("update", {"at": now, "text": "<p>Gian hàng thứ một trăm mở cửa.</p>"})]
    event.save_revision(changed=True)
    chief = officer_of(event.unit, Appointment.Post.MANAGING_EDITOR)
    services.publish_piece(actor=chief, piece=event, now=now)
    for _turn in range(20):
        phone.clock.run_for(31_000)
        phone.wait_for_timeout(200)
        if bar.is_visible():
            break
    phone.get_by_role("button", name="Xem ngay").click()
    phone.get_by_text("Gian hàng thứ một trăm mở cửa.").wait_for()
