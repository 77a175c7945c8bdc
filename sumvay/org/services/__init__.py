"""What can happen to units, posts and rights."""

from sumvay.org.bulk_rows import UnitRow
from sumvay.org.import_rows import Problem
from sumvay.org.services.bulk_load import RowsUnfit, bulk_load_units
from sumvay.org.services.details import change_unit, end_side_link, link_beside, record_size, rename_unit
from sumvay.org.services.import_units import (
    ImportResult,
    apply_import,
    import_units,
    map_import,
    receive_import,
    table_of,
    try_import,
)
from sumvay.org.services.inviting import hand_post_on, invite_again, invite_officer, replace_officer_phone
from sumvay.org.services.kinds import add_kind, change_kind
from sumvay.org.services.open_house import HouseOpened, add_starting_kinds, open_house
from sumvay.org.services.posts import appoint, end_appointment, end_grant, grant_access, pass_post_on
from sumvay.org.services.rules import NotPermitted
from sumvay.org.services.tree import create_unit, end_unit, move_unit, plant
from sumvay.org.sheet import UnfitFile, read_table

__all__ = [
    "HouseOpened",
    "ImportResult",
    "NotPermitted",
    "Problem",
    "RowsUnfit",
    "UnfitFile",
    "UnitRow",
    "add_kind",
    "add_starting_kinds",
    "apply_import",
    "appoint",
    "bulk_load_units",
    "change_kind",
    "change_unit",
    "create_unit",
    "end_appointment",
    "end_grant",
    "end_side_link",
    "end_unit",
    "grant_access",
    "hand_post_on",
    "import_units",
    "invite_again",
    "invite_officer",
    "link_beside",
    "map_import",
    "move_unit",
    "open_house",
    "pass_post_on",
    "plant",
    "read_table",
    "receive_import",
    "record_size",
    "rename_unit",
    "replace_officer_phone",
    "table_of",
    "try_import",
]
