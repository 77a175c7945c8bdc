"""Notices for tests."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from sumvay.notifications.models import Notice
from tests.factories.accounts import PersonFactory


class NoticeFactory(DjangoModelFactory):
    """An unread notice."""

    class Meta:
        model = Notice

    officer = factory.SubFactory(PersonFactory)
    kind = "directive"
    title = "Văn bản mới từ Liên đoàn Lao động"
    about = factory.Sequence(lambda n: f"directive:{n}")
    created_at = datetime(2027, 1, 18, 2, 5, tzinfo=UTC)
