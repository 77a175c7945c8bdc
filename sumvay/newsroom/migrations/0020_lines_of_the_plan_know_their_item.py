import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0019_pieces_tell_of_hardship'),
    ]

    operations = [
        migrations.AddField(
            model_name='plannedpiece',
            name='contribution',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='planned', to='newsroom.contribution'),
        ),
    ]
