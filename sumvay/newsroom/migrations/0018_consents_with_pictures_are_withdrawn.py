from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0017_films_are_checked_items_have_own_fees'),
    ]

    operations = [
        migrations.AddField(
            model_name='newspicture',
            name='consent_withdrawn_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name='newspicture',
            index=models.Index(condition=models.Q(('consent_withdrawn_at__isnull', False)), fields=['consent_withdrawn_at'], name='picture_consent_withdrawn'),
        ),
    ]
