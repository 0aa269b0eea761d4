from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("breaking", "0002_adds")]
    operations = [migrations.AddField("promise", "due", models.TextField(default="soon"))]
