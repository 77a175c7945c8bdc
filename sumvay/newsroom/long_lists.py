"""Pages of lists that may hold a million rows: nothing is counted to its end, rows are fetched for one page only."""

from contextlib import suppress

from django.core.paginator import Page
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

AHEAD = 250
# A number typed into the address is not followed for ever
LAST_PAGE = 1_000


class LookingAhead(WagtailPaginator):
    """
    Knows of some pages beyond the one that is shown, and says "more than" when there are others.

    Takes a query with an order. Its keys come first, from an index alone where there is one; then the rows of the page.
    """

    _keys: list[int] = []
    _looked_at = 0

    def validate_number(self, number):
        """Look as far ahead as this page needs."""
        with suppress(TypeError, ValueError):
            self._look_beyond(int(number))
        return super().validate_number(number)

    @property
    def count(self):
        """How many there are, up to what was looked at."""
        return len(self._keys)

    def page(self, number):
        """One page, its rows fetched by their keys."""
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        keys = self._keys[start : start + self.per_page]
        rows = self.object_list.in_bulk(keys) if keys else {}
        return Page([rows[key] for key in keys if key in rows], number, self)

    @property
    def items_count_label(self):
        """As "12 pieces", or "more than 300 pieces"."""
        if self.count < self._looked_at:
            return super().items_count_label
        told = {"count": number_format(self.count - 1, force_grouping=True), "items": self.verbose_name_plural}
        return _("more than %(count)s %(items)s") % told

    def _look_beyond(self, number):
        wanted = min(max(number, 1), LAST_PAGE) * self.per_page + AHEAD + 1
        if wanted > self._looked_at:
            self._keys = list(self.object_list.values_list("pk", flat=True)[:wanted])
            self._looked_at = wanted
