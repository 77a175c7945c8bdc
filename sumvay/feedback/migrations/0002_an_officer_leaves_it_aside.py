from django.db import migrations, models
from django.db.models import F, Q

# As services have written them until now, in English where no language was chosen
BY_MACHINE = [
    'spam', 'the same text very often', 'cùng một nội dung gửi quá nhiều lần',
    'very many letters of the same kind', 'rất nhiều thư giống nhau',
]


def confirm(apps, schema_editor):
    """What an officer laid aside has been looked at."""
    lying = apps.get_model('feedback', 'Case').objects.filter(put_aside_at__isnull=False, aside_confirmed_at=None)
    lying.exclude(put_aside_why__in=BY_MACHINE).update(aside_confirmed_at=F('put_aside_at'))


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='aside_confirmed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=Q(('aside_confirmed_at', None), ('erased_at', None), ('put_aside_at__isnull', False)), fields=['unit'], name='case_aside_unseen'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=Q(('aside_confirmed_at', None), ('put_aside_at__isnull', False), _connector='OR'), name='only_what_lies_aside_is_confirmed'),
        ),
        # Last, as PostgreSQL changes no table whose rows were just changed
        migrations.RunPython(confirm, migrations.RunPython.noop),
    ]
