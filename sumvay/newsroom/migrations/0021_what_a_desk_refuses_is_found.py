from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0020_lines_of_the_plan_know_their_item'),
        ('org', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='contributionstep',
            index=models.Index(condition=models.Q(('act', 'refused')), fields=['desk', '-at'], name='step_refused_by_desk'),
        ),
    ]
