"""For whom an actor may answer is said by a field. Dialogues carries over what was guessed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0005_actor_as_of")]

    operations = [
        migrations.AddField(
            model_name="actor",
            name="speaks_for",
            field=models.CharField(
                blank=True,
                choices=[("POLICE", "Polisen"), ("DISTRICT", "Stadsdelen")],
                max_length=10,
                verbose_name="talar för",
            ),
        ),
    ]
