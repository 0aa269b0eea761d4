from django.db import migrations, models


class Migration(migrations.Migration):
    operations = [
        migrations.CreateModel(
            "Promise",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("text", models.CharField(max_length=9)),
                ("owner", models.CharField(max_length=9, null=True)),
            ],
        ),
    ]
