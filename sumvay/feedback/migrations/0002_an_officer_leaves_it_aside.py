from django.db import migrations, models
from django.db.models import Q


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
    ]
