from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("breaking", "0003_asks_for_more")]
    operations = [migrations.RenameField("promise", "owner", "holder")]
