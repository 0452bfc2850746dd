from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.pilots.enums import ProjectKind
from fabrique.core.forms import HouseForm, VersionedForm, pick, prose
from fabrique.ground.organisations.models import Organisation

KINDS = [("", gettext_lazy("à choisir plus tard")), *ProjectKind.choices]
DIAGNOSED = [("", gettext_lazy("on ne sait pas")), ("yes", gettext_lazy("oui")), ("no", gettext_lazy("non"))]


class FieldsOfProject(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Titre du projet"),
        max_length=200,
        help_text=gettext_lazy("Comme vous le diriez à un voisin."),
    )
    summary = prose(gettext_lazy("Le projet, en mots simples"), rows=5)
    kind = forms.ChoiceField(
        label=gettext_lazy("Sa taille"), choices=KINDS, required=False,
        help_text=gettext_lazy("Un totem incarne le changement ; un micro-projet est une petite victoire que l’on peut refaire."),
    )  # fmt: skip
    theme = forms.CharField(label=gettext_lazy("Son sujet, en deux ou trois mots"), max_length=160, required=False)
    blockage = prose(
        gettext_lazy("Ce qui bloque aujourd’hui"), rows=3,
        help_text=gettext_lazy("Tout le monde le lit. Le détail se suit dans les blocages du projet, entre vous."),
    )  # fmt: skip


class BeginProjectForm(FieldsOfProject, HouseForm):
    pass


class PilotProjectForm(FieldsOfProject, VersionedForm):
    pass


class FieldsOfObjective(forms.Form):
    title = forms.CharField(label=gettext_lazy("Objectif"), max_length=200)
    text = prose(gettext_lazy("Ce que cela veut dire ici"), rows=3)


class AddObjectiveForm(FieldsOfObjective, HouseForm):
    pass


class ObjectiveForm(FieldsOfObjective, VersionedForm):
    pass


class ChooseAllyForm(HouseForm):
    organisation = pick(gettext_lazy("Organisation alliée"), Organisation.objects.none())
    also_diagnosed = forms.TypedChoiceField(
        label=gettext_lazy("A-t-elle aussi fait le diagnostic ?"), choices=DIAGNOSED, required=False,
        coerce=lambda value: value == "yes", empty_value=None,
    )  # fmt: skip
    note = forms.CharField(label=gettext_lazy("À savoir"), max_length=300, required=False)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.visible_to(person)


class MoveForm(HouseForm):
    words = forms.CharField(label=gettext_lazy("Pourquoi, en une phrase"), max_length=300)


class ReviewForm(VersionedForm):
    review_words = prose(
        gettext_lazy("Ce que la restitution change dans le projet"), rows=4, required=True,
        help_text=gettext_lazy("« Rien » est une réponse, si vous dites pourquoi."),
    )  # fmt: skip
