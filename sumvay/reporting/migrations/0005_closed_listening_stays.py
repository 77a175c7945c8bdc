"""The database itself refuses to change a closed listening report; only its paper is put in place."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION reporting_refuse_change_of_closed_listening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'closed' AND (
        NEW.state <> 'closed'
        OR (NEW.unit_id, NEW.span, NEW.since, NEW.until, NEW.figures, NEW.extracts, NEW.narrative, NEW.cut_at,
            NEW.reason, NEW.sequence)
        IS DISTINCT FROM (OLD.unit_id, OLD.span, OLD.since, OLD.until, OLD.figures, OLD.extracts, OLD.narrative,
            OLD.cut_at, OLD.reason, OLD.sequence)
    ) THEN
        RAISE EXCEPTION 'the figures of listening report % are closed', OLD.id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reporting_closed_listening_stays BEFORE UPDATE ON reporting_listeningreport
    FOR EACH ROW EXECUTE FUNCTION reporting_refuse_change_of_closed_listening();
"""
ALLOW = """
DROP TRIGGER reporting_closed_listening_stays ON reporting_listeningreport;
DROP FUNCTION reporting_refuse_change_of_closed_listening();
"""


class Migration(migrations.Migration):
    dependencies = [("reporting", "0004_listening_reports")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
