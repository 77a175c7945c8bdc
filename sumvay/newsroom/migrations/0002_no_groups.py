"""Rights come from posts alone: Wagtail's starting groups, its welcome page and its site go."""

from django.db import migrations

STARTING_GROUPS = ["Editors", "Moderators"]


def clear(apps, schema_editor):
    apps.get_model("wagtailcore", "GroupPagePermission").objects.all().delete()
    apps.get_model("wagtailcore", "GroupCollectionPermission").objects.all().delete()
    apps.get_model("auth", "Group").objects.filter(name__in=STARTING_GROUPS).delete()
    apps.get_model("wagtailcore", "Site").objects.all().delete()
    pages = apps.get_model("wagtailcore", "Page").objects
    if pages.filter(depth=2, slug="home").delete()[0]:
        pages.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(clear, migrations.RunPython.noop)]
