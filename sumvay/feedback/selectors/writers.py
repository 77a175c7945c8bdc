"""
How people are told apart in figures: by phone, else by e-mail, else by their very words.

Whoever wrote twice from one phone or address is one person, however the number is written, and so are all who sent the
very same words without either. Who writes without either in other words each time cannot be told from several people:
nothing else is known of anybody. An erased message counts as a message and as nobody: whose it was is gone, and one who
had five erased would else become five people. So figures lose people by erasing, and a veil is never lifted by it.
"""

from django.db.models import Func, TextField


def writer_of(phone: str, email: str, folded: str) -> str:
    """The SQL that tells a writer from others, of three columns; NULL for an erased message."""
    digits = f"regexp_replace({phone}, '[^0-9]', '', 'g')"
    # The number without what is dialled before it: 0, +84, 0084, +84 (0)
    number = f"regexp_replace({digits}, '^0*(84(?=0?[0-9]{{9,10}}$))?0*', '')"
    phone_said = f"CASE WHEN {phone} = '' THEN NULL ELSE nullif({number}, '') END"
    words = f"CASE WHEN {folded} = '' THEN NULL ELSE md5({folded}) END"
    return f"coalesce({phone_said}, nullif(lower({email}), ''), {words})"


class Writer(Func):
    """The same as an expression of messages."""

    output_field = TextField()

    def __init__(self):
        """Over the three columns of a message."""
        super().__init__("phone", "email", "folded")

    def as_sql(self, compiler, connection, **_more):
        """See `writer_of`."""
        return writer_of(*(compiler.compile(column)[0] for column in self.get_source_expressions())), []
