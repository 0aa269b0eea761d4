"""Who is police and who runs a district, until now guessed from names, is written down once."""

from django.db import migrations


def write_down(apps, schema_editor):
    actors = apps.get_model("core", "Actor").objects.filter(speaks_for="")
    actors.filter(slug="polisen").update(speaks_for="POLICE")
    districts = apps.get_model("home", "PlacePage").objects.filter(kind="DISTRICT", live=True)
    # A district is run by those of these that bear its name; others work there without running it.
    titles = list(districts.values_list("title", flat=True))
    running = actors.filter(kind__in=("ADMINISTRATION", "BOARD")).values_list("pk", "name")
    named = [pk for pk, name in running if any(title in name for title in titles)]
    actors.filter(pk__in=named).update(speaks_for="DISTRICT")


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0004_arrangement_and_answers"),
        ("core", "0006_actor_speaks_for"),
        ("home", "0003_priority_places"),
    ]

    # Going back, the field goes with its values.
    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
