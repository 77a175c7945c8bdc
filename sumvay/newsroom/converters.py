"""Parts of addresses: a month, and the name of a feed."""

import datetime

from django.urls import register_converter
from django.utils import timezone


class MonthConverter:
    """A month as "2027-01"; gives its first moment in the local time."""

    regex = "20[0-9]{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> datetime.datetime:
        """The first moment."""
        return timezone.make_aware(datetime.datetime.strptime(value, "%Y-%m"))

    def to_url(self, value: datetime.date) -> str:
        """Any day of the month."""
        return f"{value:%Y-%m}"


class FeedConverter:
    """The last part of a feed's address."""

    regex = r"tin\.(?:rss|atom|json)|ninjs\.json"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(MonthConverter, "month")
register_converter(FeedConverter, "feed")
