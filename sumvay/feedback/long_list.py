"""Pages of a queue that may be very long: it is counted as far as an officer will ever look."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

COUNTED = 1_000


class LongList(Paginator):
    """Counts to a thousand; `is_longer` says that there are more."""

    @cached_property
    def count(self) -> int:
        """How many rows, a thousand at most."""
        return min(self._seen, COUNTED)

    @property
    def is_longer(self) -> bool:
        """Whether there is more than was counted."""
        return self._seen > COUNTED

    @cached_property
    def _seen(self) -> int:
        return self.object_list.order_by()[: COUNTED + 1].count()
