"""The words by which a message is found: its own without accents, and one for its unit and standing."""

from django.contrib.postgres.search import SearchVectorField
from django.db.models import F, Func

OPEN, RESOLVED, ASIDE = "o", "r", "a"


class SearchWords(Func):
    """
    One vector of the message's words and, say, "o27": open, of unit 27.

    Standing and unit are a word like the others, so that the index meets them with the words asked for; of an index
    that knows words alone, all messages of the country that hold them would be gone through for one unit's.
    """

    output_field = SearchVectorField()

    def __init__(self) -> None:
        """Made of the columns of a message."""
        super().__init__(F("folded"), F("put_aside_at"), F("resolved_at"), F("unit_id"))

    def as_sql(self, compiler, connection, **_options) -> tuple[str, list]:
        """Written out, since Django's own building blocks are not immutable, as an index wants them."""
        folded, aside, resolved, unit = (compiler.compile(one)[0] for one in self.source_expressions)
        standing = f"CASE WHEN {aside} IS NOT NULL THEN '{ASIDE}' WHEN {resolved} IS NOT NULL THEN '{RESOLVED}'"
        of_unit = f"array_to_tsvector(ARRAY[{standing} ELSE '{OPEN}' END || {unit}::text])"
        return f"(to_tsvector('simple'::regconfig, {folded}) || {of_unit})", []
