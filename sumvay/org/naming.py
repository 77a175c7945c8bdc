"""What is stored beside a unit's name so that it sorts and is found as Vietnamese people expect."""

from sumvay.vietnamese import fold, sort_key

SORT_KEY_LENGTH, FOLDED_LENGTH = 500, 400


def name_columns(*, code: str, name: str, short_name: str) -> dict[str, str]:
    """The columns `sort_key` and `folded` for a unit of this code and these names."""
    folded = fold(f"{name} {short_name} {code}")
    return {"sort_key": sort_key(name)[:SORT_KEY_LENGTH], "folded": folded[:FOLDED_LENGTH]}
