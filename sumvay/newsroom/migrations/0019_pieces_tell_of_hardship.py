from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0018_consents_with_pictures_are_withdrawn'),
    ]

    operations = [
        migrations.AddField(
            model_name='piece',
            name='hardship_how',
            field=models.CharField(blank=True, max_length=200, verbose_name='how it was given'),
        ),
        migrations.AddField(
            model_name='piece',
            name='hardship_person',
            field=models.CharField(blank=True, max_length=300, verbose_name='who agrees'),
        ),
        migrations.AddField(
            model_name='piece',
            name='names_hardship',
            field=models.BooleanField(default=False, verbose_name='tells of the illness or hardship of a named person'),
        ),
    ]
