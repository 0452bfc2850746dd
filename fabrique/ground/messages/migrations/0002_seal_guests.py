from django.db import migrations, models
from django.db.models.functions import Cast

import fabrique.core.sealed
from fabrique.core.sealed import MARK, seal

FIELDS = ("email", "name")


def seal_guests(apps, _schema_editor):
    """What was written in clear before; what is sealed already is left alone."""
    letter = apps.get_model("letters", "Letter")
    for name in FIELDS:
        rows = letter.objects.annotate(stored=Cast(models.F(name), models.TextField())).values_list("pk", "stored")
        for pk, text in list(rows):
            if text and not text.startswith(f"{MARK}:"):
                letter.objects.filter(pk=pk).update(**{name: seal(text, f"letters.letter.{name}")})


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial")]

    operations = [
        *[migrations.AlterField("letter", name, fabrique.core.sealed.SealedText(blank=True)) for name in FIELDS],
        migrations.RunPython(seal_guests, migrations.RunPython.noop, elidable=True),
    ]
