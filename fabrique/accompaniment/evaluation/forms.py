from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.evaluation.enums import LessonKind
from fabrique.core.forms import HouseForm, VersionedForm, pick, prose
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item


def word(label, referential, **options):
    """A word of a referential in force, by its key."""
    field = pick(label, Item.objects.none(), to_field_name="key", **options)
    field.referential = referential
    return field


class OfReferentials(forms.Form):
    """Fields made by `word` offer what is in force today, and the word already chosen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if hasattr(field, "referential"):
                now = Item.objects.of(field.referential)
                chosen = self.initial.get(name)
                field.queryset = now if chosen is None else now | Item.objects.filter(pk=chosen.pk)


class FieldsOfEffect(OfReferentials):
    text = forms.CharField(
        label=gettext_lazy("Qu’est-ce qui a changé ?"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Ce que vous avez vu ou entendu. Personne n’a besoin d’être nommé."),
    )  # fmt: skip
    frame = word(gettext_lazy("Où cela se voit"), ReferentialKey.FRAMES)
    label = forms.CharField(
        label=gettext_lazy("En un mot"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Le vôtre, pas le nôtre."),
    )
    family = word(gettext_lazy("Famille d’effets"), ReferentialKey.EFFECTS, required=False)
    said_by = forms.CharField(
        label=gettext_lazy("Qui le dit"), max_length=200, required=False,
        help_text=gettext_lazy("Une fonction suffit : « une élue », « l’allié »."),
    )  # fmt: skip
    quote = forms.BooleanField(label=gettext_lazy("Ce sont ses mots exacts"), required=False)


class ProposeEffectForm(FieldsOfEffect, HouseForm):
    pass


class EffectForm(FieldsOfEffect, VersionedForm):
    pass


class FieldsOfLimit(OfReferentials):
    text = forms.CharField(
        label=gettext_lazy("Qu’est-ce qui résiste ?"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Une limite dite aide la cohorte suivante. Elle ne s’efface pas : on y répond."),
    )  # fmt: skip
    theme = word(gettext_lazy("De quel ordre"), ReferentialKey.LIMITS)
    title = forms.CharField(
        label=gettext_lazy("En quelques mots"), max_length=160, required=False,
        help_text=gettext_lazy("Sans titre, le début du texte en tient lieu."),
    )  # fmt: skip
    proposal = prose(gettext_lazy("Ce qui aiderait"), rows=2)
    said_by = forms.CharField(label=gettext_lazy("Qui le dit"), max_length=200, required=False)
    quote = forms.BooleanField(label=gettext_lazy("Ce sont ses mots exacts"), required=False)


class ProposeLimitForm(FieldsOfLimit, HouseForm):
    pass


class LimitForm(FieldsOfLimit, VersionedForm):
    pass


class SetAsideForm(HouseForm):
    reason = forms.CharField(
        label=gettext_lazy("Pourquoi le mettre de côté ?"), max_length=300,
        help_text=gettext_lazy("La personne qui l’a proposé lira cette phrase. L’effet peut revenir."),
    )  # fmt: skip


class LimitAnswerForm(VersionedForm):
    answer = forms.CharField(
        label=gettext_lazy("Ce que nous en faisons"), widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Ce qui change, quand, et pour qui. Ou pourquoi rien ne change."),
    )  # fmt: skip


class ViewpointForm(VersionedForm):
    text = forms.CharField(label=gettext_lazy("Votre point de vue"), widget=forms.Textarea(attrs={"rows": 8}))
    said_by = forms.CharField(
        label=gettext_lazy("Qui parle"), max_length=200, required=False,
        help_text=gettext_lazy("Une fonction ou une équipe, sans nom propre."),
    )  # fmt: skip
    synthesis = forms.BooleanField(
        label=gettext_lazy("C’est une synthèse"), required=False,
        help_text=gettext_lazy("Laissez vide si ce sont les mots exacts."),
    )  # fmt: skip


class FieldsOfLesson(forms.Form):
    title = forms.CharField(label=gettext_lazy("En une phrase"), max_length=300)
    text = prose(gettext_lazy("Ce qu’il y a derrière"), rows=4)


class AddLessonForm(FieldsOfLesson, HouseForm):
    kind = forms.ChoiceField(label=gettext_lazy("Ce que c’est"), choices=LessonKind)
    field_order = ["kind", "title", "text"]


class LessonForm(FieldsOfLesson, VersionedForm):
    pass
