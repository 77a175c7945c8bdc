from django.db import migrations

# Before 0010 a box without a tick counted as "nobody can be recognised". What was sent then has no step that tells what
# was answered: of these photos nobody has said.
ASK = """
    UPDATE newsroom_contributionphoto p SET shows_people = NULL WHERE NOT p.shows_people
    AND EXISTS (SELECT FROM newsroom_contributionstep s WHERE s.contribution_id = p.contribution_id)
    AND NOT EXISTS (
        SELECT FROM newsroom_contributionstep s WHERE s.contribution_id = p.contribution_id AND s.details <> '{}'::jsonb
    )
"""


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0015_networks_are_measured'),
    ]

    operations = [migrations.RunSQL(ASK, migrations.RunSQL.noop)]
