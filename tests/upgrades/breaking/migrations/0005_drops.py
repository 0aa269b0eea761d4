from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("breaking", "0004_renames")]
    operations = [migrations.RemoveField("promise", "holder")]
