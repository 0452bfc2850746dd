from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.pilots.enums import BlockageKind, DeliverableKind, MilestoneKind, Ring, Track
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose
from fabrique.core.uploads import ACCEPTED
from fabrique.ground.referentials.models import Item

TRACKS = [("", gettext_lazy("selon le genre d’étape")), *Track.choices]


class FieldsOfMilestone(forms.Form):
    title = forms.CharField(label=gettext_lazy("L’étape"), max_length=160)
    kind = forms.ChoiceField(label=gettext_lazy("De quel genre"), choices=MilestoneKind)
    due_on = day(gettext_lazy("Le jour espéré"))
    track = forms.ChoiceField(label=gettext_lazy("Sur quelle ligne"), choices=TRACKS, required=False)
    words = forms.CharField(label=gettext_lazy("À savoir"), max_length=300, required=False)


class AddMilestoneForm(FieldsOfMilestone, HouseForm):
    folded = ("track", "words")


class MilestoneForm(FieldsOfMilestone, VersionedForm):
    pass


class FieldsOfBlockage(forms.Form):
    title = forms.CharField(label=gettext_lazy("Ce qui bloque"), max_length=160)
    kind = forms.ChoiceField(label=gettext_lazy("De quel genre"), choices=BlockageKind)
    text = prose(
        gettext_lazy("Ce qui se passe"),
        rows=3,
        help_text=gettext_lazy("Des faits et des organisations : personne n’est nommé."),
    )
    owner = forms.CharField(
        label=gettext_lazy("Qui le suit"), max_length=160, help_text=gettext_lazy("Une fonction ou un service.")
    )
    next_step = forms.CharField(label=gettext_lazy("La prochaine chose à faire"), max_length=300)
    next_on = day(gettext_lazy("Avant le"))


class AddBlockageForm(FieldsOfBlockage, HouseForm):
    seen_on = day(gettext_lazy("Depuis quel jour"))
    folded = ("seen_on", "text")


class BlockageForm(FieldsOfBlockage, VersionedForm):
    pass


class AddDeliverableForm(HouseForm):
    title = forms.CharField(label=gettext_lazy("Ce que l’on tiendra en main"), max_length=160)
    kind = forms.ChoiceField(label=gettext_lazy("De quel genre"), choices=DeliverableKind)
    for_whom = forms.CharField(label=gettext_lazy("Qui s’en servira"), max_length=160, required=False)
    due_on = day(gettext_lazy("Attendu pour le"))


class DeliverForm(HouseForm):
    url = forms.URLField(label=gettext_lazy("Un lien"), required=False, max_length=500, assume_scheme="https")
    file = forms.FileField(
        label=gettext_lazy("Ou un fichier"), required=False, widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        help_text=gettext_lazy("PDF, ODT, ODP, DOCX, PPTX, PNG ou JPEG, 20 Mo au plus."),
    )  # fmt: skip


class PlaceActorForm(HouseForm):
    ring = forms.ChoiceField(label=gettext_lazy("Sa place"), choices=Ring)
    since = day(gettext_lazy("Depuis le"), help_text=gettext_lazy("Aujourd’hui, si vous ne dites rien."))
    why = forms.CharField(label=gettext_lazy("Ce qui l’a fait bouger"), max_length=300, required=False)


class AddActorForm(HouseForm):
    name = forms.CharField(
        label=gettext_lazy("Qui"), max_length=120,
        help_text=gettext_lazy("Une organisation, un service, un groupe d’habitants. Jamais le nom d’une personne."),
    )  # fmt: skip
    category = pick(gettext_lazy("Sa catégorie"), None)
    ring = forms.ChoiceField(label=gettext_lazy("Sa place"), choices=Ring.choices[:4])
    since = day(gettext_lazy("Depuis le"), help_text=gettext_lazy("Aujourd’hui, si vous ne dites rien."))
    why = forms.CharField(label=gettext_lazy("Ce qu’il ou elle apporte, ou craint"), max_length=300, required=False)

    def __init__(self, *args: Any, scope: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        items = Item.objects.categories(scope)
        self.fields["category"].queryset = items
