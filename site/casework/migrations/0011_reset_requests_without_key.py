from django.db import migrations, models


class Migration(migrations.Migration):
    """Nothing reads the key: how often an address has asked is counted by a rate limit."""

    dependencies = [("casework", "0010_erasure_records")]

    operations = [
        # So that it can be taken back while somebody waits for a mail.
        migrations.AlterField(
            model_name="passwordresetrequest",
            name="address_key",
            field=models.CharField(db_index=True, default="", editable=False, max_length=64),
        ),
        migrations.RemoveField(model_name="passwordresetrequest", name="address_key"),
    ]
