"""People who speak of one matter, straight into the table: early warnings count many of them."""

import uuid
from datetime import datetime, timedelta
from zlib import crc32

from django.utils.timezone import make_aware

from sumvay.feedback.models import Case
from sumvay.vietnamese import fold

NOW = make_aware(datetime(2026, 12, 17, 4, 30))
PAY = {"category": "luong", "categories": ["luong"]}
HERE = {"enterprise": "Công ty May Lam Hồng", "enterprise_key": "lam hong"}


def spoke(unit, people, *, days_ago=3, times=1, who="", **fields):
    """So many people wrote so often each to a unit, with a phone number each; `who` tells crowds apart."""
    at, crowd = NOW - timedelta(days=days_ago), f"{crc32(who.encode()):010}{unit.pk}"
    words = {"about_unit": unit, "door": "web_form", "kind": "phan_anh", "text": "Chậm lương.", **PAY, **HERE, **fields}
    return Case.objects.bulk_create(
        Case(**{
            "phone": f"{n:03}{days_ago:03}{crowd}"[:20], "receipt": uuid.uuid4().hex, "folded": fold(words["text"]),
            "unit": unit, "received_at": at, "due_at": at, **words,
        })
        for n in range(people) for _ in range(times)
    )  # fmt: skip


def listened(unit):
    """The unit has had messages for long, of something else."""
    spoke(unit, 1, days_ago=300, enterprise="", enterprise_key="")
