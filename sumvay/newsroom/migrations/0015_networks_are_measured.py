from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0014_programmes_are_found'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadMeasure',
            fields=[
                ('mark', models.UUIDField(primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('count', models.PositiveIntegerField()),
            ],
        ),
        migrations.RunSQL(
            'ALTER TABLE newsroom_readmeasure SET UNLOGGED', 'ALTER TABLE newsroom_readmeasure SET LOGGED'
        ),
    ]
