"""A province, a ward and an enterprise with sealed boxes, handlers and leaders, through the real services."""

import uuid
from types import SimpleNamespace

from django.utils import timezone

from sumvay.feedback import sealing
from sumvay.feedback.models import Box, SealedCase
from sumvay.feedback.selectors import sealed as selectors
from sumvay.feedback.services import sealed_boxes, sealed_keys, sealed_writing
from sumvay.org.models import Unit
from tests.factories.org import UnitFactory, UnitKindFactory, officer_of

PASSPHRASE = "trời xanh mây trắng gió nhẹ"
# Of everybody in tests, for signing in
PASSWORD = "mật khẩu thử"
# Passphrases are stretched for a moment only, as passwords are in tests
sealing.COST, sealing.TURNS = 4, 1


def keyed(officer, passphrase: str = PASSPHRASE):
    """The officer, who has made a key."""
    sealed_keys.make_key(actor=officer, passphrase=passphrase, now=timezone.now())
    return officer


def private_of(officer, passphrase: str = PASSPHRASE) -> bytes:
    """The officer's private key."""
    return sealed_keys.unlock_key(actor=officer, passphrase=passphrase)


def with_box(unit: Unit, **handlers) -> SimpleNamespace:
    """
    A unit with a box held by its chair and vice-chair, and handlers by name: True for one tied to the employer.

    Gives unit, box, chair, vice and the handlers by their names.
    """
    now = timezone.now()
    chair, vice = keyed(officer_of(unit)), keyed(officer_of(unit, "vice_chair"))
    box = sealed_boxes.set_up_box(actor=chair, unit=unit, leaders=[chair, vice], now=now)
    place = SimpleNamespace(unit=unit, box=box, chair=chair, vice=vice)
    for name, is_tied in handlers.items():
        officer = keyed(officer_of(unit, "inspection"))
        sealed_boxes.name_handler(actor=chair, unit=unit, officer=officer, tied_to_employer=is_tied, now=now)
        setattr(place, name, officer)
    return place


def sealed_tree() -> SimpleNamespace:
    """A province over a ward over an enterprise; all three have boxes, the enterprise's second handler is tied."""
    province = UnitFactory(kind=UnitKindFactory(code="province", rank=20, is_grassroots=False), name="LĐLĐ tỉnh Thử")
    ward = UnitFactory(
        kind=UnitKindFactory(code="ward", rank=40, is_grassroots=False), name="Công đoàn phường Thử", parent=province
    )
    unit = UnitFactory(name="CĐCS Công ty May Thử Nghiệm", parent=ward)
    return SimpleNamespace(
        province=with_box(province, first=False),
        ward=with_box(ward, first=False, second=False),
        unit=with_box(unit, first=False, second=True),
    )


def sealed_message(box: Box, readers, text: str = "Trưởng phòng bắt nộp tiền để ký tiếp.", **given) -> SimpleNamespace:
    """A message sealed to some readers: its receipt and case."""
    said = {"about": "CĐCS Công ty May Thử Nghiệm", "topic": "khac", "has_escrow": True, "contents": []} | given
    receipt = sealed_writing.seal_case(
        box=box,
        readers={reader.pk for reader in readers},
        text=text,
        token=said.pop("token", None) or uuid.uuid4(),
        now=said.pop("now", None) or timezone.now(),
        **said,
    )
    return SimpleNamespace(receipt=receipt, case=case_of(receipt))


def case_of(receipt: str) -> SealedCase:
    """The case of a receipt."""
    return selectors.sealed_by_receipt(receipt)
