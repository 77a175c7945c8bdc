"""The database itself refuses to change a closed cut; only its paper is put in place, and who closed it may be erased."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION reporting_refuse_change_of_closed_cut() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'closed' AND (
        NEW.state <> 'closed' OR (NEW.figures, NEW.coverage, NEW.narrative, NEW.cut_at, NEW.reason, NEW.sequence)
            IS DISTINCT FROM (OLD.figures, OLD.coverage, OLD.narrative, OLD.cut_at, OLD.reason, OLD.sequence)
    ) THEN
        RAISE EXCEPTION 'the figures of consolidation % are closed', OLD.id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reporting_closed_cut_stays BEFORE UPDATE ON reporting_consolidation
    FOR EACH ROW EXECUTE FUNCTION reporting_refuse_change_of_closed_cut();
"""
ALLOW = """
DROP TRIGGER reporting_closed_cut_stays ON reporting_consolidation;
DROP FUNCTION reporting_refuse_change_of_closed_cut();
"""


class Migration(migrations.Migration):
    dependencies = [("reporting", "0002_starter_catalogue")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
