from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("breaking", "0001_before")]
    operations = [migrations.AddField("promise", "note", models.TextField(null=True))]
