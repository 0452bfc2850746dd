from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("narratives", "0002_quoted_persons_link")]

    operations = [
        migrations.AddField(
            model_name="passage",
            name="agreed_before",
            field=models.BooleanField(default=False),
        ),
    ]
