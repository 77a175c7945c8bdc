"""The page that saved the words of a report last."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0005_closed_listening_stays")]

    operations = [
        migrations.AddField(
            model_name=model, name="hand", field=models.CharField(blank=True, default="", max_length=32)
        )
        for model in ("consolidation", "listeningreport")
    ]
