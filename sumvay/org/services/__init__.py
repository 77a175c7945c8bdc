"""What can happen to units, posts and rights."""

from sumvay.org.services.bulk_load import RowsUnfit, UnitRow, bulk_load_units
from sumvay.org.services.details import change_unit, end_side_link, link_beside, record_size, rename_unit
from sumvay.org.services.posts import appoint, end_appointment, end_grant, grant_access, pass_post_on
from sumvay.org.services.rules import NotPermitted
from sumvay.org.services.tree import create_unit, end_unit, move_unit, plant

__all__ = [
    "NotPermitted",
    "RowsUnfit",
    "UnitRow",
    "appoint",
    "bulk_load_units",
    "change_unit",
    "create_unit",
    "end_appointment",
    "end_grant",
    "end_side_link",
    "end_unit",
    "grant_access",
    "link_beside",
    "move_unit",
    "pass_post_on",
    "plant",
    "record_size",
    "rename_unit",
]
